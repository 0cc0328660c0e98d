// Prints the public API of the npm package that was built: node tests/js/run/public-api.mjs

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pkg, script } from "../tools/paths.mjs";
import { publicApi } from "../tools/public-api.mjs";

const { default: ts } = await import(pathToFileURL(script("typescript-5/lib/typescript.js")));
const { exports } = JSON.parse(await readFile(join(pkg, "package.json"), "utf8"));
const doors = Object.entries(exports).flatMap(([name, conditions]) => {
  const types = conditions.default?.types ?? conditions.import?.types;
  return types === undefined ? [] : [[name.replace(/^\./, "payauth"), join(pkg, types)]];
});
console.log(publicApi(ts, doors, join(pkg, "dist")));
