// The time to verify a webhook of 1 KB with payauth and with other libraries, in one process. A webhook of 1 MB is compared with only
// the HMAC. Prints JSON. PAYAUTH is the URL of payauth's script.

import { WebhookVerificationService as tern } from "@hookflo/tern";
import { verify as octokit } from "@octokit/webhooks-methods";
import { Webhook } from "standardwebhooks";
import Stripe from "stripe";
import { compare } from "../bench/rounds.mjs";
import { DELIVERIES, field } from "./deliveries.mjs";
import { verify as octokitOfWeb } from "./node_modules/@octokit/webhooks-methods/dist-web/index.js";

const { hmacKey, schemes, signWebhook, verifyWebhook } = await import(process.env.PAYAUTH);

const now = new Date();
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const secrets = [secret];
const body = JSON.stringify({ id: "evt_1", object: "event", padding: "x".repeat(980) });
const large = "x".repeat(1 << 20);

const sent = (scheme, text) => signWebhook(scheme, { body: text, now, secret, id: "msg_1" });
const ours = (scheme, headers, text = body) => ({
  name: "payauth",
  call: () => verifyWebhook(scheme, { headers, body: text, now, secrets }),
});
const vendor = (call) => ({ name: "vendor", call });

const stripe = Stripe.webhooks ?? new Stripe("sk_test_x").webhooks;
const subtle = Stripe.createSubtleCryptoProvider();
const standard = new Webhook(secret);
const key = hmacKey({ algorithm: "SHA-256", secret });

/** Libraries that verify the message of a sender, by name. A library also names the header field that it reads. */
const LIBRARIES = {
  "stripe.constructEvent": ["stripe", (headers) => stripe.constructEvent(body, field(headers, "Stripe-Signature"), secret)],
  octokit: ["github", (headers) => octokit(secret, body, field(headers, "X-Hub-Signature-256"))],
  standardwebhooks: ["standardWebhooks", (headers) => standard.verify(body, plain(headers))],
};

/** The header fields as a plain object, for a library that accepts only an object. */
function plain(headers) {
  return headers instanceof Headers ? Object.fromEntries(headers) : headers;
}

const rows = {};
for (const [name, [scheme, call]] of Object.entries(LIBRARIES)) {
  for (const [shape, made] of Object.entries(DELIVERIES)) {
    const headers = made(sent(schemes[scheme], body));
    rows[shape === "1 field" ? name : `${name}, ${shape}`] = [ours(schemes[scheme], headers), vendor(() => call(headers))];
  }
}
// standardwebhooks and svix are not measured with WebCrypto, because both hash in JavaScript.
const ofStripe = sent(schemes.stripe, body);
const ofGithub = sent(schemes.github, body);
rows["stripe.constructEventAsync by WebCrypto"] = [
  ours(schemes.stripe, ofStripe),
  vendor(() => stripe.constructEventAsync(body, ofStripe["Stripe-Signature"], secret, undefined, subtle)),
];
rows["octokit by WebCrypto"] = [
  ours(schemes.github, ofGithub),
  vendor(() => octokitOfWeb(secret, body, ofGithub["X-Hub-Signature-256"])),
];
for (const [platform, scheme] of [["stripe", "stripe"], ["github", "github"], ["clerk", "svix"]]) {
  const headers = DELIVERIES["18 fields, Headers"](sent(schemes[scheme], body));
  rows[`tern, ${platform}, 18 fields, Headers`] = [ours(schemes[scheme], headers), vendor(await ternOf(platform, headers))];
}
rows["the HMAC of 1 MB without verification"] = [
  ours(schemes.github, sent(schemes.github, large), large),
  { name: "hmac", call: () => key.sign(large) },
];

/** tern accepts a Request, and clones it. */
async function ternOf(platform, headers) {
  const request = new Request("https://shop.example/webhooks", { method: "POST", headers, body });
  const call = () => tern.verify(request, { platform, secret, toleranceInSeconds: 300 });
  const { isValid, error } = await call();
  if (!isValid) throw new Error(`tern does not accept ${platform}: ${error}`);
  return call;
}

const measured = {};
for (const [name, contenders] of Object.entries(rows)) measured[name] = await compare(contenders);
console.log(JSON.stringify(measured));
