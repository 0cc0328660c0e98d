// Tests the first impression: each view's content before the first input.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, playground } from "./lib/playground.mjs";

const open = playground();
const PHONE = { width: 390, height: 844 };

test("the time is the current time, and the example that is signed with it has no remarks", async () => {
  const { page } = await open();
  const shown = Number(await page.getByRole("row", { name: /^X-Timestamp/ }).locator("td").innerText());
  assert.ok(Math.abs(shown - Date.now() / 1_000) < 120, String(shown));
  assert.equal(await page.getByLabel("Remarks").count(), 0);
});

test("a typed time is kept, and one click returns to the current time", async () => {
  const { page } = await open();
  const timestamp = () => page.getByRole("row", { name: /^X-Timestamp/ }).locator("td").innerText();
  await page.getByLabel("Time").fill("1709380800");
  assert.equal(await timestamp(), "1709380800");
  assert.match(await page.getByLabel("Remarks").innerText(), /2 years off/);
  await page.getByRole("button", { name: "Now" }).click();
  assert.notEqual(await timestamp(), "1709380800");
});

test("the first webhook was signed seconds ago, and is shown as authentic in green", async () => {
  const { page } = await open({ view: "verify" });
  assert.equal(await page.locator(".verdict").innerText(), "The message is authentic.");
  assert.match(await page.locator(".facts").innerText(), /: [0-9] seconds? old/);
  assert.equal(await colour(page, ".verdict"), await colour(page, ".part.signed", "--accent"));
});

test("the view Explain first shows, in amber, a body that lost its indentation, with the bytes and the line to add", async () => {
  const { page } = await open({ view: "explain" });
  await page.getByText("Your body lost its indentation.").first().waitFor();
  assert.equal(await page.locator(".verdict").innerText(), "Your body lost its indentation.");
  assert.ok((await page.locator(".verdict").getAttribute("class")).includes("open"));
  assert.ok((await page.getByLabel("What was signed").locator("mark").allInnerTexts()).includes("LF"));
  assert.equal(await page.getByLabel("What you verified").locator(".changed").count(), 0, "parts that were added");
  for (const [framework, line] of [["Express", "express.raw"], ["Next", "request.arrayBuffer()"], ["Hono", "c.req.arrayBuffer()"], ["Workers", "request.arrayBuffer()"]]) {
    await page.getByRole("button", { name: framework }).click();
    assert.ok((await page.locator(".program").innerText()).includes(line), framework);
  }
});

for (const [example, said] of [
  ["The secret is in quotes", "Your secret has quotes around it."],
  ["Milliseconds", "The sender wrote its time in milliseconds."],
  ["The URL has a query", "Your URL has a query, but the signed URL has none."],
  ["The body was parsed", "Your body lost its indentation."],
]) {
  test(`the example "${example}" is explained from the receiver's side, and has an address`, async () => {
    const { page } = await open({ view: "explain" });
    await page.getByRole("button", { name: example }).click();
    await page.locator(".result:not([aria-busy]) .verdict", { hasText: said }).waitFor();
    const { page: other } = await open({ view: (await hashOf(page)).slice(1) });
    await other.locator(".result:not([aria-busy]) .verdict", { hasText: said }).waitFor();
  });
}

test("for a constant, the verdict is amber and nothing is tinted; for signed members, only the values are tinted", async () => {
  const { page } = await open({ view: "verify" });
  const chosen = async (sender) => {
    await page.getByLabel("Sender").selectOption(sender);
    await page.waitForFunction(() => document.querySelector(".verdict"));
    return page.locator("figcaption .part").allInnerTexts();
  };
  assert.deepEqual(await chosen("WakaPay"), ["not signed 168"]);
  assert.deepEqual(await page.locator(".verdict").getAttribute("class"), "verdict open");
  assert.deepEqual((await chosen("Adyen: standard")).map((text) => text.replace(/ \d+$/, "")), ["not signed", "signed"]);
  const tinted = await page.getByLabel("Message as text").locator(".part.signed").allInnerTexts();
  assert.deepEqual(tinted, ['"7914073381342284"', '""', '"TestMerchant"', '"TestPayment-1407325143704"', "1130", '"EUR"', '"AUTHORISATION"', '"true"']);
  assert.match(await page.locator(".verdict.open").innerText(), /^2 members are not signed/);
  await chosen("Stripe");
  assert.equal(await page.locator(".part.unsigned").count(), 0);
});

test("the inputs for secrets say that the input stays in the page, and a toggle says what its next press does", async () => {
  const { page } = await open();
  assert.ok(await page.locator("fieldset").getByText("Your input stays in this page, which cannot send anything.").isVisible());
  await page.getByRole("button", { name: "Show bytes" }).click();
  await page.getByRole("button", { name: "Hide bytes" }).click();
  await page.getByRole("button", { name: "Reveal secrets" }).click();
  await page.getByRole("button", { name: "Hide secrets" }).click();
  assert.ok(await page.getByText("npm install payauth").isVisible());
});

