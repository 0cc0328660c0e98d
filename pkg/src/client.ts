// What the clients of all providers have in common.

import * as check from "./check.js";
import { answer, core, guarded, placeLines, placeWhole, result } from "./scratch.js";
import type { Disposer } from "./dispose.js";
import { isPayauthError, refuse } from "./errors.js";
import { Handle } from "./handle.js";
import { fieldOf, type HeaderFields } from "./headers.js";
import { TAG_ENCODINGS, type TagEncoding } from "./hmac.js";
import { type AuthorizedRequest, type SignOptions, sign } from "./request.js";
import { handleLooks, type Looks, type Scheme, schemeHandle } from "./scheme.js";
import {
  DELIVERY,
  made,
  readDelivery,
  type RawBody,
  receive,
  secretLines,
  type VerifiedWebhook,
  type WebhookDelivery,
  type WebhookSecret,
} from "./webhook.js";

/** What every client can be given beside its credentials. */
export interface ClientOptions extends WebhookOptions {
  /** Where the API is, if not at the provider's public address: https, or http on loopback. */
  readonly baseUrl?: string;
  /**
   * A page shows its secrets to everybody who opens it, so a client refuses to be made in one. `true` makes it anyway: for
   * a tool that runs on the merchant's own machine with sandbox credentials.
   */
  readonly dangerouslyAllowBrowser?: boolean;
}

/** What the clients of providers with access tokens can be given. */
export interface TokenOptions {
  /**
   * How many milliseconds before its end a token is renewed, while it is still used; 0 renews it at its end. Default: the
   * provider's own advice, and never above half of the token's life.
   */
  readonly earlyMs?: number;
  /** Whether the `exp` of a token that is a JWT counts where the answer names no life. Default `false`. */
  readonly readsExp?: boolean;
}

/** How webhooks are verified. Unless given, as the provider documents it, by the credentials that it names. */
export interface WebhookOptions {
  /** The secrets of webhooks, where they have one of their own, or where credentials were changed. */
  readonly webhookSecrets?: readonly WebhookSecret[];
  /** How they are signed, where the provider does not say, or said otherwise to you. */
  readonly webhookScheme?: Scheme;
  /** How the tag is written, where the provider does not say. */
  readonly webhookEncoding?: TagEncoding;
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

  /**
   * Verifies a webhook of the provider, over its raw bytes.
   *
   * @throws {PayauthError} as the function {@link verifyWebhook}; `ERR_OPTION` where the provider does not say how it
   * signs; `ERR_SECRET` where webhooks have a secret of their own, and none was given
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`, `ERR_BODY_NOT_RAW`
   */
  verifyWebhook(delivery: WebhookDelivery): VerifiedWebhook;

  /**
   * Overwrites what the wasm module holds of the credentials, and drops `webhookSecrets`. The client signs and verifies no
   * more.
   */
  dispose(): void;
}

/** An answer of the provider whose status says that it refused. */
export interface ErrorAnswer {
  /** The status, 0 to 999. One that HTTP does not have (RFC 9110, 15) is never a reason to send a request again. */
  readonly status: number;
  /** The body, as text or bytes. */
  readonly body: RawBody;
  /** The header fields, for `Retry-After`. */
  readonly headers?: HeaderFields;
  /** When the answer came, for `Retry-After`. */
  readonly now?: Date;
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
  /** When, if the answer's `Retry-After` and the time it came were given: at most a week later. */
  readonly retryAt?: Date;
  /** Whether the operation may exist already, if this answers a second attempt: look it up before anything else. */
  readonly mayExist: boolean;
}

/** What tells the providers apart on this side of the boundary. */
export interface Description {
  readonly provider: string;
  readonly credentials: readonly string[];
  /** Whether credentials may be left out: the core says which. */
  readonly isPartial?: boolean;
  readonly hasEnvironments?: boolean;
  readonly hasTokens?: boolean;
  /** Whether requests carry the time of signing. */
  readonly isTimed?: boolean;
}

/**
 * A client of the provider that is described; its options are checked by name here and by value in the core.
 *
 * @internal
 */
export class BaseClient implements Client {
  readonly #handle: Handle;
  readonly #description: Description;
  #webhooks: Webhooks | undefined;
  #receiver: Handle | undefined;
  #looks: Looks | undefined;

