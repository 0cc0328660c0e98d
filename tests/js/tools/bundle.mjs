// Bundles programs that import payauth.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { tests } from "./paths.mjs";

/** A suite imports ERRORS.md as text. */
export const LOADER = { ".md": "text" };

/** `import files from "vectors:webhooks"` imports all files of the folder `webhooks` in tests/vectors, by name. */
const VECTORS = {
  name: "vectors",
  setup(plugin) {
    plugin.onResolve({ filter: /^vectors:/ }, ({ path }) => ({ path: path.slice("vectors:".length), namespace: "vectors" }));
    plugin.onLoad({ filter: /./, namespace: "vectors" }, async ({ path }) => {
      const folder = join(tests, "vectors", path);
      const files = (await readdir(folder)).filter((file) => file.endsWith(".json")).sort();
      const read = async (file) => [file.replace(".json", ""), JSON.parse(await readFile(join(folder, file), "utf8"))];
      return { contents: JSON.stringify(Object.fromEntries(await Promise.all(files.map(read)))), loader: "json" };
    });
  },
};

/** Bundles a program with the copy of payauth that is installed in the project of `outdir` or `outfile`. */
export async function bundle(contents, options) {
  const place = options.outdir ?? join(options.outfile, "..");
  const { metafile } = await build({
    stdin: { contents, resolveDir: place },
    bundle: true,
    metafile: true,
    absWorkingDir: place,
    nodePaths: [join(place, "../node_modules")],
    logLevel: "warning",
    loader: LOADER,
    ...options,
    plugins: [VECTORS, ...(options.plugins ?? [])],
  });
  return Object.keys(metafile.outputs);
}
