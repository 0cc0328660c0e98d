// Checks the packed tarball with bundlers, compilers and registries: node tests/js/run/packaging.mjs [file]

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Cases } from "../support/harness.mjs";
import { consumer, pack } from "../tools/consumer.mjs";
import { tests } from "../tools/paths.mjs";

const only = process.argv[2];
const cases = new Cases();
const tarball = await pack();
const folder = await consumer("packaging", tarball);
const checks = join(tests, "js/packaging");
for (const file of (await readdir(checks)).sort()) {
  const { default: add } = await import(pathToFileURL(join(checks, file)));
  if (!only || `${only}.mjs` === file) await add({ test: shown, tarball, folder });
}
const { passed, failed } = await cases.run();
console.log(`packaging: ${passed} passed, ${failed.length} failed`);
process.exitCode = passed && !failed.length ? 0 : 1;

/** Adds a check that prints its name after it has passed. */
function shown(name, body) {
  cases.test(name, async () => {
    await body();
    console.log(`   ok: ${name}`);
  });
}
