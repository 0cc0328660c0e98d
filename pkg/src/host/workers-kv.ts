// A store in Workers KV, which has no compare-and-set. It has no dependencies.

import * as check from "./coded.js";
import type { Store } from "./store.js";

/**
 * The part of a `KVNamespace` that the store uses.
 *
 * @category Stores
 */
export interface WorkersKv {
  /** Returns a value. */
  readonly get: (key: string) => Promise<string | null>;
  /** Stores a value. */
  readonly put: (key: string, value: string, options: { expirationTtl: number }) => Promise<void>;
}

/**
 * Makes a store in Workers KV. Without `leases`, the store is for tokens only. Each isolate that needs a token makes a token request,
 * and a read may return a value that is a minute old. `once` and `sharedRateLimit` reject this store.
 *
 * The option `leases` is a store that compares versions, such as `durableObjectStore(env.STORE)`. With this option, all isolates share one
 * token request: `leases` keeps the state, and KV has a copy of the state. The first read of a key reads the copy, because KV is near
 * every isolate; later reads with the same store use `leases`. `once` and `sharedRateLimit` then accept the store if `leases` is atomic,
 * and use only `leases`.
 *
 * @param kv - the binding, such as `env.TOKENS`
 * @param options - `leases`, an atomic store for the state. Default: none.
 * @returns a store with `atomic: false`, or with the `atomic` of `leases`
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for a `kv` that is not a binding of Workers KV, or for `leases` that are not a store;
 * PayauthError with `ERR_OPTION` for an unknown option. The methods of the store throw every error of the namespace.
 *
 * @example A binding called TOKENS
 * ```js
 * import { workersKvStore } from "payauth/workers-kv";
 *
 * const entries = new Map(); // instead of the runtime
 * const env = { TOKENS: { get: async (key) => entries.get(key) ?? null, put: async (key, value) => void entries.set(key, value) } };
 * const store = workersKvStore(env.TOKENS);
 * console.log(store.atomic, await store.get("k")); // false null
 * ```
 *
 * @see {@link https://developers.cloudflare.com/kv/concepts/how-kv-works/ | Cloudflare: How KV works}
 * @category Stores
 */
export function workersKvStore(kv: WorkersKv, options: { readonly leases?: Store } = {}): Store {
  check.checkClient("kv", kv, ["put"], "the binding of a KV namespace, such as env.TOKENS");
  const put = (key: string, value: string, ttlSeconds: number): Promise<void> =>
    kv.put(key, value, { expirationTtl: Math.max(MIN_SECONDS, Math.ceil(ttlSeconds)) });
  const { leases } = check.options("options", options, ["leases"]);
  if (leases !== undefined) {
    check.checkStoreType("leases", leases);
    return leased(kv, leases, put);
  }
  return {
    atomic: false,
    async get(key) {
      const value = await kv.get(key);
      return value === null ? null : { value };
    },
    async set(key, value, { ttlSeconds }) {
      await put(key, value, ttlSeconds);
      return true;
    },
  };
}

/** The shortest time to live that KV accepts, in seconds. */
const MIN_SECONDS = 60;

/** A store that keeps the state in `leases`, and reads the copy in KV first. */
function leased(kv: WorkersKv, leases: Store, put: (key: string, value: string, ttlSeconds: number) => Promise<void>): Store {
  const asked = new Set<string>();
  return {
    atomic: leases.atomic,
    async get(key) {
      // The second read of a call expects a new value, which KV may return only a minute later.
      const value = asked.has(key) || isAlwaysNew(key) ? null : await kv.get(key).catch(() => null);
      if (asked.size === MAX_ASKED) asked.clear();
      asked.add(key);
      return value === null ? leases.get(key) : { value, version: COPY + value };
    },
    async set(key, value, options) {
      let { ifVersion } = options;
      if (ifVersion?.startsWith(COPY)) {
        const held = await leases.get(key);
        if (ifVersion !== COPY + held?.value) return false;
        ifVersion = held?.version ?? held?.value;
      }
      const isSet = await leases.set(key, value, { ...options, ifVersion });
      // KV allows one write per second for each key. Without a copy, `leases` is read.
      if (isSet && !isAlwaysNew(key)) await put(key, value, options.ttlSeconds).catch(() => undefined);
      return isSet;
    },
  };
}

/** The maximum number of keys whose copy is not read a second time. */
const MAX_ASKED = 1000;

/** Whether an old value of this entry is useless: the state of a message or of a limit. Such an entry has no copy. */
function isAlwaysNew(key: string): boolean {
  return /^payauth:(?:inbox|limit)/.test(key);
}

/** The prefix of the version of a copy. */
const COPY = "kv:";
