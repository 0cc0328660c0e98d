// The part that the clients of all providers share.

import * as check from "./check.js";
import { refuseBrowser } from "./browser.js";
import type { Disposer } from "./dispose.js";
import { refuse, typeError } from "./errors.js";
import { Handle } from "./handle.js";
import type { HeaderFields } from "./headers.js";
import { ABSENT, MAX_INT, YES } from "./generated/boundary.js";
import { type ClientRecord } from "./generated/records.js";
import { TAG_ENCODINGS } from "./generated/words.js";
import type { TagEncoding } from "./hmac.js";
import { type Problem, readProblem } from "./problem.js";
import type { ProviderPages } from "./profile/definition.js";
import type { Description, Source } from "./profile/source.js";
import { type AuthorizedRequest, type SignOptions, sign } from "./request.js";
import { handleLooks, type Looks, type Scheme, schemeHandle, schemeLooks } from "./scheme.js";
import { deliveryOptions, readDelivery } from "./delivery.js";
import { answer, core, guarded, placeLines, placeWhole } from "./scratch.js";
import { parsed } from "./url.js";
import {
  orWipe,
  type RawBody,
  receive,
  secretLines,
  type WebhookDelivery,
  type WebhookSecret,
} from "./webhook.js";
import type { VerifiedWebhook } from "./verified.js";

/**
 * The options of every client, besides its credentials.
 *
 * @category Clients
 */
export interface ClientOptions extends WebhookOptions {
  /** The address of the API: https, or http on loopback. Default: the public address of the provider, if there is one. */
  readonly baseUrl?: string;
  /**
   * Whether a client can be created in a web page. Default `false`: then the constructor throws `ERR_BROWSER` in a web page, because
   * everyone who opens the page can read the credentials. Pass `true` only for a tool that runs on your machine and uses sandbox
   * credentials.
   */
  readonly dangerouslyAllowBrowser?: boolean;
}

/**
 * The options of the clients of providers with access tokens.
 *
 * @category Clients
 */
export interface TokenOptions {
  /**
   * How many milliseconds before its expiry a token is refreshed in the background, 0 to 86,400,000. With 0, the token is refreshed when
   * it expires. A number above half of the token's lifetime counts as half of the lifetime. The refresh begins earlier by up to a fifth
   * of this number, so that clients do not refresh at the same time. Default: `token.early` of the provider; without `token.early`, a
   * tenth of the lifetime, but at most 300,000.
   */
  readonly earlyMs?: number;
  /** Whether the `exp` of a JWT is the expiry of the token, if the answer contains no lifetime. Default `false`. */
  readonly readsExp?: boolean;
}

/**
 * The options for webhooks. Without them, a client verifies webhooks as the provider documents, with the credentials that the
 * provider uses for webhooks.
 *
 * @category Clients
 */
export interface WebhookOptions {
  /**
   * 1 to 8 secrets of webhooks. Required for webhooks of DVPay and DoorPay, and if you pass `webhookScheme` or `webhookEncoding`.
   * Default: the provider's credentials.
   */
  readonly webhookSecrets?: readonly WebhookSecret[];
  /**
   * The scheme of webhooks. Pass a scheme if the provider does not publish its scheme, or signs your webhooks with a scheme that differs
   * from the published scheme. Required for DoorPay. A scheme that only signs requests is rejected with `ERR_SCHEME`. Default: the scheme
   * that the provider documents.
   */
  readonly webhookScheme?: Scheme;
  /**
   * The encoding of the tag of a webhook, for a provider that does not document this encoding. Default `"hex"` for DVPay. The constructor
   * rejects this option (`ERR_OPTION`) if the provider documents the encoding, or if you also pass `webhookScheme`.
   */
  readonly webhookEncoding?: TagEncoding;
}

/**
 * The methods that the client of every provider has.
 *
 * @category Clients
 */
export interface Client extends Disposer {
  /**
   * Authorizes a request, but does not send the request: call `fetch(request.url, request)` with the result. To retry, call `sign` again
   * with the same `idempotencyKey` and the current time.
   *
   * @param options - the request to authorize
   * @returns the request with its credentials and signatures
   * @throws PayauthError with `ERR_PATH` for an ambiguous path or a bad parameter; `ERR_METHOD`; `ERR_BODY` for a body
   * that JSON would change, and for a body with GET or HEAD; `ERR_IDEMPOTENCY_KEY` if the key is missing, malformed or not expected;
   * `ERR_FIELD_NAME`, `ERR_FIELD_VALUE` and `ERR_FIELD_FORBIDDEN` for a header field; `ERR_CREDENTIALS` if a credential is missing;
   * `ERR_BEARER_TOKEN` if the access token is missing, malformed or not expected; `ERR_TIME`; `ERR_ENCODING`; `ERR_TOO_LARGE`;
   * `ERR_OPTION`; `ERR_DISPOSED` after `dispose`
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   *
   * @example Sign a refund
   * ```js
   * import { dvpay } from "payauth";
   *
   * const dv = dvpay({ apiKey: "your-api-key", apiSecret: "your-api-secret" });
   * const path = "/api/v1/payment-gateway/order/refund";
   * const body = { orderId: 1234567890, refundAmount: 5.25 };
   * const request = dv.sign({ path, body, idempotencyKey: "6ba7b810-9dad-41d1-80b4-00c04fd430c8", now: new Date() });
   * console.log(Object.keys(request.headers).length); // 5
   * ```
   */
  sign(options: SignOptions): AuthorizedRequest;

