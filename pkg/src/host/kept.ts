// A state in a store that must not be lost. A call reads the state, changes the state, and writes it with compare-and-set. If the store
// fails, the call fails.

import { isPayauthError, refuse, typeError } from "../errors.js";
import * as check from "../check.js";
import { CheckedStore, readStore, StoreError } from "./checked-store.js";
import type { Host, HostOptions } from "./options.js";
import { Pauses } from "./pauses.js";
import type { Store } from "./store.js";

/**
 * The functions of the host that {@link once} and {@link sharedRateLimit} use. Each function has a default.
 *
 * @category Stores
 */
export interface StoreHostOptions extends Pick<HostOptions, "clock" | "sleep" | "random" | "storeTimeoutMs"> {}

export const HOST_OPTIONS = ["clock", "sleep", "random", "storeTimeoutMs"] as const;

/** The result of a step, and the new state to write; without `state`, nothing is written. */
export interface Change<T> {
  readonly result: T;
  readonly state?: string;
}

/** The number of lost writes, one after another, after which the store is assumed to reject every write. */
const MAX_LOST = 50;

export class KeptState {
  readonly host: Host;
  readonly #store: CheckedStore;
  readonly #key: string;

  constructor(store: Store, key: string, host: Host) {
    this.host = host;
    this.#store = new CheckedStore(atomic(store), host);
    this.#key = key;
  }

  /** A random name, which no other caller has. */
  name(): string {
    return Array.from(this.host.random(12), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /**
   * Reads the state, changes it and writes it. If another caller has written the state in the meantime, starts again.
   *
   * @param step - called after each read with the state, or with an empty text if there is no state
   * @throws StoreError
   */
  async change<T>(ttlSeconds: number, step: (state: string) => Change<T>): Promise<T> {
    const pauses = new Pauses(this.host);
    let tried: Change<T> | undefined;
    for (let lost = 0; lost < MAX_LOST; lost += 1) {
      const { value, version } = await this.#store.get(this.#key);
      // If a client repeats a write after a failure of the connection, the repeated write conflicts with the first write.
      if (tried !== undefined && value === tried.state) return tried.result;
      tried = stepped(step, value);
      const { result, state } = tried;
      if (state === undefined) return result;
      if (await this.#write(state, ttlSeconds, version)) return result;
      // After a conflict, callers pause for different times.
      const [random = 0] = this.host.random(1);
      await pauses.pause(1 + (random * Math.min(lost, 8)) / 32, undefined);
    }
    throw new StoreError("set", "lost");
  }

  /**
   * Writes a state. After a fault of the store, reads the state again, because the write may have succeeded. If this read fails, too,
   * throws the fault of the write.
   */
  async #write(state: string, ttlSeconds: number, version: string | null): Promise<boolean> {
    try {
      return await this.#store.set(this.#key, state, ttlSeconds, version);
    } catch (error) {
      const read = await this.#store.get(this.#key).catch(() => undefined);
      if (read?.value === state) return true;
      throw error;
    }
  }
}

function stepped<T>(step: (state: string) => Change<T>, state: string): Change<T> {
  try {
    return step(state);
  } catch (error) {
    if (isPayauthError(error) && error.argument === "state") throw new StoreError("get", "unreadable");
    throw error;
  }
}

/** Checks that a store compares versions, which `once` and `sharedRateLimit` need. */
export function atomic(given: unknown): Store {
  const store = readStore(given);
  if (store.atomic === true) return store;
  throw refuse("ERR_OPTION", "store", "must be a store that compares versions and has `atomic: true`");
}

/** The texts of values that are not names. */
const WORDS: readonly string[] = ["undefined", "null", "NaN", "[object Object]"];

/** A name from the caller, encoded as a part of a key. */
export function keyPart(argument: string, name: unknown, longest: number): string {
  const text = check.wellFormed(argument, check.string(argument, name), "ERR_OPTION");
  if (WORDS.includes(text)) throw refuse("ERR_OPTION", argument, "is a word such as undefined; look for a missing value");
  const part = encodeURIComponent(text);
  if (part.length <= longest) return part;
  throw refuse("ERR_OPTION", argument, `has more than ${longest} characters when percent-encoded`);
}

/** Checks an option that is a function. */
export function callable<T>(argument: string, value: T): T {
  if (typeof value === "function") return value;
  throw typeError(argument, "a function", value);
}
