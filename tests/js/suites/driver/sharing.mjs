// Isolates share tokens through a store. Calls of one isolate share tokens through the memory of the isolate.

import { MemoryStore } from "payauth";
import { equal, ok, rejects, same } from "../../support/harness.mjs";
import { START } from "../../support/token-machine.mjs";
import { unheard, SimulatedHost } from "../../support/simulated-host.mjs";
import { WITH_TOKENS } from "../../support/providers.mjs";

const BALANCE = "/business/balance?currency=USD";
const HOUR = 3_600_000;

export default function ({ test }) {
  isolates(test);
  fleets(test);
  lags(test);
  aborts(test);
  unreadable(test);
  disposed(test);
  counts(test);
}

const bearers = (world) => world.apiCalls.map(({ init }) => init.headers.Authorization);

/** A new object for the same store. Each isolate or request makes such an object. */
const view = (store) => ({ atomic: store.atomic, get: (key) => store.get(key), set: (...given) => store.set(...given) });

/** Returns a function that makes clients of one isolate. All these clients have the same clock. */
function isolate(world, provider = "wakapay") {
  const clock = () => world.now;
  return (store, options) => world.client(provider, { clock, store: store && view(store), ...options });
}

/** A store without compare-and-set, whose reads lag behind writes. */
class Lagging {
  atomic = false;
  reads = 0;
  writes = 0;
  #world;
  #ms;
  #shown = new Map();

  constructor(world, ms) {
    this.#world = world;
    this.#ms = ms;
  }

  async get(key) {
    this.reads += 1;
    const value = this.#shown.get(key);
    return value === undefined ? null : { value };
  }

  async set(key, value) {
    this.writes += 1;
    this.#world.sleep(this.#ms).then(() => this.#shown.set(key, value));
    return true;
  }
}

function isolates(test) {
  for (const [what, make] of [
    ["that compares versions", () => new MemoryStore()],
    ["that does not compare versions", (world) => new Lagging(world, 0)],
    ["whose reads lag for a minute", (world) => new Lagging(world, 60_000)],
    ["that returns versions, but does not compare them", () => {
      let [held, version] = [undefined, 0];
      return { atomic: true, get: async () => held, set: async (_, value) => !!(held = { value, version: `${(version += 1)}` }) };
    }],
  ]) {
    test(`an isolate makes one token call for twenty-five requests that each make an object for the same store, with a store ${what}`, async () => {
      const world = new SimulatedHost();
      const [store, make_] = [make(world), isolate(world)];
      for (let life = 1; life <= 3; life += 1) {
        const calls = Array.from({ length: 25 }, () => make_(store).fetch(BALANCE));
        same((await world.run(Promise.all(calls))).filter(({ status }) => status !== 200), []);
        equal(world.tokenCalls, life);
        await world.pass(HOUR);
      }
    });
  }
  test("clients with different fetch or clock functions do not share tokens in memory", async () => {
    const world = new SimulatedHost();
    const clock = () => world.now;
    for (const options of [{ clock }, { clock: () => world.now }, { clock, fetch: (...given) => world.fetch(...given) }]) {
      await world.run(world.client("wakapay", options).fetch(BALANCE));
    }
    equal(world.tokenCalls, 3);
  });
  test("clients with the same fetch and clock share tokens in memory, even without a store", async () => {
    const world = new SimulatedHost();
    const make = isolate(world);
    await world.run(Promise.all(Array.from({ length: 10 }, () => make().fetch(BALANCE))));
    await world.run(make().fetch(BALANCE));
    equal(world.tokenCalls, 1);
  });
  test("a token that one client discarded is not used by another client of the isolate", async () => {
    const world = new SimulatedHost();
    const make = isolate(world);
    const [first, second] = [make(), make()];
    await world.run(first.fetch(BALANCE));
    await world.run(second.fetch(BALANCE));
    world.revoke();
    await world.run(first.fetch(BALANCE));
    await world.run(second.fetch(BALANCE));
    same(bearers(world), ["Bearer token-1", "Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2"]);
  });
}

