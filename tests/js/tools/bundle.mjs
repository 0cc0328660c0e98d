// Bundles of programs that import payauth.

import { join } from "node:path";
import { build } from "esbuild";

/** ERRORS.md is read by the suite. */
export const LOADER = { ".md": "text" };

/** Bundles a program; payauth is the one that the project around `outdir` or `outfile` installed. */
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
  });
  return Object.keys(metafile.outputs);
}
