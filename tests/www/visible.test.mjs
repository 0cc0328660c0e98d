// Tests how the page shows bytes and times: no character of a message is hidden.

import assert from "node:assert/strict";
import { test } from "node:test";
import { built } from "./lib/modules.mjs";

const { visible } = await built("lib/visible.js");
const { fromBase64, fromHex, hex, textOf } = await built("lib/bytes.js");
const { readTime } = await built("lib/time.js");

const bytes = (text) => new TextEncoder().encode(text);
const marks = (given) => visible(given).flatMap(({ mark }) => mark ?? []);

for (const [name, given, expected] of [
  ["a byte order mark", "\ufeff{", ["BOM"]],
  ["line ends", "a\r\nb\n", ["CR", "LF", "LF"]],
  ["a tab", "\t", ["TAB"]],
  ["spaces other than U+0020", "a\u00a0b\u2003c\u3000", ["NBSP", "U+2003", "U+3000"]],
  ["characters without width", "\u200b\u200d\u2060\u00ad", ["ZWSP", "ZWJ", "WJ", "SHY"]],
  ["characters for the direction of text", "\u202e\u2066", ["U+202E", "U+2066"]],
  ["a tag character outside the basic plane", "\u{e0041}", ["U+E0041"]],
  ["spaces at the end of a line", "a  \nb ", ["·", "·", "LF", "·"]],
  ["control characters", "\0\u0007\u001b\u007f\u0085", ["NUL", "U+0007", "ESC", "DEL", "U+0085"]],
]) {
  test(`each character becomes a mark: ${name}`, () => assert.deepEqual(marks(bytes(given)), expected));
}

test("visible text has no mark", () => assert.deepEqual(marks(bytes('{"a": "é€😀 漢字"}')), []));

for (const [name, given, expected] of [
  ["a single continuation byte", [0x61, 0x80, 0x62], ["\\x80"]],
  ["a truncated sequence", [0xe2, 0x82], ["\\xe2", "\\x82"]],
  ["a surrogate", [0xed, 0xa0, 0x80], ["\\xed", "\\xa0", "\\x80"]],
  ["an overlong form", [0xc0, 0xaf], ["\\xc0", "\\xaf"]],
  ["0xff", [0xff], ["\\xff"]],
]) {
  test(`${name} is not UTF-8, and each of its bytes becomes a mark`, () => {
    assert.deepEqual(marks(Uint8Array.from(given)), expected);
    assert.equal(textOf(Uint8Array.from(given)), undefined);
  });
}

test("visible text and marks together are the whole message, in its order", () => {
  const shown = visible(bytes("a\u00a0b\n")).map(({ text, mark }) => text ?? `<${mark}>`);
  assert.equal(shown.join(""), "a<NBSP>b<LF>");
});

test("hex and base64 are decoded, and other text is rejected", () => {
  assert.deepEqual(fromHex("7B ff\n00"), Uint8Array.of(0x7b, 0xff, 0));
  assert.equal(hex(fromBase64("-_8=")), "fbff");
  for (const text of ["7", "7g", "0x00"]) assert.equal(fromHex(text), undefined, text);
  for (const text of ["a", "a=b", "é"]) assert.equal(fromBase64(text), undefined, text);
});

test("a text that is not a time is rejected", () => {
  for (const text of ["now", "yesterday", "1", "17093808001", "2024", "2024-13-01", "1e9"]) {
    assert.throws(() => readTime(text), /is not a time/, text);
  }
  assert.equal(readTime("1709380800000").isMillis, true);
});

test("an empty time is the current time", () => {
  for (const text of ["", " "]) assert.ok(Math.abs(readTime(text).now.getTime() - Date.now()) < 60_000);
});
