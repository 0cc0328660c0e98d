// The host's own HMAC compared with payauth's, by the length of the message, in each runtime: node tests/bench/native.mjs
// It writes target/bench/native.json, from which `cargo xtask bench --page` writes the table.

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { consumer, pack } from "../js/tools/consumer.mjs";
import { target } from "../js/tools/paths.mjs";
import { everywhere } from "../js/tools/runtimes.mjs";
import { table } from "./table.mjs";

const RUNTIMES = { Node: "Node (import)", Deno: "Deno", Bun: "Bun (import)", workerd: "workerd-newest 2026-04-01" };
const LENGTHS = [64, 128, 256, 512, 768, 1024, 1536, 2048, 4096, 8192, 16_384, 65_536, 262_144, 1_048_576];

const program = join(dirname(fileURLToPath(import.meta.url)), "native-program.mjs");
const folder = await consumer("bench-native", await pack());
/** For each length, the time of payauth divided by the time of the host's function: by runtime, and by the name of the function. */
const shares = {};
for (const [runtime, only] of Object.entries(RUNTIMES)) {
  await everywhere(program, folder, { only, env: { lengths: LENGTHS }, each: (_, measured) => told(runtime, measured) });
}
const file = join(target, "bench/native.json");
await mkdir(dirname(file), { recursive: true });
await writeFile(file, `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), lengths: LENGTHS, shares }, null, 2)}\n`);

function told(runtime, measured) {
  shares[runtime] = measured;
  const names = Object.keys(measured);
  const rows = LENGTHS.map((length, index) => [`${length} B`, ...names.map((name) => measured[name][index])]);
  console.log(`\n== ${runtime}: the time of payauth as a share of the other's\n\n${table(["message", ...names], rows)}`);
}
