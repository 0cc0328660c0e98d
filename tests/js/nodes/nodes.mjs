// Newer versions of Node than the version that runs the tests, and a program that needs a newer version. npm installs them here, for
// Linux on x64. They run only by hand: `cargo xtask test nodes`.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const installed = (path) => join(dirname(fileURLToPath(import.meta.url)), "node_modules", path);

export const OTHER_NODES = ["22", "24", "26"];

/** The path of the program of a version of Node. */
export const otherNode = (version) => installed(`node-${version}/bin/node`);

/** The script of the newest wrangler, which Node 20 cannot run. */
export const newestWrangler = installed("wrangler/bin/wrangler.js");
