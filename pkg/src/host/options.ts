// The functions of the host that `client.fetch` uses. Each function is an option with a default.

import * as check from "../check.js";
import { refuse, typeError } from "../errors.js";
import { MAX_TIME_MS, MIN_CLOCK_MS } from "../generated/boundary.js";
import { onAbort, reasonOf, type Signal } from "./aborts.js";
import type { TokenFailure } from "./failure.js";
import { type MinimalResponse, quietly } from "./response.js";
import { readStore, type StoreFault } from "./checked-store.js";
import type { Store } from "./store.js";


/**
 * The `Response` type of the host, or {@link MinimalResponse} if the compiler's libraries have no `Response`.
 *
 * @category Clients
 */
export type HostResponse = typeof globalThis extends { readonly Response: { readonly prototype: infer R } }
  ? R
  : MinimalResponse;

/**
 * An event of an access token, for `report`. It contains no secret.
 *
 * @category Tokens
 */
export interface TokenEvent {
  /**
   * `refreshed`: a new token arrived. `failed`: a token request failed. `degraded`: an old token is used because the refresh
   * failed. `wait-until-failed`: `waitUntil` failed, so a refresh may be cancelled when the request ends. `store-failed`: the
   * store has a fault, so other isolates may not get the token.
   */
  readonly type: "refreshed" | "failed" | "degraded" | "wait-until-failed" | "store-failed";
  /** Identifies the credentials and the token endpoint, like the `key` of a {@link TokenMachine}. */
  readonly key: string;
  /** The code of the failure; absent for the events `refreshed` and `degraded`. */
  readonly code?: string;
  /** The reason of a failed token request; absent for other events. */
  readonly cause?: TokenFailure;
  /** The fault of the store; absent for other events. */
  readonly fault?: StoreFault;
}

/**
 * The options of a client that sends its requests, besides its credentials. Each option has a default.
 *
 * @category Clients
 */
export interface HostOptions {
  /** Sends a request. Default: the global `fetch`. */
  readonly fetch?: (url: string, init: object) => Promise<MinimalResponse>;
  /**
   * Returns the time in milliseconds since 1970. A time before 2020 throws `ERR_CLOCK`. Default `Date.now`; for `sharedRateLimit`, a
   * clock that nobody can set forward or back.
   */
  readonly clock?: () => number;
  /** Waits for `ms` milliseconds, and rejects when the signal aborts. Default: `setTimeout`. */
  readonly sleep?: (ms: number, signal: Signal) => Promise<void>;
  /** Returns `length` random bytes. Default: `crypto.getRandomValues`. */
  readonly random?: (length: number) => Uint8Array;
  /**
   * The store that shares tokens with other processes and isolates. Default: none.
   *
   * Each process or isolate also has a memory of tokens, which is read before the store. Clients whose options `fetch` and `clock`
   * are the same share this memory. While the store fails, only the memory is used.
   */
  readonly store?: Store;
  /**
   * The timeout of the store in milliseconds, 10 to 10,000. After this time, a call of a client continues without the store; `once`
   * and `sharedRateLimit` reject with `ERR_STORE`. Default 1,000.
   */
  readonly storeTimeoutMs?: number;
  /**
   * Keeps a token refresh running after the response, such as in Cloudflare Workers: `(work) => ctx.waitUntil(work)`. Errors of this
   * function are reported, and do not make a call fail. Default: none.
   */
  readonly waitUntil?: (work: Promise<unknown>) => void;
  /** A function that is called for each event of a token. Errors and rejections of this function are ignored. Default: none. */
  readonly report?: (event: TokenEvent) => void;
  /** The timeout of a token request in milliseconds, 500 to 25,000. Default 8,000. */
  readonly tokenTimeoutMs?: number;
}

/** The options of the host, with the defaults filled in. */
export interface Host extends Required<Omit<HostOptions, "waitUntil" | "report" | "store">> {
  readonly waitUntil: (work: Promise<unknown>) => unknown;
  readonly report: (event: TokenEvent) => void;
  readonly store: Store | undefined;
  /** The time, or the last known time if the clock fails. It is for use after a request was sent, where no error may be thrown. */
  readonly latest: () => number;
  /** The functions that the caller passed. */
  readonly own: { readonly fetch: object | undefined; readonly clock: object | undefined };
}

