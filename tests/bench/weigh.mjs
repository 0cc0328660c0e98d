// The size of a Worker that imports exports of payauth, bundled as wrangler does it.

import { execFileSync } from "node:child_process";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

/** The program of a row: exports of `from`, and possibly a scheme of the catalogue. */
export const programOf = ({ imports, from = "payauth", scheme }) =>
  `export ${imports} from "${from}";${scheme ? `export { ${scheme} } from "payauth/schemes";` : ""}`;

/** The sizes of a bundle of a program. `folder` is a project that has installed payauth. */
export async function weigh(contents, folder) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    absWorkingDir: folder,
    outdir: folder,
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd"],
    loader: { ".wasm": "copy" },
  });
  const [js, wasm] = ["js", "wasm"].map((kind) => {
    const files = outputFiles.filter(({ path }) => path.endsWith(`.${kind}`));
    return Buffer.concat(files.map(({ contents }) => contents));
  });
  return { js: compressed(js), wasm: compressed(wasm), both: compressed(Buffer.concat([js, wasm])) };
}

/**
 * The sizes of the bytes: raw, and compressed. The budgets are for the program `gzip`; the result of Node's zlib is 1.5 % larger. Brotli
 * takes a second for a module, so it compresses only when its size is read.
 */
export function compressed(bytes) {
  return {
    raw: bytes.length,
    gzip: execFileSync("gzip", ["-9", "-c"], { input: bytes }).length,
    get brotli() {
      return brotliCompressSync(bytes).length;
    },
  };
}
