// Tests the addresses of views and choices. An address never contains a secret.

import assert from "node:assert/strict";
import { test } from "node:test";
import { built } from "./lib/modules.mjs";
import { hashOf, playground } from "./lib/playground.mjs";

const { readAddress, writeAddress } = await built("lib/address.js");
const open = playground();

test("an address with any characters is read as it was written", () => {
  for (const chosen of [{}, { sender: "github" }, { scheme: '{"a": "é&=#?+%"}\n', sender: "own" }]) {
    assert.deepEqual(readAddress(writeAddress("verify", chosen)), { view: "verify", chosen });
  }
});

for (const [view, label, expected] of [
  ["sign?provider=pledg&endpoint=purchase-link-signed-parameters", "Endpoint", "1"],
  ["sign?provider=own", "Provider", "own"],
  ["verify?sender=github", "Sender", "github"],
  ["explain?sender=paddle", "Sender", "paddle"],
  ["verify?sender=no-such-sender", "Sender", "stripe"],
  ["verify?sender=own&scheme=%7B%22hash%22%3A%22sha1%22%2C%22message%22%3A%22%7Bbody%7D%22%2C%22encoding%22%3A%22hex%22%2C%22headers%22%3A%7B%22X-A%22%3A%22%7Bsignature%7D%22%7D%7D", "Sender", "own"],
]) {
  test(`the address ${view.slice(0, 60)} opens its view, with its choice`, async () => {
    const { page, complaints } = await open({ view });
    const [id] = view.split("?");
    assert.equal(await page.locator(`#view-${id}`).getByLabel(label, { exact: true }).inputValue(), expected);
    await page.locator(`#view-${id} .result:not([aria-busy]) :is(.verdict, .tag, .target)`).first().waitFor();
    assert.deepEqual(complaints, []);
  });
}

test("the address changes with each choice, without a new entry in the history", async () => {
  const { page } = await open({ view: "verify" });
  const steps = () => page.evaluate(() => history.length);
  const before = await steps();
  await page.getByLabel("Sender").selectOption("Shopify");
  await page.waitForFunction(() => location.hash === "#verify?sender=shopify");
  await page.getByLabel("Sender").selectOption("Stripe");
  await page.waitForFunction(() => location.hash === "#verify");
  assert.equal(await steps(), before);
});

test("no typed text except a definition becomes a part of the address", async () => {
  const { page } = await open({ view: "sign" });
  for (const label of ["apiKey", "apiSecret", "Body", "Idempotency key"]) await page.getByLabel(label, { exact: true }).fill("typed");
  assert.ok(!(await hashOf(page)).includes("typed"));
  await page.getByRole("link", { name: "Verify" }).click();
  for (const label of ["Secrets", "Body", "Header fields", "Received at"]) await page.locator("#view-verify").getByLabel(label, { exact: true }).fill("typed");
  assert.ok(!(await hashOf(page)).includes("typed"));
  await page.getByLabel("Sender").selectOption("own");
  await page.getByLabel("Scheme", { exact: true }).fill('{ "typed": 1 }');
  await page.waitForFunction(() => location.hash.includes("typed"));
  assert.deepEqual(Object.keys(readAddress(await hashOf(page)).chosen), ["sender", "scheme"]);
});

test("the search field next to the list of senders finds a sender", async () => {
  const { page } = await open({ view: "verify" });
  const listed = () => page.getByLabel("Sender").locator("option").allInnerTexts();
  assert.ok((await listed()).length > 20);
  await page.getByLabel("Search").pressSequentially("adyen");
  assert.deepEqual(await listed(), ["Stripe", "Adyen: platform and management", "Adyen: standard"]);
  await page.getByLabel("Search").press("Enter");
  await page.waitForFunction(() => location.hash === "#verify?sender=adyenBody");
  assert.ok((await page.getByLabel("Sender").locator("optgroup").count()) >= 5);
});
