// Every argument is checked here before it reaches the wasm module, which does not check types. If the module expects bytes and gets a
// string, it reads each character as a byte with the value 0. If the module expects a key and gets `{}`, it reads an empty key.

import { type Blame, type ErrorCode, PayauthError, refuse, typeError } from "./errors.js";
import { SECRET_ENCODINGS } from "./generated/words.js";

export type { SecretEncoding } from "./generated/words.js";

/**
 * The number of the encoding of a secret, as the wasm boundary defines it. The number after the last encoding means that the secret is
 * bytes.
 */
export function secretEncoding(secret: string | Uint8Array, encoding: number): number {
  return typeof secret === "string" ? encoding : SECRET_ENCODINGS.length;
}

/** An options object: a plain object whose names are all in `names`. */
export function options(argument: string, value: unknown, names: readonly string[]): Record<string, unknown> {
  if (!isPlainObject(value)) throw typeError(argument, "a plain object", value);
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) throw unknown(argument, name, names);
  }
  return value;
}

/**
 * Copies options into an object that already has all their names. In some hosts, each object that a spread makes has a separate hidden
 * class, and reading an absent property of such an object takes 0.1 µs.
 */
export function read<T extends object>(argument: string, value: unknown, into: T): T {
  if (!isPlainObject(value)) throw typeError(argument, "a plain object", value);
  for (const name in value) {
    if (!hasOwn(value, name)) continue;
    if (!hasOwn(into, name)) throw unknown(argument, name, Object.keys(into));
    (into as Record<string, unknown>)[name] = value[name];
  }
  return into;
}

/** Whether an error may show a name. A name that is not a word may be a value in the wrong place, such as a secret. */
export function isWord(name: string): boolean {
  return /^[A-Za-z_]{1,24}$/.test(name);
}

/** Whether a text is a name of a scheme, a variable or an id. */
export function isName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(name);
}

/** The error for a name that is not an option. If the options are an element of a list, the error names this element, too. */
export function unknown(argument: string, name: string, names: readonly string[]): PayauthError {
  const there = `expected one of ${names.join(", ")}`;
  if (isWord(name)) return refuse("ERR_OPTION", argument.endsWith("]") ? `${argument}.${name}` : name, `is not an option; ${there}`);
  return refuse("ERR_OPTION", argument, `has a name that is not an option; ${there}`);
}

export function string(argument: string, value: unknown): string {
  if (typeof value !== "string") throw typeError(argument, "a string", value);
  return value;
}

/** Returns the text. Throws for a lone surrogate, which UTF-8 would silently replace by U+FFFD. */
export function wellFormed(argument: string, text: string, code: ErrorCode, blame: Blame = "caller"): string {
  if (text.isWellFormed()) return text;
  throw new PayauthError({ code, blame, argument, detail: LONE_SURROGATE });
}

/** The error for a text that UTF-8 cannot encode. */
export const LONE_SURROGATE = "has a lone surrogate (half of a UTF-16 pair); look for code that splits a character";

/** Returns the text. Throws for a line break, because the boundary passes texts as lines. */
export function line(argument: string, value: unknown): string {
  const text = wellFormed(argument, string(argument, value), "ERR_ENCODING");
  if (text.includes("\n")) throw refuse("ERR_OPTION", argument, "must not have a line break");
  return text;
}

export function stringOrBytes(argument: string, value: unknown): string | Uint8Array {
  if (typeof value === "string") return value;
  if (isBytes(value)) return fixed(argument, value);
  throw typeError(argument, "a string or a Uint8Array", value);
}

/** Checks a message. Bytes are returned without a copy, so the caller must read their length with {@link lengthOf}. */
export function message(argument: string, value: unknown): string | Uint8Array {
  if (typeof value === "string") return value;
  if (isBytes(value)) return lengthOf(value) === 0 ? still(argument, value) : value;
  throw typeError(argument, "a string or a Uint8Array", value);
}

/** Copies bytes of a known length, so that a later change by the caller has no effect. */
export function copy(argument: string, value: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  try {
    present(value, length);
    // Passing the length halves the time.
    const bytes = new Uint8Array(length);
    bytes.set(value);
    return bytes;
  } catch {
    throw gone(argument, value);
  }
}

export function bytes(argument: string, value: unknown): Uint8Array {
  if (!isBytes(value)) throw typeError(argument, "a Uint8Array", value);
  return fixed(argument, value);
}

/** The bytes of an `ArrayBuffer`, or of any view of an `ArrayBuffer`. */
export function buffer(argument: string, value: unknown, expected: string = RAW): Uint8Array {
  if (isBytes(value)) return fixed(argument, value);
  try {
    if (ArrayBuffer.isView(value)) {
      return typedArrayName.call(value) === undefined ? dataOf(value) : viewOf(value);
    }
    // The getter throws for everything except a genuine ArrayBuffer.
    return new Uint8Array(value as ArrayBuffer, 0, bufferLength.call(value) as number);
  } catch {
    throw typeError(argument, expected, value);
  }
}

const RAW = "a string, or an ArrayBuffer, typed array or DataView (neither detached nor shortened)";

export function secret(argument: string, value: unknown): string | Uint8Array {
  const given = stringOrBytes(argument, value);
  return typeof given === "string" ? wellFormed(argument, given, "ERR_SECRET") : given;
}

/** The index of a name in the list of allowed names. */
export function choice(argument: string, value: unknown, names: readonly string[]): number {
  const index = names.indexOf(string(argument, value));
  if (index < 0) throw refuse("ERR_OPTION", argument, `expected one of ${names.join(", ")}`);
  return index;
}

