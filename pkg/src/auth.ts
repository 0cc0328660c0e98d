import * as check from "./check.js";
import { answer, core, guarded, placeLines, placeWhole, wipe } from "./scratch.js";
import type { BasicRecord } from "./generated/records.js";
import { BASIC_AUTH_MODES, type BasicAuthMode } from "./generated/words.js";
import { redactFields } from "./redact.js";

export type { BasicAuthMode } from "./generated/words.js";

/**
 * The options of {@link basicAuth} and {@link parseBasicAuth}.
 *
 * @category Primitives
 */
export interface BasicAuthOptions {
  /**
   * How the user-id and the password are encoded. `"rfc7617"` leaves them unchanged. `"rfc6749"` form-encodes both, as OAuth 2.0
   * requires for client authentication (RFC 6749, section 2.3.1). A server accepts only one of these modes. Default `"rfc7617"`.
   */
  readonly mode?: BasicAuthMode;
}

/**
 * The credentials that {@link parseBasicAuth} returns. When the object is logged, it shows `[redacted]`.
 *
 * @category Primitives
 */
export interface BasicCredentials {
  /** The user-id, decoded. */
  readonly userId: string;
  /** The password, decoded. */
  readonly password: string;
}

/**
 * Returns the value of an `Authorization` header for Basic authentication (RFC 7617), in UTF-8.
 *
 * @param userId - the user-id, without a colon unless `mode` is `"rfc6749"`
 * @param password - any text without control characters
 * @param options - how the user-id and the password are encoded
 * @returns `Basic `, followed by the base64 of the user-id, a colon and the password
 * @throws PayauthError with `ERR_BASIC_USER_PASS` for a colon in the user-id (unless `mode` is `"rfc6749"`), a control
 * character, an invisible character at the start or the end, or a word for a missing value, such as `undefined`; `ERR_ENCODING` for a
 * lone surrogate; `ERR_OPTION` for an unknown option or mode; `ERR_TOO_LARGE` above 80 KiB
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example RFC 7617, section 2
 * ```js
 * import { basicAuth } from "payauth";
 *
 * console.log(basicAuth("Aladdin", "open sesame")); // Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7617#section-2 | RFC 7617, section 2}
 * @category Primitives
 */
export function basicAuth(userId: string, password: string, options: BasicAuthOptions = {}): string {
  const lines: BasicRecord = [text("userId", userId), text("password", password)];
  const mode = modeOf(options);
  return secretAnswer(() => core().basicAuth(mode, placeLines("password", lines)));
}

/**
 * Parses the value of an `Authorization` header for Basic authentication. The word `Basic` may have any case; everything
 * else is parsed strictly.
 *
 * @param authorization - the value of the header
 * @param options - how the user-id and the password are encoded
 * @returns the user-id and the password
 * @throws PayauthError with the blame `"peer"`: `ERR_ENCODING` for another auth-scheme, and for credentials that are not the
 * base64 of UTF-8 text with a colon, that contain a control character, or that are not form-encoded although `mode` is
 * `"rfc6749"`; `ERR_TOO_LARGE` above 80 KiB
 * @throws PayauthError with the blame `"caller"`: `ERR_OPTION` for an unknown option or mode
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example Parse the result of `basicAuth`
 * ```js
 * import { parseBasicAuth } from "payauth";
 *
 * const { userId, password } = parseBasicAuth("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
 * console.log(userId, password); // Aladdin open sesame
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7617#section-2 | RFC 7617, section 2}
 * @category Primitives
 */
export function parseBasicAuth(authorization: string, options: BasicAuthOptions = {}): BasicCredentials {
  const line = check.string("authorization", authorization);
  check.wellFormed("authorization", line, "ERR_ENCODING", "peer");
  const mode = modeOf(options);
  const pair = secretAnswer(() => core().parseBasicAuth(mode, placeWhole("authorization", line, "peer")));
  const [userId, password] = pair.split("\n") as BasicRecord;
  return redactFields({ userId, password });
}

/**
 * Returns the value of an `Authorization` header with a bearer token (RFC 6750).
 *
 * @param token - the token, without `Bearer `
 * @returns `Bearer `, followed by the token
 * @throws PayauthError with `ERR_BEARER_TOKEN` for a character that RFC 6750 does not allow in a token, or for a word for a missing
 * value, such as `undefined`; `ERR_ENCODING` for a lone surrogate
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example RFC 6750, section 2.1
 * ```js
 * import { bearerAuth } from "payauth";
 *
 * console.log(bearerAuth("mF_9.B5f-4.1JqM")); // Bearer mF_9.B5f-4.1JqM
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6750#section-2.1 | RFC 6750, section 2.1}
 * @category Primitives
 */
export function bearerAuth(token: string): string {
  const line = text("token", token);
  return secretAnswer(() => core().bearerAuth(placeWhole("token", line)));
}

function modeOf(options: BasicAuthOptions): number {
  const { mode = "rfc7617" } = check.options("options", options, ["mode"]);
  return check.choice("mode", mode, BASIC_AUTH_MODES);
}

function text(argument: string, value: unknown): string {
  return check.wellFormed(argument, check.string(argument, value), "ERR_ENCODING");
}

/** Reads an answer of the core that is a credential, and wipes the answer from the scratch buffer. */
function secretAnswer(call: () => number): string {
  return guarded(() => {
    const read = answer(call());
    wipe();
    return read;
  });
}
