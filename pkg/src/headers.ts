// Header fields, in whichever shape the host has them.

import { isPlainObject, string } from "./check.js";
import { refuse, typeError } from "./errors.js";

/** Header fields: a plain object, pairs, a `Map`, or the `Headers` of the host. */
export type HeaderFields =
  | { readonly [name: string]: string }
  | Iterable<readonly [name: string, value: string]>;

/** The names and values, one after the other. */
export function headerLines(argument: string, headers: unknown): string[] {
  const lines: string[] = [];
  if (isPlainObject(headers)) {
    for (const name of Object.keys(headers)) pushField(lines, argument, name, headers[name]);
    return lines;
  }
  for (const pair of iterated(argument, headers)) {
    if (!Array.isArray(pair) || pair.length !== 2) throw typeError(argument, "pairs of a name and a value", pair);
    pushField(lines, argument, string(argument, pair[0]), pair[1]);
  }
  return lines;
}

function pushField(lines: string[], argument: string, name: string, value: unknown): void {
  // An assignment to this one name would set no field but the prototype.
  if (name === "__proto__") throw refuse("ERR_FIELD_NAME", argument, "has a field called __proto__");
  lines.push(name, typeof value === "string" ? value : string(`${argument}.${name}`, value));
}

function iterated(argument: string, headers: unknown): unknown[] {
  try {
    if (typeof headers === "object") return [...(headers as Iterable<unknown>)];
  } catch {
    // What cannot be iterated, such as a detached array, is as wrong as what is no object.
  }
  throw typeError(argument, "an object, pairs, a Map or Headers", headers);
}

/** The value of the field called `name`, which is in lower case; `undefined` where there is none. */
export function fieldOf(argument: string, headers: unknown, name: string): string | undefined {
  const lines = headerLines(argument, headers);
  const at = lines.findIndex((line, index) => index % 2 === 0 && line.toLowerCase() === name);
  return at < 0 ? undefined : lines[at + 1];
}
