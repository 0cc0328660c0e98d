// The failures of client.fetch: the calls that fail, the calls that are retried, and the calls that are never retried.

import { MemoryStore } from "payauth";
import { dv, NOW, REFUND, waka } from "../../support/clients.mjs";
import { equal, ok, rejects, same } from "../../support/harness.mjs";
import { START } from "../../support/token-machine.mjs";
import { trapNext } from "../../support/trap.mjs";
import { unheard, SimulatedHost } from "../../support/simulated-host.mjs";

const BALANCE = "/business/balance?currency=USD";
const PAYOUT = "/business/payout";

async function warm(options, world = new SimulatedHost()) {
  const client = world.client("wakapay", options);
  await world.run(client.fetch(BALANCE));
  world.sent.length = 0;
  return [world, client];
}

export const endsInstances = true;

export default function ({ test, host }) {
  tokens(test);
  hanging(test);
  transport(test);
  unheardOf(test);
  aborts(test);
  abortedRetries(test);
  redirects(test);
  ends(test, host);
  clocks(test);
}

function tokens(test) {
  const GARBAGE = [
    "<html>",
    "",
    "{}",
    '{"accessToken":"abc","expiresIn":0}',
    '{"accessToken":"abc","expiresIn":1e400}',
    '{"accessToken":"abc"',
  ];
  for (const [code, cause, answers] of [
    ["ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_UNAVAILABLE", [
      { status: 500 },
      { status: 503 },
      { status: 429 },
      { status: 408 },
      { error: new TypeError("x") },
      { status: 200, cut: true },
    ]],
    ["ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_ANSWER", [
      ...GARBAGE.map((body) => ({ status: 200, body })),
      { status: 302 },
      { status: 0 },
    ]],
    ["ERR_TOKEN_REFUSED", "ERR_TOKEN_REFUSED", [{ status: 400 }, { status: 401 }, { status: 403 }, { status: 404 }]],
  ]) {
    for (const answer of answers) {
      test(`client.fetch rejects with ${code}, caused by ${cause}, and sends no request after the token answer ${JSON.stringify(answer)}`, async () => {
        const world = new SimulatedHost();
        world.tokenAnswers = [answer];
        const error = await rejects(code, world.run(world.client("wakapay").fetch(BALANCE)));
        same([error.cause.code, world.tokenCalls, world.apiCalls.length], [cause, 1, 0]);
        ok(error.retryAt instanceof Date && error.retryAt > world.now, "a retryAt in the future");
      });
    }
  }
  test("client.fetch rejects at once during a back-off, and requests a token again after the back-off", async () => {
    const world = new SimulatedHost();
    const client = world.client("wakapay");
    world.tokenAnswers = [{ status: 429, headers: { "Retry-After": "30" } }];
    await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(BALANCE)));
    const before = world.now;
    const error = await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(BALANCE)));
    same([world.now - before, world.tokenCalls, Number(error.retryAt)], [0, 1, before + 30_000]);
    equal(error.cause, undefined, "cause of a call that requested no token");
    await world.pass(30_000);
    equal((await world.run(client.fetch(BALANCE))).status, 200);
  });
  test("client.fetch makes at most eight token calls in a minute of outage with a thousand requests", async () => {
    const world = new SimulatedHost();
    const client = world.client("wakapay");
    world.tokenAnswers = () => ({ status: 503 });
    for (let call = 0; call < 1000; call += 1) {
      await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(BALANCE)));
      world.now += 60;
    }
    ok(world.tokenCalls <= 8, `at most 8 token calls, not ${world.tokenCalls}`);
  });
}

