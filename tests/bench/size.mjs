// Weighs each import of the table of budgets, and fails above one: node tests/bench/size.mjs

import { consumer, pack } from "../js/tools/consumer.mjs";
import { BUDGETS } from "./budgets.mjs";
import { table } from "./table.mjs";
import { weigh } from "./weigh.mjs";

const folder = await consumer("size", await pack());
const rows = [];
for (const row of BUDGETS) {
  const { js, wasm, both } = await weigh(row.imports, folder);
  const verdict = both.gzip <= row.budget ? "ok" : `${both.gzip - row.budget} TOO LARGE`;
  rows.push([row.name, js.raw, wasm.raw, both.raw, js.gzip, wasm.gzip, both.gzip, both.brotli, row.budget, verdict]);
}
const head = ["import", "js", "wasm", "raw", "js gzip", "wasm gzip", "gzip", "brotli", "budget", ""];
console.log(table(head, rows));
const failed = rows.filter((row) => row.at(-1).endsWith("TOO LARGE")).map(([name]) => name);
console.log(failed.length ? `size: above its budget: ${failed.join(", ")}` : "size: every budget holds");
process.exitCode = failed.length ? 1 : 0;
