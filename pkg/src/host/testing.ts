// `checkStore`, a test of a store.

import * as check from "./coded.js";
import type { Store } from "./store.js";

/**
 * A rule of {@link checkStore} that a store breaks.
 *
 * @category Stores
 */
export interface BrokenRule {
  /** The rule, as a sentence. */
  readonly rule: string;
  /** What the store did instead. This text contains no stored value. */
  readonly seen: string;
}

/**
 * The options of {@link checkStore}.
 *
 * @category Stores
 */
export interface CheckStoreOptions {
  /** The prefix of all keys of the test. Default: `payauth:check:` and a random text. */
  readonly prefix?: string;
  /** The number of concurrent calls of `set` for one key, 1 to 10,000. Default 50. */
  readonly callers?: number;
  /** The timeout of each call in milliseconds, 1 to 600,000. Default 5,000. */
  readonly timeoutMs?: number;
  /** Whether to test that entries are kept for `ttlSeconds`, which takes three seconds. Default `true`. */
  readonly ttl?: boolean;
}

/**
 * Tests in about four seconds whether a store that you wrote satisfies the rules of {@link Store}. Run it in your tests, with the real
 * database or server.
 *
 * @param store - the store. The test writes entries under its own keys, with a short time to live.
 * @param options - the prefix of the keys, and the size of the test
 * @returns the rules that the store breaks; an empty array for a store that payauth can use
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type; PayauthError with `ERR_OPTION` for an unknown option or
 * a number out of range; every error of a getter `store.atomic`. An error of `get` or `set` is not thrown, but counts as a broken rule.
 *
 * @example A store that does not compare
 * ```js
 * import { checkStore } from "payauth/testing";
 *
 * const entries = new Map();
 * const store = {
 *   atomic: true,
 *   get: async (key) => entries.get(key),
 *   set: async (key, value) => !!entries.set(key, { value }),
 * };
 * const broken = await checkStore(store, { ttl: false });
 * console.log(broken[0].rule); // of many concurrent `set` calls with `ifVersion: null`, exactly one succeeds
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1 | RFC 9110, section 13.1.1: If-Match}
 * @category Stores
 */
export async function checkStore(store: Store, options: CheckStoreOptions = {}): Promise<readonly BrokenRule[]> {
  check.checkStoreType("store", store);
  const given = check.options("options", options, ["prefix", "callers", "timeoutMs", "ttl"]);
  const { timeoutMs = 5_000, callers = 50, ttl = true, prefix = `payauth:check:${crypto.randomUUID()}:` } = given;
  check.integer("timeoutMs", timeoutMs, 1, 600_000);
  check.integer("callers", callers, 1, 10_000);
  check.ofType("ttl", ttl, "boolean");
  check.ofType("prefix", prefix, "string");
  const broken: BrokenRule[] = [];
  for (const [name, { rule, when, check }] of Object.entries(RULES)) {
    if (!when({ isAtomic: store.atomic, ttl })) continue;
    const bench = new Bench(store, `${prefix}${name}`, callers, timeoutMs);
    const seen = await check(bench).catch((error: unknown) =>
      error instanceof SeenFault ? error.message : "the check threw an unexpected error",
    );
    if (seen !== undefined) broken.push({ rule, seen });
  }
  return broken;
}

/** An error that says what a check saw. Its message contains no stored value. */
class SeenFault extends Error {}

/** The calls of the store that a check makes, all with the key of this check. */
class Bench {
  readonly callers: number;
  readonly #store: Store;
  readonly #key: string;
  readonly #timeoutMs: number;

  /** The number of characters that a key of the check can add to the prefix. */
  get room(): number {
    return MAX_KEY - this.#key.length;
  }

  constructor(store: Store, key: string, callers: number, timeoutMs: number) {
    this.#store = store;
    this.#key = key;
    this.callers = callers;
    this.#timeoutMs = timeoutMs;
  }

  async get(key = ""): Promise<{ value: string; version: string } | undefined> {
    const stored = await this.#limit("get", () => this.#store.get(this.#key + key));
    if (stored === undefined || stored === null) return undefined;
    try {
      const { value, version = value } = stored;
      if (typeof value === "string" && typeof version === "string") return { value, version };
    } catch {
      // A getter threw.
    }
    throw new SeenFault("`get` returned a value or a version that is not a string");
  }

  async set(value: string, ifVersion?: string | null, ttlSeconds = 60, key = ""): Promise<boolean> {
    const given = ifVersion === undefined ? { ttlSeconds } : { ttlSeconds, ifVersion };
    const isSet: unknown = await this.#limit("set", () => this.#store.set(this.#key + key, value, given));
    if (typeof isSet !== "boolean") throw new SeenFault("`set` returned something other than true or false");
    return isSet;
  }

  /** The timeout of one call. The store may throw at once, and may return a value or an object with `then` instead of a promise. */
  async #limit<T>(method: string, call: () => Promise<T>): Promise<T> {
    let timer: number | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SeenFault(`\`${method}\` did not answer in ${this.#timeoutMs} ms`)), this.#timeoutMs);
    });
    const failed = (): never => {
      throw new SeenFault(`\`${method}\` threw an error`);
    };
    try {
      return await Promise.race([(async () => call())().catch(failed), late]);
    } finally {
      clearTimeout(timer as number);
    }
  }
}

interface Rule {
  readonly rule: string;
  readonly when: (given: { isAtomic: boolean; ttl: boolean }) => boolean;
  /** Returns what the check saw if the rule is broken; otherwise `undefined`. */
  readonly check: (bench: Bench) => Promise<string | undefined>;
}

