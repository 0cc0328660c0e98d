// Tests that the API documentation describes exactly this package, and that the links of the page lead to existing pages.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import * as explain from "../../pkg/dist/explain.js";
import * as pure from "../../pkg/dist/pure.js";
import * as payauth from "../../pkg/dist/index.js";
import { built } from "./lib/modules.mjs";
import { BUILT } from "./lib/playground.mjs";

/** The exports of the other entries. */
const ENTRIES = ["node", "providers", "schemes", "redis", "durable-object", "workers-kv", "deno-kv", "sql", "testing"];
const more = Object.assign({}, ...(await Promise.all(ENTRIES.map((entry) => import(`../../pkg/dist/${entry}.js`)))));

const read = (file) => readFile(join(BUILT, file), "utf8");
const pages = async (folder) => (await readdir(join(BUILT, folder), { recursive: true })).filter((file) => file.endsWith(".html"));
const names = async (folder) => new Set((await pages(folder)).map((file) => file.split(/[/\\.]/).at(-2)));

test("every exported value has a page, and every page describes an exported value", async () => {
  const described = await names("api");
  for (const name of Object.keys({ ...payauth, ...pure, ...explain, ...more })) assert.ok(described.has(name), name);
  const values = (await pages("api")).filter((file) => /^(classes|functions|variables)/.test(file));
  for (const file of values) assert.ok(file.split(".").at(-2) in { ...payauth, ...explain, ...more }, file);
});

test("every type that the package exports has a page", async () => {
  const described = await names("api");
  const source = await readFile(new URL("../../pkg/src/pure.ts", import.meta.url), "utf8");
  for (const name of ["Explanation", "Mistake", "ProviderMessage"]) assert.ok(described.has(name), name);
  const types = [...source.matchAll(/export (type )?\{([^}]+)\}/g)].flatMap(([, all, list]) =>
    list.split(",").map((name) => name.trim()).filter((name) => name && (all || name.startsWith("type "))),
  );
  assert.ok(types.length > 30);
  for (const name of types) assert.ok(described.has(name.replace(/^type /, "")), name);
});

test("every item that the crate exports has a page", async () => {
  const source = await readFile(new URL("../../src/lib.rs", import.meta.url), "utf8");
  const modules = [...source.matchAll(/^(?:#\[cfg.*\]\n)?pub mod (\w+);/gm)]
    .filter(([declared]) => !/^#.*"(wasm|web)/.test(declared))
    .map(([, name]) => name);
  assert.ok(modules.length > 0);
  for (const name of modules) await read(`rust/payauth/${name}/index.html`);
});

test("the built folder contains only the page and the documentation, and no files of an earlier build", async () => {
  const parts = ["api", "index.html", "main.js", "rust", "style.css"];
  const isPart = (name) => !/^(chunk|editor|frameworks|others|packed|pasted|remedies|view)-[\w-]+\.js$/.test(name);
  assert.deepEqual((await readdir(BUILT)).filter(isPart).sort(), parts);
});

test("no link inside the page or the documentation of the package is dead", async () => {
  const documents = ["index.html", ...(await pages("api")).map((file) => join("api", file))];
  const dead = [];
  for (const document of documents) {
    for (const [, target] of (await read(document)).matchAll(/\shref="([^"#?:]+)[^":]*"/g)) {
      await read(join(dirname(document), decodeURIComponent(target))).catch(() => dead.push(`${document}: ${target}`));
    }
  }
  assert.deepEqual(dead, []);
});

test("the first page names every function, class and object of the package, and links to it", async () => {
  const first = await read("api/index.html");
  const linked = new Set([...first.matchAll(/href="(?:functions|classes|variables)\/[^"]*?\.(\w+)\.html[^"]*"/g)].map(([, name]) => name));
  assert.deepEqual(Object.keys({ ...payauth, ...explain }).filter((name) => !linked.has(name)), []);
});

test("in the list of a module, functions come before types, in categories", async () => {
  const list = await read("api/modules/payauth.html");
  const places = ["dvpay", "DVPayClient", "verifyWebhook", "VerifyOptions", "hmacKey", "HmacKey", "isPayauthError", "ErrorCode"].map((name) =>
    list.search(new RegExp(`href="[^"]*payauth\\.${name}\\.html"`)),
  );
  assert.ok(places.every((place) => place > 0), String(places));
  assert.deepEqual(places, places.toSorted((one, other) => one - other));
});

test("each code of an error links to its row", async () => {
  const rows = new Set([...(await read("api/documents/ERRORS.html")).matchAll(/<td id="(ERR_[A-Z_]+)">/g)].map(([, code]) => code));
  const listed = await read("api/types/payauth.ErrorCode.html");
  for (const code of rows) assert.ok(listed.includes(`documents/ERRORS.html#${code}"`), code);
  assert.ok(rows.size > 30, "rows");
  const dead = [];
  for (const file of await pages("api")) {
    if (file.endsWith("ERRORS.html")) continue;
    const text = await read(join("api", file));
    for (const [, code] of text.matchAll(/documents\/ERRORS\.html#(\w+)"/g)) if (!rows.has(code)) dead.push(`${file}: ${code}`);
    for (const [, code] of text.matchAll(/(?<!">)<code>(ERR_[A-Z_]+)<\/code>/g)) dead.push(`${file}: ${code} has no link`);
  }
  assert.deepEqual(dead, []);
});

test("each page of the documentation has a link to the playground", async () => {
  for (const file of await pages("api")) {
    const up = "../".repeat(file.split(/[/\\]/).length);
    assert.ok((await read(join("api", file))).includes(`href="${up}index.html"`), file);
  }
  assert.ok((await read("rust/payauth/index.html")).includes('href="../../index.html"'));
});

test("each page of the documentation to which the playground links exists", async () => {
  const { SENDERS } = await built("message/senders.js");
  const { manualPages } = await built("verify/handlers.js");
  const { PROVIDERS } = await built("sign/providers.js");
  const linked = ["functions/payauth.hmacKey", "functions/payauth_explain.explainMismatch", "interfaces/payauth.TokenMachine"];
  const signed = PROVIDERS.map(({ id }) => `functions/payauth.${id}`);
  for (const page of [...linked, ...signed, ...SENDERS.flatMap((sender) => manualPages(sender).map(([path]) => path))]) await read(`api/${page}.html`);
});

test("the icon of each page of the documentation exists", async () => {
  for (const file of await pages("api")) {
    const [, icon] = /<link rel="icon" href="([^"]+)"/.exec(await read(join("api", file))) ?? [];
    await read(join("api", dirname(file), icon));
  }
});

test("the documentation loads nothing from another origin", async () => {
  for (const file of await pages("api")) {
    const loaded = (await read(join("api", file))).match(/<(?:script|img|iframe)[^>]+src="(?:https?:)?\/\/|<link[^>]+href="(?:https?:)?\/\//);
    assert.equal(loaded, null, file);
  }
});
