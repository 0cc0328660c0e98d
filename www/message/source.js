// Finds a place of JSON without white space in the original text.

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/**
 * The place in a text of the token that is at a byte of the same JSON without white space; `undefined` without such a byte.
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
