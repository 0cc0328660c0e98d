// The program that the runtimes run on the package whose module can trap.

import { runSuites } from "./harness.mjs";
import trap from "./suite/trap.mjs";

export const main = (host) => runSuites([trap], host);
