// Finds the values that a signature covers, and their places in a body.

import { textOf, utf8 } from "../lib/bytes.js";

/**
 * Splits a body into parts that the signature covers, and parts that it does not cover.
 *
 * @returns the parts, for `messageFigure`
 */
export function bodyParts(body, { covers, claims }, { members }) {
  if (covers === "nothing") return [open(body)];
  if (claims) return cut(body, members);
  return covers === "body" ? [{ name: "signed", bytes: body }] : cut(body, signedPaths(covers));
}

/** The paths of the members in a list of signed values, without the parameters, the header fields and the values in lower case. */
export function signedPaths(covers) {
  const isPath = (name) => !/^(?:(?:query|form)$|(?:query|form|header|lower):)/.test(name);
  return covers.filter(isPath).map((name) => name.replace(/^field:/, ""));
}

const open = (bytes) => ({ name: "not signed", kind: "unsigned", bytes });

/** Splits a body in which only the values at these paths are covered. */
function cut(body, paths) {
  const text = textOf(body);
  const parts = [];
  let at = 0;
  for (const [start, end] of valuePlaces(text, paths)) {
    if (start > at) parts.push(open(utf8(text.slice(at, start))));
    parts.push({ name: "signed", bytes: utf8(text.slice(start, end)) });
    at = end;
  }
  return at < text.length ? [...parts, open(utf8(text.slice(at)))] : parts;
}

/** The places of the values at paths such as `items.*.id`, in order; the text is JSON. */
export function valuePlaces(text, paths) {
  const found = [];
  const wanted = new Set(paths);
  let at = 0;
  const skip = (form) => {
    form.lastIndex = at;
    at += form.exec(text)?.[0].length ?? 0;
  };
  /** Reads the text between two brackets, item by item. */
  const items = (close, read) => {
    at += 1;
    for (skip(BLANK); text[at] !== close; skip(BLANK)) {
      read();
      skip(BLANK);
      if (text[at] === ",") at += 1;
    }
    at += 1;
  };
  const value = (path) => {
    const start = at;
    const within = (name) => (path ? `${path}.${name}` : name);
    if (text[at] === "{") {
      items("}", () => {
        const name = at;
        skip(STRING);
        const key = JSON.parse(text.slice(name, at));
        skip(COLON);
        value(within(key));
      });
    } else if (text[at] === "[") items("]", () => value(within("*")));
    else skip(text[at] === '"' ? STRING : WORD);
    if (wanted.has(path)) found.push([start, at]);
  };
  skip(BLANK);
  value("");
  return found;
}

const BLANK = /\s*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const COLON = /\s*:\s*/y;
const WORD = /[^\s,\]}]+/y;
