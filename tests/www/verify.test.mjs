// Tests the view Verify as a person uses it.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { playground } from "./lib/playground.mjs";

const vectors = async (path) =>
  JSON.parse(await readFile(new URL(`../vectors/${path}.json`, import.meta.url), "utf8")).vectors;
const PROVIDERS = await vectors("providers/webhooks");
const STRIPE = await vectors("webhooks/stripe");
const TOKENS = await vectors("providers/pledg_jwt");

const playgroundOf = playground();
const open = () => playgroundOf({ view: "verify" });

/** The value of a fact, by the name of the fact on the page. */
const point = (page, name) => page.locator(".facts dt").getByText(name, { exact: true }).locator("+ dd");
const verdict = (page) => page.locator(".result:not([aria-busy], [inert]) .verdict").first().innerText();
const refusal = (page) => page.getByRole("alert").innerText();
const headers = (fields) => Object.entries(fields).map(([name, value]) => `${name}: ${value}`).join("\n");

/** Enters a message, field by field. */
async function enter(page, { sender, received = "", body, secrets, now }) {
  await page.getByLabel("Sender").selectOption(sender);
  await page.getByLabel("Header fields").fill(typeof received === "string" ? received : headers(received));
  await page.getByLabel("Body").fill(body);
  await page.getByLabel("Secrets").fill(secrets);
  if (now) await page.getByLabel("Received at").fill(String(now));
}

/** The verdicts on a constant, and on a message with some signed members. */
const VERDICTS = {
  wakapay: "The sender's constant matches, but nothing in this message is signed. Read the transaction from the API.",
  pledg: "The signed members are authentic.",
};

const SENDERS = {
  dogpay: ["DogPay", "appid"],
  wakapay: ["WakaPay", "apiKey", "apiSecret"],
  pledg: ["Pledg", "merchantSecret"],
};

for (const { name, provider, credentials, received, body, error, outcome, word, covers } of PROVIDERS) {
  const [sender, ...names] = SENDERS[provider];
  test(`${name} ${error ? `is rejected with ${error}` : "is authentic, and its facts are shown"}`, async () => {
    const { page, complaints } = await open();
    await enter(page, { sender, received, body, secrets: names.map((each) => credentials[each]).join(":") });
    if (error) {
      assert.match(await refusal(page), new RegExp(error));
      assert.equal(await page.locator(".result:not([inert]) .facts").count(), 0);
    } else {
      assert.equal(await verdict(page), VERDICTS[provider] ?? "The message is authentic.");
      if (outcome) assert.equal(await point(page, "Outcome").innerText(), `${outcome}: the sender's word is ${word}`);
      for (const said of [covers].flat()) assert.ok((await point(page, "Covered").innerText()).includes(said), said);
    }
    assert.deepEqual(complaints, []);
  });
}

test("the unsigned members of PL-1 are listed one by one", async () => {
  const { page } = await open();
  const { body } = PROVIDERS.find(({ name }) => name === "PL-1");
  await enter(page, { sender: "Pledg", body, secrets: "SECRET" });
  const said = await point(page, "Not covered").innerText();
  assert.match(said, /every other member of the body: additional_data\.xx, metadata\.foo\n/);
  assert.match(said, /the time of sending/);
  assert.doesNotMatch(said, /reference|signature/);
});

test("a constant signature covers nothing, and has no replay key", async () => {
  const { page } = await open();
  const { body } = PROVIDERS.find(({ name }) => name === "WK-1");
  await enter(page, { sender: "WakaPay", body, secrets: "your_api_key:your_api_secret" });
  assert.match(await point(page, "Not covered").innerText(), /the whole body/);
  assert.match(await point(page, "Replay key").innerText(), /^none/);
  assert.equal(await point(page, "Remember").count(), 0);
});

test("the claims of a token of Pledg are shown", async () => {
  const { page } = await open();
  const { token, key, payload } = TOKENS.find(({ name }) => name === "PL-5");
  await enter(page, { sender: "Pledg", body: JSON.stringify({ signature: token }), secrets: key.utf8 });
  assert.equal(await page.getByLabel("Claims").textContent(), payload);
  assert.match(await point(page, "Covered").innerText(), /claims/);
});

