// The published scripts have short lines, because Node prints the line of the source for an error that nothing catches.

import { spawnSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { equal, ok } from "../support/harness.mjs";

/** The maximum length of a line. The limit of the bundler is 160, and a line ends only between two words. */
const MAX_LINE = 250;

/** The maximum length of what Node prints, in bytes: the line of the source, the message and the stack. */
const MAX_PRINTED = 1_400;

/** Programs that end with an error of payauth, and the message of the error. */
const PROGRAMS = {
  "a client without a key": [`dvpay({ apiKey: "" })`, "apiSecret: expected a string"],
  "a wrong signature": [
    `verifyWebhook(schemes.github, { headers: { "X-Hub-Signature-256": "sha256=${"0".repeat(64)}" }, body: "{}", now: new Date(), secrets: ["s"] })`,
    "signature: does not match",
  ],
  "a store that is not atomic": [`once({ atomic: false, get() {}, set() {} }, { replayKey: "${"0".repeat(32)}" }, () => {})`, "store: must be"],
  "a request that cannot be sent": [`doorpay({ apiKey: "dp_test_k", apiSecret: "sk_test_k", environment: "sandbox" }).fetch("/a/../b")`, "path: "],
};

/** With the condition `module`, Node loads the ES modules of the package. */
const LOADS = [["uncaught.mjs", "import"], ["uncaught.cjs", "require"], ["uncaught.mjs", "import", "--conditions=module"]];

export default function ({ test, folder }) {
  const dist = join(folder, "node_modules/payauth/dist");

  test(`no line of a script without white space has more than ${MAX_LINE} characters, except a wasm module in base64`, async () => {
    for (const part of ["cjs", "shared"]) {
      const names = (await readdir(join(dist, part))).filter((name) => name.endsWith(".js"));
      ok(names.length > 5, `scripts, not ${names.length}`);
      for (const name of names) {
        const text = (await readFile(join(dist, part, name), "utf8")).replace(/"AGFzbQ[\w+/=]*"/, '""');
        equal(Math.max(...text.split("\n").map(({ length }) => length)) <= MAX_LINE, true, `short lines of ${part}/${name}`);
      }
    }
  });

  for (const [what, [call, message]] of Object.entries(PROGRAMS)) {
    for (const [file, load, ...flags] of LOADS) {
      test(`Node prints at most ${MAX_PRINTED} bytes for an error that nothing catches: ${what}, with ${load} ${flags}`, async () => {
        const names = "{ doorpay, dvpay, once, schemes, verifyWebhook }";
        const first = load === "import" ? `import ${names} from "payauth";` : `const ${names} = require("payauth");`;
        await writeFile(join(folder, file), `${first}\n${call};\n`);
        const { status, stderr } = spawnSync(process.execPath, [...flags, join(folder, file)], { encoding: "utf8" });
        equal(status, 1, "exit code");
        ok(stderr.includes(message), `the message ${message}, not ${stderr}`);
        const printed = stderr.replaceAll(folder, "/app");
        ok(printed.length <= MAX_PRINTED, `at most ${MAX_PRINTED} bytes, not ${printed.length}:\n${printed}`);
      });
    }
  }
}
