// Tests that header fields are read in every common form, and that a line that is not a field is reported.

import assert from "node:assert/strict";
import { test } from "node:test";
import { built } from "./lib/modules.mjs";

const { readerOf, readHeaders } = await built("message/headers.js");

test("the reader of printed objects and commands is loaded only for a text that needs it", async () => {
  for (const text of ["", "A: b", "t=1,v1=2", "curly: 1"]) assert.equal(readerOf(text), undefined, text);
  assert.deepEqual(readHeaders('{ "a": "b" }').fields, []);
  await readerOf('{ "a": "b" }');
  for (const text of ['{ "a": "b" }', "curl -H 'a: b'"]) {
    assert.equal(readerOf(text), undefined, text);
    assert.deepEqual(readHeaders(text).fields, [["a", "b"]]);
  }
});

const fields = (text) => readHeaders(text).fields.map(([name, value]) => `${name}=${value}`);

for (const [name, text, expected] of [
  ["raw lines", "A: b\nX-C:d:e\n", ["A=b", "X-C=d:e"]],
  ["raw lines with carriage returns", "A: b\r\nC: d\r\n", ["A=b", "C=d"]],
  ["lines that are indented together", "    A: b\n    C: d", ["A=b", "C=d"]],
  ["lines with a value that continues on an indented line", "A: t=1,\n  v1=2\nC: d", ["A=t=1, v1=2", "C=d"]],
  ["curl -v", "* Connected\n> POST /hook HTTP/2\n> Host: shop.example\n> A: b\n>\n", ["Host=shop.example", "A=b"]],
  ["the answer in curl -v", "< HTTP/1.1 200 OK\n< A: b\n<", ["A=b"]],
  ["a request as it is sent", "POST /hook HTTP/1.1\nA: b\n\n", ["A=b"]],
  ["a curl command", "curl https://shop.example \\\n -H 'A: b: c' \\\n --header \"D: e\" -d 'x: y'", ["A=b: c", "D=e"]],
  ["a curl command with quotes in quotes", 'curl x -H "A: \\"b\\" c" -H \'D: "e" f\' -H $\'G: h\\\'s\'', ['A="b" c', 'D="e" f', "G=h's"]],
  ["a curl command with an open quote", 'curl x -H "A: b" -H "C: d', ["A=b"]],
  ["quotes in quotes of Windows", 'curl x -H ^"A: W/^\\^"b^\\^" 5^%^c^" -H ^"D: e^"', ['A=W/"b" 5%c', "D=e"]],
  ["a curl command of Windows", 'curl ^"https://shop.example^" -H ^"A: b^" --data-raw ^"x^"', ["A=b"]],
  ["values on separate lines", "accept:\n*/*\nx-signature:\nt=1,v1=2", ["accept=*/*", "x-signature=t=1,v1=2"]],
  ["lines with pseudo-header fields", ":method: POST\n:path: /hook\nA: b", ["A=b"]],
  ["the -H lines of a command", "-H 'A: b' \\\n--header \"C: d\"", ["A=b", "C=d"]],
  ["an object that Node printed", "{\n  host: 'x',\n  'x-list': [ 'a', 'b' ],\n  \"q\": `r`,\n}", ["host=x", "x-list=a", "x-list=b", "q=r"]],
  ["Headers that Node printed", "Headers {\n  'content-type': 'a/b',\n  host: 'it\\'s'\n}", ["content-type=a/b", "host=it's"]],
  ["the list of Node 18", "HeadersList {\n  cookies: null,\n  [Symbol(headers map)]: Map(1) {\n    'a' => { name: 'A', value: 'b' }\n  },\n  [Symbol(headers map sorted)]: null\n}", ["a=b"]],
  ["an object without a prototype", "[Object: null prototype] { a: 'b' }", ["a=b"]],
  ["rawHeaders", "[\n  'Host', 'x',\n  'A', 'b'\n]", ["Host=x", "A=b"]],
  ["pairs", '[["a","b"],["c","d"]]', ["a=b", "c=d"]],
  ["an object in the source of a program", "const headers = { a: 'b', };", ["a=b"]],
  ["a HAR entry", '{"request":{"headers":[{"name":":method","value":"POST"},{"name":"A","value":"b"}]}}', ["A=b"]],
  ["a HAR file", '{"log":{"entries":[{"request":{"headers":[{"name":"A","value":"b"}]}}]}}', ["A=b"]],
  ["logged JSON", '{"a":"b","c":["1","2"]}', ["a=b", "c=1", "c=2"]],
  ["lines with a field that occurs twice", "A: b\na: c", ["A=b", "a=c"]],
  ["lines with an empty field", "A:\nB: c", ["A=", "B=c"]],
  ["nothing", " \n", []],
]) {
  test(`header fields are read from ${name}`, () => {
    assert.deepEqual(fields(text), expected);
    assert.deepEqual(readHeaders(text).leftOut, []);
  });
}

