// The reason why a token request failed, without secrets: an error of `fetch` may quote the URL, an error of a library may quote
// the whole request, and the provider's answer may repeat the credentials.

import type { AuthorizedRequest } from "../request.js";

/**
 * The reason why a token request failed. It contains nothing that was sent or received, except the facts below.
 *
 * @category Tokens
 */
export interface TokenFailure {
  /** The status of the answer; absent if no answer arrived. */
  readonly status?: number;
  /** The `error` or `code` of the answer, if it is a word such as `invalid_client` or a short number; otherwise absent. */
  readonly error?: string;
  /** The name of the error of `fetch`, such as `TypeError` or `TimeoutError`; absent for an unknown name. */
  readonly name?: string;
  /**
   * The code of the error of `fetch` or of the cause of this error, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`; absent without a code.
   */
  readonly code?: string;
}

const NAMES = ["AbortError", "Error", "FetchError", "NetworkError", "RangeError", "SyntaxError", "TimeoutError", "TypeError"];

/** The maximum depth of the chain of causes that is read. */
const MAX_DEPTH = 5;

/** Reads the reason of the failure from an error of the host. Any property may be missing, have another type, or throw. */
export function ofError(error: unknown): TokenFailure {
  let name: string | undefined;
  for (let depth = 0, at = error; depth < MAX_DEPTH && at !== undefined; depth += 1, at = member(at, "cause")) {
    const [given, code] = [member(at, "name"), member(at, "code")];
    if (name === undefined && NAMES.includes(given as string)) name = given as string;
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]{0,63}$/.test(code)) return { ...(name && { name }), code };
  }
  return { ...(name && { name }) };
}

/** Reads the reason of the failure from an answer that contains no token. */
export function ofAnswer(status: unknown, body: Uint8Array, request: AuthorizedRequest): TokenFailure {
  const error = codeOf(body);
  return {
    ...(Number.isInteger(status) && { status: status as number }),
    ...(error !== undefined && !isSent(error, request) && { error }),
  };
}

function codeOf(body: Uint8Array): string | undefined {
  try {
    const answer: unknown = JSON.parse(new TextDecoder().decode(body));
    const { error, code } = Object(answer) as { error?: unknown; code?: unknown };
    return [error, code].filter(isText).map(String).find((text) => WORD.test(text));
  } catch {
    return undefined;
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

/** Words without digits, such as the error codes of RFC 6749, and short numbers: no key or token looks like these. */
const WORD = /^(?:[a-z]{2,20}(?:_[a-z]{2,20}){1,4}|[0-9]{1,6})$/;

/** Whether the text was part of the request: a provider may repeat the credentials in its answer. */
function isSent(text: string, { body, headers }: AuthorizedRequest): boolean {
  const { Authorization: credentials = "" } = headers;
  const basic = credentials.startsWith("Basic ") ? atob(credentials.slice("Basic ".length)) : "";
  return `${String(body)} ${credentials} ${basic}`.includes(text);
}

function member(value: unknown, name: string): unknown {
  try {
    return (value as { readonly [name: string]: unknown } | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}
