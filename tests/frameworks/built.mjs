// Frameworks that need a build: each is built with the packed tarball, and started as it is deployed.

import { createServer } from "node:net";
import { join } from "node:path";
import { tests, tool } from "../js/tools/paths.mjs";
import { run } from "../js/tools/process.mjs";
import { environment, nodeOf } from "./made.mjs";
import { program, SECRET, worker } from "./servers.mjs";

const NODE_24 = "24";
const parsed = "/webhooks/parsed";
const BINDINGS = { STRIPE_WEBHOOK_SECRET: SECRET };
const DENO = ["run", "--no-prompt", "--allow-env", "--allow-net=127.0.0.1", "--allow-read"];

/**
 * `folder` is a project under `built/`; `build` is the script that builds it, with its arguments; `node` is a newer Node that it needs;
 * `env` is for the build and the server; `parsed` is a path whose body was read before; `check` is for a project without a server. The Worker of SvelteKit looks up a GET
 * request in Cloudflare's cache, which is missing here.
 */
export const BUILT = [
  { name: "Next 16", folder: "next", build: ["next/dist/bin/next", "build"], start: next, parsed },
  { name: "Next 16 on the edge runtime", folder: "next", start: next, path: "/webhooks/edge" },
  { name: "Next 15, standalone, by a CommonJS package", folder: "next-15", adds: "shop-webhooks", build: ["next/dist/bin/next", "build"], start: standalone, parsed },
  { name: "OpenNext: Next 16 on Workers", folder: "opennext", node: NODE_24, build: ["@opennextjs/cloudflare/dist/cli/index.js", "build"], start: wrangler, parsed },
  { name: "SvelteKit 2 on Workers", folder: "sveltekit", act: "src/act.mjs", build: ["vite/bin/vite.js", "build"], start: inWorkerd(".svelte-kit/cloudflare/_worker.js"), parsed, others: ["DELETE"] },
  { name: "Nuxt 4 in Node", folder: "nuxt", act: "server/act.mjs", node: NODE_24, build: nuxt("node-server"), start: inNode, parsed },
  { name: "Nuxt 4 on Workers", folder: "nuxt", act: "server/act.mjs", node: NODE_24, build: nuxt("cloudflare-module"), start: inWorkerd(".output/server/index.mjs"), parsed },
  { name: "Nuxt 4, nuxt dev", folder: "nuxt", act: "server/act.mjs", node: NODE_24, start: dev("nuxt/bin/nuxt.mjs"), parsed },
  { name: "Nitro 2 in Node", folder: "nitro", build: nitro2("node-server"), start: inNode, parsed },
  { name: "Nitro 2 in Node, without an option", folder: "nitro", build: nitro2("node-server"), env: { WITHOUT_WASM: "1" }, start: inNode, parsed },
  { name: "Nitro 2, nitro dev", folder: "nitro", start: dev("nitropack/dist/cli/index.mjs"), parsed },
  { name: "Nitro 2 on Workers", folder: "nitro", build: nitro2("cloudflare-module"), start: inWorkerd(".output/server/index.mjs"), parsed },
  { name: "Nitro 2 on Workers with Durable Objects", folder: "nitro", build: nitro2("cloudflare-durable"), start: inWorkerd(".output/server/index.mjs"), parsed },
  { name: "Nitro 2 on Pages", folder: "nitro", build: nitro2("cloudflare-pages"), start: inWorkerd("dist/_worker.js/index.js"), parsed },
  { name: "Nitro 2 on Vercel", folder: "nitro", build: nitro2("vercel"), start: vercel, parsed },
  { name: "Nitro 2 on Vercel Edge", folder: "nitro", build: nitro2("vercel-edge"), start: vercelEdge, parsed },
  { name: "Nitro 2 on Netlify Edge", folder: "nitro", build: nitro2("netlify-edge"), start: netlifyEdge, parsed },
  { name: "Nitro 3 in Node", folder: "nitro-3", build: nitro3("node-server"), start: inNode, parsed },
  { name: "Nitro 3 on Workers", folder: "nitro-3", build: nitro3("cloudflare-module"), start: inWorkerd(".output/server/index.mjs"), parsed },
  { name: "Nitro 3 on Vercel", folder: "nitro-3", build: nitro3("vercel"), start: vercel, parsed },
  { name: "Nitro 3 on Netlify Edge", folder: "nitro-3", build: nitro3("netlify-edge"), start: netlifyEdge, parsed },
  { name: "Hono 4, built by @hono/vite-build for Workers", folder: "hono-vite", build: ["vite/bin/vite.js", "build"], start: inWorkerd("dist/index.js"), parsed },
  { name: "Jest 30: node, jsdom, edge-runtime, resetModules", folder: "jest", check: tested("jest/bin/jest.js", "--ci") },
  { name: "Vitest 5 for Workers", folder: "vitest-workers", node: NODE_24, check: tested("vitest/vitest.mjs", "run") },
];

