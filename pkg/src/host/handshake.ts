// The handshakes of senders: requests with which a sender checks an endpoint before it sends events. Each handshake is a row of data.
//
// An answer must not help anyone to forge a message. So a handshake is answered only if the signature of the request matches, or if the
// verify token of the request equals the caller's verify token. An echoed text is short. A tag is made only for a text that cannot be a
// message of the scheme.

import * as check from "../check.js";
import { refuse } from "../errors.js";
import { ALGORITHM_SHA256, SECRET_UTF8, TAG_HEX } from "../generated/boundary.js";
import { idIn } from "../event-id.js";
import { fieldOf, type HeaderFields, ofPeer } from "../headers.js";
import { answer, core, guarded, place, placeWhole, result } from "../scratch.js";
import { type Answer, answerOf } from "./handler-answer.js";

/** The parts of a handshake. Each member is absent for a sender without that part. */
export interface Handshake {
  /**
   * For a handshake in the body of a signed message: the path and the value that distinguish the handshake from events, the path of the
   * text to answer with, and the names of the members of the answer for this text and for its tag. Without names, the answer is the text.
   */
  readonly body?: readonly [path: string, value: string, text: string, plain?: string, tag?: string];
  /** For a handshake in the query of a GET request: the parameters with the mode, the verify token and the text to answer with. */
  readonly query?: readonly [mode: string, value: string, token: string, text: string];
  /** For a handshake in a header field: the name of the field. Its value is sent back if the caller expects this value. */
  readonly header?: string;
  /** The status that the sender expects for a wrong signature. */
  readonly rejected?: number;
  /** The message template of the schemes that may have this handshake. A text that gets a tag cannot be such a message. */
  readonly message?: string;
}

/** The handshakes, by the name of the scheme in the catalogue. */
const HANDSHAKES = /* @__PURE__ */ (() =>
  new Map<unknown, Handshake>([
    ["asana", { header: "X-Hook-Secret" }],
    ["meta", { query: ["hub.mode", "subscribe", "hub.verify_token", "hub.challenge"] }],
    ["slack", { body: ["type", "url_verification", "challenge"] }],
    // A message has colons; a text that gets a tag has none.
    [
      "zoom",
      {
        body: ["event", "endpoint.url_validation", "payload.plainToken", "plainToken", "encryptedToken"],
        message: "v0:{timestamp}:{body}",
      },
    ],
    ["xero", { rejected: 401 }],
  ]))();

/**
 * The handshake of a scheme; `undefined` if the scheme has no handshake.
 *
 * @param message - the template of a scheme of `defineScheme`
 * @param name - the name of the scheme
 * @param given - the option of the caller
 */
export function handshakeOf(message: unknown, name: unknown, given: unknown): Handshake | undefined {
  const key = given === undefined ? name : check.string("handshake", given);
  const row = HANDSHAKES.get(key);
  if (given === undefined || (row && (!row.message || key === name || message === row.message))) return row;
  throw refuse("ERR_OPTION", "handshake", row ? `needs a scheme whose message is ${row.message}` : "expected asana, meta, slack, xero or zoom");
}

/**
 * Answers a handshake in the body of a signed message; `undefined` for events.
 *
 * @param member - its value distinguishes the handshake from events
 * @param path - the path of the text to answer with
 * @param tag - the member of the answer that has the tag of the text; absent for an echo
 */
export function inBody(
  [path, value, at, plain, tag]: NonNullable<Handshake["body"]>,
  body: string,
  secrets: readonly unknown[],
  id: string,
): Answer | undefined {
  // Most messages are events, which need no parsing.
  if (!body.includes(value) || idIn(body, path) !== value) return undefined;
  const text = idIn(body, at);
  if (plain === undefined || tag === undefined) return echo(at, text);
  const named = (given: unknown): { readonly id?: unknown; readonly secret?: unknown } => Object(given) as object;
  const secret = secrets.find((given, index) => (named(given).id ?? `secret${index + 1}`) === id);
  const made = JSON.stringify({ [plain]: echo(at, text, 64).body, [tag]: tagOf(named(secret).secret ?? secret, text) });
  return { status: 200, headers: { "Content-Type": "application/json" }, body: made };
}

/** Answers a handshake in the query of a GET request, if the query contains the verify token that the owner of the endpoint chose. */
export function inQuery([mode, value, token, text]: NonNullable<Handshake["query"]>, url: string, chosen: unknown): Answer {
  const query = new URLSearchParams(url.slice(url.indexOf("?") + 1));
  // If a name occurs twice, its joined values equal no token.
  const one = (name: string): string => query.getAll(name).join();
  const given = one(token);
  // Equal tags mean equal texts. The duration of the comparison reveals nothing, because the peer does not know the key.
  const isEqual = given.length <= MAX_TOKEN && tagOf(chosen, given) === tagOf(chosen, check.string("verifyToken", chosen));
  if (isEqual && one(mode) === value) return echo(text, one(text));
  throw ofPeer("ERR_SIGNATURE", token, `does not equal your verifyToken, or ${mode} is not ${value}`);
}

/** Answers with the secret in a header field, if the caller expects this secret. `undefined` if the field is absent. */
export async function inHeader(
  name: string,
  headers: HeaderFields,
  isExpected: (secret: string) => unknown,
): Promise<Answer | undefined> {
  const secret = fieldOf("headers", headers, name.toLowerCase());
  if (secret === undefined) return undefined;
  const { status, body } = echo(name, secret);
  if ((await isExpected(secret)) === true) return { status, headers: { [name]: body }, body: "" };
  throw ofPeer("ERR_SIGNATURE", name, "was not accepted by onSecret");
}

/** The maximum length of a verify token. */
const MAX_TOKEN = 1024;

/** Answers with a text, if the text is short and contains only harmless characters. */
function echo(name: string, text: string, longest = 128): Answer {
  if (/^[\w-]+$/.test(text) && text.length <= longest) return answerOf(200, text);
  throw ofPeer("ERR_FIELD_MALFORMED", name, `must be 1 to ${longest} letters, digits, _ and -`);
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

