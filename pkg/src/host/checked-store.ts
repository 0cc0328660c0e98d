// Wraps a user's store: checks every answer, and gives every fault a code. Errors of a Redis client may quote the stored value, so
// only their name and code are kept.

import { isPayauthError, PayauthError, typeError } from "../errors.js";
import type { Signal } from "./aborts.js";
import { ofError } from "./failure.js";
import type { Store, Stored } from "./store.js";
import { type Sleeping, timeout } from "./turn.js";

/**
 * The fault of a store. `failed`: the store threw. `timeout`: the store did not answer in time. `malformed`: the store returned an
 * invalid result. `unreadable`: the store returned a value that payauth cannot read. `lost`: the store rejected every write.
 * `not-compared`: the `atomic` of the store is `true`, but the store does not compare versions.
 *
 * @category Stores
 */
export type StoreFault = "failed" | "timeout" | "malformed" | "unreadable" | "lost" | "not-compared";

/** An entry, with the version to compare in the next write. */
export interface Entry {
  /** The value; an empty text if there is no entry. */
  readonly value: string;
  /** The version, or the value if the entry has no version; `null` if there is no entry. */
  readonly version: string | null;
}

/** The functions of the host that limit the time of each call of a store. */
export interface Bounds extends Sleeping {
  readonly storeTimeoutMs: number;
}

const DETAILS: { readonly [fault in StoreFault]: string } = {
  "failed": "failed; log the error inside the store, because payauth hides the text of the error",
  "timeout": "was too slow; check the store and `storeTimeoutMs`",
  "malformed": "returned a wrong value; `get` must return null or { value, version } (strings), and `set` must return true or false",
  "unreadable": "returned a value that payauth did not write; only payauth may change its entries in the store",
  "lost": "returned false for every write; it must write and return true if the entry still has the version `ifVersion`",
  "not-compared": "has `atomic: true`, but does not compare versions",
};

/** A coded error for a fault of a store. */
export class StoreError extends PayauthError {
  readonly fault: StoreFault;

  /**
   * @param thrown - the error of the store, of which the name and the code are kept
   * @param text - the text of the error, if it differs from the usual text for the fault
   */
  constructor(method: "get" | "set", fault: StoreFault, thrown?: unknown, text: string = DETAILS[fault]) {
    const { name, code = name } = ofError(thrown);
    const detail = code === undefined ? text : text.replace("failed", `failed with ${code}`);
    super({ code: "ERR_STORE", blame: "peer", argument: `store.${method}`, detail });
    this.fault = fault;
  }
}

/** The error for several answers in a row that arrived before the timeout, but were too slow. */
export function tooSlow(ms: number, times: number): StoreError {
  const detail = `took more than ${Math.floor(ms)} ms ${times} times in a row; use a faster store, or check the option \`clock\``;
  return new StoreError("set", "timeout", undefined, detail);
}

export class CheckedStore {
  /** Whether the store compares versions; unknown if the store has no `atomic`. */
  readonly isAtomic: boolean | undefined;
  readonly #store: Store;
  readonly #bounds: Bounds;

  constructor(store: Store, bounds: Bounds) {
    this.#store = store;
    this.#bounds = bounds;
    this.isAtomic = store.atomic;
  }

  /**
   * Reads an entry. If the read fails, the entry is read a second time, because many clients fail one time after a connection was closed or
   * a replica was promoted.
   *
   * @throws only StoreError, and the errors of `sleep`
   */
  async get(key: string): Promise<Entry> {
    const read = (): Promise<unknown> => this.#bounded("get", () => this.#store.get(key));
    const stored = await read().catch((error: unknown) => {
      if (faultOf(error) !== "failed") throw error;
      return read();
    });
    try {
      if (stored === undefined || stored === null) return { value: "", version: null };
      const { value, version } = Object(stored) as Partial<Stored>;
      if (typeof value === "string" && (version === undefined || typeof version === "string")) {
        return { value, version: version ?? value };
      }
    } catch {
      // A getter threw.
    }
    throw new StoreError("get", "malformed");
  }

  /** @throws only StoreError, and the errors of `sleep` */
  async set(key: string, value: string, ttlSeconds: number, version: string | null): Promise<boolean> {
    const condition = this.isAtomic === false ? {} : { ifVersion: version };
    const isSet = await this.#bounded("set", () => this.#store.set(key, value, { ttlSeconds, ...condition }));
    if (typeof isSet !== "boolean") throw new StoreError("set", "malformed");
    return isSet;
  }

  async #bounded(method: "get" | "set", call: () => unknown): Promise<unknown> {
    const timer = new AbortController();
    const answer = (async () => call())().catch((error: unknown) => {
      throw new StoreError(method, "failed", error);
    });
    answer.catch(() => undefined);
    try {
      return await Promise.race([answer, this.#limit(method, timer.signal)]);
    } catch (error) {
      if (method === "set" && faultOf(error) === "timeout") late.set(error as StoreError, answer);
      throw error;
    } finally {
      timer.abort();
    }
  }

  /** Returns a promise that rejects after the timeout. */
  async #limit(method: "get" | "set", signal: Signal): Promise<never> {
    await timeout(this.#bounds.storeTimeoutMs, this.#bounds, signal);
    throw new StoreError(method, "timeout");
  }
}

/** Checks the type of a store. */
export function readStore(store: unknown): Store {
  const { get, set, atomic } = Object(store) as { [name in keyof Store]?: unknown };
  const isStore = typeof get === "function" && typeof set === "function";
  if (!isStore || (atomic !== undefined && typeof atomic !== "boolean")) {
    throw typeError("store", "an object with atomic (boolean), get and set (functions)", store);
  }
  return store as Store;
}

/** A promise of the answer of a write that took too long, because this answer may still arrive; `undefined` for any other error. */
export function lateWrite(error: unknown): Promise<unknown> | undefined {
  return late.get(error as StoreError);
}

/** The errors of writes that took too long. A log of an error does not show the answer. */
const late = /* @__PURE__ */ new WeakMap<StoreError, Promise<unknown>>();

/** The fault of an error that a store caused; `undefined` for any other error. */
export function faultOf(error: unknown): StoreFault | undefined {
  return error instanceof StoreError ? error.fault : undefined;
}

/** Whether the wasm module rejected a stored value because the value was truncated, or was written by a newer version of payauth. */
export function isUnreadable(error: unknown): boolean {
  return isPayauthError(error) && UNREADABLE.includes(error.code);
}

const UNREADABLE: readonly string[] = ["ERR_TOKEN_STATE", "ERR_TOO_LARGE", "ERR_ENCODING"];
