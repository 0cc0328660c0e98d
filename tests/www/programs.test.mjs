// The programs that the page writes do what the page shows: each is run, by the tool that it is for.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { built } from "./lib/modules.mjs";

const { explain } = await built("sign/explain.js");
const { OWN, PROVIDERS } = await built("sign/providers.js");
const { javascript, shellPrint } = await built("sign/quote.js");
const { cover, COVER } = await built("lib/secrets.js");

const NOW = new Date("2024-03-02T12:00:00Z");
const [DVPAY] = PROVIDERS;
const utf8 = (text) => new TextEncoder().encode(text);

/** Bodies that quotes, shells and editors get wrong. */
const BODIES = [
  '{"a":1}',
  '{"a":"it\'s \\"quoted\\" \\\\ `x` $HOME !! %s \\u0000"}',
  '{"a":"é€😀"}',
  "{\n  \"a\": 1\n}\n",
  "{\r\n}\r\n",
  "\ufeff{}",
  '{"a":"\u00a0\u200b\u2028"}',
  "{\0}",
  "@file",
  " -x ",
].map(utf8);
const RAW = Uint8Array.of(0x7b, 0xff, 0xfe, 0x00, 0x0a, 0x0d, 0x27, 0x5c, 0x7d);

function refund(body) {
  const input = { credentials: DVPAY.credentials, path: DVPAY.endpoints[0].path, idempotencyKey: "op-1", body, now: NOW };
  return explain(DVPAY, DVPAY.endpoints[0], input);
}

const text = ({ programs }, title) => programs.find((program) => program.title === title).text;
const sent = ({ request }) => Buffer.from(typeof request.body === "string" ? utf8(request.body) : request.body);

for (const body of [...BODIES, RAW]) {
  const name = JSON.stringify(Buffer.from(body).toString("latin1"));

  test(`the fetch program sends what was signed: ${name}`, async () => {
    const explained = refund(body);
    const calls = [];
    const fetch = async (url, init) => (calls.push(new Request(url, init)), new Response(""));
    const Program = Object.getPrototypeOf(async () => undefined).constructor;
    await new Program("fetch", "console", text(explained, "fetch"))(fetch, { log() {} });
    const [call] = calls;
    assert.deepEqual(Buffer.from(await call.arrayBuffer()), sent(explained));
    assert.equal(call.headers.get("x-signature"), explained.mac.tag);
  });

  test(`the curl program sends what was signed: ${name}`, () => {
    const explained = refund(body);
    // A curl that prints its own words, and what comes on its standard input.
    const curl = `curl() { for w; do printf '%s\\0' "$w"; done; case "$*" in *@-*) cat;; esac; }\n`;
    const printed = execFileSync("sh", ["-c", curl + text(explained, "curl")]);
    const words = printed.toString("latin1").split("\0");
    const at = words.findIndex((word) => word.startsWith("--data-"));
    const stdin = printed.subarray(words.slice(0, at + 2).reduce((sum, word) => sum + word.length + 1, 0));
    const data = words[at] === "--data-raw" ? Buffer.from(words[at + 1], "latin1") : stdin;
    assert.deepEqual(data, sent(explained));
    assert.ok(words.includes(`X-Signature: ${explained.mac.tag}`));
  });

  test(`the openssl and node:crypto programs come to the tag that is shown: ${name}`, () => {
    const own = { algorithm: "SHA-512", encoding: "hex", tagEncoding: "base64url_nopad", template: "timestamp + . + body" };
    const explained = explain(OWN, OWN.endpoints[0], { credentials: { secret: "00ff27" }, own, body, now: NOW });
    const message = Buffer.concat([Buffer.from("1709380800."), body]);
    const tag = createHmac("sha512", Buffer.from("00ff27", "hex")).update(message).digest("base64url");
    assert.equal(explained.mac.tag, tag);
    assert.equal(execFileSync("sh", ["-c", text(explained, "openssl")], { encoding: "utf8" }).trim(), tag);
    const env = { ...process.env, SECRET: "00ff27" };
    const node = ["--input-type=module", "-e", text(explained, "node:crypto")];
    assert.equal(execFileSync(process.execPath, node, { encoding: "utf8", env }).trim(), tag);
  });

  test(`a shell prints it back: ${name}`, () => {
    assert.deepEqual(execFileSync("sh", ["-c", shellPrint(body)]), Buffer.from(body));
  });
}

test("a string of JavaScript is the string that it stands for, and hides nothing", () => {
  for (const body of BODIES) {
    const given = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
    const literal = javascript(given);
    assert.equal(new Function(`return ${literal}`)(), given);
    assert.doesNotMatch(literal, /[\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u2028\u2029\ufeff]/);
  }
});

test("a secret is covered in each of its spellings", () => {
  for (const secret of ["a", "se cret", 'q"uo\\te', "ä&=+", "two\nlines"]) {
    const url = encodeURIComponent(secret);
    for (const spelling of [secret, JSON.stringify(secret), JSON.stringify(JSON.stringify(secret)), url]) {
      assert.ok(!cover(`<${spelling}>`, [secret]).includes(spelling), spelling);
    }
  }
});

test("nothing else is covered", () => {
  assert.equal(cover("a text", ["", undefined]), "a text");
  assert.equal(cover("longer than long", ["long", "longer"]), `${COVER} than ${COVER}`);
});

test("the Basic value of a token call, and the secrets in its body, are covered", () => {
  for (const id of ["pledg", "dogpay", "wakapay"]) {
    const provider = PROVIDERS.find((one) => one.id === id);
    const { environments: [environment] } = provider;
    const names = Object.keys(provider.credentials);
    const credentials = Object.fromEntries(names.map((name) => [name, `the ${name} of 17 & "18"`]));
    const { secrets, request, programs } = explain(provider, provider.endpoints[0], { credentials, environment, now: NOW });
    const basic = request.headers.Authorization?.slice("Basic ".length);
    for (const { text, hasNoSecret } of programs) {
      const covered = hasNoSecret ? text : cover(text, secrets);
      for (const secret of [...Object.values(credentials), basic]) assert.ok(!secret || !covered.includes(secret), id);
    }
  }
});
