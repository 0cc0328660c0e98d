// Weighs each import of the table of budgets: node tests/bench/size.mjs [--reached]
//
// With `--reached` it holds what was reached, as the tests do; without, the budgets.

import { consumer, pack } from "../js/lib/consumer.mjs";
import { BUDGETS } from "./budgets.mjs";
import { table } from "./table.mjs";
import { weigh } from "./weigh.mjs";

const limit = process.argv[2] === "--reached" ? "reached" : "budget";
const folder = await consumer("size", await pack());
const rows = [];
for (const row of BUDGETS) {
  const { js, wasm, both } = await weigh(row.imports, folder);
  const most = row[limit];
  const verdict = most === undefined ? "" : both.gzip <= most ? "ok" : `${both.gzip - most} TOO LARGE`;
  rows.push([row.name, js.raw, wasm.raw, both.raw, js.gzip, wasm.gzip, both.gzip, both.brotli, most ?? "", verdict]);
}
const head = ["import", "js", "wasm", "raw", "js gzip", "wasm gzip", "gzip", "brotli", limit, ""];
console.log(table(head, rows));
const failed = rows.filter((row) => row.at(-1).endsWith("TOO LARGE")).map(([name]) => name);
console.log(failed.length ? `size: above its ${limit}: ${failed.join(", ")}` : `size: every ${limit} holds`);
process.exitCode = failed.length ? 1 : 0;
