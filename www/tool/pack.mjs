// Prints a script for the playground that contains a wasm module: node www/tool/pack.mjs core now file.wasm.gz
//
// `now`: a loader for a module that the page needs at once. `later`: a loader that waits for a call of `load`. Both import the script
// that `packed` prints. This script contains only the module: a server compresses other code 2.7 KB less well if the module is in the
// middle of it (measured). The module is compressed before it is encoded in base64. In this order, it is a fifth smaller (53.5 KB instead
// of 68.6 KB), but the first signature is 5 ms later.

import { readFile } from "node:fs/promises";
import { argv } from "node:process";

const [, , name, kind, file] = argv;

const compile = `async function compile(text) {
  const inflated = new Blob([decode(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new WebAssembly.Module(await new Response(inflated).arrayBuffer());
}`;

const scripts = {
  now: () => `import { decode } from "./base64.js";

${compile}

const wasmModule = await compile((await import("./packed-${name}.js")).default);

export const start = () => new WebAssembly.Instance(wasmModule, {}).exports;`,

  later: () => `import { decode } from "./base64.js";

${compile}

let [wasmModule, loading] = [undefined, undefined];

/** Imports the module, unless it is already loaded. */
export function load() {
  return wasmModule ? undefined : (loading ??= import("./packed-${name}.js").then(async (packed) => {
    wasmModule = await compile(packed.default);
  }));
}

export const start = () => new WebAssembly.Instance(wasmModule, {}).exports;`,

  packed: async () => `export default ${JSON.stringify((await readFile(file)).toString("base64"))};`,
};

console.log(await scripts[kind]());
