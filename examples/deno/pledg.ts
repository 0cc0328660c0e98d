// A Deno script for Pledg. It first uses `fetch` and `client.token`, and then `client.fetch`.
//
//   deno run --allow-net --allow-env pledg.ts refund <uid of the purchase> <cents>
//   deno run --allow-net --allow-env pledg.ts again <uid of the purchase> <cents>     the same with `client.fetch`
//   deno run --allow-net --allow-env pledg.ts link <reference> <cents>                a link with signed parameters

import { isPayauthError, pledg } from "payauth";

const pl = pledg({
  apiKey: env("PLEDG_API_KEY"),
  apiSecret: env("PLEDG_API_SECRET"),
  merchantSecret: env("PLEDG_MERCHANT_SECRET"),
  environment: "staging",
  ...(Deno.env.has("PLEDG_BASE_URL") && { baseUrl: env("PLEDG_BASE_URL") }),
});

const COMMANDS: Record<string, (...given: string[]) => Promise<Response>> = { refund, again, link };

/** Refunds with `fetch` and `client.token`. The script needs only one token, so it does not store the state. */
async function refund(purchase: string, cents: string): Promise<Response> {
  const now = new Date();
  const begun = pl.token.beginRefresh(pl.token.initial(), { now, owner: crypto.randomUUID() });
  if (!begun.granted) throw new Error("another caller requests a token");
  const answer = await fetch(begun.request.url, begun.request);
  const given = { status: answer.status, headers: answer.headers, body: await answer.arrayBuffer() };
  const { state, error } = pl.token.commitRefresh(begun.state, begun.ticket, given, { sentAt: now, now: new Date() });
  if (error) throw error;
  const { authorization } = pl.token.decide(state, { now: new Date() });
  const request = pl.sign({
    path: path(purchase),
    body: body(cents),
    now: new Date(),
    ...(authorization && { authorization }),
  });
  return fetch(request.url, request);
}

/** Refunds with `client.fetch`, which requests the token itself. */
function again(purchase: string, cents: string): Promise<Response> {
  return pl.fetch(path(purchase), { body: body(cents) });
}

/** Makes a link with signed parameters. Such a request needs no token. */
function link(reference: string, cents: string): Promise<Response> {
  const signature = pl.signParameters({ reference, amountCents: Number(cents) });
  return pl.fetch("/api/purchase_link/", { method: "POST", query: { signature } });
}

const path = (purchase: string): string => `/api/purchases/${encodeURIComponent(purchase)}/credit_by_transfer`;
const body = (cents: string): { amount_cents: number } => ({ amount_cents: Number(cents) });

function env(name: string): string {
  const value = Deno.env.get(name);
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

try {
  const [command = "", ...given] = Deno.args;
  const run = COMMANDS[command];
  if (!run) throw new Error("say refund, again or link");
  const answer = await run(...given);
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`refused with ${answer.status}: ${pl.readError({ status: answer.status, body: text }).message}`);
  }
  console.log(text);
} catch (error) {
  // The code of a payauth error is stable. Its message names the argument, and never contains a secret.
  console.error(isPayauthError(error) ? `${error.code} ${error.message}` : String(error));
  Deno.exit(1);
}
