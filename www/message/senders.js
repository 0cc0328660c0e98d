// Who sends messages: the public schemes, the providers, DVPay's requests, and a scheme that you define.

import { defineScheme, dogpay, dvpay, pledg, schemes, verifyWebhook, wakapay } from "../lib/payauth.js";
import { load as loadReader } from "../payauth/raw-define.js";
import { fault } from "../lib/fault.js";

const ADYEN_MEMBER = "notificationItems.*.NotificationRequestItem.additionalData.hmacSignature";

/**
 * A sender: `scheme` gives how it signs, or `client` makes a provider's own. `secret` says which one is asked for.
 *
 * `signs` names what is signed beside the body and the time, `members` the places in the body that carry the signature.
 * `explained` is the name by which `explainMismatch` knows who is no scheme; `encoded` is there where nobody says how
 * the tag is written, and gives the scheme with an encoding; what `isDefined` needs the reader of definitions.
 */
const PUBLIC = {
  "Payment APIs": [
    { id: "stripe", title: "Stripe", secret: "The endpoint's, with its whsec_" },
    { id: "adyenBody", title: "Adyen: platform and management", secret: "The HMAC key, in hex" },
    { id: "adyenStandard", title: "Adyen: standard", secret: "The HMAC key, in hex", members: [ADYEN_MEMBER] },
    { id: "coinbaseCommerce", title: "Coinbase Commerce", secret: "The shared secret of the webhooks" },
    { id: "gocardless", title: "GoCardless", secret: "The webhook endpoint's" },
    { id: "paddle", title: "Paddle Billing", secret: "The notification destination's" },
    { id: "paystack", title: "Paystack", secret: "The secret key of the API" },
    { id: "razorpay", title: "Razorpay", secret: "The webhook's, not the API's" },
    { id: "razorpayPayment", title: "Razorpay: checkout", secret: "The API's secret", members: ["razorpay_signature"] },
    { id: "revolut", title: "Revolut", secret: "The signing secret of the webhook" },
    { id: "square", title: "Square", secret: "The signature key of the subscription", signs: ["url"] },
  ],
  Platforms: [
    { id: "github", title: "GitHub", secret: "As it was put in where the webhook is set up" },
    { id: "line", title: "LINE", secret: "The channel secret" },
    { id: "pagerduty", title: "PagerDuty", secret: "The subscription's" },
    { id: "shopify", title: "Shopify", secret: "The client secret of the app" },
    { id: "slack", title: "Slack", secret: "The signing secret of the app", isForm: true },
  ],
  "Shared standards": [
    { id: "standardWebhooks", title: "Standard Webhooks", secret: "The endpoint's: base64 after whsec_", signs: ["id"] },
    { id: "svix", title: "Svix", secret: "The endpoint's: base64 after whsec_", signs: ["id"] },
  ],
};

for (const sender of Object.values(PUBLIC).flat()) sender.scheme = () => schemes[sender.id];


const DVPAY_WEBHOOK = { hash: "sha256", message: "{body}", headers: { "X-DVPay-Signature": "{signature}" } };

const BROWSER = { dangerouslyAllowBrowser: true };

/** Each is made with the secrets of its webhooks, so its credentials do nothing. */
const PROVIDERS = [
  {
    id: "dogpay",
    title: "DogPay",
    secret: "The API key (appid), not the API secret",
    client: (options) => dogpay({ appid: "none", secret: "none", environment: "sandbox", ...options, ...BROWSER }),
  },
  {
    id: "wakapay",
    title: "WakaPay",
    secret: "Key and secret of the API, with a colon between",
    members: ["signature"],
    client: (options) => wakapay({ apiKey: "none", apiSecret: "none", environment: "test", ...options, ...BROWSER }),
  },
  {
    id: "pledg",
    title: "Pledg",
    secret: "The merchant secret",
    members: ["signature"],
    client: (options) => pledg({ merchantSecret: "none", environment: "staging", ...options, ...BROWSER }),
  },
  {
    id: "dvpay",
    title: "DVPay",
    secret: "The webhook secret of the dashboard, not the API secret",
    client: (options) => dvpay({ apiKey: "none", apiSecret: "none", ...options, ...BROWSER }),
    encoded: (encoding) => defineScheme({ ...DVPAY_WEBHOOK, encoding, hexCase: encoding === "HEX" ? "upper" : "lower" }),
  },
].map((sender) => ({ ...sender, explained: sender.id }));

/** What a request to DVPay carries, as DVPay verifies it. */
const REQUEST = {
  id: "dvpay request",
  title: "A request to DVPay, signed by you",
  secret: "The apiSecret",
  explained: "dvpay request",
  isDefined: true,
  scheme: () => defineScheme(DVPAY_REQUEST),
  isRequest: true,
  /** The header fields around a signature that somebody found elsewhere. */
  around: (signature, now) => ({ "X-Timestamp": String(Math.floor(now.getTime() / 1_000)), "X-Signature": signature }),
};

const DVPAY_REQUEST = {
  hash: "sha256",
  message: "{body}{timestamp}",
  encoding: "hex",
  hexCase: "lower",
  timestamp: { format: "unix", tolerance: 300 },
  headers: { "X-Timestamp": "{timestamp}", "X-Signature": "{signature}" },
};

/** A scheme that you define, as JSON. */
export const OWN = {
  id: "own",
  title: "A scheme of your own",
  secret: "As its sender gave it to you",
  isDefined: true,
  scheme: (definition) => defineScheme(readDefinition(definition)),
};

/** The beginning of the definition of your scheme. */
export const DEFINITION = `{
  "hash": "sha256",
  "message": "{timestamp}.{body}",
  "encoding": "hex",
  "timestamp": { "format": "unix", "tolerance": 300 },
  "headers": {
    "X-Signature": "t={timestamp},v1={signature}"
  }
}`;

/** All senders, in groups as they are chosen from. */
export const GROUPS = { ...PUBLIC, "Providers that payauth signs for": [...PROVIDERS, REQUEST], Yours: [OWN] };
export const SENDERS = Object.values(GROUPS).flat();

/** What else a sender signs, and where in the body its signature is. */
export function facts(sender, definition) {
  const { signs = [], members = [] } = sender;
  if (sender !== OWN) return { signs, members };
  const { message, fields = {} } = readDefinition(definition);
  const parts = message.replaceAll(/\{\{|\}\}/g, "");
  return { signs: ["id", "url"].filter((name) => parts.includes(`{${name}}`)), members: Object.keys(fields) };
}

/** Verifies a message; throws as payauth does. */
export function verify({ sender, definition, encoding, leftOut: _, secrets, ...delivery }) {
  if (!sender.client) return verifyWebhook(sender.scheme(definition), { ...delivery, secrets });
  const client = sender.client({ webhookSecrets: secrets, ...(encoding && { webhookEncoding: encoding }) });
  try {
    return client.verifyWebhook(delivery);
  } finally {
    client.dispose();
  }
}

/** Waits for the reader of definitions where a sender needs it; gives nothing where that is there. */
export const ready = (sender, encoding) => (sender.isDefined || (encoding && sender.encoded) ? loadReader() : undefined);

function readDefinition(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, index] = /position (\d+)/.exec(error.message) ?? [];
    throw Object.assign(fault("definition", "This is no JSON."), index && { at: Number(index) });
  }
}
