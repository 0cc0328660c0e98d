// Runs all suites in every runtime, on the packed tarball: node tests/js/run.mjs [runtime]

import { pkg } from "./lib/places.mjs";
import { runEverywhere } from "./lib/suites.mjs";

await runEverywhere("suite", pkg, "program.mjs", process.argv[2]);
