// The sandbox of payauth/testing: a `fetch` function that simulates the built-in providers. The suite runs in every runtime.

import { dogpay, doorpay, dvpay, pledg, wakapay } from "payauth";
import { sandbox } from "payauth/testing";
import { equal, ok, rejects, same, throws } from "../support/harness.mjs";
import { START } from "../support/token-machine.mjs";

const ORDER = { goodsName: "tea", callId: "call-1", currencyConfigId: "c1", orderAmount: "1.50" };
const DOOR = {
  ...{ amount: 100, description: "tea", buyer_email: "a@b.example", buyer_phone: "+911234567890" },
  ...{ buyer_first_name: "A", buyer_last_name: "B" },
};
const REFUND = "/api/v1/payment-gateway/order/refund";
const KEY = "0b8f4b3a-8a53-4c8e-9a54-0a5f6b1c2d3e";

/** For each provider: the function that makes its client, a call that the provider accepts, and wrong credentials. */
const PROVIDERS = {
  dogpay: { make: dogpay, call: ["/open-api/v1/pay", { body: ORDER }], wrong: { secret: "guess" } },
  wakapay: { make: wakapay, call: ["/business/balance?currency=USD"], wrong: { apiSecret: "guess" } },
  pledg: { make: pledg, call: ["/api/purchases/pur_1/credit_by_transfer", { body: { amount_cents: 5 } }], wrong: { apiSecret: "guess", password: "guess" } },
  dvpay: { make: dvpay, call: [REFUND, { body: { orderId: 7, refundAmount: 1 }, idempotencyKey: KEY }], wrong: { apiSecret: "guess" } },
  doorpay: { make: doorpay, call: ["/orders", { body: DOOR, idempotencyKey: KEY }], wrong: { apiSecret: "sk_test_guess" } },
};
const OF_TOKENS = ["dogpay", "wakapay"];

export default function ({ test }) {
  providers(test);
  tokens(test);
  idempotency(test);
  faults(test);
  refused(test);
}

const made = (name, box, options) => PROVIDERS[name].make({ ...box[name], ...options });
const called = (name, client) => client.fetch(...PROVIDERS[name].call);

function providers(test) {
  for (const name of Object.keys(PROVIDERS)) {
    test(`sandbox: ${name} accepts a call of its client`, async () => {
      const box = sandbox();
      const response = await called(name, made(name, box));
      ok(response.ok, `a success, not ${response.status} ${await response.text()}`);
      ok(box.calls.every(({ provider }) => provider === name), "only calls of this provider");
      equal(box.calls.at(-1).status, response.status);
    });
    test(`sandbox: ${name} rejects a wrong secret`, async () => {
      const client = made(name, sandbox(), PROVIDERS[name].wrong);
      const status = await called(name, client).then(({ status }) => status, ({ code }) => code);
      ok(status === 401 || status === "ERR_TOKEN_REFUSED", `401 or ERR_TOKEN_REFUSED, not ${status}`);
    });
    test(`sandbox: ${name} answers an unknown path with 404`, async () => {
      const path = { dogpay: "/open-api/v1/none", wakapay: "/business/none", pledg: "/api/none", dvpay: "/api/v1/payment-gateway/none", doorpay: "/none" }[name];
      equal((await made(name, sandbox()).fetch(path, { method: "POST", body: {} })).status, 404);
    });
    test(`sandbox: a sandbox does not record the calls of ${name} in another sandbox`, async () => {
      const [one, other] = [sandbox(), sandbox()];
      await called(name, made(name, one));
      same(other.calls, []);
    });
  }
  test("sandbox: dvpay rejects a body that was changed, and a timestamp that is more than five minutes old", async () => {
    let now = START;
    const box = sandbox({ clock: () => now });
    const request = dvpay(box.dvpay).sign({ path: REFUND, now: new Date(now), body: { orderId: 7, refundAmount: 1 }, idempotencyKey: KEY });
    const sent = async (change) => (await (await box.fetch(request.url, { ...request, ...change })).json()).error?.code;
    equal(await sent({ body: '{"orderId":8,"refundAmount":1}' }), "invalid_signature");
    now += 300_000;
    equal(await sent({}), undefined);
    now += 1_000;
    equal(await sent({}), "timestamp_expired");
  });
  test("sandbox: doorpay rejects the eleventh call of a second", async () => {
    let now = START;
    const box = sandbox({ clock: () => now });
    const door = doorpay(box.doorpay);
    const statuses = [];
    for (let call = 0; call < 11; call += 1) statuses.push((await door.fetch("/orders")).status);
    same([statuses.filter((status) => status === 200).length, statuses[10]], [10, 429]);
    now += 1_000;
    equal((await door.fetch("/orders")).status, 200);
  });
  test("sandbox: pledg accepts signed parameters, and rejects parameters that another secret signed", async () => {
    const box = sandbox();
    const send = async (options) => {
      const client = pledg({ ...box.pledg, ...options });
      const signature = client.signParameters({ merchantUid: "mer_uid", reference: "order_1", amountCents: 5 });
      return client.fetch("/api/purchase_link/", { method: "POST", body: { signature }, auth: "none" });
    };
    const link = await send({});
    same([link.status, (await link.json()).purchase_link], [200, "https://front.sandbox.example/l/order_1"]);
    equal((await send({ merchantSecret: "ANOTHER_SECRET" })).status, 401);
  });
}

