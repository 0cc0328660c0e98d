import * as check from "./check.js";
import { answer, core, guarded, placeLines, placeWhole, wipe } from "./scratch.js";
import { ofPeer } from "./headers.js";
import { redactFields } from "./redact.js";

/** What happens to the user-id and the password before they are joined: nothing, or form-encoding. */
export type BasicAuthMode = "rfc7617" | "rfc6749";

/** How {@link basicAuth} and {@link parseBasicAuth} take the user-id and the password. */
export interface BasicAuthOptions {
  /**
   * `"rfc7617"`, the default: as they are. `"rfc6749"`: each form-encoded, as OAuth 2.0 has it for client
   * authentication (RFC 6749, section 2.3.1); servers that expect one refuse the other.
   */
  readonly mode?: BasicAuthMode;
}

/** What {@link parseBasicAuth} reads. When it is logged, it shows `[redacted]`. */
export interface BasicCredentials {
  readonly userId: string;
  readonly password: string;
}

/**
 * The value of an `Authorization` header for Basic authentication (RFC 7617), in UTF-8.
 *
 * @param userId - without a colon, unless form-encoded
 * @param password - any text without control characters
 * @throws {PayauthError} `ERR_BASIC_USER_PASS` for a colon in the user-id, or a control character; `ERR_ENCODING` for a
 * lone surrogate; `ERR_OPTION`
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
 *
 * @example RFC 7617, section 2
 * ```js
 * import { basicAuth } from "payauth";
 *
 * console.log(basicAuth("Aladdin", "open sesame")); // Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7617 | RFC 7617}
 */
export function basicAuth(userId: string, password: string, options: BasicAuthOptions = {}): string {
  const lines = [text("userId", userId), text("password", password)];
  const mode = modeOf(options);
  return secretAnswer(() => core().basicAuth(mode, placeLines("password", lines)));
}

/**
 * The user-id and the password of Basic credentials. The scheme's name has no case; the rest is read strictly.
 *
 * @param authorization - the value of an `Authorization` header; `undefined` or `null` where the request has none
 * @throws {PayauthError} `ERR_FIELD_MISSING` for none; `ERR_ENCODING` for another scheme, or what is not base64 of UTF-8 with a colon; its `blame` is
 * `"peer"`
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
 *
 * @example Read what `basicAuth` wrote
 * ```js
 * import { parseBasicAuth } from "payauth";
 *
 * const { userId, password } = parseBasicAuth("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
 * console.log(userId, password); // Aladdin open sesame
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7617 | RFC 7617}
 */
export function parseBasicAuth(
  authorization: string | null | undefined,
  options: BasicAuthOptions = {},
): BasicCredentials {
  if (authorization === undefined || authorization === null) throw ofPeer("ERR_FIELD_MISSING", "authorization", "is missing");
  const line = check.string("authorization", authorization);
  if (!line.isWellFormed()) throw ofPeer("ERR_ENCODING", "authorization", "holds a lone surrogate, which UTF-8 cannot carry");
  const mode = modeOf(options);
  const pair = secretAnswer(() => core().parseBasicAuth(mode, placeWhole("authorization", line, "peer")));
  const [userId, password] = pair.split("\n") as [string, string];
  return redactFields({ userId, password });
}

/**
 * The value of an `Authorization` header that carries a bearer token (RFC 6750).
 *
 * @param token - the token alone, without `Bearer `
 * @throws {PayauthError} `ERR_BEARER_TOKEN` for what is no `b64token`; `ERR_ENCODING`
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
 *
 * @example RFC 6750, section 2.1
 * ```js
 * import { bearerAuth } from "payauth";
 *
 * console.log(bearerAuth("mF_9.B5f-4.1JqM")); // Bearer mF_9.B5f-4.1JqM
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6750 | RFC 6750}
 */
export function bearerAuth(token: string): string {
  const line = text("token", token);
  return secretAnswer(() => core().bearerAuth(placeWhole("token", line)));
}

const MODES: readonly BasicAuthMode[] = ["rfc7617", "rfc6749"];

function modeOf(options: BasicAuthOptions): number {
  const { mode = "rfc7617" } = check.options("options", options, ["mode"]);
  return check.choice("mode", mode, MODES);
}

function text(argument: string, value: unknown): string {
  return check.wellFormed(argument, check.string(argument, value), "ERR_ENCODING");
}

/** Reads an answer that is a credential, and overwrites it. */
function secretAnswer(call: () => number): string {
  return guarded(() => {
    const read = answer(call());
    wipe();
    return read;
  });
}
