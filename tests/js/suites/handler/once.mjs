// webhookHandler with a store: a message is handled only once, and after a failure the answer makes the sender try again.

import { MemoryStore, schemes, signWebhook, wakapay } from "payauth";
import { equal, ok, same } from "../../support/harness.mjs";
import { rejection } from "../../support/simulated-host.mjs";
import { stripe, URL_, watched } from "../../support/handlers.mjs";

const down = () => rejection(new Error("secret-4711"));

export default function ({ test }) {
  if (!globalThis.Request) return;
  outcomes(test);
  failures(test);
  stores(test);
}

function outcomes(test) {
  test("a message that is delivered again is answered with 200, and is not handled again", async () => {
    const { handle, calls, problems } = watched({ store: new MemoryStore() });
    const statuses = [];
    for (let delivery = 0; delivery < 5; delivery += 1) statuses.push((await handle(stripe())).status);
    same([statuses, calls.length, problems.length], [[200, 200, 200, 200, 200], 1, 0]);
  });
  test("a message that is signed again is not handled again, but another event is handled", async () => {
    const { handle, calls } = watched({ store: new MemoryStore() });
    await handle(stripe({ now: new Date(Date.now() - 5000) }));
    await handle(stripe());
    await handle(stripe({ body: '{"id":"evt_2"}' }));
    equal(calls.length, 2);
  });
  test("without a store, each delivery is handled", async () => {
    const { handle, calls } = watched();
    for (let delivery = 0; delivery < 3; delivery += 1) await handle(stripe());
    same([calls.length, calls[0][1].attempt, "idempotencyKey" in calls[0][1]], [3, undefined, false]);
  });
  test("the handler gets the attempt number and the idempotency keys", async () => {
    const { handle, calls } = watched({ store: new MemoryStore() });
    await handle(stripe());
    const [event, { attempt, idempotencyKey, idempotencyUuid }] = calls[0];
    same([attempt, idempotencyKey], [1, event.replayKey]);
    ok(/^[0-9a-f-]{36}$/.test(idempotencyUuid), `a UUID, not ${idempotencyUuid}`);
  });
  test("while one delivery of a message is handled, another delivery is answered with 503 and Retry-After", async () => {
    let finish;
    const { handle, problems } = watched({ store: new MemoryStore() }, () => new Promise((resolve) => (finish = resolve)));
    const first = handle(stripe());
    while (finish === undefined) await new Promise((resolve) => setTimeout(resolve));
    const second = await handle(stripe());
    same([second.status, second.headers.get("retry-after"), problems[0].type], [503, "60", "in-progress"]);
    finish();
    same([(await first).status, (await handle(stripe())).status], [200, 200]);
  });
  test("two endpoints with a shared store and different scopes each handle the message", async () => {
    const store = new MemoryStore();
    const [one, other] = [watched({ store, scope: "orders" }), watched({ store, scope: "mail" })];
    await one.handle(stripe());
    await other.handle(stripe());
    same([one.calls.length, other.calls.length], [1, 1]);
  });
  test("the first delivery gets the reply of the handler, and a duplicate gets the default answer", async () => {
    const { handle } = watched({ store: new MemoryStore() }, (event, { reply }) => reply({ body: "done" }));
    same([await (await handle(stripe())).text(), await (await handle(stripe())).text()], ["done", ""]);
  });
  test("a forged message causes no access to the store", async () => {
    const refuse = () => ok(false, "no access to the store");
    const { handle } = watched({ store: { atomic: true, get: refuse, set: refuse } });
    equal((await handle(stripe({ secret: "whsec_other" }))).status, 400);
  });
}

