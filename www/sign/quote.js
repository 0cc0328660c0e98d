// Writes a text as a literal of a programming language. No character of the text can end the literal, and every byte is kept.

import { textOf } from "../lib/bytes.js";
import { visible } from "../lib/visible.js";

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

/** A word of a POSIX shell; `undefined` for bytes that are invisible or that a shell cannot pass. */
export function shellWord(bytes) {
  const isPlain = visible(bytes).every(({ text, isLineEnd }) => text !== undefined || isLineEnd);
  return isPlain ? `'${textOf(bytes).replaceAll("'", "'\\''")}'` : undefined;
}

/** A command of a POSIX shell that prints exactly these bytes. */
export function shellPrint(bytes) {
  const word = shellWord(bytes);
  return word === undefined ? `printf '%b' '${Array.from(bytes, octal).join("")}'` : `printf '%s' ${word}`;
}

function octal(byte) {
  const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c;
  return isPlain ? String.fromCharCode(byte) : `\\0${byte.toString(8).padStart(3, "0")}`;
}
