// Collects the pieces of a body, up to a limit.

/**
 * Collects pieces in one buffer, which doubles its size when it is full. A peer may send a body in pieces of one byte, and each separate
 * piece would need a hundred bytes. `add` copies a piece, and returns whether all pieces are within the limit; `joined` returns the body.
 */
export function collector(limit: number): [add: (piece: Uint8Array) => boolean, joined: () => Uint8Array] {
  let bytes = new Uint8Array();
  let length = 0;
  const add = (piece: Uint8Array): boolean => {
    const end = length + piece.length;
    if (end > limit) return false;
    if (end > bytes.length) {
      const larger = new Uint8Array(Math.min(limit, Math.max(end, length * 2)));
      larger.set(bytes);
      bytes = larger;
    }
    bytes.set(piece, length);
    length = end;
    return true;
  };
  return [add, () => (length === bytes.length ? bytes : bytes.slice(0, length))];
}
