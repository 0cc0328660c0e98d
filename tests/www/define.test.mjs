// Tests the view Define as a person uses it: completion, errors at their place, and the request of the definition.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { built } from "./lib/modules.mjs";
import { hashOf, playground } from "./lib/playground.mjs";

const open = playground();
const editor = (page) => page.getByLabel("Definition", { exact: true });
const result = (page) => page.locator("#view-define .result:not([aria-busy])");
const schema = JSON.parse(await readFile(new URL("../../definitions/provider.schema.json", import.meta.url), "utf8"));
const { membersOf, schemasAt, valuesOf } = await built("define/schema.js");

/** Enters a text, with the cursor at the place of `|`. */
async function write(page, text) {
  await editor(page).fill(text.replace("|", ""));
  await page.keyboard.press("ControlOrMeta+Home");
  for (let presses = 0; presses < text.indexOf("|"); presses += 1) await page.keyboard.press("ArrowRight");
}

async function complete(page) {
  await page.keyboard.press("Control+Space");
  await page.locator(".cm-tooltip-autocomplete li").first().waitFor();
  return page.locator(".cm-tooltip-autocomplete .cm-completionLabel").allInnerTexts();
}

test("the example makes a request with the signature of its scheme", async () => {
  const { page, complaints } = await open({ view: "define" });
  const value = async (name) => page.getByRole("row", { name: new RegExp(`^${name}`) }).locator("td").innerText();
  const signed = `${await value("X-Timestamp")}POST/v1/payments{"amount":500}`;
  const secret = /apiSecret (\S+?)\.$/.exec(await page.getByText("With example credentials").innerText())[1];
  assert.equal(await value("X-Signature"), createHmac("sha256", secret).update(signed).digest("hex"));
  await page.getByLabel("Path").fill("/v1/refunds");
  assert.match(await page.locator("#view-define .target").innerText(), /^POST https:\/\/sandbox\.acme\.example\/v1\/refunds$/);
  assert.deepEqual(complaints, []);
});

test("completion offers the members and values of the schema at the cursor", async () => {
  const { page } = await open({ view: "define" });
  await editor(page).waitFor();
  await write(page, '{ "name": "acme", | }');
  const top = await complete(page);
  for (const name of ["servers", "credentials", "auth", "webhook"]) assert.ok(top.includes(name), name);
  await write(page, '{ "auth": { | } }');
  assert.deepEqual((await complete(page)).sort(), ["basic", "bearer", "headers", "signature"]);
  await write(page, '{ "body": | }');
  assert.deepEqual((await complete(page)).sort(), ['"form"', '"json"']);
});

test("an error is shown with its line and marked in the text, and one click selects it", async () => {
  const { page } = await open({ view: "define?kind=scheme" });
  await page.getByText("The message that its sender sends").waitFor();
  await editor(page).fill('{\n  "hash": "md5",\n  "message": "{body}",\n  "encoding": "hex",\n  "headers": { "A": "{signature}" }\n}');
  assert.match(await result(page).getByRole("alert").innerText(), /sha256.*Line 2: "md5".*ERR_SCHEME/s);
  await page.locator(".cm-lintRange-error").waitFor();
  assert.equal(await page.locator(".cm-lintRange-error").innerText(), '"md5"');
  await page.getByRole("button", { name: "Select it" }).click();
  assert.equal(await page.evaluate(() => document.querySelector(".editor").shadowRoot.getSelection?.().toString() ?? getSelection().toString()), '"md5"');
  await editor(page).fill("{");
  assert.match(await result(page).getByRole("alert").innerText(), /not JSON/);
});

test("a definition has an address, and a scheme has a link to the view that verifies messages with it", async () => {
  const { page } = await open({ view: "define?kind=scheme" });
  await page.getByText("The message that its sender sends").waitFor();
  const definition = '{"hash":"sha1","message":"{body}","encoding":"hex","headers":{"X-Mine":"{signature}"}}';
  await editor(page).fill(definition);
  await page.waitForFunction(() => location.hash.includes("X-Mine"));
  const { page: other } = await open({ view: (await hashOf(page)).slice(1) });
  await other.getByRole("row", { name: /^X-Mine/ }).waitFor();
  await other.getByRole("link", { name: "Verify a message with this scheme" }).click();
  await other.locator("#view-verify .verdict", { hasText: "The message is authentic." }).waitFor();
  assert.match(await other.locator("#view-verify").getByLabel("Header fields").inputValue(), /^X-Mine: [0-9a-f]{40}$/);
  assert.equal(await other.getByLabel("Scheme", { exact: true }).inputValue(), definition);
});

test("completion offers every member and every word of the shipped definitions at the place where it occurs", async () => {
  const folder = new URL("../../definitions/providers/", import.meta.url);
  const check = (value, path) => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      const step = Array.isArray(value) ? "*" : name;
      const schemas = schemasAt(schema, path);
      const isFree = schemas.some(({ additionalProperties }) => typeof additionalProperties === "object");
      const isListed = membersOf(schemas).some((member) => member.name === name);
      assert.ok(Array.isArray(value) || isFree || isListed, [...path, name].join("."));
      const values = valuesOf(schemasAt(schema, [...path, step]));
      const isText = schemasAt(schema, [...path, step]).some(({ type }) => type === "string");
      if (typeof inner === "string" && values.length > 0 && !isText) assert.ok(values.includes(JSON.stringify(inner)), [...path, name].join("."));
      if (name !== "about") check(inner, [...path, step]);
    }
  };
  for (const file of await readdir(folder)) check(JSON.parse(await readFile(new URL(file, folder), "utf8")), []);
});
