// The sandbox's imitation of DVPay, which follows version 1.4.0 of DVPay's documentation. "Inferred" marks facts that this documentation
// does not state.

import { hmac, sameText } from "./digest.mjs";
import { digits, isText, NOT_JSON, readJson, writeFlat } from "./json.mjs";

const SKEW_SECONDS = 300;
const KEPT_MS = 24 * 3600 * 1000;
const PREFIX = "/api/v1/payment-gateway";

export const dvpay = {
  base: "",
  credentials: { apiKey: "dv_sandbox_key", apiSecret: "dv_sandbox_secret", webhookSecret: "dv_webhook_secret" },
  settings: {},
  isToken: () => false,
  refuse: (status, call) => refuse(status, NAMES[status] ?? "error", `Answered ${status}`, call),

  answer(call, state) {
    const operation = call.method === "POST" && OPERATIONS.get(call.path);
    if (!operation) return refuse(404, "not_found", "No such endpoint", call);
    return refuseKey(call, state) ?? (operation.isFinancial ? financial : standard)(operation, call, state);
  },
};

const NAMES = { 401: "unauthorized", 429: "rate_limit_exceeded", 500: "internal_error", 503: "service_unavailable" };

const OPERATIONS = new Map([
  [`${PREFIX}/order/create`, { run: (body) => ({ ...body, orderId: 9007199254740993n, status: "PENDING" }) }],
  [`${PREFIX}/payment/generate-qr`, { run: (body) => ({ ...body, qr: "sandbox-qr" }) }],
  [`${PREFIX}/payment/transaction-detail`, { run: (body) => ({ ...body, status: "SUCCESS" }) }],
  [`${PREFIX}/order/cancel`, { run: (body) => ({ ...body, status: "CANCELLED" }) }],
  [`${PREFIX}/balance-inquiry`, { run: () => ({ balance: 1000, currency: "USD" }) }],
  [`${PREFIX}/order/refund`, { isFinancial: true, what: "refund", check: checkRefund, run: refund }],
  [`${PREFIX}/order/payout`, { isFinancial: true, what: "payout", check: checkPayout, run: payout }],
]);

/** DVPay has rejected the old header since 2026-03-16. The status is inferred. */
function refuseKey(call, { credentials }) {
  if ("x-app-id" in call.headers) return refuse(400, "deprecated_header", "X-App-Id is no longer accepted", call);
  if (sameText(call.headers["x-api-key"] ?? "", credentials.apiKey)) return undefined;
  return refuse(401, "invalid_api_key", "X-Api-Key is missing or unknown", call);
}

function standard(operation, call) {
  const body = readJson(call);
  return body ? accept(operation.run(body)) : refuse(400, "invalid_request", NOT_JSON, call);
}

function financial(operation, call, state) {
  return (
    refuseTimestamp(call) ??
    refuseSignature(call, state) ??
    refuseMissingKey(operation, call) ??
    once(operation, call, state)
  );
}

function refuseTimestamp(call) {
  const text = call.headers["x-timestamp"] ?? "";
  if (!/^\d+$/.test(text))
    return refuse(401, "invalid_timestamp", "X-Timestamp is missing or not a number of seconds", call);
  if (Math.abs(Number(text) - call.now / 1000) <= SKEW_SECONDS) return undefined;
  return refuse(401, "timestamp_expired", "X-Timestamp is more than 5 minutes off", call);
}

/** Checks the signature, which covers the received bytes, directly followed by the timestamp. */
function refuseSignature(call, { credentials }) {
  const expected = hmac("sha256", credentials.apiSecret, [call.body, call.headers["x-timestamp"]]);
  if (sameText(call.headers["x-signature"] ?? "", expected)) return undefined;
  return refuse(401, "invalid_signature", "X-Signature is missing or does not match", call);
}

function refuseMissingKey({ what }, call) {
  if (call.headers["x-idempotent-key"]) return undefined;
  return refuse(400, "missing_idempotent_key", `X-Idempotent-Key header is required for ${what} operations`, call);
}

/**
 * For 24 hours, a second call with the same key returns the first answer. It is inferred that a different path or body is a conflict:
 * the documentation has the status 409, but not this case.
 */
function once(operation, call, { memory }) {
  const key = call.headers["x-idempotent-key"];
  const request = `${call.path}\n${call.body.toString("base64")}`;
  const kept = memory.get(key);
  if (!kept || call.now - kept.at >= KEPT_MS) {
    const answer = execute(operation, call, memory);
    if (answer.status === 200) memory.set(key, { request, answer, at: call.now });
    return answer;
  }
  if (kept.request === request) return kept.answer;
  return refuse(409, "idempotent_key_conflict", "X-Idempotent-Key was used for another request", call);
}

function execute(operation, call, memory) {
  const body = readJson(call);
  const fault = body ? operation.check(body) : NOT_JSON;
  return fault ? refuse(400, "invalid_request", fault, call) : accept(operation.run(body, call, memory.size));
}

function checkRefund({ orderId, refundAmount }) {
  if (!Number.isInteger(orderId)) return "orderId is not an integer";
  return refundAmount > 0 && typeof refundAmount === "number" ? undefined : "refundAmount is not a positive number";
}

function checkPayout({ accountNumber, amount, currency }) {
  if (!isText(accountNumber)) return "accountNumber is not text";
  if (typeof amount !== "number" || amount <= 0) return "amount is not a positive number";
  return ["USD", "KHR"].includes(currency) ? undefined : "currency is neither USD nor KHR";
}

function refund({ refundAmount }, call, count) {
  return transaction({ amount: refundAmount, currency: "USD", orderId: digits(call.body, "orderId") }, call, count);
}

function payout({ accountNumber, amount, currency }, call, count) {
  return transaction({ accountNumber, amount, currency, orderId: 0 }, call, count);
}

/** Makes a transaction whose id has more digits than a JavaScript number can represent. */
function transaction(fields, call, count) {
  return {
    accountName: "SANDBOX",
    accountNumber: "000000000",
    ...fields,
    remark: "",
    transactionDate: new Date(call.now).toISOString(),
    transactionId: 9007199254740993n + 2n * BigInt(count),
  };
}

function accept(fields) {
  return { status: 200, body: writeFlat(fields) };
}

function refuse(status, code, message, call) {
  const error = { code, message, request_id: `req_${call.number}`, timestamp: Math.floor(call.now / 1000) };
  return { status, body: JSON.stringify({ error }) };
}
