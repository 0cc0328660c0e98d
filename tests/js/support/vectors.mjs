// How the vector files under tests/vectors write bytes.

export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

/** `{ utf8 }` or `{ hex }` as bytes. */
export function vectorBytes({ utf8, hex }) {
  return utf8 === undefined ? fromHex(hex) : new TextEncoder().encode(utf8);
}
