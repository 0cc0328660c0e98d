// Verifies and signs webhooks.

import * as check from "./check.js";
import { type Delivery, deliveryOptions, longestOf, rawBody, readDelivery } from "./delivery.js";
import { isPayauthError, PayauthError, refuse, typeError } from "./errors.js";
import { NAME_METHOD, YES } from "./generated/boundary.js";
import { type SecretRecord } from "./generated/records.js";
import { Handle } from "./handle.js";
import { type HeaderFields, headerLines, type RequestFields } from "./headers.js";
import { BESIDE, pushBeside } from "./beside.js";
import { type Scheme, schemeHandle, schemeLooks } from "./scheme.js";
import {
  absorb,
  answer,
  bounded,
  cleared,
  core,
  guarded,
  malformed,
  placeLines,
  placeWithBody,
  recover,
  result,
  wipe,
} from "./scratch.js";
import { readVerified, type VerifiedWebhook } from "./verified.js";


/**
 * A secret for webhooks: text as the sender shows it, bytes, or an object with the secret, an id and a period of use.
 *
 * @category Webhooks
 */
export type WebhookSecret = string | Uint8Array | NamedSecret;

/**
 * A secret with an id and a period of use, for a change of secrets.
 *
 * @category Webhooks
 */
export interface NamedSecret {
  /** The id, which `secretId` returns after a match: 1 to 255 visible ASCII characters; required. */
  readonly id: string;
  /** The secret: text as the sender shows it, or bytes; required. */
  readonly secret: string | Uint8Array;
  /** The secret is ignored before this time. Default: no limit. */
  readonly notBefore?: Date;
  /** The secret is ignored after this time. Default: no limit. */
  readonly notAfter?: Date;
}

/**
 * A raw body: exactly the bytes that were received, before any body parser.
 *
 * @category Webhooks
 */
export type RawBody = string | Uint8Array | ArrayBuffer | ArrayBufferView;

/**
 * A received webhook, for `client.verifyWebhook`.
 *
 * @category Webhooks
 */
export interface WebhookDelivery {
  /** The received header fields; required. */
  readonly headers: HeaderFields;
  /**
   * The raw body, before any body parser; required. `null` and an explicit `undefined` mean that the message has no body. Then the call
   * throws an error with the blame `"peer"`.
   */
  readonly body: RawBody;
  /** The current time; required. */
  readonly now: Date;
  /**
   * The URL exactly as you registered it with the sender. Required if the scheme signs the URL (Square) or a part of the URL (Mercado
   * Pago), or if the sender sends a value in the query (Paymob); otherwise ignored.
   */
  readonly url?: string;
  /** The method of the request, in upper case. Required if the scheme signs it (HubSpot); otherwise ignored. */
  readonly method?: string;
  /**
   * The values of the scheme's variables (dLocal). Required if a variable of the scheme is not in an optional group (`[…]`). For a
   * client, the default values are its credentials. Names that the scheme does not have are ignored.
   */
  readonly vars?: { readonly [name: string]: string };
  /**
   * How many seconds old a message may be, 0 to 2,147,483,647. 0 accepts only the current second, or the current millisecond if
   * the time in the message has milliseconds or a fraction. Rejected (`ERR_OPTION`) if the scheme signs no time. Default: the
   * scheme's tolerance.
   */
  readonly pastSecs?: number;
  /** How many seconds in the future the timestamp may be, 0 to 2,147,483,647. Needs `pastSecs`. Default: the value of `pastSecs`. */
  readonly futureSecs?: number;
  /** Whether to accept a message of any age. Default `false`. With `true`, a captured message can be sent again at any time. */
  readonly unsafeSkipTimestamp?: boolean;
}

/**
 * The options of {@link verifyWebhook}.
 *
 * @category Webhooks
 */
export interface VerifyOptions extends WebhookDelivery {
  /**
   * 1 to 8 secrets, such as the old and the new secret during a change; required. If you pass the same array again, the keys of its
   * secrets are cached. These keys are wiped when the array is garbage-collected.
   */
  readonly secrets: readonly WebhookSecret[];
}

/**
 * The options of {@link signWebhook}.
 *
 * @category Webhooks
 */
