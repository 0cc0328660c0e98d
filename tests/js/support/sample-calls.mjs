// A call of each provider that could move money or show data, for rules that all of them keep.

import { REFUND } from "./clients.mjs";

/** The name of the provider in `World`, a path and what goes with it. */
export const FIVE = [
  ["dv", REFUND, { body: { orderId: 1, refundAmount: 5 }, idempotencyKey: "k" }],
  ["door", "/payments", { body: { amount: 5 } }],
  ["dog", "/open-api/v1/pay", { body: { amount: 5 } }],
  ["waka", "/business/payout", { body: { amount: 5 } }],
  ["pl", "/api/purchases/pur_1/credit_by_transfer", { body: { amount_cents: 5 } }],
];

/** Those whose requests carry an access token. */
export const THREE = FIVE.filter(([provider]) => !["dv", "door"].includes(provider));
