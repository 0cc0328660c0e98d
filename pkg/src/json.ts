// Writes a JSON body only one time, so that the signed bytes are the sent bytes.

import * as check from "./check.js";
import { type PayauthError, refuse, typeError } from "./errors.js";
import { MAX_MESSAGE, tooLarge } from "./scratch.js";

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

/**
 * Shows the index of a member, as for an element of an array: `body[2][0]`. The names of members may be data, so errors do not show these
 * names.
 */
export const counted: Step = (place, index) => `${place}[${index}]`;

/** Shows the name of a member, for an object whose possible names payauth knows. If the name is not a word, shows the index. */
export const named: Step = (place, index, name) =>
  check.isWord(name) ? `${place}.${name}` : counted(place, index, name);

/** A JSON text that is being written: how errors show the places in it, and how many characters were written before the current value. */
interface Writing {
  readonly argument: string;
  readonly step: Step;
  length: number;
}

/** A value in a JSON text: its position in the outer value. An element of an array has an empty name. */
interface Place {
  readonly outer: Place | undefined;
  readonly index: number;
  readonly name: string;
  readonly depth: number;
  readonly writing: Writing;
}

/** The text of a place. It is made for an error only, because making it takes a third of the time of writing a short body. */
function textOf({ outer, index, name, writing }: Place): string {
  return outer === undefined ? name : writing.step(textOf(outer), index, name);
}

function within(outer: Place, index: number, name: string): Place {
  return { outer, index, name, depth: outer.depth + 1, writing: outer.writing };
}

/**
 * The JSON text of a plain object or an array.
 *
 * Rejects values that `JSON.stringify` would change or drop: NaN and Infinity, unsafe integers, functions, symbols, class
 * instances, holes and `undefined` in arrays, and lone surrogates. Like `JSON.stringify`, it writes -0 as 0, and a `Date` as the result
 * of its `toJSON`. Like `JSON.stringify`, it also leaves out some members: of an object, each member that is `undefined` or not
 * enumerable, or whose name is a symbol; of an array, each member that is not an element. Every value is read once, because a getter or a
 * `Proxy` may return something else later.
 *
 * The characters are counted while they are written, because a value that contains another value many times can be small in memory and
 * long as a text.
 */
export function writeJson(argument: string, value: unknown, step: Step): string {
  return write({ outer: undefined, index: 0, name: argument, depth: 0, writing: { argument, step, length: 0 } }, value);
}

function tooLong(argument: string): PayauthError {
  return tooLarge(argument, "is longer than 32 MiB as JSON", "caller");
}

/** Counts the characters up to the end of an element or a member. This is one step for each value, so it takes little time. */
function count(writing: Writing, length: number): void {
  writing.length = length;
  if (length > MAX_MESSAGE) throw tooLong(writing.argument);
}

function write(place: Place, value: unknown): string {
  switch (typeof value) {
    case "string":
      return quoted('"', value, '"', place);
    case "number":
      return writeNumber(place, value);
    case "bigint":
    case "boolean":
      return String(value);
    case "object":
      return value === null ? "null" : writeObject(place, value);
    default:
      throw typeError(textOf(place), "a value that JSON can represent", value);
  }
}

/**
 * A text in quotes, between `open` and `close`. `open` ends with the first quote, and `close` begins with the second quote. This saves
 * concatenations, and 8 % of the time of the facade for a short body. `place` is for errors.
 *
 * A text that is too long is rejected before it is converted, because each of its characters may need six characters in JSON.
 */
function quoted(open: string, text: string, close: string, place: Place): string {
  if (text.length > MAX_MESSAGE) throw tooLong(place.writing.argument);
  const shown = isShown(text) ? text : JSON.stringify(check.wellFormed(textOf(place), text, "ERR_BODY")).slice(1, -1);
  return open + shown + close;
}

/** A call of `JSON.stringify` takes as long as `isShown` for a text of this length. */
const MAX_LOOP = 64;

/** Whether a text is short, and JSON shows each of its characters as it is. Surrogates are left to `JSON.stringify`. */
function isShown(text: string): boolean {
  if (text.length > MAX_LOOP) return false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32 || code === 34 || code === 92 || code >= 0xd800) return false;
  }
  return true;
}

function writeNumber(place: Place, value: number): string {
  if (!Number.isFinite(value)) throw refuse("ERR_BODY", textOf(place), "is not a finite number");
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw refuse("ERR_BODY", textOf(place), UNSAFE_INTEGER);
  }
  return `${value}`;
}

/** The error for an integer that a number of JavaScript may not represent exactly. */
export const UNSAFE_INTEGER = "is an integer outside -(2^53-1) to 2^53-1, so its digits may be wrong; pass a bigint";

function writeObject(place: Place, value: object): string {
  if (place.depth === MAX_DEPTH) {
    throw refuse("ERR_BODY", textOf(place), `is nested deeper than ${MAX_DEPTH} levels, or contains itself`);
  }
  if (Array.isArray(value)) return writeElements(place, value);
  if (check.isPlainObject(value)) return writeMembers(place, value);
  if (check.isDate(value)) return writeDate(place, value);
  throw typeError(textOf(place), "a plain object, an array or a Date", value);
}

function writeElements(outer: Place, value: readonly unknown[]): string {
  const { writing } = outer;
  const before = writing.length;
  let [text, index] = ["", 0];
  for (const element of value) {
    text += `${index > 0 ? "," : ""}${write(within(outer, index, ""), element)}`;
    count(writing, before + text.length);
    index += 1;
  }
  return `[${text}]`;
}

function writeMembers(outer: Place, value: Record<string, unknown>): string {
  const { writing } = outer;
  const before = writing.length;
  let [text, index] = ["", 0];
  for (const name in value) {
    if (!check.hasOwn(value, name)) continue;
    const member = value[name];
    if (member !== undefined) {
      text += quoted(text === "" ? '{"' : ',"', name, '":', outer);
      text += write(within(outer, index, name), member);
      count(writing, before + text.length);
    }
    index += 1;
  }
  return text === "" ? "{}" : `${text}}`;
}

function writeDate(place: Place, value: Date): string {
  if (Number.isNaN(check.time(value))) throw refuse("ERR_BODY", textOf(place), "is an invalid Date");
  // The caller may have replaced `toJSON`.
  const toJSON: unknown = value.toJSON;
  if (typeof toJSON !== "function") throw typeError(textOf(place), "a Date whose toJSON is a function", value);
  return write({ ...place, depth: place.depth + 1 }, toJSON.call(value));
}
