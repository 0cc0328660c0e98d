// The report on the public API changes if, and only if, a caller can notice a change of the types.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { equal, ok } from "../support/harness.mjs";
import { script, work } from "../tools/paths.mjs";
import { publicApi } from "../tools/public-api.mjs";

const FILES = {
  "index.d.ts": `import type { Hidden } from "./inner.js";
export { fromInner as shown } from "./inner.js";
/** Text. */
export interface Options { /** Text. */ readonly hidden?: Hidden; readonly count: number }
export declare const LIMIT: 7;
export declare class Box<T> { #secret: number; open(): T; }\n`,
  "inner.d.ts": `import type { Deep } from "./deep.js";
export type Hidden = "a" | Deep;
export declare function fromInner(given: string): void;
export declare function unused(): void;\n`,
  "deep.d.ts": "export type Deep = { readonly depth: 1 };\n",
};

const CHANGES = [
  ["index.d.ts", "count: number", "count: string"],
  ["index.d.ts", "hidden?: Hidden", "hidden: Hidden"],
  ["index.d.ts", "LIMIT: 7", "LIMIT: 8"],
  ["index.d.ts", "open(): T", "open(): T | undefined"],
  ["index.d.ts", "Box<T>", "Box<T extends string>"],
  ["index.d.ts", "fromInner as shown", "fromInner"],
  ["index.d.ts", "export declare const", "declare const"],
  ["inner.d.ts", "given: string", "given?: string"],
  ["inner.d.ts", '"a" | Deep', '"b" | Deep'],
  ["deep.d.ts", "depth: 1", "depth: 2"],
];

const NO_CHANGES = [
  ["index.d.ts", "Text.", "Another text."],
  ["inner.d.ts", "unused(): void", "unused(): string"],
  ["index.d.ts", "; readonly count", ";\n\n  readonly count"],
];

export default async function ({ test }) {
  const { default: ts } = await import(pathToFileURL(script("typescript-5/lib/typescript.js")));
  let count = 0;
  const report = async (changes = {}) => {
    const folder = join(work, `public-api-${(count += 1)}`);
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries({ ...FILES, ...changes })) await writeFile(join(folder, name), text);
    return publicApi(ts, [["payauth", join(folder, "index.d.ts")]], folder);
  };
  const changed = (file, from, to) => {
    ok(FILES[file].includes(from), `the text "${from}" in ${file}`);
    return report({ [file]: FILES[file].replaceAll(from, to) });
  };

  test("the report on the API changes if a caller can notice the change", async () => {
    for (const change of CHANGES) ok((await changed(...change)) !== (await report()), `a different report after the change ${change}`);
  });
  test("the report on the API is unchanged if no caller can notice the change", async () => {
    for (const change of NO_CHANGES) equal(await changed(...change), await report(), `${change}`);
  });
  test("an entry without types is rejected", async () => {
    const missing = () => publicApi(ts, [["payauth", join(work, "no-such.d.ts")]], work);
    const refused = await Promise.resolve().then(missing).catch((error) => error.message);
    ok(refused.startsWith?.("no such file"), `an error about a missing file; got ${refused}`);
  });
}