function tokens(test) {
  for (const name of OF_TOKENS) {
    test(`sandbox: a token of ${name} expires when its lifetime ends by the clock of the sandbox`, async () => {
      let now = START;
      const box = sandbox({ clock: () => now, lifetimeSeconds: 1_000 });
      const client = made(name, box);
      const tokenCalls = () => box.calls.filter(({ at }) => at === "token").length;
      for (const [at, count] of [[0, 1], [300, 1], [1_000, 2], [1_200, 2], [9_000, 3]]) {
        now = START + at * 1_000;
        ok((await called(name, client)).ok, `a success after ${at} s`);
        equal(tokenCalls(), count, `token calls after ${at} s`);
      }
    });
    test(`sandbox: ${name} rejects a revoked token, and the client requests a new token`, async () => {
      const box = sandbox();
      const client = made(name, box);
      await called(name, client);
      box.revoke(name);
      ok((await called(name, client)).ok);
      same(box.calls.map(({ at, status }) => `${at} ${status < 300 ? "ok" : status}`), ["token ok", "api ok", "api 401", "token ok", "api ok"]);
    });
  }
}

function idempotency(test) {
  test("sandbox: dvpay repeats its first answer for the same idempotency key and body, and rejects the key with another body", async () => {
    const dv = dvpay(sandbox().dvpay);
    const refund = async (refundAmount) => (await dv.fetch(REFUND, { body: { orderId: 7, refundAmount }, idempotencyKey: KEY })).text();
    const first = await refund(1);
    equal(await refund(1), first);
    ok((await refund(2)).includes("idempotent_key_conflict"), "an answer with idempotent_key_conflict");
    ok(/"transactionId":9007199254740993\b/.test(first), `a transaction number with all digits, not ${first}`);
  });
  test("sandbox: wakapay makes only one payout for each reference", async () => {
    const waka = wakapay(sandbox().wakapay);
    const payout = async () => (await waka.fetch("/business/payout", { body: { businessReference: "r1" } })).status;
    same([await payout(), await payout()], [201, 409]);
  });
  test("sandbox: dogpay and doorpay return the first order again for the same key", async () => {
    const box = sandbox();
    for (const name of ["dogpay", "doorpay"]) {
      const client = made(name, box);
      const id = async () => (await (await called(name, client)).json()).data.id;
      equal(await id(), await id(), `second order of ${name}`);
    }
  });
}

