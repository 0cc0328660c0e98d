// Tests what the page says about a message: which parts are not signed, how old the message is, and what to do about an error.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { built } from "./lib/modules.mjs";

const { facts, OWN } = await built("message/senders.js");
const { age, coverage, span } = await built("verify/words.js");
const { bodyParts, valuePlaces } = await built("verify/spans.js");
const { advice, happened, isKnown } = await built("explain/words.js");
const { default: REMEDIES } = await built("lib/remedies.js");

const NONE = { signs: [], members: [] };
const now = new Date("2024-03-02T12:00:00Z");

/** The unsigned parts of a body with these signed members. */
function open(body, covers, members = ["signature"]) {
  const verified = { covers, replayKey: "00", timestamp: now };
  return coverage({ body: new TextEncoder().encode(JSON.stringify(body)) }, verified, { signs: [], members }).open[0];
}

for (const [name, body, covers, said] of [
  ["members next to a signed member", { id: 1, amount: 2, signature: "00" }, ["id"], ": `amount`"],
  ["members inside a member", { data: { id: 1, paid: true } }, ["data.id"], ": `data.paid`"],
  ["the items of a list, each path only once", { list: [{ a: 1 }, { a: 2, b: 3 }] }, [], ": `list.*.a`, `list.*.b`"],
  ["empty values", { id: 1, more: {}, none: null, list: [] }, ["id"], ": `more`, `none`, `list`"],
  ["no other members", { id: 1, signature: "00" }, ["id"], ""],
]) {
  test(`the unsigned members of a body are listed: ${name}`, () => {
    assert.equal(open(body, covers), `every other member of the body${said}`);
  });
}

test("if a body has many unsigned members, some are listed, and the rest is counted", () => {
  const body = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`m${index}`, index]));
  assert.match(open(body, ["m0"]), /`m24` and 5 more$/);
});

test("a covered body has no unsigned member, but its header fields are not signed", () => {
  const { covered, open } = coverage({ body: new Uint8Array([0xff]) }, { covers: "body", replayKey: "00" }, NONE);
  assert.deepEqual(covered, ["every byte of the body"]);
  assert.deepEqual(open, [
    "the time of sending: anyone who saw the message can send it again, so remember its replay key",
    "the address and the method",
    "every header field except those of the signature",
  ]);
});

for (const [message, signs] of [
  ["{body}", []],
  ["{id}.{url}.{body}", ["id", "url"]],
  ["{{url}}{body}", []],
  ["{{{url}}}{body}", ["url"]],
]) {
  test(`a custom scheme with the message ${message} signs ${signs.join(" and ") || "nothing"} in addition to the body`, () => {
    assert.deepEqual(facts(OWN, JSON.stringify({ message })).signs, signs);
  });
}

for (const [seconds, said] of [
  [0, "0 seconds"],
  [0.4, "0 seconds"],
  [1, "1 second"],
  [59.6, "1 minute"],
  [3_599, "59 minutes 59 seconds"],
  [90_061, "1 day 1 hour"],
  [86_460, "1 day 1 minute"],
  [86_400_000, "1,000 days"],
]) {
  test(`a span of ${seconds} s is shown as "${said}"`, () => assert.equal(span(seconds), said));
}

test("the age of a message with a future time says that the message is in the future", () => {
  assert.equal(age(new Date(now.getTime() + 5_000), now), "5 seconds in the future");
  assert.equal(age(now, now), "0 seconds old");
});

for (const [paths, expected] of [
  [["id"], ["1"]],
  [["a.b", "list.*.c"], ['"x"', "2", "[3]"]],
  [["a"], ['{"b": "x", "\\u0064": null}']],
  [["a.d"], ["null"]],
  [["nothing", "list"], ['[{"c": 2}, {"c":[3]} ]']],
  [[], []],
]) {
  test(`the places of the values at ${paths.join(" and ") || "no path"} are found`, () => {
    const text = ' { "id":1 , "a": {"b": "x", "\\u0064": null}, "list" : [{"c": 2}, {"c":[3]} ] }';
    assert.deepEqual(valuePlaces(text, paths).map(([start, end]) => text.slice(start, end)), expected);
  });
}

test("the parts of a body together are the whole body, for every value of covers", () => {
  const body = new TextEncoder().encode('{"id":"é","paid":true,"signature":"00"}');
  for (const verified of [{ covers: "body" }, { covers: "nothing" }, { covers: ["id"] }, { covers: "body", claims: "{}" }, { covers: [] }]) {
    const parts = bodyParts(body, verified, { members: ["signature"] });
    assert.deepEqual(Buffer.concat(parts.map(({ bytes }) => bytes)), Buffer.from(body));
    const tinted = parts.filter(({ kind }) => kind !== "unsigned").map(({ bytes }) => Buffer.from(bytes).toString());
    const { covers, claims } = verified;
    const expected = claims ? ['"00"'] : covers === "body" ? [Buffer.from(body).toString()] : covers.includes("id") ? ['"é"'] : [];
    assert.deepEqual(tinted, expected);
  }
});

test("only a member whose path is signed is shown as signed, whatever its name is", () => {
  const body = new TextEncoder().encode('{"query":1,"form:x":2,"x":3}');
  for (const [covers, expected] of [
    [["query", "form:x", "header:x", "lower:x"], []],
    [["field:query", "field:form:x", "x"], ["1", "2", "3"]],
  ]) {
    const parts = bodyParts(body, { covers }, NONE).filter(({ kind }) => kind !== "unsigned");
    assert.deepEqual(parts.map(({ bytes }) => Buffer.from(bytes).toString()), expected);
    const left = [": `query`, `form:x`, `x`", ""][expected.length / 3];
    assert.equal(open({ query: 1, "form:x": 2, x: 3 }, covers), `every other member of the body${left}`);
  }
});

test("every mistake has a text for the receiver, and the names of mistakes are not shown", async () => {
  const source = await readFile(new URL("../../pkg/src/generated/words.ts", import.meta.url), "utf8");
  const list = source.slice(source.indexOf("export type Mistake ="));
  const mistakes = list.slice(0, list.indexOf(";")).match(/"[a-z0-9-]+"/g).map((name) => name.slice(1, -1)).filter((name) => name !== "none");
  assert.ok(mistakes.length > 60);
  const message = { sender: {}, secrets: [{ secret: '"quoted"' }] };
  for (const mistake of mistakes) {
    assert.ok(isKnown(mistake), mistake);
    assert.match(happened(mistake, message), /^[A-Z].{15,}\.$/, mistake);
    assert.match(advice(mistake, "Do this.", message), /\.$/, mistake);
  }
  assert.equal(happened("secret-quoted", message), "Your secret has quotes around it.");
  assert.equal(happened("secret-quoted", { sender: {}, secrets: [{ secret: "plain" }] }), "The sender's secret has quotes around it.");
});

test("every error has a remedy", async () => {
  const source = await readFile(new URL("../../pkg/src/generated/words.ts", import.meta.url), "utf8");
  const codes = source.match(/^ {2}\| "ERR_\w+"/gm).map((line) => line.slice(5, -1));
  assert.ok(codes.length > 30);
  assert.deepEqual(Object.keys(REMEDIES).sort(), codes.sort());
  for (const [code, remedy] of Object.entries(REMEDIES)) assert.match(remedy, /^[A-Z][^|]+\.$/, code);
});
