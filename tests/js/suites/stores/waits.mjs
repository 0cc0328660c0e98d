// The waits of once and sharedRateLimit let timers run, even if `sleep` resolves at once, as in some tests.

import { MemoryStore, once, sharedRateLimit } from "payauth";
import { equal, ok } from "../../support/harness.mjs";
import { START } from "../../support/token-machine.mjs";

const EVENT = { replayKey: "0123456789abcdef0123456789abcdef" };

/** A test that starves the event loop would never end. So the store loses all leases after this many accesses. */
const MAX_ACCESSES = 50_000;

/** Sleeps that take no time. The last one advances the clock of the test. */
const HOSTS = {
  "a sleep that resolves at once": () => ({ sleep: async () => {} }),
  "a sleep that resolves at once, and a clock that stands still": () => ({ sleep: async () => {}, clock: () => START }),
  "a sleep that advances the clock and resolves at once": () => {
    let now = START;
    return { sleep: async (ms) => void (now += ms), clock: () => now };
  },
};

/** Each wait begins with these arguments. `until` is a timer. */
const WAITS = {
  "the renewals of a lease": ({ store, host, until }) => once(store, EVENT, () => until, host),
  "the read of a store": ({ store, host }) => once({ ...store, get: () => new Promise(() => {}) }, EVENT, () => {}, { ...host, storeTimeoutMs: 10_000 }),
  "the write of a store": ({ store, host }) => once({ ...store, set: () => new Promise(() => {}) }, EVENT, () => {}, { ...host, storeTimeoutMs: 10_000 }),
  "the pause after a lost write": ({ store, host }) => once({ ...store, set: async () => false }, EVENT, () => {}, host),
  "the pause after a fault at the end": ({ store, host }) => {
    let isOff = false;
    const get = (key) => (isOff ? Promise.reject(new Error("down")) : store.get(key));
    return once({ ...store, get }, EVENT, () => void (isOff = true), host);
  },
  "the wait for a slot": async ({ store, host }) => {
    const limit = sharedRateLimit(store, { key: "k", perSecond: 1, ...host });
    for (let call = 0; call < 2; call += 1) await limit.take();
  },
  "the wait for a slot behind other calls": ({ store, host }) => {
    const limit = sharedRateLimit(store, { key: "k", perSecond: 1, ...host });
    return Promise.all([limit.take(), limit.take(), limit.take()]);
  },
};

export default function ({ test }) {
  for (const [what, wait] of Object.entries(WAITS)) {
    for (const [which, host] of Object.entries(HOSTS)) {
      test(`${what} lets timers run with ${which}`, async () => {
        const memory = new MemoryStore();
        let accesses = 0;
        const access = (answer, call) => ((accesses += 1) > MAX_ACCESSES ? answer : call());
        const store = { atomic: true, get: async (key) => access(null, () => memory.get(key)), set: async (...given) => access(true, () => memory.set(...given)) };
        const until = new Promise((resolve) => setTimeout(resolve, 20));
        const settled = wait({ store, host: host(), until }).catch(() => undefined);
        await Promise.race([until, settled]);
        await until;
        ok(accesses <= MAX_ACCESSES, "a timer that ran before the store lost the lease");
      });
    }
  }
  test("once writes few renewals while the handler waits for a timer, if sleep resolves at once", async () => {
    let writes = 0;
    const memory = new MemoryStore();
    const get = async (key) => (writes > MAX_ACCESSES ? null : memory.get(key));
    const store = { atomic: true, get, set: (...given) => ((writes += 1), memory.set(...given)) };
    equal(await once(store, EVENT, () => new Promise((resolve) => setTimeout(resolve, 50)), { sleep: async () => {} }), "done");
    equal(writes, 2, "number of writes: the lease and the end");
  });
}
