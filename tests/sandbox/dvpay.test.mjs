// Tests DVPay in the sandbox, with requests that node:crypto signs.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { NOW, answers, send, sendJson, useSandbox } from "./support.mjs";

const sandbox = useSandbox();
const PREFIX = "/api/v1/payment-gateway";
const REFUND = '{"orderId":1234567890,"refundAmount":5.25}';
const PAYOUT = '{"accountNumber":"123456789","amount":100,"currency":"USD"}';
const SECONDS = String(NOW / 1000);

/** The four header fields of a financial request, for a body and a time. */
function signed(body, { timestamp = SECONDS, secret = "dv_sandbox_secret", key = "key-1" } = {}) {
  return {
    "X-Api-Key": "dv_sandbox_key",
    "X-Timestamp": timestamp,
    "X-Signature": createHmac("sha256", secret)
      .update(body + timestamp)
      .digest("hex"),
    "X-Idempotent-Key": key,
  };
}

const refund = (body, headers) => sendJson(`${sandbox.url("dvpay")}${PREFIX}/order/refund`, body, headers);
const payout = (body, headers) => sendJson(`${sandbox.url("dvpay")}${PREFIX}/order/payout`, body, headers);
const refused = (answer, status, code) => answers(answer, status, { error: { code } });
const without = (headers, name) => Object.fromEntries(Object.entries(headers).filter(([given]) => given !== name));

test("a signed refund is accepted", async () => {
  answers(await refund(REFUND, signed(REFUND)), 200, { orderId: 1234567890, amount: 5.25 });
});

test("a signed payout is accepted", async () => {
  answers(await payout(PAYOUT, signed(PAYOUT)), 200, { accountNumber: "123456789", amount: 100, currency: "USD" });
});

test("the sandbox accepts the signature of the example in the documentation", async () => {
  const example = signed(REFUND, { timestamp: "1709380800", secret: "your-api-secret" });
  assert.equal(example["X-Signature"], "980dc19299e66b443f0e9855cc72e2ff640059fd9c95ec366fce8286f2ed3641");
  refused(await refund(REFUND, example), 401, "timestamp_expired");
});

test("the digits of a large id are all returned", async () => {
  const body = '{"orderId":9223372036854775807,"refundAmount":1}';
  const { text } = await refund(body, signed(body));
  assert.match(text, /"orderId":9223372036854775807,/);
  assert.match(text, /"transactionId":9007199254740993\}/);
});

for (const endpoint of [
  "/order/create",
  "/payment/generate-qr",
  "/payment/transaction-detail",
  "/order/cancel",
  "/balance-inquiry",
]) {
  test(`${endpoint} requires the key, and nothing else`, async () => {
    const url = `${sandbox.url("dvpay")}${PREFIX}${endpoint}`;
    answers(await sendJson(url, {}, { "X-Api-Key": "dv_sandbox_key" }), 200);
    refused(await sendJson(url, {}), 401, "invalid_api_key");
    refused(await sendJson(url, {}, { "X-Api-Key": "dv_sandbox_key", "X-App-Id": "1" }), 400, "deprecated_header");
    refused(await sendJson(url, "[]", { "X-Api-Key": "dv_sandbox_key" }), 400, "invalid_request");
  });
}

for (const [offset, status] of [
  [-301, 401],
  [-300, 200],
  [300, 200],
  [301, 401],
]) {
  test(`a timestamp that is ${offset} s off is answered with ${status}`, async () => {
    const timestamp = String(NOW / 1000 + offset);
    assert.equal((await refund(REFUND, signed(REFUND, { timestamp }))).status, status);
  });
}

test("a timestamp in milliseconds is rejected", async () => {
  refused(await refund(REFUND, signed(REFUND, { timestamp: String(NOW) })), 401, "timestamp_expired");
});

for (const timestamp of ["", "1e9", "-1", "1795341600.0", "0x6B02", "now"]) {
  test(`the timestamp ${JSON.stringify(timestamp)} is rejected`, async () => {
    refused(await refund(REFUND, signed(REFUND, { timestamp })), 401, "invalid_timestamp");
  });
}

for (const [name, status, code] of [
  ["X-Api-Key", 401, "invalid_api_key"],
  ["X-Timestamp", 401, "invalid_timestamp"],
  ["X-Signature", 401, "invalid_signature"],
  ["X-Idempotent-Key", 400, "missing_idempotent_key"],
]) {
  test(`a refund without ${name} is rejected`, async () => {
    refused(await refund(REFUND, without(signed(REFUND), name)), status, code);
  });
}

const wrongSignatures = {
  "another secret": (body) => signed(body, { secret: "dv_sandbox_key" })["X-Signature"],
  "the timestamp before the body": (body) => tag(SECONDS + body),
  "a separator": (body) => tag(`${body}.${SECONDS}`),
  "a line break at the end": (body) => tag(`${body}${SECONDS}\n`),
  "no timestamp": (body) => tag(body),
  "upper case": (body) => tag(body + SECONDS).toUpperCase(),
  base64: (body) =>
    createHmac("sha256", "dv_sandbox_secret")
      .update(body + SECONDS)
      .digest("base64"),
  "one digit too few": (body) => tag(body + SECONDS).slice(1),
  "one digit too many": (body) => `${tag(body + SECONDS)}0`,
};

