// The time of a cold decision with each engine, compared with a direct read from the engine: node tests/bench/stores.mjs

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { consumer, pack } from "../js/tools/consumer.mjs";
import { pkg } from "../js/tools/paths.mjs";
import { ENGINES } from "../stores/engines.mjs";
import { Fleet } from "../stores/fleet.mjs";
import { Isolates } from "../stores/isolates.mjs";
import { installServices } from "../stores/services.mjs";
import { table } from "./table.mjs";

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
installServices();
const folder = await consumer("bench-stores", await pack(pkg, "bench-stores-tarball"));
process.env.PAYAUTH = `${pathToFileURL(join(folder, "node_modules/payauth"))}/`;
const rows = [];

for (const [name, engine] of Object.entries(ENGINES)) {
  const service = await engine.service();
  const fleet = await Fleet.of(1, name, service.url);
  note(name, await fleet.members[0].ask("cold").finally(() => fleet.stop()));
  await service.stop();
}
const isolates = await Isolates.of(folder);
await isolates.ask("one", "d1", "table");
for (const [name, store] of [["Durable Objects", "objects"], ["D1", "d1"], ["Workers KV", "kv"]]) {
  note(`${name} in workerd`, await isolates.ask("one", store, "cold", { store }));
}
await isolates.stop();
console.log(`\n${table(["engine", "direct read, µs", "cold decision, µs", "cold decision / direct read"], rows)}`);
process.exit(0);

function note(name, { decision, read, ratio }) {
  rows.push([name, read, decision, ratio]);
  console.log(`${name}: a direct read ${read.toFixed(0)} µs, a cold decision ${decision.toFixed(0)} µs`);
}
