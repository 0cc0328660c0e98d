// A store that fails, in every way and in every method. While the store fails, isolates perhaps do not share their tokens. But no call
// fails because of the store.

import { MemoryStore } from "payauth";
import { equal, ok, rejects, same } from "../../support/harness.mjs";
import { SimulatedHost, rejection, unheard } from "../../support/simulated-host.mjs";
import { START } from "../../support/token-machine.mjs";

const BALANCE = "/business/balance?currency=USD";

export default function ({ test }) {
  broken(test);
  momentary(test);
  early(test);
  cut(test);
}

function momentary(test) {
  test("if every second read of a store fails in each isolate, four isolates still share one token call", async () => {
    const [memory, world] = [new MemoryStore(), new SimulatedHost()];
    const clients = Array.from({ length: 4 }, () => {
      let reads = 0;
      const get = (key) => ((reads += 1) % 2 === 1 ? rejection(SECRET_ERROR) : memory.get(key));
      const fetch = (...call) => world.fetch(...call);
      return world.client("wakapay", { store: { atomic: true, get, set: (...given) => memory.set(...given) }, fetch });
    });
    const calls = clients.map((client) => client.fetch(BALANCE).then(({ status }) => status));
    same(await world.run(Promise.all(calls)), [200, 200, 200, 200]);
    same([world.tokenCalls, world.events.map(({ type }) => type)], [1, ["refreshed"]]);
  });
}

/** Tests an early refresh. A refresh of WakaPay's token may start a minute before the expiry, and is required half a minute before the expiry. */
function early(test) {
  test("if a store fails for 20 s while the token is valid, four isolates still share one refresh", async () => {
    const [store, world] = [new Failing(() => rejection(SECRET_ERROR), "get and set"), new SimulatedHost()];
    const clients = Array.from({ length: 4 }, () => world.client("wakapay", { store, fetch: (...call) => world.fetch(...call) }));
    const all = () => world.run(Promise.all(clients.map((client) => client.fetch(BALANCE).then(({ status }) => status))));
    same(await all(), [200, 200, 200, 200]);
    await world.pass(3_600_000 - 58_000);
    store.isOff = true;
    for (let second = 0; second < 20; second += 1) {
      same(await all(), [200, 200, 200, 200]);
      await world.pass(1_000);
    }
    equal(world.tokenCalls, 1, "token calls while the store fails");
    store.isOff = false;
    await world.pass(2_000);
    for (let call = 0; call < 3; call += 1) {
      same(await all(), [200, 200, 200, 200]);
      await world.pass(500);
    }
    equal(world.tokenCalls, 2, "token calls");
  });
}

/**
 * Tests a store that writes each value, but loses the answer to the write. Then the database client throws an error, never answers, or
 * repeats the write. The repeated write is rejected because the first write has changed the entry, so `set` returns false.
 */
function cut(test) {
  const answers = { throws: () => rejection(SECRET_ERROR), hangs: () => new Promise(() => {}), "returns false": async () => false };
  for (const [what, answer] of Object.entries(answers)) {
    test(`with a store that writes and then ${what}, four isolates make one token call`, async () => {
      const [memory, world] = [new MemoryStore(), new SimulatedHost()];
      const set = async (...given) => ((await memory.set(...given)) ? answer() : false);
      const store = { atomic: true, get: (key) => memory.get(key), set };
      const clients = Array.from({ length: 4 }, () => {
        const fetch = (...call) => world.fetch(...call);
        return world.client("wakapay", { store, fetch });
      });
      const calls = clients.map((client) => client.fetch(BALANCE).then(({ status }) => status));
      same(await world.run(Promise.all(calls)), [200, 200, 200, 200]);
      equal(world.tokenCalls, 1, "token calls");
      ok(world.now - START <= 5_000, `at most 5,000 ms, not ${world.now - START}`);
    });
  }
}

/** The ways in which a store can fail while `isOff` is true. */
const FAULTS = {
  "rejects": () => rejection(SECRET_ERROR),
  "throws": () => {
    throw SECRET_ERROR;
  },
  "hangs": () => new Promise(() => {}),
  "returns a number": async () => 7,
  "returns bytes": async () => ({ value: new Uint8Array(3) }),
  "returns an object whose getter throws": async () => ({
    get value() {
      throw SECRET_ERROR;
    },
  }),
};
const SECRET_ERROR = Object.assign(new Error("secret-4711"), { command: { args: ["secret-4711"] } });
const FAULT = { "rejects": "failed", "throws": "failed", "hangs": "timeout" };

/** A store in memory whose `get`, whose `set`, or whose `get` and `set` fail as soon as `isOff` is true. */
class Failing {
  atomic = true;
  isOff = false;
  #memory = new MemoryStore();
  #fault;
  #methods;

  constructor(fault, methods) {
    this.#fault = fault;
    this.#methods = methods;
  }

  get(key) {
    return this.isOff && this.#methods.includes("get") ? this.#fault() : this.#memory.get(key);
  }

  set(...given) {
    return this.isOff && this.#methods.includes("set") ? this.#fault() : this.#memory.set(...given);
  }
}