function faults(test) {
  const fault = (how, more) => ({ provider: "wakapay", at: "api", how, ...more });
  const over = async (given) => {
    const box = sandbox({ faults: [given] });
    const waka = wakapay(box.wakapay);
    const call = () => waka.fetch("/business/balance?currency=USD");
    return { box, call };
  };
  test("sandbox: a status fault occurs as often as configured, with the provider's error body and the configured header fields", async () => {
    const { call } = await over(fault("status", { status: 503, times: 2, headers: { "Retry-After": "7" } }));
    const answers = [await call(), await call(), await call()];
    same(answers.map(({ status }) => status), [503, 503, 200]);
    same([await answers[0].json(), answers[0].headers.get("retry-after")], [{ code: 0, error: "answered 503" }, "7"]);
  });
  test("sandbox: the faults garbage, truncated and cut return a damaged answer", async () => {
    ok((await (await (await over(fault("garbage"))).call()).text()).startsWith("<!doctype"), "an answer in HTML");
    const half = await (await (await over(fault("truncated"))).call()).text();
    ok(half.startsWith('{"currency"') && !half.endsWith("}"), `the first half of a JSON text, not ${half}`);
    const cut = await (await over(fault("cut"))).call();
    ok(await cut.text().then(() => false, () => true), "an error while the body is read");
  });
  test("sandbox: with the fault unreachable, the call does not reach the provider; with the fault lost, the call has its effect", async () => {
    for (const [how, count] of [["unreachable", 0], ["lost", 1]]) {
      const box = sandbox({ faults: [fault(how)] });
      const payout = () => wakapay(box.wakapay).fetch("/business/payout", { body: { businessReference: "r" } });
      ok(await payout().then(() => false, () => true), `a failed call with the fault ${how}`);
      equal(box.calls.filter(({ at }) => at === "api").length, count, `calls that reach the provider with the fault ${how}`);
      equal((await payout()).status, count === 1 ? 409 : 201, `status of a second call after the fault ${how}`);
    }
  });
  test("sandbox: a slow answer arrives after delayMs; without delayMs the answer never arrives, and the caller can abort the call", async () => {
    const { call } = await over(fault("slow", { delayMs: 5 }));
    equal((await call()).status, 200);
    const box = sandbox({ faults: [fault("slow")] });
    const caller = new AbortController();
    const reply = wakapay(box.wakapay).fetch("/business/balance?currency=USD", { signal: caller.signal }).catch((error) => error);
    setTimeout(() => caller.abort(new RangeError("the reason of the caller")), 50);
    equal((await reply).message, "the reason of the caller");
  });
  test("sandbox: with a status fault at the token endpoint, client.fetch rejects with ERR_TOKEN_UNAVAILABLE", async () => {
    const box = sandbox();
    box.fail({ provider: "dogpay", at: "token", how: "status", status: 500 });
    await rejects("ERR_TOKEN_UNAVAILABLE", called("dogpay", dogpay(box.dogpay)));
    same(box.calls.map(({ at, status }) => `${at} ${status}`), ["token 500"]);
  });
}

function refused(test) {
  const good = { provider: "wakapay", at: "api", how: "lost" };
  for (const [change, argument] of [
    [{ provider: "stripe" }, "fault.provider"],
    [{ at: "webhook" }, "fault.at"],
    [{ how: "explode" }, "fault.how"],
    [{ times: 0 }, "fault.times"],
    [{ status: 99 }, "fault.status"],
    [{ delayMs: -1 }, "fault.delayMs"],
    [{ unknown: 1 }, "fault.unknown"],
  ]) {
    test(`sandbox rejects a fault with ${JSON.stringify(change)}`, () => {
      equal(throws("ERR_OPTION", () => sandbox().fail({ ...good, ...change })).argument, argument);
      throws("ERR_OPTION", () => sandbox({ faults: [{ ...good, ...change }] }));
    });
  }
  test("sandbox rejects unknown options, lifetimes, providers and paths", async () => {
    throws("ERR_OPTION", () => sandbox({ clocks: 1 }));
    for (const lifetimeSeconds of [0, 1.5, 86_401]) throws("ERR_OPTION", () => sandbox({ lifetimeSeconds }));
    throws("ERR_OPTION", () => sandbox().revoke("stripe"));
    await rejects("ERR_OPTION", sandbox().fetch("https://api.example/none"));
  });
}
