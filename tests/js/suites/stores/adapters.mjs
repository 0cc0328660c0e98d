// Tests the adapters with simulated clients. The tests in tests/stores use the real engines.

import { isPayauthError, MemoryStore, once, sharedRateLimit } from "payauth";
import { denoKvStore } from "payauth/deno-kv";
import { durableObjectStore, StoreObject } from "payauth/durable-object";
import { redisStore } from "payauth/redis";
import { sqlStore, sqlTable } from "payauth/sql";
import { checkStore } from "payauth/testing";
import { workersKvStore } from "payauth/workers-kv";
import { equal, ok, rejects, same, throws } from "../../support/harness.mjs";
import { SimulatedHost } from "../../support/simulated-host.mjs";

const QUICK = { ttl: false };
const TTL = { ttlSeconds: 60 };

export default function ({ test }) {
  redis(test);
  objects(test);
  kv(test);
  uncopied(test);
  deno(test);
  sql(test);
  skews(test);
  clients(test);
}

function clients(test) {
  const wrong = [undefined, null, "redis://localhost", 1, true, {}, [], { GET: () => null }, new Map([["eval", 1]])];
  for (const [make, argument] of [[redisStore, "client"], [sqlStore, "client"], [denoKvStore, "kv"], [durableObjectStore, "namespace"]]) {
    test(`${make.name} rejects at once a value that is not a client, such as a binding that is not configured`, () => {
      for (const given of wrong) {
        if (make === denoKvStore && typeof Object(given).get === "function") continue;
        const error = throws("ERR_ARGUMENT_TYPE", () => make(given), String(given));
        same([error instanceof TypeError, isPayauthError(error), error.blame, error.argument], [true, true, "caller", argument]);
        ok(!error.message.includes("localhost"), "an error without the value");
      }
    });
  }
  test("workersKvStore rejects at once a value that is not a namespace, with and without a store for leases", () => {
    for (const given of wrong) {
      for (const options of [undefined, { leases: new MemoryStore() }]) throws("ERR_ARGUMENT_TYPE", () => workersKvStore(given, options));
    }
  });
  for (const [what, thrown, said] of [
    ["a code", Object.assign(new Error("text-4711"), { code: "ECONNREFUSED" }), "failed with ECONNREFUSED; "],
    ["a cause with a code", new Error("text-4711", { cause: { code: "ENOTFOUND" } }), "failed with ENOTFOUND; "],
    ["only a name", new TypeError("text-4711"), "failed with TypeError; "],
    ["a name and a code that may contain stored data", Object.assign(new Error("text-4711"), { name: "text-4711", code: "text-4711" }), "failed; "],
    ["members that throw", new Proxy({}, { get() { throw new Error("text-4711"); } }), "failed; "],
    ["no members, because it is undefined", undefined, "failed; "],
  ]) {
    test(`if the error of a store has ${what}, the call rejects with ERR_STORE, and does not show the text of the error`, async () => {
      const store = { atomic: true, get: () => Promise.reject(thrown), set: async () => true };
      const error = await rejects("ERR_STORE", sharedRateLimit(store, { key: "k", perSecond: 1 }).take());
      ok(error.message.startsWith(`store.get: ${said}`), `a message that begins with store.get: ${said}, not ${error.message}`);
      ok(!`${error.message} ${error.stack} ${JSON.stringify(error)}`.includes("4711"), "an error without the text of the store's error");
    });
  }
  test("each adapter rejects a promise of a client, which was not awaited", () => {
    for (const make of [redisStore, sqlStore, denoKvStore, durableObjectStore, workersKvStore]) {
      throws("ERR_ARGUMENT_TYPE", () => make(Promise.resolve({ get() {}, put() {}, eval() {}, query() {}, idFromName() {} })));
    }
  });
}

/** A simulated server, which runs the two scripts of redisStore. */
function lua() {
  const entries = new Map();
  const asked = [];
  const run = async (script, key, [value, seconds, mode, version]) => {
    asked.push({ key, seconds });
    const held = entries.get(key) ?? null;
    if (!script.includes("SET")) return held;
    if ((mode === "1" && held !== null) || (mode === "2" && held !== version)) return 0;
    entries.set(key, value);
    return 1;
  };
  return { run, asked };
}

