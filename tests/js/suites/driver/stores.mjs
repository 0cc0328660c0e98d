// Stores of tokens: stores with and without versions, slow stores, full stores, and stores that many callers use at the same time.

import { MemoryStore } from "payauth";
import { equal, ok, rejects, same, throws } from "../../support/harness.mjs";
import { waka } from "../../support/clients.mjs";
import { SimulatedHost } from "../../support/simulated-host.mjs";

const BALANCE = "/business/balance?currency=USD";

export default function ({ test }) {
  memory(test);
  others(test);
  lives(test);
  works(test);
  stalls(test);
  options(test);
}

/** A store in memory that answers after `ms`, with or without versions, and records its writes. */
class Slow {
  asked = [];
  #memory = new MemoryStore();
  #world;
  #ms;
  #hasVersions;

  constructor(world, { ms = 20, hasVersions = true } = {}) {
    this.#world = world;
    this.#ms = ms;
    this.#hasVersions = hasVersions;
  }

  async get(key) {
    await this.#world.sleep(this.#ms);
    const stored = await this.#memory.get(key);
    return stored && this.#hasVersions ? stored : stored && { value: stored.value };
  }

  async set(key, value, options) {
    await this.#world.sleep(this.#ms);
    this.asked.push({ key, value, options });
    const { ifVersion, ...rest } = options;
    return this.#memory.set(key, value, this.#hasVersions ? options : rest);
  }
}

function memory(test) {
  test("MemoryStore returns the last value, with a different version after each write", async () => {
    const store = new MemoryStore();
    equal(await store.get("k"), undefined);
    equal(await store.set("k", "one", { ttlSeconds: 60 }), true);
    const one = await store.get("k");
    await store.set("k", "one", { ttlSeconds: 60 });
    const again = await store.get("k");
    same([one.value, again.value, one.version === again.version], ["one", "one", false]);
  });
  test("MemoryStore writes only if the version is equal to ifVersion", async () => {
    const store = new MemoryStore();
    equal(await store.set("k", "x", { ttlSeconds: 60, ifVersion: "1" }), false, "set with a version for a missing entry");
    equal(await store.set("k", "one", { ttlSeconds: 60, ifVersion: null }), true, "set with null for a missing entry");
    equal(await store.set("k", "x", { ttlSeconds: 60, ifVersion: null }), false, "set with null for an existing entry");
    const { version } = await store.get("k");
    equal(await store.set("k", "two", { ttlSeconds: 60, ifVersion: version }), true);
    equal(await store.set("k", "x", { ttlSeconds: 60, ifVersion: version }), false, "set with an earlier version");
    equal((await store.get("k")).value, "two");
  });
  test("MemoryStore accepts only one of fifty writes with the same version", async () => {
    const store = new MemoryStore();
    const set = await Promise.all(
      Array.from({ length: 50 }, (_, n) => store.set("k", `${n}`, { ttlSeconds: 60, ifVersion: null })),
    );
    equal(set.filter(Boolean).length, 1);
  });
  test("MemoryStore keeps the thousand entries that were used last", async () => {
    const store = new MemoryStore();
    for (let n = 0; n < 1000; n += 1) await store.set(`${n}`, "x", { ttlSeconds: 60 });
    await store.get("0");
    await store.set("one more", "x", { ttlSeconds: 60 });
    same([await store.get("0") !== undefined, await store.get("1"), await store.get("2") !== undefined], [
      true,
      undefined,
      true,
    ]);
    for (let n = 0; n < 5000; n += 1) await store.set(`more ${n}`, "x", { ttlSeconds: 60 });
    equal(await store.get("0"), undefined);
  });
  test("a MemoryStore as JSON shows no state", () => {
    const store = new MemoryStore();
    store.set("k", "payauth1 token", { ttlSeconds: 60 });
    equal(JSON.stringify(store), "{}");
  });
}

/** Makes calls of `count` clients at the same time, and asserts that all of them are answered. */
async function all(world, count, make) {
  const responses = await world.run(Promise.all(Array.from({ length: count }, () => make().fetch(BALANCE))));
  equal(responses.every(({ status }) => status === 200), true, "whether every status is 200");
}

