// Makes the nonce of a signature, which is a random text.

import type { NonceFormat } from "./generated/words.js";
import { refuse } from "./errors.js";

/** How random text is written. */
export interface Nonce {
  readonly format: NonceFormat;
  readonly length?: number;
}

const ALPHABETS = { hex: "0123456789abcdef", digits: "0123456789", alnum: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" };

/** Random text in a format. All characters of the format are equally likely. */
export function nonceText({ format, length = 32 }: Nonce, random: (length: number) => Uint8Array): string {
  if (format === "uuid") return uuid(random(16));
  const alphabet = ALPHABETS[format];
  const end = 256 - (256 % alphabet.length);
  let text = "";
  for (let draws = 0; draws < MAX_DRAWS && text.length < length; draws += 1) {
    for (const byte of random(length)) if (byte < end && text.length < length) text += alphabet[byte % alphabet.length];
  }
  if (text.length >= length) return text;
  throw refuse("ERR_OPTION", "random", "must return random bytes; nearly all bytes were above 247");
}

/** Of all byte values, at most 1 in 32 is unusable, so a generator that needs more draws than this is broken. */
const MAX_DRAWS = 100;

/** A UUID of version 4 (RFC 9562, section 5.4). */
function uuid(bytes: Uint8Array): string {
  const marked = Array.from(bytes, (byte, index) => (index === 6 ? (byte & 15) | 64 : index === 8 ? (byte & 63) | 128 : byte));
  const text = marked.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
