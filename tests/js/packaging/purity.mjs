// `payauth/pure` uses no features of the host: no network, no clock, no randomness, no timer, no environment.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { equal, ok, same } from "../support/harness.mjs";
import { MODULES } from "../support/modules.mjs";
import { tests } from "../tools/paths.mjs";

/** The imports that the module may have: none. */
const WASM_IMPORTS = [];

/** Features that no bundle may use. For each feature: a pattern, and a program in which the pattern must be found. */
const BANNED = {
  "the network": [/\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b/, `globalThis.fetch("https://shop.example")`],
  "a clock": [/\bDate\.now\b|\bperformance\b/, `console.log(Date.now())`],
  "the current date": [/\bnew Date\b(?!\s*\(\s*[^\s)])/, `console.log(new Date(), 1)`],
  randomness: [/\bMath\.random\b|\bgetRandomValues\b|\brandomUUID\b/, `console.log(Math.random())`],
  // `process.versions` is allowed, because it distinguishes a server from a page.
  "the process": [/\bprocess\b(?!["'\w-]|\?\.versions\b)/, `console.log(process.env.HOME)`],
  "a timer": [/\bset(Timeout|Interval|Immediate)\b/, `setTimeout(() => {}, 1)`],
  "code made at run time": [/\beval\s*\(|\bFunction\s*\(/, `console.log(new Function("return 1"))`],
};

const PROVIDERS = Object.keys(JSON.parse(await readFile(join(tests, "providers.json"), "utf8")));
/** The hosts of some providers of `payauth/providers`. */
const HOSTS = ["api.stripe.com", "api-m.paypal.com", "api.airwallex.com", "api.xendit.co", "api.binance.com"];
/** Options that only the driver reads. */
const DRIVER = /\btokenTimeoutMs\b|\bwaitUntil\b/;

export default function ({ test, folder }) {
  for (const name of MODULES) {
    test(`${name}.wasm has only the allowed imports`, async () => {
      const module = new WebAssembly.Module(await readFile(join(folder, `node_modules/payauth/dist/${name}.wasm`)));
      const imports = WebAssembly.Module.imports(module).map(({ module, name, kind }) => `${module} ${name} ${kind}`);
      same(imports, WASM_IMPORTS);
    });
  }

  for (const conditions of [[], ["workerd"]]) {
    const name = conditions[0] ?? "default";
    const pure = PROVIDERS.map((provider) => [`${provider} of payauth/pure`, `{ ${provider} as made } from "payauth/pure"`]);
    const signing = [["defineProvider of payauth/pure", '{ defineProvider as made } from "payauth/pure"'], ["hmacKey", '{ hmacKey as made } from "payauth"'], ["all of payauth/pure", '* as made from "payauth/pure"'], ["explainMismatch", '{ explainMismatch as made } from "payauth/explain"']];
    for (const [what, imported] of [...pure, ...signing]) {
      test(`the ${name} bundle of ${what} uses no network, clock, randomness, timer or process`, async () => {
        const text = await bundle(folder, `import ${imported}; globalThis.made = made;`, conditions);
        ok(text.includes("made="), "a complete bundle");
        equal(found(text).join(), "", "forbidden features in the bundle");
      });
    }
    for (const provider of PROVIDERS) {
      const program = (entry) => `import { ${provider} } from "${entry}"; globalThis.made = ${provider};`;
      test(`the ${name} bundle of ${provider} contains the driver if it is imported from payauth, but not from payauth/pure`, async () => {
        ok(DRIVER.test(await bundle(folder, program("payauth"), conditions)), "a bundle with the driver");
        ok(!DRIVER.test(await bundle(folder, program("payauth/pure"), conditions)), "a bundle without the driver");
      });
    }
  }

  for (const conditions of [[], ["workerd"]]) {
    test(`the ${conditions[0] ?? "default"} bundle of payauth, or of one provider of payauth/providers, contains no other provider`, async () => {
      const program = (imported) => `import ${imported}; globalThis.made = made;`;
      const hosts = (text) => HOSTS.filter((host) => text.includes(host));
      same(hosts(await bundle(folder, program('* as made from "payauth"'), conditions)), [], "hosts in the bundle of payauth");
      same(hosts(await bundle(folder, program('{ stripe as made } from "payauth/providers"'), conditions)), [HOSTS[0]], "hosts in the bundle of stripe");
      same(hosts(await bundle(folder, program('* as made from "payauth/providers"'), conditions)), HOSTS, "hosts in the bundle of all providers");
    });
  }

  for (const script of ["core", "hmac", "webhooks"]) {
    test(`${script}.js has no side effects: a bundle that does not use its exports does not contain it`, async () => {
      const contents = await readFile(join(folder, `node_modules/payauth/dist/workerd/${script}.js`), "utf8");
      await writeFile(join(folder, "alone.js"), contents);
      const stdin = { contents: `import "./alone.js";`, resolveDir: folder };
      const { outputFiles } = await build({ stdin, bundle: true, minify: true, write: false, format: "esm", external: ["*.wasm", "./reader.js"] });
      ok(outputFiles[0].text.length < 400, `a bundle below 400 characters; got ${outputFiles[0].text.slice(0, 1000)}`);
    });
  }

  for (const [name, [, sample]] of Object.entries(BANNED)) {
    test(`the search for ${name} finds it`, async () => {
      equal(found(await bundle(folder, sample, [])).join(), name);
    });
  }
}

/** The minified bundle of a program, without the inlined wasm module. */
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
  return Object.keys(BANNED).filter((name) => BANNED[name][0].test(text));
}
