// Writes a text as a literal of a programming language. No character of the text can end the literal, and every byte is kept.

import { textOf } from "../lib/bytes.js";

/** A JavaScript string, in single quotes if that avoids escapes. */
export function javascript(text) {
  const double = JSON.stringify(text).replace(INVISIBLE, escape);
  if (!text.includes('"') || text.includes("'")) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"')}'`;
}

/** Invisible characters that JSON does not escape. */
const INVISIBLE = /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const escape = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Bytes as a JavaScript expression: a string if they are UTF-8. */
export function bytesInJavaScript(bytes) {
  const text = textOf(bytes);
  return text === undefined ? `Uint8Array.from([${bytes.join(", ")}])` : javascript(text);
}
