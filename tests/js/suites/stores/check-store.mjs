// checkStore: it finds each fault of a store, and no fault in a store that payauth can use.

import { MemoryStore } from "payauth";
import { checkStore } from "payauth/testing";
import { ok, rejects, same } from "../../support/harness.mjs";

const QUICK = { ttl: false };

/** A `MemoryStore` in which other methods replace some of its methods. */
function own(methods) {
  const store = new MemoryStore();
  return { atomic: true, get: (key) => store.get(key), set: (...given) => store.set(...given), ...methods(store) };
}

export default function ({ test }) {
  right(test);
  said(test);
  wrong(test);
}

function right(test) {
  test("checkStore finds no fault in MemoryStore", async () => same(await checkStore(new MemoryStore()), []));
  for (const [what, wrapped] of Object.entries({
    "values": (value) => value,
    "objects with then": (value) => ({ then: (resolve) => resolve(value) }),
  })) {
    test(`checkStore finds no fault in a store that returns ${what} instead of promises`, async () => {
      const entries = new Map();
      const set = (key, value, { ifVersion }) => {
        const isFree = ifVersion === undefined || (entries.get(key)?.value ?? null) === ifVersion;
        return wrapped(isFree && Boolean(entries.set(key, { value })));
      };
      same(await checkStore({ atomic: true, get: (key) => wrapped(entries.get(key)), set }, QUICK), []);
    });
  }
}

function said(test) {
  test("checkStore says that get or set threw an error, or returned something else", async () => {
    const fail = () => {
      throw new Error("secret-4711");
    };
    for (const [methods, seen] of [
      [{ get: fail }, "`get` threw an error"],
      [{ get: async () => fail() }, "`get` threw an error"],
      [{ set: fail }, "`set` threw an error"],
      [{ get: async () => ({ get value() { return fail(); } }) }, "`get` returned a value or a version that is not a string"],
      [{ get: () => 7 }, "`get` returned a value or a version that is not a string"],
    ]) {
      const broken = await checkStore(own(() => methods), QUICK);
      ok(broken.some((one) => one.seen === seen), `${seen}, not ${JSON.stringify(broken)}`);
    }
  });
  test("checkStore rejects a store whose atomic is not true or false", async () => {
    for (const atomic of ["yes", 1, null]) await rejects("ERR_ARGUMENT_TYPE", checkStore(own(() => ({ atomic })), QUICK));
  });
}

function wrong(test) {
  for (const [what, make, rule] of [
    ["does not compare versions", (store) => ({ set: (key, value, { ttlSeconds }) => store.set(key, value, { ttlSeconds }) }), /exactly one succeeds/],
    ["never writes", () => ({ set: async () => false }), /exactly one succeeds/],
    ["returns a number as the version", (store) => ({ get: async (key) => ({ ...(await store.get(key)), version: 1 }) }), /no entry for a key/],
    ["returns an entry for a missing key", (store) => ({ get: async (key) => (await store.get(key)) ?? { value: "" } }), /no entry for a key/],
    ["returns the text OK instead of true", (store) => ({ set: (...given) => store.set(...given).then((isSet) => isSet && "OK") }), /exactly one succeeds/],
    ["truncates values", (store) => ({ set: (key, value, options) => store.set(key, value.slice(0, 100), options) }), /exactly as `set` received/],
    ["has the same version for all entries", (store) => ({ get: async (key) => { const held = await store.get(key); return held && { ...held, version: "1" }; } }), /changes the version|exactly one succeeds/],
    ["uses only the first characters of a key", withKeys((key) => key.slice(0, 60)), /no entry for|different entries|exactly one succeeds/],
    ["uses only the first 199 characters of a key", withKeys((key) => key.slice(0, 199)), /different entries/],
    ["ignores the case of a key", withKeys((key) => key.toLowerCase()), /different entries/],
    ["rejects", () => ({ get: () => Promise.reject(new Error("secret-4711")) }), /./],
    ["throws", () => ({ get: () => {
      throw new Error("secret-4711");
    } }), /./],
    ["hangs", () => ({ get: () => new Promise(() => {}) }), /./],
    ["returns partly written values", (store) => {
      let reads = 0;
      return { get: async (key) => { const held = await store.get(key); return held && held.value.length > 8000 && (reads += 1) % 7 === 3 ? { ...held, value: held.value.slice(1) } : held; } };
    }, /partly written|as `set` received/],
  ]) {
    test(`checkStore reports a store that ${what}`, async () => {
      const broken = await checkStore(own(make), { ...QUICK, timeoutMs: 50 });
      ok(broken.some((one) => rule.test(one.rule)), `a broken rule that matches ${rule}, not ${JSON.stringify(broken)}`);
      ok(!JSON.stringify(broken).includes("4711"), "an error without the text of the store's error");
    });
  }
}

/** A store that changes each key. */
function withKeys(change) {
  return (store) => ({ get: (key) => store.get(change(key)), set: (key, ...given) => store.set(change(key), ...given) });
}