for (const [what, wrong] of Object.entries(wrongSignatures)) {
  test(`a signature with ${what} is rejected`, async () => {
    refused(await refund(REFUND, { ...signed(REFUND), "X-Signature": wrong(REFUND) }), 401, "invalid_signature");
  });
}

function tag(message) {
  return createHmac("sha256", "dv_sandbox_secret").update(message).digest("hex");
}

test("a body that differs from the signed body is rejected, even if it is equivalent JSON", async () => {
  refused(await refund(REFUND.replace("5.25", "5.26"), signed(REFUND)), 401, "invalid_signature");
  refused(await refund(REFUND.replace(":", ": "), signed(REFUND)), 401, "invalid_signature");
});

test("X-App-Id is rejected, and the error has all its members", async () => {
  const answer = await refund(REFUND, { ...signed(REFUND), "X-App-Id": "1" });
  refused(answer, 400, "deprecated_header");
  assert.equal(answer.json.error.timestamp, NOW / 1000);
  assert.match(answer.json.error.request_id, /^req_\d+$/);
});

test("the error about a missing key has the text of the documentation", async () => {
  const answer = await refund(REFUND, without(signed(REFUND), "X-Idempotent-Key"));
  assert.equal(answer.json.error.message, "X-Idempotent-Key header is required for refund operations");
});

test("the same key and body return the first answer, even with a new signature", async () => {
  const first = await refund(REFUND, signed(REFUND));
  const again = await refund(REFUND, signed(REFUND, { timestamp: String(NOW / 1000 + 5) }));
  assert.equal(again.text, first.text);
  assert.notEqual((await refund(REFUND, signed(REFUND, { key: "key-2" }))).text, first.text);
});

test("the same key with another body or path is a conflict", async () => {
  const other = REFUND.replace("5.25", "5.26");
  await refund(REFUND, signed(REFUND));
  refused(await refund(other, signed(other)), 409, "idempotent_key_conflict");
  refused(await payout(REFUND, signed(REFUND)), 409, "idempotent_key_conflict");
});

test("a repeated request must be signed as well", async () => {
  await refund(REFUND, signed(REFUND));
  refused(await refund(REFUND, signed(REFUND, { secret: "guess" })), 401, "invalid_signature");
});

test("a key is kept for 24 hours", async () => {
  const first = await refund(REFUND, signed(REFUND));
  const day = 24 * 3600;
  sandbox.control.clock({ offsetMs: day * 1000 - 1 });
  assert.equal((await refund(REFUND, signed(REFUND, { timestamp: String(NOW / 1000 + day) }))).text, first.text);
  sandbox.control.clock({ offsetMs: day * 1000 });
  assert.notEqual((await refund(REFUND, signed(REFUND, { timestamp: String(NOW / 1000 + day) }))).text, first.text);
});

test("the key of a rejected request can be used again", async () => {
  const bad = '{"orderId":"1","refundAmount":5}';
  refused(await refund(bad, signed(bad)), 400, "invalid_request");
  answers(await refund(REFUND, signed(REFUND)), 200);
});

for (const body of [
  '{"orderId":1}',
  '{"orderId":1.5,"refundAmount":1}',
  '{"orderId":1,"refundAmount":0}',
  '{"orderId":1,"refundAmount":"5"}',
  '{"order_id":"ord_1","amount":5}',
  "[]",
  "null",
  "",
  "7",
]) {
  test(`a refund with the body ${JSON.stringify(body)} is rejected`, async () => {
    refused(await refund(body, signed(body)), 400, "invalid_request");
  });
}

for (const body of [
  '{"accountNumber":1,"amount":1,"currency":"USD"}',
  '{"accountNumber":"1","amount":-1,"currency":"USD"}',
  PAYOUT.replace("USD", "EUR"),
]) {
  test(`a payout with the body ${body} is rejected`, async () => {
    refused(await payout(body, signed(body)), 400, "invalid_request");
  });
}

test("unknown paths, other methods and another content type are rejected", async () => {
  const url = sandbox.url("dvpay");
  const headers = signed("");
  refused(await send(`${url}${PREFIX}/order/refund`, { method: "GET", headers }), 404, "not_found");
  refused(await sendJson(`${url}${PREFIX}/order/Refund`, REFUND, signed(REFUND)), 404, "not_found");
  refused(await sendJson(`${url}//api/v1/payment-gateway/order/refund`, REFUND, signed(REFUND)), 404, "not_found");
  refused(await refund(REFUND, { ...signed(REFUND), "Content-Type": "text/plain" }), 400, "invalid_request");
});
