// Bundles the scripts of the package: node bundle.mjs <folder of its scripts> <folder for the bundles> <form>...
//
// The entries of `payauth` share one file, `core.js`, so that they share one instance. A door is an entry with a smaller wasm module;
// it is one file. `reader.js` is a separate file, because only programs that define a scheme or a provider load it. The forms are
// `esm` and `cjs`; `cjs` also writes the entries without a wasm module.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { rollup } from "rollup";
import { transform } from "esbuild-wasm";

const [scripts, to, ...forms] = process.argv.slice(2).map((given, index) => (index < 2 ? resolve(given) : given));

/** The entries that share an instance. */
const SHARED = ["index", "pure", "explain", "providers", "node"];
/** The doors. Each door has a separate wasm module. */
const DOORS = ["hmac", "webhooks"];
/** The entries without a module, which are the same for every runtime. */
const WITHOUT = ["schemes", "redis", "durable-object", "workers-kv", "deno-kv", "sql", "testing"];

/** Node prints the line of the source for an error that nothing catches. So a file without white space has lines of this length. */
const LINE_LIMIT = 160;

/** The name of the wasm module's text in CommonJS. The text is alone on the first line, because esbuild would break it into short lines. */
const MODULE = "WASM_MODULE_IN_BASE64";

const at = (name) => join(scripts, `${name}.js`);
const entries = (names) => Object.fromEntries(names.map((name) => [name, at(name)]));

await bundle(entries(SHARED), { output: { manualChunks: coreOf(at("index")), chunkFileNames: "[name].js" } });
await bundle(entries(["reader"]), { external: [] });
for (const door of DOORS) await bundle({ [door]: at(`door/${door}`) }, { plugins: [moduleOf(door)] });
if (forms.includes("cjs")) {
  for (const entry of WITHOUT) await bundle(entries([entry]));
  for (const entry of [...SHARED, ...DOORS]) await wrap(entry);
}

async function bundle(input, { external = [at("reader")], plugins = [], output = {} } = {}) {
  const bundle = await rollup({ input, external, plugins: [...plugins, sources()], treeshake: { moduleSideEffects: false }, onwarn: refuse });
  for (const format of forms) {
    await bundle.write({
      dir: format === "cjs" ? join(to, "cjs") : to,
      format,
      exports: "named",
      hoistTransitiveImports: false,
      paths: (id) => (id === at("reader") ? "./reader.js" : id),
      sourcemap: true,
      sourcemapExcludeSources: true,
      plugins: [...(format === "cjs" ? [readLate()] : []), bare(format), noted()],
      ...output,
    });
  }
  await bundle.close();
}

/** For Node's `import`: the names of the CommonJS entry, so that `import` and `require` share an instance. */
async function wrap(entry) {
  const names = Object.keys(createRequire(import.meta.url)(join(to, "cjs", `${entry}.js`))).sort();
  await mkdir(join(to, "shared"), { recursive: true });
  await writeFile(join(to, "shared", `${entry}.js`), `import all from "../cjs/${entry}.js";\nexport const {\n${names.join(",\n")}\n} = all;\n`);
}

/** Puts all modules that `index` imports into one file, which loads in a third of the time of many files. */
function coreOf(index) {
  const reached = new Set();
  return (id, { getModuleInfo }) => {
    const reach = (id) => {
      if (reached.has(id)) return;
      reached.add(id);
      getModuleInfo(id)?.importedIds.forEach(reach);
    };
    if (reached.size === 0) reach(index);
    return reached.has(id) && !getModuleInfo(id).isEntry ? "core" : undefined;
  };
}

/** Loads the sources with their maps. A wasm file is external. */
function sources() {
  return {
    name: "sources",
    resolveId: (path) => (/\.wasm(\?module)?$/.test(path) ? { id: path, external: true } : undefined),
    async load(id) {
      const map = await readFile(`${id}.map`, "utf8").catch(() => undefined);
      return map && { code: await readFile(id, "utf8"), map: JSON.parse(map) };
    },
  };
}

/** A door imports a smaller wasm module instead of the complete module. */
function moduleOf(door) {
  return {
    name: "module",
    resolveId: (path) => (basename(path) === "raw-core.js" ? at(`raw-${door}`) : undefined),
  };
}

/**
 * Removes comments. In CommonJS, also removes white space, so that Node loads the file 3 % faster (measured). In ES modules, white space is kept:
 * with white space, esbuild would also remove the marks of pure calls, which bundlers need. Names are kept for stack traces.
 */
function bare(format) {
  const isCommonJs = format === "cjs";
  const minified = isCommonJs && { minifyWhitespace: true, minifySyntax: true, lineLimit: LINE_LIMIT };
  const options = { target: "es2022", legalComments: "none", sourcemap: true, ...minified };
  return {
    name: "bare",
    async renderChunk(code, { fileName }) {
      const [module] = (isCommonJs && /"AGFzbQ[\w+/=]*"/.exec(code)) || [];
      const { code: text, map } = await transform(module ? code.replace(module, MODULE) : code, { ...options, sourcefile: fileName });
      if (!module) return { code: text, map };
      const { mappings, ...rest } = JSON.parse(map);
      return { code: `"use strict";const ${MODULE}=${module};\n${text}`, map: { ...rest, mappings: `;${mappings}` } };
    },
  };
}

/** Tools warn of a map whose sources are missing. The loaders, which the build makes, are not packed, so the map has a text for them. */
function noted() {
  const text = "// This file is made by the build, and is not part of the package.\n";
  return {
    name: "noted",
    generateBundle(_, files) {
      for (const file of Object.values(files).filter(({ fileName }) => fileName.endsWith(".map"))) {
        const map = JSON.parse(file.source);
        map.sourcesContent = map.sources.map((source) => (source.includes("../src/") ? null : text));
        file.source = JSON.stringify(map);
      }
    },
  };
}

/** In CommonJS, loads `reader.js` at its first use. */
function readLate() {
  return {
    name: "read late",
    renderChunk(code, { importedBindings }) {
      const names = importedBindings["./reader.js"];
      if (names === undefined) return null;
      const members = names.map((name) => `get ${name}() { return require("./reader.js").${name}; }`);
      const late = code.replace(/^(?:var|const) (\w+) = require\('\.\/reader\.js'\);$/m, (_, name) => `const ${name} = { ${members.join(", ")} };`);
      if (late === code) throw new Error(`bundle.mjs: no require of reader.js was found in\n${code.slice(0, 500)}`);
      return { code: late, map: null };
    },
  };
}

function refuse(warning) {
  throw new Error(warning.message);
}
