// Compiles the programs in tests/types as a user of the package would, with two compilers, three resolutions of modules, and three
// sets of libraries.

import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { script, tests } from "../tools/paths.mjs";
import { run } from "../tools/process.mjs";

const COMPILERS = { "TypeScript 7": "typescript", "TypeScript 5.9": "typescript-5" };

/** The resolutions of modules, and the forms of a user's file in each resolution. */
const RESOLUTIONS = {
  node16: { module: "node16", forms: ["mts", "cts"] },
  nodenext: { module: "nodenext", forms: ["mts", "cts"] },
  bundler: { module: "esnext", forms: ["ts"] },
};

/** Sets of libraries, and the programs that need only these libraries. */
const LIBRARIES = {
  "no DOM": { lib: ["es2022"], programs: ["good", "bad", "headers"] },
  "the DOM": { lib: ["es2022", "dom", "dom.iterable"], programs: ["good", "bad", "headers", "host"] },
  "using": { lib: ["es2022", "esnext.disposable"], programs: ["good", "bad", "headers", "using"] },
};

export const STRICT = {
  target: "es2022",
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

export default function ({ test, folder }) {
  for (const [compiler, name] of Object.entries(COMPILERS)) {
    for (const [moduleResolution, { module, forms }] of Object.entries(RESOLUTIONS)) {
      for (const [libraries, { lib, programs }] of Object.entries(LIBRARIES)) {
        test(`${compiler}, ${moduleResolution}, ${libraries}: good calls compile, bad calls do not`, async () => {
          const place = join(folder, "types", name, moduleResolution, libraries.replace(" ", "-"));
          const compilerOptions = { ...STRICT, module, moduleResolution, lib };
          await project(place, compilerOptions, programs, forms);
          await run(process.execPath, [script(`${name}/bin/tsc`), "-p", place]);
        });
      }
    }
  }

  test("every program under tests/types is compiled", async () => {
    const used = new Set(Object.values(LIBRARIES).flatMap(({ programs }) => programs));
    const unused = (await readdir(join(tests, "types"))).filter((file) => !used.has(file.replace(".ts", "")));
    if (unused.length) throw new Error(`not compiled: ${unused}`);
  });
}

async function project(place, compilerOptions, programs, forms) {
  await mkdir(place, { recursive: true });
  await writeFile(join(place, "package.json"), `{ "type": "module" }\n`);
  await writeFile(join(place, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  for (const program of programs) {
    for (const form of forms) await cp(join(tests, `types/${program}.ts`), join(place, `${program}.${form}`));
  }
}
