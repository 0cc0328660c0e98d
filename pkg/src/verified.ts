// Reads the facts of a verified webhook from a record of the module.

import { lengthOf } from "./check.js";
import { idIn } from "./event-id.js";
import { MAX_BODY_WITH_ID } from "./generated/boundary.js";
import { type IdentityRecord } from "./generated/records.js";
import type { PaymentVerdict, Weakness } from "./generated/words.js";
import { RedactedView } from "./redact.js";
import { absorb, answer, core, guarded, malformed, placeWithBody, result } from "./scratch.js";

export type { Weakness } from "./generated/words.js";

/**
 * The facts about an authentic message that {@link verifyWebhook} returns.
 *
 * @category Webhooks
 */
export interface VerifiedWebhook {
  /** The id of the secret that matched. Secrets without an id are `secret1`, `secret2` and so on. */
  readonly secretId: string;
  /** When the message was signed; absent if the scheme signs no time, and for a signed token. */
  readonly timestamp?: Date;
  /**
   * Identifies the message, in 32 hexadecimal digits, so that you can recognise a repeated delivery. It is made from authenticated
   * data only. It is absent if `covers` is `"nothing"` and no id is signed, as for WakaPay.
   *
   * If the sender signs an id of the event, the key is made from this id and from the scheme or the provider. Then the key stays the same
   * if the event is signed again at another time or with another secret, and the key is the same at each endpoint. If the sender signs no
   * such id, the key is made from the tag of the secret that matched, so two events with the same signed data have the same key. The id
   * is not read from a body above 1 MiB, and not from a body that two parsers could read differently. Then the tag is used, too.
   *
   * The key is computed when it is first read. `replayKey` is an own property, so a copy of the object also has the key.
   */
  readonly replayKey?: string;
  /**
   * How many seconds to remember `replayKey`; absent if no time is signed or the time is not checked, because such a message never
   * expires.
   */
  readonly replayTtlSecs?: number;
  /**
   * What the signature covers: the whole body (`"body"`); nothing of the body (`"nothing"`); or a list of members of the body,
   * with `query:…`, `form:…` and `header:…` for a parameter or a header field, and `query` and `form` for all parameters. `lower:…`
   * is a value that is signed in lower case: the signature does not show which letters of the received value were in upper case. A member
   * whose path could be confused with another name, such as `query`, is written as `field:` and the path.
   */
  readonly covers: "body" | "nothing" | readonly string[];
  /** Why the scheme proves less than an HMAC of separated values; absent for most schemes. */
  readonly weak?: readonly Weakness[];
  /**
   * What happened to the payment; absent if the provider's messages do not state it, or the body does not begin like JSON. `word` is the
   * provider's word for the outcome, or an empty text. The verdict is `other` if the body begins like JSON, but either payauth cannot
   * read the body, or two parsers could read it differently.
   */
  readonly outcome?: { readonly verdict: PaymentVerdict; readonly word: string };
  /** The claims of a signed token, as JSON; absent for other messages. */
  readonly claims?: string;
  /** The answer to send. After this answer, the sender does not send the message again. */
  readonly acknowledge: { readonly status: 200; readonly body?: string };
}

/** The name of the sender, and the path of the event's id in the body. Both are empty texts if the body has no id. */
export interface EventId {
  readonly name: string;
  readonly path: string;
}

/** The facts that are the same for all messages of a scheme or a receiver. */
export interface Constant extends EventId {
  readonly covers: VerifiedWebhook["covers"];
  readonly weak: readonly Weakness[];
  /** The body of the answer that acknowledges a message. */
  readonly acknowledge: string;
}

/** Reads a record; `body` is the body of the message. */
export function readVerified(record: string, constant: Constant, body: string | Uint8Array): VerifiedWebhook {
  const ofSecret = record.indexOf("\n");
  const ofTime = record.indexOf("\n", ofSecret + 1);
  const ofTtl = record.indexOf("\n", ofTime + 1);
  const ofId = record.indexOf("\n", ofTtl + 1);
  const ofTag = record.indexOf("\n", ofId + 1);
  if (ofSecret < 1 || ofTime < ofSecret || ofTtl < ofTime || ofId < ofTtl || ofTag < ofId) throw malformed();
  const [signed, ttl] = [numberIn(record, ofSecret + 1, ofTime), numberIn(record, ofTime + 1, ofTtl)];
  const [id, tag] = [record.slice(ofTtl + 1, ofId), record.slice(ofId + 1, ofTag)];
  return new Evidence(record.slice(0, ofSecret), signed, ttl, id, tag, record.slice(ofTag + 1), constant, body);
}

/** Parses decimal digits; -1 without digits. It takes a tenth of the time of `Number` and `slice`. */
function numberIn(record: string, from: number, to: number): number {
  if (from === to) return -1;
  let number = 0;
  for (let index = from; index < to; index += 1) number = number * 10 + record.charCodeAt(index) - 48;
  return number;
}