test("a grey hint asks for an empty field, and the last result stays, dimmed, until there is a new result", async () => {
  for (const [view, label, said] of [["sign", "apiSecret", "Enter the apiSecret."], ["verify", "Secrets", "Enter at least one"], ["verify", "Header fields", "Paste the header fields."]]) {
    const { page } = await open({ view });
    const field = page.getByLabel(label, { exact: true });
    const result = page.locator(`#view-${view} .result`);
    const before = await field.inputValue();
    await field.fill("");
    await page.locator(".hint.told", { hasText: said }).waitFor();
    assert.equal(await page.getByRole("alert").count(), 0, label);
    assert.equal(await page.locator("[aria-invalid]").count(), 0, label);
    assert.deepEqual(await result.evaluate(({ inert, childElementCount }) => [inert, childElementCount > 0]), [true, true], label);
    await field.fill(before);
    await page.locator(`#view-${view} .result:not([inert])`).waitFor();
  }
});

test("an error is shown below its field, with the name of the field's label, and the last result stays", async () => {
  const { page } = await open();
  await page.getByLabel("Time").fill("yesterday");
  const told = page.locator(".field", { has: page.getByLabel("Time") }).getByRole("alert");
  assert.equal(await told.innerText(), "This is not a time. Enter Unix seconds, milliseconds or a date.");
  assert.equal(await page.locator(".result").evaluate(({ inert }) => inert), true);
  assert.ok((await page.locator("output.tag").count()) > 0);
});

test("for an empty body, a remark says that the endpoint expects a body; secrets in the sent content are covered", async () => {
  const { page } = await open();
  await page.getByLabel("Body").fill("");
  assert.match(await page.getByLabel("Remarks").innerText(), /The body is empty/);
  await page.getByLabel("Provider").selectOption("DogPay");
  const sent = page.getByLabel("Content that is sent");
  assert.ok(!(await sent.innerText()).includes("your_API_Secret"));
  await page.getByRole("button", { name: "Reveal secrets" }).click();
  assert.ok((await sent.innerText()).includes("your_API_Secret"));
});

test("in the view of bytes, a character is shown over all of its bytes", async () => {
  const { page } = await open();
  await page.getByLabel("Body").fill('"é😀"');
  await page.getByRole("button", { name: "Show bytes" }).click();
  const cells = await page.getByLabel("Message as bytes").locator(".cell.body").evaluateAll((all) => all.map((cell) => [cell.querySelector(".codes").textContent, cell.querySelector("small").textContent]));
  assert.deepEqual(cells, [["22", '"'], ["c3a9", "é"], ["f09f9880", "😀"], ["22", '"']]);
});

test("on a phone, a bar shows the result, the text of inputs has 16 pixels, and controls are 40 pixels high", async () => {
  for (const view of ["sign", "verify", "explain", "timeline"]) {
    const { page } = await open({ view, viewport: PHONE, hasTouch: true, isMobile: true });
    await page.locator(`#view-${view} :is(.verdict, .tag, .t-picture)`).first().waitFor();
    const small = await page.evaluate(tooSmall);
    assert.deepEqual(small, [], view);
    if (view === "timeline") continue;
    const bar = page.locator(`#view-${view} .bar`);
    const { y, height } = await bar.boundingBox();
    assert.ok(y + height <= PHONE.height + 1 && y > PHONE.height / 2, `${view}: ${y}`);
    await page.getByRole("button", { name: "See it" }).click();
    const top = await page.locator(`#view-${view} .result`).evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(top < PHONE.height / 2, `${view}: ${top}`);
  }
});

test("on a phone, the picture stays visible while the last slider moves", async () => {
  const { page } = await open({ view: "timeline", viewport: PHONE, hasTouch: true, isMobile: true });
  await page.locator(".t-picture").waitFor();
  await page.getByLabel("Duration of the failure").scrollIntoViewIfNeeded();
  const { top } = await page.locator(".picture").evaluate((element) => element.getBoundingClientRect().toJSON());
  assert.ok(top >= -1 && top < PHONE.height / 2, String(top));
});

/** Runs in the page: elements that are too small for a finger, or that make a phone enlarge the page. */
function tooSmall() {
  const found = [];
  for (const control of document.querySelectorAll("main button, main select, main input, main textarea, header a, header summary")) {
    if (!control.checkVisibility() || control.closest(".bar, .skip")) continue;
    const { height } = control.getBoundingClientRect();
    if (height < 40) found.push(`${control.tagName} ${control.textContent.slice(0, 20)}: ${height} pixels high`);
    const isTyped = ["INPUT", "SELECT", "TEXTAREA"].includes(control.tagName) && !["file", "range"].includes(control.type);
    if (isTyped && Number.parseFloat(getComputedStyle(control).fontSize) < 16) found.push(`${control.tagName}: ${getComputedStyle(control).fontSize}`);
  }
  return found;
}

/** The colour of an element, or the value of one of the page's colours. */
function colour(page, selector, name) {
  return page.locator(selector).first().evaluate((element, name) => {
    const probe = name ? element.appendChild(Object.assign(document.createElement("i"))) : element;
    if (name) probe.style.color = `var(${name})`;
    const { color } = getComputedStyle(probe);
    if (name) probe.remove();
    return color;
  }, name);
}
