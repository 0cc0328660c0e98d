// Runs other programs until they end, or until the test stops them.

import { spawn } from "node:child_process";

/** The longest time of a program. A program that takes longer hangs, even on a busy machine. */
const DEADLINE_MS = 1_800_000;

/** Runs a program; returns its output, or throws an error with the output. */
export async function run(program, args, { cwd, env } = {}) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), DEADLINE_MS);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed += chunk));
  const status = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? signal));
  }).finally(() => clearTimeout(timer));
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}\n${printed}`);
  return printed;
}

/** Starts a program that serves until it is stopped. The pattern `ready` finds the program's address in its output. */
export async function serve(program, args, { cwd, env, ready }) {
  // The program gets a separate process group. npm's Deno is a script that starts another program, and the whole group must end.
  const stdio = ["ignore", "pipe", "pipe"];
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio, detached: true });
  const closed = new Promise((resolve) => child.on("close", resolve));
  const timer = setTimeout(() => child.kill("SIGKILL"), DEADLINE_MS);
  let printed = "";
  const url = await new Promise((resolve, reject) => {
    const hear = (chunk) => ready.test((printed += chunk)) && resolve(ready.exec(printed)[1]);
    for (const stream of [child.stdout, child.stderr]) stream.on("data", hear);
    child.on("error", reject);
    closed.then(() => reject(new Error(`${program} ${args.join(" ")} did not serve\n${printed}`)));
  }).finally(() => clearTimeout(timer));
  return { url, stop: () => (process.kill(-child.pid), closed) };
}
