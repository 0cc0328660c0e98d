// Searches for a secret in every usual way to print a value.

import { hmacKey } from "payauth";
import { ok } from "./harness.mjs";
import { CANARY } from "./refusals.mjs";

/** Fails if a printed value contains the canary (as text, hex or base64), or the tag of the canary with the canary as its key. */
export function assertRedacted(host, value) {
  const key = hmacKey({ algorithm: "SHA-256", secret: CANARY });
  const hex = [...CANARY].map((character) => character.charCodeAt(0).toString(16)).join("");
  const needles = [CANARY, hex, btoa(CANARY).slice(0, 16), key.sign(CANARY), key.sign(CANARY, "base64")];
  key.dispose();
  const text = shown(host, value);
  for (const needle of needles) ok(!text.includes(needle), `a text without the secret; got: ${text}`);
}

/** The value, printed in all usual ways. */
export function shown(host, value) {
  const options = { depth: 20, showHidden: true };
  const inspectors = [host.inspect, globalThis.Deno?.inspect, globalThis.Bun?.inspect].filter(Boolean);
  const own = Object.getOwnPropertyNames(value).map((name) => `${name}: ${readable(value[name])}`);
  const facts = value instanceof Error || value.sign ? own : [];
  const cause = value.cause ? shown(host, value.cause) : "";
  const views = inspectors.flatMap((inspect) => [inspect(value), inspect(value, options)]);
  return [String(value), JSON.stringify(value), `${value.message}`, value.stack, ...facts, ...views, cause].join("\n");
}

function readable(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}
