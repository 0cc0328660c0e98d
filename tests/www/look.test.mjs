// Tests the look of the page, its accessibility and its size. The screenshots are in target/www-screenshots.

import assert from "node:assert/strict";
import { mkdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { target } from "../js/tools/paths.mjs";
import { BUILT, playground, shown } from "./lib/playground.mjs";

const SHOTS = join(target, "www-screenshots");
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The maximum sizes in kilobytes, gzipped: of the page without later files, and of the files that a view loads when it is first opened. */
const MAX_KILOBYTES = { page: 150, explain: 86, scheme: 74, editor: 150 };

const open = playground();
await rm(SHOTS, { recursive: true, force: true });
await mkdir(SHOTS, { recursive: true });

const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

/** The smallest window: 1280 pixels, enlarged four times (WCAG 2.2, 1.4.10). */
const SMALLEST = { width: 320, height: 256 };

/** The vectors of a provider. They have a token of Pledg (PL-5), and a signature for DVPay with a mistake (DV-N1). */
const vectors = async (name) =>
  JSON.parse(await readFile(new URL(`../vectors/providers/${name}.json`, import.meta.url), "utf8"));
const TOKEN = (await vectors("pledg_jwt")).vectors.find(({ name }) => name === "PL-5").token;
const REJECT = (await vectors("dvpay")).rejects.find(({ name }) => name === "DV-N1").signature;

/** Changes the body of a valid message. */
async function spoil(page, change) {
  const body = page.getByLabel("Body");
  await body.fill(change(await body.inputValue()));
}

/** The screenshots by name: a view, and the actions before the screenshot. */
const SIGHTS = {
  sign: { view: "sign", act: async () => undefined },
  "sign-hidden-characters": {
    view: "sign",
    async act(page) {
      await page.getByLabel("Body").fill('\ufeff{"a": "\u00a0é\u200b"}\n');
      await page.getByRole("button", { name: "Show bytes" }).click();
      await page.getByRole("button", { name: "Reveal secrets" }).click();
      await page.getByRole("button", { name: "curl" }).click();
      await page.getByText("The same in other encodings").click();
    },
  },
  "sign-parameters": {
    view: "sign",
    async act(page) {
      await page.getByLabel("Provider").selectOption("Pledg");
      await page.getByLabel("Endpoint").selectOption("Purchase link: signed parameters");
      await page.getByRole("button", { name: "payauth" }).click();
    },
  },
  "sign-own-key": { view: "sign", act: (page) => page.getByLabel("Provider").selectOption("own") },
  "sign-mistake": { view: "sign", act: (page) => page.getByLabel("Time").fill("yesterday") },
  verify: { view: "verify", act: async () => undefined },
  "verify-members": { view: "verify", act: (page) => page.getByLabel("Sender").selectOption("Adyen: standard") },
  "verify-token": {
    view: "verify",
    async act(page) {
      await page.getByLabel("Sender").selectOption("Pledg");
      await page.getByLabel("Body").fill(JSON.stringify({ signature: TOKEN }));
      await page.getByLabel("Secrets").fill("another\nsecret");
    },
  },
  "verify-refusal": {
    view: "verify",
    async act(page) {
      await page.getByLabel("Body").fill('\ufeff{"id": "evt_1"}\n');
      await page.getByRole("button", { name: "Reveal secrets" }).click();
      await page.getByLabel("Window").selectOption("a number of seconds");
    },
  },
  "verify-too-old": { view: "verify", act: (page) => page.getByLabel("Received at").fill(new Date(Date.now() + 7_200_000).toISOString()) },
  "verify-own-scheme": { view: "verify", act: (page) => page.getByLabel("Sender").selectOption("own") },
  explain: { view: "explain", act: (page) => page.getByLabel("Body").fill('{"id": "evt_1", "object": "event"}\n') },
  "explain-one": { view: "explain", act: (page) => spoil(page, (body) => `${body}\n`) },
  "explain-two": {
    view: "verify",
    async act(page) {
      await page.getByLabel("Sender").selectOption("DogPay");
      await spoil(page, (body) => `${body}\n`);
      const headers = page.getByLabel("Header fields");
      await headers.fill((await headers.inputValue()).replace(/[0-9a-f]{128}/, (tag) => tag.toUpperCase()));
      await page.getByRole("link", { name: "Explain this mismatch" }).click();
    },
  },
  "explain-signature-alone": {
    view: "sign",
    async act(page) {
      await page.getByRole("link", { name: "Compare with a signature from elsewhere" }).click();
      await page.locator("#view-explain").getByLabel("Header fields").fill(REJECT);
    },
  },
  "explain-prompt": {
    view: "sign",
    act: (page) => page.getByRole("link", { name: "Compare with a signature from elsewhere" }).click(),
  },
  "explain-open": { view: "explain", act: async () => undefined },
  "explain-secret": { view: "explain?example=secret-quoted", act: async () => undefined },
  "verify-constant": { view: "verify?sender=wakapay", act: async () => undefined },
  "verify-nothing": { view: "verify", act: (page) => page.getByLabel("Secrets").fill("") },
  "verify-scheme-mistake": {
    view: "verify?sender=own",
    act: (page) => page.getByLabel("Scheme", { exact: true }).fill('{ "hash": "md5", "message": "{body}", "encoding": "hex", "headers": { "A": "{signature}" } }'),
  },
  define: { view: "define", act: (page) => page.getByText("The request that it makes").waitFor() },
  "define-scheme": { view: "define?kind=scheme", act: (page) => page.getByText("The message that its sender sends").waitFor() },
  "define-mistake": {
    view: `define?definition=${encodeURIComponent('{\n  "name": "acme",\n  "servers": {}\n}')}`,
    act: (page) => page.getByRole("alert").waitFor(),
  },
  timeline: { view: "timeline", act: async () => undefined },
  "timeline-long": { view: "timeline", act: (page) => page.getByLabel("Provider").selectOption("DogPay") },
};

for (const [sight, { view, act }] of Object.entries(SIGHTS)) {
  test(`${sight}: no element is cut off, overlaps another, or breaks a rule of axe, in light and dark, large and small`, async () => {
    const { page, complaints } = await open({ view });
    await act(page);
    await page.locator("main [aria-busy]").waitFor({ state: "detached" });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(SHOTS, `${sight}-${size}-${colorScheme}.png`), fullPage: true });
        assert.deepEqual(await violations(page), [], `${size}, ${colorScheme}`);
      }
      await fits(page, size);
    }
    await page.setViewportSize(SMALLEST);
    await fits(page, "smallest");
    assert.deepEqual(complaints, []);
  });
}