test("a body with a member next to a token of Pledg is rejected, and the error is shown at the body", async () => {
  const { page } = await open();
  const { token, key } = TOKENS.find(({ name }) => name === "PL-5");
  await enter(page, { sender: "Pledg", body: JSON.stringify({ signature: token, amount: 1 }), secrets: key.utf8 });
  assert.match(await refusal(page), /^Body must contain only the token, because no other member is signed.*ERR_FIELD_MALFORMED/s);
  assert.equal(await page.getByLabel("Body").getAttribute("aria-invalid"), "true");
});

test("claims are shown exactly as they were signed", async () => {
  const { page } = await open();
  const payload = '{ "2": 1.0, "1": "\\u0041", "amount_cents": 12345678901234567890 }';
  const signed = ['{"alg":"HS256","typ":"JWT"}', payload].map((part) => Buffer.from(part).toString("base64url")).join(".");
  const tag = createHmac("sha256", "a secret").update(signed).digest("base64url");
  await enter(page, { sender: "Pledg", body: JSON.stringify({ signature: `${signed}.${tag}` }), secrets: "a secret" });
  assert.equal(await page.getByLabel("Claims").textContent(), payload);
});

for (const { name, secret, secrets = [secret], received, body, now, rejects = [] } of STRIPE) {
  test(`${name} is authentic, and its age is shown`, async () => {
    const { page } = await open();
    const message = { sender: "Stripe", received, body, secrets: secrets.join("\n"), now };
    await enter(page, message);
    assert.equal(await verdict(page), "The message is authentic.");
    assert.match(await point(page, "Signed").innerText(), /^\d{4}-\d\d-\d\dT.*Z: .* (old|ahead.*)$/);
    assert.match(await point(page, "Remember").innerText(), /660 s/);
    for (const { why, error, ...changed } of rejects) {
      await enter(page, { ...message, ...changed, secrets: (changed.secrets ?? secrets).join("\n") });
      assert.match(await refusal(page), new RegExp(error), why);
    }
  });
}

test("every sender has an example, which is authentic, and which is rejected with another secret", async () => {
  const { page, complaints } = await open();
  const senders = await page.getByLabel("Sender").locator("option").allInnerTexts();
  const schemes = Object.keys((await import("../../pkg/dist/pure.js")).schemes);
  const listed = await page.getByLabel("Sender").locator("option").evaluateAll((options) => options.map(({ value }) => value));
  assert.deepEqual(schemes.filter((name) => !listed.includes(name)), [], "schemes without a sender in www/message/senders.js");
  for (const sender of senders) {
    await page.getByLabel("Sender").selectOption(sender);
    await page.getByRole("button", { name: "Fill with an example" }).click();
    assert.match(await verdict(page), /authentic|constant matches/, sender);
    await page.getByLabel("Secrets").fill("another");
    assert.match(await refusal(page), /ERR_(SIGNATURE|SECRET)/, sender);
  }
  assert.deepEqual(complaints, []);
});

test("if another sender is chosen, the input is kept, but an example is replaced", async () => {
  const { page } = await open();
  const body = page.getByLabel("Body");
  await page.getByLabel("Sender").selectOption("GitHub");
  assert.match(await body.inputValue(), /zen/);
  await body.fill("mine");
  await page.getByLabel("Sender").selectOption("LINE");
  assert.equal(await body.inputValue(), "mine");
  assert.match(await refusal(page), /ERR_FIELD_MISSING/);
});

const SECRET = "whsec_oracle";
const NOW = 1_709_380_800;
/** The header field of Stripe, computed with node:crypto. */
function stripe(body, { at = NOW, secret = SECRET } = {}) {
  const tag = createHmac("sha256", secret).update(`${at}.`).update(body).digest("hex");
  return `Stripe-Signature: t=${at},v1=${tag}`;
}
const message = { sender: "Stripe", body: "{}", received: stripe("{}"), secrets: SECRET, now: NOW };

