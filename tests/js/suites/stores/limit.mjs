// sharedRateLimit: all processes of a fleet together never exceed the limit, even if their clocks differ.

import { MemoryStore, sharedRateLimit } from "payauth";
import { equal, ok, rejects, same, throws } from "../../support/harness.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { SimulatedHost, rejection, unheard } from "../../support/simulated-host.mjs";
import { isWhole } from "../../support/whole.mjs";

export default function ({ test, host }) {
  const seed = seedOf(host);
  for (const perSecond of isWhole(host) ? [1, 3, 10] : [3]) {
    test(`eight processes never exceed a limit of ${perSecond} calls a second, and use at least 80 % of the limit (seed ${seed})`, () => fleet(perSecond, new Draw(seed)));
  }
  for (const [processes, ms, perSecond, spread] of FLEETS.slice(0, isWhole(host) ? FLEETS.length : 1)) {
    const name = `${processes} processes that always wait each get at least half of an equal share`;
    test(`${name}, ${perSecond} a second, with a store that takes ${ms} ms, spread ${spread} (seed ${seed})`, () => shares({ processes, ms, perSecond, spread }, new Draw(seed)));
  }
  for (const slow of STARVED) {
    test(`3 processes with a store that takes 28 ms each get at least half of an equal share with the seed ${slow}, with which one process was starved`, () =>
      shares({ processes: 3, ms: 28, perSecond: 20, spread: 0.2 }, new Draw(slow)));
  }
  singles(test);
  idle(test);
  foreign(test);
  crowds(test);
  ends(test);
  losses(test);
  clocks(test);
  refused(test);
}

/** The number of processes, the milliseconds of the store, the calls a second, and the spread of the milliseconds. */
const FLEETS = [[2, 1, 10, 1], [3, 5, 10, 1], [8, 5, 10, 1], [3, 2, 5, 0], [3, 28, 20, 0.2]];

/** Seeds with which one process made nearly all calls, when a process that never had to wait did not pause. */
const STARVED = [1140, 1175, 1371];

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

/** Each process always has a call that waits. In half a minute, no process gets much less than the others. */
async function shares({ processes, ms, perSecond, spread }, draw) {
  const [world, memory] = [new SimulatedHost(), new MemoryStore()];
  const slow = (call) => world.sleep(ms * (1 + spread * (draw.below(100) / 100 - 0.5))).then(call);
  const store = { atomic: true, get: (key) => slow(() => memory.get(key)), set: (...given) => slow(() => memory.set(...given)) };
  const end = world.now + 60_000;
  const counts = Array(processes).fill(0);
  const work = counts.map(async (_, index) => {
    const limit = process(world, store, { off: draw.below(10_000) - 5_000, perSecond });
    for (; world.now < end; counts[index] += 1) await limit.take();
  });
  await world.run(Promise.all(work));
  const total = counts.reduce((sum, count) => sum + count);
  ok(Math.min(...counts) * processes * 2 >= total, `equal shares, not ${counts}`);
  ok(total >= 60 * perSecond * 0.8, `at least 80 % of the limit used, not ${total} of ${60 * perSecond} calls`);
}

function foreign(test) {
  for (const value of ["{}", "garbage", '{"a":[1,2]}', "\ud800", "a\nb", "12", "a b", " ", " a", "x".repeat(100_000)]) {
    test(`if the store contains the text ${JSON.stringify(value.slice(0, 20))}, which no limit wrote, take rejects, and the text stays`, async () => {
      let writes = 0;
      const store = { atomic: true, get: async () => ({ value, version: "1" }), set: async () => Boolean((writes += 1)) };
      const error = await rejects("ERR_STORE", process(new SimulatedHost(), store).take());
      same([error.fault, writes], ["unreadable", 0]);
    });
  }
}

