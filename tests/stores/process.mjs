// One process of a fleet, in Node, Deno or Bun. It runs the commands of its parent: each line of its input is one command.

import { appendFileSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import { CLIENTS } from "./clients.mjs";
import { clockIn } from "./clock.mjs";
import { cold } from "./cold.mjs";
import { entry } from "./entry.mjs";

const { once, schemes, signWebhook, verifyWebhook, wakapay } = await entry("index");
const { checkStore } = await entry("testing");
const { engine, url, clockFile, log } = JSON.parse(process.argv[2]);
const say = (said) => process.stdout.write(`fleet ${JSON.stringify(said)}\n`);
const [{ store, read }, clock] = [await CLIENTS[engine](url), clockIn(clockFile)];
const report = (event) => say({ event });
const credentials = { apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test" };
let client;
const SECRETS = ["whsec_new", "whsec_old"];

const DO = {
  async client({ provider, options }) {
    client = wakapay({ ...credentials, baseUrl: provider, store, clock, report, ...options });
  },
  /** Makes this many calls at the same time. */
  async calls({ count }) {
    const call = async () => {
      const start = clock();
      const status = await client.fetch("/business/balance").then(({ status }) => status, told);
      return { status, ms: clock() - start };
    };
    return Promise.all(Array.from({ length: count }, call));
  },
  /** Returns the rules that the store breaks. The timeout is long, so that a store on a busy machine breaks no rule. */
  check: () => checkStore(store, { timeoutMs: 60_000 }),
  /** Returns the times of a cold decision and of a direct read from the engine. */
  cold: () => cold(wakapay, store, read),
  /** Handles one delivery of a message; this takes `ms` milliseconds. The handler's log is a file, which remains if the process is killed. */
  async handle({ body, headers, now, ms, fails, leaseSeconds }) {
    const event = verifyWebhook(schemes.stripe, { headers, body, now: new Date(now), secrets: SECRETS });
    const note = (what, { attempt, idempotencyKey }) => appendFileSync(log, `${JSON.stringify({ what, body, attempt, idempotencyKey })}\n`);
    const handler = async (context) => {
      note("ran", context);
      await new Promise((resolve) => setTimeout(resolve, ms));
      if (fails) throw new Error("the handler failed");
      note("acted", context);
    };
    return once(store, event, handler, { clock, leaseSeconds, storeTimeoutMs: 10_000 }).catch((error) => error.code ?? "failed");
  },
  /** Returns the store's value for each message; an empty text if the store has no value. */
  async stored({ bodies }) {
    const now = new Date();
    const states = [];
    for (const body of bodies) {
      const headers = signWebhook(schemes.stripe, { body, now, secret: "whsec_new" });
      const { replayKey } = verifyWebhook(schemes.stripe, { headers, body, now, secrets: SECRETS });
      states.push((await store.get(`payauth:inbox1::${replayKey}`))?.value ?? "");
    }
    return states;
  },
};

const told = (error) => [error.code, error.cause?.message, JSON.stringify(error.cause?.cause)].join(" ");

const lines = createInterface({ input: process.stdin });
lines.on("line", async (line) => {
  const { id, name, given } = JSON.parse(line);
  say({ id, result: await DO[name](given).catch((error) => [{ status: String(error) }]) });
});
lines.on("close", () => process.exit());
say({ isReady: true });
