// Receives the webhooks of five providers: verified over the raw body, acted upon once, answered as each expects.

import { defineScheme, dogpay, doorpay, dvpay, isPayauthError, MemoryReplays, pledg, wakapay } from "payauth";

/** @param env - the credentials, by the names below */
export function receiver(env) {
  const clients = connect(env);
  const replays = new MemoryReplays(10_000);
  const done = [];

  /** What to answer to a message that came for `name`, and what was done so far. */
  async function receive(name, headers, body) {
    const client = clients[name];
    if (!client) return { status: 404, body: "no such provider" };
    let event;
    try {
      event = client.verifyWebhook({ headers, body, now: new Date() });
    } catch (error) {
      // Who sent it learns nothing but that it was refused; the code is for the log.
      if (!isPayauthError(error) || error.blame !== "peer") throw error;
      console.warn(`${name}: refused, ${error.code}`);
      return { status: 401, body: "" };
    }
    if (await isFirst(event)) await once(event, () => done.push({ name, covers: event.covers, outcome: event.outcome }));
    return { status: event.acknowledge.status, body: event.acknowledge.body ?? "" };
  }

  /** Where nothing is covered there is no key: what follows must be safe to do again, and the provider be asked. */
  async function isFirst({ replayKey, replayTtlSecs }) {
    return replayKey === undefined || (await replays.claim(replayKey, replayTtlSecs));
  }

  /** If what is to be done fails, the claim is given back, so that the provider's next attempt counts. */
  async function once({ replayKey }, act) {
    try {
      await act();
    } catch (error) {
      if (replayKey !== undefined) await replays.unclaim(replayKey);
      throw error;
    }
  }

  return { receive, done };
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