const FUNCTIONS = ["fetch", "clock", "sleep", "random", "waitUntil", "report"] as const;
const NAMES: readonly string[] = /* @__PURE__ */ ["store", "storeTimeoutMs", "tokenTimeoutMs"].concat(FUNCTIONS);

/** Separates the options of the host from the options of the client. */
export function split(options: unknown): [client: unknown, host: Host] {
  if (!check.isPlainObject(options)) return [options, readHost({})];
  // The object has no prototype, so that an option called __proto__ is an unknown name like any other.
  const [client, host] = [Object.create(null), Object.create(null)] as [Record<string, unknown>, Record<string, unknown>];
  for (const name of Object.keys(options)) (NAMES.includes(name) ? host : client)[name] = options[name];
  return [client, readHost(host)];
}

/** Checks the options of the host, and fills in the defaults. */
export function readHost(given: Record<string, unknown>): Host {
  functions(given, FUNCTIONS);
  const { fetch: send, clock, sleep, random, waitUntil, report, store } = given as HostOptions;
  const { tokenTimeoutMs = 8_000, storeTimeoutMs = 1_000 } = given;
  return {
    fetch: send ?? ((url, init) => fetch(url, init)),
    ...clocks(clock ?? Date.now),
    sleep: sleep === undefined ? wait : (ms, signal) => slept(sleep(ms, signal)),
    random: random === undefined ? draw : (length) => drawn(random(length), length),
    waitUntil: waitUntil ?? (() => undefined),
    // An error of `report` must not make the call fail.
    report: (event) => quietly(() => report?.(event)),
    store: store === undefined ? undefined : readStore(store),
    own: { fetch: send, clock },
    tokenTimeoutMs: check.integer("tokenTimeoutMs", tokenTimeoutMs, 500, 25_000),
    storeTimeoutMs: check.integer("storeTimeoutMs", storeTimeoutMs, 10, 10_000),
  };
}

/** Checks that each of these options is a function, or is absent. */
export function functions(given: Record<string, unknown>, names: readonly string[]): void {
  for (const name of names) {
    if (given[name] !== undefined && typeof given[name] !== "function") throw typeError(name, "a function", given[name]);
  }
}

function clocks(clock: () => number): Pick<Host, "clock" | "latest"> {
  let last = MIN_CLOCK_MS;
  const read = (): number => (last = time(clock()));
  const latest = (): number => {
    try {
      return read();
    } catch {
      return last;
    }
  };
  return { clock: read, latest };
}

/** Checks the type of a signal. */
export function readSignal(signal: unknown): Signal | undefined {
  if (signal === undefined) return undefined;
  const { addEventListener, removeEventListener } = Object(signal) as { [name in keyof Signal]?: unknown };
  if (typeof addEventListener === "function" && typeof removeEventListener === "function") return signal as Signal;
  throw typeError("signal", "an AbortSignal", signal);
}

/** Checks the result of `fetch`: an object. */
export function answered(given: unknown): MinimalResponse {
  if (typeof given === "object" && given !== null) return given as MinimalResponse;
  throw refuse("ERR_OPTION", "fetch", "must return a Response, as the global fetch does");
}

/** Checks the result of `sleep`: a promise. */
function slept(given: unknown): Promise<void> {
  if (typeof (given as PromiseLike<void> | null | undefined)?.then === "function") return Promise.resolve(given as Promise<void>);
  throw refuse("ERR_OPTION", "sleep", "must return a promise that resolves after the given milliseconds");
}

function draw(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** Checks the result of `random`: bytes of the requested length. */
function drawn(given: unknown, length: number): Uint8Array {
  if (check.isBytes(given) && check.lengthOf(given) === length) return check.fixed("random", given);
  throw refuse("ERR_OPTION", "random", "must return a Uint8Array of the requested length");
}

/** Checks the result of a clock. Seconds, text and the time of an unset clock are rejected. */
function time(given: unknown): number {
  if (typeof given === "number" && given >= MIN_CLOCK_MS && given <= MAX_TIME_MS) return Math.floor(given);
  const detail =
    "must return a time after 2019 in milliseconds since 1970; in Workers, Date.now() is 0 outside a request";
  throw refuse("ERR_CLOCK", "clock", detail);
}

function wait(ms: number, signal: Signal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      forget();
      resolve();
    }, ms);
    const forget = onAbort(signal, () => {
      clearTimeout(timer);
      reject(reasonOf(signal));
    });
  });
}
