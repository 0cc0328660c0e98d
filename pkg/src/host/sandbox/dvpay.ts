// The sandbox's imitation of DVPay, which follows version 1.4.0 of DVPay's documentation. "Inferred" marks facts that this documentation
// does not state.

import { type SimulatedAnswer, type SimulatedCall, isText, type Json, NOT_JSON, type SimulatedMemory, type SimulatedProvider, readJson } from "./call.js";
import { hex, hmac, bytesOf } from "./web.js";

const SKEW_SECONDS = 300;
const KEPT_MS = 24 * 3_600_000;
const PREFIX = "/api/v1/payment-gateway";
export const CREDENTIALS = { apiKey: "dv_sandbox_key", apiSecret: "dv_sandbox_secret" } as const;

export const dvpay: SimulatedProvider = {
  has: (path) => path.startsWith(`${PREFIX}/`),
  isToken: () => false,
  refuse: (status, call) => refuse(status, NAMES[status] ?? "error", `Answered ${status}`, call),
  async answer(call, memory) {
    const operation = call.method === "POST" && call.path.startsWith(PREFIX) ? call.path.slice(PREFIX.length) : "";
    const [standard, financial] = [STANDARD[operation], FINANCIAL[operation]];
    if (standard === undefined && financial === undefined) return refuse(404, "not_found", "No such endpoint", call);
    const refused = keyFault(call) ?? (financial && ((await signatureFault(call)) ?? idempotencyFault(financial, call)));
    if (refused !== undefined) return refused;
    if (financial) return once(financial, call, memory);
    const body = readJson(call);
    return body ? accept((standard as RunOperation)(body)) : refuse(400, "invalid_request", NOT_JSON, call);
  },
};

const NAMES: { readonly [status: number]: string } = {
  401: "unauthorized",
  429: "rate_limit_exceeded",
  500: "internal_error",
  503: "service_unavailable",
};

type RunOperation = (body: Json) => object;

/** An integer that a JavaScript number cannot represent, as text. */
class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const STANDARD: { readonly [path: string]: RunOperation } = {
  "/order/create": (body) => ({ ...body, orderId: new Digits("9007199254740993"), status: "PENDING" }),
  "/payment/generate-qr": (body) => ({ ...body, qr: "sandbox-qr" }),
  "/payment/transaction-detail": (body) => ({ ...body, status: "SUCCESS" }),
  "/order/cancel": (body) => ({ ...body, status: "CANCELLED" }),
  "/balance-inquiry": () => ({ balance: 1000, currency: "USD" }),
};

interface Financial {
  readonly what: string;
  readonly fault: (body: Json) => string | undefined;
  readonly fields: (body: Json, call: SimulatedCall) => object;
}

const FINANCIAL: { readonly [path: string]: Financial } = {
  "/order/refund": {
    what: "refund",
    fault: ({ orderId, refundAmount }) => {
      if (!Number.isInteger(orderId)) return "orderId is not an integer";
      return typeof refundAmount === "number" && refundAmount > 0 ? undefined : "refundAmount is not a positive number";
    },
    fields: ({ refundAmount }, call) => ({ amount: refundAmount, currency: "USD", orderId: digits(call.text, "orderId") }),
  },
  "/order/payout": {
    what: "payout",
    fault: ({ accountNumber, amount, currency }) => {
      if (!isText(accountNumber)) return "accountNumber is not text";
      if (typeof amount !== "number" || amount <= 0) return "amount is not a positive number";
      return currency === "USD" || currency === "KHR" ? undefined : "currency is neither USD nor KHR";
    },
    fields: ({ accountNumber, amount, currency }) => ({ accountNumber, amount, currency, orderId: 0 }),
  },
};

/** Since 2026-03-16, DVPay rejects the old header `X-App-Id`. The status of the answer is inferred. */
function keyFault(call: SimulatedCall): SimulatedAnswer | undefined {
  if (call.headers["x-app-id"] !== undefined) return refuse(400, "deprecated_header", "X-App-Id is no longer accepted", call);
  if (call.headers["x-api-key"] === CREDENTIALS.apiKey) return undefined;
  return refuse(401, "invalid_api_key", "X-Api-Key is missing or unknown", call);
}

/** Checks the signature, which covers the received bytes followed directly by the timestamp. */
async function signatureFault(call: SimulatedCall): Promise<SimulatedAnswer | undefined> {
  const text = call.headers["x-timestamp"] ?? "";
  if (!/^\d+$/.test(text)) return refuse(401, "invalid_timestamp", "X-Timestamp is missing or not a number of seconds", call);
  if (Math.abs(Number(text) - call.now / 1000) > SKEW_SECONDS) {
    return refuse(401, "timestamp_expired", "X-Timestamp is more than 5 minutes off", call);
  }
  const expected = hex(await hmac(CREDENTIALS.apiSecret, [call.body, bytesOf(text)]));
  if (call.headers["x-signature"] === expected) return undefined;
  return refuse(401, "invalid_signature", "X-Signature is missing or does not match", call);
}

function idempotencyFault({ what }: Financial, call: SimulatedCall): SimulatedAnswer | undefined {
  if (call.headers["x-idempotent-key"]) return undefined;
  return refuse(400, "missing_idempotent_key", `X-Idempotent-Key header is required for ${what} operations`, call);
}

/**
 * For 24 hours, a later request with the same idempotency key returns the first answer. The conflict for another path or body is inferred.
 */
function once(operation: Financial, call: SimulatedCall, { entries }: SimulatedMemory): SimulatedAnswer {
  const key = call.headers["x-idempotent-key"] as string;
  const request = `${call.path}\n${hex(call.body)}`;
  const kept = entries.get(key) as { request: string; answer: SimulatedAnswer; at: number } | undefined;
  if (kept === undefined || call.now - kept.at >= KEPT_MS) {
    const answer = execute(operation, call, entries.size);
    if (answer.status === 200) entries.set(key, { request, answer, at: call.now });
    return answer;
  }
  if (kept.request === request) return kept.answer;
  return refuse(409, "idempotent_key_conflict", "X-Idempotent-Key was used for another request", call);
}

function execute({ fault, fields }: Financial, call: SimulatedCall, count: number): SimulatedAnswer {
  const body = readJson(call);
  const detail = body ? fault(body) : NOT_JSON;
  if (body === undefined || detail) return refuse(400, "invalid_request", detail as string, call);
  return accept({
    accountName: "SANDBOX",
    accountNumber: "000000000",
    ...fields(body, call),
    remark: "",
    transactionDate: new Date(call.now).toISOString(),
    transactionId: new Digits(String(9_007_199_254_740_993n + 2n * BigInt(count))),
  });
}

function digits(body: string, name: string): Digits {
  return new Digits(new RegExp(`"${name}"\\s*:\\s*(-?\\d+)\\s*[,}]`).exec(body)?.[1] ?? "0");
}

/** Answers with a flat object whose long integers keep all digits. */
function accept(fields: object): SimulatedAnswer {
  const members = Object.entries(fields).map(
    ([name, value]) => `${JSON.stringify(name)}:${value instanceof Digits ? value.text : JSON.stringify(value)}`,
  );
  return { status: 200, body: `{${members.join(",")}}` };
}

function refuse(status: number, code: string, message: string, call: SimulatedCall): SimulatedAnswer {
  const error = { code, message, request_id: `req_${call.number}`, timestamp: Math.floor(call.now / 1000) };
  return { status, body: JSON.stringify({ error }) };
}
