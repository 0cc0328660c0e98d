// Tests that the programs that the page writes do what the page shows. Each program is run with its tool.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { target } from "../js/tools/paths.mjs";
import { built } from "./lib/modules.mjs";

const { explain } = await built("sign/explain.js");
const { OWN, PROVIDERS } = await built("sign/providers.js");
const { javascript } = await built("sign/quote.js");
const { shellPrint } = await built("sign/shell.js");
const { cover, COVER } = await built("lib/secrets.js");
const { handlers } = await built("verify/handlers.js");
const { DEFINITION, ready, SENDERS } = await built("message/senders.js");
const { example } = await built("message/examples.js");

const NOW = new Date("2024-03-02T12:00:00Z");
const [DVPAY] = PROVIDERS;
const utf8 = (text) => new TextEncoder().encode(text);

/** Bodies that quotes, shells and editors often change by mistake. */
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

const whole = async ({ text }) => (typeof text === "function" ? text() : text);
const text = ({ programs }, title) => whole(programs.find((program) => program.title === title));
const sent = ({ request }) => Buffer.from(typeof request.body === "string" ? utf8(request.body) : request.body);

for (const body of [...BODIES, RAW]) {
  const name = JSON.stringify(Buffer.from(body).toString("latin1"));

  test(`the fetch program sends the signed body: ${name}`, async () => {
    const explained = refund(body);
    const calls = [];
    const fetch = async (url, init) => (calls.push(new Request(url, init)), new Response(""));
    const Program = Object.getPrototypeOf(async () => undefined).constructor;
    await new Program("fetch", "console", await text(explained, "fetch"))(fetch, { log() {} });
    const [call] = calls;
    assert.deepEqual(Buffer.from(await call.arrayBuffer()), sent(explained));
    assert.equal(call.headers.get("x-signature"), explained.mac.tag);
  });

  test(`the curl program sends the signed body: ${name}`, async () => {
    const explained = refund(body);
    // This function replaces curl, and prints its arguments and its standard input.
    const curl = `curl() { for w; do printf '%s\\0' "$w"; done; case "$*" in *@-*) cat;; esac; }\n`;
    const printed = execFileSync("sh", ["-c", curl + await text(explained, "curl")]);
    const words = printed.toString("latin1").split("\0");
    const at = words.findIndex((word) => word.startsWith("--data-"));
    const stdin = printed.subarray(words.slice(0, at + 2).reduce((sum, word) => sum + word.length + 1, 0));
    const data = words[at] === "--data-raw" ? Buffer.from(words[at + 1], "latin1") : stdin;
    assert.deepEqual(data, sent(explained));
    assert.ok(words.includes(`X-Signature: ${explained.mac.tag}`));
  });

  test(`the openssl and node:crypto programs print the shown tag: ${name}`, async () => {
    const own = { algorithm: "SHA-512", encoding: "hex", tagEncoding: "base64url_nopad", template: "timestamp + . + body" };
    const explained = explain(OWN, OWN.endpoints[0], { credentials: { secret: "00ff27" }, own, body, now: NOW });
    const message = Buffer.concat([Buffer.from("1709380800."), body]);
    const tag = createHmac("sha512", Buffer.from("00ff27", "hex")).update(message).digest("base64url");
    assert.equal(explained.mac.tag, tag);
    assert.equal(execFileSync("sh", ["-c", await text(explained, "openssl")], { encoding: "utf8" }).trim(), tag);
    const env = { ...process.env, SECRET: "00ff27" };
    const node = ["--input-type=module", "-e", await text(explained, "node:crypto")];
    assert.equal(execFileSync(process.execPath, node, { encoding: "utf8", env }).trim(), tag);
  });

  test(`a shell prints the quoted text unchanged: ${name}`, () => {
    assert.deepEqual(execFileSync("sh", ["-c", shellPrint(body)]), Buffer.from(body));
  });
}

