// The weight of a Worker that imports something of payauth, bundled as wrangler does.

import { execFileSync } from "node:child_process";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

/** What the bundle of a row is made of: exports of `from`, and perhaps a scheme of the catalogue beside them. */
export const programOf = ({ imports, from = "payauth", scheme }) =>
  `export ${imports} from "${from}";${scheme ? `export { ${scheme} } from "payauth/schemes";` : ""}`;

/** Bytes of a bundle of a program, made in `folder`, a project that installed payauth. */
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

/** Bytes as they are and as they travel. The budgets mean the program `gzip`; Node's own zlib makes 1.5 % more. */
export function compressed(bytes) {
  return {
    raw: bytes.length,
    gzip: execFileSync("gzip", ["-9", "-c"], { input: bytes }).length,
    brotli: brotliCompressSync(bytes).length,
  };
}