  /**
   * Reads an error answer of the provider, in any format that the provider uses.
   *
   * @param answer - the status, the body and, for `Retry-After`, the headers and the time
   * @returns the provider's message and code, and whether to retry
   * @throws PayauthError with `ERR_OPTION` for an unknown option or a status outside 100 to 599; `ERR_TIME`;
   * `ERR_DISPOSED`
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   *
   * @example Decide whether to retry
   * ```js
   * import { wakapay } from "payauth";
   *
   * const waka = wakapay({ apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test" });
   * const problem = waka.readError({ status: 503, body: "busy", headers: { "Retry-After": "5" }, now: new Date(0) });
   * console.log(problem.retry, problem.retryAt.getTime()); // later 5000
   * ```
   */
  readError(answer: ErrorAnswer): Problem;

  /**
   * Verifies the raw bytes of a webhook of the provider.
   *
   * @param delivery - the headers, the raw body and the current time
   * @returns the verified facts: which secret matched, when the message was signed, what the signature covers, and the outcome
   * of the payment
   * @throws PayauthError as the function {@link verifyWebhook}; also `ERR_OPTION` if the provider does not publish its scheme and
   * `webhookScheme` is missing; `ERR_SECRET` if `webhookSecrets` is required, but missing; `ERR_CREDENTIALS` if a credential for webhooks
   * is missing; `ERR_DISPOSED`
   * @throws TypeError with `ERR_ARGUMENT_TYPE`, `ERR_BODY_NOT_RAW`
   *
   * @example A webhook of DogPay
   * ```js
   * import { dogpay, isPayauthError } from "payauth";
   *
   * const dog = dogpay({ appid: "your_API_Key", secret: "your_API_Secret", environment: "sandbox" });
   * try {
   *   dog.verifyWebhook({ headers: { "wh-signature": "0".repeat(128) }, body: "{}", now: new Date() });
   * } catch (error) {
   *   console.log(isPayauthError(error) && error.code); // ERR_SIGNATURE
   * }
   * ```
   */
  verifyWebhook(delivery: WebhookDelivery): VerifiedWebhook;

  /**
   * Wipes the credentials from the memory of the wasm module, and drops `webhookSecrets`. Later calls throw `ERR_DISPOSED`. A
   * second call of `dispose` does nothing. Do not call `dispose` while `fetch` runs.
   */
  dispose(): void;
}

/**
 * An error answer of the provider, for `client.readError`.
 *
 * @category Requests
 */
export interface ErrorAnswer {
  /** The status, 100 to 599; required. */
  readonly status: number;
  /** The body, as text or bytes; required. */
  readonly body: RawBody;
  /** The header fields, for `Retry-After` and the fields that the definition names. Default: none. */
  readonly headers?: HeaderFields;
  /** When the answer arrived, to compute `retryAt` from `Retry-After`. Default: unknown; then `retryAt` is absent. */
  readonly now?: Date;
}

/**
 * The client of a provider. This class checks the names of the options, and the core checks the values.
 *
 * @internal
 */
export class BaseClient implements Client {
  readonly #handle: Handle;
  readonly #source: Source;
  #webhooks: Webhooks | undefined;
  #receiver: Handle | undefined;
  #looks: Looks | undefined;

  constructor(source: Source, given: unknown) {
    const options = check.options("options", given, optionNames(source));
    refuseBrowser(options["dangerouslyAllowBrowser"]);
    const record: ClientRecord = [environment(source, options["environment"]), url("baseUrl", options["baseUrl"]), ...policy(options)];
    const lines: string[] = record;
    const { credentials, spared } = source.description;
    for (const name of credentials) {
      if (options[name] === undefined && spared.includes(name)) continue;
      const text = check.string(name, options[name]);
      lines.push(name, check.wellFormed(name, text, "ERR_SECRET"));
    }
    this.#handle = new Handle("client", maker(source, lines), true);
    this.#source = source;
    this.#webhooks = readWebhooks(options);
    if (options["webhookEncoding"] !== undefined) this.#check();
  }

