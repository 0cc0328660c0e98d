// A `fetch` that simulates the built-in providers without a network.

import type { DogPayOptions } from "../provider/dogpay.js";
import type { DoorPayOptions } from "../provider/doorpay.js";
import type { DVPayOptions } from "../provider/dvpay.js";
import type { PledgOptions } from "../provider/pledg.js";
import type { WakaPayOptions } from "../provider/wakapay.js";
import { type Signal, throwIfAborted } from "./aborts.js";
import type { HostOptions, HostResponse } from "./options.js";
import type { SimulatedCall, SimulatedMemory, SimulatedProvider } from "./sandbox/call.js";
import * as check from "./coded.js";
import { CREDENTIALS as DOGPAY, dogpay } from "./sandbox/dogpay.js";
import { CREDENTIALS as DOORPAY, doorpay } from "./sandbox/doorpay.js";
import { CREDENTIALS as DVPAY, dvpay } from "./sandbox/dvpay.js";
import { instead, NAMES, type Planned, planned, respond, type SandboxFault, type SandboxProvider } from "./sandbox/faults.js";
import { CREDENTIALS as PLEDG, pledg } from "./sandbox/pledg.js";
import { IssuedTokens } from "./sandbox/tokens.js";
import { CREDENTIALS as WAKAPAY, wakapay } from "./sandbox/wakapay.js";
import { web } from "./sandbox/web.js";

/**
 * The options of {@link sandbox}. Each option has a default.
 *
 * @category Stores
 */
export interface SandboxOptions {
  /** Returns the time in milliseconds since 1970, for the providers and for the clients. Default `Date.now`. */
  readonly clock?: () => number;
  /** The faults of answers, in order. Default: none. */
  readonly faults?: readonly SandboxFault[];
  /** The lifetime of a token in seconds, 1 to 86,400. Default: as the provider documents. */
  readonly lifetimeSeconds?: number;
}

/**
 * A request that the sandbox received. It contains the sandbox's credentials and tokens.
 *
 * @category Stores
 */
export interface SandboxCall {
  /** The provider that received the request. */
  readonly provider: SandboxProvider;
  /** `token` for a token request, `api` for any other request. */
  readonly at: "token" | "api";
  /** The method. */
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  /** The header fields, by lower-case names. */
  readonly headers: { readonly [name: string]: string | undefined };
  /** The body, as text. */
  readonly body: string;
  /** The status of the answer. */
  readonly status: number;
}

/**
 * The result of {@link sandbox}: a `fetch`, and for each provider the options of a client that uses this `fetch`.
 *
 * @category Stores
 */
export interface Sandbox {
  /** The options of `dogpay`. */
  readonly dogpay: Pick<DogPayOptions, "appid" | "secret" | "environment"> & SandboxHost;
  /** The options of `wakapay`. */
  readonly wakapay: Pick<WakaPayOptions, "apiKey" | "apiSecret" | "environment"> & SandboxHost;
  /** The options of `pledg`. */
  readonly pledg: Pick<PledgOptions, "apiKey" | "apiSecret" | "email" | "password" | "merchantSecret" | "environment"> & SandboxHost;
  /** The options of `dvpay`. */
  readonly dvpay: Pick<DVPayOptions, "apiKey" | "apiSecret"> & SandboxHost;
  /** The options of `doorpay`. */
  readonly doorpay: Pick<DoorPayOptions, "apiKey" | "apiSecret" | "environment"> & SandboxHost;
  /** The requests that the sandbox received, in order, except those with the fault `unreachable`. */
  readonly calls: readonly SandboxCall[];
  /**
   * Answers a request like the provider whose API has the path. The host of the URL does not matter.
   *
   * @param url - the URL
   * @param init - the method, the header fields, the body and the signal, as for the global `fetch`
   * @returns the response
   * @throws PayauthError with `ERR_OPTION` for a URL with a path that none of the providers has, or an argument that the global `fetch`
   * rejects; TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   * @throws every error that a fault simulates, and the reason of the signal
   */
  fetch(url: string, init?: object): Promise<HostResponse>;
  /**
   * Adds a fault to the next answers.
   *
   * @param fault - the fault, and the number of answers
   * @throws PayauthError with `ERR_OPTION` for an invalid fault; TypeError with `ERR_ARGUMENT_TYPE` for a member of a wrong type
   */
  fail(fault: SandboxFault): void;
  /**
   * Makes all tokens of a provider invalid, so that the answer to a request with one of them is 401.
   *
   * @param provider - the name of the provider
   * @throws PayauthError with `ERR_OPTION` for an unknown name
   */
  revoke(provider: SandboxProvider): void;
}

/**
 * The functions of the host that a client of a {@link Sandbox} uses.
 *
 * @category Stores
 */
export type SandboxHost = Required<Pick<HostOptions, "fetch" | "clock">>;

