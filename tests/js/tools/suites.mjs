// Runs all suites of a folder in every runtime, in a project that has installed the package.

import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { consumer, pack } from "./consumer.mjs";
import { tests, work } from "./paths.mjs";
import { everywhere } from "./runtimes.mjs";

/**
 * Runs the suites of `tests/js/<folder>` on the package in the folder `pkg`; the exit code is 0 if all passed.
 *
 * @param only - the beginning of the names of the runtimes
 * @param part - a text in the paths of the suites to run
 */
export async function runEverywhere(title, pkg, folder, [only, part = ""]) {
  const place = await consumer(`${title}-consumer`, await pack(pkg, `${title}-tarball`));
  const program = await programOf(title, (await suitesIn(folder)).filter((file) => file.includes(part)));
  const sum = { passed: 0, failed: 0 };
  const each = (name, outcome, seconds) => {
    for (const line of outcome.said) console.log(line);
    console.log(
      `   ${name}, ${seconds} s: ${outcome.passed} passed${outcome.failed.length ? `, ${outcome.failed.length} FAILED` : ""}`,
    );
    sum.passed += outcome.passed;
    sum.failed += outcome.failed.length;
  };
  await everywhere(program, place, { only, each, env: { SEED: process.env.SEED }, lanes: 2 });
  console.log(`${title}: ${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed || !sum.passed ? 1 : 0;
}

/** The suites of a folder under `tests/js`. The folder is read, so that no suite is forgotten. */
async function suitesIn(folder) {
  const files = await readdir(join(tests, "js", folder), { recursive: true });
  return files.filter((file) => file.endsWith(".mjs")).sort().map((file) => join(tests, "js", folder, file));
}

/** Writes the program that the runtimes run. */
async function programOf(title, suites) {
  const folder = join(work, `${title}-program`);
  await mkdir(folder, { recursive: true });
  const imports = suites.map((file, index) => `import * as suite${index} from ${JSON.stringify(file)};\n`);
  const list = suites.map((_, index) => `suite${index}`).join(", ");
  const text = `import { runSuites } from ${JSON.stringify(join(tests, "js/support/harness.mjs"))};
${imports.join("")}
export const main = (host) => runSuites([${list}], host);
`;
  const program = join(folder, "program.mjs");
  await writeFile(program, text);
  return program;
}
