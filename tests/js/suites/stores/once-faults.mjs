// once, if the store fails for a moment: after the handler, no fault makes the handler run again, and no late write blocks the message.

import { MemoryStore, once } from "payauth";
import { equal, rejects, same } from "../../support/harness.mjs";
import { SimulatedHost, rejection, unheard } from "../../support/simulated-host.mjs";

const EVENT = { replayKey: "0123456789abcdef0123456789abcdef" };

/** The options of a simulated host. */
function hosted(more) {
  const world = new SimulatedHost();
  return { world, options: { clock: () => world.now, sleep: world.sleep, random: world.random, leaseSeconds: 5, storeTimeoutMs: 100, ...more } };
}

/** Every fault of a read and of a write; `get` and `set` are the calls of the memory. */
const FAULTS = {
  get: {
    "throws": () => rejection(new Error("down")),
    "does not answer": () => new Promise(() => {}),
    "returns a number": async () => 5,
    "returns an empty object": async () => ({}),
    "returns a truncated value": async (get) => get().then((entry) => ({ ...entry, value: entry.value.slice(0, 9) })),
    "returns a value of another program": async (get) => get().then((entry) => ({ ...entry, value: "other" })),
    "returns a version that is not a text": async (get) => get().then((entry) => ({ ...entry, version: 7 })),
  },
  set: {
    "throws": () => rejection(new Error("down")),
    "does not answer": () => new Promise(() => {}),
    "returns a number": async () => 5,
    "returns nothing": async () => undefined,
    "rejects every write": async () => false,
  },
};

export default function ({ test }) {
  for (const [method, faults] of Object.entries(FAULTS)) {
    for (const [what, fault] of Object.entries(faults)) {
      test(`if ${method} of the store ${what} for a second after the handler returned, once still returns done`, () =>
        unheard(async () => {
          const [memory, { world, options }] = [new MemoryStore(), hosted()];
          let [until, runs] = [0, 0];
          const store = { atomic: true, get: (key) => memory.get(key), set: (...given) => memory.set(...given) };
          const call = store[method];
          store[method] = (...given) => (world.now < until ? fault(() => call(...given)) : call(...given));
          const outcome = await world.run(once(store, EVENT, () => ((runs += 1), (until = world.now + 1_000)), options));
          await world.pass(60_000);
          same([outcome, await world.run(once(store, EVENT, () => (runs += 1), options)), runs], ["done", "duplicate", 1]);
        }));
    }
  }
  late(test);
}

/** A store whose first write is stored after `ms`. */
function delayed(world, ms) {
  const [memory, delays] = [new MemoryStore(), [ms]];
  const set = async (...given) => {
    const delay = delays.shift();
    if (delay) await world.sleep(delay);
    return memory.set(...given);
  };
  return { atomic: true, get: (key) => memory.get(key), set };
}

function late(test) {
  for (const ms of [101, 300, 4_000]) {
    test(`if the store writes the lease ${ms} ms late, after once rejected with ERR_STORE, the next delivery runs the handler`, () =>
      unheard(async () => {
        const { world, options } = hosted();
        const store = delayed(world, ms);
        let runs = 0;
        await rejects("ERR_STORE", world.run(once(store, EVENT, () => (runs += 1), options)));
        equal(runs, 0, "runs of the handler after the first delivery");
        await world.pass(ms);
        same([await world.run(once(store, EVENT, () => (runs += 1), options)), runs], ["done", 1]);
      }));
  }
  test("if the store writes the lease late, and does not answer the next read, the next delivery runs the handler", () =>
    unheard(async () => {
      const { world, options } = hosted();
      const store = delayed(world, 300);
      const read = store.get;
      let [reads, runs] = [0, 0];
      store.get = (key) => ((reads += 1) === 2 ? new Promise(() => {}) : read(key));
      await rejects("ERR_STORE", world.run(once(store, EVENT, () => (runs += 1), options)));
      await world.pass(300);
      same([await world.run(once(store, EVENT, () => (runs += 1), options)), runs], ["done", 1]);
    }));
  test("if the store writes the lease late, once does not end the lease of another process", async () => {
    const { world, options } = hosted();
    const store = delayed(world, 300);
    const first = once(store, EVENT, () => {}, options).catch((error) => error.code);
    await world.pass(200);
    const second = once(store, EVENT, () => world.sleep(2_000), options);
    await world.pass(500);
    equal(await world.run(once(store, EVENT, () => {}, options)), "in-progress");
    same([await first, await world.run(second)], ["ERR_STORE", "done"]);
  });
}