export interface SignWebhookOptions {
  /** The body, exactly as it is sent; required. */
  readonly body: RawBody;
  /** The time of signing; required. */
  readonly now: Date;
  /** The secret: text as the sender shows it, or bytes; required. */
  readonly secret: string | Uint8Array;
  /** The id of the message. Required if the scheme signs an id; otherwise absent. */
  readonly id?: string;
  /**
   * The URL to which the message is sent, without the parameters that the scheme writes. Required if the scheme signs the URL or a part
   * of the URL; otherwise absent.
   */
  readonly url?: string;
  /** The method, in upper case. Required if the scheme signs it; otherwise absent. */
  readonly method?: string;
  /** The header fields that the scheme signs. Default: none. */
  readonly headers?: RequestFields;
  /** The ids that the scheme refers to by name, such as `{id:webhook}`. Required if the scheme has such ids; otherwise absent. */
  readonly ids?: { readonly [name: string]: string };
  /** A text that is different for each message. Required if the scheme has a nonce; otherwise absent. */
  readonly nonce?: string;
  /** The id of the key. Required if the scheme sends a key id; otherwise absent. */
  readonly keyId?: string;
  /**
   * The values of the scheme's variables. Required if a variable of the scheme is not in an optional group (`[…]`); default: none.
   * Names that the scheme does not have are ignored.
   */
  readonly vars?: { readonly [name: string]: string };
}

/**
 * Verifies the raw bytes of a webhook. For an authentic message, `verifyWebhook` returns the verified facts. For any other message, it
 * throws an error. Each comparison of a computed tag with a signature takes constant time.
 *
 * @param scheme - a member of {@link schemes}, or the result of {@link defineScheme}
 * @param options - the headers, the raw body, the current time and the secrets
 * @returns the verified facts
 * @throws PayauthError with the blame `"peer"`, for a message to reject: `ERR_SIGNATURE` if no secret matches;
 * `ERR_TOO_OLD` and `ERR_TOO_NEW` outside the time window; `ERR_FIELD_MISSING`, `ERR_FIELD_AMBIGUOUS` and
 * `ERR_FIELD_MALFORMED` for the header or member with the signature; `ERR_JSON`, `ERR_ENCODING` and `ERR_TOO_LARGE`
 * @throws PayauthError with the blame `"caller"`, for a mistake in your code: `ERR_SECRET` for an unusable secret;
 * `ERR_SCHEME` for a scheme that can only sign; `ERR_OPTION`; `ERR_TIME`
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type; `ERR_BODY_NOT_RAW` for a parsed body.
 * For the body `{}`, the blame is `"peer"`, because some parsers return `{}` for a message whose `Content-Type` they do not parse.
 *
 * @example A Stripe event
 * ```js
 * import { schemes, signWebhook, verifyWebhook } from "payauth";
 *
 * const now = new Date("2024-03-02T12:00:00Z");
 * const body = '{"id":"evt_1"}';
 * const headers = signWebhook(schemes.stripe, { body, now, secret: "whsec_test" }); // what Stripe does
 * const verified = verifyWebhook(schemes.stripe, { headers, body, now, secrets: ["whsec_test"] });
 * console.log(verified.secretId, verified.covers); // secret1 body
 * ```
 *
 * @see {@link https://docs.stripe.com/webhooks/signature | Stripe: Webhook signatures}, and the members of {@link schemes}
 * @category Webhooks
 */
export function verifyWebhook(scheme: Scheme, options: VerifyOptions): VerifiedWebhook {
  const given = deliveryOptions("options", options, true);
  const handle = schemeHandle("scheme", scheme);
  const delivery = readDelivery(given, schemeLooks("scheme", scheme));
  const { secrets } = given;
  const ready = readyReceiver(handle, secrets);
  if (ready !== undefined) return receiveBy(ready, delivery);
  const lines = secretLines("secrets", secrets);
  const receiver = keptReceiver(handle, secrets as unknown[], lines);
  if (receiver !== undefined) return receiveBy(receiver, delivery);
  return withReceiver(maker(handle, "secrets", lines), (receiver) => receive(receiver, delivery));
}

function receiveBy(receiver: Handle, delivery: Delivery): VerifiedWebhook {
  const handle = receiver.live();
  try {
    return cleared(receive(handle, delivery));
  } catch (error) {
    throw recover(error);
  }
}

/** A separate function: the closure keeps all variables of its scope in memory, and the scope of the caller contains a delivery. */
function maker(scheme: Handle, argument: string, lines: readonly string[]): () => number {
  return () => core().receiverNew(scheme.live(), placeLines(argument, lines));
}