test("if one of several secrets matches, the view names the line of this secret", async () => {
  const { page } = await open();
  await enter(page, { ...message, secrets: `whsec_old\n\n${SECRET}\nwhsec_new` });
  assert.equal(await point(page, "Signed with").innerText(), "the secret in line 3, the first that matches");
});

test("if several secrets match, as during a rotation, the view names only the first", async () => {
  const { page } = await open();
  const received = `${stripe("{}", { secret: "whsec_old" })},${stripe("{}").split(",")[1]}`;
  await enter(page, { ...message, received, secrets: `whsec_old\n${SECRET}` });
  assert.equal(await point(page, "Signed with").innerText(), "the secret in line 1, the first that matches");
});

for (const [what, now, said] of [
  ["in the same second", NOW, /: 0 seconds old$/],
  ["minutes later", NOW + 290, /: 4 minutes 50 seconds old$/],
  ["with a clock that is behind", NOW - 61, /: 1 minute 1 second in the future$/],
]) {
  test(`the age of a message that is received ${what} is shown`, async () => {
    const { page } = await open();
    await enter(page, { ...message, now });
    assert.match(await point(page, "Signed").innerText(), said);
  });
}

for (const [what, now, code, said] of [
  ["too old", NOW + 86_400 * 2 + 3_600, /ERR_TOO_OLD/, /the message is authentic: 2 days 1 hour old/],
  ["too new", NOW - 400, /ERR_TOO_NEW/, /the message is authentic: 6 minutes 40 seconds in the future/],
]) {
  test(`a message that is ${what} is rejected, and its age is shown`, async () => {
    const { page } = await open();
    await enter(page, { ...message, now });
    assert.match(await refusal(page), code);
    assert.match(await refusal(page), said);
    await page.getByLabel("Window").selectOption("any age");
    assert.equal(await verdict(page), "The message is authentic.");
    assert.match(await point(page, "Remember").innerText(), /does not expire/);
  });
}

test("the entered time window is applied", async () => {
  const { page } = await open();
  await enter(page, { ...message, now: NOW + 20 });
  await page.getByLabel("Window").selectOption("a number of seconds");
  await page.getByLabel("Maximum age in seconds").fill("19");
  assert.match(await refusal(page), /ERR_TOO_OLD/);
  await page.getByLabel("Maximum age in seconds").fill("20");
  await page.getByLabel("Maximum seconds in the future").fill("0");
  assert.match(await point(page, "Remember").innerText(), /80 s/);
  await page.getByLabel("Maximum seconds in the future").fill("soon");
  assert.match(await refusal(page), /is not a whole number of seconds/);
});

test("a rejected message is shown with what to do, the code of the error, and the hidden characters of the body", async () => {
  const { page } = await open();
  await enter(page, { ...message, body: "\ufeff{}\n" });
  // What to do is loaded with the first error.
  await page.getByRole("alert").getByText("check the secret, and pass the raw body").waitFor();
  assert.match(await refusal(page), /ERR_SIGNATURE/);
  assert.deepEqual(await page.getByLabel("Message as text").locator("mark").allInnerTexts(), ["BOM", "LF"]);
});

for (const [label, change, said] of [
  ["Header fields", { received: "Host: shop.example" }, /^Stripe-Signature is missing.*ERR_FIELD_MISSING/s],
  ["Header fields", { received: "whatever it is" }, /No field was read from line 1.*ERR_FIELD_MISSING/s],
  ["Header fields", { received: "Stripe-Signature: nonsense" }, /ERR_FIELD_MALFORMED/],
  ["Header fields", { received: `${stripe("{}")}\n${stripe("{}")}` }, /ERR_FIELD_AMBIGUOUS/],
  ["Body", { sender: "Pledg", body: "{}" }, /ERR_FIELD_MISSING/],
  ["Secrets", { secrets: ` ${SECRET}` }, /^The secret .*ERR_SECRET/s],
  ["Secrets", { secrets: `${SECRET}\n ${SECRET}` }, /^The secret in line 2 .*ERR_SECRET/s],
  ["Secrets", { secrets: Array(9).fill(SECRET).join("\n") }, /ERR_SECRET/],
  ["Received at", { now: "yesterday" }, /is not a time/],
]) {
  test(`for ${JSON.stringify(change).slice(0, 60)}, the error ${said} is shown at the field ${label}`, async () => {
    const { page } = await open();
    await enter(page, { ...message, ...change });
    assert.match(await refusal(page), said);
    assert.equal(await page.locator("[aria-invalid]").count(), 1);
    assert.equal(await page.getByLabel(label, { exact: true }).getAttribute("aria-invalid"), "true");
    await enter(page, message);
    assert.equal(await page.locator("[aria-invalid]").count(), 0);
  });
}

