// Workers and Vercel's edge runtime, which cannot compile WebAssembly from bytes, get the wasm module as a separate file.

import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { equal, ok, same } from "../support/harness.mjs";
import { importedModules } from "../support/modules.mjs";
import { tool } from "../tools/paths.mjs";
import { run } from "../tools/process.mjs";

const WORKER = `import { dvpay } from "payauth";
export default {
  fetch(request, env) {
    const client = dvpay({ apiKey: env.API_KEY, apiSecret: env.API_SECRET });
    return Response.json(client.sign({ path: "/api/v1/payment-gateway/balance-inquiry", now: new Date() }));
  },
};\n`;

/** The beginning of every WebAssembly module, in base64. */
const WASM_BASE64 = "AGFzbQ";

export default function ({ test, folder }) {
  test("a Worker imports only core.wasm, and has no module in base64; wrangler also uploads define.wasm", async () => {
    const output = await wrangler(join(folder, "wrangler"));
    const files = (await readdir(output)).filter((file) => file.endsWith(".wasm")).map((file) => file.replace(/^[0-9a-f]+-/, ""));
    same(files.sort(), ["core.wasm", "define.wasm"], "wasm files");
    const script = await readFile(join(output, "worker.js"), "utf8");
    same(importedModules(script), ["core.wasm"], "modules of the worker");
    ok(script.includes("dvpay"), "payauth in the Worker");
    ok(!script.includes(WASM_BASE64), "a script without wasm in base64");
  });

  test("a bundle with the edge-light condition imports the wasm file as a module, and has no module in base64", async () => {
    const entry = join(folder, "edge.mjs");
    await writeFile(entry, WORKER);
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: "esm",
      conditions: ["edge-light"],
      external: ["*.wasm?module"],
    });
    same(importedModules(outputFiles[0].text), ["core.wasm"]);
    ok(outputFiles[0].text.includes("core.wasm?module"), "an import of the wasm file as a module");
    equal(outputFiles[0].text.includes(WASM_BASE64), false, "whether the bundle has wasm in base64");
  });
}

async function wrangler(place) {
  await mkdir(place, { recursive: true });
  await writeFile(join(place, "worker.js"), WORKER);
  await writeFile(
    join(place, "wrangler.json"),
    JSON.stringify({ name: "payauth-test", main: "worker.js", compatibility_date: "2026-04-01" }),
  );
  const output = join(place, "out");
  const env = { WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_PATH: join(place, "logs"), CI: "true" };
  await run(tool("wrangler"), ["deploy", "--dry-run", "--outdir", output], { cwd: place, env });
  return output;
}
