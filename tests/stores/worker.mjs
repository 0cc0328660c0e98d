// A Worker that makes a client and a store in each request, as is usual in Workers.

import { once, wakapay } from "payauth";
import { durableObjectStore, StoreObject } from "payauth/durable-object";
import { sqlStore, sqlTable } from "payauth/sql";
import { checkStore } from "payauth/testing";
import { workersKvStore } from "payauth/workers-kv";
import { cold } from "./cold.mjs";
import { timeOf } from "./time.mjs";

/** A Durable Object that resets itself for a request to /reset, as a deployment would reset it. */
export class Resettable extends StoreObject {
  #state;

  constructor(state) {
    super(state);
    this.#state = state;
  }

  fetch(request) {
    if (new URL(request.url).pathname === "/reset") this.#state.abort("reset");
    return super.fetch(request);
  }
}

const STORES = {
  objects: ({ STORE }) => durableObjectStore(STORE),
  kv: ({ TOKENS }) => workersKvStore(TOKENS),
  leased: ({ TOKENS, STORE }) => workersKvStore(TOKENS, { leases: durableObjectStore(STORE) }),
  d1: ({ DB }) => sqlStore(DB),
};

/** For each engine, a function that reads a key directly from the engine. */
const READS = {
  objects: ({ STORE }) => (key) => STORE.get(STORE.idFromName(key)).fetch("https://store/", { method: "POST", body: "{}" }).then((response) => response.json()),
  kv: ({ TOKENS }) => (key) => TOKENS.get(key),
  d1: ({ DB }) => (key) => DB.prepare("SELECT value FROM payauth_store WHERE key = ?").bind(key).all(),
};

let time = "";
const clock = () => timeOf(time);
const PATIENT = { tokenTimeoutMs: 25_000, storeTimeoutMs: 10_000 };

const DO = {
  // `Isolates` adds its clock to every command; `checkStore` has no such option.
  async check(store, { clock: _, ...options }) {
    return checkStore(store, options);
  },
  async table(_, __, { DB }) {
    await DB.prepare(sqlTable()).run();
  },
  async call(store, { provider, clock: text }) {
    time = text;
    const credentials = { apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test", baseUrl: provider };
    const client = wakapay({ ...credentials, ...PATIENT, store, clock });
    return client.fetch("/business/balance").then(({ status }) => status, (error) => error.code ?? String(error));
  },
  cold: (store, { store: name }, env) => cold(wakapay, store, READS[name](env), 20),
  async message(store, { replayKey }) {
    let ran = 0;
    const outcome = await once(store, { replayKey }, () => void (ran += 1)).catch((error) => error.code);
    return { outcome, ran };
  },
  /** Sets the clock for the calls that are waiting in this isolate. */
  async tick(_, { clock: text }) {
    time = text;
  },
  async reset(store, { key }, { STORE }) {
    await STORE.get(STORE.idFromName(key)).fetch("https://store/reset").catch(() => undefined);
    return wakapay({ apiKey: "a", apiSecret: "b", environment: "test" }).token.key.length;
  },
  async key(_, { provider }) {
    return wakapay({ apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test", baseUrl: provider }).token.key;
  },
};

export default {
  async fetch(request, env) {
    const { store, name, given } = await request.json();
    return Response.json((await DO[name](STORES[store](env), given, env)) ?? null);
  },
};