function fleets(test) {
  test("four isolates make one token call for a hundred calls, and one token call after each expiry", async () => {
    const [world, store] = [new SimulatedHost(), new MemoryStore()];
    const makes = Array.from({ length: 4 }, () => isolate(world));
    for (let life = 1; life <= 4; life += 1) {
      const calls = makes.flatMap((make) => Array.from({ length: 25 }, () => make(store).fetch(BALANCE)));
      same((await world.run(Promise.all(calls))).filter(({ status }) => status !== 200), []);
      equal(world.tokenCalls, life);
      await world.pass(HOUR);
    }
  });
  test("a store that returns versions but does not compare them is reported", async () => {
    const world = new SimulatedHost();
    let [held, version] = [undefined, 0];
    const store = { atomic: true, get: async () => held, set: async (_, value) => world.sleep(5).then(() => !!(held = { value, version: `${(version += 1)}` })) };
    const calls = Array.from({ length: 4 }, () => isolate(world)(store).fetch(BALANCE));
    same((await world.run(Promise.all(calls))).filter(({ status }) => status !== 200), []);
    ok(world.events.some(({ type, code, fault }) => type === "store-failed" && code === "ERR_STORE" && fault === "not-compared"), `a report of the store among ${JSON.stringify(world.events)}`);
  });
  test("a store that compares versions is not reported", async () => {
    const [world, store] = [new SimulatedHost(), new MemoryStore()];
    const makes = Array.from({ length: 4 }, () => isolate(world));
    for (let life = 0; life < 5; life += 1) {
      if (life === 2) world.revoke();
      await world.run(Promise.all(makes.flatMap((make) => [make(store).fetch(BALANCE), make(store).fetch(BALANCE)])));
      await world.pass(life % 2 ? HOUR : HOUR - 50_000);
    }
    same(world.events.filter(({ type }) => type === "store-failed"), []);
  });
  test("no isolate replaces a newer token in the store with an older token", async () => {
    const [world, memory] = [new SimulatedHost(), new MemoryStore()];
    const writes = [];
    const store = { atomic: true, get: (key) => memory.get(key), set: (key, value, options) => memory.set(key, value, options).then((isSet) => (isSet && writes.push(value), isSet)) };
    const [one, other] = [isolate(world), isolate(world)];
    // The first isolate is stopped during its token call. It continues after its lease has expired.
    world.tokenAnswers = [{ delayMs: 15_000, status: 200, body: '{"accessToken":"old","expiresIn":3600}' }];
    const first = one(store, { sleep: (ms, signal) => world.sleep(ms === 8_000 ? 1e6 : ms, signal) }).fetch(BALANCE);
    await world.pass(10_500);
    await world.run(other(store).fetch(BALANCE));
    await world.run(first.catch(() => undefined));
    const tokens = writes.map((value) => value.split(" ").at(-1)).filter((token) => token !== "-");
    ok(tokens.length > 0 && tokens.every((token) => token === tokens[0]), `writes of one token only, not of ${tokens}`);
  });
}

function lags(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    for (const lag of [300, 60_000]) {
      test(`${provider}: a rejected token is not sent again, even if reads lag for ${lag} ms`, async () => {
        const world = new SimulatedHost();
        const [make, store] = [isolate(world, provider), new Lagging(world, lag)];
        await world.run(make(store).fetch(path, options));
        await world.pass(lag + 1);
        world.revoke();
        equal((await world.run(make(store).fetch(path, options))).status, 200);
        same(bearers(world), ["Bearer token-1", "Bearer token-1", "Bearer token-2"]);
      });
    }
    test(`${provider}: if the provider returns the rejected token again, the request is not retried`, async () => {
      const world = new SimulatedHost();
      const client = isolate(world, provider)(new MemoryStore());
      world.tokenAnswers = () => ({ status: 200, body: '{"accessToken":"same","access_token":"same","expiresIn":60,"data":{"access_token":"same"}}' });
      world.apiAnswers = () => ({ status: 401, body: "no" });
      const response = await world.run(client.fetch(path, options));
      same([response.status, await response.text(), world.apiCalls.length], [401, "no", 1]);
    });
  }
  for (const [what, headers, most] of [["a back-off", {}, 8], ["a Retry-After", { "Retry-After": "30" }, 3]]) {
    for (const lag of [0, 500, 60_000, 1e9]) {
      test(`${what} applies in each isolate during a minute of outage, even if reads lag for ${lag} ms`, async () => {
        const world = new SimulatedHost();
        world.tokenAnswers = () => ({ status: 503, headers });
        const [make, store, end] = [isolate(world), new Lagging(world, lag), world.now + 60_000];
        while (world.now < end) {
          await rejects("ERR_TOKEN_UNAVAILABLE", world.run(make(store).fetch(BALANCE)));
          await world.pass(100);
        }
        ok(world.tokenCalls <= most, `at most ${most} token calls, not ${world.tokenCalls}`);
      });
    }
  }
  test("no call fails if a replica lags behind atomic writes", async () => {
    const [world, memory] = [new SimulatedHost(), new MemoryStore()];
    const shown = new Map();
    const store = {
      atomic: true,
      get: async (key) => shown.get(key),
      async set(key, value, options) {
        const isSet = await memory.set(key, value, options);
        const now = await memory.get(key);
        world.sleep(2_000).then(() => shown.set(key, now));
        return isSet;
      },
    };
    for (let life = 1; life <= 3; life += 1) {
      const calls = Array.from({ length: 4 }, () => isolate(world)(store).fetch(BALANCE));
      same((await world.run(Promise.all(calls))).filter(({ status }) => status !== 200), []);
      await world.pass(HOUR);
    }
    ok(world.tokenCalls <= 12, `at most 12 token calls, not ${world.tokenCalls}`);
  });
}

