// Tests the example Worker with the newest wrangler, in Node 24. The Worker is bundled as for an upload, and `wrangler dev` serves it in
// workerd.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { equal, ok, same } from "../../support/harness.mjs";
import { newestWrangler, otherNode } from "../../nodes/nodes.mjs";
import { importedModules } from "../../support/modules.mjs";
import { run, serve } from "../../tools/process.mjs";
import { hostile } from "./hostile.mjs";
import { service } from "./service.mjs";
import { environment, install } from "./setup.mjs";

export async function worker({ test, tarball, sandbox }) {
  const folder = await install("worker", tarball);
  const env = { WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_PATH: join(folder, "logs"), CI: "1" };
  const wrangler = (...words) => [otherNode("24"), [newestWrangler, ...words]];
  await run(...wrangler("deploy", "--dry-run", "--outdir", join(folder, "out")), { cwd: folder, env });
  test("newest wrangler: the script imports only core.wasm, and contains no copy of the module as text", async () => {
    const files = await readdir(join(folder, "out"));
    ok(files.some((name) => name.endsWith("core.wasm")), files.join());
    const script = await readFile(join(folder, "out/index.js"), "utf8");
    equal(importedModules(script).join(), "core.wasm", "wasm modules");
    ok(!script.includes("AGFzbQ"), "a script without the base64 of the module");
  });

  const vars = Object.entries(environment(sandbox)).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  const dev = wrangler("dev", "--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0", ...vars);
  const { url, stop } = await serve(...dev, { cwd: folder, env, ready: /Ready on (http:\/\/\S+)/ });
  const fetched = (path, init) => fetch(`${url}${path}`, init);
  const call = async (method, path, body) => {
    const answer = await fetched(path, { method, body });
    return { status: answer.status, json: await answer.json() };
  };
  service(test, "newest wrangler", sandbox, call);
  const isAlive = async () => same((await call("GET", "/payments")).status, 200);
  hostile(test, "newest wrangler", ["/refunds", "/orders", "/constructor", ""], isAlive, { call: fetched });
  return { stop };
}