for (const [form, written] of [
  ["hex", Buffer.from("{}").toString("hex")],
  ["base64", Buffer.from("{}").toString("base64")],
]) {
  test(`a body may be entered as ${form}, and the page says if it is not valid ${form}`, async () => {
    const { page } = await open();
    await enter(page, message);
    await page.getByLabel("Written as").selectOption(form);
    assert.match(await refusal(page), new RegExp(`is not valid ${form}`));
    await page.getByLabel("Body").fill(written);
    assert.equal(await verdict(page), "The message is authentic.");
  });
}

test("secrets are covered until they are revealed, and the result never shows them", async () => {
  const { page } = await open();
  await enter(page, message);
  const look = () => page.getByLabel("Secrets").evaluate((area) => getComputedStyle(area).webkitTextSecurity);
  assert.equal(await look(), "disc");
  assert.ok(!(await page.locator("main").innerText()).includes(SECRET));
  await page.getByRole("button", { name: "Reveal secrets" }).click();
  assert.equal(await look(), "none");
});

test("a message is verified with a custom scheme, and a mistake in the scheme is reported", async () => {
  const { page } = await open();
  const sender = "Your own scheme";
  const tag = createHmac("sha1", Buffer.from("00ff", "hex")).update("https://shop.example/hook|{}").digest("base64");
  const definition = {
    hash: "sha1",
    message: "{url}|{body}",
    encoding: "base64",
    key: { decode: "hex" },
    headers: { "X-Sig": "v={signature}" },
  };
  await page.getByLabel("Sender").selectOption(sender);
  await page.getByLabel("Scheme", { exact: true }).fill(JSON.stringify(definition));
  await enter(page, { sender, received: `x-sig: v=${tag}`, body: "{}", secrets: "00ff" });
  await page.getByLabel("URL").fill("https://shop.example/hook");
  assert.equal(await verdict(page), "The message is authentic.");
  assert.match(await point(page, "Covered").innerText(), /the URL as it is registered/);
  assert.doesNotMatch(await point(page, "Not covered").innerText(), /address/);
  await page.getByLabel("Scheme", { exact: true }).fill("{");
  assert.match(await refusal(page), /is not JSON/);
  await page.getByLabel("Scheme", { exact: true }).fill(JSON.stringify({ ...definition, hash: "md5" }));
  assert.match(await refusal(page), /ERR_SCHEME/);
});

test("a request to DVPay is verified as DVPay verifies it, even if only the signature is entered", async () => {
  const { page } = await open();
  const [vector] = await vectors("providers/dvpay");
  const { body, apiSecret: secrets, timestamp: now } = vector;
  const request = { sender: "A request to DVPay, signed by you", body, secrets, now };
  await enter(page, { ...request, received: `X-Timestamp: ${vector.timestamp}\nX-Signature: ${vector.signature}` });
  assert.equal(await verdict(page), "The message is authentic.");
  await enter(page, { ...request, received: vector.signature });
  assert.equal(await verdict(page), "The message is authentic.");
  await enter(page, { ...request, received: vector.signature.toUpperCase() });
  assert.match(await refusal(page), /ERR_SIGNATURE/);
});

/** Holds back the module that reads definitions, until the returned function is called. */
async function hold(context) {
  let release;
  const held = new Promise((done) => (release = done));
  await context.route(/packed-define/, (route) => held.then(() => route.continue()));
  return release;
}

