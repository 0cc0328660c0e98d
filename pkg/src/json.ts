// Writes a JSON body once, so that the signed bytes are the sent bytes.

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
  // JSON.stringify is twice as fast. It is used if its result is the same.
  try {
    return isFaithful(value, 0) ? JSON.stringify(value) : write(argument, value, 0, step);
  } catch (error) {
    throw isTextTooLong(error) ? tooLarge(argument, "is longer than 32 MiB as JSON", "caller") : error;
  }
}

/** Whether `JSON.stringify` certainly writes the exact value. `false` means that `write` must check it. */
function isFaithful(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
      return value.isWellFormed();
    case "number":
      return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));
    case "boolean":
      return true;
    case "object":
      return value === null || isFaithfulObject(value, depth);
    default:
      return false;
  }
}

function isFaithfulObject(value: object, depth: number): boolean {
  if (depth === MAX_DEPTH || "toJSON" in value) return false;
  if (Array.isArray(value)) return Array.from(value).every((element) => isFaithful(element, depth + 1));
  if (!check.isPlainObject(value)) return false;
  for (const name of Object.keys(value)) {
    if (!name.isWellFormed() || !isFaithful(value[name], depth + 1)) return false;
  }
  return true;
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
  if (depth === MAX_DEPTH) throw refuse("ERR_BODY", place, "is nested too deeply, or contains itself");
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
  if (Number.isNaN(value.getTime())) throw refuse("ERR_BODY", place, "is an invalid Date");
  return write(place, value.toJSON(), depth + 1, step);
}