function aborts(test) {
  const REASON = new Error("the reason of the caller");
  for (const method of ["get", "set"]) {
    test(`an abort ends a call while ${method} of the store hangs`, () =>
      unheard(async () => {
        const [world, caller] = [new SimulatedHost(), new AbortController()];
        const store = { atomic: true, get: async () => null, set: async () => true, [method]: () => new Promise(() => {}) };
        const call = world.client("wakapay", { store, storeTimeoutMs: 10_000 }).fetch(BALANCE, { signal: caller.signal }).catch((error) => error);
        await world.pass(100);
        caller.abort(REASON);
        const before = world.now;
        equal(await world.run(call), REASON);
        equal(world.now, before);
      }));
    test(`an abort ends a call after a 401 while ${method} of the store hangs`, () =>
      unheard(async () => {
        const [world, caller, memory] = [new SimulatedHost(), new AbortController(), new MemoryStore()];
        let isOff = false;
        const store = { atomic: true, get: (key) => memory.get(key), set: (...given) => memory.set(...given) };
        const own = { ...store, [method]: (...given) => (isOff ? new Promise(() => {}) : store[method](...given)) };
        const client = world.client("wakapay", { store: own, storeTimeoutMs: 10_000 });
        await world.run(client.fetch(BALANCE));
        [isOff] = [true, world.revoke()];
        const call = client.fetch(BALANCE, { signal: caller.signal }).catch((error) => error);
        await world.pass(50);
        caller.abort(REASON);
        equal(await world.run(call), REASON);
      }));
  }
  for (const storeTimeoutMs of [10, 1_000, 10_000]) {
    test(`a store that hangs delays a call by at most twice the timeout of ${storeTimeoutMs} ms`, () =>
      unheard(async () => {
        const world = new SimulatedHost();
        const store = { atomic: true, get: () => new Promise(() => {}), set: () => new Promise(() => {}) };
        equal((await world.run(world.client("wakapay", { store, storeTimeoutMs }).fetch(BALANCE))).status, 200);
        ok(world.now - START <= 2 * storeTimeoutMs + world.tokenMs + world.apiMs + 60, `at most ${2 * storeTimeoutMs + world.tokenMs + world.apiMs + 60} ms, not ${world.now - START}`);
      }));
  }
  test("an access to a store that hangs ends at its timeout, even if sleeps take no time", () =>
    unheard(async () => {
      const world = new SimulatedHost();
      const store = { atomic: true, get: () => new Promise(() => {}), set: () => new Promise(() => {}) };
      const fetch = async (url) => new Response(url.endsWith("/auth") ? '{"accessToken":"abc","expiresIn":3600}' : "{}");
      const sleep = (ms, signal) => (ms === 8_000 ? world.sleep(ms, signal) : Promise.resolve());
      equal((await world.client("wakapay", { store, sleep, fetch }).fetch(BALANCE)).status, 200);
    }));
}

function unreadable(test) {
  const GARBAGE = { "truncated": (state) => state.slice(0, -3), "of a later version": (state) => state.replace("payauth1", "payauth9"), "empty": () => "", "not a state": () => "garbage", "long": () => "x".repeat(200_000), "not well-formed Unicode": () => "\ud800", "of two lines": (state) => `${state}\n${state}` };
  for (const [what, change] of Object.entries(GARBAGE)) {
    test(`a stored value that is ${what} is ignored, and is replaced if the version of the entry has not changed`, async () => {
      const [world, store] = [new SimulatedHost(), new MemoryStore()];
      await world.run(isolate(world)(store).fetch(BALANCE));
      const [key, ttlSeconds] = [world.client("wakapay").token.key, 60];
      await store.set(key, change((await store.get(key)).value), { ttlSeconds });
      const makes = Array.from({ length: 4 }, () => isolate(world));
      const calls = makes.flatMap((make) => Array.from({ length: 10 }, () => make(store).fetch(BALANCE)));
      same((await world.run(Promise.all(calls))).filter(({ status }) => status !== 200), []);
      equal(world.tokenCalls, 2, "token calls of all isolates");
      ok((await store.get(key)).value.includes("token-2"), "a new state in the store");
      ok(world.events.some(({ fault }) => fault === "unreadable"), "a report of the unreadable value");
    });
  }
  test("a value that is read in the middle of a write is read again", async () => {
    const [world, memory] = [new SimulatedHost(), new MemoryStore()];
    let torn = 0;
    const store = { atomic: true, set: (...given) => memory.set(...given), get: async (key) => {
      const held = await memory.get(key);
      return held && (torn += 1) % 2 === 1 ? { ...held, value: held.value.slice(0, 30) } : held;
    } };
    await world.run(isolate(world)(store).fetch(BALANCE));
    await world.run(isolate(world)(store).fetch(BALANCE));
    same([world.tokenCalls, world.events.filter(({ type }) => type === "store-failed")], [1, []]);
  });
}

