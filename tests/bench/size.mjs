// Weighs each import of the table of budgets, and fails if an import is above its budget: node tests/bench/size.mjs

import { createRequire } from "node:module";
import { join } from "node:path";
import { consumer, pack } from "../js/tools/consumer.mjs";
import { BUDGETS, FURTHER_PROVIDER, MORE } from "./budgets.mjs";
import { table } from "./table.mjs";
import { programOf, weigh } from "./weigh.mjs";

const folder = await consumer("size", await pack());
const rows = [];
for (const row of BUDGETS) {
  const { js, wasm, both } = await weigh(programOf(row), folder);
  const verdict = both.gzip <= row.budget ? "ok" : `${both.gzip - row.budget} TOO LARGE`;
  rows.push([row.name, js.raw, wasm.raw, both.raw, js.gzip, wasm.gzip, both.gzip, both.brotli, row.budget, verdict]);
}
for (const name of providerNames()) {
  const [beside] = ["stripe", "paypal"].filter((other) => other !== name);
  const [alone, both] = await Promise.all([`{ ${beside} }`, `{ ${beside}, ${name} }`].map((imports) => weigh(programOf({ imports, from: "payauth/providers" }), folder)));
  const more = both.both.gzip - alone.both.gzip;
  const verdict = more <= FURTHER_PROVIDER ? "ok" : `${more - FURTHER_PROVIDER} TOO LARGE`;
  rows.push([`+ ${name}`, both.js.raw - alone.js.raw, 0, "", both.js.gzip - alone.js.gzip, 0, more, "", FURTHER_PROVIDER, verdict]);
}
const head = ["import", "js", "wasm", "raw", "js gzip", "wasm gzip", "gzip", "brotli", "budget", ""];
console.log(table(head, rows));
const weights = Object.fromEntries(rows.map(([name, , , , , , gzip]) => [name, gzip]));
const tooMuch = MORE.filter(({ name, than, budget }) => {
  const more = weights[name] - weights[than];
  console.log(`${name} adds ${more} to ${than}; its budget is ${budget}`);
  return more > budget;
});
const failed = rows.filter((row) => row.at(-1).endsWith("TOO LARGE")).map(([name]) => name).concat(tooMuch.map(({ name, than }) => `${name} beside ${than}`));
console.log(failed.length ? `size: above its budget: ${failed.join(", ")}` : "size: every budget holds");
process.exitCode = failed.length ? 1 : 0;

/** The names of the exports of `payauth/providers`. */
function providerNames() {
  return Object.keys(createRequire(join(folder, "size.cjs"))("payauth/providers"));
}