test("a JavaScript string that the page writes is equal to the text, and shows each character", () => {
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

test("no other text is covered", () => {
  assert.equal(cover("a text", ["", undefined]), "a text");
  assert.equal(cover("longer than long", ["long", "longer"]), `${COVER} than ${COVER}`);
});

test("the Basic value of a token call, and the secrets in its body, are covered", async () => {
  for (const id of ["pledg", "dogpay", "wakapay"]) {
    const provider = PROVIDERS.find((one) => one.id === id);
    const { environments: [environment] } = provider;
    const names = Object.keys(provider.credentials);
    const credentials = Object.fromEntries(names.map((name) => [name, `the ${name} of 17 & "18"`]));
    const { secrets, request, programs } = explain(provider, provider.endpoints[0], { credentials, environment, now: NOW });
    const basic = request.headers.Authorization?.slice("Basic ".length);
    for (const program of programs) {
      const written = await whole(program);
      const covered = program.hasNoSecret ? written : cover(written, secrets);
      for (const secret of [...Object.values(credentials), basic]) assert.ok(!secret || !covered.includes(secret), id);
    }
  }
});

/** The imports of the handlers: payauth itself, and simple versions of the functions of frameworks that the programs use. */
const FRAMEWORKS = {
  express: "export default () => ({ post: (path, handle) => (globalThis.served = handle), listen() {} });",
  hono: "export class Hono { post(path, handle) { this.fetch = (request, env) => handle({ req: { raw: request }, env }); } }",
};
const dist = new URL("../../pkg/dist/", import.meta.url);

/** Runs a handler that the page wrote, and returns a function that sends it a request. */
async function started({ title, text }, env) {
  const folder = join(target, "tests/www-handlers");
  await mkdir(folder, { recursive: true });
  const from = (name) => FRAMEWORKS[name] ? `data:text/javascript,${encodeURIComponent(FRAMEWORKS[name])}` : new URL(name === "payauth" ? "index.js" : `${name.slice(8)}.js`, dist).href;
  const program = text.replaceAll(/ from "([^"]+)"/g, (_, name) => ` from ${JSON.stringify(from(name))}`);
  const file = join(folder, `${title}-${Math.random()}.mjs`);
  await writeFile(file, program);
  Object.assign(process.env, env);
  globalThis.Deno = { env: { get: (name) => env[name] }, serve: (handle) => (globalThis.served = handle) };
  const made = await import(pathToFileURL(file));
  if (title === "Express") return throughServer(globalThis.served);
  const handle = made.POST ?? made.default?.fetch?.bind(made.default) ?? globalThis.served;
  return async (url, init) => (await handle(new Request(url, init), env)).status;
}

function throughServer(handle) {
  return async (url, init) => {
    const server = createServer(handle);
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { status } = await fetch(`http://127.0.0.1:${server.address().port}/`, init);
    server.close().closeAllConnections();
    return status;
  };
}

const quiet = async (work) => {
  const { log, error, warn, info } = console;
  Object.assign(console, { log() {}, error() {}, warn() {}, info() {} });
  try {
    return await work();
  } finally {
    Object.assign(console, { log, error, warn, info });
  }
};

/** The environment of the programs, with the secret of the example. */
function environment(text, secret) {
  const names = [...text.matchAll(/(?:process\.env\.|env\.|get\(")([A-Z_]+)/g)].map(([, name]) => name);
  const [first, second] = secret.split(":");
  return Object.fromEntries(names.map((name) => [name, /SECRET$/.test(name) && second ? second : first]));
}

for (const sender of SENDERS.filter(({ isRequest }) => !isRequest)) {
  test(`${sender.title}: each handler accepts the sender's message, and rejects a forged message`, async () => {
    await ready(sender);
    const fits = example(sender, DEFINITION);
    // All programs except the first are loaded when the user chooses one.
    const loaded = handlers(sender, DEFINITION).map(async (program) => ({ ...program, text: typeof program.text === "string" ? program.text : await program.text() }));
    const programs = await Promise.all(loaded);
    assert.deepEqual(programs.map(({ title }) => title), ["Express", "Next", "Hono", "Workers", "Deno"]);
    const headers = Object.fromEntries(fits.headers.split("\n").filter(Boolean).map((line) => line.split(/: (.*)/)));
    for (const program of programs) {
      const url = /const url = "([^"]+)"/.exec(program.text)?.[1];
      const text = url ? program.text.replace(url, fits.url) : program.text;
      const [good, bad] = await quiet(async () => {
        const send = await started({ ...program, text }, environment(text, fits.secrets));
        const init = { method: "POST", headers: { "content-type": "application/json", ...headers } };
        return [await send("https://shop.example/hook", { ...init, body: fits.body }), await send("https://shop.example/hook", { ...init, body: '{"signature":"00"}' })];
      }).finally(() => delete globalThis.Deno);
      assert.equal(Math.floor(good / 100), 2, `${program.title}: ${good}`);
      assert.equal(bad, 400, program.title);
    }
  });
}
