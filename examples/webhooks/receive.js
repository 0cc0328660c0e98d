// Receives the webhooks of the built-in providers. The raw body is verified, each message is handled once, and the
// answer is the one that the provider expects.

import { defineScheme, dogpay, doorpay, dvpay, isPayauthError, MemoryStore, once, pledg, wakapay } from "payauth";

/** The maximum length of a body in bytes. No provider sends a longer body. */
const LONGEST = 1024 * 1024;

/** @param env - the credentials, with the names that are used below */
export function receiver(env) {
  const clients = connect(env);
  // This store is for one process. For several processes, use Redis, Durable Objects, SQL or Deno KV: docs/stores.md.
  const store = new MemoryStore({ capacity: 10_000 });
  const done = [];

  /**
   * Returns the answer to any request. `read` returns its method, URL, header fields and body. `answer` never rejects, because a
   * stranger must not be able to end the server.
   */
  async function answer(read) {
    try {
      const { method, url, headers, body } = read();
      const [, path] = PATH.exec(url) ?? [];
      if (path === "/done") return { status: 200, body: JSON.stringify(done) };
      const name = path?.startsWith("/webhooks/") ? path.slice("/webhooks/".length) : "";
      // A property that every object has, such as `constructor`, is not the name of a provider.
      if (!Object.hasOwn(clients, name)) return { status: 404, body: "no such provider" };
      if (method !== "POST") return { status: 405, body: "" };
      const bytes = await whole(body);
      return bytes ? await receive(name, headers, bytes) : { status: 413, body: "" };
    } catch (error) {
      // The provider sends the message again. If the connection failed while the body was read, this answer is not
      // received.
      console.error(error);
      return { status: 500, body: "" };
    }
  }

  async function receive(name, headers, body) {
    let event;
    try {
      event = clients[name].verifyWebhook({ headers, body, now: new Date() });
    } catch (error) {
      // The sender learns only that the message was rejected. The code is for the log.
      if (!isPayauthError(error) || error.blame !== "peer") throw error;
      console.warn(`${name}: refused, ${error.code}`);
      return { status: 401, body: "" };
    }
    const act = () => done.push({ name, covers: event.covers, outcome: event.outcome });
    // If the signature covers nothing, there is no replay key. Then the action must be safe to repeat, and must
    // read the event from the provider's API.
    const outcome = event.replayKey === undefined ? (act(), "done") : await once(store, event, act, { scope: name });
    // Another process handles the message, and may fail. So the provider must send the message again.
    if (outcome === "in-progress") return { status: 503, body: "" };
    return { status: event.acknowledge.status, body: event.acknowledge.body ?? "" };
  }

  return { answer };
}

const PATH = /^(?:https?:\/\/[^/?#]*)?(\/[^?#]*)/i;

/** Reads the bytes of a body; `undefined` if it is too long. */
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
      // DoorPay does not publish its scheme. Define here the scheme that DoorPay gave you.
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
