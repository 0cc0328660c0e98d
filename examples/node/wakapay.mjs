// Makes requests to WakaPay, which need an access token. The first function uses `fetch` and `client.token`. The second function uses
// `client.fetch`.

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { wakapay } from "payauth";

const { env } = process;

const waka = wakapay({
  apiKey: env.WAKAPAY_API_KEY,
  apiSecret: env.WAKAPAY_API_SECRET,
  environment: "test",
  baseUrl: env.WAKAPAY_BASE_URL,
  report: ({ type, code }) => console.log("token", type, code ?? ""),
});

/** The state is a text, so any store could keep it. The state contains the token, so it is a secret. */
let state = waka.token.initial();

/** Reads the balance with `fetch` and `client.token`. */
export async function balance() {
  const { authorization, fingerprint } = await authorize();
  const answer = await ask(authorization);
  if (answer.status !== 401) return tell(answer);
  const refused = waka.token.onUnauthorized(state, { fingerprint, now: new Date() });
  state = refused.state;
  return tell(refused.verdict === "give-up" ? answer : await ask((await authorize()).authorization));
}

function ask(authorization) {
  const query = { currency: "USD" };
  const request = waka.sign({ path: "/business/balance", query, authorization, now: new Date() });
  return fetch(request.url, request);
}

async function authorize() {
  for (;;) {
    const decision = waka.token.decide(state, { now: new Date() });
    if (decision.action === "use" || decision.action === "use-and-refresh") return decision;
    if (decision.action === "fail") throw decision.error;
    await (decision.action === "wait" ? sleep(20) : renew());
  }
}

async function renew() {
  const sentAt = new Date();
  const begun = waka.token.beginRefresh(state, { now: sentAt, owner: randomUUID() });
  if (!begun.granted) return;
  state = begun.state;
  const answer = await fetch(begun.request.url, { ...begun.request, signal: AbortSignal.timeout(8_000) })
    .then(async (answer) => ({ status: answer.status, headers: answer.headers, body: await answer.arrayBuffer() }))
    .catch(() => undefined);
  state = waka.token.commitRefresh(state, begun.ticket, answer, { sentAt, now: new Date() }).state;
}

/** Makes a payout with `client.fetch`, which also requests the token. A 409 means that an earlier attempt may have made the payout. */
export async function payout(body) {
  return tell(await waka.fetch("/business/payout", { body }));
}

async function tell(answer) {
  const body = await answer.text();
  if (answer.ok) return { status: answer.status, body: JSON.parse(body) };
  const { message, retry, mayExist } = waka.readError({ status: answer.status, body });
  return { status: 502, body: { error: "refused", message, retry, mayExist } };
}
