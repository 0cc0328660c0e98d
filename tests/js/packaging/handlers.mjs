// A bundle without a handler contains no code of the handlers, and payauth/node imports no module of Node.

import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { equal, ok, same } from "../support/harness.mjs";

/** Texts that only the handlers have. */
const TEXTS = ["hub.challenge", "too-large", "Retry-After", "maxBytes"];

export default function ({ test, folder }) {
  for (const imports of ["{ verifyWebhook, schemes, once }", "{ dvpay }", "{ signWebhook, schemes }", "{ hmacKey }"]) {
    test(`a bundle of ${imports} contains no code of the handlers`, async () => {
      const text = await bundle(folder, `export ${imports} from "payauth";`);
      same(TEXTS.filter((part) => text.includes(part)), [], "texts of the handlers");
    });
  }
  test("a bundle of webhookHandler contains the handler, and no code of payauth/node", async () => {
    const text = await bundle(folder, `export { webhookHandler } from "payauth";`);
    same(TEXTS.filter((part) => !text.includes(part)), [], "texts that are missing");
    ok(!text.includes("express.raw"), "a bundle without payauth/node");
  });
  test("payauth/node imports no module of Node, so it runs in every runtime", async () => {
    const dist = join(folder, "node_modules/payauth/dist");
    for (const file of (await readdir(dist)).filter((name) => /^(node|core-\w+)\.js$/.test(name))) {
      const imports = (await readFile(join(dist, file), "utf8")).match(/from "([^"]+)"/g) ?? [];
      equal(imports.filter((name) => !name.includes('"./')).join(), "", file);
    }
  });
}

async function bundle(folder, program) {
  const entry = join(folder, "handlers.mjs");
  await writeFile(entry, program);
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify: true, write: false, format: "esm" });
  return outputFiles[0].text.replace(/"AGFzbQ[\w+/=]*"/, '""');
}
