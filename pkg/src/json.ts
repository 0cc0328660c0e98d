// Writes a JSON body only one time, so that the signed bytes are the sent bytes.

import * as check from "./check.js";
import { refuse, typeError } from "./errors.js";
import { isTextTooLong, tooLarge } from "./scratch.js";

/**
 * A value of a JSON body. A bigint is written as its digits.
 *
 * @category Requests
 */
export type JsonValue = string | number | bigint | boolean | null | JsonArray | JsonObject;
/**
 * An array in a JSON body.
 *
 * @category Requests
 */
export type JsonArray = readonly JsonValue[];
/**
 * An object in a JSON body. Members that are `undefined` are left out.
 *
 * @category Requests
 */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

const MAX_DEPTH = 64;

/** Returns the place of a member, for errors. */
type Step = (place: string, index: number, name: string) => string;

/** Numbers members like elements of an array, as in `body[2][0]`: their names may be data, so errors do not show them. */
export const counted: Step = (place, index) => `${place}[${index}]`;

/** Names members, where payauth knows the possible names. For a name that is not a word, it returns the index. */
export const named: Step = (place, index, name) =>
  check.isWord(name) ? `${place}.${name}` : counted(place, index, name);

/**
 * The JSON text of a plain object or an array.
 *
 * Rejects every value that `JSON.stringify` would change or drop: NaN and Infinity, integers above 2^53, functions, symbols,
 * class instances, holes and `undefined` in arrays, and lone surrogates. A `Date` is written with its `toJSON`.
 */
export function writeJson(argument: string, value: unknown, step: Step): string {
  try {
    const copy = copied(value, 0);
    return copy === UNSURE ? write(argument, value, 0, step) : JSON.stringify(copy);
  } catch (error) {
    throw isTextTooLong(error) ? tooLarge(argument, "is longer than 32 MiB as JSON", "caller") : error;
  }
}

/** Marks a value that only `write` can write. */
const UNSURE = /* @__PURE__ */ Symbol();

/**
 * Returns a copy of a value if `JSON.stringify`, which is twice as fast as `write`, certainly writes the copy exactly; otherwise
 * `UNSURE`. After the copy, the value is not read again, because a getter or a `Proxy` may return something else.
 */
function copied(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case "string":
      return value.isWellFormed() ? value : UNSURE;
    case "number":
      return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value)) ? value : UNSURE;
    case "boolean":
      return value;
    case "object":
      return value === null ? value : copiedObject(value, depth);
    default:
      return UNSURE;
  }
}

function copiedObject(value: object, depth: number): unknown {
  if (depth === MAX_DEPTH || "toJSON" in value) return UNSURE;
  if (Array.isArray(value)) return copiedArray(value, depth);
  if (!check.isPlainObject(value)) return UNSURE;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (member === undefined) continue;
    const own = copied(member, depth + 1);
    // An assignment to a name that the prototype has may call a setter.
    if (own === UNSURE || name in copy || !name.isWellFormed()) return UNSURE;
    copy[name] = own;
  }
  return copy;
}

function copiedArray(value: readonly unknown[], depth: number): unknown {
  const copy: unknown[] = [];
  for (const element of value) {
    const own = copied(element, depth + 1);
    if (own === UNSURE) return UNSURE;
    copy.push(own);
  }
  return copy;
}

function write(place: string, value: unknown, depth: number, step: Step): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(check.wellFormed(place, value, "ERR_BODY"));
    case "number":
      return writeNumber(place, value);
    case "bigint":
    case "boolean":
      return String(value);
    case "object":
      if (value === null) return "null";
      return writeObject(place, value, depth, step);
    default:
      throw typeError(place, "a value that JSON can represent", value);
  }
}

function writeNumber(place: string, value: number): string {
  if (!Number.isFinite(value)) throw refuse("ERR_BODY", place, "is not a finite number");
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw refuse("ERR_BODY", place, "is an integer above 2^53, whose digits may be wrong; pass a bigint");
  }
  return String(value);
}

function writeObject(place: string, value: object, depth: number, step: Step): string {
  if (depth === MAX_DEPTH) throw refuse("ERR_BODY", place, `is nested deeper than ${MAX_DEPTH} levels, or contains itself`);
  if (Array.isArray(value)) {
    const elements = Array.from(value, (element, index) => write(`${place}[${index}]`, element, depth + 1, step));
    return `[${elements.join(",")}]`;
  }
  if (check.isPlainObject(value)) return writeMembers(place, value, depth, step);
  if (check.isDate(value)) return writeDate(place, value, depth, step);
  throw typeError(place, "a plain object", value);
}

function writeMembers(place: string, value: Record<string, unknown>, depth: number, step: Step): string {
  let members = "";
  for (const [index, name] of Object.keys(value).entries()) {
    const member = value[name];
    if (member === undefined) continue;
    const key = JSON.stringify(check.wellFormed(place, name, "ERR_BODY"));
    members += `${members && ","}${key}:${write(step(place, index, name), member, depth + 1, step)}`;
  }
  return `{${members}}`;
}

function writeDate(place: string, value: Date, depth: number, step: Step): string {
  if (Number.isNaN(check.time(value))) throw refuse("ERR_BODY", place, "is an invalid Date");
  // The caller may have replaced `toJSON`.
  if (typeof value.toJSON !== "function") throw typeError(place, "a Date whose toJSON is a function", value);
  return write(place, value.toJSON(), depth + 1, step);
}
