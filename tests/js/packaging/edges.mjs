// Workers and Vercel's edge runtime, which cannot compile WebAssembly from bytes, get the wasm module as a separate file.

import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { equal, ok, same } from "../support/harness.mjs";
import { importedModules } from "../support/modules.mjs";
import { tool } from "../tools/paths.mjs";
import { run } from "../tools/process.mjs";
import { bundleWorker, serveWorker } from "../tools/workerd.mjs";

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

  for (const [what, conditions] of Object.entries(EDGES)) {
    test(`a bundle with ${what} imports the wasm file as a module, and has no module in base64`, async () => {
      const text = await edge(folder, conditions);
      same(importedModules(text), ["core.wasm"]);
      ok(text.includes("core.wasm?module"), "as a module");
      equal(text.includes(WASM_BASE64), false, "wasm in base64");
    });
  }

  test("a bundle for Node with the condition unwasm has the module in base64, because Node loads no file with ?module", async () => {
    const text = await edge(folder, ["production", "wasm", "unwasm", "node"]);
    same([importedModules(text), text.includes(WASM_BASE64)], [[], true]);
  });

  for (const [date, answers] of Object.entries({ "2026-04-01": "signed", "2025-06-01": "signed", "2025-05-31": "ERR_WASM" })) {
    test(`payauth/inline in workerd at ${date}: the first call, inside a request, is answered with ${answers}`, async () => {
      const place = join(folder, "inlined");
      await mkdir(place, { recursive: true });
      const { port, stop } = await serveWorker("workerd-newest", await bundleWorker(INLINED, place, date));
      try {
        equal(await (await fetch(`http://127.0.0.1:${port}`)).text(), answers);
      } finally {
        await stop();
      }
    });
  }
}

/** The conditions of hosts that get the wasm file: the condition of Vercel, and the conditions that Nitro sets for its edge presets. */
const EDGES = {
  "the condition edge-light": ["edge-light"],
  "the conditions of Nitro 2 for Workers": "production workerd wintercg worker web browser edge-light netlify edge-routine deno wasm unwasm".split(" "),
  "the conditions of Nitro 3 for Workers": ["workerd", "worker", "production", "wasm", "unwasm", "node"],
};

async function edge(folder, conditions) {
  const entry = join(folder, "edge.mjs");
  await writeFile(entry, WORKER);
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", conditions, external: ["*.wasm?module"] });
  return outputFiles[0].text;
}

const INLINED = `import { hmacKey } from "payauth/inline";
const tag = () => hmacKey({ algorithm: "SHA-256", secret: "Jefe" }).sign("what do ya want for nothing?");
const answer = () => (tag() === "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" ? "signed" : "wrong");
export default {
  fetch() {
    try {
      return new Response(answer());
    } catch (error) {
      return new Response(error.code);
    }
  },
};`;

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
