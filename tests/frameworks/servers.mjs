// The list of the programs, one or several for each framework, and functions that start a program for the tests.

import { spawn } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleWorker } from "../js/tools/workerd.mjs";
import { script, tool } from "../js/tools/paths.mjs";

export const SECRET = "whsec_of_the_frameworks";
const DENO = ["run", "--no-prompt", "--allow-env", "--allow-net=127.0.0.1", "--allow-read", "--node-modules-dir=manual"];

/** `parsed` is a path at which a parser consumes the body. Behind a gateway, hostile requests would reach only the gateway. */
export const SERVERS = [
  { name: "node:http", file: "node-http.mjs" },
  { name: "Connect", file: "connect.mjs" },
  { name: "Express 4", file: "express-4.mjs", parsed: "/webhooks/parsed", raw: "/webhooks/raw" },
  { name: "Express 5", file: "express-5.mjs", parsed: "/webhooks/parsed", raw: "/webhooks/raw" },
  { name: "Fastify 5", file: "fastify.mjs", parsed: "/webhooks/parsed" },
  { name: "Nest 11", file: "nest.mjs" },
  { name: "Nest 11 without rawBody", file: "nest.mjs", env: { WITHOUT_RAW_BODY: "1" }, parsed: "/webhooks/parsed", isParsedAlone: true },
  { name: "Hono 4 in Node", file: "hono.mjs", parsed: "/webhooks/parsed" },
  { name: "Hono 4 in workerd", file: "worker.mjs", start: (file, given) => worker(file, given) },
  { name: "Lambda, version 1", file: "gateway.mjs", env: { VERSION: "1" }, isBehindGateway: true },
  { name: "Lambda, version 2, in base64", file: "gateway.mjs", env: { VERSION: "2", BASE64: "1" }, isBehindGateway: true },
  { name: "Deno.serve", file: "deno.mjs", start: (file, given) => program(tool("deno"), [...DENO, file], given), path: "/" },
  { name: "Bun.serve", file: "bun.mjs", start: (file, given) => program(tool("bun"), [file], given), path: "/" },
];

/** Starts a program of the folder. */
export function started(server, folder) {
  const { file = "", start = (file, given) => program(process.execPath, [file], given), env } = server;
  return start(join(folder, file), { cwd: folder, env: { ...process.env, STRIPE_WEBHOOK_SECRET: SECRET, ...env } }, server);
}

/** Starts a Worker in workerd. `bindings` are texts in its environment. */
export async function worker(file, { cwd, env }, bindings = {}) {
  await mkdir(join(cwd, "worker"), { recursive: true });
  const config = await bundleWorker(`export { default } from ${JSON.stringify(file)};`, join(cwd, "worker"), "2026-04-01", bindings);
  const binary = script("workerd-newest/bin/workerd");
  const ready = /"event":"listen".*"port":(\d+)/;
  return program(process.execPath, [binary, "serve", config, "--control-fd=1"], { cwd, env, ready, address: (port) => `http://127.0.0.1:${port}` });
}

/** Starts a program, and waits until it has printed its address. */
export async function program(command, args, { ready = /address: (\S+)/, address = (url) => url, ...given }) {
  const child = spawn(command, args, { ...given, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const closed = new Promise((resolve) => child.on("close", resolve));
  let printed = "";
  const url = await new Promise((resolve, reject) => {
    const hear = (chunk) => ready.test((printed += chunk)) && resolve(address(ready.exec(printed)[1]));
    for (const stream of [child.stdout, child.stderr]) stream.on("data", hear);
    child.on("error", reject);
    closed.then(() => reject(new Error(`${command} ${args.join(" ")} ended:\n${printed}`)));
  });
  return {
    url,
    printed: () => printed,
    says: (text) => said(() => printed, text),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    memory: () => memoryOf(child.pid),
    stop: () => (child.exitCode === null && process.kill(-child.pid), closed),
  };
}

/** Waits until a program has printed a text, because its output arrives later than its answer. */
async function said(printed, text) {
  const end = Date.now() + DEADLINE_MS;
  while (!printed().includes(text)) {
    if (Date.now() > end) throw new Error(`the output does not contain "${text}":\n${printed().slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The longest time to wait for an output. A program that takes longer hangs, even on a busy machine. */
const DEADLINE_MS = 600_000;

/** The memory of a process in MiB, if the system reports it. */
async function memoryOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