  /** Makes the receiver at once. So a `webhookEncoding` that would have no effect is rejected before the first webhook arrives. */
  #check(): void {
    try {
      this.#madeReceiver();
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** @internal */
  get description(): Description {
    return this.#source.description;
  }

  /** @internal */
  get handle(): Handle {
    return this.#handle;
  }

  sign(options: SignOptions): AuthorizedRequest {
    return sign(this.#handle, options, this.description);
  }

  readError(answered: ErrorAnswer): Problem {
    return readProblem(this.#handle, answered, this.#source);
  }

  verifyWebhook(delivery: WebhookDelivery): VerifiedWebhook {
    const options = deliveryOptions("delivery", delivery, false);
    const receiver = this.#madeReceiver();
    this.#looks ??= handleLooks(receiver);
    const given = readDelivery(options, this.#looks);
    return guarded(() => receive(receiver.live(), given));
  }

  /** A separate method: the closure keeps all variables of its scope in memory, and the scope of the caller contains a delivery. */
  #madeReceiver(): Handle {
    return (this.#receiver ??= new Handle("client", () => orWipe(() => makeReceiver(this.#handle, this.#webhooks)), true));
  }

  dispose(): void {
    this.#handle.dispose();
    this.#receiver?.dispose();
    this.#webhooks = undefined;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The query with the page number and the page size. The names of these options and their defaults are in the definition. */
  protected pageQuery(options: Record<string, unknown>): { [name: string]: string } {
    const { page, size } = this.#source.definition.pages as ProviderPages;
    const [number, length] = [page, size].map((name) => {
      const value = Object.hasOwn(options, name) ? options[name] : undefined;
      return value === undefined ? ABSENT : check.integer(name, value, 0, MAX_INT);
    }) as [number, number];
    const query = this.call("page", "", (client) => core().clientPage(client, number, length));
    return Object.fromEntries(query.split("&").map((pair) => decodeURIComponent(pair).split("=") as [string, string]));
  }

  /** Calls the core with one text, and returns its answer. */
  protected call(argument: string, text: string | Uint8Array, call: (client: number, length: number) => number): string {
    const whole = typeof text === "string" ? text.toWellFormed() : text;
    return guarded(() => answer(call(this.#handle.live(), placeWhole(argument, whole))));
  }
}

/** The names of the options. The five built-in clients have fewer options. */
function optionNames({ description, isBuiltIn }: Source): string[] {
  const names = [...description.credentials, ...WEBHOOK_OPTIONS, "baseUrl", "dangerouslyAllowBrowser"];
  if (!isBuiltIn || description.environments.length > 1) names.push("environment");
  if (description.hasTokens) names.push("earlyMs", "readsExp");
  if (description.hasTokens && !isBuiltIn) names.push("tokenUrl");
  return names;
}

function environment({ description: { environments } }: Source, given: unknown): string {
  if (given === undefined && environments.length === 1) return environments[0] as string;
  if (typeof given !== "string") throw typeError("environment", environments.join(" or "), given);
  return given;
}

/**
 * A separate function, because the closure keeps all variables of its scope in memory. Call `live()` first, because `live()` may use the
 * scratch buffer.
 */
function maker(source: Source, lines: readonly string[]): () => number {
  return () => {
    const provider = source.handle.live();
    return core().clientNew(provider, placeLines("options", lines));
  };
}

/** The options for tokens as lines: the URL, the number of milliseconds in `earlyMs`, and whether `exp` is read. */
function policy({ tokenUrl, earlyMs, readsExp }: Record<string, unknown>): [string, string, string] {
  const early = earlyMs === undefined ? "" : String(check.integer("earlyMs", earlyMs, 0, 86_400_000));
  return [url("tokenUrl", tokenUrl), early, readsExp !== undefined && check.boolean("readsExp", readsExp) ? YES : ""];
}

const WEBHOOK_OPTIONS = ["webhookSecrets", "webhookScheme", "webhookEncoding"];

/** The options for webhooks, after their types were checked. */
interface Webhooks {
  readonly scheme: Handle | undefined;
  readonly encoding: number;
  readonly secrets: readonly string[];
}

function readWebhooks({ webhookSecrets, webhookScheme, webhookEncoding }: Record<string, unknown>): Webhooks {
  if (webhookScheme !== undefined) schemeLooks("webhookScheme", webhookScheme);
  return {
    scheme: webhookScheme === undefined ? undefined : schemeHandle("webhookScheme", webhookScheme),
    encoding: webhookEncoding === undefined ? ABSENT : check.choice("webhookEncoding", webhookEncoding, TAG_ENCODINGS),
    secrets: webhookSecrets === undefined ? [] : secretLines("webhookSecrets", webhookSecrets),
  };
}

/** A disposed client has no `webhooks`, but `client.live()` throws before they are read. */
function makeReceiver(client: Handle, webhooks: Webhooks | undefined): number {
  // `live()` may make the client and the scheme again, which uses the scratch buffer. So write the secrets afterwards.
  const of = client.live();
  const { scheme, encoding, secrets } = webhooks as Webhooks;
  const by = scheme?.live() ?? ABSENT;
  const length = secrets.length > 0 ? placeLines("webhookSecrets", secrets) : 0;
  return core().receiverOf(of, by, encoding, length);
}

function url(name: string, value: unknown): string {
  if (value === undefined) return "";
  const text = check.string(name, value);
  if (text === "") throw refuse("ERR_BASE_URL", name, "is empty; pass a URL, or leave out this option");
  // The core cannot decode Punycode, so the host's parser checks a URL with Punycode.
  if (/xn--/i.test(text) && parsed(text) === undefined) throw refuse("ERR_BASE_URL", name, "must be an absolute URL whose parts with xn-- are valid Punycode");
  return text;
}
