// Runs all suites in every runtime, with the packed tarball: node tests/js/run/suites.mjs [runtime [part of a suite's path]]

import { pkg } from "../tools/paths.mjs";
import { runEverywhere } from "../tools/suites.mjs";

await runEverywhere("suite", pkg, "suites", process.argv.slice(2));
