// Reads the bytes in the vector files under tests/vectors.

export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

/** The bytes of `{ utf8 }` or `{ hex }`. */
export function vectorBytes({ utf8, hex }) {
  return utf8 === undefined ? fromHex(hex) : new TextEncoder().encode(utf8);
}