const CLIENTS = {
  "node-redis": ({ run }) => ({ sendCommand() {}, eval: (script, { keys: [key], arguments: args }) => run(script, key, args) }),
  "ioredis": ({ run }) => ({ sendCommand() {}, defineCommand() {}, eval: (script, count, key, ...args) => run(script, key, args) }),
  "Upstash": ({ run }) => ({ createScript() {}, eval: (script, [key], args) => run(script, key, args) }),
};

function redis(test) {
  for (const [name, make] of Object.entries(CLIENTS)) {
    test(`redisStore keeps every rule of checkStore with a client of ${name}`, async () => {
      const server = lua();
      same(await checkStore(redisStore(make(server)), QUICK), []);
      same(await checkStore(redisStore(make(server), { prefix: "shop:" }), QUICK), []);
      ok(server.asked.some(({ key }) => key.startsWith("shop:payauth:check:")), "a key with the prefix");
    });
    test(`redisStore passes a time to live in whole seconds to ${name}, and one key to each script`, async () => {
      const server = lua();
      const store = redisStore(make(server));
      for (const ttlSeconds of [1, 0.2, 59.01]) await store.set("k", "v", { ttlSeconds });
      same(server.asked.map(({ seconds }) => seconds), ["1", "1", "60"]);
    });
    test(`redisStore rejects with the error of ${name}`, async () => {
      const store = redisStore(make({ run: () => Promise.reject(new Error("down")) }));
      for (const call of [() => store.get("k"), () => store.set("k", "v", TTL)]) equal(await call().catch((error) => error.message), "down");
    });
  }
}

/** A simulated namespace. Its Durable Objects store the entries. */
function namespace({ fails = () => false } = {}) {
  const objects = new Map();
  const alarms = [];
  const made = [];
  const get = (name) => {
    made.push(name);
    if (!objects.has(name)) {
      const entries = new Map();
      const storage = { get: async (key) => entries.get(key), put: async (key, value) => void entries.set(key, value), deleteAll: async () => entries.clear(), setAlarm: async (time) => void alarms.push(time) };
      objects.set(name, { object: new StoreObject({ storage }), entries });
    }
    return { fetch: async (url, init) => {
      if (fails(made.length)) throw new Error("reset");
      // An object handles one request after another, as with the input gate of Cloudflare.
      const { object } = objects.get(name);
      const turn = (object.turn ?? Promise.resolve()).then(() => object.fetch({ json: async () => JSON.parse(init.body) }));
      object.turn = turn.catch(() => undefined);
      return turn;
    } };
  };
  return { idFromName: (name) => name, get, objects, alarms, made };
}

function objects(test) {
  test("durableObjectStore keeps every rule of checkStore", async () => same(await checkStore(durableObjectStore(namespace()), { callers: 10 }), []));
  test("durableObjectStore gets a new stub for each call, and repeats a read after a reset", async () => {
    const space = namespace({ fails: (calls) => calls === 2 });
    const store = durableObjectStore(space);
    await store.set("k", "v", TTL);
    equal((await store.get("k")).value, "v");
    equal(space.made.length, 3, "number of stubs");
  });
  test("durableObjectStore does not repeat a write after a reset, because the object may have written the value", async () => {
    const store = durableObjectStore(namespace({ fails: () => true }));
    equal(await store.set("k", "v", TTL).catch((error) => error.message), "reset");
    equal(await store.get("k").catch((error) => error.message), "reset");
  });
  test("StoreObject deletes an entry when the entry expires, and not earlier", async () => {
    const space = namespace();
    const store = durableObjectStore(space);
    await store.set("long", "v", TTL);
    await store.set("short", "v", { ttlSeconds: 0 });
    for (const { object } of space.objects.values()) await object.alarm();
    same([...space.objects.values()].map(({ entries }) => entries.size), [1, 0]);
    equal(await store.get("short"), null);
    equal(space.alarms.length, 3, "number of alarms, with one more alarm for the entry that remains");
  });
}