/** Checks the status of a response. The peer is to blame for a number that HTTP does not define (RFC 9110, section 15). */
export function status(value: unknown): number {
  if (typeof value !== "number") throw typeError("status", "a number", value);
  if (Number.isInteger(value) && value >= 100 && value <= 599) return value;
  throw new PayauthError({
    code: "ERR_OPTION",
    blame: "peer",
    argument: "status",
    detail: "is not an integer from 100 to 599",
  });
}

/** Checks an integer from `least` to `greatest`. */
export function integer(argument: string, value: unknown, least: number, greatest: number): number {
  if (typeof value !== "number") throw typeError(argument, "a number", value);
  if (!Number.isInteger(value) || value < least || value > greatest) {
    throw refuse("ERR_OPTION", argument, `is not an integer from ${least} to ${greatest}`);
  }
  return value;
}

export function boolean(argument: string, value: unknown): boolean {
  if (typeof value !== "boolean") throw typeError(argument, "true or false", value);
  return value;
}

/** The milliseconds of a `Date`. The module checks the same range, but does not know the name of the argument. */
export function date(argument: string, value: unknown): number {
  const millis = time(value);
  if (millis === undefined) throw typeError(argument, "a Date", value);
  if (Number.isNaN(millis)) throw refuse("ERR_TIME", argument, "is an invalid Date");
  if (millis < 0 || millis > MAX_MS) throw refuse("ERR_TIME", argument, "is not between the years 1970 and 9999");
  return millis;
}

/** 9999-12-31T23:59:59.999Z */
const MAX_MS = 253_402_300_799_999;

/** Whether a value is a genuine `Date` of any realm. */
export function isDate(value: unknown): value is Date {
  return time(value) !== undefined;
}

/**
 * The time of a `Date`; NaN for an invalid `Date`; `undefined` for any other value, because only a `Date` has an internal slot with a
 * time.
 */
export function time(value: unknown): number | undefined {
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}

/** Whether a value is a plain object of any realm: its prototype is `null`, or the `Object.prototype` of that realm. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  // The first comparison is for speed.
  if (prototype === Object.prototype || prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "hasOwnProperty");
}

/**
 * Whether an object itself has a property. Call this function in a `for...in` loop. There, V8 replaces the call by a comparison of hidden
 * classes, so the loop takes a third of the time of a loop over `Object.keys`. With `Object.hasOwn`, `sign` takes 0.1 µs longer (Node
 * 20).
 */
export function hasOwn(value: object, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(value, name);
}

type Getter = (this: unknown) => unknown;

/** A getter of a built-in prototype. It reads an internal slot, which neither an own property nor a subclass can fake. */
function getter(prototype: object, name: string | symbol): Getter {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get as Getter;
}

const typedArray = /* @__PURE__ */ (() => Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array)();
const typedArrayName = /* @__PURE__ */ (() => getter(typedArray, Symbol.toStringTag))();
const typedArrayBuffer = /* @__PURE__ */ (() => getter(typedArray, "buffer"))();
const typedArrayOffset = /* @__PURE__ */ (() => getter(typedArray, "byteOffset"))();
const typedArrayLength = /* @__PURE__ */ (() => getter(typedArray, "byteLength"))();
const dataViewBuffer = /* @__PURE__ */ (() => getter(DataView.prototype, "buffer"))();
const dataViewOffset = /* @__PURE__ */ (() => getter(DataView.prototype, "byteOffset"))();
const dataViewLength = /* @__PURE__ */ (() => getter(DataView.prototype, "byteLength"))();
const bufferLength = /* @__PURE__ */ (() => getter(ArrayBuffer.prototype, "byteLength"))();

/** Whether a value is a genuine `Uint8Array` of any realm. */
export function isBytes(value: unknown): value is Uint8Array {
  return typedArrayName.call(value) === "Uint8Array";
}

/** The length of a view in bytes. A subclass cannot override it. */
export function lengthOf(view: Uint8Array): number {
  return typedArrayLength.call(view) as number;
}

/** The bytes of a typed array as a plain view. Neither a subclass nor a growing buffer changes the length of this view. */
function viewOf(view: unknown): Uint8Array {
  const length = typedArrayLength.call(view) as number;
  present(view as Uint8Array, length);
  return new Uint8Array(typedArrayBuffer.call(view) as ArrayBuffer, typedArrayOffset.call(view) as number, length);
}

/** The bytes of a `DataView` as a plain view. The getters of the `DataView` throw if its buffer was detached or is too short. */
function dataOf(view: unknown): Uint8Array {
  const [offset, length] = [dataViewOffset.call(view) as number, dataViewLength.call(view) as number];
  return new Uint8Array(dataViewBuffer.call(view) as ArrayBuffer, offset, length);
}

/**
 * Throws for a view that is detached or out of bounds. The length of such a view is 0, like the length of an empty view. But `indexOf`
 * does not throw for an empty view.
 */
function present(view: Uint8Array, length: number): void {
  if (length === 0) typedArray.indexOf.call(view, 0);
}

/** The bytes of a typed array as a plain view. If the buffer was detached or is too short, the error names the argument. */
export function fixed(argument: string, value: unknown): Uint8Array {
  try {
    return viewOf(value);
  } catch {
    throw gone(argument, value);
  }
}

/**
 * Checks bytes a second time. After the first check, other options were read, and a getter of these options may have detached the buffer.
 */
export function still(argument: string, bytes: Uint8Array): Uint8Array {
  try {
    present(bytes, lengthOf(bytes));
    return bytes;
  } catch {
    throw gone(argument, bytes);
  }
}

function gone(argument: string, value: unknown): TypeError {
  return typeError(argument, "bytes in a buffer that was neither detached nor shortened", value);
}
