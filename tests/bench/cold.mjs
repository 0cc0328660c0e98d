// The cold start: the time from the import to the first signature in a new process, compared with a script that has an empty wasm module.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tool } from "../js/tools/paths.mjs";
import { run } from "../js/tools/process.mjs";
import { median } from "./rounds.mjs";

const TIMES = 20;

const PROGRAMS = {
  "payauth.mjs": `const start = performance.now();
    const { hmacKey } = await import("payauth");
    hmacKey({ algorithm: "SHA-256", secret: "your-api-secret" }).sign("message");
    console.log(performance.now() - start);`,
  "empty.mjs": `const start = performance.now();
    await import("./nothing.mjs");
    console.log(performance.now() - start);`,
  "nothing.mjs": `const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
    export default new WebAssembly.Instance(new WebAssembly.Module(bytes));`,
};

export const COLD_RUNTIMES = {
  Node: [process.execPath],
  Deno: [tool("deno"), "run", "--no-prompt"],
};

/** The median times in milliseconds of the two programs in the project `folder`. */
export async function coldStart(command, folder) {
  await writePrograms(folder);
  const times = { payauth: [], empty: [] };
  for (let time = 0; time < TIMES; time += 1) {
    for (const name of ["payauth", "empty"]) times[name].push(await coldTime(command, folder, name));
  }
  return { payauth: median(times.payauth), empty: median(times.empty) };
}

export async function writePrograms(folder) {
  for (const [name, text] of Object.entries(PROGRAMS)) await writeFile(join(folder, name), text);
}

/** The time in milliseconds of one of the programs, in a separate process. */
export async function coldTime([binary, ...args], folder, name) {
  return Number(await run(binary, [...args, `${name}.mjs`], { cwd: folder }));
}