/** Tests token calls that do not end, and calls that wait for a token call of another caller. */
function hanging(test) {
  test("client.fetch ends a token call after tokenTimeoutMs, and commits it as a failure", async () => {
    for (const [tokenTimeoutMs, timeout] of [[undefined, 8_000], [500, 500], [25_000, 25_000]]) {
      const world = new SimulatedHost();
      world.tokenAnswers = [{ status: 200, delayMs: 1e9 }];
      const client = world.client("wakapay", tokenTimeoutMs && { tokenTimeoutMs });
      const error = await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(BALANCE)));
      same([world.now - START, error.cause.message], [timeout, "answer: did not arrive; retry later"]);
      equal(world.sent[0].init.signal.aborted, true, "whether the token call was aborted");
      same(world.events.map(({ type, code }) => [type, code]), [["failed", "ERR_TOKEN_UNAVAILABLE"]]);
    }
  });
  test("client.fetch ends a token call whose body does not end", async () => {
    const world = new SimulatedHost();
    world.tokenAnswers = [{ status: 200, bodyMs: 1e9 }];
    await rejects("ERR_TOKEN_UNAVAILABLE", world.run(world.client("wakapay").fetch(BALANCE)));
    equal(world.now - START, 8_000);
  });
  test("client.fetch ends a token call even if the host's fetch ignores the signal", async () => {
    const world = new SimulatedHost();
    const fetch = (url, init) => world.fetch(url, { ...init, signal: undefined });
    world.tokenAnswers = [{ status: 200, delayMs: 1e9 }];
    await rejects("ERR_TOKEN_UNAVAILABLE", world.run(world.client("wakapay", { fetch }).fetch(BALANCE)));
    equal(world.now - START, 8_000);
  });
  test("all calls that wait for a token call reject if the token call fails", async () => {
    const world = new SimulatedHost();
    const client = world.client("wakapay");
    world.tokenAnswers = [{ status: 500 }];
    const outcomes = await world.run(Promise.allSettled(Array.from({ length: 30 }, () => client.fetch(BALANCE))));
    same([...new Set(outcomes.map(({ reason }) => reason?.code))], ["ERR_TOKEN_UNAVAILABLE"]);
    equal(world.tokenCalls, 1);
  });
  test("client.fetch takes over the lease of a stopped caller when the lease expires, and not earlier", async () => {
    const world = new SimulatedHost();
    const client = world.client("wakapay", { tokenTimeoutMs: 500 });
    const gone = world.client("wakapay", { store: await leased(world, client) });
    await world.run(gone.fetch(BALANCE));
    const [call] = world.sent;
    ok(call.at - START >= 2_500 && call.at - START <= 2_550, `a token call after 2,500 to 2,550 ms, not ${call.at - START}`);
  });
}

/** A store in which a caller that was stopped has a lease of 2.5 s. */
async function leased(world, { token }) {
  const store = new MemoryStore();
  const { state } = token.beginRefresh(token.initial(), { now: new Date(world.now), owner: "gone", leaseMs: 2_500 });
  await store.set(token.key, state, { ttlSeconds: 60 });
  return store;
}

function transport(test) {
  test("client.fetch never retries a request whose answer was lost", async () => {
    const [world, client] = await warm();
    const lost = new TypeError("the connection was lost");
    for (const method of ["GET", "POST"]) {
      world.apiAnswers = [{ error: lost }];
      const error = await world.run(client.fetch(PAYOUT, { method, ...(method === "POST" && { body: "{}" }) })).catch((
        error,
      ) => error);
      equal(error, lost, "the error object of the host's fetch");
    }
    same([world.apiCalls.length, world.tokenCalls], [2, 0]);
  });
  for (const status of [500, 502, 503, 504, 429]) {
    test(`client.fetch never retries a request after an answer with the status ${status}`, async () => {
      const [world, client] = await warm();
      world.apiAnswers = [{ status, headers: { "Retry-After": "1" } }];
      const response = await world.run(client.fetch(PAYOUT, { body: "{}" }));
      same([response.status, response.headers.get("retry-after"), world.apiCalls.length], [status, "1", 1]);
    });
  }
  test("client.fetch rejects an invalid request, and sends neither the request nor a token request", async () => {
    for (const [path, options, code] of [
      ["no-slash", {}, "ERR_PATH"],
      ["//evil.example/x", {}, "ERR_PATH"],
      ["/a/../b", {}, "ERR_PATH"],
      [BALANCE, { method: "GET", body: "{}" }, "ERR_BODY"],
      [BALANCE, { method: "B AD" }, "ERR_METHOD"],
      [BALANCE, { headers: { Authorization: "Bearer mine" } }, "ERR_FIELD_FORBIDDEN"],
      [BALANCE, { headers: { "X-A": "a\nb" } }, "ERR_FIELD_VALUE"],
      [BALANCE, { idempotencyKey: "k" }, "ERR_IDEMPOTENCY_KEY"],
      [BALANCE, { body: { n: Number.NaN } }, "ERR_BODY"],
      [BALANCE, { now: NOW }, "ERR_OPTION"],
      [BALANCE, { authorization: "Bearer mine" }, "ERR_OPTION"],
      [BALANCE, { redirect: "follow" }, "ERR_OPTION"],
      [BALANCE, { body: new ReadableStream() }, "ERR_ARGUMENT_TYPE"],
      [BALANCE, { signal: {} }, "ERR_ARGUMENT_TYPE"],
      [BALANCE, { signal: null }, "ERR_ARGUMENT_TYPE"],
      [BALANCE, null, "ERR_ARGUMENT_TYPE"],
      [new URL("https://shop.example/x"), {}, "ERR_ARGUMENT_TYPE"],
      [undefined, {}, "ERR_ARGUMENT_TYPE"],
    ]) {
      const world = new SimulatedHost();
      await rejects(code, world.run(world.client("wakapay").fetch(path, options)), `${path} ${code}`);
      equal(world.sent.length, 0, `${path} ${code}`);
    }
  });
}

