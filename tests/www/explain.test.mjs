// Tests the view Explain as a person uses it. The tests plant the mistakes with node:crypto.

import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { playground, stopTime } from "./lib/playground.mjs";

const vectors = async (path) => JSON.parse(await readFile(new URL(`../vectors/${path}.json`, import.meta.url), "utf8"));
const DVPAY = await vectors("providers/dvpay");
const WEBHOOKS = (await vectors("providers/webhooks")).vectors;

const open = playground();
const view = (page) => page.locator("#view-explain");

/** The result, when it is complete. */
const told = (page) => view(page).locator(".result:not([aria-busy])");
const verdict = (page) => told(page).locator(".verdict").first().innerText();

async function mistakes(page) {
  await told(page).waitFor();
  return told(page).locator("code.mistake").allInnerTexts();
}

/** Enters a message, field by field. Bytes are entered as hex. */
async function enter(page, { sender, received, body, secrets, now, url }) {
  const form = view(page);
  await form.getByLabel("Sender").selectOption(sender);
  await form.getByLabel("Written as", { exact: true }).selectOption(typeof body === "string" ? "text" : "hex");
  await form.getByLabel("Body").fill(typeof body === "string" ? body : body.toString("hex"));
  await form.getByLabel("Secrets").fill(secrets);
  await form.getByLabel("Received at").fill(String(now ?? NOW));
  if (url) await form.getByLabel("URL").fill(url);
  await form.getByLabel("Header fields").fill(received);
}

const NOW = 1_709_380_800;
const SECRET = "whsec_c2VjcmV0IHNlY3JldA==";
const BODY = '{"id":"evt_1","amount":5.25}';

const hmac = (hash, key, ...parts) => parts.reduce((mac, part) => mac.update(part), createHmac(hash, key));
const raw = (text) => Buffer.from(text);

/** A message as Stripe sends it, except for the passed members. */
function stripe({ signed = BODY, body = BODY, key = SECRET, at = NOW, between = ".", ...rest }) {
  const tag = hmac("sha256", key, `${at}${between}`, signed).digest("hex");
  return { sender: "Stripe", received: `Stripe-Signature: t=${at},v1=${tag}`, body, secrets: SECRET, ...rest };
}

/** A message as GitHub sends it, except for the passed members. */
function github({ signed = BODY, body = BODY, hash = "sha256", key = "hunter2", encoding = "hex", ...rest }) {
  const tag = hmac(hash, key, signed).digest(encoding);
  return { sender: "GitHub", received: `X-Hub-Signature-256: sha256=${tag}`, body, secrets: "hunter2", ...rest };
}

/** A message as a sender of Standard Webhooks sends it, but signed with this key. */
function standard(key) {
  const tag = hmac("sha256", key, `msg_1.${NOW}.${BODY}`).digest("base64");
  const received = `webhook-id: msg_1\nwebhook-timestamp: ${NOW}\nwebhook-signature: v1,${tag}`;
  return { sender: "Standard Webhooks", received, body: BODY, secrets: SECRET };
}

/** A request to DVPay from the vectors, of which only the signature is entered. The signature was made with a mistake. */
function reject(name) {
  const { of, signature } = DVPAY.rejects.find((one) => one.name === name);
  const { body, apiSecret, timestamp } = DVPAY.vectors.find((one) => one.name === of);
  return { sender: "dvpay request", received: signature, body, secrets: apiSecret, now: timestamp };
}

function webhook(name, sender, secrets) {
  const { received, body } = WEBHOOKS.find((one) => one.name === name);
  return { sender, received: Object.entries(received).map((pair) => pair.join(": ")).join("\n"), body, secrets };
}

const SPACED = '{"id": "evt_1", "amount": 5.25}';
const shopify = (encoding) => `X-Shopify-Hmac-Sha256: ${hmac("sha256", "s", BODY).digest(encoding)}`;
function square(signed, url) {
  const received = `x-square-hmacsha256-signature: ${hmac("sha256", "s", signed, BODY).digest("base64")}`;
  return { sender: "Square", received, body: BODY, secrets: "s", url };
}

const wakapay = createHash("sha256").update("secret:key").digest("hex");

