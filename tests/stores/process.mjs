// One process of a fleet: it makes calls, or handles messages, as its parent says.

import { ENGINES, entry } from "./engines.mjs";

const { once, wakapay } = await entry("index");
const [engine, url, provider, options] = process.argv.slice(2);
const { store } = await ENGINES[engine].store(url);
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
  /** Handles one delivery of a message, for a while; it tells of each run of the handler. */
  async handle({ replayKey, ms, fails, leaseSeconds }) {
    const handler = async ({ attempt, idempotencyKey }) => {
      process.send({ ran: { replayKey, attempt, idempotencyKey } });
      await new Promise((resolve) => setTimeout(resolve, ms));
      if (fails) throw new Error("the handler failed");
      process.send({ acted: { replayKey, attempt } });
    };
    return once(store, { replayKey }, handler, { leaseSeconds }).catch((error) => error.code ?? "failed");
  },
};

process.on("message", async ({ id, name, given }) => process.send({ id, result: await DO[name](given) }));
process.on("disconnect", () => process.exit());
process.send({ isReady: true });
