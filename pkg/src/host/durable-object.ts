// A store in Durable Objects: a class to export from your Worker, and a store that uses its namespace. It has no dependencies.

import { checkClient } from "./coded.js";
import type { HostResponse } from "./options.js";
import type { Store, Stored, StoreOptions } from "./store.js";

/**
 * The part of a `DurableObjectState` that the object uses.
 *
 * @category Stores
 */
export interface StoreObjectState {
  /** The storage of the object, which contains the object's entry. */
  readonly storage: {
    get(key: string): Promise<unknown>;
    put(key: string, value: unknown): Promise<void>;
    deleteAll(): Promise<void>;
    setAlarm(time: number): Promise<void>;
  };
}

/**
 * The part of a `DurableObjectNamespace` that the store uses.
 *
 * @category Stores
 */
export interface StoreObjectNamespace {
  /** Returns the id of the object with a name. */
  readonly idFromName: (name: string) => unknown;
  /** Returns a stub of the object with an id. */
  readonly get: (id: never) => { fetch(url: string, init: { method: string; body: string }): Promise<{ json(): Promise<unknown>; ok: boolean }> };
}

/** The message to an object: a read, or a write. */
type AskedObject = Pick<StoreOptions, "ifVersion"> & { readonly value?: string; readonly ttlSeconds?: number };

interface StoredEntry {
  readonly value: string;
  readonly version: string;
  /** The time in milliseconds since 1970 at which the entry expires. */
  readonly ends: number;
}

/**
 * The class of the objects. Each object keeps one entry, so the entries of different keys never wait for each other.
 *
 * @example The Worker's configuration names the class that the Worker exports
 * ```js
 * import { StoreObject } from "payauth/durable-object";
 *
 * export { StoreObject }; // in wrangler.toml: class_name = "StoreObject", and new_sqlite_classes = ["StoreObject"]
 * console.log(typeof StoreObject); // function
 * ```
 *
 * @see {@link https://developers.cloudflare.com/durable-objects/ | Cloudflare: Durable Objects}
 * @category Stores
 */
export class StoreObject {
  readonly #storage: StoreObjectState["storage"];

  /**
   * Called by the runtime.
   *
   * @param state - the state of the object
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for a state without a storage
   */
  constructor(state: StoreObjectState) {
    const { storage } = Object(state) as Partial<StoreObjectState>;
    checkClient("state.storage", storage, ["get"], "the storage of a Durable Object");
    this.#storage = state.storage;
  }

  /** Answers a read or a write. The runtime runs no other request between the `get` and the `put` of the storage. */
  async fetch(request: { json(): Promise<unknown> }): Promise<HostResponse> {
    const { value, ifVersion, ttlSeconds = 0 } = (await request.json()) as AskedObject;
    const now = Date.now();
    const kept = (await this.#storage.get("entry")) as StoredEntry | undefined;
    const held = kept && kept.ends > now ? kept : undefined;
    if (value === undefined) return json(held ? { value: held.value, version: held.version } : null);
    const isSet = ifVersion === undefined || ifVersion === (held?.version ?? null);
    if (isSet) {
      const ends = now + ttlSeconds * 1000;
      // A version is never used twice, even after the entry was deleted.
      await this.#storage.put("entry", { value, version: crypto.randomUUID(), ends });
      await this.#storage.setAlarm(ends);
    }
    return json(isSet);
  }

  /** Deletes an expired entry. */
  async alarm(): Promise<void> {
    const kept = (await this.#storage.get("entry")) as StoredEntry | undefined;
    if (kept && kept.ends > Date.now()) await this.#storage.setAlarm(kept.ends);
    else await this.#storage.deleteAll();
  }
}

function json(value: unknown): HostResponse {
  return (globalThis as unknown as { Response: { json(value: unknown): HostResponse } }).Response.json(value);
}

/**
 * Makes a store that uses a namespace of {@link StoreObject}. All isolates see the writes in the same order.
 *
 * @param namespace - the binding, such as `env.STORE`
 * @returns a store with `atomic: true`
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for a value without the method `idFromName`. The methods of the store throw the errors of
 * the namespace, but `get` tries a second time before it throws.
 *
 * @example A binding called STORE
 * ```js
 * import { durableObjectStore, StoreObject } from "payauth/durable-object";
 *
 * const entries = new Map(); // instead of the runtime, from here
 * const storage = { get: async (k) => entries.get(k), put: async (k, v) => void entries.set(k, v), setAlarm: async () => {} };
 * const stub = { fetch: (url, init) => new StoreObject({ storage }).fetch(new Request(url, init)) };
 * const env = { STORE: { idFromName: (name) => name, get: () => stub } }; // to here
 * const store = durableObjectStore(env.STORE);
 * console.log(await store.set("k", "v", { ttlSeconds: 60, ifVersion: null })); // true
 * ```
 *
 * @see {@link https://developers.cloudflare.com/durable-objects/best-practices/error-handling/ | Cloudflare: Error handling}
 * @category Stores
 */
export function durableObjectStore(namespace: StoreObjectNamespace): Store {
  checkClient("namespace", namespace, ["idFromName"], "the binding of a Durable Object namespace, such as env.STORE");
  // A stub always fails after its object was reset, so each call gets a new stub.
  const ask = async (key: string, asked: AskedObject): Promise<unknown> => {
    const stub = namespace.get(namespace.idFromName(key) as never);
    const response = await stub.fetch("https://store/", { method: "POST", body: JSON.stringify(asked) });
    if (!response.ok) throw new Error("the Durable Object failed; its class must be StoreObject");
    return response.json();
  };
  return {
    atomic: true,
    // A deployment resets the object. A read can be repeated. A write is not repeated, because a write that failed may have been stored.
    get: (key) => ask(key, {}).catch(() => ask(key, {})) as Promise<Stored | null>,
    set: (key, value, options) => ask(key, { ...options, value }) as Promise<boolean>,
  };
}