for (const [name, text, expected] of [
  ["a curl command", "curl 'https://shop.example/hook' -H 'A: b' --data-raw '{\"id\": 1}'", { body: '{"id": 1}', url: "https://shop.example/hook" }],
  ["a curl command with escapes", "curl x -H 'A: b' --data-binary $'{\\n \\'\\u00e9\\'}'", { body: "{\n 'é'}" }],
  ["a curl command that reads the body from a file, which is not read", "curl x -H 'A: b' --data-binary @body.json", {}],
  ["a HAR entry", '{"request":{"url":"https://a.example/h","headers":[{"name":"A","value":"b"}],"postData":{"text":"{\\"a\\": 1}"}}}', { body: '{"a": 1}', url: "https://a.example/h" }],
  ["a request that a browser copied for fetch", 'fetch("https://a.example/h", { "headers": { "A": "b" }, "body": "{}" });', { body: "{}", url: "https://a.example/h" }],
  ["an event of AWS Lambda", '{"headers":{"A":"b"},"body":"e30=","isBase64Encoded":true}', { base64: "e30=" }],
  ["an object with headers and a body", "{ headers: { A: 'b' }, body: '{}' }", { body: "{}" }],
]) {
  test(`the body and the URL are also read from ${name}`, () => {
    const { fields, leftOut, ...rest } = readHeaders(text);
    assert.deepEqual([fields, leftOut, rest], [[["A", "b"]], [], expected]);
  });
}

for (const [name, text, lines, expected] of [
  ["a line without a colon", "A: b\nnonsense\nC: d", [2], ["A=b", "C=d"]],
  ["a name with a space", "A b: c\nD: e", [1], ["D=e"]],
  ["a body after the blank line", 'A: b\n\n{\n  "id": 1\n}', [3, 4, 5], ["A=b"]],
  ["only a signature", "0123456789abcdef", [1], []],
  ["truncated JSON", '{"a":"b"', [1], []],
  ["a truncated object", "{ 'a': 'b',", [1], []],
  ["an odd number of texts", "['a', 'b', 'c']", [1], []],
]) {
  test(`${name} is not a field, and is reported with its line`, () => {
    assert.deepEqual(readHeaders(text), { fields: expected.map((pair) => pair.split("=")), leftOut: lines });
  });
}

/**
 * The maximum of a ratio: the time to read one long text, divided by the time to read short texts of the same total length. For a
 * linear time, the ratio is 1; for a quadratic time, it is `TIMES`.
 */
const MAX_GROWTH = 3.5;
/** A busy machine makes both times longer, so only the shortest times count. A quadratic parser is too slow in all rounds. */
const ROUNDS = 100;
const FEWEST = 3;
const SHORT = 16 * 1024;
const TIMES = 8;

for (const [name, field, start = "curl x"] of [
  ["open quotes", ' -H "x\''],
  ["open quotes of Windows", ' -H ^"x^'],
  ["backslashes before quotes", ' -H "\\'],
  ["data with an open quote", ' -d "x\''],
  ["open brackets", "[{", "{"],
  ["open quotes in an object", "'\\\\", "{ a: "],
  ["names without values", "a:", "{"],
]) {
  test(`the time to read ${name} grows linearly`, () => {
    const text = (length) => `${start}${field.repeat(length / field.length)}`;
    const [long, short] = [text(SHORT * TIMES), text(SHORT)];
    let [once, apart] = [Infinity, Infinity];
    for (let round = 1; round < FEWEST || once > MAX_GROWTH * apart; round += 1) {
      assert.ok(round <= ROUNDS, `the time is not linear: ${once} ms for one text, ${apart} ms for ${TIMES} short texts`);
      apart = Math.min(apart, milliseconds(short, TIMES));
      once = Math.min(once, milliseconds(long, 1));
    }
  });
}

function milliseconds(text, times) {
  const start = performance.now();
  for (let time = 0; time < times; time += 1) readHeaders(text);
  return performance.now() - start;
}

test("all lines are read", () => {
  assert.equal(readHeaders("A: b\n".repeat(150_000)).fields.length, 150_000);
});
