// The senders of messages: the public schemes, the providers, DVPay's requests, and a scheme that you define.

import { defineScheme, dogpay, dvpay, pledg, schemes, verifyWebhook, wakapay } from "../lib/payauth.js";
import { load as loadReader } from "../payauth/raw-define.js";
import { fault } from "../lib/fault.js";

const ADYEN_MEMBER = "notificationItems.*.NotificationRequestItem.additionalData.hmacSignature";

/**
 * A sender: `scheme` returns its scheme, or `client` makes the provider's client. `secret` describes the secret to enter.
 *
 * `signs` lists the signed parts other than the body and the time, and `members` the members of the body that have the signature.
 * `explained` is the name for `explainMismatch` of a sender without a scheme. `encoded` is present if the encoding of the tag is not
 * documented, and returns the scheme with an encoding. A sender with `isDefined` needs the reader of definitions.
 */
const PUBLIC = {
  "Payment APIs": [
    { id: "stripe", title: "Stripe", secret: "The secret of the endpoint, including whsec_" },
    { id: "adyenBody", title: "Adyen: platform and management", secret: "The HMAC key, in hex" },
    { id: "adyenStandard", title: "Adyen: standard", secret: "The HMAC key, in hex", members: [ADYEN_MEMBER] },
    { id: "coinbaseCommerce", title: "Coinbase Commerce", secret: "The shared secret of the webhooks" },
    { id: "gocardless", title: "GoCardless", secret: "The secret of the webhook endpoint" },
    { id: "paddle", title: "Paddle Billing", secret: "The secret of the notification destination" },
    { id: "paystack", title: "Paystack", secret: "The secret key of the API" },
    { id: "razorpay", title: "Razorpay", secret: "The secret of the webhook, not of the API" },
    { id: "razorpayPayment", title: "Razorpay: checkout", secret: "The secret of the API", members: ["razorpay_signature"] },
    { id: "revolut", title: "Revolut", secret: "The signing secret of the webhook" },
    { id: "square", title: "Square", secret: "The signature key of the subscription", signs: ["url"] },
  ],
  Platforms: [
    { id: "github", title: "GitHub", secret: "The secret from the settings of the webhook" },
    { id: "line", title: "LINE", secret: "The channel secret" },
    { id: "pagerduty", title: "PagerDuty", secret: "The secret of the subscription" },
    { id: "shopify", title: "Shopify", secret: "The client secret of the app" },
    { id: "slack", title: "Slack", secret: "The signing secret of the app", isForm: true },
  ],
  "Shared standards": [
    { id: "standardWebhooks", title: "Standard Webhooks", secret: "The secret of the endpoint: base64 after whsec_", signs: ["id"] },
    { id: "svix", title: "Svix", secret: "The secret of the endpoint: base64 after whsec_", signs: ["id"] },
  ],
};

for (const sender of Object.values(PUBLIC).flat()) sender.scheme = () => schemes[sender.id];


const DVPAY_WEBHOOK = { hash: "sha256", message: "{body}", headers: { "X-DVPay-Signature": "{signature}" } };

const BROWSER = { dangerouslyAllowBrowser: true };

/** Each client gets `webhookSecrets`, so the credentials of the client have no effect. */
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
    secret: "The key and the secret of the API, with a colon between them",
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

/** A signed request to DVPay, as DVPay verifies it. */
const REQUEST = {
  id: "dvpay request",
  title: "A request to DVPay, signed by you",
  secret: "The apiSecret",
  explained: "dvpay request",
  isDefined: true,
  scheme: () => defineScheme(DVPAY_REQUEST),
  isRequest: true,
  /** The header fields for a signature that was pasted without its header fields. */
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
  title: "Your own scheme",
  secret: "The secret from the sender",
  isDefined: true,
  scheme: (definition) => defineScheme(readDefinition(definition)),
};

/** The initial definition of `OWN`. */
export const DEFINITION = `{
  "hash": "sha256",
  "message": "{timestamp}.{body}",
  "encoding": "hex",
  "timestamp": { "format": "unix", "tolerance": 300 },
  "headers": {
    "X-Signature": "t={timestamp},v1={signature}"
  }
}`;

/** All senders, in the groups of the list. */
export const GROUPS = { ...PUBLIC, "Providers that payauth signs for": [...PROVIDERS, REQUEST], Yours: [OWN] };
export const SENDERS = Object.values(GROUPS).flat();

/** The signed parts of a sender's messages other than the body and the time, and the members of the body with the signature. */
export function facts(sender, definition) {
  const { signs = [], members = [] } = sender;
  if (sender !== OWN) return { signs, members };
  const { message, fields = {} } = readDefinition(definition);
  const parts = message.replaceAll(/\{\{|\}\}/g, "");
  return { signs: ["id", "url"].filter((name) => parts.includes(`{${name}}`)), members: Object.keys(fields) };
}

/** Verifies a message; throws the errors of payauth. */
export function verify({ sender, definition, encoding, leftOut: _, secrets, ...delivery }) {
  if (!sender.client) return verifyWebhook(sender.scheme(definition), { ...delivery, secrets });
  const client = sender.client({ webhookSecrets: secrets, ...(encoding && { webhookEncoding: encoding }) });
  try {
    return client.verifyWebhook(delivery);
  } finally {
    client.dispose();
  }
}

/** A promise of the reader of definitions, if a sender needs it and it is not loaded; otherwise `undefined`. */
export const ready = (sender, encoding) => (sender.isDefined || (encoding && sender.encoded) ? loadReader() : undefined);

function readDefinition(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, index] = /position (\d+)/.exec(error.message) ?? [];
    throw Object.assign(fault("definition", "This is not JSON."), index && { at: Number(index) });
  }
}
