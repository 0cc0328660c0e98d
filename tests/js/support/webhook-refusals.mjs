// For each error code of the webhook functions, calls that are rejected with this code. In each call, a secret, a tag or a body is or
// contains the canary, which is a text that must not appear in any error.

import { explainMismatch } from "payauth/explain";
import { defineScheme, MemoryStore, schemes, signWebhook, verifyWebhook } from "payauth";
import { door, dv, NOW } from "./clients.mjs";
import { providers } from "./shipped-providers.mjs";

export function webhookRefusals(canary) {
  const calls = callsWith(canary);
  return { ...ofArguments(canary, calls), ...ofSecrets(canary, calls), ...ofDeliveries(calls) };
}

/** The values of a call, and functions that make a call. Each function accepts a change that makes the call invalid. */
function callsWith(canary) {
  const body = `{"pin":"${canary}"}`;
  const secret = canary;
  const headers = signWebhook(schemes.stripe, { body, now: NOW, secret });
  const stripe = (change) => () => verifyWebhook(schemes.stripe, { headers, body, now: NOW, secrets: [secret], ...change });
  const explain = (change) => () => explainMismatch(schemes.stripe, { headers, body, now: NOW, secrets: [secret], ...change });
  const payment = (body, more) => () =>
    verifyWebhook(schemes.razorpayPayment, { headers: {}, body, now: NOW, secrets: [secret], ...more });
  const define = (change) => () =>
    defineScheme({ hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Tag": "{signature}" }, ...change });
  const client = (options, delivery) => () =>
    dv({ apiSecret: secret, webhookSecrets: [secret], ...options }).verifyWebhook({ headers: {}, body, now: NOW, ...delivery });
  return { body, secret, headers, stripe, explain, payment, define, client };
}

function ofArguments(canary, { body, headers, stripe, explain, payment, define, client, secret }) {
  return {
    ERR_ARGUMENT_TYPE: [
      explain({ secrets: secret }),
      stripe({ secrets: secret }),
      stripe({ secrets: [[secret]] }),
      stripe({ secrets: [{ id: "a", secret: { secret } }] }),
      stripe({ headers: secret }),
      stripe({ body: Object(secret) }),
      () => verifyWebhook(secret, {}),
      () => defineScheme(secret),
    ],
    ERR_BODY: [define({ key: { strip: [secret, Number.NaN] } })],
    ERR_BODY_NOT_RAW: [explain({ body: { pin: secret } }), stripe({ body: { pin: secret } }), client({}, { body: [secret] })],
    ERR_OPTION: [
      explain({ secret }),
      ...[{ auth: secret }, { [canary]: 1 }, {}].map((named) => () => {
        explainMismatch({ requestsOf: providers.dlocal, ...named }, { headers, body, now: NOW, secrets: [secret], vars: { key: canary } });
      }),
      stripe({ secret }),
      stripe({ secrets: [{ id: `${secret} `, secret }] }),
      stripe({ secrets: [{ id: "a", secret, hint: secret }] }),
      payment(body, { pastSecs: 300 }),
      () => door({ webhookSecrets: [secret] }).verifyWebhook({ headers, body, now: NOW }),
      client({ webhookEncoding: secret }),
      () => new MemoryStore({ capacity: secret.length / 7 }),
    ],
    ERR_SCHEME: [
      define({ hash: canary }),
      define({ message: `{${canary}}{body}` }),
      define({ [canary]: canary }),
      define({ headers: { [`${canary} `]: "{signature}" } }),
      define({ headers: { "X-Tag": canary } }),
    ],
  };
}

function ofSecrets(canary, { body, headers, stripe, explain, payment, client, secret }) {
  return {
    ERR_SECRET: [
      explain({ secrets: [`${secret}\u0000`] }),
      stripe({ secrets: [`${secret}\n`] }),
      stripe({ secrets: [secret, `${secret} `] }),
      () => verifyWebhook(schemes.svix, { headers, body, now: NOW, secrets: [`whsec_${secret}!`] }),
      () => signWebhook(schemes.adyenBody, { body, now: NOW, secret }),
      client({ webhookSecrets: [secret, ` ${secret}`] }),
    ],
    ERR_SIGNATURE: [
      stripe({ body: `${body} ` }),
      stripe({ secrets: [`${secret}2`] }),
      stripe({ headers: { "Stripe-Signature": `t=1709380800,v1=${secret}` } }),
      payment(`{"razorpay_order_id":"${secret}","razorpay_payment_id":"p","razorpay_signature":"${secret}"}`),
      client({}, { headers: { "X-DVPay-Signature": secret } }),
    ],
    ERR_TIME: [stripe({ now: new Date(-1) }), stripe({ secrets: [{ id: "a", secret, notAfter: new Date(-1) }] })],
    ERR_TOO_LARGE: [
      explain({ body: body.padEnd(64 * 1024 + 1) }),
      stripe({ headers: { "Stripe-Signature": canary.repeat(10_000) } }),
      stripe({ secrets: [canary.repeat(10_000)] }),
      payment(body.padEnd(64 * 1024 + 1)),
    ],
  };
}

function ofDeliveries({ body, headers, stripe, explain, payment, client, secret }) {
  return {
    ERR_ENCODING: [stripe({ body: `${secret}\ud800` }), payment(Uint8Array.of(0xff))],
    ERR_FIELD_AMBIGUOUS: [
      stripe({ headers: [...Object.entries(headers), ["stripe-signature", secret]] }),
      stripe({ headers: { "Stripe-Signature": `t=1,t=2,v1=${secret}` } }),
      stripe({ headers: { "Stripe-Signature": [secret, secret] } }),
    ],
    ERR_FIELD_MALFORMED: [
      stripe({ headers: { "Stripe-Signature": { secret } } }),
      explain({ headers: { "Stripe-Signature": `t=${secret},v1=${secret}` } }),
      stripe({ headers: { "Stripe-Signature": secret } }),
      stripe({ headers: { "Stripe-Signature": `t=${secret},v1=${secret}` } }),
      payment(`{"razorpay_order_id":["${secret}"],"razorpay_payment_id":"p","razorpay_signature":"${secret}"}`),
    ],
    ERR_FIELD_MISSING: [explain({ headers: { [secret]: secret } }), stripe({ headers: { [secret]: secret } }), payment(body), client({})],
    ERR_JSON: [payment(`{"pin":"${secret}"`), payment(`{"${secret}":1,"${secret}":2}`)],
    ERR_TOO_NEW: [stripe({ now: new Date(NOW.getTime() - 301_000) })],
    ERR_TOO_OLD: [stripe({ now: new Date(NOW.getTime() + 301_000) })],
  };
}