function broken(test) {
  for (const [what, fault] of Object.entries(FAULTS)) {
    for (const methods of ["get", "set", "get and set"]) {
      downs(test, `${what} in ${methods}`, () => new Failing(fault, methods), what);
      lasting(test, `${what} in ${methods}`, () => new Failing(fault, methods));
    }
  }
  for (const [what, set] of [
    ["returns undefined for a set", async () => undefined],
    ["returns OK for a set", async () => "OK"],
    ["returns false for every set", async () => false],
  ]) {
    test(`client.fetch continues without a store that ${what}, and reports the fault`, async () => {
      const world = new SimulatedHost();
      const client = world.client("wakapay", { store: { atomic: true, get: async () => null, set } });
      equal((await world.run(client.fetch(BALANCE))).status, 200);
      ok(world.now - START < 5_000, `less than 5,000 ms, not ${world.now - START}`);
      same([world.tokenCalls, world.events.filter(({ type }) => type === "store-failed").length > 0], [1, true]);
    });
  }
  for (const nothing of [undefined, null]) {
    test(`client.fetch accepts ${nothing} from a store as a missing entry`, async () => {
      const world = new SimulatedHost();
      const client = world.client("wakapay", { store: { atomic: true, get: async () => nothing, set: async () => true } });
      equal((await world.run(client.fetch(BALANCE))).status, 200);
      same(world.events.map(({ type }) => type), ["refreshed"]);
    });
  }
}

/** A simulated host, a store, and a client with this store. */
function stored(store) {
  const world = new SimulatedHost();
  return { world, store, client: world.client("wakapay", { store }) };
}

function told(world, fault) {
  const faults = world.events.filter(({ type }) => type === "store-failed");
  ok(faults.length > 0, "a report of the fault");
  for (const { code, fault: word } of faults) same([code, word], ["ERR_STORE", FAULT[fault] ?? "malformed"]);
  ok(!JSON.stringify(world.events).includes("secret-4711"), "reports without the text of the store's error");
}

/** Tests the behaviour of client.fetch while a store fails. */
function downs(test, what, make, fault) {
  const down = () => stored(make());
  test(`client.fetch gets a first token if the store ${what}, and shares the token in the isolate`, () =>
    unheard(async () => {
      const { world, store, client } = down();
      store.isOff = true;
      const calls = await world.run(Promise.all(Array.from({ length: 20 }, () => client.fetch(BALANCE))));
      same([calls.every(({ status }) => status === 200), world.tokenCalls], [true, 1]);
      ok(world.now - START <= 4_000, `at most 4,000 ms, not ${world.now - START}`);
      told(world, fault);
    }));
  for (const [where, left] of [["valid for another 45 s", 45_000], ["valid for another 25 s", 25_000]]) {
    test(`client.fetch uses a token that is ${where} if the store ${what}`, () =>
      unheard(async () => {
        const { world, store, client } = down();
        await world.run(client.fetch(BALANCE));
        await world.pass(3_600_000 - left - world.tokenMs - world.apiMs);
        store.isOff = true;
        world.tokenAnswers = () => ({ status: 503 });
        equal((await world.run(client.fetch(BALANCE))).status, 200);
        ok(world.tokenCalls <= 2, `at most 2 token calls, not ${world.tokenCalls}`);
      }));
  }
  test(`client.fetch refreshes an expired token only once if the store ${what}`, () =>
    unheard(async () => {
      const { world, store, client } = down();
      await world.run(client.fetch(BALANCE));
      await world.pass(3_600_000);
      store.isOff = true;
      for (let call = 0; call < 5; call += 1) equal((await world.run(client.fetch(BALANCE))).status, 200);
      equal(world.tokenCalls, 2);
    }));
  test(`client.fetch gets another token after an answer 401 if the store ${what}`, () =>
    unheard(async () => {
      const { world, store, client } = down();
      await world.run(client.fetch(BALANCE));
      [store.isOff] = [true, world.revoke()];
      equal((await world.run(client.fetch(BALANCE))).status, 200);
      equal(world.tokenCalls, 2);
    }));
}

function lasting(test, what, make) {
  const down = () => stored(make());
  test(`client.fetch waits between calls to a token endpoint that answers 503, also if the store ${what}`, () =>
    unheard(async () => {
      const { world, store, client } = down();
      store.isOff = true;
      world.tokenAnswers = () => ({ status: 503 });
      const end = world.now + 60_000;
      while (world.now < end) {
        await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(BALANCE)));
        await world.pass(200);
      }
      ok(world.tokenCalls <= 8, `at most 8 token calls, not ${world.tokenCalls}`);
    }));
  test(`the store ${what}, and then works again: client.fetch shares tokens again`, () =>
    unheard(async () => {
      const { world, store, client } = down();
      store.isOff = true;
      await world.run(client.fetch(BALANCE));
      await world.pass(3_600_000);
      store.isOff = false;
      await world.run(client.fetch(BALANCE));
      equal((await world.run(world.client("wakapay", { store }).fetch(BALANCE))).status, 200);
      equal(world.tokenCalls, 2, "token calls of all isolates");
    }));
}