/** The receiver for an array of secrets. */
interface KeptReceiver {
  readonly scheme: Handle;
  readonly secrets: readonly unknown[];
  readonly lines: readonly string[];
  receiver?: Handle;
}

const kept = /* @__PURE__ */ new WeakMap<object, KeptReceiver>();

/** The cached receiver of an array, if the array still has the same secrets and all secrets are texts. */
function readyReceiver(scheme: Handle, secrets: unknown): Handle | undefined {
  const known = kept.get(secrets as object);
  if (known?.scheme !== scheme) return undefined;
  const [before, now] = [known.secrets, secrets as unknown[]];
  if (now.length !== before.length) return undefined;
  for (let index = 0; index < before.length; index += 1) {
    if (typeof before[index] !== "string" || before[index] !== now[index]) return undefined;
  }
  return known.receiver;
}

/**
 * The cached receiver of an array, from the second use of the array on. The receiver is wiped when the array is garbage-collected. If the
 * host has no `FinalizationRegistry`, nothing is cached.
 */
function keptReceiver(
  scheme: Handle,
  secrets: readonly unknown[],
  lines: readonly string[],
): Handle | undefined {
  if (typeof FinalizationRegistry === "undefined") return undefined;
  const known = kept.get(secrets);
  if (known?.scheme === scheme && isSame(known.lines, lines)) return (known.receiver ??= keptHandle(scheme, lines));
  known?.receiver?.dispose();
  kept.set(secrets, { scheme, secrets: [...secrets], lines });
  return undefined;
}

function keptHandle(scheme: Handle, lines: readonly string[]): Handle {
  const make = maker(scheme, "secrets", lines);
  return new Handle("receiver", () => orWipe(make), true);
}

/** Compares line by line, because a joined text could hide a line feed inside a line. */
function isSame(lines: readonly string[], others: readonly string[]): boolean {
  return lines.length === others.length && lines.every((line, index) => line === others[index]);
}

/**
 * Signs a message as its sender does. Use this function to test your handler, and for webhooks that you send.
 *
 * @param scheme - a member of {@link schemes}, or the result of {@link defineScheme}
 * @param options - the body, the time and the secret
 * @returns the header fields by name. If the scheme writes into the query, the result also contains these parameters by name: append the
 * parameters to the query of `url` in this order, percent-encoded. If the scheme writes into the body, the result also contains these
 * members by path: add the members to the body.
 * @throws PayauthError with `ERR_SECRET` for an unusable secret; `ERR_OPTION` for a missing value that the scheme signs, such as an id, a
 * URL or a variable, and for a `url` that already has a parameter that the scheme writes; `ERR_BODY` if a digit of the body would be next
 * to the timestamp in the signed message, and if `Content-Type` names a format that the scheme does not read; `ERR_JSON`,
 * `ERR_FIELD_MISSING` and `ERR_FIELD_MALFORMED` for a body without the members that the scheme signs; `ERR_FIELD_NAME` and
 * `ERR_FIELD_FORBIDDEN` for a name in `headers`; `ERR_SCHEME` for a scheme that can only verify; `ERR_TIME`; `ERR_ENCODING`;
 * `ERR_TOO_LARGE`
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type; `ERR_BODY_NOT_RAW` for a parsed body
 *
 * @example A test of a handler
 * ```js
 * import { schemes, signWebhook } from "payauth";
 *
 * const now = new Date("2024-03-02T12:00:00Z");
 * const headers = signWebhook(schemes.stripe, { body: '{"id":"evt_1"}', now, secret: "whsec_test" });
 * console.log(headers["Stripe-Signature"].slice(0, 16)); // t=1709380800,v1=
 * ```
 *
 * @see {@link https://docs.stripe.com/webhooks/signature | Stripe: Webhook signatures}, and the members of {@link schemes}
 * @category Webhooks
 */
export function signWebhook(scheme: Scheme, options: SignWebhookOptions): { [name: string]: string } {
  const given = check.options("options", options, ["body", "now", "secret", "url", "method", "headers", ...BESIDE]);
  const handle = schemeHandle("scheme", scheme);
  const body = rawBody(given["body"]);
  const now = check.date("now", given["now"]);
  const lines = secretLines("secret", [check.secret("secret", given["secret"])]);
  const head = ["id", "url"].map((name) => (given[name] === undefined ? "" : check.line(name, given[name])));
  if (given["method"] !== undefined) head.push(NAME_METHOD, check.line("method", given["method"]));
  pushBeside(head, given);
  if (given["headers"] !== undefined) head.push(...headerLines("headers", given["headers"]));
  const sign = (receiver: number): { [name: string]: string } => {
    result(core().webhookBegin(receiver, now, placeLines(longestOf(head.slice(1), given["headers"] === undefined ? "options" : "headers"), head)));
    absorb("body", body);
    return pairs(answer(core().webhookEnd()));
  };
  try {
    return withReceiver(maker(handle, "secret", lines), sign);
  } catch (error) {
    throw ofSigner(ofOneSecret(error));
  }
}