function unheardOf(test) {
  test("the search for unhandled rejections finds an unhandled rejection", async () => {
    const outcome = await unheard(async () => void Promise.reject(new Error("nobody"))).then(() => "none", () => "found");
    equal(outcome, "found");
  });
}

const REASON = new Error("the reason of the caller");

async function aborted(world, promise) {
  const error = await world.run(promise).catch((error) => error);
  equal(error, REASON);
}

function aborts(test) {
  test("client.fetch sends nothing if the signal was aborted before the call", async () => {
    const world = new SimulatedHost();
    await aborted(world, world.client("wakapay").fetch(BALANCE, { signal: AbortSignal.abort(REASON) }));
    equal(world.sent.length, 0);
  });
  test("an aborted call of client.fetch no longer waits for the token of another call", async () => {
    const world = new SimulatedHost();
    world.tokenMs = 5_000;
    const [client, caller] = [world.client("wakapay"), new AbortController()];
    const first = client.fetch(BALANCE);
    const second = client.fetch(BALANCE, { signal: caller.signal });
    await world.pass(1_000);
    caller.abort(REASON);
    const before = world.now;
    await aborted(world, second);
    ok(world.now - before <= 50, `at most 50 ms, not ${world.now - before}`);
    equal((await world.run(first)).status, 200, "status of the first call, which continues");
  });
  test("if a call is aborted during its token call, client.fetch ends the call, and the token call continues for other calls", () =>
    unheard(async () => {
      const world = new SimulatedHost();
      const [client, caller] = [world.client("wakapay"), new AbortController()];
      const first = client.fetch(BALANCE, { signal: caller.signal });
      const second = client.fetch(BALANCE);
      await world.pass(50);
      caller.abort(REASON);
      await aborted(world, first);
      equal((await world.run(second)).status, 200);
      equal(world.tokenCalls, 1);
    }));
  test("client.fetch passes the signal to the host's fetch, and rejects with the signal's reason", async () => {
    const [world, client] = await warm();
    world.apiMs = 1_000;
    const caller = new AbortController();
    const call = client.fetch(BALANCE, { signal: caller.signal });
    await world.pass(100);
    equal(world.apiCalls[0].init.signal, caller.signal);
    caller.abort(REASON);
    await aborted(world, call);
  });
}

function abortedRetries(test) {
  for (const reason of [REASON, "text", undefined]) {
    test(`client.fetch ends a call that is aborted between the answer 401 and the second request, for the reason ${reason}`, () =>
      unheard(async () => {
        const [world, client] = await warm();
        world.revoke();
        const caller = new AbortController();
        const call = client.fetch(BALANCE, { signal: caller.signal });
        await world.pass(50);
        caller.abort(reason);
        const outcome = await world.run(call.then(() => "answered", (error) => error));
        equal(outcome, caller.signal.reason);
        equal(world.apiCalls.length, 1, "number of requests");
      }));
  }
}

function redirects(test) {
  for (const status of [301, 302, 303, 307, 308]) {
    test(`client.fetch does not follow a redirect with the status ${status}, neither from the token endpoint nor from the API`, async () => {
      const world = new SimulatedHost();
      const elsewhere = { status, headers: { Location: "https://elsewhere.example/" } };
      const client = world.client("wakapay");
      world.tokenAnswers = [elsewhere];
      const error = await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(BALANCE)));
      equal(error.cause.message, "answer: is a redirect, which payauth does not follow; check the token URL");
      await world.pass(5_000);
      world.apiAnswers = [elsewhere];
      equal((await world.run(client.fetch(BALANCE))).status, status);
      same([...new Set(world.sent.map(({ url, init }) => `${new URL(url).host} ${init.redirect}`))], [
        "api.test.wakapay.io manual",
      ]);
    });
  }
}

