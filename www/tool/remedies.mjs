// Prints a JavaScript module for the playground, which contains the remedy of each error in ERRORS.md. Run it with:
// node www/tool/remedies.mjs

import { readFile } from "node:fs/promises";

const errors = await readFile(new URL("../../ERRORS.md", import.meta.url), "utf8");
const rows = errors.matchAll(/^\| `(ERR_\w+)` \|.*\| (.+) \|$/gm);
const remedies = Object.fromEntries(Array.from(rows, ([, code, remedy]) => [code, remedy]));
console.log(`// Written by www/tool/remedies.mjs from ERRORS.md.\n\nexport default ${JSON.stringify(remedies, null, 2)};`);
