// Signs a request with a scheme, without a provider.

import { BESIDE, pushBeside } from "./beside.js";
import * as check from "./check.js";
import { refuse } from "./errors.js";
import { headerLines, type RequestFields } from "./headers.js";
import type { JsonArray, JsonObject } from "./json.js";
import { type Body, bodyOf, typeOf } from "./call.js";
import { type AuthorizedRequest, readRequest } from "./request.js";
import { type Scheme, schemeHandle } from "./scheme.js";
import { absorb, answer, core, guarded, placeLines, result, wipe } from "./scratch.js";
import { parsed } from "./url.js";
import { secretLines } from "./webhook.js";

/**
 * The options of {@link signRequest}: the request to sign.
 *
 * @category Requests
 */
export interface SignRequestOptions {
  /**
   * The absolute URL, with its query: https, or http on `localhost`, `127.0.0.1` or `[::1]`; required. It is normalized as in `fetch`; an
   * empty query is removed. A fragment, a user name or a password is rejected.
   */
  readonly url: string;
  /** The method, in upper case. Default: POST with a body, GET without a body. */
  readonly method?: string;
  /** Additional header fields. Default: none, or `Content-Type: application/json` if there is a body. */
  readonly headers?: RequestFields;
  /** The body. Text and bytes are signed and sent unchanged; a plain object or an array is written as JSON once. Default: none. */
  readonly body?: string | Uint8Array | JsonObject | JsonArray;
  /** The time of signing; required. */
  readonly now: Date;
  /** The secret: text as the provider shows it, or bytes; required. */
  readonly secret: string | Uint8Array;
  /** The id of the key, such as an API key. Required if the scheme sends a key id; otherwise absent. */
  readonly keyId?: string;
  /** A text that is different for each request, in the format and length of the scheme. Required if the scheme has a nonce. */
  readonly nonce?: string;
  /** The id of the message. Required if the scheme signs an id; otherwise absent. */
  readonly id?: string;
  /** The ids that the scheme refers to by name. Required if the scheme has such ids; otherwise absent. */
  readonly ids?: { readonly [name: string]: string };
  /**
   * The values of the scheme's variables, such as a passphrase. Required if the scheme has variables outside of groups (`[…]`); default:
   * none. Names that the scheme does not have are ignored.
   */
  readonly vars?: { readonly [name: string]: string };
}

const OPTIONS = /* @__PURE__ */ ["url", "method", "headers", "body", "now", "secret"].concat(BESIDE);

/**
 * Signs a request with a scheme, without a provider. It writes the header fields of the scheme, and appends the scheme's parameters to
 * the query. It never changes the body.
 *
 * @param scheme - an export of `payauth/schemes`, or the result of {@link defineScheme}
 * @param options - the request, the time and the secret
 * @returns the request, for `fetch(request.url, request)`
 * @throws PayauthError with `ERR_SCHEME` for a scheme that only verifies, or that writes into the body; `ERR_OPTION` for a URL that is
 * not allowed, for a URL with a parameter that the scheme writes, and for a missing nonce, key id, id or variable that the scheme needs;
 * `ERR_METHOD` for a method that is not in upper case or that `fetch` does not send; `ERR_SECRET`; `ERR_FIELD_NAME` and
 * `ERR_FIELD_VALUE`; `ERR_FIELD_FORBIDDEN` for a header field that the scheme writes, for a field whose name servers may confuse with the
 * name of a signed field, and for a field that would change where or how the request is sent, if the scheme does not read this field;
 * `ERR_BODY` for a body that JSON would change, for a body with GET or HEAD, for an object with the `Content-Type` of a form, and for a
 * body whose `Content-Type` names another format than the scheme reads; `ERR_JSON`, `ERR_FIELD_MISSING` and `ERR_FIELD_MALFORMED` for a
 * body without the members that the scheme signs; `ERR_TIME`; `ERR_ENCODING`; `ERR_TOO_LARGE`
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example A signed request
 * ```js
 * import { defineScheme, signRequest } from "payauth";
 *
 * const scheme = defineScheme({
 *   hash: "sha256",
 *   message: "{timestamp}{method}{target}{body}",
 *   encoding: "hex",
 *   timestamp: { format: "unix" },
 *   headers: { "X-Time": "{timestamp}", "X-Sign": "{signature}" },
 * });
 * const url = "https://api.example.com/orders?limit=3";
 * const request = signRequest(scheme, { url, now: new Date("2024-03-02T12:00:00Z"), secret: "a secret" });
 * console.log(request.method, request.headers["X-Time"]); // GET 1709380800
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc2104#section-2 | RFC 2104, section 2: HMAC}
 * @category Requests
 */
export function signRequest(scheme: Scheme, options: SignRequestOptions): AuthorizedRequest {
  const given = check.options("options", options, OPTIONS);
  const handle = schemeHandle("scheme", scheme);
  const headers = given["headers"] === undefined ? [] : headerLines("headers", given["headers"]);
  const body = bodyOf(given["body"], headers);
  const now = check.date("now", given["now"]);
  const lines = secretLines("secret", [check.secret("secret", given["secret"])]);
  lines.push(given["id"] === undefined ? "" : check.line("id", given["id"]), absolute(given["url"]));
  lines.push(":method", methodOf(given["method"], body));
  pushBeside(lines, given);
  if (body !== undefined && typeOf(headers) === undefined) lines.push("Content-Type", "application/json");
  lines.push(...headers);
  return guarded(() => {
    result(core().requestBegin(handle.live(), now, placeLines("options", lines)));
    absorb("body", body ?? "");
    const request = readRequest(answer(core().requestEnd()), 0, body);
    wipe();
    return request;
  });
}

function methodOf(value: unknown, body: Body | undefined): string {
  if (value === undefined) return body === undefined ? "GET" : "POST";
  const method = check.string("method", value);
  if (!/^[A-Z]+$/.test(method)) throw refuse("ERR_METHOD", "method", "must have only upper-case letters");
  if (["CONNECT", "TRACE", "TRACK"].includes(method)) throw refuse("ERR_METHOD", "method", "must not be CONNECT, TRACE or TRACK, which fetch does not send");
  if (body !== undefined && (method === "GET" || method === "HEAD")) throw refuse("ERR_BODY", "body", `cannot be sent with ${method}`);
  return method;
}

/** The URL as `fetch` sends it, so that the signed URL equals the sent URL. */
function absolute(value: unknown): string {
  const text = check.line("url", value);
  const url = parsed(text);
  const isLocal = url !== undefined && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url === undefined || !(url.protocol === "https:" || (url.protocol === "http:" && isLocal))) {
    throw refuse("ERR_OPTION", "url", "is not an absolute https URL (or http for localhost)");
  }
  if (url.hash !== "" || url.username !== "" || url.password !== "") {
    throw refuse("ERR_OPTION", "url", "must not have a fragment, a user name or a password");
  }
  // For an empty query or fragment, `href` keeps the `?` or `#`, which some hosts do not send.
  if (url.search === "") url.search = "";
  url.hash = "";
  return url.href;
}
