// Every argument is checked here before it can reach the wasm module, which checks no types: there, a string where
// bytes are expected becomes as many zero bytes, and `{}` the empty key.

import { refuse, typeError } from "./errors.js";

/** Bytes, as the functions that take them say in their types. A `Buffer` is one. */
export type Bytes = Uint8Array;

/** An options object: a plain one, with no name that is not in `names`. */
export function options(argument: string, value: unknown, names: readonly string[]): Record<string, unknown> {
  if (!isPlainObject(value)) throw typeError(argument, "an options object", value);
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) throw refuse("ERR_OPTION", name, `is no option; there are ${names.join(", ")}`);
  }
  return value;
}

export function string(argument: string, value: unknown): string {
  if (typeof value !== "string") throw typeError(argument, "a string", value);
  return value;
}

/** Text that UTF-8 can carry: a lone surrogate would silently become U+FFFD. */
export function wellFormed(argument: string, text: string, code: "ERR_SECRET" | "ERR_ENCODING"): string {
  if (!text.isWellFormed()) throw refuse(code, argument, "holds a lone surrogate, which UTF-8 cannot carry");
  return text;
}

export function stringOrBytes(argument: string, value: unknown): string | Bytes {
  if (typeof value === "string") return value;
  if (isBytes(value)) return attached(argument, value);
  throw typeError(argument, "a string or a Uint8Array", value);
}

/** The place of a name among those that an option can have. */
export function choice(argument: string, value: unknown, names: readonly string[]): number {
  const index = names.indexOf(string(argument, value));
  if (index < 0) throw refuse("ERR_OPTION", argument, `is none of ${names.join(", ")}`);
  return index;
}

/** Plain in any realm: its prototype is `null`, or one that has none itself. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || (Object.getPrototypeOf(prototype) === null && !Array.isArray(value));
}

const typedArrayName = /* @__PURE__ */ (() =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)?.get)();

/** A genuine `Uint8Array`, of any realm: the getter reads an internal slot, which nothing can fake. */
function isBytes(value: unknown): value is Bytes {
  return typedArrayName?.call(value) === "Uint8Array";
}

/** A detached array has no bytes left and would pass for an empty one. */
function attached(argument: string, bytes: Bytes): Bytes {
  if (bytes.length === 0 && isDetached(bytes.buffer)) throw typeError(argument, "bytes that are attached", bytes);
  return bytes;
}

function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}