const always = (): boolean => true;
const ifAtomic = ({ isAtomic }: { isAtomic: boolean }): boolean => isAtomic;

/** The maximum number of characters of a key. */
const MAX_KEY = 200;

/** Values of different lengths up to the maximum, with characters of one to four bytes. */
const VALUES: { readonly [name: string]: string } = {
  "an empty value": "",
  "a value of one character": "x",
  "a value with line breaks, quotation marks and a backslash": "\r\n\t\"\\'%$1?",
  "a value with characters of two, three and four bytes": "é€\u{1F600}",
  "a value of 9 KiB in ASCII": "x".repeat(9 * 1024),
  "a value of 9 KiB with characters of three bytes": "€".repeat(3 * 1024),
};

const RULES: { readonly [name: string]: Rule } = {
  winner: {
    rule: "of many concurrent `set` calls with `ifVersion: null`, exactly one succeeds",
    when: ifAtomic,
    check: async (bench) => one(await all(bench, (index) => bench.set(`${index}`, null))),
  },
  successor: {
    rule: "if many concurrent `set` calls pass the current version in `ifVersion`, exactly one succeeds",
    when: ifAtomic,
    async check(bench) {
      await bench.set("first");
      const { version } = (await bench.get()) ?? {};
      return one(await all(bench, (index) => bench.set(`${index}`, version ?? null)));
    },
  },
  loser: {
    rule: "a `set` call with an `ifVersion` that is not the current version returns false and changes nothing",
    when: ifAtomic,
    async check(bench) {
      if (await bench.set("x", "no version of it")) return "`set` returned true for a version, although no entry existed";
      await bench.set("first");
      const first = await bench.get();
      await bench.set("second", first?.version);
      if (await bench.set("x", first?.version)) return "`set` returned true for an old version";
      if (await bench.set("x", null)) return "`set` returned true for `ifVersion: null`, although an entry existed";
      if ((await bench.get())?.value === "second") return undefined;
      return "`get` did not return the value of the last `set` call that passed the current version";
    },
  },
  version: {
    rule: "each `set` call with another value changes the version",
    when: ifAtomic,
    async check(bench) {
      const seen = new Set<string | undefined>();
      for (const value of ["a", "b", "c", "d"]) {
        await bench.set(value);
        seen.add((await bench.get())?.version);
      }
      return seen.size === 4 && !seen.has(undefined) ? undefined : "`get` returned the same version for two values, or no entry";
    },
  },
  again: {
    rule: "a `set` call with the current value and the current version succeeds",
    when: ifAtomic,
    async check(bench) {
      await bench.set("same");
      return (await bench.set("same", (await bench.get())?.version)) ? undefined : "`set` returned false";
    },
  },
  nothing: {
    rule: "`get` returns no entry for a key that was never set",
    when: always,
    check: async (bench) => ((await bench.get()) === undefined ? undefined : "`get` returned an entry"),
  },
  values: {
    rule: "`get` returns a value of up to 9 KiB exactly as `set` received it",
    when: always,
    async check(bench) {
      for (const [index, [name, value]] of Object.entries(VALUES).entries()) {
        await bench.set(value, undefined, 60, `${index}`);
        if ((await bench.get(`${index}`))?.value === value) continue;
        return `\`get\` returned another text, or no entry, for ${name}`;
      }
      return undefined;
    },
  },
  keys: {
    rule: "different keys of 200 characters have different entries, even if the keys differ only in case",
    when: always,
    async check(bench) {
      const keys = ["a", "b", "A"].map((end) => ":%2F_-.~".padEnd(bench.room - end.length, "k") + end);
      for (const key of keys) await bench.set(key, undefined, 60, key);
      for (const key of keys) {
        if ((await bench.get(key))?.value !== key) return "`get` did not return the value that `set` had received for the same key";
      }
      return undefined;
    },
  },
  whole: {
    rule: "`get` never returns a partly written value",
    when: always,
    async check(bench) {
      const values = ["a", "b"].map((letter) => letter.repeat(8 * 1024));
      await bench.set(values[0] as string);
      const writes = all(bench, (index) => bench.set(values[index % 2] as string));
      const reads = await all(bench, () => bench.get());
      await writes;
      const isWhole = reads.every((read) => read === undefined || values.includes(read.value));
      return isWhole ? undefined : "`get` returned a text that no `set` call had received";
    },
  },
  ttl: {
    rule: "an entry is kept for `ttlSeconds`; if `get` no longer returns it, `set` with `ifVersion: null` succeeds",
    when: ({ ttl }) => ttl,
    async check(bench) {
      await bench.set("long", undefined, 60);
      await bench.set("short", undefined, 1, "short");
      await new Promise<undefined>((resolve) => setTimeout(resolve, 3_000));
      if ((await bench.get())?.value !== "long") return "an entry with `ttlSeconds: 60` was missing after three seconds";
      const ended = await bench.get("short");
      // A store may keep an entry longer. But if `get` does not return the entry, the entry must not block a `set`.
      if (ended !== undefined || (await bench.set("new", null, 60, "short"))) return undefined;
      return "`set` with `ifVersion: null` returned false for an expired entry that `get` did not return";
    },
  },
};

function all<T>({ callers }: Bench, call: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: callers }, (_, index) => call(index)));
}

function one(sets: readonly boolean[]): string | undefined {
  const winners = sets.filter(Boolean).length;
  return winners === 1 ? undefined : `${winners} of ${sets.length} \`set\` calls succeeded`;
}
