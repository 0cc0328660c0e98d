// A bundle contains only the schemes and the providers that the program uses, for named and namespace imports, with each bundler.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { FURTHER_PROVIDER, FURTHER_SCHEME } from "../../bench/budgets.mjs";
import { ok, same } from "../support/harness.mjs";
import { BUNDLERS, bundled } from "../tools/bundlers.mjs";

/** The export that is imported together with each weighed export, so that only the additional bytes of the weighed export count. */
const FIRST = "stripe";
/** The bundler that weighs each scheme, because it takes milliseconds. The other bundlers weigh only the largest exports. */
const FAST = "esbuild";
const FEW = 2;
const WASM = /[A-Za-z0-9+/=]{10000,}/g;
/** The names of the bundlers. Vite is left out, because it uses Rolldown. */
const NAMES = Object.keys(BUNDLERS).filter((name) => name !== "vite");

export default function ({ test, folder }) {
  const require = createRequire(join(folder, "index.js"));
  const kinds = {
    "payauth/schemes": { marks: marksOfSchemes(require("payauth/schemes")), most: FURTHER_SCHEME },
    "payauth/providers": { marks: marksOfProviders(require("payauth/providers")), most: FURTHER_PROVIDER },
  };
  for (const [module, { marks, most }] of Object.entries(kinds)) {
    for (const name of NAMES) {
      const bundle = bundler(name, module, folder);
      for (const [kind, program] of Object.entries(programs(module))) {
        test(`${name}: a bundle with ${kind} of ${module} contains only the export that is used`, async () => {
          const text = await bundle(program, kind);
          same(Object.keys(marks).filter((export_) => text.includes(marks[export_])), [FIRST], "exports in the bundle");
        });
      }
      const others = Object.keys(marks).filter((export_) => export_ !== FIRST);
      const weighed = name === FAST && module === "payauth/schemes" ? others : largest(others, marks).slice(0, FEW);
      test(`${name}: each of ${weighed.length} further exports of ${module} adds at most ${most} bytes of gzip`, () => each(bundle, module, weighed, most));
    }
  }
}

/** Bundles a program; returns the minified text without the wasm modules, which all programs share. */
function bundler(name, module, folder) {
  return async (program, kind) => {
    const file = await bundled(BUNDLERS[name], program, join(folder, "shaking", name, module, kind), folder);
    const text = (await readFile(file, "utf8")).replace(WASM, "");
    return name === "rollup" ? (await transform(text, { minify: true, format: "esm" })).code : text;
  };
}

function programs(module) {
  return {
    "a named import": used(module, [FIRST]),
    "a namespace import": `import * as all from "${module}"; console.log(all.${FIRST});`,
  };
}

function used(module, names) {
  return `import { ${names} } from "${module}"; console.log(${names});`;
}

async function each(bundle, module, names, most) {
  const alone = weight(await bundle(used(module, [FIRST]), "alone"));
  const heavy = [];
  for (const name of names) {
    const more = weight(await bundle(used(module, [FIRST, name]), name)) - alone;
    ok(more > 0, `more than 0 bytes for ${name}; got ${more}`);
    if (more > most) heavy.push(`${name}: ${more}`);
  }
  same(heavy, [], `bytes of gzip above ${most}`);
}

const weight = (text) => gzipSync(text, { level: 9 }).length;

/** For each export, a text that a bundle contains if, and only if, it contains the export. No bundler escapes characters of this text. */
function marksOfSchemes(schemes) {
  const plain = (text) => text.split(/["'`\\$\s]/).toSorted((a, b) => b.length - a.length)[0];
  return Object.fromEntries(Object.values(schemes).map(({ name, compiled }) => [name, plain(compiled)]));
}

function marksOfProviders(providers) {
  const address = ({ definition }) => Object.values(definition.servers).map((server) => server.url ?? server)[0];
  return Object.fromEntries(Object.entries(providers).map(([name, provider]) => [name, address(provider)]));
}

const largest = (names, marks) => names.toSorted((a, b) => marks[b].length - marks[a].length);