function disposed(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    test(`${provider}: if each client is disposed after its request, two token calls are made in the lifetime of a token`, () =>
      unheard(async () => {
        const world = new SimulatedHost();
        Object.assign(world, { life: 7_200, tokenMs: 50 });
        const [make, store] = [isolate(world, provider), new MemoryStore()];
        for (const end = world.now + 7_190_000; world.now < end; await world.pass(5_000)) {
          const client = make(store);
          equal((await world.run(client.fetch(path, options))).status, 200);
          client.dispose();
        }
        equal(world.tokenCalls, 2);
      }));
    test(`${provider}: a client that is disposed during the first token call does not block another isolate`, () =>
      unheard(async () => {
        const [world, store] = [new SimulatedHost(), new MemoryStore()];
        const client = isolate(world, provider)(store);
        const call = client.fetch(path, options);
        await world.pass(50);
        client.dispose();
        const other = isolate(world, provider)(store).fetch(path, options);
        await rejects("ERR_DISPOSED", world.run(call));
        equal((await world.run(other)).status, 200);
        ok(world.now - START < 500, `less than 500 ms, not ${world.now - START}`);
        equal(world.tokenCalls, 1, "token calls");
      }));
  }
}

function counts(test) {
  const counted = (memory) => {
    const count = { reads: 0, writes: 0 };
    const store = { atomic: true, get: (key) => ((count.reads += 1), memory.get(key)), set: (...given) => ((count.writes += 1), memory.set(...given)) };
    return { count, store };
  };
  for (const processes of [1, 2]) {
    test(`five hundred calls of ${processes} processes that wait for a token call of 3 s read the store at most 400 times and write at most 4 times`, async () => {
      const world = new SimulatedHost();
      world.tokenMs = 3_000;
      const { count, store } = counted(new MemoryStore());
      const makes = Array.from({ length: processes }, () => isolate(world));
      const calls = Array.from({ length: 500 }, (_, index) => makes[index % processes](store).fetch(BALANCE));
      same((await world.run(Promise.all(calls))).filter(({ status }) => status !== 200), []);
      ok(count.reads <= 400 && count.writes <= 4, `at most 400 reads and 4 writes, not ${JSON.stringify(count)}`);
      equal(world.tokenCalls, 1);
      await world.pass(HOUR);
      Object.assign(count, { reads: 0, writes: 0 });
      await world.run(Promise.all(Array.from({ length: 500 }, (_, index) => makes[index % processes](store).fetch(BALANCE))));
      ok(count.reads <= 400 && count.writes <= 4, `at most 400 reads and 4 writes, not ${JSON.stringify(count)}`);
      equal(world.tokenCalls, 2);
    });
  }
  test("a call with a token in memory does not use the store", async () => {
    const world = new SimulatedHost();
    const { count, store } = counted(new MemoryStore());
    const make = isolate(world);
    await world.run(make(store).fetch(BALANCE));
    Object.assign(count, { reads: 0, writes: 0 });
    for (let call = 0; call < 20; call += 1) await world.run(make(store).fetch(BALANCE));
    same(count, { reads: 0, writes: 0 });
  });
  test("a MemoryStore with enough capacity keeps the tokens of all clients", async () => {
    const [world, store] = [new SimulatedHost(), new MemoryStore({ capacity: 1_200 })];
    for (const round of [1, 2]) {
      for (let tenant = 0; tenant < 1_100; tenant += 1) {
        await world.run(isolate(world)(store, { apiKey: `tenant ${tenant}` }).fetch(BALANCE));
      }
      equal(world.tokenCalls, 1_100, `token calls after round ${round}`);
    }
  });
}
