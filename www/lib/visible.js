// Bytes as text without hidden characters: an invisible character becomes a mark with a name.

const NAMES = new Map([
  [0x00, "NUL"],
  [0x09, "TAB"],
  [0x0a, "LF"],
  [0x0d, "CR"],
  [0x1b, "ESC"],
  [0x7f, "DEL"],
  [0xa0, "NBSP"],
  [0xad, "SHY"],
  [0x200b, "ZWSP"],
  [0x200c, "ZWNJ"],
  [0x200d, "ZWJ"],
  [0x200e, "LRM"],
  [0x200f, "RLM"],
  [0x2028, "LS"],
  [0x2029, "PS"],
  [0x2060, "WJ"],
  [0xfeff, "BOM"],
]);

/** Control and format characters, every space except U+0020, and U+0020 at the end of a line. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}| (?= *(?:\r?\n|$))/u;

/**
 * Runs of visible text and of marks: `{ text }` or `{ mark, title, isLineEnd }`.
 *
 * Each byte that is not UTF-8 becomes a mark.
 */
export function visible(bytes) {
  const runs = [];
  for (const piece of pieces(bytes)) {
    if (typeof piece === "number") runs.push({ mark: `\\x${twoDigits(piece)}`, title: "a byte that is not UTF-8" });
    else read(piece, runs);
  }
  return runs;
}

function read(text, runs) {
  let rest = text;
  for (let at = rest.search(HIDDEN); at >= 0; at = rest.search(HIDDEN)) {
    if (at > 0) runs.push({ text: rest.slice(0, at) });
    const character = String.fromCodePoint(rest.codePointAt(at));
    runs.push(mark(character));
    rest = rest.slice(at + character.length);
  }
  if (rest) runs.push({ text: rest });
}

function mark(character) {
  const code = character.codePointAt(0);
  const number = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (character === " ") return { mark: "\u00b7", title: "a space at the end of a line" };
  return { mark: NAMES.get(code) ?? number, title: number, ...(character === "\n" && { isLineEnd: true }) };
}

/** Splits bytes into texts, and single bytes that are not UTF-8. */
function pieces(bytes) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const found = [];
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at, decoder);
    if (length === 0) {
      if (at > start) found.push(decoder.decode(bytes.subarray(start, at)));
      found.push(bytes[at]);
      start = at + 1;
    }
    at += length || 1;
  }
  if (start < bytes.length) found.push(decoder.decode(bytes.subarray(start)));
  return found;
}

/** The number of bytes of the character at `at`; 0 if the byte is not UTF-8. */
function sequenceLength(bytes, at, decoder) {
  const lead = bytes[at];
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  try {
    decoder.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}

const twoDigits = (byte) => byte.toString(16).padStart(2, "0");
