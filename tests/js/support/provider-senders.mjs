// The table of providers as senders of webhooks: how each provider signs, with WebCrypto, and a client that verifies the message.

import { schemes } from "payauth";
import { NOW } from "./clients.mjs";
import { provider } from "./providers.mjs";

const encoder = new TextEncoder();
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const sha256 = async (text) => new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
const written = (value) => base64url(encoder.encode(value));

async function hmac(secret, message, hash = "SHA-256") {
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(message)));
}

const SECONDS = Math.floor(NOW.getTime() / 1000);
const JWT_HEAD = '{"alg":"HS256","typ":"JWT"}';

/**
 * For each provider: `receiver(secret)` is a client that verifies with the secret, `tag(secret, body)` is the tag of a body, as
 * bytes, and `message(tag, body)` is the sent message. DoorPay documents no signature, so its receiver has a webhookScheme.
 */
export const PROVIDER_SENDERS = {
  dogpay: {
    receiver: (secret) => provider("dogpay").make({ appid: secret }),
    tag: (secret, body) => hmac(secret, body, "SHA-512"),
    message: (tag, body) => ({ headers: { "wh-signature": hex(tag) }, body }),
  },
  doorpay: {
    receiver: (secret) => provider("doorpay").make({ webhookSecrets: [secret], webhookScheme: schemes.stripe }),
    tag: (secret, body) => hmac(secret, `${SECONDS}.${body}`),
    message: (tag, body) => ({ headers: { "Stripe-Signature": `t=${SECONDS},v1=${hex(tag)}` }, body }),
  },
  dvpay: {
    receiver: (secret) => provider("dvpay").make({ webhookSecrets: [secret] }),
    tag: (secret, body) => hmac(secret, body),
    message: (tag, body) => ({ headers: { "X-DVPay-Signature": hex(tag) }, body }),
  },
  pledg: {
    receiver: (secret) => provider("pledg").make({ merchantSecret: secret }),
    tag: (secret, body) => hmac(secret, `${written(JWT_HEAD)}.${written(body)}`),
    message: (tag, body) => ({
      headers: {},
      body: JSON.stringify({ signature: [written(JWT_HEAD), written(body), base64url(tag)].join(".") }),
    }),
  },
  wakapay: {
    receiver: (secret) => provider("wakapay").make({ apiKey: "key", apiSecret: secret }),
    tag: (secret) => sha256(`key:${secret}`),
    message: (tag, body) => ({ headers: {}, body: JSON.stringify({ ...JSON.parse(body), signature: hex(tag) }) }),
  },
};