function failures(test) {
  test("a handler that fails runs again at the next delivery, with the next attempt number and the same idempotency key", async () => {
    let failures = 2;
    const { handle, calls, problems } = watched({ store: new MemoryStore() }, () => {
      if ((failures -= 1) >= 0) throw new Error("not yet");
    });
    const statuses = [];
    for (let delivery = 0; delivery < 4; delivery += 1) statuses.push((await handle(stripe())).status);
    same([statuses, calls.map(([, { attempt }]) => attempt)], [[503, 503, 200, 200], [1, 2, 3]]);
    equal(new Set(calls.map(([, { idempotencyKey }]) => idempotencyKey)).size, 1);
    same(problems.map(({ type, error }) => [type, error.message]), [["failed", "not yet"], ["failed", "not yet"]]);
  });
  for (const method of ["get", "set"]) {
    test(`if ${method} of the store fails, the answer is 503, the handler does not run, and the store's error is not shown`, async () => {
      const store = { atomic: true, get: async () => null, set: async () => true, [method]: down };
      const { handle, calls, problems } = watched({ store, sleep: async () => {} });
      const response = await handle(stripe());
      same([response.status, response.headers.get("retry-after"), calls.length], [503, "60", 0]);
      same([problems[0].type, problems[0].code], ["store-failed", "ERR_STORE"]);
      ok(!`${problems[0].error.stack}`.includes("4711"), "an error without the text of the store's error");
    });
  }
  test("if the store fails after the handler, the answer is 503, so that the sender retries", async () => {
    const memory = new MemoryStore();
    let isOff = false;
    const store = { atomic: true, get: (key) => memory.get(key), set: (...given) => (isOff ? down() : memory.set(...given)) };
    const { handle, problems } = watched({ store }, () => void (isOff = true));
    same([(await handle(stripe())).status, problems[0].type], [503, "store-failed"]);
  });
  for (const [what, store] of Object.entries({
    "does not compare versions": { atomic: false, get: async () => null, set: async () => true },
    "has no functions": { get: 1 },
  })) {
    test(`with a function that returns a store that ${what}, a message is answered with 500, and reported as misconfigured`, async () => {
      const { handle, calls, problems } = watched({ store: () => store });
      same([(await handle(stripe())).status, problems[0].type, calls.length], [500, "misconfigured", 0]);
    });
  }
  test("with a store, a message without a replay key is rejected, and the handler does not run", async () => {
    const client = wakapay({ apiKey: "k", apiSecret: "s", environment: "test", webhookSecrets: ["constant"] });
    const body = '{"signature":"constant"}';
    const request = () => new Request(URL_, { method: "POST", body });
    const { handle, calls, problems } = watched({ store: new MemoryStore() }, undefined, client);
    const { status } = await handle(request());
    ok([400, 500].includes(status) && calls.length === 0, `status 400 or 500 and no call of the handler, not ${status} and ${calls.length} calls`);
    ok(problems[0].code !== undefined, "a code in the report");
  });
}

function stores(test) {
  test("a function may return the store of each request from the environment", async () => {
    const env = { STORE: new MemoryStore() };
    const { handle, calls } = watched({ store: (request, { STORE }) => STORE });
    await handle(stripe(), env);
    await handle(stripe(), env);
    equal(calls.length, 1);
  });
  test("if the function for store fails, a message is answered with 503, and the handler does not run", async () => {
    for (const store of [down, () => {
      throw new Error("no connection");
    }]) {
      const { handle, calls, problems } = watched({ store });
      same([(await handle(stripe())).status, problems[0].type, calls.length], [503, "failed", 0]);
    }
  });
  test("webhookHandler uses the time limits of the options, and accepts the options of once", async () => {
    const now = new Date(Date.now() - 20_000);
    const { handle } = watched({ pastSecs: 10, store: new MemoryStore(), leaseSeconds: 5, rememberSeconds: 60 });
    equal((await handle(stripe({ now }))).status, 400);
    equal((await watched({ unsafeSkipTimestamp: true }).handle(stripe({ now: new Date(0) }))).status, 200);
    const headers = signWebhook(schemes.stripe, { body: "{}", now, secret: "whsec_hunter2" });
    equal((await watched({ pastSecs: 30 }).handle(stripe({ headers, body: "{}" }))).status, 200);
  });
}
