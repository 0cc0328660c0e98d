// once runs the handler of a message only one time. It runs the handler again only after a failure, a crash or a stall.

import { isPayauthError, MemoryStore, once, schemes, signWebhook, verifyWebhook } from "payauth";
import { dv, REFUND, waka } from "../../support/clients.mjs";
import { equal, ok, rejects, same, throws } from "../../support/harness.mjs";
import { START } from "../../support/token-machine.mjs";
import { SimulatedHost, rejection, unheard } from "../../support/simulated-host.mjs";

const EVENT = { replayKey: "0123456789abcdef0123456789abcdef", replayTtlSecs: 660 };
const DAY = 86_400;

/** A simulated host whose time the test controls, and a store that all processes of the host share. */
function shared(store = new MemoryStore()) {
  const world = new SimulatedHost();
  const host = { clock: () => world.now, sleep: world.sleep, random: world.random };
  const run = (handler, options, event = EVENT) => once(store, event, handler, { ...host, ...options });
  return { world, store, run, host };
}

export default function ({ test }) {
  outcomes(test);
  sameMessages(test);
  leases(test);
  lateAnswers(test);
  keys(test);
  failures(test);
  moments(test);
  writes(test);
  refused(test);
}

function outcomes(test) {
  test("once runs the handler at the first delivery of a message, and reports each later delivery as a duplicate", async () => {
    const { world, run } = shared();
    const attempts = [];
    const handler = ({ attempt }) => attempts.push(attempt);
    same([await run(handler), await run(handler), await run(handler)], ["done", "duplicate", "duplicate"]);
    await world.pass(30 * DAY * 1000 - 1);
    equal(await run(handler), "duplicate");
    same(attempts, [1]);
  });
  test("once forgets a message after rememberSeconds, and not before", async () => {
    const { world, run } = shared();
    const options = { rememberSeconds: DAY };
    await run(() => {}, options);
    await world.pass(DAY * 1000 - 1);
    equal(await run(() => {}, options), "duplicate");
    await world.pass(1);
    equal(await run(() => {}, options), "done");
  });
  test("once remembers a message at least as long as its signature is accepted", async () => {
    const { world, run } = shared();
    const event = { ...EVENT, replayTtlSecs: 7200 };
    await run(() => {}, { rememberSeconds: 60 }, event);
    await world.pass(7_199_000);
    equal(await run(() => {}, {}, event), "duplicate");
  });
  test("once runs the handler for one of fifty simultaneous callers, and returns in-progress to the other callers", async () => {
    const { world, run } = shared();
    let runs = 0;
    const handler = () => ((runs += 1), world.sleep(100));
    const outcomes = await world.run(Promise.all(Array.from({ length: 50 }, () => run(handler))));
    same([runs, outcomes.filter((one) => one === "done").length, outcomes.filter((one) => one === "in-progress").length], [1, 1, 49]);
    equal(await run(handler), "duplicate");
  });
}

function sameMessages(test) {
  test("once handles a message once for each scope, if endpoints share a store", async () => {
    const { run } = shared();
    for (const scope of [undefined, "one", "two", "é 1/2", "one two"]) {
      same([await run(() => {}, { scope }), await run(() => {}, { scope })], ["done", "duplicate"], String(scope));
    }
    equal(await run(() => {}, { scope: "" }), "duplicate", "outcome with an empty scope, which is the default");
  });
  test("once ignores the return value of the handler", async () => {
    for (const value of [undefined, null, 7, "in-progress", {}, Promise.resolve("x")]) {
      const { run } = shared();
      equal(await run(() => value), "done");
    }
  });
  test("once reports a message as a duplicate if the message is signed again at another time with another secret", async () => {
    const { run } = shared();
    const sign = (now, secret) => {
      const body = '{"id":"evt_1"}';
      const headers = signWebhook(schemes.stripe, { body, now, secret });
      return verifyWebhook(schemes.stripe, { headers, body, now, secrets: ["whsec_old", "whsec_new"] });
    };
    const first = sign(new Date(START), "whsec_old");
    const second = sign(new Date(START + DAY * 1000), "whsec_new");
    const keys = [];
    const handler = ({ idempotencyKey }) => keys.push(idempotencyKey);
    same([await run(handler, {}, first), await run(handler, {}, second)], ["done", "duplicate"]);
    same([keys.length, keys[0] === first.replayKey], [1, true]);
  });
}

