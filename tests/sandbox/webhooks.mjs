// Makes webhooks as the providers send them. A test posts them to a receiver, or passes them to `verifyWebhook`.

import { hmac, sha256 } from "./digest.mjs";
import { writeJwt } from "./jwt.mjs";

/** DogPay: an HMAC-SHA512 of the body. The key is the API key, not the secret. */
export function sendDogPay({
  appid,
  body = '{"event_id":"evt_1","event_identifier":"pay.transaction.update","data":{"status":"completed"}}',
}) {
  return request(body, { "wh-signature": hmac("sha512", appid, [body]) });
}

/** WakaPay: a member of the body with a constant, which is the same in every webhook for the same credentials. */
export function sendWakaPay({
  apiKey,
  apiSecret,
  event = { event: "transaction.updated", status: "termination_success" },
}) {
  return request(JSON.stringify({ ...event, signature: sha256(`${apiKey}:${apiSecret}`) }));
}

const BACK_FIELDS = ["created_at", "error", "id", "reference", "sandbox", "status"];

/** Pledg's back mode: the SHA-256 of six fields with the secret between them, in upper-case hex. All other fields are unsigned. */
export function sendPledgBack({ merchantSecret, notification }) {
  const message = BACK_FIELDS.map((name) => `${name}=${notification[name]}`).join(merchantSecret);
  return request(JSON.stringify({ ...notification, signature: sha256(message).toUpperCase() }));
}

/** Pledg's notifications about transfers and errors: the body is only a JWT. */
export function sendPledgJwt({ merchantSecret, claims, header }) {
  return request(JSON.stringify({ signature: writeJwt(claims, merchantSecret, header) }));
}

/** DVPay: an HMAC-SHA256 of the body. Its encoding is not documented; hex is inferred from the signature of requests. */
export function sendDVPay({ webhookSecret, body, encoding = "hex" }) {
  return request(body, { "X-DVPay-Signature": hmac("sha256", webhookSecret, [body], encoding) });
}

/**
 * DoorPay: an HMAC-SHA256 with a `whsec_` secret. The header, the message and the encoding are not documented, so the sandbox uses
 * `X-DoorPay-Signature: t=<seconds>,v1=<hex of HMAC over seconds "." body>`. The key is the text of the secret.
 */
export function sendDoorPay({ webhookSecret, body, now }) {
  const seconds = Math.floor(now.getTime() / 1000);
  const tag = hmac("sha256", webhookSecret, [`${seconds}.`, body]);
  return request(body, { "X-DoorPay-Signature": `t=${seconds},v1=${tag}` });
}

function request(body, headers = {}) {
  return { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body };
}
