// Header fields, in every type that hosts use.

import { isPlainObject, isWord, line } from "./check.js";
import { type ErrorCode, PayauthError, refuse, typeError } from "./errors.js";
import { FIELDS } from "./redact.js";

/**
 * Received header fields: a plain object (Node, Express, Fastify, Lambda), a list of pairs, a `Map`, or `Headers`. payauth
 * reads only the fields that it needs; other fields may have any value.
 *
 * @category Webhooks
 */
export type HeaderFields =
  | { readonly [name: string]: FieldValue }
  | Iterable<readonly [name: string, value: FieldValue]>;

/**
 * The value of a received header field. An array is read as several fields of the same name; `null` and `undefined` mean that
 * the field is absent.
 *
 * @category Webhooks
 */
export type FieldValue = string | readonly string[] | null | undefined;

/**
 * Header fields to send: a plain object, a list of pairs, a `Map`, or `Headers`. In an object, a value of `undefined` is
 * ignored.
 *
 * @category Requests
 */
export type RequestFields =
  | { readonly [name: string]: string | undefined }
  | Iterable<readonly [name: string, value: string]>;

/** The names and values of fields to send, alternating. */
export function headerLines(argument: string, headers: unknown): string[] {
  const lines: string[] = [];
  const push = (name: string, value: unknown): void => {
    // Assigning to this name would set the prototype, not a field.
    if (name === "__proto__") throw refuse("ERR_FIELD_NAME", argument, "must not have a field named __proto__");
    if (value === undefined) return;
    // At the wasm boundary, a name that is not a token identifies another value, such as a nonce.
    if (!isToken(name)) throw refuse("ERR_FIELD_NAME", argument, "has a name that RFC 9110 (5.1) does not allow; use letters, digits and -");
    lines.push(name, typeof value === "string" && value.isWellFormed() ? value : line(isWord(name.replaceAll("-", "")) ? `${argument}.${name}` : argument, value));
  };
  if (isRecord(headers)) for (const name of Object.keys(headers)) push(name, headers[name]);
  else for (const [name, value] of pairs(argument, headers)) push(name, value);
  return lines;
}

/** Whether a text can be the name of a field: `token = 1*tchar` (RFC 9110, section 5.6.2). */
export function isToken(name: string): boolean {
  return /^[!#$%&'*+.^`|~\w-]+$/.test(name);
}

/** Two forms of the name of a field to look up: as the sender writes it, and in lower case. */
export type FieldName = readonly [name: string, lower: string];

export function fieldNames(names: readonly string[]): readonly FieldName[] {
  const byLower = new Map(names.map((name) => [name.toLowerCase(), name]));
  return Array.from(byLower, ([lower, name]) => [name, lower] as const);
}

/** Adds the name and the value of each received field in `names`. A field that was received twice is added twice. */
export function pushFields(lines: string[], argument: string, headers: unknown, names: readonly FieldName[]): void {
  lookUp(argument, headers, names, pushReceived, lines);
}

function pushReceived(name: string, value: unknown, lines: string[]): void {
  if (typeof value === "string" && isKept(value)) lines.push(name, value);
  else if (Array.isArray(value) && !value.some(Array.isArray)) for (const one of value) pushReceived(name, one, lines);
  else if (value !== undefined && value !== null) throw malformed(name);
}

/**
 * Whether the module receives a value unchanged. A value with a line feed or a lone surrogate would change, but cannot arrive over HTTP.
 */
function isKept(value: string): boolean {
  return value.isWellFormed() && !value.includes("\n");
}

/** The peer is to blame for all received fields, even if a server or a proxy changed them. */
function malformed(name: string): PayauthError {
  return ofPeer("ERR_FIELD_MALFORMED", name, "must be a string or an array of strings, without line feeds and lone surrogates");
}

/** @internal An error about received data. */
export function ofPeer(code: ErrorCode, argument: string, detail: string): PayauthError {
  return new PayauthError({ code, blame: "peer", argument, detail });
}

/** All fields whose values are text that can be received, for `explainMismatch`, which does not look up names. */
export function textLines(argument: string, headers: unknown): string[] {
  const lines: string[] = [];
  for (const [name, value] of isRecord(headers) ? Object.entries(headers) : pairs(argument, headers)) {
    for (const one of [value].flat()) if (typeof one === "string" && isKept(one)) lines.push(name.toWellFormed(), one);
  }
  return lines;
}

/** The value of the field `name`, which must be in lower case; `undefined` if the field is absent. */
export function fieldOf(argument: string, headers: unknown, name: string): string | undefined {
  let found: string | undefined;
  const first: Use<undefined> = (_, value) => {
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === "string") found ??= one;
  };
  lookUp(argument, headers, [[name, name]], first, undefined);
  return found;
}

