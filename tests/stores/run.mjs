// Stores over real engines: node tests/stores/run.mjs [--only text] [--seeds N] [--deliveries N]

import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { Cases, same } from "../js/support/harness.mjs";
import { consumer, pack } from "../js/tools/consumer.mjs";
import { pkg } from "../js/tools/paths.mjs";
import { Fleet } from "./fleet.mjs";
import { files } from "./files.mjs";
import { messages } from "./messages.mjs";
import { installServices } from "./services.mjs";
import { runner, TOKEN_CASES } from "./tokens.mjs";
import { workers } from "./workers.mjs";

const option = (name) => process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;

installServices();
const folder = await consumer("stores-consumer", await pack(pkg, "stores-tarball"));
process.env.PAYAUTH ??= `${pathToFileURL(join(folder, "node_modules/payauth"))}/`;
const { ENGINES } = await import("./engines.mjs");
const cases = new Cases();
const test = (name, body) => (name.includes(option("--only") ?? "") ? cases.test(name, body) : undefined);

for (const [name, engine] of Object.entries(ENGINES)) {
  test(`${name}: the store keeps every rule of checkStore`, async () => {
    const service = await engine.service();
    const fleet = await Fleet.of(1, name, service.url);
    try {
      same(await fleet.all("check"), []);
    } finally {
      await fleet.stop();
      await service.stop();
    }
  });
}
workers(test, folder);
files(test);

const seeds = Array.from({ length: Number(option("--seeds") ?? 1) }, (_, index) => index + 1);
for (const seed of seeds) {
  for (const [name, engine] of Object.entries(ENGINES)) {
    const over = runner(test, name, engine);
    for (const each of engine.cases) {
      if (each === "messages") messages(test, name, engine, seed, Number(option("--deliveries") ?? 1_000));
      else TOKEN_CASES[each](over);
    }
  }
}

const { passed, failed } = await cases.run();
console.log(`stores: ${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
