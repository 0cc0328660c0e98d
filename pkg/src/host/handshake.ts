// The handshakes of senders: requests by which a sender checks an endpoint before it sends events. Each is a row of data.
//
// An answer must not help anybody to forge a message. So a handshake is answered only after the request's own signature fits,
// or after the verify token is equal; an echo has few characters; and a tag is made only for a text that no message of the
// scheme has.

import * as check from "../check.js";
import { refuse } from "../errors.js";
import { ALGORITHM_SHA256, SECRET_UTF8, TAG_HEX } from "../generated/boundary.js";
import { fieldOf, type HeaderFields, ofPeer } from "../headers.js";
import { answer, core, guarded, place, placeWhole, result } from "../scratch.js";
import { type Answer, PLAIN } from "./handler-answer.js";

/** What a sender does besides sending events. Each member is absent for a sender that does not do it. */
export interface Handshake {
  /** Answers an authentic message that is not an event; `undefined` for events. */
  readonly inBody?: (body: string, secret: () => unknown) => Answer | undefined;
  /** Answers a GET request that has the verify token. */
  readonly inQuery?: (url: string, token: unknown) => Answer;
  /** Answers a request with a secret in a header field, if the caller expects it; `undefined` if there is none. */
  readonly inHeader?: (headers: HeaderFields, isExpected: (secret: string) => unknown) => Promise<Answer | undefined>;
  /** The status that the sender expects for a wrong signature. */
  readonly rejected?: number;
  /** The signed message of the schemes that may have this handshake. Its tags have a text that no message is. */
  readonly message?: string;
}

/** By the name of the scheme in the catalogue. */
const HANDSHAKES: { readonly [scheme: string]: Handshake } = /* @__PURE__ */ (() => ({
  asana: { inHeader: expected("X-Hook-Secret") },
  meta: { inQuery: byToken("hub.mode", "subscribe", "hub.verify_token", "hub.challenge") },
  slack: { inBody: inMember("type", "url_verification", ["challenge"]) },
  // The colons of the message are not among the characters that have a tag.
  zoom: {
    inBody: inMember("event", "endpoint.url_validation", ["payload", "plainToken"], "encryptedToken"),
    message: "v0:{timestamp}:{body}",
  },
  xero: { rejected: 401 },
}))();

/**
 * The handshake of a scheme; `undefined` if it has none.
 *
 * @param message - the template of a scheme of `defineScheme`
 * @param name - the name of the scheme
 * @param given - the option of the caller
 */
export function handshakeOf(message: unknown, name: unknown, given: unknown): Handshake | undefined {
  const key = given === undefined ? name : check.string("handshake", given);
  const row = new Map(Object.entries(HANDSHAKES)).get(key as string);
  if (row === undefined && given === undefined) return undefined;
  if (row && (row.message === undefined || key === name || message === row.message)) return row;
  throw refuse("ERR_OPTION", "handshake", row ? `needs a scheme that signs ${row.message}` : "is unknown");
}

/** The secret with this id among those that the caller gave. */
export function secretOf(secrets: readonly unknown[], id: string): unknown {
  for (const [index, given] of secrets.entries()) {
    if (!check.isPlainObject(given)) {
      if (id === `secret${index + 1}`) return given;
    } else if (id === given["id"]) return given["secret"];
  }
  return undefined;
}

/**
 * A handshake in the body of a signed message.
 *
 * @param member - tells it from events by its value
 * @param path - of the text to answer with
 * @param tag - the member of the answer that has the tag of the text; absent for an echo
 */
function inMember(member: string, value: string, path: readonly string[], tag?: string): NonNullable<Handshake["inBody"]> {
  return (body, secret) => {
    if (!body.includes(value)) return undefined;
    const message = parsed(body);
    if (own(message, member) !== value) return undefined;
    const name = path.at(-1) as string;
    const text = path.reduce(own, message);
    if (tag === undefined) return echo(name, text);
    const { status, body: plain } = echo(name, text, TAGGED);
    const headers = { "Content-Type": "application/json" };
    return { status, headers, body: JSON.stringify({ [name]: plain, [tag]: tagOf(secret(), plain) }) };
  };
}

/** A handshake in the query of a GET request, authenticated by a token that the owner of the endpoint chose. */
function byToken(mode: string, value: string, token: string, text: string): NonNullable<Handshake["inQuery"]> {
  return (url, chosen) => {
    const at = url.indexOf("?");
    const query = new URLSearchParams(at < 0 ? "" : url.slice(at + 1).split("#")[0]);
    const one = (name: string): string => query.getAll(name).join();
    const given = one(token);
    // Equal tags mean equal texts. How long it takes to compare tags tells nothing: the peer does not know the key.
    const isEqual = given.length <= MAX_TOKEN && tagOf(chosen, given) === tagOf(chosen, check.string("verifyToken", chosen));
    if (isEqual && one(mode) === value) return echo(text, one(text));
    throw ofPeer("ERR_SIGNATURE", token, "is not the configured verify token, or the query is no handshake");
  };
}

/** A secret in a header field. Nothing authenticates it, so the caller decides. */
function expected(header: string): NonNullable<Handshake["inHeader"]> {
  return async (headers, isExpected) => {
    const secret = fieldOf("headers", headers, header.toLowerCase());
    if (secret === undefined) return undefined;
    const { status } = echo(header, secret);
    if ((await isExpected(secret)) === true) return { status, headers: { [header]: secret }, body: "" };
    throw ofPeer("ERR_SIGNATURE", header, "has a secret that onSecret did not expect");
  };
}

/** The longest verify token. */
const MAX_TOKEN = 1024;
/** The characters that are sent back. */
const ECHO = /^[A-Za-z0-9_-]{1,128}$/;
/** The characters that a tag is made for. */
const TAGGED = /^[A-Za-z0-9_-]{1,64}$/;

function echo(name: string, text: unknown, fitting: RegExp = ECHO): Answer {
  if (typeof text === "string" && fitting.test(text)) return { status: 200, headers: PLAIN, body: text };
  throw ofPeer("ERR_FIELD_MALFORMED", name, "has other characters than letters, digits, _ and -, or is too long");
}

/** The HMAC-SHA256 of a short text, as hexadecimal digits. */
function tagOf(secret: unknown, text: string): string {
  const given = check.secret("secret", secret);
  return guarded(() => {
    const key = result(core().macKey(ALGORITHM_SHA256, check.secretEncoding(given, SECRET_UTF8), placeWhole("secret", given)));
    try {
      return answer(core().macSign(key, place("text", text.toWellFormed()), TAG_HEX));
    } finally {
      core().release(key);
    }
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function own(value: unknown, name: string): unknown {
  return check.isPlainObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
