// Tests the view of a token's lifetime. Its picture follows the sliders, and is drawn from the decisions of the token machine.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, playground } from "./lib/playground.mjs";

const open = playground();
const view = { view: "timeline" };

const picture = (page) => page.locator(".t-picture");
const number = async (page, name) => {
  const [first] = (await page.locator("dt", { hasText: name }).locator("+ dd").first().innerText()).match(/\d+/);
  return Number(first);
};

/** Moves a slider with the pointer, like a finger. */
async function slide(page, label, share) {
  const slider = page.getByLabel(label);
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + Math.min(Math.max(share * box.width, 1), box.width - 1), y, { steps: 5 });
  await page.mouse.up();
}

test("each slider changes the picture", async () => {
  const { page, complaints } = await open(view);
  const sliders = await page.locator(".sliders .field:has([type=range]) label").allInnerTexts();
  assert.equal(sliders.length, 6);
  for (const label of sliders) {
    const before = await picture(page).innerHTML();
    await slide(page, label, 0.3);
    assert.ok((await picture(page).innerHTML()) !== before, label);
  }
  assert.deepEqual(complaints, []);
});

test("the keys move a slider, and the slider announces its value", async () => {
  const { page } = await open(view);
  const slider = page.getByLabel("Requests per minute");
  await slider.focus();
  const before = await number(page, "Requests");
  await page.keyboard.press("End");
  assert.equal(await slider.getAttribute("aria-valuetext"), "60");
  assert.ok((await number(page, "Requests")) > before);
});

test("more traffic causes no additional token calls if nothing fails", async () => {
  const { page } = await open(view);
  await slide(page, "Duration of the failure", 0);
  assert.equal(await picture(page).locator(".t-bad").count(), 1, "marks of failed calls, of which one is in the legend");
  for (const share of [0.2, 0.6, 1]) {
    await slide(page, "Requests per minute", share);
    assert.equal(await number(page, "Token calls"), 3);
    assert.equal(await number(page, "Failed"), 0);
  }
});

test("the picture of a long failure has more failed requests than the picture of a short failure", async () => {
  const { page } = await open(view);
  await slide(page, "Duration of the failure", 0.02);
  const few = await number(page, "Failed");
  await slide(page, "Duration of the failure", 0.9);
  assert.ok((await number(page, "Failed")) > few);
  assert.ok((await picture(page).locator("desc").textContent()).includes("failed"));
});

test("every provider with access tokens has a different picture", async () => {
  const { page } = await open(view);
  const names = await page.getByLabel("Provider").locator("option").allInnerTexts();
  assert.deepEqual(names, ["Pledg", "WakaPay", "DogPay"]);
  for (const name of names) {
    await page.getByLabel("Provider").selectOption(name);
    assert.equal(await picture(page).locator("title").textContent(), `A token's life at ${name}`);
  }
});

test("the readout describes the moment under the pointer", async () => {
  const { page } = await open(view);
  const readout = page.locator(".readout");
  assert.equal(await readout.innerText(), "Point at the picture to see the state at a moment.");
  const panel = await picture(page).locator(".t-panel").first().boundingBox();
  const point = (share) => page.mouse.move(panel.x + 12 + share * (panel.width - 24), panel.y + panel.height / 2);
  await point(0.2);
  assert.match(await readout.innerText(), /^\d+:\d\d: token 1 is used, \d+:\d\d left\.$/);
  await point(0.7);
  assert.match(await readout.innerText(), /the token endpoint fails/);
  await page.mouse.move(5, 5);
  assert.equal(await readout.innerText(), "Point at the picture to see the state at a moment.");
});

test("the effective value is shown if it is less than the chosen value", async () => {
  const { page } = await open(view);
  const output = page.locator(".field", { has: page.getByLabel("Early window") }).locator("output");
  await slide(page, "Early window", 1);
  assert.equal(await output.innerText(), "5:00");
  await slide(page, "Lifetime of a token", 0);
  assert.match(await output.innerText(), /^5:00, effective: 0:\d\d$/);
});

test("the failure is a band in the picture, and stays inside the run for shorter and longer lifetimes", async () => {
  const { page } = await open(view);
  const bands = () => picture(page).locator(".t-panel .t-failing").count();
  assert.equal(await bands(), 2, "bands: in the whole run, and in its enlarged part");
  for (const share of [0.1, 1]) {
    await slide(page, "Lifetime of a token", share);
    assert.ok((await bands()) >= 1, String(share));
  }
});

test("one click resets all sliders", async () => {
  const { page } = await open(view);
  const before = await picture(page).innerHTML();
  await slide(page, "Duration of the failure", 0.9);
  await slide(page, "Lifetime of a token", 0.9);
  await page.getByRole("button", { name: "Reset" }).click();
  assert.equal((await picture(page).innerHTML()) === before, true);
});

test("a provider has an address", async () => {
  const { page } = await open({ view: "timeline?provider=dogpay" });
  assert.equal(await picture(page).locator("title").textContent(), "A token's life at DogPay");
  assert.equal(await hashOf(page), "#timeline?provider=dogpay");
});
