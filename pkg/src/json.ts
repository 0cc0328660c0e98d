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

/** A value in a JSON text: its position in the outer value. An element of an array has an empty name. */
interface Place {
  readonly outer: Place | undefined;
  readonly index: number;
  readonly name: string;
  readonly depth: number;
}

/** The text of a place. It is made for an error only, because it would take a third of the time of a short body. */
function textOf({ outer, index, name }: Place, step: Step): string {
  return outer === undefined ? name : step(textOf(outer, step), index, name);
}

/**
 * The JSON text of a plain object or an array.
 *
 * Rejects every value that `JSON.stringify` would change or drop: NaN and Infinity, integers above 2^53, functions, symbols,
 * class instances, holes and `undefined` in arrays, and lone surrogates. A `Date` is written with its `toJSON`. Every value is read
 * once, because a getter or a `Proxy` may return something else later.
 */
export function writeJson(argument: string, value: unknown, step: Step): string {
  try {
    return write({ outer: undefined, index: 0, name: argument, depth: 0 }, value, step);
  } catch (error) {
    throw isTextTooLong(error) ? tooLarge(argument, "is longer than 32 MiB as JSON", "caller") : error;
  }
}

function write(place: Place, value: unknown, step: Step): string {
  switch (typeof value) {
    case "string":
      return quoted('"', value, '"', place, step);
    case "number":
      return writeNumber(place, value, step);
    case "bigint":
    case "boolean":
      return String(value);
    case "object":
      return value === null ? "null" : writeObject(place, value, step);
    default:
      throw typeError(textOf(place, step), "a value that JSON can represent", value);
  }
}

/** Longer texts are left to `JSON.stringify`, whose call takes as long as the loop for a text of this length. */
const MAX_LOOP = 64;

/**
 * A text in quotes, after the text before its quotes and before the text after them. These texts contain the quotes, because each
 * concatenation takes time: together, this saves 8 % of the time of the facade for a short body. `place` is for errors.
 */
function quoted(open: string, text: string, close: string, place: Place, step: Step): string {
  if (text.length <= MAX_LOOP) {
    let index = 0;
    while (index < text.length && isUnescaped(text.charCodeAt(index))) index += 1;
    if (index === text.length) return open + text + close;
  }
  const written = JSON.stringify(check.wellFormed(textOf(place, step), text, "ERR_BODY"));
  return open.slice(0, -1) + written + close.slice(1);
}

/** Whether JSON shows a character as it is. Surrogates are left to `JSON.stringify`. */
function isUnescaped(code: number): boolean {
  return code >= 32 && code < 0xd800 && code !== 34 && code !== 92;
}

function writeNumber(place: Place, value: number, step: Step): string {
  if (!Number.isFinite(value)) throw refuse("ERR_BODY", textOf(place, step), "is not a finite number");
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw refuse("ERR_BODY", textOf(place, step), "is an integer above 2^53, whose digits may be wrong; pass a bigint");
  }
  return `${value}`;
}

function writeObject(place: Place, value: object, step: Step): string {
  if (place.depth === MAX_DEPTH) {
    throw refuse("ERR_BODY", textOf(place, step), `is nested deeper than ${MAX_DEPTH} levels, or contains itself`);
  }
  if (Array.isArray(value)) return writeElements(place, value, step);
  if (check.isPlainObject(value)) return writeMembers(place, value, step);
  if (check.isDate(value)) return writeDate(place, value, step);
  throw typeError(textOf(place, step), "a plain object", value);
}

function writeElements(outer: Place, value: readonly unknown[], step: Step): string {
  let [text, index] = ["", 0];
  for (const element of value) {
    text += `${index > 0 ? "," : ""}${write({ outer, index, name: "", depth: outer.depth + 1 }, element, step)}`;
    index += 1;
  }
  return `[${text}]`;
}

function writeMembers(outer: Place, value: Record<string, unknown>, step: Step): string {
  let [text, index] = ["", 0];
  for (const name in value) {
    if (!check.hasOwn(value, name)) continue;
    const member = value[name];
    if (member !== undefined) {
      text += quoted(text === "" ? '{"' : ',"', name, '":', outer, step);
      text += write({ outer, index, name, depth: outer.depth + 1 }, member, step);
    }
    index += 1;
  }
  return text === "" ? "{}" : `${text}}`;
}

function writeDate(place: Place, value: Date, step: Step): string {
  if (Number.isNaN(check.time(value))) throw refuse("ERR_BODY", textOf(place, step), "is an invalid Date");
  // The caller may have replaced `toJSON`.
  if (typeof value.toJSON !== "function") throw typeError(textOf(place, step), "a Date whose toJSON is a function", value);
  return write({ ...place, depth: place.depth + 1 }, value.toJSON(), step);
}
