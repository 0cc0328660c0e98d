// Imports modules of the page in Node.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { target } from "../../js/tools/paths.mjs";

/** Imports a module by its path in `www/`. */
export const built = (file) => import(pathToFileURL(join(target, "www-modules", file)).href);
