// Durable Objects, Workers KV and D1 in workerd, by miniflare: four Workers are four isolates.

import { readFile } from "node:fs/promises";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { equal, ok, same } from "../js/support/harness.mjs";
import { bundle } from "../js/tools/bundle.mjs";
import { tests } from "../js/tools/paths.mjs";
import { Provider } from "./provider.mjs";

const HOUR = 3_600_000;
const ISOLATES = ["one", "two", "three", "four"];

export function workers(test, folder) {
  const over = (rule, body) =>
    test(`workerd: ${rule}`, async () => {
      const [provider, fleet] = [await new Provider().up(), await Isolates.of(folder)];
      try {
        await body({ provider, fleet });
      } finally {
        await Promise.all([fleet.stop(), provider.stop()]);
      }
    });

  over("Durable Objects, D1 and KV keep the rules of checkStore", async ({ fleet }) => {
    await fleet.ask("one", "d1", "table");
    for (const store of ["objects", "d1", "leased"]) same(await fleet.ask("one", store, "check", { ttl: store !== "leased" }), [], store);
    // Miniflare's KV shows writes at once.
    same(await fleet.ask("one", "kv", "check", { ttl: false }), [], "kv");
  });

  for (const [store, most] of [["objects", 1], ["d1", 1], ["leased", 1], ["kv", ISOLATES.length]]) {
    over(`4 isolates × 25 requests over ${store} make at most ${most} token call${most > 1 ? "s" : ""}, cold and for each of three expiries`, async ({ provider, fleet }) => {
      await fleet.ask("one", "d1", "table");
      for (let life = 0; life < 4; life += 1) {
        const before = provider.asked.length;
        const statuses = await fleet.each(25, store, "call", { provider: provider.url, by: life * HOUR });
        same(statuses.filter((status) => status !== 200), [], "calls that failed");
        const calls = provider.asked.length - before;
        ok(calls >= 1 && calls <= most, `${calls} token calls`);
      }
    });
  }

  over("an object that is reset in a token call costs no call", async ({ provider, fleet }) => {
    provider.tokenMs = 500;
    const given = { provider: provider.url, by: 0 };
    const key = await fleet.ask("one", "objects", "key", given);
    const [asked, calls] = [provider.next(), fleet.each(10, "objects", "call", given)];
    await asked;
    await fleet.ask("one", "objects", "reset", { key });
    same((await calls).filter((status) => status !== 200), [], "calls that failed");
    ok(provider.asked.length <= ISOLATES.length, `${provider.asked.length} token calls`);
  });

  over("a message is handled once by 4 isolates", async ({ fleet }) => {
    await fleet.ask("one", "d1", "table");
    for (const [letter, store] of [["a", "objects"], ["b", "d1"], ["c", "leased"]]) {
      const results = await fleet.each(10, store, "message", { replayKey: letter.repeat(32) });
      equal(results.reduce((sum, { ran }) => sum + ran, 0), 1, store);
      same([...new Set(results.map(({ outcome }) => outcome))].filter((outcome) => !["done", "duplicate", "in-progress"].includes(outcome)), []);
    }
    same(await fleet.ask("one", "kv", "message", { replayKey: "a".repeat(32) }), { outcome: "ERR_OPTION", ran: 0 });
  });
}

class Isolates {
  #miniflare;

  static async of(folder) {
    const { Miniflare } = await import("miniflare");
    const place = join(folder, "workers");
    await mkdir(place, { recursive: true });
    const outputs = await bundle(`export * from ${JSON.stringify(join(tests, "stores/worker.mjs"))};
      export { default } from ${JSON.stringify(join(tests, "stores/worker.mjs"))};`, {
      outdir: place,
      entryNames: "worker",
      assetNames: "[name]",
      format: "esm",
      conditions: ["workerd"],
      loader: { ".wasm": "copy" },
    });
    const wasm = outputs.filter((name) => name.endsWith(".wasm"));
    const modules = [{ type: "ESModule", path: "worker.js", contents: await readFile(join(place, "worker.js"), "utf8") }];
    for (const name of wasm) modules.push({ type: "CompiledWasm", path: name, contents: await readFile(join(place, name)) });
    const isolates = new Isolates();
    isolates.#miniflare = new Miniflare({
      workers: ISOLATES.map((name) => ({
        name,
        modules,
        compatibilityDate: "2026-04-01",
        durableObjects: { STORE: { className: "Resettable", scriptName: "one", useSQLite: true } },
        kvNamespaces: { TOKENS: "tokens" },
        d1Databases: { DB: "db" },
      })),
    });
    await isolates.#miniflare.ready;
    return isolates;
  }

  async ask(isolate, store, name, given = {}) {
    const worker = await this.#miniflare.getWorker(isolate);
    const response = await worker.fetch("http://worker/", { method: "POST", body: JSON.stringify({ store, name, given }) });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return JSON.parse(text);
  }

  /** So many requests at once in every isolate. */
  each(count, ...asked) {
    return Promise.all(ISOLATES.flatMap((isolate) => Array.from({ length: count }, () => this.ask(isolate, ...asked))));
  }

  stop() {
    return this.#miniflare.dispose();
  }
}