  constructor(description: Description, given: unknown) {
    const { provider, credentials, isPartial, hasEnvironments, hasTokens } = description;
    const names = [...credentials, ...WEBHOOK_OPTIONS, "baseUrl", "dangerouslyAllowBrowser"];
    if (hasEnvironments) names.push("environment");
    if (hasTokens) names.push("earlyMs", "readsExp");
    const options = check.options("options", given, names);
    refuseBrowser(options["dangerouslyAllowBrowser"]);
    const environment = hasEnvironments ? check.string("environment", options["environment"]) : "";
    const lines = [provider, environment, baseUrl(options["baseUrl"]), ...policy(options)];
    for (const name of credentials) {
      if (isPartial && options[name] === undefined) continue;
      const text = check.string(name, options[name]);
      lines.push(name, check.wellFormed(name, text, "ERR_SECRET"));
    }
    this.#handle = new Handle("client", () => core().clientNew(placeLines("options", lines)), true);
    this.#description = description;
    this.#webhooks = readWebhooks(options);
  }

  /** @internal */
  get description(): Description {
    return this.#description;
  }

  /** @internal */
  get handle(): Handle {
    return this.#handle;
  }

  sign(options: SignOptions): AuthorizedRequest {
    return sign(this.#handle, options);
  }

  readError(answered: ErrorAnswer): Problem {
    const options = check.options("answer", answered, ["status", "headers", "body", "now"]);
    const status = check.integer("status", options["status"], 0, 999);
    const given = options["body"];
    const body = typeof given === "string" ? given : check.buffer("body", given);
    const says = guarded(() => result(core().clientReadStatus(this.#handle.live(), status)));
    const retryAt = retryTime(options["headers"], options["now"]);
    const retry = says & 1 ? "later" : "no";
    return { status, ...this.#problem(body), retry, ...(retryAt && { retryAt }), mayExist: (says & 2) !== 0 };
  }

  /** What the answer says, if it is JSON of a known shape; else its whole text. */
  #problem(body: string | Uint8Array): Pick<Problem, "message" | "code" | "requestId" | "fields"> {
    try {
      const read = this.call("body", body, (client, length) => core().clientReadError(client, length));
      const [message, code, requestId, fields] = JSON.parse(read) as [unknown, unknown, unknown, unknown];
      return { ...text({ message, code, requestId }), fields: text(Object(fields)) };
    } catch (error) {
      if (!isPayauthError(error) || (error.blame !== "peer" && error.code !== "ERR_TOO_LARGE")) throw error;
      const message = typeof body === "string" ? body : new TextDecoder().decode(body);
      return { ...(message.trim() && { message }), fields: {} };
    }
  }

  verifyWebhook(delivery: WebhookDelivery): VerifiedWebhook {
    const options = check.options("delivery", delivery, DELIVERY);
    const receiver = this.#madeReceiver();
    this.#looks ??= handleLooks(receiver);
    const given = readDelivery(options, this.#looks);
    return guarded(() => receive(receiver.live(), given));
  }

  /** Made apart from any delivery, which the function that makes it again would keep. */
  #madeReceiver(): Handle {
    return (this.#receiver ??= new Handle("client", () => made(() => makeReceiver(this.#handle, this.#webhooks)), true));
  }

  dispose(): void {
    this.#handle.dispose();
    this.#receiver?.dispose();
    this.#webhooks = undefined;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The numbers of a page and of its length, each an option with a default. */
  protected pageQuery(...options: readonly [name: string, value: unknown][]): [page: string, size: string] {
    const [page, size] = options.map(([name, value]) =>
      value === undefined ? -1 : check.integer(name, value, 0, 2 ** 31 - 1),
    ) as [number, number];
    const query = this.call("page", "", (client) => core().clientPage(client, page, size));
    return query.split("&").map((pair) => pair.slice(pair.indexOf("=") + 1)) as [string, string];
  }

  /** The answer of a call that takes one text. */
  protected call(argument: string, text: string | Uint8Array, call: (client: number, length: number) => number): string {
    const whole = typeof text === "string" ? text.toWellFormed() : text;
    return guarded(() => answer(call(this.#handle.live(), placeWhole(argument, whole))));
  }
}

/** Those members that are text, or numbers, which become text. */
function text(members: object): { [name: string]: string } {
  const texts = Object.entries(members).filter(([, value]) => typeof value === "string" || typeof value === "number");
  return Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
}

/** When a `Retry-After` that came at `now` wants to be asked again. */
function retryTime(headers: unknown, now: unknown): Date | undefined {
  const field = headers === undefined ? undefined : fieldOf("headers", headers, "retry-after");
  const millis = now === undefined ? undefined : check.date("now", now);
  if (field === undefined || millis === undefined) return undefined;
  const wait = guarded(() => result(core().retryAfter(millis, placeWhole("headers", field.toWellFormed(), "peer"))));
  return wait > 0 ? new Date(millis + wait) : undefined;
}

/** The lines of the policy for tokens: the early window in milliseconds, and whether `exp` counts. */
function policy({ earlyMs, readsExp }: Record<string, unknown>): [string, string] {
  const early = earlyMs === undefined ? "" : String(check.integer("earlyMs", earlyMs, 0, 86_400_000));
  return [early, readsExp !== undefined && check.boolean("readsExp", readsExp) ? "1" : ""];
}

const WEBHOOK_OPTIONS = ["webhookSecrets", "webhookScheme", "webhookEncoding"];

/** The options of webhooks, whose types were checked. */
interface Webhooks {
  readonly scheme: Handle | undefined;
  readonly encoding: number;
  readonly secrets: readonly string[];
}

function readWebhooks({ webhookSecrets, webhookScheme, webhookEncoding }: Record<string, unknown>): Webhooks {
  return {
    scheme: webhookScheme === undefined ? undefined : schemeHandle("webhookScheme", webhookScheme),
    encoding: webhookEncoding === undefined ? -1 : check.choice("webhookEncoding", webhookEncoding, TAG_ENCODINGS),
    secrets: webhookSecrets === undefined ? [] : secretLines("webhookSecrets", webhookSecrets),
  };
}

/** A client that was disposed has no options left, and is refused before one is looked at. */
function makeReceiver(client: Handle, webhooks: Webhooks | undefined): number {
  // Both may be made anew here, which takes the scratch buffer: the secrets come after.
  const of = client.live();
  const { scheme, encoding, secrets } = webhooks as Webhooks;
  const by = scheme?.live() ?? -1;
  const length = secrets.length > 0 ? placeLines("webhookSecrets", secrets) : 0;
  return core().receiverOf(of, by, encoding, length);
}

function baseUrl(value: unknown): string {
  if (value === undefined) return "";
  const url = check.string("baseUrl", value);
  if (url === "") throw refuse("ERR_BASE_URL", "baseUrl", "is empty");
  return url;
}

function refuseBrowser(allowed: unknown): void {
  if (allowed !== undefined && check.boolean("dangerouslyAllowBrowser", allowed)) return;
  if (isServer() || !isPage()) return;
  const detail = "would show the credentials to everybody who opens the page; call the provider from a server";
  throw refuse("ERR_BROWSER", "dangerouslyAllowBrowser", detail);
}

/** What tells a host, of its globals. */
interface Host {
  readonly process?: { readonly versions?: { readonly node?: unknown; readonly bun?: unknown } };
  readonly Deno?: { readonly version?: { readonly deno?: unknown } };
  readonly EdgeRuntime?: unknown;
  readonly WebSocketPair?: unknown;
  readonly window?: { readonly document?: unknown };
  readonly WorkerGlobalScope?: unknown;
  readonly importScripts?: unknown;
}

/** Whether it is the runtime of a server, whatever a library such as jsdom has added to it. Workers by Cloudflare have pairs of sockets. */
function isServer(): boolean {
  const { process, Deno, EdgeRuntime, WebSocketPair } = globalThis as Host;
  const versions = [process?.versions?.node, process?.versions?.bun, Deno?.version?.deno, EdgeRuntime];
  return versions.some((version) => typeof version === "string") || typeof WebSocketPair === "function";
}

/** Whether it is a page, or a worker of one: dedicated, shared, or of a service. */
function isPage(): boolean {
  const { window, WorkerGlobalScope, importScripts } = globalThis as Host;
  return [window?.document, WorkerGlobalScope, importScripts].some((one) => one !== undefined);
}
