// Header fields, in whichever shape the host has them.

import { isPlainObject, string } from "./check.js";
import { type ErrorCode, PayauthError, refuse, typeError } from "./errors.js";

/**
 * Header fields that were received: a plain object as those of Node, Express, Fastify and Lambda, pairs, a `Map`, or the
 * `Headers` of the host. Only the fields that are needed are looked at; the others may hold anything.
 */
export type HeaderFields =
  | { readonly [name: string]: FieldValue }
  | Iterable<readonly [name: string, value: FieldValue]>;

/** The value of a field that was received; several in an array are as many fields. */
export type FieldValue = string | readonly string[] | null | undefined;

/** Header fields to send: a plain object, where `undefined` is no field, pairs, a `Map`, or the `Headers` of the host. */
export type RequestFields =
  | { readonly [name: string]: string | undefined }
  | Iterable<readonly [name: string, value: string]>;

/** The names and values of fields to send, one after the other. */
export function headerLines(argument: string, headers: unknown): string[] {
  const lines: string[] = [];
  const push = (name: string, value: unknown): void => {
    // An assignment to this one name would set no field but the prototype.
    if (name === "__proto__") throw refuse("ERR_FIELD_NAME", argument, "has a field called __proto__");
    if (value === undefined) return;
    lines.push(name, typeof value === "string" ? value : string(`${argument}.${name}`, value));
  };
  if (isPlainObject(headers)) for (const name of Object.keys(headers)) push(name, headers[name]);
  else for (const [name, value] of pairs(argument, headers)) push(name, value);
  return lines;
}

/** A field that is looked for: its name, and its name in lower case. */
export type FieldName = readonly [name: string, lower: string];

export function fieldNames(names: readonly string[]): readonly FieldName[] {
  const byLower = new Map(names.map((name) => [name.toLowerCase(), name]));
  return Array.from(byLower, ([lower, name]) => [name, lower] as const);
}

/** Adds the names and values of the fields looked for, as far as they came, one after the other; twice if a field did. */
export function pushFields(lines: string[], argument: string, headers: unknown, names: readonly FieldName[]): void {
  const found = lookUp(argument, headers, names);
  for (let index = 0; index < found.length; index += 2) pushReceived(lines, found[index] as string, found[index + 1]);
}

function pushReceived(lines: string[], name: string, value: unknown): void {
  if (typeof value === "string") lines.push(name, value.toWellFormed());
  else if (Array.isArray(value) && !value.some(Array.isArray)) for (const one of value) pushReceived(lines, name, one);
  else if (value !== undefined && value !== null) throw malformed(name);
}

/** What came over the wire is the sender's doing, also what is put in its place by a server or a proxy. */
function malformed(name: string): PayauthError {
  return ofPeer("ERR_FIELD_MALFORMED", name, "is neither text nor a list of texts");
}

/** @internal An error about what came over the wire. */
export function ofPeer(code: ErrorCode, argument: string, detail: string): PayauthError {
  return new PayauthError({ code, blame: "peer", argument, detail });
}

/** All fields that are text, for an aid that has no names to look for. */
export function textLines(argument: string, headers: unknown): string[] {
  const lines: string[] = [];
  for (const [name, value] of isPlainObject(headers) ? Object.entries(headers) : pairs(argument, headers)) {
    for (const one of [value].flat()) if (typeof one === "string") lines.push(name.toWellFormed(), one.toWellFormed());
  }
  return lines;
}

/** The value of the field called `name`, which is in lower case; `undefined` where there is none. */
export function fieldOf(argument: string, headers: unknown, name: string): string | undefined {
  const found = lookUp(argument, headers, [[name, name]]).flat();
  return found.find((text, index): text is string => index > 0 && typeof text === "string");
}

/** The fields looked for: name, value, and so on. No value of another is read: a getter stands behind some. */
function lookUp(argument: string, headers: unknown, names: readonly FieldName[]): unknown[] {
  const found: unknown[] = [];
  if (isPlainObject(headers)) {
    for (const given of Object.keys(headers)) {
      const name = lookedFor(names, given);
      if (name !== undefined) found.push(name, headers[given]);
    }
  } else if (isHeaders(headers)) {
    for (const [name, lower] of names) found.push(name, headers.get(lower));
  } else {
    for (const [given, value] of pairs(argument, headers)) {
      const name = lookedFor(names, given);
      if (name !== undefined) found.push(name, value);
    }
  }
  return found;
}

/** The name of the field that `given` names in whatever case, if it is looked for. */
function lookedFor(names: readonly FieldName[], given: string): string | undefined {
  for (const field of names) {
    if (given.length === field[1].length && (given === field[1] || given.toLowerCase() === field[1])) return field[0];
  }
  return undefined;
}

interface HeadersLike {
  get(name: string): unknown;
}

/** The `Headers` of any realm or polyfill: to ask for a field takes a tenth of the time of going through all. */
function isHeaders(value: unknown): value is HeadersLike {
  if (Object.prototype.toString.call(value) !== "[object Headers]") return false;
  return typeof (value as Partial<HeadersLike>).get === "function";
}

function pairs(argument: string, headers: unknown): readonly (readonly [string, unknown])[] {
  const all = iterated(argument, headers);
  const isPair = (pair: unknown): pair is [string, unknown] =>
    Array.isArray(pair) && pair.length === 2 && typeof pair[0] === "string";
  if (!all.every(isPair)) throw typeError(argument, "pairs of a name and a value", all.find((pair) => !isPair(pair)));
  return all;
}

function iterated(argument: string, headers: unknown): unknown[] {
  try {
    if (typeof headers === "object") return [...(headers as Iterable<unknown>)];
  } catch {
    // What cannot be iterated, such as a detached array, is as wrong as what is no object.
  }
  throw typeError(argument, "an object, pairs, a Map or Headers", headers);
}