/**
 * All members are own properties, including the getter of `replayKey`, so that a copy has all of them. A copy without the key
 * would look like a message that cannot be identified. A log shows a plain object.
 */
class Evidence extends RedactedView implements VerifiedWebhook {
  declare readonly secretId: string;
  declare readonly timestamp?: Date;
  declare readonly replayKey?: string;
  declare readonly replayTtlSecs?: number;
  declare readonly covers: VerifiedWebhook["covers"];
  declare readonly weak?: readonly Weakness[];
  declare readonly outcome?: NonNullable<VerifiedWebhook["outcome"]>;
  declare readonly claims?: string;
  declare readonly acknowledge: VerifiedWebhook["acknowledge"];
  /** The replay key, or the data from which it is made. */
  #key: string | Unread;

  constructor(
    secretId: string,
    signed: number,
    ttl: number,
    id: string,
    tag: string,
    rest: string,
    constant: Constant,
    body: string | Uint8Array,
  ) {
    super();
    this.secretId = secretId;
    if (signed >= 0) this.timestamp = new Date(signed);
    if (id || tag) Object.defineProperty(this, "replayKey", KEY);
    if (ttl >= 0) this.replayTtlSecs = ttl;
    const { verdict, word, claims } = rest ? readRest(rest) : NO_REST;
    const covers = claims ? "body" : constant.covers;
    // The caller may change the arrays that it receives.
    this.covers = typeof covers === "string" ? covers : [...covers];
    if (verdict) this.outcome = { verdict: verdict as PaymentVerdict, word };
    if (constant.weak.length > 0 && !claims) this.weak = [...constant.weak];
    if (claims) this.claims = claims;
    const answered = constant.acknowledge;
    this.acknowledge = answered ? { status: 200, body: answered } : { status: 200 };
    const isRead = constant.path && covers === "body" && !claims;
    this.#key = { event: constant, id, tag, body: isRead ? textOf(body) : "" };
  }

  static keyOf(evidence: Evidence): string {
    const key = evidence.#key;
    return typeof key === "string" ? key : (evidence.#key = write(key));
  }

  override toJSON(): unknown {
    return { ...this };
  }
}

/** One descriptor for all objects, so that they have one shape. A separate getter for each object is ten times slower. */
const KEY: PropertyDescriptor & ThisType<Evidence> = {
  get() {
    return Evidence.keyOf(this);
  },
  enumerable: true,
  configurable: true,
};

/** The data from which a replay key is made. */
interface Unread {
  readonly event: EventId;
  /** The id as JSON, if the module read it; otherwise empty. */
  readonly id: string;
  readonly tag: string;
  /** The body from which the id is read. */
  readonly body: string;
}

function write({ event: { name, path }, id, tag, body }: Unread): string {
  const read = id ? (JSON.parse(id) as string) : idIn(body, path);
  return guarded(() => {
    const [head, length] = placeWithBody("body", [name, path, tag] satisfies IdentityRecord, read, "peer");
    if (length >= 0) return answer(core().replayKey(head, length));
    result(core().replayKey(head, length));
    absorb("body", read, "peer");
    return answer(core().replayKeyEnd());
  });
}

/** The text of a body that is not too long. The bytes are not kept: they may change later, and a copy would take twice as long. */
function textOf(body: string | Uint8Array): string {
  if (typeof body === "string") return isLong(body) ? "" : body;
  if (lengthOf(body) > MAX_BODY_WITH_ID) return "";
  lax ??= new TextDecoder("utf-8", { ignoreBOM: true });
  const text = lax.decode(body);
  // The decoder writes U+FFFD for bytes that are not UTF-8; but the body may also contain this character.
  if (!text.includes("\ufffd")) return text;
  try {
    strict ??= new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
    return strict.decode(body);
  } catch {
    return "";
  }
}

/** Whether a text is longer than the limit for ids, in bytes. A character has up to three bytes. */
function isLong(text: string): boolean {
  return text.length * 3 > MAX_BODY_WITH_ID && (text.length > MAX_BODY_WITH_ID || new TextEncoder().encode(text).length > MAX_BODY_WITH_ID);
}

// Made on first use: an import must not fail where the host has no TextDecoder, such as in jsdom.
let lax: TextDecoder | undefined;
let strict: TextDecoder | undefined;

/** Reads the outcome of a payment, and the claims of a token. */
function readRest(rest: string): { readonly verdict: string; readonly word: string; readonly claims: string } {
  const ofVerdict = rest.indexOf("\n");
  const ofWord = rest.indexOf("\n", ofVerdict + 1);
  if (ofVerdict < 0 || ofWord < 0) throw malformed();
  const word = rest.slice(ofVerdict + 1, ofWord);
  return { verdict: rest.slice(0, ofVerdict), word: word ? (JSON.parse(word) as string) : "", claims: rest.slice(ofWord + 1) };
}

const NO_REST = { verdict: "", word: "", claims: "" } as const;
