// Prints a script of the page that holds a wasm module: node www/tool/pack.mjs core now file.wasm.gz
//
// `now`: the page's loader of a module that it begins with. `later`: a loader that waits until somebody calls `load`, and
// then imports what `packed` prints. Gzipped before it becomes base64, a module travels a fifth lighter than the other way
// round (53.5 KB against 68.6), and the first signature comes 5 ms later.

import { readFile } from "node:fs/promises";
import { argv } from "node:process";

const [, , name, kind, file] = argv;

const compile = `async function compile(text) {
  const inflated = new Blob([decode(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new WebAssembly.Module(await new Response(inflated).arrayBuffer());
}`;

const packed = async () => JSON.stringify((await readFile(file)).toString("base64"));

const scripts = {
  now: async () => `import { decode } from "./base64.js";

${compile}

const wasmModule = await compile(${await packed()});

export const start = () => new WebAssembly.Instance(wasmModule, {}).exports;`,

  later: () => `import { decode } from "./base64.js";

${compile}

let [wasmModule, loading] = [undefined, undefined];

/** Imports the module, once; gives nothing where it is there. */
export function load() {
  return wasmModule ? undefined : (loading ??= import("./packed-${name}.js").then(async (packed) => {
    wasmModule = await compile(packed.default);
  }));
}

export const start = () => new WebAssembly.Instance(wasmModule, {}).exports;`,

  packed: async () => `export default ${await packed()};`,
};

console.log(await scripts[kind]());