async function fits(page, size) {
  assert.deepEqual(await page.evaluate(cut), [], size);
  assert.deepEqual(await page.evaluate(overlapping), [], size);
}

/** Runs in the page: text outside the window, or outside a box that hides overflow. */
function cut() {
  const found = document.scrollingElement.scrollWidth > innerWidth ? ["the page is wider than the window"] : [];
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    if (!element.checkVisibility() || element.closest(".scroll, .program, .unseen, .bar, select, .skip")) continue;
    const { left, right, width } = element.getBoundingClientRect();
    if (width && (left < -0.5 || right > innerWidth + 0.5)) found.push(`${element.tagName} ${element.textContent.slice(0, 40)}`);
    const hides = !["visible", "auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const isText = !(element instanceof SVGElement) && element.tagName !== "INPUT";
    if (hides && isText && element.scrollWidth > element.clientWidth + 1) found.push(`hidden: ${element.className}`);
  }
  return found;
}

/** Runs in the page: texts of the picture, or controls and labels, that overlap. */
function overlapping() {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const found = [];
  for (const group of [shown(".t-picture text"), shown("label, input, select, textarea, button, .hint")]) {
    // The bar of a phone overlaps other elements by design.
    const boxes = group.filter((element) => !element.closest(".bar")).map((element) => [element, element.getBoundingClientRect()]);
    boxes.forEach(([one, a], index) => {
      for (const [other, b] of boxes.slice(index + 1)) {
        const isOver = a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
        if (isOver) found.push(`${one.textContent || one.id} / ${other.textContent || other.id}`);
      }
    });
  }
  return found;
}

async function violations(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

test("axe finds a planted violation", async () => {
  const { page } = await open();
  await page.evaluate(() => document.querySelector("main").append(document.createElement("textarea")));
  assert.match((await violations(page)).join(), /^label/);
});

test("the search finds planted text that is cut off, and planted elements that overlap", async () => {
  const { page } = await open({ viewport: SIZES.phone });
  await page.evaluate(() => document.querySelector("h2").append("x".repeat(400)));
  assert.ok((await page.evaluate(cut)).length > 0);
  await page.evaluate(() => (document.querySelector("fieldset").style.marginTop = "-6rem"));
  assert.ok((await page.evaluate(overlapping)).length > 0);
});

test("the page has at most 150 KB, gzipped; the views Explain and Define and the reader of schemes are loaded separately", async () => {
  const { page, url, requests } = await open();
  const opened = async (name, view = name.toLowerCase()) => {
    await page.getByRole("link", { name, exact: true }).click();
    await shown(page, view);
  };
  const added = async (before) => {
    await page.waitForLoadState("networkidle");
    const files = requests.slice(before).filter((request) => request.startsWith(url)).map((request) => new URL(request).pathname);
    const sizes = await Promise.all(files.map((file) => readFile(join(BUILT, file === "/" ? "index.html" : file)).then(weigh)));
    return { before: requests.length, kilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1024 };
  };
  await page.locator("output.tag").waitFor();
  const first = await added(0);
  await opened("Verify");
  await opened("Token timeline", "timeline");
  const whole = await added(0);
  await opened("Explain");
  await page.locator("#view-explain .result:not([aria-busy]) .verdict").waitFor();
  const explain = await added(whole.before);
  await opened("Verify");
  await page.getByLabel("Sender").selectOption("own");
  await page.locator("#view-verify .result:not([aria-busy]) .verdict").waitFor();
  const scheme = await added(explain.before);
  await opened("Define");
  await page.getByText("The request that it makes").waitFor();
  const editor = await added(scheme.before);
  const told = { "first view": first, page: whole, explain, scheme, editor };
  console.log(`   ${Object.entries(told).map(([name, { kilobytes }]) => `${name} ${kilobytes.toFixed(2)} KB`).join(", ")}, gzipped`);
  for (const [name, most] of Object.entries(MAX_KILOBYTES)) assert.ok(told[name].kilobytes > 1 && told[name].kilobytes <= most, `${name}: ${told[name].kilobytes}`);
});

const weigh = (content) => gzipSync(content, { level: 9 }).length;

test("the page works in a folder of a larger site", async () => {
  const { page, requests, complaints } = await open({ path: "./" });
  const absolute = (await readFile(join(BUILT, "index.html"), "utf8")).match(/(?:src|href)="(\/|https?:)/g);
  assert.equal(absolute, null);
  assert.ok(requests.length > 1);
  assert.deepEqual(complaints, []);
  await page.close();
});
