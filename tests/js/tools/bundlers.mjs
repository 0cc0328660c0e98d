// Bundles programs that import payauth, with each bundler.

import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { rspack } from "@rspack/core";
import { build as esbuild } from "esbuild";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import nodeResolve from "@rollup/plugin-node-resolve";
import { build as vite } from "vite";
import { ok } from "../support/harness.mjs";

const webpack = createRequire(import.meta.url)("webpack");

/** Each function writes the bundle of `entry` into `folder`, and returns its path. */
export const BUNDLERS = {
  async esbuild(entry, folder) {
    const outfile = join(folder, "bundle.mjs");
    const { warnings } = await esbuild({ entryPoints: [entry], outfile, bundle: true, minify: true, format: "esm", logLevel: "error" });
    warnings.forEach((warning) => refuse({ message: warning.text }));
    return outfile;
  },
  async rollup(entry, folder) {
    const file = join(folder, "bundle.mjs");
    const bundle = await rollup({ input: entry, plugins: [nodeResolve()], onwarn: refuse });
    await bundle.write({ file, format: "es" });
    await bundle.close();
    return file;
  },
  async rolldown(input, folder) {
    const file = join(folder, "bundle.mjs");
    const bundle = await rolldown({ input, platform: "node", onwarn: refuse });
    await bundle.write({ file, format: "es", minify: true });
    await bundle.close();
    return file;
  },
  webpack: (entry, folder) => compiled(webpack, entry, folder),
  rspack: (entry, folder) => compiled(rspack, entry, folder),
  async vite(entry, folder) {
    const lib = { entry, formats: ["es"], fileName: () => "bundle.mjs" };
    const build = { lib, outDir: folder, emptyOutDir: false };
    await vite({ root: folder, configFile: false, logLevel: "error", build });
    return join(folder, "bundle.mjs");
  },
};

async function compiled(make, entry, folder) {
  const output = { path: folder, filename: "bundle.cjs" };
  const compiler = make({ mode: "production", target: "node20", entry, output });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, done) => compiler.close(() => (error ? reject(error) : resolve(done))));
  });
  ok(!stats.hasErrors() && !stats.hasWarnings(), stats.toString());
  return join(folder, "bundle.cjs");
}

/** Bundles a program. The entry is next to the `node_modules` with payauth; the bundle is in another folder. */
export async function bundled(bundle, program, place, folder) {
  const entry = join(folder, `${place.slice(folder.length + 1).replace(/\W+/g, "-")}.mjs`);
  await writeFile(entry, program);
  return bundle(entry, place);
}

function refuse(warning) {
  throw new Error(warning.message);
}
