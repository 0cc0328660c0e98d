// Only bundles of programs that import explainMismatch contain its code.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { equal, ok, same } from "../support/harness.mjs";
import { importedModules, MODULES } from "../support/modules.mjs";
import { run } from "../tools/process.mjs";

/** A name that only explain.wasm contains, and a function that only the scripts of payauth/explain contain. */
const SIGNS = ["body-reserialised", "explainMismatch"];

export default function ({ test, folder }) {
  const dist = join(folder, "node_modules/payauth/dist");

  test("explain.wasm contains the names of mistakes, and core.wasm does not", async () => {
    const [core, explain] = await Promise.all(["core", "explain"].map((name) => readFile(join(dist, `${name}.wasm`), "latin1")));
    ok(explain.includes(SIGNS[0]), "the names of mistakes in explain.wasm");
    ok(!core.includes(SIGNS[0]), "core.wasm without the names of mistakes");
  });

  for (const conditions of [[], ["workerd"], ["edge-light"]]) {
    const name = conditions[0] ?? "default";
    for (const entry of ["payauth", "payauth/pure"]) {
      test(`the ${name} bundle of the whole ${entry} contains no code of explainMismatch`, async () => {
        const { text, modules } = await bundled(folder, `import * as made from "${entry}"; globalThis.made = made;`, conditions);
        ok(text.includes("verifyWebhook"), "a bundle with verifyWebhook");
        for (const sign of SIGNS) ok(!text.includes(sign), `a bundle without ${sign}`);
        same(modules.sort(), ["core.wasm", "define.wasm"]);
      });
    }
    for (const what of ["dvpay", "schemes", "verifyWebhook", "hmacKey"]) {
      test(`the ${name} bundle of ${what} has no reader of definitions`, async () => {
        const program = `import { ${what} as made } from "payauth"; globalThis.made = made;`;
        same((await bundled(folder, program, conditions)).modules, ["core.wasm"]);
      });
    }
    for (const what of ["defineProvider", "defineScheme"]) {
      test(`the ${name} bundle of ${what} has the reader of definitions`, async () => {
        const program = `import { ${what} as made } from "payauth"; globalThis.made = made;`;
        same((await bundled(folder, program, conditions)).modules.sort(), ["core.wasm", "define.wasm"]);
      });
    }
    test(`the ${name} bundle of explainMismatch has its module and the modules of payauth, and one class of errors`, async () => {
      const program = `import * as all from "payauth"; import * as explain from "payauth/explain"; globalThis.made = { all, explain };`;
      const { text, modules } = await bundled(folder, program, conditions);
      equal(text.match(/extends Error\b/g).length, 1, "classes of errors");
      same(modules.sort(), ["core.wasm", "define.wasm", "explain.wasm"]);
    });
  }

  for (const [form, program] of Object.entries({
    import: `const loaded = await import("payauth"); const { explainMismatch } = await import("payauth/explain");`,
    require: `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);
      const loaded = require("payauth"); const { explainMismatch } = require("payauth/explain");`,
  })) {
    test(`with ${form}, payauth and payauth/explain share schemes and errors`, async () => {
      const file = join(folder, `explain-${form}.mjs`);
      await writeFile(file, program + TOGETHER);
      for (const flags of [[], ["--no-experimental-require-module"]]) {
        equal((await run(process.execPath, [...flags, file])).trim(), "tag-base64 true", flags.join());
      }
    });
  }
}

/** A program: each of the two entries accepts the schemes of the other entry, and recognises its errors. */
const TOGETHER = `
const now = new Date(0);
const sent = loaded.hmacKey({ algorithm: "SHA-256", secret: "hunter2" }).sign("{}", "base64");
const given = { headers: { "X-Hub-Signature-256": "sha256=" + sent }, body: "{}", now, secrets: ["hunter2"] };
const [{ mistake }] = explainMismatch(loaded.schemes.github, given);
let error;
try { explainMismatch(loaded.schemes.github, { ...given, headers: {} }); } catch (thrown) { error = thrown; }
console.log(mistake, error instanceof loaded.PayauthError);
`;

/** The script of a bundle, and the wasm modules that are inside the script or next to it. */
async function bundled(folder, program, conditions) {
  const entry = join(folder, "explain.mjs");
  await writeFile(entry, program);
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    conditions,
    external: ["*.wasm", "*.wasm?module"],
  });
  const [{ text }] = outputFiles;
  const modules = importedModules(text);
  for (const name of MODULES) {
    const inlined = (await readFile(join(folder, `node_modules/payauth/dist/${name}.wasm`))).toString("base64");
    if (text.includes(inlined)) modules.push(`${name}.wasm`);
  }
  return { text, modules };
}
