// The webhooks of the fourteen APIs, as their senders make them. Each webhook is a function of the body, the time and the secrets. It
// returns the header fields or, if the signature is in the body, the whole body.

import { createHash } from "node:crypto";
import { hmac } from "./digest.mjs";

const seconds = (now) => String(Math.floor(now / 1000));

export const DELIVERIES = {
  "stripe": ({ body, now, secret }) => ({
    headers: { "Stripe-Signature": `t=${seconds(now)},v1=${hmac("sha256", secret, [seconds(now), ".", body])}` },
  }),
  "airwallex": ({ body, now, secret }) => ({
    headers: { "x-timestamp": String(now), "x-signature": hmac("sha256", secret, [String(now), body]) },
  }),
  "xendit": ({ secret }) => ({ headers: { "x-callback-token": secret } }),
  "dlocal": ({ body, now, credentials: { login, secretKey } }) => {
    const date = new Date(now).toISOString();
    const tag = hmac("sha256", secretKey, [login, date, body]);
    return { headers: { "X-Date": date, "Authorization": `V2-HMAC-SHA256, Signature: ${tag}` } };
  },
  "checkout-com": ({ body, secret }) => ({ headers: { "Cko-Signature": hmac("sha256", secret, [body]) } }),
  // The body is not signed. The id from the query is signed in lower case. A missing part is left out.
  "mercado-pago": ({ url, requestId, now, secret }) => {
    const id = new URL(url).searchParams.get("data.id")?.toLowerCase();
    const parts = [id && `id:${id};`, requestId && `request-id:${requestId};`, `ts:${seconds(now)};`];
    const tag = hmac("sha256", secret, [parts.filter(Boolean).join("")]);
    const signature = { "x-signature": `ts=${seconds(now)},v1=${tag}` };
    return { headers: requestId ? { "x-request-id": requestId, ...signature } : signature };
  },
  "flutterwave-v4": ({ body, secret }) => ({
    headers: { "flutterwave-signature": hmac("sha256", secret, [body], "base64") },
  }),
  "cashfree": ({ body, now, credentials: { clientSecret } }) => ({
    headers: {
      "x-webhook-timestamp": String(now),
      "x-webhook-signature": hmac("sha256", clientSecret, [String(now), body], "base64"),
    },
  }),
  "midtrans": ({ body, credentials: { serverKey } }) => {
    const { order_id: order, status_code: status, gross_amount: amount, ...rest } = JSON.parse(body);
    const tag = createHash("sha512").update(order + status + amount + serverKey).digest("hex");
    const members = { order_id: order, status_code: status, gross_amount: amount, ...rest, signature_key: tag };
    return { headers: {}, body: JSON.stringify(members) };
  },
  "worldline-connect": ({ body, secret, keyId = "dummy-key-id" }) => ({
    headers: { "X-GCS-KeyId": keyId, "X-GCS-Signature": hmac("sha256", secret, [body], "base64") },
  }),
};
