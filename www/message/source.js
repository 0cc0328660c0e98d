// Converts a place in JSON without white space to the place in the original text.

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/**
 * Finds the token at a byte of JSON without white space; returns the place of this token in the original text. `undefined` if there is
 * no such byte.
 *
 * @returns `[start, end]`, in characters
 */
export function placeIn(text, index) {
  if (index === undefined) return undefined;
  let at = 0;
  for (const { 0: token, index: start } of text.matchAll(TOKEN)) {
    at += new TextEncoder().encode(token).length;
    if (index < at) return [start, start + token.length];
  }
  return undefined;
}
