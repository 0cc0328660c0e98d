// Messages of Shopify, Razorpay and Mercado Pago, whose own libraries sign queries, or write the signature into a query.

import { createRequire } from "node:module";
import "@shopify/shopify-api/adapters/web-api";
import { shopifyApi } from "@shopify/shopify-api";
import { generateLocalHmac } from "./node_modules/@shopify/shopify-api/dist/esm/lib/utils/hmac-validator.mjs";
import { address, changes, joined, members, names, otherField, otherMember, PLACES, queryOf, word } from "./parts.mjs";

const require = createRequire(import.meta.url);
const { validatePaymentVerification } = require("razorpay/dist/utils/razorpay-utils");
const { WebhookSignatureValidator } = require("mercadopago/dist/utils/webhook/index.js");

/** Shopify's library, configured with a secret. */
export function shopify(apiSecretKey) {
  const options = { apiKey: "key", hostName: "app.example", apiVersion: "2026-01", isEmbeddedApp: true };
  return shopifyApi({ ...options, apiSecretKey, logger: { level: 0, log: () => {} } });
}

const seconds = (now) => String(Math.floor(now.getTime() / 1000));

function ofShopify(scheme, carrier, signator) {
  return {
    scheme,
    place: PLACES.query,
    draw(draw) {
      const values = Object.fromEntries(names(draw, 1 + draw.below(4)).map((name) => [name, word(draw, draw.below(9))]));
      return { secret: word(draw, 32), url: `${address(draw)}?${joined({ shop: `${word(draw, 4)}.example`, ...values })}`, body: "" };
    },
    async sign({ secret, url }, now) {
      const timestamp = seconds(now);
      const tag = await generateLocalHmac({ apiSecretKey: secret })({ ...queryOf(url), timestamp }, signator);
      return { [carrier]: tag, timestamp };
    },
    accepts: ({ secret, url }) => shopify(secret).utils.validateHmac(queryOf(url), { signator }),
    changes: {
      ...changes("another secret"),
      "another shop": otherMember("url", "shop"),
      "another time": otherMember("url", "timestamp"),
    },
    late: 91_000,
  };
}

const LINK = ["payment_link_id", "payment_link_reference_id", "payment_link_status", "payment_id"];

function ofRazorpay(scheme, part, ids) {
  const inUrl = part === "url";
  return {
    scheme,
    place: inUrl ? PLACES.query : PLACES.form,
    draw(draw) {
      const text = joined(Object.fromEntries(ids.map((name) => [`razorpay_${name}`, word(draw, 14)])));
      return { secret: word(draw, 20), body: inUrl ? "" : text, ...(inUrl && { url: `${address(draw)}?${text}` }) };
    },
    accepts(message) {
      const { razorpay_signature, ...given } = inUrl ? queryOf(message.url) : members(message.body);
      const payment = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.replace("razorpay_", ""), value]));
      return validatePaymentVerification(payment, razorpay_signature, message.secret);
    },
    changes: {
      ...changes("another secret"),
      "another payment": otherMember(part, "razorpay_payment_id"),
      "another first id": otherMember(part, `razorpay_${ids[0]}`),
    },
  };
}

export const queries = {
  "Shopify, OAuth callback": ofShopify("shopifyOauth", "hmac", "admin"),
  "Shopify, app proxy": ofShopify("shopifyProxy", "signature", "appProxy"),
  "Razorpay, payment link": ofRazorpay("razorpayLink", "url", LINK),
  "Razorpay, checkout by callback": ofRazorpay("razorpayCallback", "body", ["order_id", "payment_id"]),
  "Razorpay, subscription": ofRazorpay("razorpaySubscription", "body", ["subscription_id", "payment_id"]),
  "Mercado Pago": {
    scheme: "mercadoPago",
    place: PLACES.header,
    draw(draw) {
      const url = `${address(draw)}?${joined({ ...(draw.below(4) && { "data.id": word(draw, 9) }), type: "payment" })}`;
      return { secret: word(draw, 40), url, body: "{}", headers: draw.below(4) ? { "x-request-id": word(draw, 20) } : {} };
    },
    accepts({ secret, url, headers }) {
      const [xSignature, xRequestId, dataId] = [headers["x-signature"], headers["x-request-id"], queryOf(url)["data.id"]];
      WebhookSignatureValidator.validate({ secret, xSignature, xRequestId, dataId });
    },
    changes: {
      ...changes("another secret"),
      "another time": (message) => PLACES.header(message, { "x-signature": message.headers["x-signature"].replace("ts=", "ts=1") }),
      "another tag": otherField("x-signature"),
    },
  },
};
