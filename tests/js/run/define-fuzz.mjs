// The long run over definitions that were changed at random, in Node: node tests/js/run/define-fuzz.mjs [cases] [seed]

import { join } from "node:path";
import { bundle } from "../tools/bundle.mjs";
import { consumer, pack } from "../tools/consumer.mjs";
import { tests } from "../tools/paths.mjs";
import { run } from "../tools/process.mjs";

const [cases = "1000000", seed = String(Date.now() % 2 ** 32)] = process.argv.slice(2);
const folder = await consumer("define-fuzz", await pack());
const outfile = join(folder, "fuzz.mjs");
const entry = `import { DEFINITIONS } from ${JSON.stringify(join(tests, "js/suites/define/mutated.mjs"))};
  import { mutate } from ${JSON.stringify(join(tests, "js/support/mutated-definitions.mjs"))};
  console.log(mutate(DEFINITIONS, ${Number(seed)}, ${Number(cases)}));`;
await bundle(entry, { outfile, format: "esm", platform: "node", external: ["payauth", "payauth/*"] });
const taken = await run(process.execPath, [outfile], { cwd: folder });
console.log(`fuzz: ${cases} changed definitions in Node, ${taken.trim()} of them taken, no finding, FUZZ_SEED=${seed}`);
