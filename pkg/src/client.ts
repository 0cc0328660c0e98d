// What the clients of all providers have in common.

import * as check from "./check.js";
import { answer, guarded, placeLines, placeWhole, recover, result } from "./scratch.js";
import * as raw from "./raw.js";
import type { Disposer } from "./dispose.js";
import { isPayauthError, refuse } from "./errors.js";
import { Handle } from "./handle.js";
import { type AuthorizedRequest, type SignOptions, sign } from "./request.js";

/** What every client can be given beside its credentials. */
export interface ClientOptions {
  /** Where the API is, if not at the provider's public address: https, or http on loopback. */
  readonly baseUrl?: string;
  /**
   * A page shows its secrets to everybody who opens it, so a client refuses to be made in one. `true` makes it anyway: for
   * a tool that runs on the merchant's own machine with sandbox credentials.
   */
  readonly dangerouslyAllowBrowser?: boolean;
}

/** What the client of every provider does. */
export interface Client extends Disposer {
  /**
   * Authorizes a request. Nothing is sent: give the result to `fetch(request.url, request)`.
   *
   * To send an operation again, sign it again: with the same `idempotencyKey`, and the time it is now.
   *
   * @throws {PayauthError} `ERR_PATH`, `ERR_METHOD`, `ERR_BODY`, `ERR_IDEMPOTENCY_KEY`, `ERR_FIELD_NAME`,
   * `ERR_FIELD_VALUE`, `ERR_FIELD_FORBIDDEN`, `ERR_TIME`, `ERR_ENCODING`, `ERR_TOO_LARGE`, `ERR_OPTION`, `ERR_DISPOSED`
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  sign(options: SignOptions): AuthorizedRequest;

  /**
   * Reads an error answer, whichever of the provider's shapes it has. An unknown shape has no `message`.
   *
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  readError(answer: ErrorAnswer): Problem;

  /** Overwrites what the wasm module holds of the credentials. The client signs no more. */
  dispose(): void;
}

/** An answer of the provider whose status says that it refused. */
export interface ErrorAnswer {
  /** The status, 100 to 599. */
  readonly status: number;
  /** The body, as text or bytes. */
  readonly body: string | Uint8Array;
}

/** An error answer, read. */
export interface Problem {
  readonly status: number;
  /** The provider's own words; the whole text where the answer is not JSON, or is longer than 64 KiB. */
  readonly message?: string;
  /** The provider's code. */
  readonly code?: string;
  /** The provider's id of the request. */
  readonly requestId?: string;
  /** What is wrong with which field of the request. */
  readonly fields: { readonly [name: string]: string };
  /** Whether the same request, with the same idempotency key, may be sent again after a while. */
  readonly retry: "later" | "no";
}

/** A client of the provider called `provider`, whose options are checked by name here and by value in the core. */
export class BaseClient implements Client {
  readonly #handle: Handle;

  constructor(provider: string, credentials: readonly string[], names: readonly string[], given: unknown) {
    const options = check.options("options", given, [...credentials, ...names, "baseUrl", "dangerouslyAllowBrowser"]);
    refuseBrowser(options["dangerouslyAllowBrowser"]);
    const environment = names.includes("environment") ? check.string("environment", options["environment"]) : "";
    const lines = [provider, environment, baseUrl(options["baseUrl"])];
    for (const name of credentials) {
      const text = check.string(name, options[name]);
      lines.push(name, check.wellFormed(name, text, "ERR_SECRET"));
    }
    this.#handle = new Handle("client", () => raw.clientNew(placeLines("options", lines)), true);
  }

  sign(options: SignOptions): AuthorizedRequest {
    return sign(this.#handle, options);
  }

  readError(given: ErrorAnswer): Problem {
    const options = check.options("answer", given, ["status", "headers", "body"]);
    const status = check.integer("status", options["status"], 100, 599);
    const body = check.stringOrBytes("body", options["body"]);
    const later = guarded(() => result(raw.clientMayRetry(this.#handle.live(), status)));
    return { status, ...this.#problem(body), retry: later === 1 ? "later" : "no" };
  }

  /** What the answer says, if it is JSON of a known shape; else its whole text. */
  #problem(body: string | Uint8Array): Pick<Problem, "message" | "code" | "requestId" | "fields"> {
    try {
      const read = this.call("body", body, (client, length) => raw.clientReadError(client, length));
      const [message, code, requestId, fields] = JSON.parse(read) as [unknown, unknown, unknown, unknown];
      return { ...text({ message, code, requestId }), fields: text(Object(fields)) };
    } catch (error) {
      if (!isPayauthError(error) || (error.blame !== "peer" && error.code !== "ERR_TOO_LARGE")) throw error;
      const message = typeof body === "string" ? body : new TextDecoder().decode(body);
      return { ...(message.trim() && { message }), fields: {} };
    }
  }

  dispose(): void {
    this.#handle.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The answer of a call that takes one text. */
  protected call(argument: string, text: string | Uint8Array, call: (client: number, length: number) => number): string {
    try {
      const client = this.#handle.live();
      const whole = typeof text === "string" ? text.toWellFormed() : text;
      return answer(call(client, placeWhole(argument, whole)));
    } catch (error) {
      throw recover(error);
    }
  }
}

/** Those members that are text, or numbers, which become text. */
function text(members: object): { [name: string]: string } {
  const texts = Object.entries(members).filter(([, value]) => typeof value === "string" || typeof value === "number");
  return Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
}

function baseUrl(value: unknown): string {
  if (value === undefined) return "";
  const url = check.string("baseUrl", value);
  if (url === "") throw refuse("ERR_BASE_URL", "baseUrl", "is empty");
  return url;
}

function refuseBrowser(allowed: unknown): void {
  if (allowed !== undefined && check.boolean("dangerouslyAllowBrowser", allowed)) return;
  if ((globalThis as { window?: { document?: unknown } }).window?.document === undefined) return;
  const detail = "would show the credentials to everybody who opens the page; call the provider from a server";
  throw refuse("ERR_BROWSER", "dangerouslyAllowBrowser", detail);
}
