// The program that the runtimes run: all suites.

import { runSuites } from "./harness.mjs";
import { SUITES } from "./suite.mjs";

export const main = (host) => runSuites(SUITES, host);
