// Four Workers in miniflare: four isolates of one workerd process. This process also runs their Durable Objects, KV and D1.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../js/tools/bundle.mjs";
import { tests } from "../js/tools/paths.mjs";
import { SharedClock } from "./clock.mjs";
import { childrenOf, once, signalled } from "./services.mjs";

export const ISOLATES = ["one", "two", "three", "four"];
const PROGRAM = JSON.stringify(join(tests, "stores/worker.mjs"));

/** Returns the modules of the Workers. They are bundled at the first call only. */
const modulesIn = once(async (folder) => {
  const place = join(folder, "workers");
  await mkdir(place, { recursive: true });
  const outputs = await bundle(`export * from ${PROGRAM}; export { default } from ${PROGRAM};`, {
    outdir: place,
    entryNames: "worker",
    assetNames: "[name]",
    format: "esm",
    conditions: ["workerd"],
    loader: { ".wasm": "copy" },
  });
  const read = async (type, path, encoding) => ({ type, path, contents: await readFile(join(place, path), encoding) });
  const wasm = outputs.filter((name) => name.endsWith(".wasm"));
  return Promise.all([read("ESModule", "worker.js", "utf8"), ...wasm.map((path) => read("CompiledWasm", path))]);
});

/** Instances of `Isolates` start one after another, so that each instance can find its workerd process. */
let starting = Promise.resolve();

export class Isolates {
  clock = new SharedClock();
  #miniflare;
  #modules;
  #process;
  #folder = mkdtempSync(join(tmpdir(), "payauth-workerd-"));

  static async of(folder) {
    const isolates = new Isolates();
    isolates.#modules = await modulesIn(folder);
    await isolates.up();
    return isolates;
  }

  /** Starts workerd. After a kill, the new process uses the files of the killed process. */
  async up() {
    const mine = starting.then(() => this.#start());
    starting = mine.catch(() => undefined);
    await mine;
  }

  async ask(isolate, store, name, given = {}) {
    const worker = await this.#miniflare.getWorker(isolate);
    const body = JSON.stringify({ store, name, given: { ...given, clock: this.clock.text } });
    const response = await worker.fetch("http://worker/", { method: "POST", body });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return JSON.parse(text);
  }

  /** Sends this many simultaneous requests to every isolate. */
  each(count, ...asked) {
    return Promise.all(ISOLATES.flatMap((isolate) => Array.from({ length: count }, () => this.ask(isolate, ...asked))));
  }

  /** Advances the clock, also for the calls that are waiting in an isolate. */
  async later(ms) {
    this.clock.jump(ms);
    await this.each(1, "objects", "tick");
  }

  /** Sends a signal to the process that runs all isolates. */
  signal(name) {
    signalled(this.#process, name);
  }

  /** Kills the process that runs all isolates. */
  async kill() {
    this.signal("SIGKILL");
    await this.#miniflare.dispose().catch(() => undefined);
  }

  async stop() {
    await this.#miniflare.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start() {
    const { Miniflare } = await import("miniflare");
    const before = new Set(childrenOf(process.pid));
    const persist = (name) => join(this.#folder, name);
    this.#miniflare = new Miniflare({
      ...{ durableObjectsPersist: persist("objects"), kvPersist: persist("kv"), d1Persist: persist("d1") },
      workers: ISOLATES.map((name) => ({
        name,
        modules: this.#modules,
        compatibilityDate: "2026-04-01",
        durableObjects: { STORE: { className: "Resettable", scriptName: "one", useSQLite: true } },
        kvNamespaces: { TOKENS: "tokens" },
        d1Databases: { DB: "db" },
      })),
    });
    await this.#miniflare.ready;
    this.#process = childrenOf(process.pid).find((pid) => !before.has(pid) && nameOf(pid) === "workerd");
  }
}

function nameOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}
