// The paths of the repository and of its tools.

import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

export const root = join(here, "../../..");
export const tests = join(root, "tests");
export const pkg = join(root, "pkg");

/** The build folder: cargo's target folder. */
export const target = resolve(process.env.CARGO_TARGET_DIR ?? join(root, "target"));

/** The folder for all files that the tests write. */
export const work = join(target, "tests");

/** A program that npm installed for the tests. */
export const tool = (name) => join(tests, "node_modules/.bin", name);

/** A script inside a package that npm installed for the tests. */
export const script = (path) => join(tests, "node_modules", path);
