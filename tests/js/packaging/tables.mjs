// Files that cannot import the tables of the tests must also name each provider and each scheme.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { equal } from "../support/harness.mjs";
import { root } from "../tools/paths.mjs";

/** Files that must name each provider. DoorPay documents no signature of webhooks, so it is not a sender in the playground. */
const OF_PROVIDERS = {
  "www/sign/providers.js": [],
  "www/message/senders.js": ["doorpay"],
  "tests/types/good.ts": [],
  "tests/sandbox/server.mjs": [],
  "docs/providers.md": [],
};

/** Files that must name each scheme. */
const OF_SCHEMES = { "www/message/senders.js": [], "docs/schemes.md": [], "tests/js/support/senders.mjs": [] };

export default async function ({ test, folder }) {
  const providers = Object.keys(JSON.parse(await readFile(join(root, "tests/providers.json"), "utf8")));
  test("docs/providers.md lists exactly the known endpoints of each provider", async () => {
    const page = await readFile(join(root, "docs/providers.md"), "utf8");
    const listed = page.split("\n").filter((line) => line.startsWith("| known endpoints"));
    const known = providers.map(async (name) => JSON.parse(await readFile(join(root, `definitions/providers/${name}.json`), "utf8")));
    const endpoints = (await Promise.all(known)).flatMap(({ endpoints = {} }) => Object.keys(endpoints));
    equal(listed.flatMap((line) => line.match(/[A-Z]+ \/[^`]*/g)).sort().join(), endpoints.sort().join());
  });
  const schemes = Object.keys(createRequire(join(folder, "index.js"))("payauth").schemes);
  for (const [names, files] of [[providers, OF_PROVIDERS], [schemes, OF_SCHEMES]]) {
    for (const [file, but] of Object.entries(files)) {
      const required = names.filter((name) => !but.includes(name));
      test(`${file} names ${required.slice(0, 3).join(", ")} and all others of the ${required.length} required names`, async () => {
        const text = await readFile(join(root, file), "utf8");
        const missing = required.filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
        equal(missing.join(", "), "", `names that are not in ${file}`);
      });
    }
  }
}
