// Header fields are read in every common form, and a line that is not a field is reported.

import assert from "node:assert/strict";
import { test } from "node:test";
import { built } from "./lib/modules.mjs";

const { readHeaders } = await built("message/headers.js");

const fields = (text) => readHeaders(text).fields.map(([name, value]) => `${name}=${value}`);

for (const [name, text, expected] of [
  ["raw lines", "A: b\nX-C:d:e\n", ["A=b", "X-C=d:e"]],
  ["raw lines with carriage returns", "A: b\r\nC: d\r\n", ["A=b", "C=d"]],
  ["lines that are indented together", "    A: b\n    C: d", ["A=b", "C=d"]],
  ["a value that goes on, indented", "A: t=1,\n  v1=2\nC: d", ["A=t=1, v1=2", "C=d"]],
  ["curl -v", "* Connected\n> POST /hook HTTP/2\n> Host: shop.example\n> A: b\n>\n", ["Host=shop.example", "A=b"]],
  ["the answer in curl -v", "< HTTP/1.1 200 OK\n< A: b\n<", ["A=b"]],
  ["a request as it is sent", "POST /hook HTTP/1.1\nA: b\n\n", ["A=b"]],
  ["a curl command", "curl https://shop.example \\\n -H 'A: b: c' \\\n --header \"D: e\" -d 'x: y'", ["A=b: c", "D=e"]],
  ["a curl command with quotes in quotes", 'curl x -H "A: \\"b\\" c" -H \'D: "e" f\' -H $\'G: h\\\'s\'', ['A="b" c', 'D="e" f', "G=h's"]],
  ["a curl command whose quotes are left open", 'curl x -H "A: b" -H "C: d', ["A=b"]],
  ["quotes in quotes of Windows", 'curl x -H ^"A: W/^\\^"b^\\^" 5^%^c^" -H ^"D: e^"', ['A=W/"b" 5%c', "D=e"]],
  ["a curl command of Windows", 'curl ^"https://shop.example^" -H ^"A: b^" --data-raw ^"x^"', ["A=b"]],
  ["values on lines of their own", "accept:\n*/*\nx-signature:\nt=1,v1=2", ["accept=*/*", "x-signature=t=1,v1=2"]],
  ["pseudo-header fields", ":method: POST\n:path: /hook\nA: b", ["A=b"]],
  ["the -H lines of a command", "-H 'A: b' \\\n--header \"C: d\"", ["A=b", "C=d"]],
  ["an object that Node printed", "{\n  host: 'x',\n  'x-list': [ 'a', 'b' ],\n  \"q\": `r`,\n}", ["host=x", "x-list=a", "x-list=b", "q=r"]],
  ["Headers that Node printed", "Headers {\n  'content-type': 'a/b',\n  host: 'it\\'s'\n}", ["content-type=a/b", "host=it's"]],
  ["the list of Node 18", "HeadersList {\n  cookies: null,\n  [Symbol(headers map)]: Map(1) {\n    'a' => { name: 'A', value: 'b' }\n  },\n  [Symbol(headers map sorted)]: null\n}", ["a=b"]],
  ["an object without a prototype", "[Object: null prototype] { a: 'b' }", ["a=b"]],
  ["rawHeaders", "[\n  'Host', 'x',\n  'A', 'b'\n]", ["Host=x", "A=b"]],
  ["pairs", '[["a","b"],["c","d"]]', ["a=b", "c=d"]],
  ["an object of a program", "const headers = { a: 'b', };", ["a=b"]],
  ["a HAR entry", '{"request":{"headers":[{"name":":method","value":"POST"},{"name":"A","value":"b"}]}}', ["A=b"]],
  ["a HAR file", '{"log":{"entries":[{"request":{"headers":[{"name":"A","value":"b"}]}}]}}', ["A=b"]],
  ["logged JSON", '{"a":"b","c":["1","2"]}', ["a=b", "c=1", "c=2"]],
  ["a field that is there twice", "A: b\na: c", ["A=b", "a=c"]],
  ["an empty field", "A:\nB: c", ["A=", "B=c"]],
  ["nothing", " \n", []],
]) {
  test(`${name} become fields`, () => {
    assert.deepEqual(fields(text), expected);
    assert.deepEqual(readHeaders(text).leftOut, []);
  });
}

