// Serves a function for Vercel Edge in edge-runtime: node vercel-edge.mjs <the function's file>

import * as assert from "node:assert";
import * as hooks from "node:async_hooks";
import * as buffer from "node:buffer";
import * as events from "node:events";
import { resolve } from "node:path";
import * as util from "node:util";
import { EdgeRuntime, runServer } from "edge-runtime";
import { build } from "esbuild";

/** The modules of Node that Vercel's edge runtime has. */
const MODULES = { "node:assert": assert, "node:async_hooks": hooks, "node:buffer": buffer, "node:events": events, "node:util": util };

const contents = `import handle from ${JSON.stringify(resolve(process.argv[2]))};
addEventListener("fetch", (event) => event.respondWith(handle(event.request, event)));`;
const plugins = [
  {
    name: "modules",
    setup(plugin) {
      plugin.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: "host" }));
      plugin.onLoad({ filter: /./, namespace: "host" }, ({ path }) => ({ contents: `module.exports = MODULES[${JSON.stringify(path)}]` }));
    },
  },
];
const { outputFiles } = await build({ stdin: { contents, resolveDir: process.cwd() }, bundle: true, write: false, format: "iife", plugins });
const extend = (context) => Object.assign(context, { MODULES, process: { env: { ...process.env } } });
const runtime = new EdgeRuntime({ extend, initialCode: outputFiles[0].text });
const { url } = await runServer({ runtime, host: "127.0.0.1", port: 0 });
console.log(`address: ${url.replace(/\/$/, "")}`);