/** Each row: the expected explanation, the planted mistake, and the message. */
const PLANTED = [
  ["body-reserialised", "the body was parsed and written again", stripe({ body: SPACED })],
  ["body-spaced", "Python's spaces were signed", stripe({ signed: SPACED })],
  ["body-indented", "indented JSON was signed", stripe({ signed: JSON.stringify(JSON.parse(BODY), null, 2) })],
  ["body-keys-sorted", "sorted keys were signed", stripe({ signed: '{"amount":5.25,"id":"evt_1"}' })],
  ["body-slashes-escaped", "slashes were escaped", stripe({ signed: '{"u":"a\\/b"}', body: '{"u":"a/b"}' })],
  ["body-unicode-escaped", "characters were escaped", stripe({ signed: '{"u":"\\u00e9"}', body: '{"u":"é"}' })],
  ["body-newline-lost", "a newline was lost", stripe({ signed: `${BODY}\n` })],
  ["body-newline-added", "a newline was added", stripe({ body: `${BODY}\n` })],
  ["body-crlf-lost", "CR LF became LF", stripe({ signed: "{\r\n}\r\n", body: "{\n}\n" })],
  ["body-crlf-added", "LF became CR LF", stripe({ signed: "{\n}\n", body: raw("{\r\n}\r\n") })],
  ["body-bom-lost", "a byte order mark was lost", stripe({ signed: `\ufeff${BODY}` })],
  ["body-bom-added", "a byte order mark was added", stripe({ body: `\ufeff${BODY}` })],
  ["body-latin1", "UTF-8 was read as Latin-1", stripe({ signed: '{"u":"é"}', body: '{"u":"Ã©"}' })],
  ["milliseconds", "milliseconds were signed", stripe({ at: NOW * 1_000 })],
  ["timestamp-separator", "another separator is after the time", stripe({ between: ":" })],
  ["secret-prefix-stripped", "whsec_ was cut off", stripe({ key: SECRET.slice(6) })],
  ["secret-prefix-kept", "whsec_ was kept", standard(SECRET)],
  ["secret-not-decoded", "the secret was not decoded", standard(SECRET.slice(6))],
  [
    "secret-decoded-hex",
    "the secret was decoded as hex",
    github({ key: Buffer.from("00ff00ff", "hex"), secrets: "00ff00ff" }),
  ],
  [
    "secret-decoded-base64",
    "the secret was decoded as base64",
    github({ key: Buffer.from("c2VjcmV0", "base64"), secrets: "c2VjcmV0" }),
  ],
  ["secret-newline", "the secret had a newline", github({ key: "hunter2\n" })],
  ["secret-spaces", "the secret has spaces around it", github({ secrets: " hunter2 " })],
  ["tag-base64", "base64 was written instead of hex", github({ encoding: "base64" })],
  ["tag-hex", "hex was written instead of base64", { sender: "Shopify", received: shopify("hex"), body: BODY, secrets: "s" }],
  ["hash-sha1", "another hash was used", github({ hash: "sha1" })],
  ["url-query", "the URL has a query", square("https://shop.example/hook", "https://shop.example/hook?a=1")],
  ["too-old", "the clocks differ", stripe({ now: NOW + 4_000 })],
  ["tag-case", "DG-1 is in upper case", webhook("DG-1 in upper case", "DogPay", "your_API_Key")],
  [
    "secret-swapped",
    "WakaPay's key and secret were exchanged",
    { sender: "WakaPay", received: "", body: `{"signature":"${wakapay}"}`, secrets: "key:secret" },
  ],
  ["timestamp-first", "DV-N1 signs the time first", reject("DV-N1")],
  ["body-spaced", "DV-N2 signs the spaces of Python", reject("DV-N2")],
  ["message-newline", "DV-N3 signs the line break of echo without -n", reject("DV-N3")],
  ["body-newline-lost tag-base64", "there are two mistakes", github({ signed: `${BODY}\n`, encoding: "base64" })],
];

for (const [found, mistake, message] of PLANTED) {
  test(`if ${mistake}, the view shows ${found.replace(" ", " and ")}, and what to do`, async () => {
    const { page, complaints } = await open({ view: "explain" });
    await enter(page, message);
    assert.equal((await mistakes(page)).sort().join(" "), found);
    const fixes = await view(page).locator(".steps p:first-of-type").allInnerTexts();
    for (const fix of fixes) assert.match(fix, /^[A-Z].{20,}\.$/);
    assert.deepEqual(complaints, []);
  });
}

test("for an unusual mistake, the view says that it found no usual mistake, and where to look", async () => {
  const { page } = await open({ view: "explain" });
  for (const plant of [stripe({ key: "another" }), github({ signed: "another" }), reject("DV-N1")]) {
    await enter(page, { ...plant, secrets: "a third" });
    assert.equal(await verdict(page), "None of the usual mistakes.");
    assert.deepEqual(await mistakes(page), []);
  }
});

test("for a valid signature, the view says that the signature matches, and has a link to the view Verify", async () => {
  const { page } = await open({ view: "explain" });
  await enter(page, stripe({}));
  assert.equal(await verdict(page), "The signature matches.");
  await page.getByRole("link", { name: "See what the signature covers" }).click();
  assert.equal(await page.locator("#view-verify .verdict").innerText(), "The message is authentic.");
});

test("a missing value is reported with its code, at its field", async () => {
  const { page } = await open({ view: "explain" });
  for (const [plant, code, label] of [
    [stripe({ received: "Host: shop.example" }), "ERR_FIELD_MISSING", "Header fields"],
    [{ ...stripe({}), body: "{}", sender: "Pledg" }, "ERR_FIELD_MISSING", "Body"],
  ]) {
    await enter(page, plant);
    assert.ok((await view(page).getByRole("alert").innerText()).includes(code), code);
    assert.equal(await view(page).getByLabel(label, { exact: true }).getAttribute("aria-invalid"), "true", label);
  }
});

