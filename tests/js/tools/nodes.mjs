// The Nodes beside the one that runs the tests, and what needs them. They come from npm, for Linux on x64, into
// `tests/js/nodes`, and run by hand: `cargo xtask test nodes`.

import { join } from "node:path";
import { tests } from "./paths.mjs";

const installed = (path) => join(tests, "js/nodes/node_modules", path);

export const OTHER_NODES = ["22", "24", "26"];

/** The program of a Node, by its version. */
export const otherNode = (version) => installed(`node-${version}/bin/node`);

/** The script of the newest wrangler, which Node 20 cannot run. */
export const newestWrangler = installed("wrangler/bin/wrangler.js");
