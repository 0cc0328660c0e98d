// The store for the states that processes and isolates share.

import * as check from "../check.js";

/**
 * An entry of a {@link Store}.
 *
 * @category Stores
 */
export interface Stored {
  /** The value, exactly as it was set. The state of a token is a secret. */
  readonly value: string;
  /** A text that changes with every `set`. Default: absent; then the value is used as its version. */
  readonly version?: string | undefined;
}

/**
 * The options of the `set` of a {@link Store}.
 *
 * @category Stores
 */
export interface StoreOptions {
  /** The number of seconds after which the store may delete the entry. */
  readonly ttlSeconds: number;
  /**
   * A version: store the value only if the entry still has this version. `null`: only if there is no entry. Default: absent; then
   * the value is always stored.
   */
  readonly ifVersion?: string | null | undefined;
}

/**
 * Keeps the states that processes and isolates share: of tokens, of messages ({@link once}), and of a limit
 * ({@link sharedRateLimit}). There are adapters for Redis, Durable Objects, Workers KV, Deno KV and SQL; `checkStore` of
 * `payauth/testing` tests a store that you write.
 *
 * A key has at most 200 ASCII characters, and a value at most 9 KiB.
 *
 * @example Four lines around a Map
 * ```js
 * import { wakapay } from "payauth";
 *
 * const entries = new Map();
 * const store = {
 *   atomic: true,
 *   get: async (key) => entries.get(key),
 *   set: async (key, value, { ifVersion }) =>
 *     (ifVersion === undefined || ifVersion === (entries.get(key)?.value ?? null)) && !!entries.set(key, { value }),
 * };
 * const fetch = async () => new Response('{"accessToken":"abc","expiresIn":3600}'); // instead of the network
 * const waka = wakapay({ apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test", store, fetch });
 * await waka.fetch("/business/balance?currency=USD");
 * console.log(entries.size); // 1
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1 | RFC 9110, section 13.1.1: If-Match}
 * @category Stores
 */
export interface Store {
  /**
   * Whether `set` compares `ifVersion`, so that only one of several callers succeeds. The value is `false` for unstorage, for keyv, and
   * for Workers KV without the option `leases`. If it is `false`, each isolate sends a separate token request, and `once` and
   * `sharedRateLimit` reject the store.
   */
  readonly atomic: boolean;
  /**
   * Returns an entry.
   *
   * @param key - the key
   * @returns the entry; `undefined` or `null` if there is no entry. `get` must throw for every fault.
   */
  get(key: string): Promise<Stored | null | undefined>;
  /**
   * Stores an entry.
   *
   * @param key - the key, as in `get`
   * @param value - the value
   * @param options - how long to keep the value, and the version to compare
   * @returns `true` if the value was stored, and `false` only if the entry has another version. `set` must throw for every fault.
   */
  set(key: string, value: string, options: StoreOptions): Promise<boolean>;
}

/**
 * The options of a {@link MemoryStore}.
 *
 * @category Stores
 */
export interface MemoryStoreOptions {
  /** The maximum number of entries, 1 to 1,000,000. Above this number, the least recently used entry is deleted. Default 1,000. */
  readonly capacity?: number;
}

/**
 * A {@link Store} in the memory of one process. The entries that `get` returns are plain objects: a log of an entry shows the token.
 *
 * @example Two clients that share their token
 * ```js
 * import { MemoryStore, wakapay } from "payauth";
 *
 * let tokenRequests = 0;
 * const store = new MemoryStore({ capacity: 10_000 });
 * const fetch = async (url) => {
 *   if (url.endsWith("/auth")) tokenRequests += 1;
 *   return new Response('{"accessToken":"abc","expiresIn":3600}'); // instead of the network
 * };
 * const options = { apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test", store, fetch };
 * await wakapay(options).fetch("/business/balance?currency=USD");
 * await wakapay(options).fetch("/business/balance?currency=USD");
 * console.log(tokenRequests); // 1
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-5.1 | RFC 6749, section 5.1}
 * @category Stores
 */
export class MemoryStore implements Store {
  readonly #capacity: number;
  readonly #entries = new Map<string, Stored & { readonly version: string }>();
  #versions = 0;

  /**
   * Makes an empty store.
   *
   * @param options - the capacity
   * @throws PayauthError with `ERR_OPTION` for an unknown option, or a capacity that is not an integer from 1 to 1,000,000
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   */
  constructor(options: MemoryStoreOptions = {}) {
    const { capacity = 1000 } = check.options("options", options, ["capacity"]);
    this.#capacity = check.integer("capacity", capacity, 1, 1_000_000);
  }

  /** Always `true`. */
  get atomic(): true {
    return true;
  }

  /** Returns the entry of a key, or `undefined`. */
  get(key: string): Promise<Stored | undefined> {
    const held = this.#entries.get(key);
    if (held !== undefined) this.#put(key, held);
    return Promise.resolve(held);
  }

  /** Stores an entry if its version equals `ifVersion`, and returns whether it was stored. `ttlSeconds` is ignored. */
  set(key: string, value: string, { ifVersion }: StoreOptions): Promise<boolean> {
    const held = this.#entries.get(key)?.version ?? null;
    if (ifVersion !== undefined && ifVersion !== held) return Promise.resolve(false);
    this.#versions += 1;
    this.#put(key, { value, version: String(this.#versions) });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#capacity && oldest !== undefined) this.#entries.delete(oldest);
    return Promise.resolve(true);
  }

  /** Moves the entry to the end of the map, which keeps the order of insertion. */
  #put(key: string, entry: Stored & { readonly version: string }): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }
}