test("while a module is loaded, the form has the fields of the chosen sender, and input stays when the module arrives", async () => {
  const { page, context } = await open();
  const release = await hold(context);
  await page.getByLabel("Sender").selectOption("own");
  await page.getByLabel("Scheme", { exact: true }).waitFor();
  await page.getByLabel("Header fields").fill("x-mine: 1");
  release();
  await page.locator(".result:not([aria-busy])").waitFor();
  assert.equal(await page.getByLabel("Header fields").inputValue(), "x-mine: 1");
});

test("if an example arrives while the whole text of a field is selected, the next input replaces the text of the example", async () => {
  for (const sender of ["own", "A request to DVPay, signed by you"]) {
    const { page, context } = await open();
    const release = await hold(context);
    await page.getByLabel("Sender").selectOption(sender);
    const field = page.getByLabel("Header fields");
    await field.focus();
    await page.keyboard.press("ControlOrMeta+A");
    release();
    assert.equal(await verdict(page), "The message is authentic.");
    await page.keyboard.insertText("x-mine: 1");
    assert.equal(await field.inputValue(), "x-mine: 1", sender);
  }
});

test("the user can choose the encoding of the signature, which DVPay does not document", async () => {
  const { page } = await open();
  const received = { "X-DVPay-Signature": createHmac("sha256", "s").update("{}").digest("base64") };
  await enter(page, { sender: "DVPay", received, body: "{}", secrets: "s" });
  assert.match(await refusal(page), /ERR_SIGNATURE/);
  await page.getByLabel("Encoding of the tag").selectOption("base64");
  assert.equal(await verdict(page), "The message is authentic.");
});

test("an encoding that was chosen for DVPay does not affect other senders", async () => {
  const { page } = await open();
  await page.getByLabel("Sender").selectOption("DVPay");
  await page.getByLabel("Encoding of the tag").selectOption("base64");
  await page.getByLabel("Sender").selectOption("DogPay");
  await page.getByRole("button", { name: "Fill with an example" }).click();
  assert.equal(await verdict(page), "The message is authentic.");
});

for (const [form, pasted] of [
  ["only the signature", (value) => value],
  ["only the signature, in quotes", (value) => `"${value}"`],
  ["the -H line of a command", (value) => `-H 'Stripe-Signature: ${value}'`],
  ["an object that Node printed", (value) => `{\n  host: 'shop.example',\n  'stripe-signature': '${value}'\n}`],
  ["an entry of a HAR file", (value) => JSON.stringify({ request: { headers: [{ name: "Stripe-Signature", value }] } })],
]) {
  test(`a signature is read from ${form}`, async () => {
    const { page } = await open();
    const [, value] = stripe("{}").split(": ");
    await enter(page, { ...message, received: pasted(value) });
    assert.equal(await verdict(page), "The message is authentic.");
    assert.equal(await page.getByRole("alert").count(), 0);
  });
}

for (const [form, pasted] of [
  ["a curl command", ({ url, body, tag }) => `curl '${url}' -X POST -H 'x-square-hmacsha256-signature: ${tag}' --data-raw '${body}'`],
  ["an entry of a HAR file", ({ url, body, tag }) => JSON.stringify({ request: { url, headers: [{ name: "x-square-hmacsha256-signature", value: tag }], postData: { text: body } } })],
]) {
  test(`if ${form} is pasted, the body and the URL are also filled in`, async () => {
    const { page } = await open();
    const [url, body] = ["https://shop.example/square?a=1", '{"merchant_id": "M1"}'];
    const tag = createHmac("sha256", "s").update(url + body).digest("base64");
    await page.getByLabel("Sender").selectOption("Square");
    await page.getByLabel("Secrets").fill("s");
    await page.getByLabel("Header fields").fill(pasted({ url, body, tag }));
    assert.equal(await verdict(page), "The message is authentic.");
    assert.equal(await page.getByLabel("Body").inputValue(), body);
    assert.equal(await page.getByLabel("URL").inputValue(), url);
  });
}

test("if only a signature is entered for a sender that needs another field, the error names the line that was not read", async () => {
  const { page } = await open();
  await page.getByLabel("Sender").selectOption("Slack");
  await page.getByLabel("Header fields").fill(`v0=${"0".repeat(64)}`);
  assert.match(await refusal(page), /No field was read from line 1/);
});
