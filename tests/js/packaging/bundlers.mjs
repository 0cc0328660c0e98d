// What bundlers make of payauth signs, and holds nothing that is not used.

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import nodeResolve from "@rollup/plugin-node-resolve";
import { build as vite } from "vite";
import { equal, ok } from "../support/harness.mjs";
import { run } from "../tools/process.mjs";

const webpack = createRequire(import.meta.url)("webpack");

const SIGN = `({ algorithm: "SHA-256", secret: "Jefe" }).sign("what do ya want for nothing?")`;
const TAG = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

const IMPORTS = {
  "a named import": `import { hmacKey } from "payauth"; console.log(hmacKey${SIGN});`,
  "a namespace import": `import * as payauth from "payauth"; console.log(payauth.hmacKey${SIGN});`,
};
const UNUSED = `import { hmacKey } from "payauth"; console.log("no key");`;

/** Each writes the bundle of `entry` into `folder` and gives its path. */
const BUNDLERS = {
  async esbuild(entry, folder) {
    const outfile = join(folder, "bundle.mjs");
    await esbuild({ entryPoints: [entry], outfile, bundle: true, minify: true, format: "esm", logLevel: "error" });
    return outfile;
  },
  async rollup(entry, folder) {
    const file = join(folder, "bundle.mjs");
    const bundle = await rollup({ input: entry, plugins: [nodeResolve()], onwarn: refuse });
    await bundle.write({ file, format: "es" });
    await bundle.close();
    return file;
  },
  async webpack(entry, folder) {
    const output = { path: folder, filename: "bundle.cjs" };
    const compiler = webpack({ mode: "production", target: "node20", entry, output });
    const stats = await new Promise((resolve, reject) => {
      compiler.run((error, done) => compiler.close(() => (error ? reject(error) : resolve(done))));
    });
    ok(!stats.hasErrors() && !stats.hasWarnings(), stats.toString());
    return join(folder, "bundle.cjs");
  },
  async vite(entry, folder) {
    const lib = { entry, formats: ["es"], fileName: () => "bundle.mjs" };
    const build = { lib, outDir: folder, emptyOutDir: false };
    await vite({ root: folder, configFile: false, logLevel: "error", build });
    return join(folder, "bundle.mjs");
  },
};

export default function ({ test, folder }) {
  for (const [name, bundle] of Object.entries(BUNDLERS)) {
    for (const [kind, program] of Object.entries(IMPORTS)) {
      test(`${name} bundles ${kind} into one file that signs`, async () => {
        const file = await bundled(bundle, program, join(folder, name, kind.replaceAll(" ", "-")), folder);
        equal((await run(process.execPath, [file])).trim(), TAG);
      });
    }
    test(`${name} leaves out what is imported and not used`, async () => {
      const file = await bundled(bundle, UNUSED, join(folder, name, "unused"), folder);
      equal((await run(process.execPath, [file])).trim(), "no key");
      ok((await readFile(file)).length < 1024, "a bundle without payauth");
    });
  }
}

/** The entry lies beside the `node_modules` that holds payauth; the bundle far from it. */
async function bundled(bundle, program, place, folder) {
  const entry = join(folder, `${place.slice(folder.length + 1).replace(/\W+/g, "-")}.mjs`);
  await writeFile(entry, program);
  return bundle(entry, place);
}

function refuse(warning) {
  throw new Error(warning.message);
}
