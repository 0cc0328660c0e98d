// sharedRateLimit: all processes of a fleet together never exceed the limit, even if their clocks differ.

import { MemoryStore, sharedRateLimit } from "payauth";
import { equal, ok, rejects, same, throws } from "../../support/harness.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { SimulatedHost, rejection, unheard } from "../../support/simulated-host.mjs";

export default function ({ test, host }) {
  const seed = seedOf(host);
  for (const perSecond of [1, 3, 10]) {
    test(`a limit of ${perSecond} for eight processes is never exceeded, and at least 80 % of it is used (seed ${seed})`, () => fleet(perSecond, new Draw(seed)));
  }
  singles(test);
  refused(test);
}

/** Makes a limit in a new process, whose clock is off. */
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
    ok(passed[index] - passed[index - perSecond] > 1000, `more than ${perSecond} in a second, at ${index}`);
  }
  const used = passed.length / ((perSecond * (passed.at(-1) - passed[0])) / 1000);
  ok(used >= 0.8, `${Math.round(used * 100)} % used`);
}

function singles(test) {
  test("a limit lets calls of one process through at once, up to the limit", async () => {
    const [world, store] = [new SimulatedHost(), new MemoryStore()];
    const limit = process(world, store);
    const start = world.now;
    for (let call = 0; call < 10; call += 1) await limit.take();
    equal(world.now, start);
    await world.run(limit.take());
    ok(world.now - start > 1000 && world.now - start < 1200, `${world.now - start} ms`);
  });
  test("a limit counts each key separately", async () => {
    const [world, store] = [new SimulatedHost(), new MemoryStore()];
    for (const key of ["one", "two", "é", "one two"]) await process(world, store, { key, perSecond: 1 }).take();
  });
  test("a limit counts two objects of one process together", async () => {
    const [world, store] = [new SimulatedHost(), new MemoryStore()];
    const [one, other] = [process(world, store, { perSecond: 1 }), process(world, store, { perSecond: 1 })];
    await one.take();
    const start = world.now;
    await world.run(other.take());
    ok(world.now - start >= 1000, `at least 1,000 ms, not ${world.now - start}`);
  });
  test("a limit ends its wait when the signal aborts", () =>
    unheard(async () => {
      const [world, store, caller] = [new SimulatedHost(), new MemoryStore(), new AbortController()];
      const [limit, reason] = [process(world, store, { perSecond: 1 }), new Error("the caller's own")];
      await limit.take();
      const waiting = limit.take({ signal: caller.signal }).catch((error) => error);
      await world.pass(200);
      caller.abort(reason);
      equal(await world.run(waiting), reason);
      equal(await limit.take({ signal: AbortSignal.abort(reason) }).catch((error) => error), reason);
    }));
  test("a limit rejects if the store fails, and allows no call", () =>
    unheard(async () => {
      for (const fault of [() => rejection(new Error("secret-4711")), () => new Promise(() => {}), async () => 7]) {
        for (const method of ["get", "set"]) {
          const world = new SimulatedHost();
          const store = { atomic: true, get: async () => null, set: async () => true, [method]: fault };
          const error = await rejects("ERR_STORE", world.run(process(world, store).take()));
          ok(!error.stack.includes("4711"), "no foreign text");
        }
      }
    }));
  test("a write whose answer was lost is not confused with an equal write of another process", async () => {
    const [world, memory] = [new SimulatedHost(), new MemoryStore()];
    let writes = 0;
    // Another process writes first, and the answer to ours is lost.
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
  test("a limit rejects a store that is not atomic", () => {
    equal(throws("ERR_OPTION", () => sharedRateLimit({ atomic: false, get() {}, set() {} }, { key: "k", perSecond: 1 })).argument, "store");
  });
  for (const perSecond of [0, -1, 1001, 1.5, Number.NaN]) {
    test(`a limit rejects ${perSecond} calls a second`, () =>
      equal(throws("ERR_OPTION", () => sharedRateLimit(new MemoryStore(), { key: "k", perSecond })).argument, "perSecond"));
  }
  test("a limit rejects a key that is too long, and unknown options", async () => {
    const make = (options) => () => sharedRateLimit(new MemoryStore(), { key: "k", perSecond: 1, ...options });
    same([make({ key: "k".repeat(151) }), make({ scope: "x" }), make({ key: "\ud800" })].map((call) => throws("ERR_OPTION", call).argument), [
      "key",
      "scope",
      "key",
    ]);
    await rejects("ERR_OPTION", make({})().take({ timeout: 5 }));
  });
}
