// Signing reaches for nothing of the host: no network, no clock, no randomness, no timer, no environment.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { equal, ok, same } from "../harness.mjs";

/** All that the module may import: wasm-bindgen's own table of JavaScript values. */
const WASM_IMPORTS = ["./payauth_wasm_bg.js __wbindgen_init_externref_table function"];

/** What no bundle holds: a pattern for each, and a program in which it must be found. */
const BANNED = {
  "the network": { pattern: /\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b/, sample: `globalThis.fetch("https://shop.example")` },
  "a clock": { pattern: /\bDate\.now\b|\bperformance\b/, sample: `console.log(Date.now())` },
  "the current date": { pattern: /\bnew Date\b(?!\s*\(\s*[^\s)])/, sample: `console.log(new Date(), 1)` },
  "randomness": { pattern: /\bMath\.random\b|\bgetRandomValues\b|\brandomUUID\b/, sample: `console.log(Math.random())` },
  "the process": { pattern: /\bprocess\b(?!["'\w-])/, sample: `console.log(process.env.HOME)` },
  "a timer": { pattern: /\bset(Timeout|Interval|Immediate)\b/, sample: `setTimeout(() => {}, 1)` },
  "code made at run time": { pattern: /\beval\s*\(|\bFunction\s*\(/, sample: `console.log(new Function("return 1"))` },
};

export default function ({ test, folder }) {
  test("the wasm module imports nothing but what is allowed", async () => {
    const module = new WebAssembly.Module(await readFile(join(folder, "node_modules/payauth/dist/core.wasm")));
    const imports = WebAssembly.Module.imports(module).map(({ module, name, kind }) => `${module} ${name} ${kind}`);
    same(imports, WASM_IMPORTS);
  });

  for (const conditions of [[], ["workerd"]]) {
    const name = conditions[0] ?? "default";
    for (const provider of ["dvpay", "doorpay"]) {
      test(`the ${name} bundle of ${provider} holds no network, clock, randomness, timer or process`, async () => {
        const text = await bundle(folder, `import { ${provider} } from "payauth"; globalThis.made = ${provider};`, conditions);
        ok(text.includes("made="), "a whole bundle");
        equal(found(text).join(), "", "found in the bundle");
      });
    }
  }

  for (const [name, { sample }] of Object.entries(BANNED)) {
    test(`the search for ${name} finds it`, async () => {
      equal(found(await bundle(folder, sample, [])).join(), name);
    });
  }
}

/** The minified bundle of a program, without the wasm module in it. */
async function bundle(folder, program, conditions) {
  const entry = join(folder, "purity.mjs");
  await writeFile(entry, program);
  const { outputFiles } = await build({
    entryPoints: [entry],
    outdir: folder,
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    conditions,
    loader: { ".wasm": "copy" },
  });
  const script = outputFiles.find(({ path }) => path.endsWith(".js"));
  return script.text.replace(/"AGFzbQ[\w+/=]*"/, '""');
}

function found(text) {
  return Object.keys(BANNED).filter((name) => BANNED[name].pattern.test(text));
}