function kv(test) {
  const make = () => {
    const [entries, ttls] = [new Map(), []];
    const binding = { get: async (key) => entries.get(key) ?? null, put: async (key, value, { expirationTtl }) => (ttls.push(expirationTtl), void entries.set(key, value)) };
    return { entries, ttls, binding };
  };
  test("workersKvStore keeps every rule of checkStore for a store whose atomic is false", async () => {
    const store = workersKvStore(make().binding);
    equal(store.atomic, false);
    same(await checkStore(store, QUICK), []);
  });
  test("workersKvStore never passes a time to live that is too short for KV", async () => {
    const { ttls, binding } = make();
    for (const ttlSeconds of [1, 59, 60, 61.5]) await workersKvStore(binding).set("k", "v", { ttlSeconds });
    same(ttls, [60, 60, 60, 62]);
  });
  test("workersKvStore with a store for the leases keeps every rule of checkStore", async () => {
    const store = workersKvStore(make().binding, { leases: new MemoryStore() });
    equal(store.atomic, true);
    same(await checkStore(store, QUICK), []);
  });
  test("workersKvStore reads first KV and then the store for the leases, and compares versions in the store for the leases", async () => {
    const [{ entries, binding }, leases] = [make(), new MemoryStore()];
    const isolate = () => workersKvStore(binding, { leases });
    await isolate().set("k", "old", TTL);
    await leases.set("k", "new", TTL); // KV still has the old value.
    const store = isolate();
    const copy = await store.get("k");
    equal(copy.value, "old");
    equal(await store.set("k", "x", { ...TTL, ifVersion: copy.version }), false, "result of a write with the version of the old value");
    const held = await store.get("k");
    equal(held.value, "new");
    equal(await store.set("k", "newer", { ...TTL, ifVersion: held.version }), true);
    equal(entries.get("k"), "newer");
    const fresh = await isolate().get("k");
    equal(await isolate().set("k", "newest", { ...TTL, ifVersion: fresh.version }), true, "result of a write with the version of the current value");
  });
  test("workersKvStore continues with the store for the leases if KV fails", async () => {
    const fail = async () => Promise.reject(new Error("429"));
    const store = workersKvStore({ get: fail, put: fail }, { leases: new MemoryStore() });
    equal(await store.set("k", "v", TTL), true);
    equal((await store.get("k")).value, "v");
  });
}

function uncopied(test) {
  test("workersKvStore copies no state of a message or of a limit to KV, and reads no copy", async () => {
    const asked = [];
    const binding = { get: async (key) => (asked.push(key), "old"), put: async (key) => void asked.push(key) };
    const leases = new MemoryStore();
    const store = workersKvStore(binding, { leases });
    const event = { replayKey: "0123456789abcdef0123456789abcdef" };
    same([await once(store, event, () => {}), await once(store, event, () => {})], ["done", "duplicate"]);
    await sharedRateLimit(store, { key: "k", perSecond: 1 }).take();
    same(asked, []);
  });
  test("workersKvStore with leases remembers at most 1,000 keys", async () => {
    let reads = 0;
    const store = workersKvStore({ get: async () => ((reads += 1), null), put: async () => {} }, { leases: new MemoryStore() });
    for (let key = 0; key <= 1000; key += 1) await store.get(`k${key}`);
    await store.get("k1000");
    equal(reads, 1001, "number of reads of KV, with a recent key a second time");
    await store.get("k0");
    equal(reads, 1002, "number of reads of KV, with the oldest key a second time");
  });
}

/** A simulated Deno KV. It never deletes an expired entry. A call fails with the error of a locked database if `isLocked` returns true. */
function denoKv(isLocked = () => false) {
  const entries = new Map();
  let stamps = 0;
  const locked = () => {
    if (isLocked()) throw new TypeError("database is locked");
  };
  return {
    entries,
    async get(key) {
      locked();
      return entries.get(key.join("/")) ?? { value: null, versionstamp: null };
    },
    atomic() {
      const [checks, sets] = [[], []];
      return {
        check(check) {
          if (check.versionstamp !== null && !/^[0-9a-f]{20}$/.test(check.versionstamp)) throw new TypeError("invalid versionstamp");
          return checks.push(check), this;
        },
        set(key, value) {
          return sets.push([key.join("/"), value]), this;
        },
        async commit() {
          locked();
          if (checks.some(({ key, versionstamp }) => (entries.get(key.join("/"))?.versionstamp ?? null) !== versionstamp)) return { ok: false };
          for (const [key, value] of sets) entries.set(key, { value, versionstamp: String((stamps += 1)).padStart(20, "0") });
          return { ok: true };
        },
      };
    },
  };
}

