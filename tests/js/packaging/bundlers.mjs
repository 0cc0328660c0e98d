// Bundles that contain payauth can sign, and contain no unused code of payauth.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { equal, ok } from "../support/harness.mjs";
import { BUNDLERS, bundled } from "../tools/bundlers.mjs";
import { run } from "../tools/process.mjs";

const SIGN = `({ algorithm: "SHA-256", secret: "Jefe" }).sign("what do ya want for nothing?")`;
const TAG = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

const IMPORTS = {
  "a named import": `import { hmacKey } from "payauth"; console.log(hmacKey${SIGN});`,
  "a namespace import": `import * as payauth from "payauth"; console.log(payauth.hmacKey${SIGN});`,
};
const UNUSED = `import { hmacKey } from "payauth"; console.log("no key");`;

export default function ({ test, folder }) {
  for (const [name, bundle] of Object.entries(BUNDLERS)) {
    for (const [kind, program] of Object.entries(IMPORTS)) {
      test(`${name} bundles ${kind} into one file that signs`, async () => {
        const file = await bundled(bundle, program, join(folder, name, kind.replaceAll(" ", "-")), folder);
        equal((await run(process.execPath, [file])).trim(), TAG);
      });
    }
    test(`${name} leaves out imports that are not used`, async () => {
      const file = await bundled(bundle, UNUSED, join(folder, name, "unused"), folder);
      equal((await run(process.execPath, [file])).trim(), "no key");
      ok((await readFile(file)).length < 1024, "a bundle below 1024 bytes, without payauth");
    });
  }
}