for (const [name, text, expected] of [
  ["a curl command", "curl 'https://shop.example/hook' -H 'A: b' --data-raw '{\"id\": 1}'", { body: '{"id": 1}', url: "https://shop.example/hook" }],
  ["a curl command with escapes", "curl x -H 'A: b' --data-binary $'{\\n \\'\\u00e9\\'}'", { body: "{\n 'é'}" }],
  ["a curl command that reads a file", "curl x -H 'A: b' --data-binary @body.json", {}],
  ["a HAR entry", '{"request":{"url":"https://a.example/h","headers":[{"name":"A","value":"b"}],"postData":{"text":"{\\"a\\": 1}"}}}', { body: '{"a": 1}', url: "https://a.example/h" }],
  ["a request as a browser copies it for fetch", 'fetch("https://a.example/h", { "headers": { "A": "b" }, "body": "{}" });', { body: "{}", url: "https://a.example/h" }],
  ["an event of AWS Lambda", '{"headers":{"A":"b"},"body":"e30=","isBase64Encoded":true}', { base64: "e30=" }],
  ["an object with headers and a body", "{ headers: { A: 'b' }, body: '{}' }", { body: "{}" }],
]) {
  test(`${name} also has the body and the URL`, () => {
    const { fields, leftOut, ...rest } = readHeaders(text);
    assert.deepEqual([fields, leftOut, rest], [[["A", "b"]], [], expected]);
  });
}

for (const [name, text, lines, expected] of [
  ["a line without a colon", "A: b\nnonsense\nC: d", [2], ["A=b", "C=d"]],
  ["a name with a blank", "A b: c\nD: e", [1], ["D=e"]],
  ["a body after the blank line", 'A: b\n\n{\n  "id": 1\n}', [3, 4, 5], ["A=b"]],
  ["a signature alone", "0123456789abcdef", [1], []],
  ["JSON that is cut", '{"a":"b"', [1], []],
  ["an object that is cut", "{ 'a': 'b',", [1], []],
  ["an odd number of texts", "['a', 'b', 'c']", [1], []],
]) {
  test(`${name} is not a field, and is reported with its line`, () => {
    assert.deepEqual(readHeaders(text), { fields: expected.map((pair) => pair.split("=")), leftOut: lines });
  });
}

/** The time of one long text divided by that of equally much in short texts: linear is 1, and quadratic is `TIMES`. */
const MAX_GROWTH = 3.5;
/** A busy machine makes both times longer, so the shortest of each counts. A parser that grows too fast does so in all rounds. */
const ROUNDS = 100;
const FEWEST = 3;
const SHORT = 16 * 1024;
const TIMES = 8;

for (const [name, field, start = "curl x"] of [
  ["quotes that are left open", ' -H "x\''],
  ["quotes of Windows that are left open", ' -H ^"x^'],
  ["backslashes before quotes", ' -H "\\'],
  ["data that is left open", ' -d "x\''],
  ["brackets that are left open", "[{", "{"],
  ["quotes in an object that are left open", "'\\\\", "{ a: "],
  ["names without values", "a:", "{"],
]) {
  test(`${name}: the time to read grows linearly`, () => {
    const text = (length) => `${start}${field.repeat(length / field.length)}`;
    const [long, short] = [text(SHORT * TIMES), text(SHORT)];
    let [once, apart] = [Infinity, Infinity];
    for (let round = 1; round < FEWEST || once > MAX_GROWTH * apart; round += 1) {
      assert.ok(round <= ROUNDS, `${once} ms at once, ${apart} ms in ${TIMES} pieces`);
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
