// A program of suites, run in every runtime in a project that installed the package.

import { join } from "node:path";
import { consumer, pack } from "./consumer.mjs";
import { tests } from "./paths.mjs";
import { everywhere } from "./runtimes.mjs";

/** Runs `program` on the package in the folder `pkg`; the exit code tells whether all passed. */
export async function runEverywhere(title, pkg, program, only) {
  const folder = await consumer(`${title}-consumer`, await pack(pkg, `${title}-tarball`));
  const sum = { passed: 0, failed: 0 };
  const each = (name, outcome) => {
    for (const line of outcome.said) console.log(line);
    console.log(
      `   ${name}: ${outcome.passed} passed${outcome.failed.length ? `, ${outcome.failed.length} FAILED` : ""}`,
    );
    sum.passed += outcome.passed;
    sum.failed += outcome.failed.length;
  };
  await everywhere(join(tests, "js", program), folder, { only, each, env: { SEED: process.env.SEED }, lanes: 2 });
  console.log(`${title}: ${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed || !sum.passed ? 1 : 0;
}
