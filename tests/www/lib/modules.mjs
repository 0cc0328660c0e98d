// The page's own modules, in Node.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { target } from "../../js/tools/paths.mjs";

/** Imports one by its place in `www/`. */
export const built = (file) => import(pathToFileURL(join(target, "www-modules", file)).href);
