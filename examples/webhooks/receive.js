// Receives the webhooks of the built-in providers: verified over the raw body, acted upon once, answered as each expects.

import { defineScheme, dogpay, doorpay, dvpay, isPayauthError, MemoryStore, once, pledg, wakapay } from "payauth";

/** The longest body that is read; no provider sends one as long. */
const LONGEST = 1024 * 1024;

/** @param env - the credentials, by the names below */
export function receiver(env) {
  const clients = connect(env);
  // For one process. Several share one of Redis, Durable Objects, SQL or Deno KV: docs/stores.md.
  const store = new MemoryStore({ capacity: 10_000 });
  const done = [];

  /**
   * What to answer to a request, whoever sent it and whatever is in it: `read` gives its method, URL, header and body. This
   * never throws, because a stranger must not be able to end the server.
   */
  async function answer(read) {
    try {
      const { method, url, headers, body } = read();
      const [, path] = PATH.exec(url) ?? [];
      if (path === "/done") return { status: 200, body: JSON.stringify(done) };
      const name = path?.startsWith("/webhooks/") ? path.slice("/webhooks/".length) : "";
      // What every object has, as `constructor`, is no provider.
      if (!Object.hasOwn(clients, name)) return { status: 404, body: "no such provider" };
      if (method !== "POST") return { status: 405, body: "" };
      const bytes = await whole(body);
      return bytes ? await receive(name, headers, bytes) : { status: 413, body: "" };
    } catch (error) {
      // The provider tries again. Where the body broke off, nobody is there to read this.
      console.error(error);
      return { status: 500, body: "" };
    }
  }

  async function receive(name, headers, body) {
    let event;
    try {
      event = clients[name].verifyWebhook({ headers, body, now: new Date() });
    } catch (error) {
      // Who sent it learns nothing but that it was refused; the code is for the log.
      if (!isPayauthError(error) || error.blame !== "peer") throw error;
      console.warn(`${name}: refused, ${error.code}`);
      return { status: 401, body: "" };
    }
    const act = () => done.push({ name, covers: event.covers, outcome: event.outcome });
    // Where nothing is covered there is no key: what follows must be safe to do again, and the provider be asked.
    const outcome = event.replayKey === undefined ? (act(), "done") : await once(store, event, act, { scope: name });
    // Another delivery is at work, and may fail: the provider tries again.
    if (outcome === "in-progress") return { status: 503, body: "" };
    return { status: event.acknowledge.status, body: event.acknowledge.body ?? "" };
  }

  return { answer };
}

const PATH = /^(?:https?:\/\/[^/?#]*)?(\/[^?#]*)/i;

/** The bytes of a body; nothing where it is too long. */
async function whole(body) {
  const pieces = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > LONGEST) return undefined;
    pieces.push(piece);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function connect(env) {
  return {
    dogpay: dogpay({ appid: env.DOGPAY_APPID, secret: env.DOGPAY_SECRET, environment: "sandbox" }),
    wakapay: wakapay({ apiKey: env.WAKAPAY_API_KEY, apiSecret: env.WAKAPAY_API_SECRET, environment: "test" }),
    pledg: pledg({ merchantSecret: env.PLEDG_MERCHANT_SECRET, environment: "staging" }),
    dvpay: dvpay({
      apiKey: env.DVPAY_API_KEY,
      apiSecret: env.DVPAY_API_SECRET,
      webhookSecrets: [env.DVPAY_WEBHOOK_SECRET],
    }),
    doorpay: doorpay({
      apiKey: env.DOORPAY_API_KEY,
      apiSecret: env.DOORPAY_API_SECRET,
      environment: "sandbox",
      // DoorPay does not publish how it signs: this is what it told you.
      webhookScheme: defineScheme({
        hash: "sha256",
        message: "{timestamp}.{body}",
        encoding: "hex",
        timestamp: { format: "unix" },
        headers: { "X-DoorPay-Signature": { sep: ",", items: ["t={timestamp}", "v1={signature}"] } },
      }),
      webhookSecrets: [env.DOORPAY_WEBHOOK_SECRET],
    }),
  };
}