/** For each field in `names` that is present and has a text: its name, and then its first text. `names` must be in lower case. */
export function firstTexts(argument: string, headers: unknown, names: readonly string[]): string[] {
  const found = new Map<string, string>();
  const first: Use<undefined> = (name, value) => {
    const text = [value].flat().find((one) => typeof one === "string");
    if (typeof text === "string" && !found.has(name)) found.set(name, text.toWellFormed());
  };
  lookUp(argument, headers, names.map((name) => [name, name]), first, undefined);
  return [...found].flat();
}

/** Uses a field that was found, and adds the result to `to`. */
type Use<To> = (name: string, value: unknown, to: To) => void;

/** Calls `use` for each field in `names`. The values of other fields are not read, because such a value may be a getter that throws. */
function lookUp<To>(argument: string, headers: unknown, names: readonly FieldName[], use: Use<To>, to: To): void {
  if (isRecord(headers)) {
    for (const given of Object.keys(headers)) {
      const name = lookedFor(names, given);
      if (name !== undefined) use(name, headers[given], to);
    }
  } else if (isHeaders(headers)) {
    for (const [name, lower] of names) use(name, headers.get(lower), to);
  } else {
    for (const [given, value] of pairs(argument, headers)) {
      const name = lookedFor(names, given);
      if (name !== undefined) use(name, value, to);
    }
  }
}

/** The name in `names` that equals `given`, ignoring case. */
function lookedFor(names: readonly FieldName[], given: string): string | undefined {
  for (const field of names) {
    if (given.length === field[1].length && (given === field[1] || given.toLowerCase() === field[1])) return field[0];
  }
  return undefined;
}

/** A plain object, or the fields of a request that payauth signed. */
function isRecord(headers: unknown): headers is { readonly [name: string]: unknown } {
  return isPlainObject(headers) || (headers as { [FIELDS]?: unknown } | null | undefined)?.[FIELDS] === true;
}

interface HeadersLike {
  get(name: string): unknown;
}

/** Whether a value is a `Headers` of any realm or polyfill. To get one field takes a tenth of the time of reading all fields. */
function isHeaders(value: unknown): value is HeadersLike {
  if (Object.prototype.toString.call(value) !== "[object Headers]") return false;
  return typeof (value as Partial<HeadersLike>).get === "function";
}

function pairs(argument: string, headers: unknown): readonly (readonly [string, unknown])[] {
  const all = iterated(argument, headers);
  const isPair = (pair: unknown): pair is [string, unknown] =>
    Array.isArray(pair) && pair.length === 2 && typeof pair[0] === "string";
  if (!all.every(isPair)) throw typeError(argument, "[name, value] pairs", all.find((pair) => !isPair(pair)));
  return all;
}

function iterated(argument: string, headers: unknown): unknown[] {
  try {
    if (typeof headers === "object") return [...(headers as Iterable<unknown>)];
  } catch {
    // An object that cannot be iterated, such as a detached array, also has a wrong type.
  }
  throw typeError(argument, "a plain object, an array of pairs, a Map or Headers", headers);
}
