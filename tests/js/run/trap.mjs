// Makes the module trap in every runtime: cargo xtask build --trap && node tests/js/run/trap.mjs [runtime]

import { join } from "node:path";
import { target } from "../tools/paths.mjs";
import { runEverywhere } from "../tools/suites.mjs";

await runEverywhere("trap", join(target, "trap/pkg"), "trap-suites", process.argv.slice(2));
