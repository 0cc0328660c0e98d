// Verifying a webhook of 1 KB by payauth and by the vendors' own libraries, in one process; 1 MB beside the bare HMAC.
// Prints JSON. PAYAUTH is where payauth is installed.

import { verify as octokit } from "@octokit/webhooks-methods";
import { Webhook } from "standardwebhooks";
import Stripe from "stripe";
import { compare } from "../bench/rounds.mjs";
import { verify as octokitOfWeb } from "./node_modules/@octokit/webhooks-methods/dist-web/index.js";

const { hmacKey, schemes, signWebhook, verifyWebhook } = await import(process.env.PAYAUTH);

const now = new Date();
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const secrets = [secret];
const body = JSON.stringify({ id: "evt_1", object: "event", padding: "x".repeat(980) });
const large = "x".repeat(1 << 20);

const sent = (scheme, text) => signWebhook(scheme, { body: text, now, secret, id: "msg_1" });
const ours = (scheme, text = body) => {
  const options = { headers: sent(scheme, text), body: text, now, secrets };
  return { name: "payauth", call: () => verifyWebhook(scheme, options) };
};

const stripe = Stripe.webhooks ?? new Stripe("sk_test_x").webhooks;
const subtle = Stripe.createSubtleCryptoProvider();
const stripeSignature = sent(schemes.stripe, body)["Stripe-Signature"];
const standard = new Webhook(secret);
const standardHeaders = sent(schemes.standardWebhooks, body);
const githubSignature = sent(schemes.github, body)["X-Hub-Signature-256"];
const key = hmacKey({ algorithm: "SHA-256", secret });

const rows = {
  "stripe.constructEvent": [
    ours(schemes.stripe),
    { name: "vendor", call: () => stripe.constructEvent(body, stripeSignature, secret) },
  ],
  standardwebhooks: [ours(schemes.standardWebhooks), { name: "vendor", call: () => standard.verify(body, standardHeaders) }],
  octokit: [ours(schemes.github), { name: "vendor", call: () => octokit(secret, body, githubSignature) }],
  // standardwebhooks and svix have no such build: both hash in JavaScript.
  "stripe.constructEventAsync by WebCrypto": [
    ours(schemes.stripe),
    { name: "vendor", call: () => stripe.constructEventAsync(body, stripeSignature, secret, undefined, subtle) },
  ],
  "octokit by WebCrypto": [
    ours(schemes.github),
    { name: "vendor", call: () => octokitOfWeb(secret, body, githubSignature) },
  ],
  "the bare HMAC of 1 MB": [ours(schemes.github, large), { name: "hmac", call: () => key.sign(large) }],
};

const measured = {};
for (const [name, contenders] of Object.entries(rows)) measured[name] = await compare(contenders);
console.log(JSON.stringify(measured));
