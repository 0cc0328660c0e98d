// Runs a program that imports payauth in each runtime.
//
// A program is a module that exports `main(host)`, which returns a value that JSON can represent. Node, Deno and Bun load
// payauth from `node_modules`; workerd and the edge runtime get a bundle, like the bundles of their users' tools.

import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { EdgeRuntime } from "edge-runtime";
import { OTHER_NODES, otherNode } from "../nodes/nodes.mjs";
import { bundle } from "./bundle.mjs";
import { script, tests, tool } from "./paths.mjs";
import { run } from "./process.mjs";
import { bundleWorker } from "./workerd.mjs";

const RESULT = "payauth-result:";
const INSTANCES = JSON.stringify(join(tests, "js/tools/instances.mjs"));

/**
 * Runs `program` in every runtime whose name begins with `only`; without `only`, in all runtimes except the runtimes that run only by
 * hand. `lanes` runtimes run at the same time. `each` is called with each answer and its duration in seconds. `net` lets Deno use
 * loopback.
 */
export async function everywhere(program, folder, { only, each, env = {}, net = false, lanes = 1 }) {
  const waiting = RUNTIMES.filter(({ name, byHand }) => (only ? name.startsWith(only) : !byHand));
  const lane = async () => {
    for (let runtime = waiting.shift(); runtime; runtime = waiting.shift()) {
      const place = join(folder, runtime.name.replace(/\W+/g, "-"));
      await mkdir(place, { recursive: true });
      const began = performance.now();
      const outcome = await runtime.run({ program, place, net, env: { ...env, RUNTIME: runtime.name } });
      await each(runtime.name, outcome, Math.round((performance.now() - began) / 1000));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** The ways to load payauth in a version of Node. */
const node = (name, binary) => [
  { name: `${name} (import)`, run: (job) => script_(job, binary, [], "esm") },
  { name: `${name} (require)`, run: (job) => script_(job, binary, [], "cjs") },
  { name: `${name} (CommonJS)`, run: (job) => script_(job, binary, ["--no-experimental-require-module"], "cjs") },
];

const RUNTIMES = [
  ...node("Node", process.execPath),
  { name: "Deno", run: (job) => script_(job, tool("deno"), ["run", "--no-prompt", ...permissions(job)], "esm") },
  { name: "Bun (import)", run: (job) => script_(job, tool("bun"), [], "esm") },
  { name: "Bun (require)", run: (job) => script_(job, tool("bun"), [], "cjs") },
  ...["workerd", "workerd-newest"].flatMap((binary) =>
    ["2024-09-23", "2026-04-01"].map((date) => ({
      name: `${binary} ${date}`,
      run: (job) => worker(job, script(`${binary}/bin/workerd`), date),
    })),
  ),
  { name: "edge-runtime", run: edge },
  ...OTHER_NODES.flatMap((version) => node(`Node ${version}`, otherNode(version))).map((runtime) => ({ ...runtime, byHand: true })),
];

function permissions({ net }) {
  return net ? ["--allow-net=127.0.0.1"] : [];
}

/** For Node, Deno and Bun. payauth is not in the bundle, and is loaded from `node_modules`. */
async function script_({ program, place, env }, binary, args, format) {
  const file = join(place, format === "esm" ? "main.mjs" : "main.cjs");
  const entry = `import { wasm } from ${INSTANCES};
    import { createHmac } from "node:crypto";
    import { inspect } from "node:util";
    import { setFlagsFromString } from "node:v8";
    import { runInNewContext as realm } from "node:vm";
    import { main } from ${JSON.stringify(program)};
    if (!globalThis.Bun) setFlagsFromString("--expose-gc");
    const gc = globalThis.Bun ? () => Bun.gc(true) : realm("gc");
    main({ createHmac, inspect, realm, gc, wasm, env: ${JSON.stringify(env)} })
      .then((value) => console.log("${RESULT}" + JSON.stringify(value)));`;
  // An external import runs before the bundled code, so `instances.mjs` is external as well.
  const external = ["payauth", "payauth/*", ...(format === "esm" ? ["*/instances.mjs"] : [])];
  await bundle(entry, { outfile: file, format, platform: "node", external });
  return result(await run(binary, [...args, file], { cwd: place }));
}

/** For workerd: a bundle with the condition `workerd` and a separate wasm file. `workerd test` runs it. */
async function worker({ program, place, env }, binary, date) {
  const entry = `import { wasm } from ${INSTANCES};
    import { createHmac } from "node:crypto";
    import { inspect } from "node:util";
    import { main } from ${JSON.stringify(program)};
    export default {
      async test() {
        const host = { createHmac, inspect, wasm, env: ${JSON.stringify(env)} };
        console.log("${RESULT}" + JSON.stringify(await main(host)));
      },
    };`;
  const file = await bundleWorker(entry, place, date);
  return result(await run(process.execPath, [binary, "test", file]));
}

/** For Vercel's edge runtime: a bundle with the condition `edge-light`. The bundle gets the compiled wasm modules. */
async function edge({ program, place, env }) {
  const file = join(place, "main.js");
  const entry = `import { wasm } from ${INSTANCES};
    import { main } from ${JSON.stringify(program)};
    globalThis.answer = main({ realm, wasm, env: ${JSON.stringify(env)} }).then((value) => JSON.stringify(value));`;
  const modules = {};
  await bundle(entry, {
    outfile: file,
    format: "iife",
    conditions: ["edge-light"],
    plugins: [
      {
        name: "wasm?module",
        setup(plugin) {
          plugin.onResolve({ filter: /\.wasm\?module$/ }, async ({ path, resolveDir }) => {
            const file = join(resolveDir, path.replace("?module", ""));
            modules[path] = new WebAssembly.Module(await readFile(file));
            return { path, namespace: "wasm" };
          });
          plugin.onLoad({ filter: /./, namespace: "wasm" }, ({ path }) => ({
            contents: `export default globalThis.modules[${JSON.stringify(path)}]`,
          }));
        },
      },
    ],
  });
  const runtime = new EdgeRuntime({ extend: (context) => Object.assign(context, { modules, realm: runInNewContext }) });
  runtime.evaluate(await readFile(file, "utf8"));
  return JSON.parse(await runtime.evaluate("answer"));
}

function result(printed) {
  const line = printed.split("\n").find((line) => line.includes(RESULT));
  if (!line) throw new Error(`the output of the program has no answer:\n${printed}`);
  return JSON.parse(line.slice(line.indexOf(RESULT) + RESULT.length));
}
