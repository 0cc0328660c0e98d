// Messages that Stripe's own library signs.

import { createRequire } from "node:module";
import { join } from "node:path";
import { tests } from "../js/tools/paths.mjs";
import { SECRET } from "./servers.mjs";

const Stripe = createRequire(join(tests, "frameworks/package.json"))("stripe");
const stripe = new Stripe("sk_test_of_the_frameworks");
let messages = 0;

/** A new message, signed by Stripe's library. */
export function message({ id = `evt_${(messages += 1)}`, secret = SECRET, size = 0, ...more } = {}) {
  const payload = JSON.stringify({ id, object: "event", padding: "é".repeat(size), ...more }, null, 2);
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret });
  return { method: "POST", body: payload, headers: { "Content-Type": "application/json", "Stripe-Signature": signature } };
}
