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
  /**
   * The `error` or `code` of the answer, if it is a word such as `invalid_client` or a short number. Absent for any other text. Also
   * absent if the request or another text of the answer contains the word or the number, because it may then be a part of a credential or
   * of a token.
   */
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
  const text = textOf(body);
  const error = codesOf(text).find((code) => WORD.test(code) && !isSent(code, request) && !isRepeated(code, text));
  return {
    ...(Number.isInteger(status) && { status: status as number }),
    ...(error !== undefined && { error }),
  };
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}

/** The members of an answer that may contain an error code. */
function codesOf(text: string): string[] {
  try {
    const { error, code } = Object(JSON.parse(text)) as { error?: unknown; code?: unknown };
    return [error, code].filter((value) => typeof value === "string" || typeof value === "number").map(String);
  } catch {
    return [];
  }
}

/** Words without digits, such as the error codes of RFC 6749, and short numbers: no key or token looks like these. */
const WORD = /^(?:[a-z]{2,20}(?:_[a-z]{2,20}){1,4}|[0-9]{1,6})$/;

/** The error codes of RFC 6749, section 5.2, which descriptions repeat. */
const STANDARD = /^(?:invalid_(?:request|client|grant|scope)|unauthorized_client|unsupported_grant_type)$/;

/**
 * Whether the text was part of the request: a provider may repeat the credentials in its answer. Of the encodings in a request, only
 * base64 changes the letters and digits of a credential.
 */
function isSent(code: string, { url, body, headers }: AuthorizedRequest): boolean {
  const sent = [url, typeof body === "string" ? body : textOf(body), ...Object.values(headers)].join("\n");
  return [sent, ...(sent.match(/[\w+/-]{4,}/g) ?? []).map(decoded)].some((text) => text.toLowerCase().includes(code));
}

function decoded(text: string): string {
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
}

/** Whether another text of the answer contains the code. If it does, the code may be a part of a token. */
function isRepeated(code: string, answer: string): boolean {
  if (STANDARD.test(code)) return false;
  const codes = codesOf(answer).filter((text) => text === code);
  // A number may be a token, or a part of a token, even without quotation marks.
  if (/^[0-9]/.test(code)) return answer.split(code).length - 1 > codes.length;
  const texts = (answer.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map((text) => String(JSON.parse(text)).toLowerCase());
  return texts.filter((text) => text.includes(code)).length > codes.length;
}

function member(value: unknown, name: string): unknown {
  try {
    return (value as { readonly [name: string]: unknown } | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}
