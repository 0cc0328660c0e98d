// A store in Workers KV, which cannot compare and set. It imports nothing.

import { checkClient } from "./coded.js";
import type { Store } from "./store.js";

/**
 * The part of a `KVNamespace` that is used.
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
 * Makes a store in Workers KV, only for tokens: each isolate that needs a token at the same time fetches one, and reads may lag
 * behind writes for a minute. `once` and `sharedRateLimit` reject it.
 *
 * With a store that compares, such as `durableObjectStore(env.STORE)`, it can promise one token call for all isolates: that
 * store keeps the state, and KV has a copy that is read first, near every isolate.
 *
 * @param kv - the binding, such as `env.TOKENS`
 * @param options - a store for the leases. Default: none.
 * @returns a store with `atomic: false`, or `true` with a store for the leases
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for another binding; later every error of the namespace, when the store is used
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
  checkClient("kv", kv, ["put"], "the binding of a KV namespace, such as env.TOKENS");
  const put = (key: string, value: string, ttlSeconds: number): Promise<void> =>
    kv.put(key, value, { expirationTtl: Math.max(MIN_SECONDS, Math.ceil(ttlSeconds)) });
  const { leases } = options;
  if (leases) return leased(kv, leases, put);
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

/** KV rejects a shorter time to live. */
const MIN_SECONDS = 60;

/** The store for the leases, whose first reads are served by KV. */
function leased(kv: WorkersKv, leases: Store, put: (key: string, value: string, ttlSeconds: number) => Promise<void>): Store {
  const asked = new Set<string>();
  return {
    atomic: leases.atomic,
    async get(key) {
      // Whoever asks again waits for a change, which KV may show a minute later.
      const value = asked.has(key) ? null : await kv.get(key).catch(() => null);
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
      // KV allows one write a second; a copy that is missing costs a read of the other store.
      if (isSet) await put(key, value, options.ttlSeconds).catch(() => undefined);
      return isSet;
    },
  };
}

/** What the version of a copy begins with. */
const COPY = "kv:";
