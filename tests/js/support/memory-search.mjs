// Searches the whole memory of the wasm module for parts of a secret: scratch buffer, heap and stack.

import { stateAfter } from "./sha256.mjs";

const utf8 = (text) => new TextEncoder().encode(text);

/** The minimum length of a piece, in bytes. A shorter piece could be in memory by chance. Two hex digits count as one byte. */
const PIECE = 8;
const pieceOf = (form) => (form.toLowerCase() === "hex" ? 2 * PIECE : PIECE);

/**
 * Lists the pieces of a secret that are in memory. An item has the form of the secret and the address of the piece. The list is empty if no
 * piece is found.
 */
export function findInMemory(host, secret) {
  return search(host, forms(typeof secret === "string" ? utf8(secret) : secret));
}

/** The prepared states of an HMAC-SHA-256 key that are in memory. */
export function states(host, secret) {
  return Object.keys(PADS).filter((_, index) => copiesOfStates(host, secret)[index] > 0);
}

/** How many copies of each prepared state of an HMAC-SHA-256 key are in memory. */
export function copiesOfStates(host, secret) {
  return Object.keys(PADS).map((pad) => {
    const state = stateAfter(padded(utf8(secret), 64, PADS[pad]));
    return search(host, [[pad, new Uint8Array(state.buffer)]]).length;
  });
}

const PADS = { ipad: 0x36, opad: 0x5c };

/** The forms of a secret: the bytes, texts such as hex, and the forms in a hash function: XORed bytes, in words of four or eight bytes. */
function forms(bytes) {
  const base64 = btoa(String.fromCharCode(...bytes)).replaceAll("=", "");
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const keyed = Object.entries(PADS).flatMap(([pad, byte]) => {
    const block = padded(bytes, bytes.length, byte);
    return [
      [pad, block],
      [`${pad} in words`, swapped(block, 4)],
      [`${pad} in long words`, swapped(block, 8)],
    ];
  });
  const texts = { hex, HEX: hex.toUpperCase(), base64, base64url: base64.replaceAll("+", "-").replaceAll("/", "_") };
  const written = Object.entries(texts).map(([form, text]) => [form, utf8(text)]);
  return [["bytes", bytes], ["bytes in words", swapped(bytes, 4)], ...keyed, ...written];
}

function padded(bytes, length, pad) {
  return Uint8Array.from({ length }, (_, index) => (bytes[index] ?? 0) ^ pad);
}

function swapped(bytes, size) {
  const words = Array.from({ length: Math.floor(bytes.length / size) }, (_, word) =>
    bytes.slice(word * size, (word + 1) * size),
  );
  return Uint8Array.from(words.flatMap((word) => [...word.reverse()]));
}

/**
 * Searches the memory in one pass. `word` is the last four bytes. Most words are skipped, because no piece begins with a word that ends in
 * the same two bytes. Most bytes of the memory have the value 0: if no piece begins with four such bytes, words of four such bytes are
 * skipped, too.
 */
function search(host, needles) {
  const memory = new Uint8Array(host.wasm().memory.buffer);
  const words = new Int32Array(memory.buffer);
  const pieces = byFirstWord(needles);
  const ends = new Uint8Array(0x10000);
  for (const word of pieces.keys()) ends[word >>> 16] = 1;
  const found = [];
  for (let [at, word] = [0, 0]; at < memory.length; at += 1) {
    if (word === 0 && at % 4 === 0 && !pieces.has(0)) while (words[at >> 2] === 0) at += 4;
    word = (word >>> 8) | (memory[at] << 24);
    if (ends[word >>> 16] === 0) continue;
    for (const { form, piece } of pieces.get(word) ?? []) {
      if (piece.every((byte, index) => memory[at - 3 + index] === byte)) found.push(`${form} at ${at - 3}`);
    }
  }
  return found;
}

function byFirstWord(needles) {
  const pieces = new Map();
  for (const [form, needle] of needles) {
    for (let from = 0; from + pieceOf(form) <= needle.length; from += 1) {
      const piece = needle.subarray(from, from + pieceOf(form));
      const word = piece[0] | (piece[1] << 8) | (piece[2] << 16) | (piece[3] << 24);
      pieces.set(word, [...(pieces.get(word) ?? []), { form, piece }]);
    }
  }
  return pieces;
}
