// Makes the module trap in every runtime: cargo xtask build --trap && node tests/js/run-trap.mjs [runtime]

import { join } from "node:path";
import { target } from "./lib/places.mjs";
import { runEverywhere } from "./lib/suites.mjs";

await runEverywhere("trap", join(target, "trap/pkg"), "trap-program.mjs", process.argv[2]);
