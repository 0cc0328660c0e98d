// sharedRateLimit: all processes of a fleet together never exceed the limit, even if their clocks differ.

import { MemoryStore, sharedRateLimit } from "payauth";
import { equal, ok, rejects, same, throws } from "../../support/harness.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { SimulatedHost, rejection, unheard } from "../../support/simulated-host.mjs";

export default function ({ test, host }) {
  const seed = seedOf(host);
  for (const perSecond of [1, 3, 10]) {
    test(`eight processes never exceed a limit of ${perSecond} calls a second, and use at least 80 % of the limit (seed ${seed})`, () => fleet(perSecond, new Draw(seed)));
  }
  singles(test);
  refused(test);
}

/** Makes the limit of a new process, whose clock differs from the time by `off` milliseconds. */
function process(world, store, { off = 0, key = "k", perSecond = 10 } = {}) {
  return sharedRateLimit(store, { key, perSecond, clock: () => world.now + off, sleep: world.sleep, random: world.random });
}

async function fleet(perSecond, draw) {
  const [world, memory, passed] = [new SimulatedHost(), new MemoryStore(), []];
  const slow = (call) => world.sleep(1 + draw.below(5)).then(call);
  const store = { atomic: true, get: (key) => slow(() => memory.get(key)), set: (...given) => slow(() => memory.set(...given)) };
  const end = world.now + 20_000;
  const work = Array.from({ length: 8 }, async () => {
    const limit = process(world, store, { off: draw.below(10_000) - 5_000, perSecond });
    await world.sleep(draw.below(2_000));
    while (world.now < end) {
      await limit.take();
      passed.push(world.now);
    }
  });
  await world.run(Promise.all(work));
  passed.sort((one, other) => one - other);
  for (let index = perSecond; index < passed.length; index += 1) {
    ok(passed[index] - passed[index - perSecond] > 1000, `at most ${perSecond} calls in any second, at call ${index}`);
  }
  const used = passed.length / ((perSecond * (passed.at(-1) - passed[0])) / 1000);
  ok(used >= 0.8, `at least 80 % of the limit used, not ${Math.round(used * 100)} %`);
}

function singles(test) {
  test("a limit allows the calls of one process without a delay, up to the limit", async () => {
    const [world, store] = [new SimulatedHost(), new MemoryStore()];
    const limit = process(world, store);
    const start = world.now;
    for (let call = 0; call < 10; call += 1) await limit.take();
    equal(world.now, start);
    await world.run(limit.take());
    ok(world.now - start > 1000 && world.now - start < 1200, `a wait between 1,000 and 1,200 ms, not ${world.now - start} ms`);
  });
  test("a limit counts each key separately", async () => {
    const [world, store] = [new SimulatedHost(), new MemoryStore()];
    for (const key of ["one", "two", "é", "one two"]) await process(world, store, { key, perSecond: 1 }).take();
  });
  test("a limit counts the calls of two objects in one process together", async () => {
    const [world, store] = [new SimulatedHost(), new MemoryStore()];
    const [one, other] = [process(world, store, { perSecond: 1 }), process(world, store, { perSecond: 1 })];
    await one.take();
    const start = world.now;
    await world.run(other.take());
    ok(world.now - start >= 1000, `at least 1,000 ms, not ${world.now - start}`);
  });
  test("a limit ends its wait as soon as the signal is aborted", () =>
    unheard(async () => {
      const [world, store, caller] = [new SimulatedHost(), new MemoryStore(), new AbortController()];
      const [limit, reason] = [process(world, store, { perSecond: 1 }), new Error("the reason of the caller")];
      await limit.take();
      const waiting = limit.take({ signal: caller.signal }).catch((error) => error);
      await world.pass(200);
      caller.abort(reason);
      equal(await world.run(waiting), reason);
      equal(await limit.take({ signal: AbortSignal.abort(reason) }).catch((error) => error), reason);
    }));
  test("if the store fails, a limit rejects the call with ERR_STORE", () =>
    unheard(async () => {
      for (const fault of [() => rejection(new Error("secret-4711")), () => new Promise(() => {}), async () => 7]) {
        for (const method of ["get", "set"]) {
          const world = new SimulatedHost();
          const store = { atomic: true, get: async () => null, set: async () => true, [method]: fault };
          const error = await rejects("ERR_STORE", world.run(process(world, store).take()));
          ok(!error.stack.includes("4711"), "an error without the text of the store's error");
        }
      }
    }));
  test("a write whose answer was lost is not confused with an equal write of another process", async () => {
    const [world, memory] = [new SimulatedHost(), new MemoryStore()];
    let writes = 0;
    // Another process writes first, and the answer to the write of this process is lost.
    const set = async (key, value, options) => {
      if ((writes += 1) > 1) return memory.set(key, value, options);
      await process(world, memory, { perSecond: 1 }).take();
      throw new Error("lost");
    };
    const limit = process(world, { atomic: true, get: (key) => memory.get(key), set }, { perSecond: 1 });
    await rejects("ERR_STORE", world.run(limit.take()));
  });
}

function refused(test) {
  test("sharedRateLimit rejects a store that is not atomic", () => {
    equal(throws("ERR_OPTION", () => sharedRateLimit({ atomic: false, get() {}, set() {} }, { key: "k", perSecond: 1 })).argument, "store");
  });
  for (const perSecond of [0, -1, 1001, 1.5, Number.NaN]) {
    test(`sharedRateLimit rejects a limit of ${perSecond} calls a second`, () =>
      equal(throws("ERR_OPTION", () => sharedRateLimit(new MemoryStore(), { key: "k", perSecond })).argument, "perSecond"));
  }
  test("sharedRateLimit rejects a key that is too long, and unknown options", async () => {
    const make = (options) => () => sharedRateLimit(new MemoryStore(), { key: "k", perSecond: 1, ...options });
    same([make({ key: "k".repeat(151) }), make({ scope: "x" }), make({ key: "\ud800" })].map((call) => throws("ERR_OPTION", call).argument), [
      "key",
      "scope",
      "key",
    ]);
    await rejects("ERR_OPTION", make({})().take({ timeout: 5 }));
  });
}