function tested(script, ...rest) {
  return (place, project) => run(nodeOf(project), [join(place, "node_modules", script), ...rest], { cwd: place, env: environment(project) });
}

function nitro2(preset) {
  return ["nitropack/dist/cli/index.mjs", "build", "--preset", preset];
}

function nitro3(preset) {
  return ["nitro/dist/cli/index.mjs", "build", "--preset", preset];
}

function nuxt(preset) {
  return ["nuxt/bin/nuxt.mjs", "build", "--preset", preset];
}

function next(file, given) {
  const args = ["node_modules/next/dist/bin/next", "start", "-p", "0", "-H", "127.0.0.1"];
  return program(process.execPath, args, { ...given, ready: /Local:\s+(http:\S+:\d+)[^]*Ready/ });
}

/** Next's server with the files that Next copied. */
async function standalone(file, given) {
  const env = { ...given.env, PORT: String(await freePort()), HOSTNAME: "127.0.0.1" };
  return program(process.execPath, ["server.js"], { ...given, cwd: join(given.cwd, ".next/standalone"), env, ready: /Local:\s+(http:\S+:\d+)[^]*Ready/ });
}

async function inNode(file, given, project) {
  const env = { ...given.env, PORT: String(await freePort()), HOST: "127.0.0.1" };
  return program(nodeOf(project), [".output/server/index.mjs"], { ...given, env, ready: /Listening on:? (http:\S+:\d+)/ });
}

/** The server for development, which builds the program when it starts. */
function dev(cli) {
  return async (file, given, project) => {
    const args = [join("node_modules", cli), "dev", "--host", "127.0.0.1", "--port", String(await freePort())];
    const env = { ...given.env, ...environment(project) };
    return settled(await program(nodeOf(project), args, { ...given, env, ready: /Local:\s+(http:\S+:\d+)[^]* built in / }));
  };
}

/** A server for development may build again just after its start, and then drops open requests. Waits until the server prints nothing
 * new, and answers. */
async function settled(server) {
  for (let before; before !== server.printed(); ) {
    before = server.printed();
    await new Promise((resolve) => setTimeout(resolve, 5000));
  }
  await fetch(`${server.url}/webhooks/stripe`);
  return server;
}

/** A Worker that was built, in workerd. */
function inWorkerd(built) {
  return (file, given) => worker(join(given.cwd, built), given, BINDINGS);
}

/** A Worker that wrangler bundles and serves. */
function wrangler(file, given, project) {
  const words = ["dev", "--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0", "--var", `STRIPE_WEBHOOK_SECRET:${SECRET}`];
  const env = { ...given.env, ...environment(project), WRANGLER_LOG_PATH: join(given.cwd, "logs") };
  return program(nodeOf(project), ["node_modules/wrangler/bin/wrangler.js", ...words], { ...given, env, ready: /Ready on (http:\/\/\S+)/ });
}

function vercel(file, given) {
  return program(process.execPath, ["vercel.mjs"], given);
}

function vercelEdge(file, given) {
  return program(process.execPath, [join(tests, "frameworks/vercel-edge.mjs"), ".vercel/output/functions/__fallback.func/index.mjs"], given);
}

function netlifyEdge(file, given) {
  return program(tool("deno"), [...DENO, "netlify.mjs"], given);
}

/** A free port, because these servers replace the port 0 by their default port. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