function others(test) {
  const fifty = (world, make) => all(world, 50, make);
  test("client.fetch makes one token call for fifty clients in fifty isolates, with a store with versions", async () => {
    const world = new SimulatedHost();
    const store = new Slow(world);
    // Each client has a separate object for the store, like clients in different isolates.
    await fifty(
      world,
      () => world.client("wakapay", { store: { get: (key) => store.get(key), set: (...given) => store.set(...given) } }),
    );
    equal(world.tokenCalls, 1);
  });
  test("client.fetch makes one token call for fifty calls in one isolate, with a store without versions", async () => {
    const world = new SimulatedHost();
    const store = new Slow(world, { hasVersions: false });
    await fifty(world, () => world.client("wakapay", { store }));
    equal(world.tokenCalls, 1);
  });
}

function lives(test) {
  const fifty = (world, make) => all(world, 50, make);
  test("client.fetch makes one token call after a token expires, and one token call after an answer 401", async () => {
    const world = new SimulatedHost();
    const store = new Slow(world, { hasVersions: false });
    await fifty(world, () => world.client("wakapay", { store }));
    await world.pass(3_600_000);
    await fifty(world, () => world.client("wakapay", { store }));
    equal(world.tokenCalls, 2);
    world.revoke();
    const client = world.client("wakapay", { store });
    equal((await world.run(client.fetch(BALANCE))).status, 200);
    equal(world.tokenCalls, 3);
  });
  test("client.fetch answers every call of five isolates with a few token calls each, if the store has no versions", async () => {
    const world = new SimulatedHost();
    const store = new Slow(world, { hasVersions: false });
    const isolate = () =>
      world.client("wakapay", { store: { get: (key) => store.get(key), set: (...given) => store.set(...given) } });
    const responses = await world.run(Promise.all(Array.from({ length: 5 }, () => isolate().fetch(BALANCE))));
    equal(responses.every(({ status }) => status === 200), true);
    ok(world.tokenCalls <= 25, `at most 25 token calls, not ${world.tokenCalls}`);
  });
  test("client.fetch writes a state with the key of the token, a time to live and the version that it read", async () => {
    const world = new SimulatedHost();
    const store = new Slow(world);
    const client = world.client("wakapay", { store });
    await world.run(client.fetch(BALANCE));
    same(store.asked.map(({ key }) => key), [client.token.key, client.token.key]);
    same(
      store.asked.map((
        { options },
      ) => [options.ttlSeconds >= 3600, options.ifVersion === null || typeof options.ifVersion]),
      [[true, true], [true, "string"]],
    );
    ok(store.asked[1].value.includes("token-1"), "a written state with the token");
  });
}

function works(test) {
  test("client.fetch does not read the store while its token is far from the expiry", async () => {
    const world = new SimulatedHost();
    let reads = 0;
    const memory = new MemoryStore();
    const store = { get: (key) => ((reads += 1), memory.get(key)), set: (...given) => memory.set(...given) };
    const client = world.client("wakapay", { store });
    await world.run(client.fetch(BALANCE));
    const before = reads;
    for (let call = 0; call < 10; call += 1) await world.run(client.fetch(BALANCE));
    equal(reads, before);
  });
  test("client.fetch retries a commit if another write was earlier", async () => {
    const world = new SimulatedHost();
    const memory = new MemoryStore();
    let lost = 0;
    const store = {
      get: (key) => memory.get(key),
      set: (
        key,
        value,
        options,
      ) => (value.includes("token-") && (lost += 1) <= 5 ? Promise.resolve(false) : memory.set(key, value, options)),
    };
    equal((await world.run(world.client("wakapay", { store }).fetch(BALANCE))).status, 200);
    same([lost, world.tokenCalls], [6, 1]);
  });
  test("client.fetch makes a token call after each expiry, and answers every call, if the store loses all entries", async () => {
    const world = new SimulatedHost();
    const client = world.client("wakapay", { store: { get: async () => undefined, set: async () => true } });
    for (let call = 1; call <= 3; call += 1) {
      await world.pass(3_600_000);
      equal((await world.run(client.fetch(BALANCE))).status, 200);
      equal(world.tokenCalls, call);
    }
  });
  test("client.fetch keeps a token although the store returns written values late", async () => {
    const world = new SimulatedHost();
    const kept = new MemoryStore();
    const shown = new Map();
    const store = {
      get: async (key) => shown.get(key),
      async set(key, value) {
        await kept.set(key, value, { ttlSeconds: 60 });
        world.sleep(1_000).then(() => shown.set(key, { value }));
        return true;
      },
    };
    const client = world.client("wakapay", { store });
    await world.run(Promise.all(Array.from({ length: 20 }, () => client.fetch(BALANCE))));
    await world.pass(2_000);
    await world.run(world.client("wakapay", { store }).fetch(BALANCE));
    ok(world.tokenCalls <= 20, `at most 20 token calls, not ${world.tokenCalls}`);
    equal(world.apiCalls.at(-1).init.headers.Authorization, `Bearer token-${world.tokenCalls}`);
  });
}

