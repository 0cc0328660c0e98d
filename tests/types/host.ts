// payauth accepts values of the host's types without a cast.

import { dogpay, dvpay, doorpay, hmacKey, schemes, webhookHandler } from "payauth";

const dv = dvpay({ apiKey: "key", apiSecret: "secret" });
const door = doorpay({ apiKey: "dp_test_key", apiSecret: "sk_test_secret", environment: "sandbox" });

export async function send(): Promise<boolean> {
  const request = dv.sign({
    path: "/api/v1/payment-gateway/order/create",
    query: new URLSearchParams({ verbose: "yes" }),
    headers: new Headers({ Accept: "application/json" }),
    body: new Uint8Array(2),
    now: new Date(),
  });
  const response = await fetch(request.url, request);
  return door.readVersion(response.headers).changed;
}

export function whole(): Request {
  const request = door.sign({ path: "/orders", now: new Date() });
  return new Request(request.url, request);
}

export async function tag(file: Blob): Promise<string> {
  return hmacKey({ algorithm: "SHA-512", secret: "Jefe" }).sign(new Uint8Array(await file.arrayBuffer()));
}

export async function list(context: { waitUntil(work: Promise<unknown>): void }): Promise<string> {
  const dog = dogpay({
    appid: "a",
    secret: "b",
    environment: "sandbox",
    fetch: (url, init) => fetch(url, init),
    waitUntil: (work) => context.waitUntil(work),
  });
  const response: Response = await dog.fetch("/open-api/v1/pay", { signal: AbortSignal.timeout(1_000), query: new URLSearchParams() });
  return response.text();
}

export async function renew(): Promise<string> {
  const { token } = dogpay({ appid: "a", secret: "b", environment: "sandbox" });
  const begun = token.beginRefresh(token.initial(), { now: new Date(), owner: "one" });
  if (!begun.granted) throw new Error();
  const answer = await fetch(begun.request.url, begun.request);
  const given = { status: answer.status, headers: answer.headers, body: await answer.arrayBuffer() };
  return token.commitRefresh(begun.state, begun.ticket, given, { sentAt: new Date(), now: new Date() }).state;
}

interface Env {
  readonly STRIPE_WEBHOOK_SECRET: string;
}

export const worker = {
  fetch: webhookHandler(
    schemes.stripe,
    { secrets: (request, env: Env) => [env.STRIPE_WEBHOOK_SECRET], onReject: ({ type, status, request }) => void [type, status, request.url] },
    async (event, { json, text, bytes, request, reply, attempt }, env) => {
      const { id } = json<{ id: string }>();
      const clone: Request = request;
      void [event.secretId, id, text().length, bytes().length, clone.method, attempt?.toFixed(), env.STRIPE_WEBHOOK_SECRET];
      reply({ status: 202, body: "taken" });
    },
  ),
};

export async function handled(env: Env): Promise<number> {
  const response: Response = await worker.fetch(new Request("https://shop.example"), env);
  // @ts-expect-error: the argument with the environment is required
  await worker.fetch(new Request("https://shop.example"));
  const POST: (request: Request) => Promise<Response> = webhookHandler(schemes.github, { secrets: ["s"] }, () => undefined);
  await POST(new Request("https://shop.example"));
  return response.status;
}
