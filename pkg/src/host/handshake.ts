// The handshakes of senders: requests by which a sender checks an endpoint before it sends events. Each is a row of data.
//
// An answer must not help anybody to forge a message. So a handshake is answered only after the request's own signature fits,
// or after the verify token is equal; an echo has few characters; and a tag is made only for a text that no message of the
// scheme has.

import * as check from "../check.js";
import { refuse } from "../errors.js";
import { fieldOf, type HeaderFields, ofPeer } from "../headers.js";
import { answer, core, guarded, place, placeWhole, result } from "../scratch.js";
import type { WebhookSecret } from "../webhook.js";
import { type Answer, PLAIN } from "./handler-answer.js";

/** A handshake in the body of a signed message. */
interface Signed {
  readonly by: "signature";
  /** The member that tells the handshake from events, and its value. */
  readonly member: string;
  readonly value: string;
  /** The path of the text to answer with. */
  readonly text: readonly string[];
  /** The member of the answer that has the tag of the text; absent for an echo. */
  readonly tag?: string;
  /** The signed message of the schemes that may have the tag: it has a character that no such text has. */
  readonly message?: string;
}

/** A handshake in the query of a GET request, authenticated by a token that the owner of the endpoint chose. */
interface ByToken {
  readonly by: "token";
  readonly mode: readonly [name: string, value: string];
  readonly token: string;
  readonly text: string;
}

/** A secret in a header field. Nothing authenticates it, so the caller decides. */
interface ByCaller {
  readonly by: "caller";
  readonly header: string;
}

/** The sender sends messages with wrong signatures on purpose, and expects this status for them. */
interface ByRejection {
  readonly by: "rejection";
  readonly rejected: number;
}

type Handshake = Signed | ByToken | ByCaller | ByRejection;

/** By the name of the scheme in the catalogue. */
const HANDSHAKES: { readonly [scheme: string]: Handshake } = {
  asana: { by: "caller", header: "X-Hook-Secret" },
  meta: { by: "token", mode: ["hub.mode", "subscribe"], token: "hub.verify_token", text: "hub.challenge" },
  slack: { by: "signature", member: "type", value: "url_verification", text: ["challenge"] },
  zoom: {
    by: "signature",
    member: "event",
    value: "endpoint.url_validation",
    text: ["payload", "plainToken"],
    tag: "encryptedToken",
    message: "v0:{timestamp}:{body}",
  },
  xero: { by: "rejection", rejected: 401 },
};

/** The longest verify token. */
const LONGEST_TOKEN = 1024;
/** What is sent back to whoever asked. */
const ECHO = /^[A-Za-z0-9_-]{1,128}$/;
/** What a tag is made for. The colon of `message` is not among these characters. */
const TAGGED = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The handshake of a scheme; `undefined` if it has none.
 *
 * @param source - the definition as JSON, or the name in the catalogue
 * @param given - the option of the caller
 */
export function handshakeOf(source: string, name: unknown, given: unknown): Handshake | undefined {
  const key = given === undefined ? name : check.string("handshake", given);
  const row = new Map(Object.entries(HANDSHAKES)).get(key as string);
  if (row === undefined && given === undefined) return undefined;
  const message = row?.by === "signature" ? row.message : undefined;
  if (row && (message === undefined || signedBy(source) === message)) return row;
  throw refuse("ERR_OPTION", "handshake", message ? `needs a scheme that signs ${message}` : "is unknown");
}

/** The template of the signed message. */
function signedBy(source: string): unknown {
  return source.startsWith("{") ? (JSON.parse(source) as { readonly message?: unknown }).message : undefined;
}

/** Answers a handshake in the body of an authentic message; `undefined` for every other message. */
export function inBody(row: Signed, body: string, secret: () => string | Uint8Array): Answer | undefined {
  if (!body.includes(row.value)) return undefined;
  const message = parsed(body);
  if (own(message, row.member) !== row.value) return undefined;
  const text = row.text.reduce(own, message);
  const name = row.text.at(-1) as string;
  if (row.tag === undefined) return echo(name, text);
  const { status, body: plain } = echo(name, text, TAGGED);
  const headers = { "Content-Type": "application/json" };
  return { status, headers, body: JSON.stringify({ [name]: plain, [row.tag]: tagOf(secret(), plain) }) };
}

/** Answers a handshake in the query of a URL. */
export function inQuery(row: ByToken, url: string, token: string): Answer {
  const at = url.indexOf("?");
  const query = new URLSearchParams(at < 0 ? "" : url.slice(at + 1).split("#")[0]);
  const [mode, given, text] = [row.mode[0], row.token, row.text].map((name) => query.getAll(name).join()) as [string, string, string];
  // Equal tags mean equal texts. How long it takes to compare tags tells nothing: the peer does not know the key.
  if (mode === row.mode[1] && given.length <= LONGEST_TOKEN && tagOf(token, given) === tagOf(token, token)) return echo(row.text, text);
  throw ofPeer("ERR_SIGNATURE", row.token, "is not the configured verify token, or the query is no handshake");
}

/** The HMAC-SHA256 of a short text, as hexadecimal digits. */
function tagOf(secret: unknown, text: string): string {
  const given = check.secret("secret", secret);
  return guarded(() => {
    const key = result(core().macKey(SHA256, check.secretEncoding(given, 0), placeWhole("secret", given)));
    try {
      return answer(core().macSign(key, place("text", text), 0));
    } finally {
      core().release(key);
    }
  });
}

const SHA256 = 1;

/** Answers a handshake in a header field, if the caller expects its secret; `undefined` if there is none. */
export async function inHeader(
  { header }: ByCaller,
  headers: HeaderFields,
  isExpected: (secret: string) => unknown,
): Promise<Answer | undefined> {
  const secret = fieldOf("headers", headers, header.toLowerCase());
  if (secret === undefined) return undefined;
  const answer = echo(header, secret);
  if ((await isExpected(secret)) === true) return { ...answer, headers: { [header]: secret }, body: "" };
  throw ofPeer("ERR_SIGNATURE", header, "has a secret that onSecret did not expect");
}

function echo(name: string, text: unknown, fitting: RegExp = ECHO): Answer {
  if (typeof text === "string" && fitting.test(text)) return { status: 200, headers: PLAIN, body: text };
  throw ofPeer("ERR_FIELD_MALFORMED", name, "has other characters than letters, digits, _ and -, or is too long");
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

/** The secret with this id among those that the caller gave. */
export function secretOf(secrets: readonly unknown[], id: string): string | Uint8Array {
  const ids = secrets.map((given, index) => (check.isPlainObject(given) ? given["id"] : `secret${index + 1}`));
  const found = secrets[ids.indexOf(id)] as WebhookSecret;
  return check.isPlainObject(found) ? (found["secret"] as string | Uint8Array) : (found as string | Uint8Array);
}
