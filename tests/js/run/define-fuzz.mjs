// Checks many randomly changed definitions in Node: node tests/js/run/define-fuzz.mjs [cases] [seed]

import { join } from "node:path";
import { bundle } from "../tools/bundle.mjs";
import { consumer, pack } from "../tools/consumer.mjs";
import { tests } from "../tools/paths.mjs";
import { run } from "../tools/process.mjs";

const BATCH = 20_000;

const [cases = "1000000", seed = String(Date.now() % 2 ** 32)] = process.argv.slice(2);
const folder = await consumer("define-fuzz", await pack());
const outfile = join(folder, "fuzz.mjs");
const entry = `import { DEFINITIONS } from ${JSON.stringify(join(tests, "js/suites/define/mutated.mjs"))};
  import { mutate } from ${JSON.stringify(join(tests, "js/support/mutated-definitions.mjs"))};
  const [seed, cases] = process.argv.slice(2).map(Number);
  console.log(mutate(DEFINITIONS, seed, cases));`;
await bundle(entry, { outfile, format: "esm", platform: "node", external: ["payauth", "payauth/*"] });

// Each batch runs in a separate process, so that no timeout is reached on a busy machine, and the memory is released.
let [done, taken] = [0, 0];
for (let batch = 0; done < Number(cases); batch += 1) {
  const count = Math.min(BATCH, Number(cases) - done);
  taken += Number(await run(process.execPath, [outfile, String(Number(seed) + batch), String(count)], { cwd: folder }));
  done += count;
  console.log(`${done} of ${cases} definitions, ${taken} accepted`);
}
console.log(`fuzz: ${cases} changed definitions in Node, ${taken} accepted, no finding, FUZZ_SEED=${seed}`);
