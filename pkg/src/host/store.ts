// Keeps the states of tokens.

/**
 * An entry of a {@link TokenStore}.
 *
 * @category Tokens
 */
export interface Stored {
  /** The state, exactly as it was set. It is a secret. */
  readonly value: string;
  /** A text that changes with every `set`; `undefined` if the store cannot compare versions. Default: absent. */
  readonly version?: string | undefined;
}

/**
 * The options of the `set` of a {@link TokenStore}.
 *
 * @category Tokens
 */
export interface StoreOptions {
  /** After this many seconds the store may delete the entry. */
  readonly ttlSeconds: number;
  /**
   * Store the value only if this is still the version; `null`: only if there is no entry. Default: absent; store it in any
   * case.
   */
  readonly ifVersion?: string | null | undefined;
}

/**
 * Keeps the states of tokens, which are secrets. With compare-and-set (Durable Objects, Deno KV, Redis), one isolate of all
 * fetches a token. Without it (Workers KV), each isolate that needs a token at the same time fetches one; this is correct, too.
 * Make one store object for each isolate. `docs/stores.md` has programs.
 *
 * @category Tokens
 */
export interface TokenStore {
  /**
   * Returns an entry.
   *
   * @param key - 32 hexadecimal digits that identify the provider, the address and the credentials
   * @returns the entry, or `undefined` if there is none
   */
  get(key: string): Promise<Stored | undefined>;
  /**
   * Stores an entry.
   *
   * @param key - the key, as in `get`
   * @param value - the state: less than 9 KiB of text
   * @param options - how long to keep it, and the version to compare
   * @returns `true` if the value was stored, and `false` if `ifVersion` did not match; any other failure must throw
   */
  set(key: string, value: string, options: StoreOptions): Promise<boolean>;
}

const MOST = 1000;

/**
 * A {@link TokenStore} in memory, for the 1,000 credentials that were used last. The entries that `get` returns are plain: a
 * log shows the token.
 *
 * @example Two clients that share their token
 * ```js
 * import { MemoryStore, wakapay } from "payauth";
 *
 * let tokenRequests = 0;
 * const store = new MemoryStore();
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
 * @category Tokens
 */
export class MemoryStore implements TokenStore {
  readonly #entries = new Map<string, Stored & { readonly version: string }>();
  #versions = 0;

  /** Returns the entry of a key, or `undefined`. */
  get(key: string): Promise<Stored | undefined> {
    const held = this.#entries.get(key);
    if (held !== undefined) this.#put(key, held);
    return Promise.resolve(held);
  }

  /** Stores an entry if `ifVersion` matches, and returns whether it did. `ttlSeconds` is ignored. */
  set(key: string, value: string, { ifVersion }: StoreOptions): Promise<boolean> {
    const held = this.#entries.get(key)?.version ?? null;
    if (ifVersion !== undefined && ifVersion !== held) return Promise.resolve(false);
    this.#versions += 1;
    this.#put(key, { value, version: String(this.#versions) });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MOST && oldest !== undefined) this.#entries.delete(oldest);
    return Promise.resolve(true);
  }

  /** Moves the entry to the end of the map, which keeps the order of insertion. */
  #put(key: string, entry: Stored & { readonly version: string }): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }
}

/** The store of all clients without the option `store`: a Worker makes a new client for each request. */
export const sharedStore: TokenStore = /* @__PURE__ */ new MemoryStore();
