// Newer Nodes than the one that runs the tests, and a program that needs one. npm installs them here, for Linux on x64; they
// run by hand: `cargo xtask test nodes`.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const installed = (path) => join(dirname(fileURLToPath(import.meta.url)), "node_modules", path);

export const OTHER_NODES = ["22", "24", "26"];

/** The program of a Node, by its version. */
export const otherNode = (version) => installed(`node-${version}/bin/node`);

/** The script of the newest wrangler, which Node 20 cannot run. */
export const newestWrangler = installed("wrangler/bin/wrangler.js");
