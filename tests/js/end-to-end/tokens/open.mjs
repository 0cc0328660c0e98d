// Tests the fourteen providers of `payauth/providers` against the sandbox, which computes all signatures with node:crypto.

import { MemoryStore } from "payauth";
import { providers } from "../../support/shipped-providers.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";

/** For each provider, the environment that the sandbox simulates, and a call that the provider's API accepts. */
const CALLS = {
  stripe: { body: { charge: "ch_1" }, idempotencyKey: "k-1" },
  paypal: { environment: "sandbox", body: { intent: "CAPTURE" }, idempotencyKey: "k-1" },
  airwallex: { environment: "sandbox", body: { amount: 5 } },
  mpesaDaraja: { environment: "sandbox", body: { Amount: 1 } },
  xendit: { body: { amount: 5 }, idempotencyKey: "k-1" },
  coinbaseExchange: { environment: "sandbox", body: { side: "buy" }, query: { limit: 30, before: 2 } },
  dlocal: { environment: "sandbox", body: { amount: 120 }, idempotencyKey: "k-1" },
  checkoutCom: { environment: "sandbox", body: { amount: 5 }, idempotencyKey: "k-1" },
  mercadoPago: { path: "/v1/payments", body: { amount: 5 }, idempotencyKey: "k-1" },
  flutterwaveV4: { environment: "sandbox", body: { amount: 5 }, idempotencyKey: "k-1" },
  binanceSpot: { environment: "testnet", body: { quantity: 1 }, query: { symbol: "LTCBTC", side: "BUY" } },
  cashfree: { environment: "sandbox", body: { order_amount: 5 }, idempotencyKey: "k-1" },
  midtrans: { environment: "sandbox", body: { order_id: "o-1" }, idempotencyKey: "k-1" },
  worldlineConnect: { environment: "sandbox", body: { order: {} }, idempotencyKey: "k-1", headers: { "X-GCS-ClientMetaInfo": "info" } },
};

const ELSEWHERE = {
  checkoutCom: "/connect/token",
  flutterwaveV4: "/realms/flutterwave/protocol/openid-connect/token",
};

/** A webhook of each sender. `isWeak`: the signature does not cover the whole body. `other`: a covered part of the body. */
const WEBHOOKS = {
  stripe: { secret: "whsec_1" },
  airwallex: { secret: "whsec_1" },
  xendit: { secret: "callback-token", isWeak: true },
  dlocal: {},
  checkoutCom: { secret: "wh-key" },
  mercadoPago: { secret: "mp-secret", url: "https://shop.example/hook?data.id=ORD01ABC&type=order", requestId: "req-1", isWeak: true },
  flutterwaveV4: { secret: "hash-1" },
  cashfree: {},
  midtrans: { body: '{"order_id":"1111","status_code":"200","gross_amount":"100000.00"}', other: '"100000.00"', isWeak: true },
  worldlineConnect: { secret: "hello+world" },
};

export function open(test, sandbox) {
  for (const name of Object.keys(CALLS)) {
    const provider = providers[name];
    const api = `open-${provider.definition.name}`;
    const client = (more) => {
      const { environment } = CALLS[name];
      const tokenUrl = ELSEWHERE[name] && { tokenUrl: sandbox.url(api) + ELSEWHERE[name] };
      return provider({
        ...sandbox.credentials(api),
        ...(environment && { environment }),
        ...tokenUrl,
        // Each client gets a new `fetch`, because clients with the same `fetch` share a memory.
        ...{ baseUrl: sandbox.url(api), store: new MemoryStore(), fetch: (url, init) => fetch(url, init) },
        ...more,
      });
    };
    calls(test, sandbox, { name, api, client });
    if (provider.definition.token) tokens(test, sandbox, { name, api, client });
    if (WEBHOOKS[name]) webhooks(test, sandbox, { name, api, client });
  }
}

function send(one, name, more) {
  const { environment: _, path = "/any/path", ...options } = { ...CALLS[name], ...more };
  return one.fetch(path, options);
}

