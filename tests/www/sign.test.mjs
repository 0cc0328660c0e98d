// Tests the view Sign as a person uses it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { playground, stopTime } from "./lib/playground.mjs";

const vectors = async (name) =>
  JSON.parse(await readFile(new URL(`../vectors/providers/${name}.json`, import.meta.url), "utf8"));
const DVPAY = await vectors("dvpay");
const OUTGOING = (await vectors("pledg_jwt")).vectors.find(({ name }) => name === "PL-11");

const open = playground();

const mac = (page) => page.locator("output.tag").innerText();
const program = async (page, name) => {
  await page.getByRole("button", { name, exact: true }).click();
  return page.locator(".program:not([aria-busy])").innerText();
};

/** Enters a vector, field by field. */
async function enter(page, { apiSecret, body, timestamp, path }) {
  await page.getByLabel("Provider").selectOption("DVPay");
  await page.getByLabel("Endpoint").selectOption(path.endsWith("payout") ? "Payout" : "Refund");
  await page.getByLabel("apiSecret").fill(apiSecret);
  await page.getByLabel("Time").fill(timestamp);
  await page.getByLabel("Body").fill(body);
}

for (const vector of DVPAY.vectors) {
  test(`for the inputs of ${vector.name}, the page shows the signature of this vector`, async () => {
    const { page, complaints } = await open();
    await enter(page, { ...vector, apiSecret: "another", body: "{}", timestamp: "1700000000" });
    assert.notEqual(await mac(page), vector.signature);
    await enter(page, vector);
    assert.equal(await mac(page), vector.signature);
    const row = page.getByRole("row", { name: /^X-Signature/ });
    assert.ok((await row.innerText()).includes(vector.signature));
    assert.deepEqual(complaints, []);
  });
}

test("with a common mistake, the signature differs from the signature of the vector", async () => {
  const { page } = await open();
  const [vector] = DVPAY.vectors;
  for (const body of [`${vector.body}\n`, `\ufeff${vector.body}`, vector.body.replaceAll(":", ": ")]) {
    await enter(page, { ...vector, body });
    assert.notEqual(await mac(page), vector.signature, JSON.stringify(body));
  }
});

test("a time may be entered in seconds, in milliseconds or as a date", async () => {
  const { page } = await open();
  for (const time of ["1709380800", "1709380800000", "2024-03-02T12:00:00Z", " 2024-03-02T14:00:00+02:00 "]) {
    await page.getByLabel("Time").fill(time);
    assert.equal(await mac(page), DVPAY.vectors[0].signature, time);
  }
});

test("every part of the message has a name, and no character of the message is hidden", async () => {
  const { page } = await open();
  await page.getByLabel("Body").fill('\ufeff{"a":"\u00a0\u200b"} \n');
  await page.getByLabel("Line ends").selectOption("CR LF");
  const message = page.getByLabel("Message as text");
  assert.deepEqual(await message.locator("mark").allInnerTexts(), ["BOM", "NBSP", "ZWSP", "·", "CR", "LF"]);
  assert.deepEqual(await page.locator("figcaption .part").allInnerTexts(), ["body 19", "timestamp 10"]);
  await page.getByRole("button", { name: "Show bytes" }).click();
  const bytes = await page.getByLabel("Message as bytes").locator(".codes span").allInnerTexts();
  assert.equal(bytes.length, 29);
  assert.equal(bytes.slice(0, 4).join(""), "efbbbf7b");
  const notes = await page.getByLabel("Remarks").innerText();
  for (const said of ["byte order mark", "carriage returns", "newline"]) assert.ok(notes.includes(said), said);
});

test("the line ends of a pasted body stay unchanged", async () => {
  const { page } = await open();
  await page.getByLabel("Body").fill("");
  await page.getByLabel("Body").evaluate((area) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "{\r\n}\r\n");
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
  });
  assert.equal(await page.getByLabel("Line ends").inputValue(), "CR LF");
});

test("the bytes of a file are signed unchanged, even if they are not UTF-8", async () => {
  const { page } = await open();
  const buffer = Buffer.from([0x7b, 0xff, 0x0d, 0x7d]);
  await page.getByLabel("Or a file").setInputFiles({ name: "body", mimeType: "application/json", buffer });
  await page.getByText("body 4").waitFor();
  assert.deepEqual(await page.locator(".message mark").allInnerTexts(), ["\\xff", "CR"]);
});

