// Tests the difference between the signed body and the received body, and the search for the signed body.

import assert from "node:assert/strict";
import { test } from "node:test";
import { built } from "./lib/modules.mjs";

const { diff } = await built("explain/diff.js");
const { styles } = await built("explain/json-style.js");
const { placeIn } = await built("message/source.js");

const marked = (runs) => runs.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join("");

for (const [before, after, expected] of [
  ["abc", "abc", ["abc", "abc"]],
  ["a b", "ab", ["a[ ]b", "ab"]],
  ["", "x", ["", "[x]"]],
  ["x", "", ["[x]", ""]],
  ['{"a": 1}', '{"a":1}', ['{"a":[ ]1}', '{"a":1}']],
  ["a\n", "a", ["a[\n]", "a"]],
  ["😀é", "😀e", ["😀[é]", "😀[e]"]],
]) {
  test(`the different parts of ${JSON.stringify(before)} and ${JSON.stringify(after)} are marked`, () => {
    assert.deepEqual(diff(before, after).map(marked), expected);
  });
}

test("in any two texts, the unmarked parts are equal, and no character is lost", () => {
  const seed = Date.now() % 2 ** 31;
  let state = seed;
  const next = (most) => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) % most;
  for (let round = 0; round < 300; round += 1) {
    const text = () => Array.from({ length: next(40) }, () => "ab{\n "[next(5)]).join("");
    const [one, other] = [text(), text()];
    const [before, after] = diff(one, other);
    const whole = (runs) => runs.map(({ text }) => text).join("");
    const same = (runs) => runs.filter(({ isChanged }) => !isChanged).map(({ text }) => text).join("");
    assert.deepEqual([whole(before), whole(after)], [one, other], `seed ${seed}`);
    assert.equal(same(before), same(after), `seed ${seed}`);
  }
});

test("the comparison of long texts without a common part ends after a limited number of steps", () => {
  const start = performance.now();
  diff("a".repeat(30_000), "b".repeat(30_000));
  assert.ok(performance.now() - start < 10_000);
});

const TEXT = '{"b":[1.0,{}],"a":"é/<\\u0041\\n","c":{"d":12345678901234567890}}';

for (const [mistake, expected] of [
  ["body-reserialised", TEXT],
  ["body-spaced", '{"b": [1.0, {}], "a": "é/<\\u0041\\n", "c": {"d": 12345678901234567890}}'],
  ["body-indented", '{\n  "b": [\n    1.0,\n    {}\n  ],\n  "a": "é/<\\u0041\\n",\n  "c": {\n    "d": 12345678901234567890\n  }\n}'],
  ["body-keys-sorted", '{"a":"é/<\\u0041\\n","b":[1.0,{}],"c":{"d":12345678901234567890}}'],
  ["body-unicode-escaped", '{"b":[1.0,{}],"a":"\\u00e9/<\\u0041\\n","c":{"d":12345678901234567890}}'],
  ["body-slashes-escaped", '{"b":[1.0,{}],"a":"é\\/<\\u0041\\n","c":{"d":12345678901234567890}}'],
  ["body-unicode-unescaped", '{"b":[1.0,{}],"a":"é/<A\\n","c":{"d":12345678901234567890}}'],
  ["body-html-escaped", '{"b":[1.0,{}],"a":"é/\\u003c\\u0041\\n","c":{"d":12345678901234567890}}'],
]) {
  test(`${mistake}: JSON is written in the style of this mistake, and its numbers are unchanged`, () => assert.equal(styles(TEXT)[mistake][0], expected));
}

test("a text that is not JSON is not written in other styles", () => assert.deepEqual(styles("{"), {}));

test("the place of a byte of compact JSON is found in the original text", () => {
  const text = '{\n  "é": [1, 2],\n  "b" : "x"\n}';
  const compact = JSON.stringify(JSON.parse(text));
  const at = (part) => Buffer.byteLength(compact.slice(0, compact.indexOf(part)));
  for (const part of ["2", '"x"', '"b"', "1", "{"]) assert.equal(text.slice(...placeIn(text, at(part))), part);
  assert.equal(placeIn(text, 10_000), undefined);
  assert.equal(placeIn(text, undefined), undefined);
});
