// For each scheme, how the sender signs a message, and examples of messages. Several suites of webhooks use this table.

import { schemes, signWebhook, verifyWebhook } from "payauth";
import { NOW } from "./clients.mjs";
import { equal, ok, throws } from "./harness.mjs";

export const HOOK = "https://shop.example/hook?a=b";
export const ID = "msg_1";
const [TEXT, HEX, BASE64] = [
  ["whsec_hunter2", "whsec_hunter3"],
  ["DFB1EB5485895CFA", "DFB1EB5485895CFB"],
  ["whsec_MfKQ9r8G", "whsec_MfKQ9r8H"],
];

const only = (name, before = "") => ({ fields: (tag) => ({ [name]: before + tag }), literal: before });
const standard = (brand) => ({
  before: ({ t }) => `${ID}.${t}.`,
  fields: (tag, { t }) => ({
    [`${brand}-id`]: ID,
    [`${brand}-timestamp`]: t,
    [`${brand}-signature`]: `v1,${tag}`,
  }),
  ...{ tolerance: 300, separator: " ", literal: "v1,", secrets: BASE64, base64: true },
});

/**
 * For each scheme, the text that is signed before the body, and the header fields for a tag. `literal` is the text before a tag;
 * `separator` is the text between several tags. A scheme has `tolerance` if it signs the time.
 */
const RECIPES = {
  adyenBody: { ...only("HmacSignature"), secrets: HEX, base64: true },
  coinbaseCommerce: only("X-CC-Webhook-Signature"),
  github: only("X-Hub-Signature-256", "sha256="),
  gocardless: only("Webhook-Signature"),
  line: { ...only("x-line-signature"), base64: true },
  paddle: {
    before: ({ t }) => `${t}:`,
    fields: (tag, { t }) => ({ "Paddle-Signature": `ts=${t};h1=${tag}` }),
    ...{ tolerance: 5, separator: ";", literal: "h1=" },
  },
  pagerduty: { ...only("X-PagerDuty-Signature", "v1="), separator: "," },
  paystack: { ...only("x-paystack-signature"), hash: "SHA-512" },
  razorpay: only("X-Razorpay-Signature"),
  revolut: {
    before: ({ millis }) => `v1.${millis}.`,
    fields: (tag, { millis }) => ({ "Revolut-Request-Timestamp": millis, "Revolut-Signature": `v1=${tag}` }),
    ...{ tolerance: 300, separator: ",", literal: "v1=" },
  },
  shopify: { ...only("X-Shopify-Hmac-Sha256"), base64: true },
  slack: {
    before: ({ t }) => `v0:${t}:`,
    fields: (tag, { t }) => ({ "X-Slack-Request-Timestamp": t, "X-Slack-Signature": `v0=${tag}` }),
    ...{ tolerance: 300, literal: "v0=" },
  },
  square: { ...only("x-square-hmacsha256-signature"), before: () => HOOK, base64: true, signsUrl: true },
  standardWebhooks: standard("webhook"),
  stripe: {
    before: ({ t }) => `${t}.`,
    fields: (tag, { t }) => ({ "Stripe-Signature": `t=${t},v1=${tag}` }),
    ...{ tolerance: 300, separator: ",", literal: "v1=" },
  },
  svix: standard("svix"),
};

/** The schemes that sign the whole body, with the signature in a header field. */
export const CASES = Object.entries(RECIPES).map(([name, recipe]) => {
  const [secret, other] = recipe.secrets ?? TEXT;
  return { name, scheme: schemes[name], hash: "SHA-256", before: () => "", ...recipe, secret, other };
});

/** The schemes that also sign the time. */
export const TIMED = CASES.filter(({ tolerance }) => tolerance !== undefined);

export const EVENT = '{"id":"evt_1"}';

/** The schemes whose signature is in the body, each with a body that has `@` instead of the tag. */
export const IN_BODY = {
  adyenStandard: {
    secret: HEX[0],
    body: '{"notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"@"},"pspReference":"psp_1","amount":{"value":1130,"currency":"EUR"},"eventCode":"AUTHORISATION","success":"true"}}]}',
    message: "psp_1::::1130:EUR:AUTHORISATION:true",
    base64: true,
  },
  razorpayPayment: {
    secret: TEXT[0],
    body: '{"razorpay_order_id":"o_1","razorpay_payment_id":"p_1","razorpay_signature":"@"}',
    message: "o_1|p_1",
  },
};

/** The options of `verifyWebhook` for a message that the sender of the case signed. */
export function delivery(case_, body = EVENT, now = NOW) {
  const headers = signWebhook(case_.scheme, { body, now, secret: case_.secret, ...envelope(case_) });
  return { headers, body, now, secrets: [case_.secret], ...(case_.signsUrl && { url: HOOK }) };
}

export function envelope({ signsUrl, before }) {
  return { ...(signsUrl && { url: HOOK }), ...(before({}).startsWith(`${ID}.`) && { id: ID }) };
}

/** Fails unless the message with these changes is authentic; returns the verified facts. */
export function accepted(case_, changes) {
  return verifyWebhook(case_.scheme, { ...delivery(case_), ...changes });
}

/** Fails unless the message with these changes is rejected with the code; returns the error. */
export function refused(code, case_, changes, what = "") {
  const error = throws(code, () => accepted(case_, changes), `${case_.name} ${what}`);
  for (const secret of [case_.secret, case_.other]) ok(!String(error.stack).includes(secret), "an error without the secret");
  if (code !== "ERR_OPTION") equal(error.blame, "peer", `${case_.name} ${what}: blame`);
  return error;
}

/** The name and the value of the header field with the tag, and the tag itself. */
export function signatureOf({ headers }) {
  const [name, value] = Object.entries(headers).at(-1);
  const [tag] = /([0-9a-f]{64,128}|[A-Za-z0-9+/]{43}=)$/.exec(value);
  return { name, value, tag };
}

/** The header fields, with a changed value of the field with the tag. */
export function withSignature(case_, change) {
  const { headers } = delivery(case_);
  const { name, value, tag } = signatureOf({ headers });
  return { ...headers, [name]: change(tag, value.slice(0, -tag.length)) };
}

const encoder = new TextEncoder();

/** The tag of a message, computed with WebCrypto. */
export async function tagOf({ hash = "SHA-256", base64, secret }, ...parts) {
  const bytes = await new Blob(parts).arrayBuffer();
  const key = await crypto.subtle.importKey("raw", keyOf(secret), { name: "HMAC", hash }, false, ["sign"]);
  const tag = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
  if (base64) return btoa(String.fromCharCode(...tag));
  return Array.from(tag, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function keyOf(secret) {
  if (BASE64.includes(secret)) return Uint8Array.from(atob(secret.slice("whsec_".length)), (digit) => digit.charCodeAt(0));
  if (HEX.includes(secret)) return Uint8Array.from(secret.match(/../g), (digits) => Number.parseInt(digits, 16));
  return encoder.encode(secret);
}

/** The times as texts, for a recipe. */
export const times = (now = NOW) => ({ t: String(Math.floor(now.getTime() / 1000)), millis: String(now.getTime()) });

export const later = (seconds, from = NOW) => new Date(from.getTime() + seconds * 1000);
