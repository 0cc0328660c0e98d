// What the driver asks of its host; each can be given, and each has a default.

import * as check from "../check.js";
import { refuse, typeError } from "../errors.js";
import { onAbort, type Signal } from "./aborts.js";
import type { TokenFailure } from "./failure.js";
import { type MinimalResponse, quietly } from "./response.js";
import type { TokenStore } from "./store.js";

export type { Signal } from "./aborts.js";
export type { MinimalResponse } from "./response.js";

/** The `Response` of the host, where its types are known. */
export type HostResponse = typeof globalThis extends { readonly Response: { readonly prototype: infer R } }
  ? R
  : MinimalResponse;

/** What is told of the life of tokens. Nothing in it is a secret. */
export interface TokenEvent {
  /**
   * A token came; a token call failed; a token is served that should have been renewed; `waitUntil` failed, so that work
   * may end with the request.
   */
  readonly type: "refreshed" | "failed" | "degraded" | "wait-until-failed";
  /** Names the credentials and the token endpoint. */
  readonly key: string;
  /** Of the failure. */
  readonly code?: string;
  /** Why a token call failed. */
  readonly cause?: TokenFailure;
}

/** What a client that fetches can be given beside its own options. */
export interface HostOptions {
  /** Sends a request; default the global `fetch`. */
  readonly fetch?: (url: string, init: object) => Promise<MinimalResponse>;
  /** The time in milliseconds since 1970, after 2019; default `Date.now`. Anything else is `ERR_CLOCK`. */
  readonly clock?: () => number;
  /** Waits, and rejects when the signal aborts; default `setTimeout`. */
  readonly sleep?: (ms: number, signal: Signal) => Promise<void>;
  /** So many random bytes; default `crypto.getRandomValues`. */
  readonly random?: (length: number) => Uint8Array;
  /**
   * Where tokens are kept. Default: one store in memory that all clients of the isolate share, or one of its own for a
   * client that is given `fetch` or `clock`.
   */
  readonly store?: TokenStore;
  /** Keeps work alive after the response: `(promise) => ctx.waitUntil(promise)`. If it fails, no call does. */
  readonly waitUntil?: (work: Promise<unknown>) => void;
  /** Hears of tokens. What it throws is ignored, and so is a promise of it that rejects. */
  readonly report?: (event: TokenEvent) => void;
  /** How long a token call may take, 500 to 25,000 milliseconds; default 8,000. */
  readonly tokenTimeoutMs?: number;
}

/** The host, every part of it in place. */
export interface Host extends Required<Omit<HostOptions, "waitUntil" | "report" | "store">> {
  readonly waitUntil: (work: Promise<unknown>) => unknown;
  readonly report: (event: TokenEvent) => void;
  readonly store: TokenStore | undefined;
  /** Whether `fetch` or `clock` is the caller's. */
  readonly isOwn: boolean;
}

const FUNCTIONS = ["fetch", "clock", "sleep", "random", "waitUntil", "report"] as const;
const NAMES: readonly string[] = [...FUNCTIONS, "store", "tokenTimeoutMs"];

/** Tells the host's options from those of the client. */
export function split(options: unknown): [client: unknown, host: Host] {
  if (!check.isPlainObject(options)) return [options, readHost({})];
  // Without a prototype, so that an option called __proto__ is one more unknown name.
  const [client, host] = [Object.create(null), Object.create(null)] as [Record<string, unknown>, Record<string, unknown>];
  for (const name of Object.keys(options)) (NAMES.includes(name) ? host : client)[name] = options[name];
  return [client, readHost(host)];
}

function readHost(given: Record<string, unknown>): Host {
  for (const name of FUNCTIONS) {
    if (given[name] !== undefined && typeof given[name] !== "function") throw typeError(name, "a function", given[name]);
  }
  const { fetch: send, clock, sleep, random, waitUntil, report, store, tokenTimeoutMs } = given as HostOptions;
  return {
    fetch: send ?? ((url, init) => fetch(url, init)),
    clock: () => time((clock ?? Date.now)()),
    sleep: sleep ?? wait,
    random: random ?? ((length) => crypto.getRandomValues(new Uint8Array(length))),
    waitUntil: waitUntil ?? (() => undefined),
    // A listener that fails must not fail the call that it hears of.
    report: (event) => quietly(() => report?.(event)),
    store: store === undefined ? undefined : checkStore(store),
    isOwn: send !== undefined || clock !== undefined,
    tokenTimeoutMs:
      tokenTimeoutMs === undefined ? 8_000 : check.integer("tokenTimeoutMs", tokenTimeoutMs, 500, 25_000),
  };
}

/** What a clock gave, if that is a time: seconds, text and a clock that is not set are none. */
function time(given: unknown): number {
  if (typeof given === "number" && given >= FIRST_TIME && given <= LAST_TIME) return Math.floor(given);
  const detail = "gives no milliseconds since 1970 of a time after 2019; give what Date.now() gives inside a request";
  throw refuse("ERR_CLOCK", "clock", detail);
}

const FIRST_TIME = 1_577_836_800_000;
const LAST_TIME = 253_402_300_799_999;

function checkStore(store: unknown): TokenStore {
  const { get, set } = Object(store) as { get?: unknown; set?: unknown };
  if (typeof get !== "function" || typeof set !== "function") throw typeError("store", "an object with get and set", store);
  return store as TokenStore;
}

function wait(ms: number, signal: Signal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      forget();
      resolve();
    }, ms);
    const forget = onAbort(signal, () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
