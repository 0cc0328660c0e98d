// A JSON body, written once: what is signed is what is sent.

import * as check from "./check.js";
import { refuse, typeError } from "./errors.js";
import { isTextTooLong, tooLarge } from "./scratch.js";

/** What a JSON body can be made of. A bigint becomes its digits. */
export type JsonValue = string | number | bigint | boolean | null | JsonArray | JsonObject;
/** An array in a JSON body. */
export type JsonArray = readonly JsonValue[];
/** An object in a JSON body; a member that is `undefined` is left out. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

const DEEPEST = 64;

/** How an error tells where a member is. */
type Step = (place: string, index: number, name: string) => string;

/** Counted like the elements of an array, as in `body[2][0]`: the names are the caller's data, and not shown. */
export const counted: Step = (place, index) => `${place}[${index}]`;

/** By its name, where payauth knows what names there are; one that is no word is counted. */
export const named: Step = (place, index, name) =>
  check.isWord(name) ? `${place}.${name}` : counted(place, index, name);

/**
 * The JSON text of a plain object or an array.
 *
 * Refused, where `JSON.stringify` would change or drop something: NaN and Infinity, whole numbers above 2^53, functions,
 * symbols, class instances, holes and `undefined` in arrays, and lone surrogates. A `Date` is written as it writes itself.
 */
export function writeJson(argument: string, value: unknown, step: Step): string {
  // The host's own writer, where it writes the same, is twice as fast.
  try {
    return isFaithful(value, 0) ? JSON.stringify(value) : write(argument, value, 0, step);
  } catch (error) {
    throw isTextTooLong(error) ? tooLarge(argument, "is longer than 32 MiB as JSON", "caller") : error;
  }
}

/** Whether `JSON.stringify` writes the value and nothing else: no, where that takes a second look. */
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
  if (depth === DEEPEST || "toJSON" in value) return false;
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
      throw typeError(place, "a value that JSON can carry", value);
  }
}

function writeNumber(place: string, value: number): string {
  if (!Number.isFinite(value)) throw refuse("ERR_BODY", place, "is not a finite number");
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw refuse("ERR_BODY", place, "is a whole number above 2^53, whose digits may be wrong; give a bigint");
  }
  return String(value);
}

function writeObject(place: string, value: object, depth: number, step: Step): string {
  if (depth === DEEPEST) throw refuse("ERR_BODY", place, "is nested too deeply, or in itself");
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