function leases(test) {
  test("after the lease of a dead process, once runs the handler again, with the next attempt number and the same idempotency key", async () => {
    const { world, run } = shared();
    const seen = [];
    const note = ({ attempt, idempotencyKey, idempotencyUuid }) => seen.push([attempt, idempotencyKey, idempotencyUuid]);
    // A dead process does not renew its lease.
    const dead = () => new Promise(() => {});
    void run((context) => (note(context), new Promise(() => {})), { sleep: dead });
    await world.pass(59_999);
    equal(await run(note), "in-progress");
    await world.pass(1);
    equal(await run(note), "done");
    same([seen.map(([attempt]) => attempt), new Set(seen.map(([, ...keys]) => keys.join())).size], [[1, 2], 1]);
  });
  test("once renews the lease of a handler that runs for a long time", async () => {
    const { world, run } = shared();
    const long = run(() => world.sleep(600_000), { leaseSeconds: 10 });
    for (let turn = 0; turn < 59; turn += 1) {
      await world.pass(10_000);
      equal(await run(() => {}, { leaseSeconds: 10 }), "in-progress", `outcome after ${turn * 10} s`);
    }
    equal(await world.run(long), "done");
    equal(await run(() => {}), "duplicate");
  });
  test("once renews a lease although the store fails for some seconds", async () => {
    const memory = new MemoryStore();
    let isOff = false;
    const fail = () => rejection(new Error("down"));
    const store = { atomic: true, get: (key) => (isOff ? fail() : memory.get(key)), set: (...given) => (isOff ? fail() : memory.set(...given)) };
    const { world, run } = shared(store);
    const long = run(() => world.sleep(60_000), { leaseSeconds: 12 });
    await world.pass(3_000);
    isOff = true;
    await world.pass(3_000);
    isOff = false;
    await world.pass(20_000);
    equal(await run(() => {}), "in-progress");
    equal(await world.run(long), "done");
  });
  test("once marks a message as done after a stalled handler, even if another process took over the lease", async () => {
    const { world, run } = shared();
    const stalled = run(() => world.sleep(90_000), { sleep: () => new Promise(() => {}) });
    await world.pass(60_000);
    let attempt;
    const second = run((context) => ((attempt = context.attempt), world.sleep(60_000)));
    await world.pass(40_000);
    equal(await world.run(stalled), "done");
    equal(await run(() => {}), "duplicate", "outcome of a later delivery");
    same([await world.run(second), attempt], ["done", 2]);
  });
}

/** A store that writes at once, and answers some writes late. Until the answer, the timers of the process that wrote do not run. */
function late(lateness) {
  const [memory, world] = [new MemoryStore(), new SimulatedHost()];
  const set = async (...given) => {
    const isSet = await memory.set(...given);
    const ms = lateness.shift();
    if (ms) await world.sleep(ms);
    return isSet;
  };
  const host = { clock: () => world.now, sleep: world.sleep, random: world.random };
  const stalled = { ...host, sleep: () => new Promise(() => {}), leaseSeconds: 5 };
  return { world, memory, store: { atomic: true, get: (key) => memory.get(key), set }, host, stalled };
}

function lateAnswers(test) {
  test("if the lease expired before the store answered, and another process ran the handler, once does not run the handler again", async () => {
    const { world, memory, store, host, stalled } = late([5_001]);
    let runs = 0;
    const handler = () => void (runs += 1);
    const stopped = once(store, EVENT, handler, stalled);
    await world.pass(5_000);
    equal(await once(memory, EVENT, handler, { ...host, leaseSeconds: 5 }), "done");
    same([await world.run(stopped), runs], ["duplicate", 1]);
  });
  test("once renews a lease that expired before the store answered, if no other process took the lease", async () => {
    const { world, memory, store, host, stalled } = late([60_000]);
    const seen = [];
    const handler = async ({ attempt }) => seen.push(attempt, await once(memory, EVENT, () => ok(false, "no other call of the handler"), host));
    same([await world.run(once(store, EVENT, handler, stalled)), seen], ["done", [1, "in-progress"]]);
  });
  test("when once starts a handler, most of the time of the lease remains", async () => {
    for (const ms of [1, 1_600, 1_700, 4_000, 4_999]) {
      const { world, memory, store, host, stalled } = late([ms]);
      void once(store, EVENT, () => world.sleep(100_000), stalled);
      await world.pass(ms + 3_333);
      equal(await once(memory, EVENT, () => ok(false, "no other call of the handler"), host), "in-progress", `outcome with an answer after ${ms} ms`);
    }
  });
  test("if the store answers each write after the lease expired, once rejects with ERR_STORE, and does not run the handler", async () => {
    const { world, store, stalled } = late(Array.from({ length: 20 }, () => 6_000));
    await rejects("ERR_STORE", world.run(once(store, EVENT, () => ok(false, "no call of the handler"), stalled)));
  });
}

