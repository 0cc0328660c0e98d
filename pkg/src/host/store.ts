// Where the states of tokens are kept.

/** A state, and which one it is. */
export interface Stored {
  readonly value: string;
  /** Differs for each value that was set; `undefined` where the store cannot tell. */
  readonly version?: string | undefined;
}

/** How a state is kept. */
export interface StoreOptions {
  /** After this many seconds the store may forget it. */
  readonly ttlSeconds: number;
  /** Set only if this is still the version; `null` if there must be none. Absent: set whatever is there. */
  readonly ifVersion?: string | null | undefined;
}

/**
 * Keeps the states of tokens, which are secrets. A store that knows versions and compares them, as Durable Objects, Deno
 * KV and Redis can, lets one of all isolates fetch a token. One that does not, as Workers KV, costs a token call for each
 * isolate that needs one at the same time, and is right all the same: keep one such object in each isolate.
 */
export interface TokenStore {
  get(key: string): Promise<Stored | undefined>;
  /** Whether it was set; `false` only for another version. */
  set(key: string, value: string, options: StoreOptions): Promise<boolean>;
}

const MOST = 1000;

/**
 * States in memory, of the thousand credentials that were used last.
 *
 * What `get` gives is plain, as any store's answer is: it shows the token when it is logged.
 */
export class MemoryStore implements TokenStore {
  readonly #entries = new Map<string, Stored & { readonly version: string }>();
  #versions = 0;

  get(key: string): Promise<Stored | undefined> {
    const held = this.#entries.get(key);
    if (held !== undefined) this.#put(key, held);
    return Promise.resolve(held);
  }

  set(key: string, value: string, { ifVersion }: StoreOptions): Promise<boolean> {
    const held = this.#entries.get(key)?.version ?? null;
    if (ifVersion !== undefined && ifVersion !== held) return Promise.resolve(false);
    this.#versions += 1;
    this.#put(key, { value, version: String(this.#versions) });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MOST && oldest !== undefined) this.#entries.delete(oldest);
    return Promise.resolve(true);
  }

  /** A map keeps the order in which its names came: the last one was used last. */
  #put(key: string, entry: Stored & { readonly version: string }): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }
}

/** The store of all clients in this isolate that were given none: Workers make their clients anew for each request. */
export const sharedStore: TokenStore = /* @__PURE__ */ new MemoryStore();
