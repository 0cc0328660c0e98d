// The texts of the providers of payauth/providers, and the schema of definitions.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { equal, ok } from "../support/harness.mjs";
import { pkg, root } from "../tools/paths.mjs";

export default function ({ test, folder }) {
  const providers = createRequire(join(folder, "index.js"))("payauth/providers");

  test("the text of each provider states how certain its facts are, and has the source of its addresses", async () => {
    const source = await readFile(join(pkg, "src/providers.ts"), "utf8");
    for (const name of Object.keys(providers)) {
      const [text] = new RegExp(`/\\*\\*(?:(?!\\*/)[^])*\\*/\\nexport const ${name}:`).exec(source) ?? [""];
      ok(/^ \* - Facts of (high|medium|low) certainty: /m.test(text) && /@see \{@link https:/.test(text), name);
    }
  });

  test("the package contains the schema of definitions, unchanged", async () => {
    const [packed, own] = await Promise.all(
      [join(folder, "node_modules/payauth/dist/provider.schema.json"), join(root, "definitions/provider.schema.json")].map((file) => readFile(file, "utf8")),
    );
    equal(packed, own);
    equal(JSON.stringify(createRequire(join(folder, "index.js"))("payauth/provider.schema.json")), JSON.stringify(JSON.parse(own)));
  });
}