function ends(test, host) {
  test("client.fetch of a disposed client sends nothing", async () => {
    const [world, client] = await warm();
    client.dispose();
    await rejects("ERR_DISPOSED", world.run(client.fetch(BALANCE)));
    equal(world.sent.length, 0);
  });
  test("client.fetch rejects with ERR_DISPOSED if the client is disposed during the token call, and no rejection is unhandled", () =>
    unheard(async () => {
      const world = new SimulatedHost();
      const client = world.client("wakapay");
      const call = client.fetch(BALANCE);
      await world.pass(50);
      client.dispose();
      await rejects("ERR_DISPOSED", world.run(call));
      equal(world.apiCalls.length, 0);
    }));
  for (const name of ["tokenDecide", "tokenBegin", "tokenCommit", "clientSign"]) {
    test(`client.fetch works again after a trap in ${name}`, () =>
      unheard(async () => {
        const world = new SimulatedHost();
        const client = world.client("wakapay", { tokenTimeoutMs: 500 });
        client.token.initial();
        trapNext(host, name);
        await rejects("ERR_INTERNAL", world.run(client.fetch(BALANCE)));
        equal((await world.run(client.fetch(BALANCE))).status, 200);
      }));
  }
  test("a client keeps its token after a trap in another call", async () => {
    const [world, client] = await warm();
    trapNext(host, "tokenKey");
    await rejects("ERR_INTERNAL", (async () => waka().token.key)());
    equal((await world.run(client.fetch(BALANCE))).status, 200);
    equal(world.tokenCalls, 0);
  });
}

function clocks(test) {
  for (const time of [0, 1_577_836_799_999]) {
    test(`client.fetch rejects a clock that returns ${time}, and sends nothing`, async () => {
      const world = new SimulatedHost();
      world.now = time;
      await rejects("ERR_CLOCK", world.run(world.client("wakapay").fetch(BALANCE)));
      equal(world.sent.length, 0);
    });
  }
  test("client.fetch discards the token if the clock went back, and requests a new token", async () => {
    const [world, client] = await warm();
    world.now -= 3_600_000;
    equal((await world.run(client.fetch(BALANCE))).status, 200);
    equal(world.apiCalls[0].init.headers.Authorization, "Bearer token-2");
  });
  for (const offset of [600_000, -600_000]) {
    test(`client.fetch signs with the time of dvpay's clock, which differs by ${offset} ms`, async () => {
      const world = new SimulatedHost();
      const date = () => ({ Date: new Date(world.now + offset).toUTCString() });
      world.apiAnswers = () => ({ status: 200, headers: date() });
      const client = world.client("dvpay");
      for (let call = 0; call < 2; call += 1) {
        await world.run(client.fetch(REFUND, { body: "{}", idempotencyKey: "k" }));
      }
      const [first, second] = world.sent.map(({ init }) => Number(init.headers["X-Timestamp"]));
      equal(first, Math.floor(START / 1000));
      ok(Math.abs(second - (START + world.apiMs + offset) / 1000) <= 1.5, `the time of dvpay's clock, not ${second}`);
    });
  }
  test("client.fetch ignores the Date of a cached or slow answer, and an invalid or missing Date", async () => {
    for (const answer of [
      { headers: { Date: "Sun, 22 Nov 2026 11:00:00 GMT", Age: "10" } },
      { headers: { Date: "soon" } },
      {},
      { delayMs: 901_000, headers: { Date: "Sun, 22 Nov 2026 11:00:00 GMT" } },
    ]) {
      const world = new SimulatedHost();
      const client = world.client("dvpay");
      world.apiAnswers = [{ status: 200, ...answer }];
      for (let call = 0; call < 2; call += 1) {
        await world.run(client.fetch(REFUND, { body: "{}", idempotencyKey: "k" }));
      }
      equal(Number(world.sent[1].init.headers["X-Timestamp"]), Math.floor(world.sent[1].at / 1000));
    }
  });
  test("client.fetch signs a repeated call with the same idempotency key and a later time", async () => {
    const world = new SimulatedHost();
    const client = world.client("dvpay");
    for (let call = 0; call < 2; call += 1) {
      await world.run(client.fetch(REFUND, { body: "{}", idempotencyKey: "k" }));
      await world.pass(60_000);
    }
    const [one, other] = world.sent.map(({ init }) => init.headers);
    equal(other["X-Idempotent-Key"], one["X-Idempotent-Key"]);
    equal(Number(other["X-Timestamp"]) - Number(one["X-Timestamp"]), 60);
    ok(other["X-Signature"] !== one["X-Signature"], "a new signature");
    await rejects("ERR_IDEMPOTENCY_KEY", world.run(client.fetch(REFUND, { body: "{}" })));
    equal(dv().fetch instanceof Function, true);
  });
}