function stalls(test) {
  test("client.fetch makes no token call if its lease expired before the store answered, and another process has a token", async () => {
    const [world, memory] = [new SimulatedHost(), new MemoryStore()];
    let isStopped = true;
    const set = async (...given) => {
      const isSet = await memory.set(...given);
      if (isStopped) await world.sleep(60_000);
      isStopped = false;
      return isSet;
    };
    // The timers of a stopped process do not run.
    const sleep = (...given) => (isStopped ? new Promise(() => {}) : world.sleep(...given));
    const stopped = world.client("wakapay", { store: { atomic: true, get: (key) => memory.get(key), set }, sleep });
    const answer = stopped.fetch(BALANCE);
    await world.pass(11_000);
    const other = world.client("wakapay", { store: memory });
    equal((await world.run(other.fetch(BALANCE))).status, 200);
    equal((await world.run(answer)).status, 200);
    equal(world.sent.filter(({ token }) => token).length, 1, "token calls");
  });
}

function options(test) {
  for (const name of ["fetch", "clock", "sleep", "random", "waitUntil", "report"]) {
    test(`the option ${name} of a client must be a function`, () => {
      for (const value of [7, "x", {}, null]) {
        equal(throws("ERR_ARGUMENT_TYPE", () => waka({ [name]: value })).argument, name);
      }
    });
  }
  test("the option store of a client must have get and set, and the member atomic of a store must be a boolean", () => {
    const both = { get() {}, set() {} };
    for (const store of [null, 7, "x", {}, { get() {} }, { set() {} }, { get: 1, set: 1 }, { ...both, atomic: 1 }]) {
      equal(throws("ERR_ARGUMENT_TYPE", () => waka({ store })).argument, "store");
    }
  });
  test("the option tokenTimeoutMs of a client must be from 500 to 25,000", () => {
    for (const value of [0, 499, 25_001, 600.5, Number.NaN]) {
      equal(throws("ERR_OPTION", () => waka({ tokenTimeoutMs: value })).argument, "tokenTimeoutMs");
    }
    for (const value of ["500", 500n]) throws("ERR_ARGUMENT_TYPE", () => waka({ tokenTimeoutMs: value }));
    for (const value of [500, 25_000]) ok(waka({ tokenTimeoutMs: value }), `a client with ${value}`);
  });
  test("the option storeTimeoutMs of a client must be from 10 to 10,000", () => {
    for (const value of [0, 9, 10_001, 600.5, Number.NaN]) {
      equal(throws("ERR_OPTION", () => waka({ storeTimeoutMs: value })).argument, "storeTimeoutMs");
    }
    for (const value of [10, 10_000]) ok(waka({ storeTimeoutMs: value }), `a client with ${value}`);
  });
  test("a client rejects unknown options, and a member with the name __proto__", () => {
    for (const name of ["Fetch", "timeout", "retries"]) {
      equal(throws("ERR_OPTION", () => waka({ [name]: 1 })).argument, name);
    }
    equal(
      throws(
        "ERR_OPTION",
        () => waka(JSON.parse('{"apiKey":"k","apiSecret":"s","environment":"test","__proto__":{"x":1}}')),
      ).argument,
      "__proto__",
    );
  });
  test("options of a client that are undefined count as absent", () =>
    ok(waka({ fetch: undefined, store: undefined, report: undefined, tokenTimeoutMs: undefined }), "a client"));
  test("if random returns no bytes, client.fetch rejects, and does not call random again and again", async () => {
    for (const random of [() => new Uint8Array(0), () => 7]) {
      const world = new SimulatedHost();
      await rejects("ERR_OPTION", world.run(world.client("wakapay", { random }).fetch(BALANCE)));
      equal(world.sent.length, 0);
    }
  });
}
