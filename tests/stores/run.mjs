// Tests the stores with real engines: node tests/stores/run.mjs [--only text] [--seeds N] [--deliveries N] [--lanes N]

import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { same } from "../js/support/harness.mjs";
import { consumer, pack } from "../js/tools/consumer.mjs";
import { pkg } from "../js/tools/paths.mjs";
import { ENGINES } from "./engines.mjs";
import { Isolates } from "./isolates.mjs";
import { Lanes } from "./lanes.mjs";
import { messages } from "./messages.mjs";
import { installServices } from "./services.mjs";
import { tokenCases, World } from "./tokens.mjs";
import { workerCases } from "./workers.mjs";

const option = (name) => process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const [seeds, deliveries, lanes] = [["--seeds", 1], ["--deliveries", 200], ["--lanes", 6]].map(([name, usual]) => Number(option(name) ?? usual));

// If this program gets one of these signals, it ends the programs that it started.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
installServices();
const folder = await consumer("stores-consumer", await pack(pkg, "stores-tarball"));
process.env.PAYAUTH ??= `${pathToFileURL(join(folder, "node_modules/payauth"))}/`;
const all = new Lanes();

/** Adds the cases whose names contain the text of `--only`. */
function add(place, cases, open, close) {
  const named = cases.map(({ rule, body }) => ({ name: `${place}: ${rule}`, body }));
  all.group(named.filter(({ name }) => name.includes(option("--only") ?? "")), open, close);
}

/** The rules of a store are checked in one process. */
const checked = { rule: "the store follows every rule of checkStore", body: async ({ fleet }) => same(await fleet.members[0].ask("check"), []) };

for (let seed = 1; seed <= seeds; seed += 1) {
  // The cases of workerd take the longest time, so they start first.
  add("workerd", workerCases(), () => Isolates.of(folder), (isolates) => isolates.stop());
  for (const [name, engine] of Object.entries(ENGINES)) {
    if (engine.messages) add(name, [messages(name, engine, seed, deliveries)]);
    const [first = [], ...more] = engine.tokens.map(tokenCases);
    for (const cases of [seed === 1 ? [checked, ...first] : first, ...more]) {
      add(name, cases, () => World.of(name, engine), (world) => world.stop());
    }
  }
}

const { passed, failed } = await all.run(lanes);
console.log(`stores: ${passed} passed, ${failed.length} failed`);
process.exit(failed.length || !passed ? 1 : 0);
