// Runs the suite in every runtime, on the packed tarball: node tests/js/run.mjs [runtime]

import { join } from "node:path";
import { consumer, pack } from "./lib/consumer.mjs";
import { tests } from "./lib/places.mjs";
import { everywhere } from "./lib/runtimes.mjs";

const only = process.argv[2];
const folder = await consumer("consumer", await pack());
let passed = 0;
let failed = 0;
await everywhere(join(tests, "js/program.mjs"), folder, {
  only,
  env: { SEED: process.env.SEED },
  each(name, outcome) {
    for (const line of outcome.said) console.log(line);
    console.log(`   ${name}: ${outcome.passed} passed${outcome.failed.length ? `, ${outcome.failed.length} FAILED` : ""}`);
    passed += outcome.passed;
    failed += outcome.failed.length;
  },
});
console.log(`suite: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
