// Writes bytes as words of a POSIX shell. No character can end the word, and every byte is kept.

import { textOf } from "../lib/bytes.js";
import { visible } from "../lib/visible.js";

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