function keys(test) {
  test("once passes an idempotency key that depends only on the message, and the same key as a UUID", async () => {
    const contexts = [];
    for (const options of [{}, { scope: "one" }, { leaseSeconds: 5 }, { rememberSeconds: 60 }]) {
      await shared().run((context) => void contexts.push(context), options);
    }
    equal(new Set(contexts.map((context) => JSON.stringify(context))).size, 1);
    same(contexts[0], {
      attempt: 1,
      idempotencyKey: EVENT.replayKey,
      idempotencyUuid: "01234567-89ab-8def-8123-456789abcdef",
    });
  });
  test("DVPay's client accepts the UUID of once", async () => {
    await shared().run(({ idempotencyUuid }) => {
      const request = dv().sign({ path: REFUND, now: new Date(START), body: {}, idempotencyKey: idempotencyUuid });
      equal(request.headers["X-Idempotent-Key"], idempotencyUuid);
    });
  });
  test("once passes a different idempotency key for each message", async () => {
    const { run } = shared();
    const seen = new Set();
    for (const digit of "0123456789abcdef") {
      await run(({ idempotencyUuid }) => void seen.add(idempotencyUuid), {}, { replayKey: digit.repeat(32) });
    }
    equal(seen.size, 16);
  });
}

function failures(test) {
  for (const [what, fail] of [
    ["throws", () => {
      throw new RangeError("the error of the handler");
    }],
    ["rejects", () => rejection(new RangeError("the error of the handler"))],
  ]) {
    test(`once rejects with the error of a handler that ${what}, and the next delivery runs the handler without a delay`, () =>
      unheard(async () => {
        const { run } = shared();
        const error = await run(fail).catch((error) => error);
        same([error.name, error.message], ["RangeError", "the error of the handler"]);
        let attempt;
        equal(await run((context) => void ({ attempt } = context)), "done");
        equal(attempt, 2);
      }));
  }
  const SECRET = Object.assign(new Error("secret-4711"), { args: ["secret-4711"] });
  for (const [what, fault] of [
    ["rejects", () => rejection(SECRET)],
    ["hangs", () => new Promise(() => {})],
    ["returns a value that is not an entry", async () => 7],
  ]) {
    for (const method of ["get", "set"]) {
      test(`once rejects with ERR_STORE if ${method} of the store ${what}, and does not run the handler`, () =>
        unheard(async () => {
          const { world, run } = shared({ atomic: true, get: async () => null, set: async () => true, [method]: fault });
          let runs = 0;
          const error = await rejects("ERR_STORE", world.run(run(() => (runs += 1))));
          same([runs, error.blame, isPayauthError(error)], [0, "peer", true]);
          ok(!`${error.stack} ${JSON.stringify(error)} ${error.cause}`.includes("4711"), "an error without the text of the store's error");
        }));
    }
  }
  test("once rejects with ERR_STORE if the store fails after the handler, and the message is handled again", () =>
    unheard(async () => {
      const memory = new MemoryStore();
      let isOff = false;
      const fail = () => rejection(new Error("down"));
      const store = { atomic: true, get: (key) => memory.get(key), set: (...given) => (isOff ? fail() : memory.set(...given)) };
      const { world, run } = shared(store);
      await rejects("ERR_STORE", world.run(run(() => void (isOff = true))));
      isOff = false;
      equal(await run(() => {}), "in-progress");
      await world.pass(60_000);
      let attempt;
      equal(await run((context) => void ({ attempt } = context)), "done");
      equal(attempt, 2);
    }));
}

function moments(test) {
  for (const [what, fault] of [
    ["rejects", () => rejection(new Error("down"))],
    ["hangs", () => new Promise(() => {})],
  ]) {
    test(`if the store ${what} for two seconds, once still returns done, and does not run the handler again`, () =>
      unheard(async () => {
        const [memory, world] = [new MemoryStore(), new SimulatedHost()];
        let until = 0;
        const over = (call) => (world.now < until ? fault() : call());
        const store = { atomic: true, get: (key) => over(() => memory.get(key)), set: (...given) => over(() => memory.set(...given)) };
        const options = { clock: () => world.now, sleep: world.sleep, random: world.random, leaseSeconds: 5, storeTimeoutMs: 500 };
        let runs = 0;
        const outcome = await world.run(once(store, EVENT, () => ((runs += 1), (until = world.now + 2_000)), options));
        same([outcome, runs, await once(store, EVENT, () => (runs += 1), options)], ["done", 1, "duplicate"]);
      }));
  }
}

