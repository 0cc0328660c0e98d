// Messages whose signatures do not match, each because of one of the usual mistakes.

import { hmacKey } from "../lib/payauth.js";
import { utf8 } from "../lib/bytes.js";
import { example } from "./examples.js";
import { SENDERS } from "./senders.js";

const ON_THE_WAY_MS = 3_000;
const SECRET = "whsec_test_secret";
const EVENT = { id: "evt_1", object: "event", type: "payment_intent.succeeded", data: { object: { id: "pi_1", amount: 1099 } } };

const senderOf = (sought) => SENDERS.find(({ id }) => id === sought);

/** A message of Stripe, and the message that arrives after a mistake. */
function stripe({ body = JSON.stringify(EVENT), received = body, time = seconds(), secrets = SECRET }) {
  const key = hmacKey({ algorithm: "SHA-256", secret: SECRET });
  const tag = key.sign(`${time}.${body}`);
  key.dispose();
  return { sender: "stripe", headers: `Stripe-Signature: t=${time},v1=${tag}`, body: utf8(received), secrets, url: "", time: "" };
}

const seconds = () => Math.floor((Date.now() - ON_THE_WAY_MS) / 1_000);

/** The examples of the view Explain. `id` is the name of the example in the page's URL. */
export const BROKEN = [
  { id: "body-parsed", title: "The body was parsed", make: () => stripe({ body: JSON.stringify(EVENT, null, 2), received: JSON.stringify(EVENT) }) },
  { id: "secret-quoted", title: "The secret is in quotes", make: () => stripe({ secrets: `"${SECRET}"` }) },
  { id: "milliseconds", title: "Milliseconds", make: () => stripe({ time: Date.now() - ON_THE_WAY_MS }) },
  { id: "url-query", title: "The URL has a query", make: () => ({ sender: "square", ...urlWithQuery() }) },
];

function urlWithQuery() {
  const fits = example(senderOf("square"));
  return { ...fits, url: `${fits.url}?source=square` };
}

/** A message of any sender whose signature does not match, because the secret in the form is in quotes. */
export function broken(sender, definition) {
  const fits = example(sender, definition);
  return { ...fits, secrets: `"${fits.secrets}"` };
}
