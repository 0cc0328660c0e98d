// From a place in JSON without blanks to the same place in the text that somebody wrote.

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/**
 * Where in a text the token is that stands at a byte of the same JSON without blanks; nothing where that has no such byte.
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
