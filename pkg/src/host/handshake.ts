// The handshakes of senders: requests with which a sender checks an endpoint before it sends events. Each handshake is a row of data.
//
// An answer must not help anyone to forge a message. So a handshake is answered only if the signature of the request matches, or if the
// verify token of the request equals the caller's verify token. An echoed text is short. A tag is made only for a text that cannot be a
// message of the scheme.

import * as check from "../check.js";
import { isPayauthError, PayauthError, refuse } from "../errors.js";
import { ALGORITHM_SHA256, SECRET_UTF8, TAG_HEX } from "../generated/boundary.js";
import { idIn } from "../event-id.js";
import { fieldOf, type HeaderFields, ofPeer } from "../headers.js";
import { answer, core, guarded, place, placeWhole, result, tooLarge } from "../scratch.js";
import type { NamedSecret } from "../webhook.js";
import { type Answer, answerOf } from "./handler-answer.js";

/**
 * The parts of a handshake. Each member is absent for a sender without that part. `verifyToken` and `onSecret` need the option of the
 * same name.
 */
export interface Handshake {
  /**
   * For a handshake in the body of a signed message. `path` and `value`: the member whose value distinguishes the handshake from events.
   * `text`: the path of the text to answer with. `plain` and `tag`: the names of the members of the answer that contain this text and its
   * tag. Without these names, the answer is only the text.
   */
  readonly body?: readonly [path: string, value: string, text: string, plain?: string, tag?: string];
  /**
   * For a handshake in the query of a GET request. `mode` and `value`: the parameter whose value shows that the request is a handshake.
   * `token`: the parameter with the verify token. `text`: the parameter with the text to answer with.
   */
  readonly verifyToken?: readonly [mode: string, value: string, token: string, text: string];
  /** For a handshake in a header field: the name of the field. Its value is sent back if the caller expects this value. */
  readonly onSecret?: string;
  /** The status that the sender expects for a wrong signature. */
  readonly rejected?: number;
  /** The `message` that a scheme must have for this handshake. A text whose tag is sent cannot be a message of these schemes. */
  readonly message?: string;
}

/** The handshakes, by the name of the scheme in the catalogue. */
const HANDSHAKES: { readonly [name: string]: Handshake } = {
  asana: { onSecret: "X-Hook-Secret" },
  meta: { verifyToken: ["hub.mode", "subscribe", "hub.verify_token", "hub.challenge"] },
  slack: { body: ["type", "url_verification", "challenge"] },
  xero: { rejected: 401 },
  // A message contains colons. A text whose tag is sent contains only letters, digits, `_` and `-`.
  zoom: {
    body: ["event", "endpoint.url_validation", "payload.plainToken", "plainToken", "encryptedToken"],
    message: "v0:{timestamp}:{body}",
  },
};

/**
 * The handshake of a scheme; `undefined` if the scheme has no handshake.
 *
 * @param message - the template of a scheme of `defineScheme`
 * @param name - the name of the scheme
 * @param given - the option of the caller
 */
export function handshakeOf(message: unknown, name: string, given: unknown): Handshake | undefined {
  const key = given === undefined ? name : check.string("handshake", given);
  const row = Object.hasOwn(HANDSHAKES, key) ? HANDSHAKES[key] : undefined;
  if (given === undefined || (row && (!row.message || key === name || message === row.message))) return row;
  throw refuse("ERR_OPTION", "handshake", row ? `needs a scheme whose message is ${row.message}` : `expected one of ${Object.keys(HANDSHAKES).join(", ")}`);
}

/**
 * Answers a handshake in the body of a signed message; `undefined` for events.
 *
 * @param secrets - the secrets with which the message was verified
 * @param id - the id of the secret that matched
 */
export function inBody(
  [path, value, at, plain, tag]: NonNullable<Handshake["body"]>,
  bytes: Uint8Array,
  secrets: readonly unknown[],
  id: string,
): Answer | undefined {
  const body = new TextDecoder().decode(bytes);
  // Most messages are events, which need no parsing.
  if (!body.includes(value) || idIn(body, path) !== value) return undefined;
  const text = idIn(body, at);
  if (plain === undefined || tag === undefined) return answerOf(short(at, text));
  const isIt = (given: unknown, index: number): boolean => ((given as NamedSecret).id ?? `secret${index + 1}`) === id;
  const secret = secrets.find(isIt) as NamedSecret | undefined;
  const made = { [plain]: short(at, text, 64), [tag]: tagOf(secret?.secret ?? secret, text) };
  return answerOf(JSON.stringify(made), 200, { "Content-Type": "application/json" });
}

/** Answers a handshake in the query of a GET request, if the query contains the verify token that the owner of the endpoint chose. */
export function inQuery([mode, value, token, text]: NonNullable<Handshake["verifyToken"]>, url: string, chosen: unknown): Answer {
  const query = new URLSearchParams(url.slice(url.indexOf("?") + 1));
  // If a name occurs twice, its values are joined with a comma, and the result does not equal the token.
  const one = (name: string): string => query.getAll(name).join();
  const given = one(token);
  // Equal tags mean equal texts. The duration of the comparison reveals nothing, because the peer does not know the key.
  const tag = ownTag(chosen);
  const isEqual = given.length <= MAX_TOKEN && tagOf(chosen, given) === tag;
  if (isEqual && one(mode) === value) return answerOf(short(text, one(text)));
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
  const echoed = short(name, secret);
  if ((await isExpected(secret)) === true) return answerOf("", 200, { [name]: echoed });
  throw ofPeer("ERR_SIGNATURE", name, "was not accepted, because onSecret did not return true");
}

/** The maximum length of a verify token, in characters. */
const MAX_TOKEN = 1024;

/** A text to answer with, if the text is short and contains only harmless characters. */
function short(name: string, text: string, longest = 128): string {
  if (/^[\w-]+$/.test(text) && text.length <= longest) return text;
  throw ofPeer("ERR_FIELD_MALFORMED", name, `must be 1 to ${longest} letters, digits, _ and -`);
}

/** The tag of the caller's verify token. An error names the option `verifyToken`, and not the argument `secret`. */
export function ownTag(chosen: unknown): string {
  const token = check.string("verifyToken", chosen);
  // A longer token could never match, because the token of a request has the same maximum length.
  if (token.length > MAX_TOKEN) throw tooLarge("verifyToken", `must have at most ${MAX_TOKEN} characters`, "caller");
  try {
    return tagOf(token, token);
  } catch (error) {
    if (!isPayauthError(error)) throw error;
    const { code, blame, argument, message } = error;
    throw new PayauthError({ code, blame, argument: "verifyToken", detail: message.slice(argument.length + 2) });
  }
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

