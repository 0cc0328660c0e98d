// Webhooks as the providers send them: a test posts them to a receiver, or passes them to `verifyWebhook`.

import { hmac, sha256 } from "./digest.mjs";
import { writeJwt } from "./jwt.mjs";

/** DogPay: HMAC-SHA512 of the body, keyed by the API key and not by the secret. */
export function sendDogPay({
  appid,
  body = '{"event_id":"evt_1","event_identifier":"pay.transaction.update","data":{"status":"completed"}}',
}) {
  return request(body, { "wh-signature": hmac("sha512", appid, [body]) });
}

/** WakaPay: a field of the body that is the same in every webhook of one pair of credentials. */
export function sendWakaPay({
  apiKey,
  apiSecret,
  event = { event: "transaction.updated", status: "termination_success" },
}) {
  return request(JSON.stringify({ ...event, signature: sha256(`${apiKey}:${apiSecret}`) }));
}

const BACK_FIELDS = ["created_at", "error", "id", "reference", "sandbox", "status"];

/** Pledg's back mode: six fields with the secret between them, SHA-256 in upper-case hex. Everything else is unsigned. */
export function sendPledgBack({ merchantSecret, notification }) {
  const message = BACK_FIELDS.map((name) => `${name}=${notification[name]}`).join(merchantSecret);
  return request(JSON.stringify({ ...notification, signature: sha256(message).toUpperCase() }));
}

/** Pledg's transfer and error notifications: only a JWT. */
export function sendPledgJwt({ merchantSecret, claims, header }) {
  return request(JSON.stringify({ signature: writeJwt(claims, merchantSecret, header) }));
}

/** DVPay: HMAC-SHA256 of the body. Its encoding is not documented; hex is inferred from the requests. */
export function sendDVPay({ webhookSecret, body, encoding = "hex" }) {
  return request(body, { "X-DVPay-Signature": hmac("sha256", webhookSecret, [body], encoding) });
}

/**
 * DoorPay: HMAC-SHA256 with a `whsec_` secret. Header, message and encoding are not documented: these are the sandbox's
 * own, `X-DoorPay-Signature: t=<seconds>,v1=<hex of HMAC over seconds "." body>`, keyed by the secret's text.
 */
export function sendDoorPay({ webhookSecret, body, now }) {
  const seconds = Math.floor(now.getTime() / 1000);
  const tag = hmac("sha256", webhookSecret, [`${seconds}.`, body]);
  return request(body, { "X-DoorPay-Signature": `t=${seconds},v1=${tag}` });
}

function request(body, headers = {}) {
  return { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body };
}
