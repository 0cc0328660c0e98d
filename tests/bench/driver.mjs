// What a client that fetches costs a request for which a token is there, beside one HMAC of 64 bytes.

import { wakapay } from "payauth";
import { recipeSignature } from "./contenders.mjs";

const PATH = "/api/v1/balances";
const MESSAGE = "a".repeat(64);

export async function drivers({ createHmac }) {
  const options = { apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test", fetch: stub };
  const client = wakapay(options);
  await client.fetch(PATH);
  const decision = decided(wakapay(options));
  const request = { method: "GET", headers: { Authorization: decision.authorization }, redirect: "manual" };
  return [
    { name: "hot path", call: () => (Date.now() < decision.validUntil.getTime() ? decision.authorization : undefined) },
    { name: "driver", call: () => client.fetch(PATH) },
    { name: "bare fetch", call: () => stub(`https://api.test.wakapay.io${PATH}`, request) },
    { name: "createHmac", call: createHmac && (() => recipeSignature(createHmac, MESSAGE)) },
  ].filter(({ call }) => call);
}

const ANSWER = new TextEncoder().encode('{"accessToken":"abc","expiresIn":3600}');

async function stub() {
  return { status: 200, headers: { get: () => null }, arrayBuffer: async () => ANSWER.buffer };
}

/** The decision of a machine that has a token. */
function decided({ token }) {
  const now = new Date();
  const begun = token.beginRefresh(token.initial(), { now, owner: "bench" });
  const answer = { status: 200, headers: {}, body: ANSWER };
  return token.decide(token.commitRefresh(begun.state, begun.ticket, answer, { sentAt: now, now }).state, { now });
}
