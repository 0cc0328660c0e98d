// Webhooks: evidence out, or an error.

import * as check from "./check.js";
import { isPayauthError, notRaw, refuse, typeError } from "./errors.js";
import { Handle } from "./handle.js";
import { type HeaderFields, ofPeer, pushFields } from "./headers.js";
import { type Looks, type Scheme, schemeHandle, schemeLooks } from "./scheme.js";
import { absorb, answer, core, guarded, malformed, placeLines, placeWithBody, result } from "./scratch.js";
import { readVerified, type VerifiedWebhook } from "./verified.js";

export type { VerifiedWebhook } from "./verified.js";

/** A secret: text as the sender shows it, or bytes; or either with an id and the time that it is in use. */
export type WebhookSecret = string | Uint8Array | NamedSecret;

/** A secret with what is known of it. */
export interface NamedSecret {
  /** Comes back with what it verified, so that you know when the old one can go: 1 to 255 visible ASCII characters. */
  readonly id: string;
  readonly secret: string | Uint8Array;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** A body as it came over the wire. */
export type RawBody = string | Uint8Array | ArrayBuffer | ArrayBufferView;

/** A message that was received. */
export interface WebhookDelivery {
  readonly headers: HeaderFields;
  /** The body as it was received, which nobody parsed and wrote again. */
  readonly body: RawBody;
  /** When it was received. */
  readonly now: Date;
  /** The URL as it is registered with the sender, where the scheme signs it. */
  readonly url?: string;
  /** How many seconds old a message may be, 0 to 2,147,483,647; default as the scheme says. 0 is 0. */
  readonly pastSecs?: number;
  /** How many seconds the sender's clock may be ahead; default as `pastSecs`. */
  readonly futureSecs?: number;
  /** `true` lets any age through: then who saw a message once can send it again for ever. */
  readonly unsafeSkipTimestamp?: boolean;
}

/** What {@link verifyWebhook} takes. */
export interface VerifyOptions extends WebhookDelivery {
  /**
   * 1 to 8: the secret; the old and the new one, while it is changed. The keys of an array that is given again are ready,
   * and are wiped with it.
   */
  readonly secrets: readonly WebhookSecret[];
}

/** What {@link signWebhook} takes. */
export interface SignWebhookOptions {
  readonly body: RawBody;
  /** When it is signed. */
  readonly now: Date;
  readonly secret: string | Uint8Array;
  /** The message's own id, where the scheme signs one. */
  readonly id?: string;
  /** The URL that it is sent to, where the scheme signs it. */
  readonly url?: string;
}

/**
 * Verifies a message that was received, over its raw bytes.
 *
 * Every secret is tried with every signature, in constant time. What comes back is evidence; a message that does not
 * fit is thrown.
 *
 * @param scheme - of {@link schemes}, or of `defineScheme`
 * @throws {PayauthError} `ERR_SIGNATURE` for whatever differs; `ERR_TOO_OLD`, `ERR_TOO_NEW`;
 * `ERR_FIELD_MISSING`, `ERR_FIELD_AMBIGUOUS`, `ERR_FIELD_MALFORMED`; where the signature is in the body also `ERR_JSON`,
 * `ERR_ENCODING` and `ERR_TOO_LARGE`; `ERR_SECRET`, `ERR_OPTION`, `ERR_TIME`
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`; `ERR_BODY_NOT_RAW` for a body that was parsed
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
 */
export function verifyWebhook(scheme: Scheme, options: VerifyOptions): VerifiedWebhook {
  const given = check.options("options", options, ["secrets", ...DELIVERY]);
  const handle = schemeHandle("scheme", scheme);
  const delivery = readDelivery(given, schemeLooks("scheme", scheme));
  const secrets = given["secrets"];
  const ready = readyReceiver(handle, secrets);
  if (ready !== undefined) return receiveBy(ready, delivery);
  const lines = secretLines("secrets", secrets);
  const receiver = keptReceiver(handle, secrets as unknown[], lines);
  if (receiver !== undefined) return receiveBy(receiver, delivery);
  return withReceiver(maker(handle, "secrets", lines), (receiver) => receive(receiver, delivery));
}

function receiveBy(receiver: Handle, delivery: Delivery): VerifiedWebhook {
  const handle = receiver.live();
  return guarded(() => receive(handle, delivery));
}

/** Makes a receiver. What it is made of is all that it holds on to: a function made beside a delivery would keep that. */
function maker(scheme: Handle, argument: string, lines: readonly string[]): () => number {
  return () => core().receiverNew(scheme.live(), placeLines(argument, lines));
}

/** What verifies with an array of secrets. */
interface Kept {
  readonly scheme: Handle;
  readonly secrets: readonly unknown[];
  readonly lines: readonly string[];
  receiver?: Handle;
}

const kept = /* @__PURE__ */ new WeakMap<object, Kept>();

/** What an array was made ready for, where it still has the same texts and nothing else. */
function readyReceiver(scheme: Handle, secrets: unknown): Handle | undefined {
  const known = kept.get(secrets as object);
  if (known?.scheme !== scheme) return undefined;
  const now = secrets as unknown[];
  const isAsBefore = (secret: unknown, index: number): boolean => typeof secret === "string" && secret === now[index];
  return now.length === known.secrets.length && known.secrets.every(isAsBefore) ? known.receiver : undefined;
}

/**
 * What an array of secrets was made ready for, from its second use on. It is wiped with the array, so that nothing stays
 * longer than the caller wants it to; where the host does not tell of an array's end, nothing is kept.
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
  return new Handle("receiver", () => made(make), true);
}

/** Line by line: a line feed inside one makes it no two. */
function isSame(lines: readonly string[], others: readonly string[]): boolean {
  return lines.length === others.length && lines.every((line, index) => line === others[index]);
}

/**
 * Signs a message as its sender would: for tests of your own handler, and for webhooks that you send.
 *
 * @returns header fields by name; for a scheme whose signature is in the body, members by their path
 * @throws {PayauthError} `ERR_SECRET`; `ERR_OPTION` for an id or a URL that the scheme signs and that is missing;
 * `ERR_BODY` for a body with a digit at an end where the timestamp's stand beside it
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
 */
export function signWebhook(scheme: Scheme, options: SignWebhookOptions): { [name: string]: string } {
  const given = check.options("options", options, ["body", "now", "secret", "id", "url"]);
  const handle = schemeHandle("scheme", scheme);
  const body = rawBody(given["body"]);
  const now = check.date("now", given["now"]);
  const lines = secretLines("secret", [check.secret("secret", given["secret"])]);
  const head = ["id", "url"].map((name) => (given[name] === undefined ? "" : check.line(name, given[name])));
  const sign = (receiver: number): { [name: string]: string } => {
    result(core().webhookBegin(receiver, now, placeLines("id", head)));
    absorb("body", body);
    return pairs(answer(core().webhookEnd()));
  };
  try {
    return withReceiver(maker(handle, "secret", lines), sign);
  } catch (error) {
    throw ofOneSecret(error);
  }
}

/** An error about the first of some secrets, where there is one and its option is `secret`. */
function ofOneSecret(error: unknown): unknown {
  const first = "secrets[0]";
  if (!isPayauthError(error) || error.argument !== first) return error;
  return refuse(error.code, "secret", error.message.slice(`${first}: `.length));
}

/** Makes a receiver for one use. */
function withReceiver<T>(make: () => number, use: (receiver: number) => T): T {
  return guarded(() => {
    const receiver = made(make);
    try {
      return use(receiver);
    } finally {
      core().release(receiver);
    }
  });
}

/** A receiver; where one of its secrets is unfit, what was made of those before it is overwritten. */
export function made(make: () => number): number {
  try {
    return result(make());
  } catch (error) {
    if (isPayauthError(error)) core().wipe();
    throw error;
  }
}

/** A delivery whose types were checked. */
export interface Delivery {
  readonly lines: readonly string[];
  readonly body: string | Uint8Array;
  readonly now: number;
  readonly window: readonly [past: number, future: number];
  readonly looks: Looks;
}

/** The names of the options of a delivery. */
export const DELIVERY: readonly string[] = [
  "headers",
  "body",
  "now",
  "url",
  "pastSecs",
  "futureSecs",
  "unsafeSkipTimestamp",
];

/** Checks a delivery, and takes of its header the fields that are looked for. */
export function readDelivery(given: Record<string, unknown>, looks: Looks): Delivery {
  const url = given["url"] === undefined ? "" : check.line("url", given["url"]);
  const lines = [url];
  pushFields(lines, "headers", given["headers"], looks.fields);
  const body = deliveredBody(given["body"]);
  return { lines, body, now: check.date("now", given["now"]), window: readWindow(given), looks };
}

/** Verifies a delivery by what `receiver` stands for. */
export function receive(receiver: number, { lines, body, now, window: [past, future], looks }: Delivery): VerifiedWebhook {
  const [head, length] = placeWithBody("headers", lines, body, "peer");
  let answered = core().receive(receiver, now, past, future, head, length);
  if (length < 0) {
    result(answered);
    absorb("body", body, "peer");
    answered = core().receiveEnd();
  }
  return readVerified(answer(answered), looks, body);
}

function deliveredBody(body: unknown): string | Uint8Array {
  try {
    return rawBody(body);
  } catch (error) {
    throw overTheWire(error);
  }
}

/** What to throw for an error: what is too long, or no text, came over the wire, and no caller can mend it. */
function overTheWire(error: unknown): unknown {
  if (!isPayauthError(error) || !WIRE.includes(error.code)) return error;
  return ofPeer(error.code, error.argument, error.message.slice(error.argument.length + 2));
}

const WIRE: readonly string[] = ["ERR_TOO_LARGE", "ERR_ENCODING"];

/** Five lines for each secret: id, text or hex of bytes, whether it is bytes, and its time. */
export function secretLines(argument: string, secrets: unknown): string[] {
  if (!Array.isArray(secrets)) throw typeError(argument, "an array of secrets", secrets);
  // A configuration that was not read, and no wish for a client's credentials in their place.
  if (secrets.length === 0) throw refuse("ERR_SECRET", argument, "are none");
  return secrets.flatMap((given: unknown, index) => {
    const place = `${argument}[${index}]`;
    const isNamed = check.isPlainObject(given);
    const named = isNamed ? check.options(place, given, NAMED) : { id: `secret${index + 1}`, secret: given };
    const secret = check.secret(isNamed ? `${place}.secret` : place, named["secret"]);
    const instant = (name: string): string =>
      named[name] === undefined ? "" : String(check.date(`${place}.${name}`, named[name]));
    const id = check.wellFormed(`${place}.id`, check.string(`${place}.id`, named["id"]), "ERR_OPTION");
    const [text, isBytes] = typeof secret === "string" ? [secret, ""] : [hex(place, secret), "1"];
    return [id, text, isBytes, instant("notBefore"), instant("notAfter")];
  });
}

const NAMED = ["id", "secret", "notBefore", "notAfter"];
const OF_SCHEME = -1;
const UNSAFE_SKIP = -2;

function readWindow({ pastSecs, futureSecs, unsafeSkipTimestamp }: Record<string, unknown>): readonly [number, number] {
  if (unsafeSkipTimestamp !== undefined && check.boolean("unsafeSkipTimestamp", unsafeSkipTimestamp)) {
    return [UNSAFE_SKIP, 0];
  }
  if (pastSecs === undefined && futureSecs === undefined) return [OF_SCHEME, 0];
  if (pastSecs === undefined) throw refuse("ERR_OPTION", "pastSecs", "is needed where futureSecs is given");
  const past = check.integer("pastSecs", pastSecs, 0, 2 ** 31 - 1);
  return [past, futureSecs === undefined ? past : check.integer("futureSecs", futureSecs, 0, 2 ** 31 - 1)];
}

function rawBody(value: unknown): string | Uint8Array {
  if (typeof value === "string") return check.wellFormed("body", value, "ERR_ENCODING");
  if (check.isPlainObject(value) || Array.isArray(value)) throw notRaw(value);
  return check.buffer("body", value);
}

function hex(place: string, bytes: Uint8Array): string {
  if (bytes.length === 0) throw refuse("ERR_SECRET", place, "is empty");
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function pairs(record: string): { [name: string]: string } {
  const lines = record.split("\n");
  if (lines.length % 2 === 0 || lines.at(-1) !== "") throw malformed();
  const fields: { [name: string]: string } = {};
  for (let index = 0; index + 1 < lines.length; index += 2) fields[lines[index] as string] = lines[index + 1] as string;
  return fields;
}
