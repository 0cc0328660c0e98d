// payauth and the vendors' own libraries accept each other's signatures: [SEED=n] node tests/js/run/vendors.mjs

import { createHmac } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { IN_BODY, LIBRARIES } from "../../vendors/libraries.mjs";
import { Cases, equal, ok, same, throws } from "../support/harness.mjs";
import { consumer, pack } from "../tools/consumer.mjs";
import { Draw, seedOf } from "../support/random.mjs";
import { drawKind, KINDS } from "../end-to-end/vendors/bodies.mjs";
import { addMessages } from "../end-to-end/vendors/messages.mjs";
import { addRequests } from "../end-to-end/vendors/requests.mjs";

const TIMES = 1000;
const FEW = 20;

const folder = await consumer("vendors", await pack());
const require = createRequire(join(folder, "main.mjs"));
const payauth = require("payauth");
const { schemes, signWebhook, verifyWebhook } = payauth;
const now = new Date();
const seed = seedOf({ env: process.env });
const cases = new Cases();

for (const [name, library] of Object.entries(LIBRARIES)) {
  const scheme = library.scheme ?? name;
  const cannot = Object.keys(library.cannot);
  const can = Object.keys(KINDS).filter((kind) => !cannot.includes(kind));
  cases.test(`${name}: payauth and the library accept each other's signatures of ${TIMES} bodies of seed ${seed}`, async () => {
    const draw = new Draw(seed);
    for (let time = 0; time < TIMES; time += 1) {
      const kind = time < can.length ? can[time] : drawKind(draw, can);
      await bothWays(scheme, library, KINDS[kind](draw), `${kind}, number ${time} of seed ${seed}`);
    }
  });
  for (const [kind, why] of Object.entries(library.cannot)) {
    cases.test(`${name}: payauth signs ${kind} like node:crypto; the library ${why}`, async () => {
      const draw = new Draw(seed);
      for (let time = 0; time < FEW; time += 1) await instead(scheme, library, KINDS[kind](draw), kind);
    });
  }
}
for (const [name, accepts] of Object.entries(IN_BODY)) {
  cases.test(`${name}: the library accepts ${TIMES} payments of seed ${seed} that payauth has signed`, () => payments(name, accepts));
}
const all = { test: cases.test, payauth, schemes: require("payauth/schemes"), providers: require("payauth/providers"), seed };
addMessages(all);
addRequests(all);

const { passed, failed } = await cases.run((line) => console.log(line));
console.log(`vendors: ${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length ? 1 : 0;

function signed(name, { secret, id }, body) {
  return signWebhook(schemes[name], { body, now, secret, ...(id && { id }) });
}

function verified(name, { secret }, headers, body) {
  return verifyWebhook(schemes[name], { headers, body, now, secrets: [secret] });
}

async function bothWays(name, library, body, what) {
  const { secret, sign, accepts } = library;
  const ours = signed(name, library, body);
  if (sign) {
    const theirs = await sign(body, { now, secret });
    same(ours, theirs, `fields of ${what}`);
    equal(verified(name, library, theirs, body).secretId, "secret1", what);
  }
  ok((await accepts(body, ours, { now, secret })) !== false, `a library that accepts ${what}`);
  equal(verified(name, library, ours, body).covers, "body", what);
  if (body.length < 1000) await neither(name, library, ours, body, what);
}

/** Fails unless both payauth and the library reject another body and another secret. */
async function neither(name, library, headers, body, what) {
  const otherBody = typeof body === "string" ? `x${body}` : Uint8Array.of(1, ...body);
  const otherSecret = library.secret.replace(/.{4}$/, "7777");
  for (const [change, given, secret] of [["another body", otherBody, library.secret], ["another secret", body, otherSecret]]) {
    const accepted = async () => (await library.accepts(given, headers, { now, secret })) !== false;
    ok(!(await accepted().catch(() => false)), `a library that rejects ${change} of ${what}`);
    throws("ERR_SIGNATURE", () => verified(name, { secret }, headers, given), `${change} of ${what}`);
  }
}

/** For bodies that the library rejects or reads as another message. Fails unless the signature equals that of node:crypto. */
async function instead(name, library, body, kind) {
  const ours = signed(name, library, body);
  const tag = Object.values(ours).at(-1);
  ok(tag.endsWith(recipe(name, library, body)), `${kind}: a tag equal to the tag of node:crypto; got ${tag}`);
  equal(verified(name, library, ours, body).covers, "body", kind);
  ok(!(await represents(library, body, ours)), `${kind}: a library that cannot represent this body; it can now, so remove the row from the table`);
}

function recipe(name, { secret }, body) {
  const isBase64 = ["standardWebhooks", "svix", "adyenBody", "shopify"].includes(name);
  const key = { standardWebhooks: keyOf, svix: keyOf, adyenBody: (text) => Buffer.from(text, "hex") }[name]?.(secret) ?? secret;
  const seconds = Math.floor(now.getTime() / 1000);
  const before = { stripe: `${seconds}.`, standardWebhooks: `msg_1.${seconds}.`, svix: `msg_1.${seconds}.`, slack: `v0:${seconds}:` }[name] ?? "";
  return createHmac("sha256", key).update(before).update(body).digest(isBase64 ? "base64" : "hex");
}

function keyOf(secret) {
  return Buffer.from(secret.slice("whsec_".length), "base64");
}

async function represents({ secret, sign, accepts }, body, ours) {
  try {
    if ((await accepts(body, ours, { now, secret })) === false) return false;
    return !sign || JSON.stringify(await sign(body, { now, secret })) === JSON.stringify(ours);
  } catch {
    return false;
  }
}

function payments(name, accepts) {
  const draw = new Draw(seed);
  const secret = "DFB1EB5485895CFA84146406857104AB";
  for (let time = 0; time < TIMES; time += 1) {
    const make = name === "adyenStandard" ? adyenOf(draw) : razorpayOf(draw);
    const [tag] = Object.values(signWebhook(schemes[name], { body: make("@"), now, secret }));
    const what = `payment ${time} of seed ${seed}: ${make(tag)}`;
    ok(accepts(make(tag), secret), `a library that accepts ${what}`);
    equal(verifyWebhook(schemes[name], { headers: {}, body: make(tag), now, secrets: [secret] }).secretId, "secret1", what);
  }
}

function adyenOf(draw) {
  const item = {
    pspReference: draw.text(16),
    originalReference: draw.text(draw.below(5)),
    merchantAccountCode: draw.text(8),
    merchantReference: draw.text(8),
    amount: { value: draw.below(2 ** 31), currency: "EUR" },
    eventCode: "AUTHORISATION",
    success: draw.of(["true", "false"]),
  };
  return (hmacSignature) =>
    JSON.stringify({ notificationItems: [{ NotificationRequestItem: { ...item, additionalData: { hmacSignature } } }] });
}

/** An id with a bar would make two messages with the same tag, so payauth rejects it. */
function razorpayOf(draw) {
  const id = () => draw.text(14).replaceAll("|", "_");
  const [razorpay_order_id, razorpay_payment_id] = [id(), id()];
  return (razorpay_signature) => JSON.stringify({ razorpay_order_id, razorpay_payment_id, razorpay_signature });
}