test("a program that loads late does not replace the program that was chosen since", async () => {
  const { page } = await open();
  let load;
  const held = new Promise((resolve) => (load = resolve));
  const asked = page.waitForRequest(/others-/);
  await page.route(/others-/, (route) => held.then(() => route.continue()));
  await page.getByRole("button", { name: "curl", exact: true }).click();
  await asked;
  assert.equal(await page.locator(".program").innerText(), "");
  const chosen = await program(page, "payauth");
  assert.ok(chosen.startsWith("import "), chosen);
  const loaded = page.waitForResponse(/others-/);
  load();
  await (await loaded).finished();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  assert.equal(await page.locator(".program").innerText(), chosen);
  assert.ok((await program(page, "curl")).startsWith("curl "));
});

test("secrets are covered until they are revealed, in every program and in the key", async () => {
  const { page } = await open();
  await page.getByLabel("apiKey").fill("a'key\"&");
  const shown = async () => {
    const programs = [];
    for (const name of ["payauth", "curl", "fetch"]) programs.push(await program(page, name));
    return [await page.locator(".result").innerText(), ...programs].join("\n");
  };
  const covered = await shown();
  for (const secret of ["your-api-secret", "796f75722d", "a'key", 'a\\"key', "key&"]) {
    assert.ok(!covered.includes(secret), secret);
  }
  await page.getByRole("button", { name: "Reveal secrets" }).click();
  const revealed = await shown();
  for (const secret of ["a'key", "796f75722d6170692d736563726574"]) assert.ok(revealed.includes(secret), secret);
  assert.equal(await page.getByLabel("apiSecret").getAttribute("type"), "text");
});

test("the copied program is complete, even if secrets are covered", async () => {
  const { page, context } = await open();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "fetch" }).click();
  await stopTime(page);
  await page.getByRole("button", { name: "Copy the program" }).click();
  await page.getByText("Copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.includes('"X-Api-Key": "your-api-key"'), copied);
});

test("a mistake is reported at its field", async () => {
  const { page } = await open();
  for (const [label, text, said] of [
    ["Time", "yesterday", /is not a time/],
    ["apiSecret", "a\u00a0", /^apiSecret .*ERR_SECRET/s],
    ["Idempotency key", "a b", /^Idempotency key .*ERR_IDEMPOTENCY_KEY/s],
    ["Body", "17", /ERR_BODY/],
  ]) {
    const field = page.getByLabel(label, { exact: true });
    const before = await field.inputValue();
    await field.fill(text);
    assert.match(await page.getByRole("alert").innerText(), said);
    assert.equal(await field.getAttribute("aria-invalid"), "true", label);
    await field.fill(before);
    assert.equal(await page.getByRole("alert").count(), 0, label);
  }
});

test("for the parameters of a vector of Pledg, the page shows the published token", async () => {
  const { page } = await open();
  await page.getByLabel("Provider").selectOption("Pledg");
  await page.getByLabel("Endpoint").selectOption("Purchase link: signed parameters");
  const [, claims, signature] = OUTGOING.token.split(".");
  await page.getByLabel("merchantSecret").fill(OUTGOING.key.utf8);
  await page.getByLabel("Body").fill(JSON.stringify(JSON.parse(Buffer.from(claims, "base64url").toString()).data));
  assert.ok((await page.locator(".target").innerText()).includes(signature));
  assert.equal(await mac(page), signature);
});

test("every endpoint of every provider makes a request or a tag", async () => {
  const { page, complaints } = await open();
  const options = (label) => page.getByLabel(label).locator("option").allInnerTexts();
  for (const provider of await options("Provider")) {
    await page.getByLabel("Provider").selectOption(provider);
    const endpoints = (await page.getByLabel("Endpoint").count()) ? await options("Endpoint") : [undefined];
    for (const endpoint of endpoints) {
      if (endpoint) await page.getByLabel("Endpoint").selectOption(endpoint);
      assert.equal(await page.getByRole("alert").count(), 0, `${provider}: ${endpoint}`);
      assert.ok(await page.locator(".target, output.tag").count(), `${provider}: ${endpoint}`);
    }
  }
  assert.deepEqual(complaints, []);
});

test("the page can be used with the keyboard only", async () => {
  const { page } = await open();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.tagName === "TEXTAREA")) break;
  }
  await page.keyboard.press("End");
  await page.keyboard.type(" ");
  assert.deepEqual(await page.locator("figcaption .part").first().innerText(), "body 43");
});
