// Finds the body that the sender signed if a mistake changed the bytes of the body. It tries each possible body.

import { explainMismatch } from "../payauth/explain.js";
import { concat, fromBase64, fromHex, hex, textOf, utf8 } from "../lib/bytes.js";
import { schemeOf } from "./explain.js";
import { styles } from "./json-style.js";

/** The bytes that the sender signed; `undefined` if these bytes are not found. */
export function signedBody(given, found) {
  const mistakes = found.map(({ mistake }) => mistake);
  const [changed] = mistakes.filter((mistake) => mistake.startsWith("body-") && mistake !== "body-alone");
  if (!changed) return undefined;
  return candidates(changed, given.body).find((body) => isSigned(given, body, mistakes, changed));
}

/** Whether the mistake is gone if this body replaces the received body. */
function isSigned({ sender, definition, encoding, leftOut: _, ...message }, body, before, changed) {
  try {
    const left = explainMismatch(schemeOf({ sender, definition, encoding }), { ...message, body }).map(({ mistake }) => mistake);
    const others = before.filter((mistake) => mistake !== changed);
    return others.length === 0 ? left.join() === "none" : left.join() === others.join();
  } catch {
    return false;
  }
}

function candidates(mistake, bytes) {
  const ofBytes = OF_BYTES[mistake]?.(bytes) ?? [];
  const text = textOf(bytes);
  const ofText = text === undefined ? [] : [...(styles(text)[mistake] ?? []), ...(OF_TEXT[mistake]?.(text) ?? [])];
  return [...ofBytes, ...ofText.map(utf8)].filter((body) => body !== undefined);
}

const BOM = Uint8Array.of(0xef, 0xbb, 0xbf);

const OF_BYTES = {
  "body-newline-lost": (bytes) => [concat(bytes, utf8("\n")), concat(bytes, utf8("\r\n"))],
  "body-bom-lost": (bytes) => [concat(BOM, bytes)],
  "body-bom-added": (bytes) => [bytes.subarray(3)],
  "body-empty": () => [new Uint8Array()],
  "body-hex": (bytes) => [utf8(hex(bytes)), fromHex(textOf(bytes) ?? "x")],
  "body-base64": (bytes) => [utf8(btoa(String.fromCharCode(...bytes.subarray(0, 16_384)))), fromBase64(textOf(bytes) ?? "\0")],
};

const OF_TEXT = {
  "body-newline-added": (text) => [text.replace(/\r\n$/, ""), text.replace(/\n$/, ""), text.trim()],
  "body-crlf-lost": (text) => [text.replaceAll(/\r?\n/g, "\r\n")],
  "body-crlf-added": (text) => [text.replaceAll("\r\n", "\n")],
  "body-stringified": (text) => [JSON.parse(text)].filter((inner) => typeof inner === "string"),
  "body-latin1": (text) => (/^[\0-\xff]*$/.test(text) ? [textOf(Uint8Array.from(text, (unit) => unit.charCodeAt(0)))].filter(Boolean) : []),
};
