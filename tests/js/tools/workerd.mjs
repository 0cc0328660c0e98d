// Bundles a Worker for workerd, with the condition `workerd` and a separate wasm file, and serves it.

import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundle, LOADER } from "./bundle.mjs";
import { tests } from "./paths.mjs";
import { serve } from "./process.mjs";

/** Bundles a Worker, and configures workerd to run it with the texts of `bindings`; returns the configuration file. */
export async function bundleWorker(entry, place, date, bindings = {}) {
  const outputs = await bundle(entry, {
    outdir: place,
    entryNames: "worker",
    assetNames: "[name]",
    format: "esm",
    conditions: ["workerd"],
    external: ["node:*", "cloudflare:*"],
    loader: { ".wasm": "copy", ...LOADER },
  });
  const modules = outputs
    .filter((name) => name.endsWith(".wasm"))
    .map((name) => `, (name = "${name}", wasm = embed "${name}")`);
  const texts = Object.entries(bindings).map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`);
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = (
    modules = [(name = "worker.js", esModule = embed "worker.js")${modules.join("")}],
    bindings = [${texts.join(", ")}],
    compatibilityDate = "${date}", compatibilityFlags = ["nodejs_compat"], globalOutbound = "net")),
  (name = "net", network = (allow = ["local", "private", "public"])),
], sockets = [(name = "http", address = "127.0.0.1:0", service = "main")]);\n`;
  const file = join(place, "config.capnp");
  await writeFile(file, config);
  return file;
}

/** Serves a Worker until it is stopped. The program is started directly, because npm's script would not stop it at the end. */
export async function serveWorker(binary, file) {
  const program = createRequire(join(tests, "package.json"))(binary).default;
  const { url: port, stop } = await serve(program, ["serve", file, "--control-fd=1"], { ready: /"port":(\d+)/ });
  return { port: Number(port), stop };
}
