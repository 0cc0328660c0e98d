// Frameworks that need a build. Each framework is installed, built with the packed tarball, and started as in a deployment.

import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { tests, work } from "../js/tools/paths.mjs";
import { run } from "../js/tools/process.mjs";
import { message } from "./message.mjs";
import { program, SECRET, worker } from "./servers.mjs";

const at = (name) => join(work, "built", name);
const NODE = process.execPath;

/**
 * `folder` is a project under `built/`. `build` is the script that builds the project, with its arguments. `parsed` is a path at which
 * the body is read before the handler. `check` is for a project without a server. `others` lacks GET for SvelteKit, whose Worker looks
 * up a GET request in Cloudflare's cache, which does not exist in this test.
 */
export const BUILT = [
  { name: "Next 16", folder: "next", build: ["next/dist/bin/next", "build"], start: next, parsed: "/webhooks/parsed" },
  { name: "Next 16 on the edge runtime", folder: "next", start: next, path: "/webhooks/edge" },
  { name: "SvelteKit 2 on Workers", folder: "sveltekit", build: ["vite/bin/vite.js", "build"], start: svelteKit, parsed: "/webhooks/parsed", others: ["DELETE"] },
  { name: "Nitro 2 in Node", folder: "nitro", build: nitro("node-server"), start: inNode, parsed: "/webhooks/parsed" },
  { name: "Nitro 2 on Workers", folder: "nitro", build: nitro("cloudflare-module"), start: nitroWorker, parsed: "/webhooks/parsed" },
  { name: "Jest 30: node, jsdom, edge-runtime, resetModules", folder: "jest", check: jest },
];

async function jest(place) {
  await writeFile(join(place, "message.json"), JSON.stringify({ ...message(), secret: SECRET }));
  await run(NODE, ["node_modules/jest/bin/jest.js", "--ci"], { cwd: place });
}

function nitro(preset) {
  return ["nitropack/dist/cli/index.mjs", "build", "--preset", preset];
}

/** Installs the project and the tarball, and builds it. */
export async function made({ folder, build }, tarball) {
  const place = at(folder);
  const from = join(tests, "frameworks/built", folder);
  await mkdir(place, { recursive: true });
  await cp(from, place, { recursive: true, filter: (path) => !path.includes("node_modules") });
  await cp(join(tests, "frameworks/programs/act.mjs"), join(place, folder === "sveltekit" ? "src/act.mjs" : "act.mjs"));
  await installed(place);
  const payauth = join(place, "node_modules/payauth");
  await mkdir(payauth, { recursive: true });
  await run("tar", ["xzf", tarball, "--strip-components=1", "-C", payauth], {});
  const [script, ...rest] = build ?? [];
  if (script) await run(NODE, [join(place, "node_modules", script), ...rest], { cwd: place, env: { NEXT_TELEMETRY_DISABLED: "1" } });
  return place;
}

/** Installs the packages of the lock file, unless the same packages are already installed. */
async function installed(place) {
  const [lock, before] = ["package-lock.json", "node_modules/.installed-lock"].map((file) => join(place, file));
  const now = await readFile(lock, "utf8");
  if (now === (await readFile(before, "utf8").catch(() => ""))) return;
  await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: place });
  await writeFile(before, now);
}

function next(file, given) {
  const args = ["node_modules/next/dist/bin/next", "start", "-p", "0", "-H", "127.0.0.1"];
  return program(NODE, args, { ...given, ready: /Local:\s+(http:\S+:\d+)[^]*Ready/ });
}

async function inNode(file, given) {
  const env = { ...given.env, PORT: String(await freePort()), HOST: "127.0.0.1" };
  return program(NODE, [".output/server/index.mjs"], { ...given, env, ready: /Listening on (http:\S+:\d+)/ });
}

const BINDINGS = { STRIPE_WEBHOOK_SECRET: SECRET };

function svelteKit(file, given) {
  return worker(join(given.cwd, ".svelte-kit/cloudflare/_worker.js"), given, BINDINGS);
}

function nitroWorker(file, given) {
  return worker(join(given.cwd, ".output/server/index.mjs"), given, BINDINGS);
}

/** A free port. It is needed, because Nitro replaces the port 0 by its default port. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