/** An error about the data to sign has the blame `caller`, because the caller wrote this data. */
function ofSigner(error: unknown): unknown {
  if (!(error instanceof PayauthError) || error.blame === "caller") return error;
  const { code, argument, index, message } = error;
  const detail = message.slice(`${argument}: `.length);
  return new PayauthError({ code, blame: "caller", argument, detail, ...(index !== undefined && { index }) });
}

/** The error for the option `secret`, which the core receives as the first of several secrets. */
function ofOneSecret(error: unknown): unknown {
  const first = "secrets[0]";
  if (!isPayauthError(error) || error.argument !== first) return error;
  return refuse(error.code, "secret", error.message.slice(`${first}: `.length));
}

/** Makes a receiver for one use. */
function withReceiver<T>(make: () => number, use: (receiver: number) => T): T {
  return guarded(() => {
    const receiver = orWipe(make);
    try {
      return use(receiver);
    } finally {
      core().release(receiver);
    }
  });
}

/** Makes a receiver. If one of its secrets is rejected, the keys of the secrets before it are wiped. */
export function orWipe(make: () => number): number {
  try {
    return result(make());
  } catch (error) {
    if (isPayauthError(error)) core().wipe();
    throw error;
  }
}

/** Verifies a delivery with the receiver of a handle. */
export function receive(receiver: number, { lines, body, now, window: [past, future], looks }: Delivery): VerifiedWebhook {
  const [head, length] = placeWithBody(longestOf(lines), lines, body, "peer");
  let answered = core().receive(receiver, now, past, future, head, length);
  if (length < 0) {
    result(answered);
    absorb("body", body, "peer");
    answered = core().receiveEnd();
  }
  const verified = readVerified(answer(answered), looks, body);
  // A signature that covers nothing is constant, so it is a credential, and copies of it are on the stack.
  if (verified.covers === "nothing") wipe();
  return verified;
}

/** Five lines for each secret: its id, its text or the hex of its bytes, whether it is bytes, and the two limits of its period. */
export function secretLines(argument: string, secrets: unknown): string[] {
  if (!Array.isArray(secrets)) throw typeError(argument, "an array of secrets", secrets);
  // An empty array is a configuration that was not read, so it must not select the default credentials.
  if (secrets.length === 0) throw refuse("ERR_SECRET", argument, "the array is empty");
  // `Array.from` reads a hole of an array as undefined; `flatMap` would leave it out.
  return Array.from(secrets, (given: unknown, index) => {
    const place = `${argument}[${index}]`;
    const isNamed = check.isPlainObject(given);
    const named = isNamed ? check.options(place, given, NAMED) : { id: `secret${index + 1}`, secret: given };
    const secret = check.secret(isNamed ? `${place}.secret` : place, named["secret"]);
    const instant = (name: string): string =>
      named[name] === undefined ? "" : String(check.date(`${place}.${name}`, named[name]));
    const id = check.wellFormed(`${place}.id`, check.string(`${place}.id`, named["id"]), "ERR_OPTION");
    const [text, isBytes] = typeof secret === "string" ? [secret, ""] : [hex(place, secret), YES];
    return [id, text, isBytes, instant("notBefore"), instant("notAfter")] satisfies SecretRecord;
  }).flat();
}

const NAMED = ["id", "secret", "notBefore", "notAfter"];
function hex(place: string, bytes: Uint8Array): string {
  bounded(place, bytes.length);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function pairs(record: string): { [name: string]: string } {
  const lines = record.split("\n");
  if (lines.length % 2 === 0 || lines.at(-1) !== "") throw malformed();
  const field = (name: string, index: number): [string, string] => [name, lines[index * 2 + 1] as string];
  // `Object.fromEntries` defines own properties, also for names such as `__proto__`.
  return Object.fromEntries(lines.slice(0, -1).filter((_, index) => index % 2 === 0).map(field));
}