function deno(test) {
  test("denoKvStore keeps every rule of checkStore, even for an expired entry that still exists", async () => same(await checkStore(denoKvStore(denoKv())), []));
  test("denoKvStore retries if the database is locked", async () => {
    let turn = 0;
    same(await checkStore(denoKvStore(denoKv(() => (turn += 1) % 3 === 0)), { ...QUICK, callers: 10 }), []);
  });
  test("denoKvStore rejects with every other error of the database, and with the error of a lock that does not end", async () => {
    const store = denoKvStore(denoKv(() => true));
    ok(/locked/.test(await store.get("k").catch((error) => error.message)), "the error of the lock");
    const closed = denoKvStore({ get: () => Promise.reject(new Error("BadResource")) });
    equal(await closed.get("k").catch((error) => error.message), "BadResource");
  });
}

function sql(test) {
  test("sqlStore and sqlTable reject a table name that is not an identifier", () => {
    for (const table of ["", "a b", "a;drop", 'a"', "1a", "é", "a".repeat(64)]) {
      for (const call of [() => sqlTable({ table }), () => sqlStore(async () => [], { table })]) {
        let error;
        try {
          call();
        } catch (thrown) {
          error = thrown;
        }
        ok(isPayauthError(error) && error.code === "ERR_OPTION", `ERR_OPTION for the table ${JSON.stringify(table)}`);
      }
    }
    ok(sqlTable({ table: "Own_2" }).includes(" Own_2 ("), "the name of the table");
  });
  test("sqlStore binds the values in the order of the question marks in a statement of SQLite", async () => {
    const bound = [];
    const statement = (text) => ({ all: (...values) => (bound.push([text, values]), []) });
    const store = sqlStore({ prepare: statement });
    await store.get("k");
    await store.set("k", "v", { ...TTL, ifVersion: "1" });
    const [[read, [key]], [write, values]] = bound;
    same([read.includes("$"), write.includes("$"), key], [false, false, "k"]);
    same([write.split("?").length - 1, values[0], values[3], values[4]], [values.length, "v", "k", "1"]);
  });
}

/** A simulated table of Postgres, in the form of the function that `sqlStore` accepts. */
function table() {
  const rows = new Map();
  return async (text, [key, value, version, ends, ...rest]) => {
    const row = rows.get(key);
    if (text.startsWith("SELECT")) return row && row.ends > value ? [row] : [];
    const [isUpdate, isInsert] = [text.startsWith("UPDATE"), text.includes("WHERE")];
    if (isUpdate ? row?.version !== rest[0] || row.ends <= rest[1] : isInsert && row && row.ends > rest[0]) return [];
    rows.set(key, { value, version, ends });
    return [{ key }];
  };
}

/** A namespace whose answers are read at once. In workerd, a real `Response` is read in later turns of the event loop. */
function atOnce(given) {
  const read = (value) => ({ ok: true, json: async () => value });
  return {
    idFromName: given.idFromName,
    get: (name) => ({
      fetch: async (...asked) => {
        const { json } = Response;
        try {
          Response.json = read;
          return await given.get(name).fetch(...asked);
        } finally {
          Response.json = json;
        }
      },
    }),
  };
}

function skews(test) {
  for (const [name, make] of Object.entries({
    redisStore: () => redisStore(CLIENTS.ioredis(lua())),
    durableObjectStore: () => durableObjectStore(atOnce(namespace())),
    workersKvStore: () => workersKvStore({ get: async () => null, put: async () => {} }, { leases: sqlStore(table()) }),
    denoKvStore: () => denoKvStore(denoKv()),
    sqlStore: () => sqlStore(table()),
    MemoryStore: () => new MemoryStore(),
  })) {
    test(`with ${name}, a process whose clock is up to 23 hours ahead does not exceed the limit of the other processes`, async () => {
      for (const seconds of [0, 30, 59, 61, 3_600, 82_800]) {
        const [world, store, real] = [new SimulatedHost(), make(), Date.now];
        const limit = (off) => sharedRateLimit(store, { key: "k", perSecond: 5, clock: () => world.now + off, sleep: world.sleep, random: world.random });
        try {
          Date.now = () => world.now;
          const [first, start] = [limit(0), world.now];
          for (let call = 0; call < 5; call += 1) await world.run(first.take());
          Date.now = () => world.now + seconds * 1000;
          await world.run(limit(seconds * 1000).take());
          ok(world.now - start > 1000, `a wait of more than 1,000 ms for a difference of ${seconds} s, not ${world.now - start} ms`);
        } finally {
          Date.now = real;
        }
      }
    });
  }
}