function calls(test, sandbox, { name, api, client }) {
  test(`${name}: a call is accepted, and two calls with the same idempotency key make one operation`, async () => {
    const one = client();
    const [first, second] = [await send(one, name), await send(one, name)];
    ok([first.status, second.status].every((status) => status === 200 || status === 201), `a status 200 or 201 of both calls; got ${first.status} and ${second.status}`);
    const key = CALLS[name].idempotencyKey;
    const [a, b] = [await first.json(), await second.json()];
    equal(a.number === b.number, key !== undefined, "whether both answers are about the same operation");
    equal((await send(one, name, { body: undefined, method: "GET", idempotencyKey: undefined, path: "/any" })).status, 200);
  });
  test(`${name}: a call with wrong credentials gets a 401, and readError reads this answer`, async () => {
    const others = Object.fromEntries(Object.entries(sandbox.credentials(api)).map(([credential, value]) => [credential, changed(credential, value)]));
    const response = await send(client({ ...others }), name).catch((error) => error);
    if (response.status === undefined) return equal(response.code, "ERR_TOKEN_REFUSED");
    equal(response.status, 401);
    const problem = client().readError({ status: 401, headers: response.headers, body: await response.text(), now: new Date() });
    same([problem.isError, problem.retry, problem.message === undefined], [true, "no", false]);
  });
  test(`${name}: readError reads the time to retry from a 429, and reads a 503`, async () => {
    const one = client();
    await send(one, name);
    for (const status of [429, 503]) {
      await sandbox.fail(api, "api", { status });
      const response = await send(one, name, { idempotencyKey: CALLS[name].idempotencyKey && `k-${status}` });
      equal(response.status, status);
      const now = new Date();
      const problem = one.readError({ status, headers: response.headers, body: await response.text(), now });
      equal(problem.isError, true);
      if (status === 429) equal(problem.retry, "later");
      const after = status === 429 ? RETRY[name] : undefined;
      if (after) equal(problem.retryAt - now, after * 1000, "milliseconds until retryAt");
    }
  });
  if (name !== "midtrans") return;
  test("midtrans: readError reads an error in an answer with the status 200", async () => {
    await sandbox.fail(api, "api", { status: 406 });
    const response = await send(client(), name);
    const { isError, code } = client().readError({ status: response.status, body: await response.text() });
    same([response.status, isError, code], [200, true, "406"]);
  });
}

const RETRY = { xendit: 12, cashfree: 7, binanceSpot: 9 };

/** Another value of the same form. */
function changed(name, value) {
  if (name === "prefix" || name === "scope") return value;
  return name === "secret" && /=$/.test(value) ? btoa("another secret") : `${value}x`;
}

function tokens(test, sandbox, { name, api, client }) {
  test(`${name}: simultaneous calls share one token, and a revoked token is replaced`, async () => {
    const one = client();
    await Promise.all([1, 2, 3].map((index) => send(one, name, { idempotencyKey: CALLS[name].idempotencyKey && `k-${index}` })));
    equal((await sandbox.calls(api)).tokenCalls, 1, "token calls");
    await sandbox.control("revoke", { provider: api });
    const response = await send(one, name, { idempotencyKey: CALLS[name].idempotencyKey && "k-9" });
    ok(response.status < 300, response.status);
    equal((await sandbox.calls(api)).tokenCalls, 2, "token calls");
  });
  test(`${name}: if the token endpoint fails or returns garbage, the error has a code`, async () => {
    await sandbox.fail(api, "token", { status: 401 });
    equal((await send(client(), name).catch((error) => error)).code, "ERR_TOKEN_REFUSED");
    await sandbox.fail(api, "token", { how: "garbage" });
    const { code } = await send(client(), name).catch((error) => error);
    ok(["ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_ANSWER"].includes(code), code);
  });
}

function webhooks(test, sandbox, { name, api, client }) {
  const { secret, isWeak, body = '{"id":"evt_1","type":"payment.paid"}', ...given } = WEBHOOKS[name];
  test(`${name}: a webhook of the sender is verified, and a changed webhook is rejected`, async () => {
    const sent = await sandbox.control("deliver", { provider: api, body, ...(secret && { secret }), ...given });
    const receiver = client(secret ? { webhookSecrets: ["another", secret] } : {});
    const { other, requestId, ...delivery } = given;
    const verify = (changes) => receiver.verifyWebhook({ ...sent, ...delivery, ...changes, now: new Date() });
    const verified = verify({});
    equal(verified.covers === "body", !isWeak, `whether covers, which is ${verified.covers}, is body`);
    if (!isWeak) throws("ERR_SIGNATURE", () => verify({ body: sent.body.replace("evt_1", "evt_2") }));
    if (other) throws("ERR_SIGNATURE", () => verify({ body: sent.body.replace(other, '"900000.00"') }));
    if (secret) throws("ERR_SIGNATURE", () => client({ webhookSecrets: ["another"] }).verifyWebhook({ ...sent, ...delivery, now: new Date() }));
  });
}
