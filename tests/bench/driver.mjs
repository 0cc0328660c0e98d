// The time that client.fetch adds to a request if the client already has a token, compared with one HMAC of 64 bytes.

import * as payauth from "payauth";
import { recipeSignature } from "./contenders.mjs";
import { API_URL, decided, driver, stub, texts } from "./own.mjs";

const [MESSAGE] = texts(64);

export async function drivers({ createHmac }) {
  const { decision } = decided(payauth);
  const request = { method: "GET", headers: { Authorization: decision.authorization }, redirect: "manual" };
  return [
    { name: "hot path", call: () => (Date.now() < decision.validUntil.getTime() ? decision.authorization : undefined) },
    { name: "driver", call: await driver(payauth) },
    { name: "bare fetch", call: () => stub(API_URL, request) },
    { name: "createHmac", call: createHmac && (() => recipeSignature(createHmac, MESSAGE)) },
  ].filter(({ call }) => call);
}
