// Runs all suites in every runtime, on the packed tarball: node tests/js/run/suites.mjs [runtime]

import { pkg } from "../tools/paths.mjs";
import { runEverywhere } from "../tools/suites.mjs";

await runEverywhere("suite", pkg, "suites/program.mjs", process.argv[2]);