/**
 * Simulates DogPay, WakaPay, Pledg, DVPay and DoorPay, and their faults, for tests of your program. It returns a `fetch` that needs
 * no network.
 *
 * It checks credentials, tokens, timestamps, signatures and idempotency keys as the providers document them. It computes signatures
 * with the WebCrypto of the runtime, not with payauth. It answers 404 for an operation that it does not simulate. The real provider
 * may behave differently.
 *
 * @param options - the clock, the faults and the lifetime of tokens
 * @returns a sandbox
 * @throws PayauthError with `ERR_OPTION` for an unknown option, an invalid fault, or a lifetime out of range; TypeError with
 * `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example A token that expires, and a provider that fails
 * ```js
 * import { wakapay } from "payauth";
 * import { sandbox } from "payauth/testing";
 *
 * const box = sandbox();
 * const waka = wakapay(box.wakapay);
 * const balance = async () => (await waka.fetch("/business/balance?currency=USD")).status;
 * console.log(await balance()); // 200
 * box.revoke("wakapay"); // the next call gets 401, and payauth fetches a new token
 * console.log(await balance(), box.calls.filter(({ at }) => at === "token").length); // 200 2
 * box.fail({ provider: "wakapay", at: "api", how: "status", status: 503 });
 * console.log(await balance()); // 503
 * ```
 *
 * @see {@link https://developer.mozilla.org/docs/Web/API/Web_Crypto_API | MDN: Web Crypto API}
 * @category Stores
 */
export function sandbox(options: SandboxOptions = {}): Sandbox {
  const names = ["clock", "faults", "lifetimeSeconds"] as const;
  const { clock = Date.now, faults = [], lifetimeSeconds } = check.options("options", options, names);
  check.ofType("clock", clock, "function");
  if (!Array.isArray(faults)) throw check.typeError("faults", "an array", faults);
  if (lifetimeSeconds !== undefined) check.integer("lifetimeSeconds", lifetimeSeconds, 1, 86_400);
  const providers = new Providers(clock, Array.from(faults, (fault, index) => planned(fault, `faults[${index}]`)), lifetimeSeconds);
  const fetch = (url: string, init: object = {}): Promise<HostResponse> => providers.fetch(url, init);
  const host = { fetch, clock };
  return {
    ...{ dogpay: { ...DOGPAY, ...host }, wakapay: { ...WAKAPAY, ...host }, pledg: { ...PLEDG, ...host } },
    ...{ dvpay: { ...DVPAY, ...host }, doorpay: { ...DOORPAY, ...host } },
    calls: providers.calls,
    fetch,
    fail: (fault) => void providers.faults.push(planned(fault)),
    revoke: (provider) => providers.revoke(provider),
  };
}

const PROVIDERS: { readonly [name in SandboxProvider]: SimulatedProvider } = { dogpay, wakapay, pledg, dvpay, doorpay };

/** The options of `fetch` that the sandbox reads. */
interface Init {
  readonly method?: string;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly signal?: Signal | null;
}

class Providers {
  readonly calls: SandboxCall[] = [];
  readonly faults: Planned[];
  readonly #clock: () => number;
  readonly #memories: { readonly [name in SandboxProvider]: SimulatedMemory };
  #count = 0;

  constructor(clock: () => number, faults: Planned[], lifetimeSeconds: number | undefined) {
    [this.#clock, this.faults] = [clock, faults];
    const memory = (): SimulatedMemory => {
      let ids = 0;
      const id = (): string => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, "0")}`;
      return { entries: new Map(), tokens: new IssuedTokens(), lifetimeSeconds, id };
    };
    this.#memories = { dogpay: memory(), wakapay: memory(), pledg: memory(), dvpay: memory(), doorpay: memory() };
  }

  revoke(provider: SandboxProvider): void {
    check.choice("provider", provider, NAMES);
    this.#memories[provider].tokens.revoke();
  }

  async fetch(url: string, init: Init): Promise<HostResponse> {
    const signal = signalOf(init);
    throwIfAborted(signal);
    const call = await this.#read(url, init);
    const name = NAMES.find((each) => PROVIDERS[each].has(call.path));
    if (name === undefined) throw check.refuse("url", "has a path that no provider of the sandbox uses");
    const [provider, at] = [PROVIDERS[name], PROVIDERS[name].isToken(call.path) ? "token" : "api"] as const;
    const fault = this.faults.find((each) => each.provider === name && each.at === at && each.left > 0);
    if (fault) fault.left -= 1;
    const answer = instead(fault, (status) => provider.refuse(status, call)) ?? (await provider.answer(call, this.#memories[name]));
    const { method, path, headers, text } = call;
    this.calls.push({ provider: name, at, method, path, headers, body: text, status: answer.status });
    return respond(answer, call.now, fault, signal);
  }

  async #read(url: string, { method = "GET", headers, body }: Init): Promise<SimulatedCall> {
    check.ofType("method", method, "string");
    const fields: { [name: string]: string } = {};
    const { pathname, searchParams } = await made("url", "an absolute URL", () => new web.URL(url));
    const given = await made("headers", "header fields that fetch accepts", () => new web.Headers(headers ?? {}));
    given.forEach((value, name) => void (fields[name.toLowerCase()] = value));
    const bytes = new Uint8Array(await made("body", "a body that fetch accepts", () => new web.Response(body ?? "").arrayBuffer()));
    const text = new TextDecoder().decode(bytes);
    const facts = { method: method.toUpperCase(), path: pathname, query: searchParams, headers: fields };
    return { ...facts, body: bytes, text, now: this.#clock(), number: (this.#count += 1) };
  }
}

function signalOf(init: unknown): Signal | undefined {
  if (typeof init !== "object" || init === null) throw check.typeError("init", "the options of fetch", init);
  const { signal } = init as Init;
  if (signal === undefined || signal === null) return undefined;
  check.checkClient("signal", signal, ["addEventListener"], "an AbortSignal");
  return signal;
}

/** Makes an object of the runtime. If the runtime throws, the error names the argument instead. */
async function made<T>(argument: string, expected: string, make: () => T | Promise<T>): Promise<T> {
  try {
    return await make();
  } catch {
    throw check.refuse(argument, `expected ${expected}`);
  }
}
