// Makes requests to DogPay, which need an access token. The first function uses `fetch` and `client.token`. The second function uses
// `client.fetch`.

import { dogpay } from "payauth";

export const connect = (env, waitUntil) =>
  dogpay({
    appid: env.DOGPAY_APPID,
    secret: env.DOGPAY_SECRET,
    environment: "sandbox",
    baseUrl: env.DOGPAY_BASE_URL,
    // With `waitUntil`, a token refresh continues after the response, even if the caller has disconnected.
    ...(waitUntil && { waitUntil }),
  });

/** The state, in the memory of the isolate. It is a text, so any store could keep it. The state contains the token, so it is a secret. */
let state;

/** Pays with `fetch` and `client.token`. The `callId` in the body is DogPay's idempotency key, so a retry never pays twice. */
export async function pay(dog, body) {
  const { authorization, fingerprint } = await authorize(dog);
  const send = (authorization) => {
    const request = dog.sign({ path: "/open-api/v1/pay", body, authorization, now: new Date() });
    return fetch(request.url, request);
  };
  const answer = await send(authorization);
  if (answer.status !== 401) return answer;
  const refused = dog.token.onUnauthorized(state, { fingerprint, now: new Date() });
  state = refused.state;
  return refused.verdict === "give-up" ? answer : send((await authorize(dog)).authorization);
}

async function authorize(dog) {
  state ??= dog.token.initial();
  const decision = dog.token.decide(state, { now: new Date() });
  switch (decision.action) {
    case "use":
    case "use-and-refresh":
      return decision;
    case "fail":
      throw decision.error;
    case "wait":
      await new Promise((resolve) => setTimeout(resolve, 20));
      return authorize(dog);
    case "refresh":
      await renew(dog);
      return authorize(dog);
  }
}

async function renew(dog) {
  const sentAt = new Date();
  const begun = dog.token.beginRefresh(state, { now: sentAt, owner: crypto.randomUUID() });
  if (!begun.granted) return;
  state = begun.state;
  const answer = await fetch(begun.request.url, { ...begun.request, signal: AbortSignal.timeout(8_000) })
    .then(async ({ status, headers, body }) => ({ status, headers, body: await new Response(body).arrayBuffer() }))
    .catch(() => undefined);
  state = dog.token.commitRefresh(state, begun.ticket, answer, { sentAt, now: new Date() }).state;
}

/** Lists payments with `client.fetch`, which also requests the token. */
export function list(dog) {
  return dog.fetch("/open-api/v1/pay", { query: dog.page({ take: 20 }) });
}
