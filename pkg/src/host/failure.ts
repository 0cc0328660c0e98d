// Why a token call failed, in words that hold nothing of anybody's: an error of `fetch` may quote the URL, one of a
// library the whole request, and the provider's answer whatever was sent to it.

import type { AuthorizedRequest } from "../request.js";

/** Why a token call failed, as far as it can be told without showing what was sent or answered. */
export interface TokenFailure {
  /** The status of the answer, if one came. */
  readonly status?: number;
  /** The `error` or `code` of the answer, where it is a word such as `invalid_client` or a short number. */
  readonly error?: string;
  /** The class of the error of `fetch`, where it is a known one: `TypeError`, `TimeoutError`. */
  readonly name?: string;
  /** The code of that error or of what caused it: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  readonly code?: string;
}

const NAMES = ["AbortError", "Error", "FetchError", "NetworkError", "RangeError", "SyntaxError", "TimeoutError", "TypeError"];

/** Causes of causes are looked at this far. */
const DEEPEST = 5;

/** What an error of the host tells. Any property of it may be missing, of another type, or throw. */
export function ofError(error: unknown): TokenFailure {
  let name: string | undefined;
  for (let depth = 0, at = error; depth < DEEPEST && at !== undefined; depth += 1, at = member(at, "cause")) {
    const [given, code] = [member(at, "name"), member(at, "code")];
    if (name === undefined && NAMES.includes(given as string)) name = given as string;
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]{0,63}$/.test(code)) return { ...(name && { name }), code };
  }
  return { ...(name && { name }) };
}

/** What an answer without a token tells. */
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

/** Words without digits, as RFC 6749 has them, and short numbers: no key and no token looks like one. */
const WORD = /^(?:[a-z]{2,20}(?:_[a-z]{2,20}){1,4}|[0-9]{1,6})$/;

/** A provider may send back what it was sent. */
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
