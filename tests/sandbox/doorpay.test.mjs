// Tests DoorPay in the sandbox.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW, answers, send, sendJson, useSandbox } from "./support.mjs";

const sandbox = useSandbox();
const HEADERS = { "X-API-Key": "dp_test_sandbox", "X-API-Secret": "sk_test_sandbox" };
const LIVE = { "X-API-Key": "dp_live_sandbox", "X-API-Secret": "sk_live_sandbox" };
const ORDER = {
  amount: 500,
  description: "Shoes",
  buyer_email: "asha@shop.example",
  buyer_phone: "+919876543210",
  buyer_first_name: "Asha",
  buyer_last_name: "Rao",
};

const create = (order, headers = {}) => sendJson(`${sandbox.url("doorpay")}/orders`, order, { ...HEADERS, ...headers });
const list = (query = "", headers = HEADERS) =>
  send(`${sandbox.url("doorpay")}/orders${query}`, { method: "GET", headers });

test("a new order is answered with 201, and is in an envelope", async () => {
  const answer = await create(ORDER, { "Idempotency-Key": "cart-1" });
  answers(answer, 201, { success: true, message: "Order created", data: { amount: 500, idempotency_key: "cart-1" } });
});

test("every answer has the version of the API", async () => {
  assert.equal((await list()).headers.get("X-API-Version"), "2026-03-15");
  assert.equal((await list("", {})).headers.get("X-API-Version"), "2026-03-15");
  sandbox.control.configure({ provider: "doorpay", settings: { version: "2026-09-01" } });
  assert.equal((await list()).headers.get("X-API-Version"), "2026-09-01");
});

test("the same key returns the existing order", async () => {
  const first = await create(ORDER, { "Idempotency-Key": "cart-1" });
  const again = await create({ ...ORDER, amount: 600 }, { "Idempotency-Key": "cart-1" });
  answers(again, 200, { data: { id: first.json.data.id, amount: 500 } });
});

test("without an idempotency key, the server makes a key, and every attempt creates a new order", async () => {
  const [first, second] = [await create(ORDER), await create(ORDER)];
  assert.match(first.json.data.idempotency_key, /^[\da-f-]{36}$/);
  assert.notEqual(first.json.data.id, second.json.data.id);
});

for (const [what, headers] of Object.entries({
  "no credentials": {},
  "no secret": { "X-API-Key": HEADERS["X-API-Key"] },
  "no key": { "X-API-Secret": HEADERS["X-API-Secret"] },
  "another secret": { ...HEADERS, "X-API-Secret": "sk_test_other" },
  "credentials of production": LIVE,
  "the key of production": { ...HEADERS, "X-API-Key": LIVE["X-API-Key"] },
  "key and secret swapped": { "X-API-Key": HEADERS["X-API-Secret"], "X-API-Secret": HEADERS["X-API-Key"] },
  "a bearer token": { Authorization: "Bearer sk_test_sandbox" },
})) {
  test(`a call with ${what} is answered with 401 in the standard shape`, async () => {
    const answer = await list("", headers);
    answers(answer, 401, { success: false, message: "Invalid API key or secret", data: null });
    assert.equal(answer.json.timestamp, "2026-11-22T10:00:00Z");
  });
}

test("the production address has no sandbox segment, and accepts only production credentials", async () => {
  const url = `${sandbox.url("doorpay").replace("/sandbox", "")}/orders`;
  answers(await send(url, { method: "GET", headers: LIVE }), 200);
  answers(await send(url, { method: "GET", headers: HEADERS }), 401);
});

test("the old secret is rejected at once after a rotation", async () => {
  const sandboxPair = { apiKey: "dp_test_sandbox", apiSecret: "sk_test_new" };
  sandbox.control.configure({ provider: "doorpay", credentials: { sandbox: sandboxPair } });
  answers(await list(), 401);
  answers(await list("", { ...HEADERS, "X-API-Secret": "sk_test_new" }), 200);
});

test("an Origin must be on the allow list, and a request without Origin is never blocked", async () => {
  answers(await create(ORDER, { Origin: "https://shop.example" }), 403, { success: false });
  sandbox.control.configure({ provider: "doorpay", settings: { origins: ["https://shop.example"] } });
  answers(await create(ORDER, { Origin: "https://shop.example" }), 201);
  answers(await create(ORDER, { Origin: "https://other.example" }), 403);
});

test("the eleventh request in a second is answered with 429, in the third error shape", async () => {
  for (let count = 0; count < 10; count += 1) answers(await list(), 200);
  const answer = await list();
  assert.equal(answer.status, 429);
  assert.deepEqual(answer.json, { error: "Too many requests" });
  assert.equal(answer.headers.get("Retry-After"), null);
  sandbox.control.clock({ offsetMs: 999 });
  assert.equal((await list()).status, 429);
  sandbox.control.clock({ offsetMs: 1000 });
  assert.equal((await list()).status, 200);
});

for (const [name, value] of [
  ["amount", 4.99],
  ["amount", 10_000.01],
  ["amount", "500"],
  ["description", " "],
  ["buyer_email", "asha"],
  ["buyer_phone", "9876543210"],
  ["buyer_phone", "+91987654321"],
  ["buyer_first_name", undefined],
  ["buyer_last_name", 7],
]) {
  test(`the ${name} ${JSON.stringify(value)} is reported in the validation shape, in camel case`, async () => {
    const answer = await create({ ...ORDER, [name]: value });
    answers(answer, 400, { message: "Validation failed", status: 400, error: "Bad Request" });
    assert.deepEqual(Object.keys(answer.json.validationErrors), [
      name.replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
    ]);
    assert.equal("success" in answer.json, false);
  });
}

for (const amount of [5, 10_000])
  test(`the amount ${amount} is accepted`, async () => answers(await create({ ...ORDER, amount }), 201));

test("a body that is not JSON is rejected", async () => {
  answers(await create("{"), 400, { success: false });
  answers(await create(ORDER, { "Content-Type": "text/plain" }), 400, { success: false });
});

test("pages are counted from 0 and have 20 orders", async () => {
  for (let count = 0; count < 3; count += 1) await create(ORDER, { "Idempotency-Key": `cart-${count}` });
  answers(await list(), 200, { data: { totalElements: 3, totalPages: 1, number: 0, size: 20 } });
  const { json } = await list("?page=1&size=2");
  answers({ status: 200, json }, 200, { data: { totalElements: 3, totalPages: 2, number: 1, size: 2 } });
  assert.deepEqual(
    json.data.content.map((order) => order.idempotency_key),
    ["cart-2"],
  );
});

for (const query of ["?page=-1", "?page=x", "?size=0", "?size=101", "?size=1.5", "?size="]) {
  test(`${query} is rejected`, async () => {
    assert.equal((await list(query)).json.validationErrors !== undefined, true);
  });
}

test("paths outside the base path, and other methods, are answered with 404", async () => {
  const { origin } = new URL(sandbox.url("doorpay"));
  answers(await send(`${origin}/orders`, { method: "GET", headers: HEADERS }), 404);
  answers(await send(`${sandbox.url("doorpay")}/orders/`, { method: "GET", headers: HEADERS }), 404);
  answers(await send(`${sandbox.url("doorpay")}/orders`, { method: "PUT", headers: HEADERS }), 404);
});

test("the sandbox uses the passed clock", async () => {
  assert.equal(Date.parse((await list("", {})).json.timestamp), NOW);
});
