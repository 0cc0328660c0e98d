// Tests that the page sends nothing: its policy forbids every request to another origin, and it loads only its own files.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CHANNELS } from "./lib/channels.mjs";
import { DEADLINE_MS } from "./lib/chromium.mjs";
import { BUILT, playground, shown } from "./lib/playground.mjs";

const open = playground();
const elsewhere = { heard: new Set() };

before(async () => {
  const hear = (request) => elsewhere.heard.add(decodeURIComponent(request.url.slice(1)));
  elsewhere.server = createServer((request, response) => {
    hear(request);
    response.writeHead(200, { "content-type": "text/html" }).end("<title>elsewhere</title><body>");
  });
  elsewhere.server.on("upgrade", (request, socket) => (hear(request), socket.destroy()));
  await new Promise((resolve) => elsewhere.server.listen(0, "127.0.0.1", resolve));
  elsewhere.url = `http://127.0.0.1:${elsewhere.server.address().port}/`;
});
after(() => elsewhere.server.close().closeAllConnections());

/** Tries to send a request from the page. Errors of the call are ignored, because only an arrived request counts. */
async function leave(page, name) {
  const url = `${elsewhere.url}${encodeURIComponent(name)}`;
  await page.evaluate(`void (${CHANNELS[name]})(${JSON.stringify(url)})`).catch(() => undefined);
}

async function until(happened, what) {
  for (const end = Date.now() + DEADLINE_MS; !happened(); await new Promise((resolve) => setTimeout(resolve, 10))) {
    assert.ok(Date.now() < end, `nothing happened: ${what()}`);
  }
}

test("the policy blocks every request of the page to another origin", async () => {
  const { page, complaints } = await open();
  for (const name of Object.keys(CHANNELS)) {
    complaints.length = 0;
    await leave(page, name);
    const isRefused = () => complaints.some((said) => said.includes("Content Security Policy directive"));
    await until(isRefused, () => `${name}: ${complaints.join()}`);
  }
  assert.deepEqual([...elsewhere.heard], []);
});

test("the same requests arrive from a page without the policy", async () => {
  const { page } = await open();
  await page.goto(elsewhere.url);
  for (const name of Object.keys(CHANNELS)) {
    await leave(page, name);
    await until(() => elsewhere.heard.has(name), () => name);
  }
});

test("the scripts of the page use neither navigation nor WebRTC, which the policy does not control", async () => {
  const scripts = (await readdir(BUILT)).filter((file) => file.endsWith(".js"));
  assert.ok(scripts.includes("main.js") && scripts.length > 2);
  // The scripts also contain the base64 of the modules, in which a short word can occur by chance.
  const ways = /RTCPeerConnection|WebTransport|(?<!static )\bopen\(|location(\.href)?=[^=]|location\.(assign|replace)|navigation\./g;
  for (const script of scripts) assert.deepEqual((await readFile(join(BUILT, script), "utf8")).match(ways), null, script);
});

test("the page has the expected policy", async () => {
  const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; connect-src 'none'; " +
    "form-action 'none'; base-uri 'none'";
  assert.ok((await readFile(join(BUILT, "index.html"), "utf8")).includes(`content="${policy}"`));
});

test("the page cannot get another base URL, and cannot run a program from text", async () => {
  const { page } = await open();
  const ran = await page.evaluate((url) => {
    document.head.append(Object.assign(document.createElement("base"), { href: url }));
    document.head.append(Object.assign(document.createElement("script"), { textContent: "globalThis.ran = true" }));
    document.body.insertAdjacentHTML("beforeend", "<b onclick='globalThis.ran = true'>x</b>");
    document.body.lastElementChild.click();
    return { ran: globalThis.ran, base: document.baseURI };
  }, elsewhere.url);
  assert.equal(ran.ran, undefined);
  assert.ok(!ran.base.startsWith(elsewhere.url));
});

/** Uses every view, all providers and senders, and the buttons. */
async function use(page) {
  const providers = page.locator("#view-sign").getByLabel("Provider");
  for (const provider of await providers.locator("option").allInnerTexts()) await providers.selectOption(provider);
  await page.getByLabel("secret", { exact: true }).fill("a secret to look for");
  await page.getByRole("button", { name: "Show bytes" }).click();
  await page.getByRole("button", { name: "Reveal secrets" }).click();
  await page.getByRole("button", { name: "openssl" }).click();
  await page.getByRole("link", { name: "Verify", exact: true }).click();
  await shown(page, "verify");
  for (const sender of await page.getByLabel("Sender").locator("option").allInnerTexts()) {
    await page.getByLabel("Sender").selectOption(sender);
  }
  await page.waitForFunction(() => [...document.querySelectorAll("textarea")].some(({ value }) => value.startsWith("X-Signature")));
  await page.getByLabel("Secrets").fill("another secret to look for");
  await page.getByRole("link", { name: "Explain this mismatch" }).click();
  await page.getByText("None of the usual mistakes.").waitFor();
  await page.getByRole("link", { name: "Token timeline" }).click();
  await page.getByLabel("Requests per minute").press("End");
  await page.locator(".t-picture").first().waitFor();
}

test("a session loads only the page's own files", async () => {
  const { page, url, requests, complaints } = await open();
  await use(page);
  const others = requests.filter((request) => !request.startsWith(url) && !request.startsWith("data:"));
  assert.deepEqual(others, []);
  const files = requests.filter((request) => request.startsWith(url)).map((request) => new URL(request).pathname);
  for (const file of files) await readFile(join(BUILT, file === "/" ? "index.html" : file));
  assert.equal(new Set(files).size, files.length, "a file was loaded more than once");
  assert.deepEqual(complaints, []);
});

test("the page stores nothing in the browser", async () => {
  const { page, context } = await open();
  await use(page);
  const kept = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    document.cookie,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
    location.search,
    location.hash,
  ]);
  assert.deepEqual(kept, [0, 0, "", 0, 0, 0, "", "#timeline"]);
  assert.deepEqual(await context.cookies(), []);
});

test("after each view was opened one time, the page works without a network", async () => {
  const { page, context } = await open();
  for (const [name, view] of [["Verify", "verify"], ["Explain", "explain"], ["Define", "define"], ["Token timeline", "timeline"], ["Sign", "sign"]]) {
    await page.getByRole("link", { name, exact: true }).click();
    await shown(page, view);
  }
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await use(page);
});
