// The program that the runtimes run: all suites.

import { runSuites } from "../support/harness.mjs";
import { SUITES } from "./all.mjs";

export const main = (host) => runSuites(SUITES, host);
