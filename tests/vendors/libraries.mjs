// The vendors' own libraries: how each library signs and verifies, and the kinds of bodies that it is known not to represent.

import { createRequire } from "node:module";
import adyen from "@adyen/api-library";
import * as octokit from "@octokit/webhooks-methods";
import * as octokitOfWeb from "./node_modules/@octokit/webhooks-methods/dist-web/index.js";
import { Webhook as StandardWebhook } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixWebhook } from "svix";
import { shopify } from "./queries.mjs";

const require = createRequire(import.meta.url);
const razorpay = require("razorpay/dist/utils/razorpay-utils");
const { verifySlackRequest } = require("@slack/bolt/dist/receivers/verify-request.js");
const stripe = new Stripe("sk_test_none").webhooks;
const cryptoProvider = Stripe.createSubtleCryptoProvider();
const adyenValidator = new adyen.hmacValidator();

const BYTES = ["bytes", "bytes with a byte order mark", "bytes of JSON", "no bytes"];
const NOT_JSON = ["text", "text with NUL", "text with a byte order mark"];
const AS_TEXT = "converts bytes to another text";

const no = (kinds, why) => Object.fromEntries(kinds.map((kind) => [kind, why]));
const seconds = (now) => Math.floor(now.getTime() / 1000);
const ID = "msg_1";

const ofStripe = {
  secret: "whsec_hunter2",
  cannot: {
    ...no(["bytes", "bytes with a byte order mark"], "decodes the bytes as UTF-8, and loses some"),
    "bytes of JSON": "signs a list of numbers instead of the bytes",
    "empty text": "treats an empty text as missing",
  },
};

/** A row is for `scheme`, or for the scheme of the row's name. `sign` returns header fields; `accepts` returns a boolean or throws. */
export const LIBRARIES = {
  stripe: {
    ...ofStripe,
    sign: (payload, { now, secret }) => ({
      "Stripe-Signature": stripe.generateTestHeaderString({ payload, secret, timestamp: seconds(now) }),
    }),
    accepts: (body, headers, { secret }) => stripe.signature.verifyHeader(body, headers["Stripe-Signature"], secret, 300),
  },
  "stripe by WebCrypto": {
    ...ofStripe,
    scheme: "stripe",
    sign: async (payload, { now, secret }) => {
      const options = { payload, secret, timestamp: seconds(now), cryptoProvider };
      return { "Stripe-Signature": await stripe.generateTestHeaderStringAsync(options) };
    },
    accepts: (body, headers, { secret }) =>
      stripe.signature.verifyHeaderAsync(body, headers["Stripe-Signature"], secret, 300, cryptoProvider),
  },
  standardWebhooks: {
    ...standard(StandardWebhook, "webhook"),
    cannot: { ...no(BYTES, "accepts only strings and Buffers"), ...no(NOT_JSON, "parses the verified body") },
  },
  svix: {
    ...standard(SvixWebhook, "svix"),
    cannot: {
      ...no(BYTES, "accepts only strings and Buffers"),
      ...no([...NOT_JSON, "empty text"], "parses the verified body"),
    },
  },
  github: github(octokit),
  "github by WebCrypto": { ...github(octokitOfWeb), scheme: "github" },
  slack: {
    secret: "8f742231b10e8888abcd99yyyzzz85a5",
    accepts: (body, headers, { now, secret }) =>
      verifySlackRequest({ signingSecret: secret, body, headers: lower(headers), nowMilliseconds: now.getTime() }),
    cannot: no(["bytes", "bytes with a byte order mark", "bytes of JSON"], "signs a list of numbers instead of the bytes"),
  },
  shopify: {
    secret: "hush",
    accepts: acceptsOfShopify,
    cannot: {
      ...no(["bytes", "bytes with a byte order mark", "bytes of JSON"], "signs a list of numbers instead of the bytes"),
      ...no(["empty text", "no bytes"], "treats an empty body as missing"),
    },
  },
  razorpay: {
    secret: "123456",
    accepts: (body, headers, { secret }) =>
      razorpay.validateWebhookSignature(body, headers["X-Razorpay-Signature"], secret),
    cannot: no(["bytes", "bytes with a byte order mark", "bytes of JSON"], AS_TEXT),
  },
  adyenBody: {
    secret: "DFB1EB5485895CFA84146406857104ABB4CBCABDC8AAF103A624C8F6A3EAAB00",
    sign: (body, { secret }) => ({ HmacSignature: adyenValidator.calculateHmac(body, secret) }),
    accepts: (body, headers, { secret }) => adyenValidator.validateHMACSignature(secret, headers.HmacSignature, body),
    cannot: no(["bytes", "bytes with a byte order mark", "bytes of JSON"], "signs only text"),
  },
};

function github({ sign, verify }) {
  return {
    secret: "hunter2",
    sign: async (body, { secret }) => ({ "X-Hub-Signature-256": await sign(secret, body) }),
    accepts: (body, headers, { secret }) => verify(secret, body, headers["X-Hub-Signature-256"]),
    cannot: { ...no(BYTES, "accepts only strings"), "empty text": "treats an empty text as missing" },
  };
}

const lower = (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

async function acceptsOfShopify(rawBody, headers, { secret }) {
  const names = ["X-Shopify-Topic", "X-Shopify-Shop-Domain", "X-Shopify-API-Version", "X-Shopify-Webhook-Id"];
  const other = Object.fromEntries(names.map((name) => [name, "1"]));
  const rawRequest = new Request("https://app.example/", { method: "POST", headers: { ...other, ...headers } });
  return (await shopify(secret).webhooks.validate({ rawBody, rawRequest })).valid;
}

function standard(Webhook, brand) {
  return {
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    id: ID,
    sign: (body, { now, secret }) => ({
      [`${brand}-id`]: ID,
      [`${brand}-timestamp`]: String(seconds(now)),
      [`${brand}-signature`]: new Webhook(secret).sign(ID, now, body),
    }),
    accepts: (body, headers, { secret }) => new Webhook(secret).verify(body, headers),
  };
}

/** For schemes that sign members of a payment: the vendor's check of a signature that payauth made. */
export const IN_BODY = {
  adyenStandard: (body, secret) => {
    const [{ NotificationRequestItem }] = JSON.parse(body).notificationItems;
    return adyenValidator.validateHMAC(NotificationRequestItem, secret);
  },
  razorpayPayment: (body, secret) => {
    const { razorpay_order_id: order_id, razorpay_payment_id: payment_id, razorpay_signature } = JSON.parse(body);
    return razorpay.validatePaymentVerification({ order_id, payment_id }, razorpay_signature, secret);
  },
};
