// Looks at a value in every way that a program easily does, for a secret.

import { ok } from "./harness.mjs";

export function hidden(host, value, secret) {
  const inspectors = [host.inspect, globalThis.Deno?.inspect, globalThis.Bun?.inspect].filter(Boolean);
  const views = inspectors.flatMap((inspect) => [inspect(value), inspect(value, { depth: 20, showHidden: true })]);
  const text = [String(value), JSON.stringify(value), ...Object.values(value).map(String), ...views].join("\n");
  ok(!text.includes(secret), `nothing of the secret in: ${text}`);
}
