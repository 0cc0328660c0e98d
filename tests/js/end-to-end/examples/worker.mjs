// Tests the example Worker. wrangler bundles the Worker as for an upload, and Miniflare runs it in workerd.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { equal, ok } from "../../support/harness.mjs";
import { importedModules } from "../../support/modules.mjs";
import { tool } from "../../tools/paths.mjs";
import { run } from "../../tools/process.mjs";
import { hostile } from "./hostile.mjs";
import { service } from "./service.mjs";
import { environment, install } from "./setup.mjs";
import { tokens } from "./tokens.mjs";

export async function worker({ test, tarball, sandbox }) {
  const folder = await install("worker", tarball);
  const out = join(folder, "out");
  const env = { WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_PATH: join(folder, "logs"), CI: "1" };
  await run(tool("wrangler"), ["deploy", "--dry-run", "--outdir", out], { cwd: folder, env });
  const [, compatibilityDate] = /"compatibility_date": "([\d-]+)"/.exec(
    await readFile(join(folder, "wrangler.jsonc"), "utf8"),
  );
  const wasm = (await readdir(out)).filter((name) => name.endsWith(".wasm"));
  const miniflare = new Miniflare({
    modulesRoot: out,
    modules: [
      { type: "ESModule", path: join(out, "index.js") },
      ...wasm.map((name) => ({ type: "CompiledWasm", path: join(out, name) })),
    ],
    compatibilityDate,
    bindings: environment(sandbox),
    cf: false,
  });
  test("Worker: wrangler's script imports only core.wasm, and contains no copy of the module as text", async () => {
    const script = await readFile(join(out, "index.js"), "utf8");
    equal(importedModules(script).join(), "core.wasm", "wasm modules");
    ok(!script.includes("AGFzbQ"), "a script without the base64 of the module");
  });
  const call = async (method, path, body) => {
    const answer = await miniflare.dispatchFetch(`http://worker.example${path}`, { method, body });
    return { status: answer.status, json: await answer.json() };
  };
  const payment = JSON.stringify({ callId: "call-7", orderAmount: "5.25", goodsName: "Shoes", currencyConfigId: "usd" });
  service(test, "Worker", sandbox, call);
  tokens(test, "Worker, DogPay with plain fetch", sandbox, "dogpay", async () => (await call("POST", "/payments", payment)).status);
  test("Worker: a payment that is sent twice with the same callId creates one order", async () => {
    const [first, again] = [await call("POST", "/payments", payment), await call("POST", "/payments", payment)];
    equal(again.json.data.id, first.json.data.id);
  });
  tokens(test, "Worker, DogPay with client.fetch", sandbox, "dogpay", async () => (await call("GET", "/payments")).status);
  hostile(test, "Worker", ["/refunds", "/orders", "/constructor", ""], async () => equal((await call("GET", "/payments")).status, 200), {
    call: (path, init) => miniflare.dispatchFetch(`http://worker.example${path}`, init),
  });
  return { stop: () => miniflare.dispose() };
}
