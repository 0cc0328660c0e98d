// Tests the fourteen APIs of the sandbox by HTTP: expiry of tokens, idempotency keys, limits, and errors in an answer with status 200.

import assert from "node:assert/strict";
import { test } from "node:test";
import { APIS } from "./open-apis.mjs";
import { NOW, send, useSandbox } from "./support.mjs";

const sandbox = useSandbox();
const url = (name) => sandbox.url(`open-${name}`);
const basic = (user, password = "") => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const TOKEN_CALLS = {
  "paypal": { headers: { ...FORM, Authorization: basic("paypal-client", "paypal-secret") }, body: "grant_type=client_credentials" },
  "airwallex": { headers: { "x-client-id": "airwallex-client", "x-api-key": "airwallex-key" } },
  "mpesa-daraja": { headers: { Authorization: basic("consumer-key", "consumer-secret") }, query: "?grant_type=client_credentials" },
  "checkout-com": { headers: FORM, body: "grant_type=client_credentials&client_id=ack_1&client_secret=s%261&scope=gateway" },
  "flutterwave-v4": {
    headers: FORM,
    body: "client_id=flutterwave-id&client_secret=flutterwave-secret&grant_type=client_credentials",
  },
};

for (const [name, { query = "", ...init }] of Object.entries(TOKEN_CALLS)) {
  const { method, path, lifetime } = APIS[name].token;
  const issue = (changed) => send(`${url(name)}${path}${query}`, { method, ...init, ...changed });

  test(`${name}: a token is accepted until it expires`, async () => {
    const { json } = await issue();
    const headers = { Authorization: `Bearer ${json.access_token ?? json.token}` };
    const call = async () => (await send(`${url(name)}/any`, { method: "GET", headers })).status;
    assert.equal(await call(), 200);
    sandbox.control.clock({ offsetMs: lifetime * 1000 - 1 });
    assert.equal(await call(), 200);
    sandbox.control.clock({ offsetMs: lifetime * 1000 });
    assert.equal(await call(), 401);
  });

  test(`${name}: a token request without the credentials is rejected`, async () => {
    assert.equal((await issue({ headers: {} })).status, 401);
    sandbox.control.configure({ provider: `open-${name}`, credentials: Object.fromEntries(Object.keys(APIS[name].credentials).map((name) => [name, "another"])) });
    assert.equal((await issue()).status, 401);
  });
}

test("airwallex returns the expiry of the token as a time whose offset has no colon", async () => {
  const { path } = APIS["airwallex"].token;
  const { status, json } = await send(`${url("airwallex")}${path}`, TOKEN_CALLS["airwallex"]);
  assert.deepEqual([status, json.expires_at], [201, new Date(NOW + 1_800_000).toISOString().replace(".000Z", "+0000")]);
});

const STRIPE = { ...FORM, Authorization: "Bearer sk_test_sandbox" };
const charge = (key, body = "charge=ch_1") =>
  send(`${url("stripe")}/v1/refunds`, { headers: { ...STRIPE, "Idempotency-Key": key }, body });

test("two calls with the same idempotency key make one operation", async () => {
  const first = await charge("k-1");
  assert.deepEqual([first.status, (await charge("k-1")).text], [201, first.text]);
  assert.notEqual((await charge("k-2")).text, first.text);
  assert.equal((await charge("k-1", "charge=ch_2")).status, 409);
  assert.equal((await charge("k".repeat(256))).status, 400);
});

test("stripe accepts only forms", async () => {
  const headers = { ...STRIPE, "Content-Type": "application/json" };
  assert.equal((await send(`${url("stripe")}/v1/refunds`, { headers, body: "{}" })).status, 415);
});

test("mercado-pago rejects a payment without an idempotency key", async () => {
  const headers = { Authorization: "Bearer TEST-sandbox", "Content-Type": "application/json" };
  const pay = (more) => send(`${url("mercado-pago")}/v1/payments`, { headers: { ...headers, ...more }, body: "{}" });
  assert.deepEqual([(await pay({})).status, (await pay({ "X-Idempotency-Key": "p-1" })).status], [400, 201]);
});

test("midtrans reports a rejection in the body of an answer with status 200", async () => {
  const headers = { Authorization: basic("SB-Mid-server-abc123cde456"), Accept: "application/json" };
  sandbox.control.fail({ provider: "open-midtrans", at: "api", status: 406 });
  const { status, json } = await send(`${url("midtrans")}/v2/charge`, { headers });
  assert.deepEqual([status, json.status_code], [200, "406"]);
});

for (const [name, field, value] of [
  ["xendit", "rate-limit-reset", "12"],
  ["cashfree", "x-ratelimit-retry", "7"],
  ["binance-spot", "retry-after", "9"],
]) {
  test(`${name} has the retry time in ${field}`, async () => {
    sandbox.control.fail({ provider: `open-${name}`, at: "api", status: 429 });
    const { status, headers } = await send(`${url(name)}/any`);
    assert.deepEqual([status, headers.get(field)], [429, value]);
  });
}
