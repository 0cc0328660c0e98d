// Prints a file, gzipped, as a module whose default export is its base64: node www/tool/pack.mjs file

import { readFile } from "node:fs/promises";
import { argv } from "node:process";
import { gzipSync } from "node:zlib";

const packed = gzipSync(await readFile(argv[2]), { level: 9 });
console.log(`export default "${packed.toString("base64")}";`);
