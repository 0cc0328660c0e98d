// Finds the id of an event in a body that was verified.

import { MAX_DEPTH, MAX_MEMBERS } from "./generated/boundary.js";

/** The id at a path, if it is text; otherwise an empty text. */
export function idIn(body: string, path: string): string {
  if (body.length === 0) return "";
  try {
    const root: unknown = JSON.parse(body);
    let value = root;
    for (const name of path.split(".")) value = memberOf(value, name);
    return typeof value === "string" && isStrict(body, root) ? value : "";
  } catch {
    // A body that is not JSON has no id.
    return "";
  }
}

/** The member named `name`. In an array, `0` is the first element, and `*` is the only element. */
function memberOf(value: unknown, name: string): unknown {
  if (name === "*") return Array.isArray(value) && value.length === 1 ? value[0] : undefined;
  if (Array.isArray(value)) return /^\d+$/.test(name) ? value[Number(name)] : undefined;
  const isObject = typeof value === "object" && value !== null;
  return isObject && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/**
 * Whether every JSON parser reads the same value from a text. If a name occurs twice in an object, the text has more names than
 * the value. The limits and the rule for lone surrogates are the same as in the module, so that JavaScript
 * and the module read the same ids.
 */
function isStrict(text: string, root: unknown): boolean {
  let names = 0;
  const count = (value: unknown, depth: number): boolean => {
    if (typeof value === "string") return value.isWellFormed();
    if (typeof value !== "object" || value === null) return true;
    if (depth > MAX_DEPTH) return false;
    if (Array.isArray(value)) return value.every((element) => count(element, depth + 1));
    const members = Object.keys(value);
    names += members.length;
    const isFine = (name: string): boolean =>
      name.isWellFormed() && count((value as Record<string, unknown>)[name], depth + 1);
    return members.length <= MAX_MEMBERS && members.every(isFine);
  };
  return count(root, 1) && names === namesIn(text);
}

/** How many names a JSON text has: strings before a colon. */
function namesIn(text: string): number {
  let [count, at] = [0, text.indexOf('"')];
  while (at >= 0) {
    let end = text.indexOf('"', at + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    do end += 1;
    while (BLANKS.includes(text[end] ?? "-"));
    if (text[end] === ":") count += 1;
    at = text.indexOf('"', end);
  }
  return count;
}

/** Whether an odd number of backslashes precedes a quote. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === "\\") first -= 1;
  return (at - first) % 2 === 1;
}

const BLANKS = " \t\n\r";