function idle(test) {
  test("a process that made all calls of a second, and then none for a while, does not pause", async () => {
    for (const perSecond of [1, 10]) {
      const world = new SimulatedHost();
      const limit = process(world, new MemoryStore(), { perSecond });
      for (let call = 0; call < perSecond; call += 1) await limit.take();
      await world.pass(10_000);
      const start = world.now;
      await world.run(limit.take());
      equal(world.now, start);
    }
  });
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

/** A store that handles one access after another, each in `ms`, and counts the accesses. */
function serial(world, ms) {
  const memory = new MemoryStore();
  const seen = { accesses: 0 };
  let last = Promise.resolve();
  const queue = (call) => {
    seen.accesses += 1;
    return (last = last.then(() => world.sleep(ms)).then(call));
  };
  return { seen, store: { atomic: true, get: (key) => queue(() => memory.get(key)), set: (...given) => queue(() => memory.set(...given)) } };
}

function crowds(test) {
  for (const [callers, perSecond] of [[20, 10], [100, 10], [300, 10], [300, 1000], [1000, 1000]]) {
    test(`${callers} calls of one process with a limit of ${perSecond} a second use at least 80 % of the limit, in order, with few accesses of a slow store`, async () => {
      const world = new SimulatedHost();
      const { seen, store } = serial(world, 1);
      const [limit, passed, start] = [process(world, store, { perSecond }), [], world.now];
      const call = (number) => limit.take().then(() => passed.push([number, world.now]));
      await world.run(Promise.all(Array.from({ length: callers }, (_, number) => call(number))));
      const times = passed.map(([, at]) => at);
      for (let index = perSecond; index < callers; index += 1) ok(times[index] - times[index - perSecond] > 1000, `at most ${perSecond} calls in any second`);
      const seconds = Math.max(1, (callers / perSecond - 1) * 1.25 + 1);
      ok(world.now - start <= 1000 * seconds, `at most ${seconds} s, not ${world.now - start} ms`);
      // Two accesses for each call, and a read in each 30 ms in which the first call waits.
      const most = 2 * callers + (world.now - start) / 30;
      ok(seen.accesses <= most, `at most ${most} accesses, not ${seen.accesses}`);
      const early = passed.filter(([number], index) => number < index - 64).length;
      equal(early, 0, "number of calls that passed more than 64 places late");
    });
  }
}

function ends(test) {
  test("a call that is aborted, or whose process stopped it, does not block the next calls", async () => {
    const [world, memory, caller] = [new SimulatedHost(), new MemoryStore(), new AbortController()];
    let isHanging = true;
    const get = (key) => (isHanging ? ((isHanging = false), new Promise(() => {})) : memory.get(key));
    // The sleep of the first call never ends, as if its request had ended in a Worker.
    let isStopped = true;
    const sleep = (...given) => (isStopped ? new Promise(() => {}) : world.sleep(...given));
    const limit = sharedRateLimit({ atomic: true, get, set: (...given) => memory.set(...given) }, { key: "k", perSecond: 5, clock: () => world.now, sleep, random: world.random });
    void limit.take();
    await world.pass(1);
    isStopped = false;
    const aborted = limit.take({ signal: caller.signal }).catch((error) => error);
    const next = Promise.all([limit.take(), limit.take()]);
    caller.abort(new Error("aborted"));
    equal((await world.run(aborted)).message, "aborted");
    const start = world.now;
    await world.run(next);
    ok(world.now - start <= 5_000, `at most 5 s, not ${world.now - start} ms`);
  });
  test("if the store does not answer, all waiting calls reject after the timeout of one access", () =>
    unheard(async () => {
      const world = new SimulatedHost();
      const limit = process(world, { atomic: true, get: () => new Promise(() => {}), set: async () => true });
      const [start, calls] = [world.now, Array.from({ length: 200 }, () => rejects("ERR_STORE", limit.take()))];
      await world.run(Promise.all(calls));
      ok(world.now - start <= 3_000, `at most 3 s, not ${world.now - start} ms`);
    }));
  test("after one fault of the store, the other waiting calls continue", () =>
    unheard(async () => {
      const [world, memory] = [new SimulatedHost(), new MemoryStore()];
      let writes = 0;
      const set = (...given) => ((writes += 1) === 1 ? rejection(new Error("down")) : memory.set(...given));
      const limit = process(world, { atomic: true, get: (key) => memory.get(key), set });
      const outcomes = await world.run(Promise.allSettled(Array.from({ length: 10 }, () => limit.take())));
      same(outcomes.map(({ status }) => status), ["rejected", ...Array(9).fill("fulfilled")]);
    }));
}

function losses(test) {
  test("after the state is lost, the processes together do not exceed the limit", async () => {
    let memory = new MemoryStore();
    const world = new SimulatedHost();
    const store = { atomic: true, get: (key) => memory.get(key), set: (...given) => memory.set(...given) };
    const [first, other] = [process(world, store, { perSecond: 10 }), process(world, store, { perSecond: 10 })];
    for (let call = 0; call < 30; call += 1) await world.run((call % 2 ? other : first).take());
    memory = new MemoryStore();
    await world.pass(1_500);
    const passed = [];
    const take = (limit) => limit.take().then(() => passed.push(world.now));
    await world.run(take(first));
    await world.run(Promise.all(Array.from({ length: 40 }, () => take(other))));
    for (let index = 10; index < passed.length; index += 1) ok(passed[index] - passed[index - 10] > 1000, `at most 10 calls in any second, not 11 in ${passed[index] - passed[index - 10]} ms`);
  });
  test("after one slow answer of the store, only one call rejects; after five slow writes, all waiting calls reject", () =>
    unheard(async () => {
      const [world, memory] = [new SimulatedHost(), new MemoryStore()];
      let reads = 0;
      const get = (key) => ((reads += 1) === 1 ? new Promise(() => {}) : memory.get(key));
      const once = process(world, { atomic: true, get, set: (...given) => memory.set(...given) }, { perSecond: 10 });
      const outcomes = await world.run(Promise.allSettled(Array.from({ length: 20 }, () => once.take())));
      equal(outcomes.filter(({ status }) => status === "rejected").length, 1, "rejected calls");
      let writes = 0;
      const set = async (...given) => ((writes += 1), await world.sleep(150), memory.set(...given));
      const slow = process(world, { atomic: true, get: (key) => memory.get(key), set }, { key: "slow", perSecond: 10 });
      await world.run(Promise.all(Array.from({ length: 20 }, () => rejects("ERR_STORE", slow.take()))));
      equal(writes, 5, "slow writes");
      const { message, fault } = await rejects("ERR_STORE", world.run(slow.take()));
      const text = "store.set: took more than 100 ms 5 times in a row; use a faster store, or check the option `clock`";
      same([message, fault], [text, "timeout"]);
    }));
}

function clocks(test) {
  test("a limit keeps its state for a day, because some stores compare the time to live with the clock of the reader", async () => {
    const [world, memory, lives] = [new SimulatedHost(), new MemoryStore(), []];
    const set = (key, value, options) => (lives.push(options.ttlSeconds), memory.set(key, value, options));
    await process(world, { atomic: true, get: (key) => memory.get(key), set }).take();
    same(lives, [86_400]);
  });
  test("without the option clock, a limit is exact even if Date.now steps", async () => {
    const limit = sharedRateLimit(new MemoryStore(), { key: "k", perSecond: 2 });
    const [real, start] = [Date.now, performance.now()];
    try {
      for (let call = 0; call < 3; call += 1) {
        Date.now = () => real.call(Date) + call * 3_000;
        await limit.take();
      }
    } finally {
      Date.now = real;
    }
    ok(performance.now() - start >= 1000, "a third call after at least a second");
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
  for (const key of ["", "undefined", "null", "NaN", "[object Object]"]) {
    test(`sharedRateLimit rejects the key ${JSON.stringify(key)}`, () =>
      equal(throws("ERR_OPTION", () => sharedRateLimit(new MemoryStore(), { key, perSecond: 1 })).argument, "key"));
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