test("a rejected webhook has a link to its explanation", async () => {
  const { page } = await open({ view: "verify" });
  const { received, body } = stripe({ signed: `${BODY}\n` });
  await page.getByLabel("Header fields").fill(received);
  await page.getByLabel("Body").fill(body);
  await page.getByLabel("Secrets").fill(SECRET);
  await page.getByLabel("Received at").fill(String(NOW));
  await page.getByRole("link", { name: "Explain this mismatch" }).click();
  await view(page).getByText("body-newline-lost").waitFor();
  assert.equal(await page.title(), "Explain · payauth playground");
  assert.equal(await view(page).getByLabel("Body").inputValue(), body);
});

test("a rejected secret has a link to its explanation", async () => {
  const { page } = await open({ view: "verify" });
  await page.getByLabel("Secrets").fill(` ${await page.getByLabel("Secrets").inputValue()}`);
  assert.match(await page.getByRole("alert").innerText(), /ERR_SECRET/);
  await page.getByRole("link", { name: "Explain this mismatch" }).click();
  await view(page).getByText("secret-spaces").waitFor();
});

test("a signed refund has a link to the comparison with another signature", async () => {
  const { page, complaints } = await open();
  const [vector] = DVPAY.vectors;
  await page.getByLabel("apiSecret").fill("another-secret");
  await page.getByLabel("Time").fill(vector.timestamp);
  await page.getByLabel("Body").fill(vector.body.replaceAll(":", ": "));
  await page.getByRole("link", { name: "Compare with a signature from elsewhere" }).click();
  await told(page).getByText("Paste the signature that you got elsewhere").waitFor();
  assert.equal(await view(page).getByRole("alert").count(), 0);
  assert.equal(await view(page).getByLabel("Secrets").inputValue(), "another-secret");
  const elsewhere = hmac("sha256", "another-secret", vector.body, vector.timestamp).digest("hex");
  await view(page).getByLabel("Header fields").fill(elsewhere);
  await view(page).getByText("body-reserialised").waitFor();
  assert.deepEqual(complaints, []);
});

test("the view Explain gets the bytes of the body unchanged from the view Sign", async () => {
  const { page } = await open();
  const buffer = Buffer.from([0x7b, 0xff, 0x0d, 0x7d]);
  await page.getByLabel("Or a file").setInputFiles({ name: "body", mimeType: "application/json", buffer });
  await page.getByText("body 4").waitFor();
  await page.getByLabel("Time").fill(String(NOW));
  await page.getByRole("link", { name: "Compare with a signature from elsewhere" }).click();
  const tag = hmac("sha256", "your-api-secret", buffer, String(NOW)).digest("hex");
  await view(page).getByLabel("Header fields").fill(tag);
  assert.equal(await verdict(page), "The signature matches.");
});

test("requests without a signature have no link to a comparison", async () => {
  const { page } = await open();
  for (const provider of ["DoorPay", "Pledg", "own"]) {
    await page.getByLabel("Provider").selectOption(provider);
    assert.equal(await page.getByRole("link", { name: /Compare/ }).count(), 0, provider);
  }
});

for (const [what, chosen, written, found] of [
  ["as it was chosen", "base64", "base64", "none"],
  ["in hex, although base64 was chosen", "base64", "hex", "tag-hex"],
  ["in lower case, although upper case was chosen", "HEX", "hex", "tag-case"],
  ["in base64, although no encoding was chosen", "", "base64", "tag-base64"],
]) {
  test(`for a tag of DVPay that is written ${what}, the explanation is ${found}`, async () => {
    const { page } = await open({ view: "explain" });
    const received = `X-DVPay-Signature: ${hmac("sha256", "s", BODY).digest(written)}`;
    await view(page).getByLabel("Sender").selectOption("DVPay");
    await view(page).getByLabel("Encoding of the tag").selectOption(chosen);
    await enter(page, { sender: "DVPay", received, body: BODY, secrets: "s" });
    if (found === "none") assert.equal(await verdict(page), "The signature matches.");
    else assert.deepEqual(await mistakes(page), [found]);
  });
}

test("an input is explained only once, after 200 ms without another input", async () => {
  const { page } = await open({ view: "explain" });
  await enter(page, stripe({}));
  assert.equal(await verdict(page), "The signature matches.");
  await stopTime(page);
  const body = view(page).getByLabel("Body");
  for (const typed of ["{", "{}"]) {
    await body.fill(typed);
    await page.clock.runFor(199);
    assert.equal(await view(page).locator("[aria-busy=true] .verdict").innerText(), "The signature matches.");
  }
  await page.clock.runFor(1);
  assert.equal(await verdict(page), "None of the usual mistakes.");
});

test("an error in an input just before a change of the view is shown only in the new view", async () => {
  const { page } = await open({ view: "explain" });
  await enter(page, stripe({}));
  assert.equal(await verdict(page), "The signature matches.");
  await stopTime(page);
  await view(page).getByLabel("Received at").fill("yesterday");
  await page.getByRole("link", { name: "Verify" }).click();
  await page.locator("#view-verify").getByRole("alert").waitFor();
  await page.clock.runFor(1_000);
  assert.equal(await view(page).getByRole("alert").count(), 0);
  assert.equal(await view(page).locator(".verdict").textContent(), "The signature matches.");
});
