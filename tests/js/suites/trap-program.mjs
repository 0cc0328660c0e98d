// The program that the runtimes run on the package whose module can trap.

import { runSuites } from "../support/harness.mjs";
import trap from "./trap.mjs";

export const main = (host) => runSuites([trap], host);