function writes(test) {
  test("once recognises its own write if the answer of the store was lost", () =>
    unheard(async () => {
      const memory = new MemoryStore();
      let writes = 0;
      const set = async (...given) => {
        await memory.set(...given);
        if ((writes += 1) === 1) throw new Error("the connection was cut");
        return true;
      };
      const { run } = shared({ atomic: true, get: (key) => memory.get(key), set });
      let runs = 0;
      same([await run(() => void (runs += 1)), runs], ["done", 1]);
    }));
  test("once recognises its own write if a client repeated the write and the store returned false", async () => {
    const memory = new MemoryStore();
    const set = async (...given) => (await memory.set(...given)) && false;
    const { world, run } = shared({ atomic: true, get: (key) => memory.get(key), set });
    let runs = 0;
    const outcomes = [await world.run(run(() => void (runs += 1))), await world.run(run(() => void (runs += 1)))];
    same([outcomes, runs], [["done", "duplicate"], 1]);
  });
  test("once rejects with ERR_STORE if the store has a value that once did not write", async () => {
    for (const value of ["torn", "payauth1 k 0", "inbox1 1", "x".repeat(100_000), "\ud800"]) {
      const { run } = shared({ atomic: true, get: async () => ({ value }), set: async () => true });
      await rejects("ERR_STORE", run(() => ok(false, "no call of the handler")), value.slice(0, 20));
    }
  });
  test("once rejects with ERR_STORE if the store never writes", async () => {
    const { world, run } = shared({ atomic: true, get: async () => null, set: async () => false });
    await rejects("ERR_STORE", world.run(run(() => {})));
  });
  test("once rejects with ERR_CLOCK if the clock is not set", async () => {
    for (const now of [0, Number.NaN, START / 1000, undefined]) await rejects("ERR_CLOCK", shared().run(() => {}, { clock: () => now }));
  });
}

function refused(test) {
  test("once rejects a store that is not atomic", async () => {
    for (const atomic of [false, undefined]) {
      const error = await rejects("ERR_OPTION", once({ atomic, get() {}, set() {} }, EVENT, () => {}));
      equal(error.argument, "store");
    }
    for (const store of [undefined, null, {}, 7, { atomic: 1, get() {}, set() {} }]) {
      equal((await rejects("ERR_ARGUMENT_TYPE", once(store, EVENT, () => {}))).argument, "store");
    }
  });
  test("once rejects a message without a replay key, such as a message of WakaPay", async () => {
    for (const event of [{}, { replayKey: undefined }, undefined, null]) {
      equal((await rejects("ERR_OPTION", once(new MemoryStore(), event, () => {}))).argument, "event.replayKey");
    }
    for (const replayKey of ["", "x", "0".repeat(31), "G".repeat(32)]) await rejects("ERR_OPTION", shared().run(() => {}, {}, { replayKey }));
    equal(throws("ERR_SIGNATURE", () => waka().verifyWebhook({ headers: {}, body: '{"signature":"x"}', now: new Date(START) })).blame, "peer");
  });
  for (const replayTtlSecs of ["abc", "60", Number.NaN, {}, 1e12, Number.POSITIVE_INFINITY, -1, 0.5, null, Symbol("x"), 60n]) {
    test(`once rejects an event with the replayTtlSecs ${String(replayTtlSecs)} before the handler runs`, async () => {
      let runs = 0;
      const code = typeof replayTtlSecs === "number" ? "ERR_OPTION" : "ERR_ARGUMENT_TYPE";
      const error = await rejects(code, shared().run(() => (runs += 1), {}, { ...EVENT, replayTtlSecs }));
      same([error.argument, runs], ["event.replayTtlSecs", 0]);
    });
  }
  test("once accepts the replayTtlSecs of the longest window, 0 and undefined", async () => {
    for (const replayTtlSecs of [2 * (2 ** 31 - 1) + 60, 0, undefined]) equal(await shared().run(() => {}, {}, { ...EVENT, replayTtlSecs }), "done");
  });
  test("once reads each member of an event only one time", async () => {
    const read = [];
    const event = new Proxy(EVENT, { get: (of, name) => (read.push(name), of[name]) });
    await shared().run(() => {}, {}, event);
    same(read.sort(), ["replayKey", "replayTtlSecs"]);
  });
  for (const [options, argument] of [
    [{ leaseSeconds: 4 }, "leaseSeconds"],
    [{ leaseSeconds: 3601 }, "leaseSeconds"],
    [{ rememberSeconds: 59 }, "rememberSeconds"],
    [{ rememberSeconds: Number.NaN }, "rememberSeconds"],
    [{ scope: "s".repeat(121) }, "scope"],
    [{ scope: "\ud800" }, "scope"],
    [{ scopes: "a" }, "scopes"],
    [{ storeTimeoutMs: 9 }, "storeTimeoutMs"],
  ]) {
    test(`once rejects ${JSON.stringify(options).slice(0, 40)}`, async () =>
      equal((await rejects("ERR_OPTION", shared().run(() => {}, options))).argument, argument));
  }
}
