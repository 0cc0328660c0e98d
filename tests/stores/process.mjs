// One process of a fleet: it makes calls, or handles messages, as its parent says.

import { appendFileSync } from "node:fs";
import { ENGINES, entry } from "./engines.mjs";

const { once, schemes, verifyWebhook, wakapay } = await entry("index");
const { checkStore } = await entry("testing");
const [engine, url, provider, options, log] = process.argv.slice(2);
const store = await ENGINES[engine].store(url);
let offset = 0;
const clock = () => Date.now() + offset;
const client = wakapay({
  ...{ apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test", baseUrl: provider, store, clock },
  ...{ report: (event) => process.send({ event }), ...JSON.parse(options) },
});

const DO = {
  /** So many calls at the same time, by a clock that is this far ahead. */
  async calls({ count, ahead }) {
    offset = ahead;
    const call = async () => {
      const start = Date.now();
      const status = await client.fetch("/business/balance").then(({ status }) => status, (error) => [error.code, error.cause?.message, JSON.stringify(error.cause?.cause)].join(" "));
      return { status, ms: Date.now() - start };
    };
    return Promise.all(Array.from({ length: count }, call));
  },
  /** The rules that the store breaks. A busy machine breaks none. */
  check: () => checkStore(store, { timeoutMs: 60_000 }),
  /** Handles one delivery of a message, for a while; the handler writes a log, which outlives the process. */
  async handle({ body, headers, now, ms, fails, leaseSeconds }) {
    const event = verifyWebhook(schemes.stripe, { headers, body, now: new Date(now), secrets: ["whsec_new", "whsec_old"] });
    const note = (what, { attempt, idempotencyKey }) => appendFileSync(log, `${JSON.stringify({ what, body, attempt, idempotencyKey })}\n`);
    const handler = async (context) => {
      note("ran", context);
      await new Promise((resolve) => setTimeout(resolve, ms));
      if (fails) throw new Error("the handler failed");
      note("acted", context);
    };
    return once(store, event, handler, { leaseSeconds, storeTimeoutMs: 10_000 }).catch((error) => error.code ?? "failed");
  },
  /** What the store holds about each message. */
  async stored({ bodies }) {
    const { signWebhook } = await entry("index");
    const now = new Date();
    return Promise.all(bodies.map(async (body) => {
      const headers = signWebhook(schemes.stripe, { body, now, secret: "whsec_new" });
      const { replayKey } = verifyWebhook(schemes.stripe, { headers, body, now, secrets: ["whsec_new"] });
      return (await store.get(`payauth:inbox1::${replayKey}`))?.value ?? "";
    }));
  },
};

process.on("message", async ({ id, name, given }) => process.send({ id, result: await DO[name](given) }));
process.on("disconnect", () => process.exit());
process.send({ isReady: true });
