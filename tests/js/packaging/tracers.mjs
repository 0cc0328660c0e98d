// Tools that copy only the files that they find in a package. Node must load one of the copied files.

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { equal } from "../support/harness.mjs";
import { run } from "../tools/process.mjs";

/**
 * The conditions by which each tool finds the file of an entry. Nitro 2 adds `module` for the package itself, but not for its other
 * entries, and merges the members of `production` into the manifest that it copies. Next 15 does not know `module-sync`.
 */
const TOOLS = {
  "Nitro 2": { conditions: ["production", "node", "import"], ofRoot: ["module"], merges: true },
  "Nitro 2 with wasm": { conditions: ["production", "node", "wasm", "unwasm", "import"], ofRoot: ["module"], merges: true },
  "Next 15, for import": { conditions: ["node", "import"] },
  "Next 15, for require": { conditions: ["node", "require"] },
};

/** For each entry, the call that a program makes. */
const CALLS = {
  ".": `payauth.hmacKey({ algorithm: "SHA-256", secret: "a" }).sign("")`,
  "./hmac": `payauth.hmacKey({ algorithm: "SHA-256", secret: "a" }).sign("")`,
  "./webhooks": `payauth.signWebhook(payauth.schemes.github, { body: "", now: new Date(0), secret: "a" })`,
  "./pure": `payauth.bearerAuth("a")`,
  "./node": `payauth.nodeHandler.call`,
};

export default function ({ test, folder }) {
  const installed = join(folder, "node_modules/payauth");
  for (const [tool, { conditions, ofRoot = [], merges }] of Object.entries(TOOLS)) {
    test(`${tool}: Node loads the files of each entry that the tool copied`, async () => {
      const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
      for (const [entry, call] of Object.entries(CALLS)) {
        const place = join(folder, "traced");
        const copy = join(place, "node_modules/payauth");
        await rm(place, { recursive: true, force: true });
        await copied(installed, copy, found(manifest.exports[entry], entry === "." ? [...conditions, ...ofRoot] : conditions));
        await cp(join(installed, "dist/cjs/package.json"), join(copy, "dist/cjs/package.json"));
        const exports = merges ? merged(manifest.exports) : manifest.exports;
        await writeFile(join(copy, "package.json"), JSON.stringify({ ...manifest, exports }));
        const name = JSON.stringify(`payauth${entry.slice(1)}`);
        const load = conditions.includes("require") ? `require(${name})` : `await import(${name})`;
        const program = `(async () => { const payauth = ${load}; ${call}; console.log("called"); })()`;
        equal((await run(process.execPath, ["-e", program], { cwd: place })).trim(), "called", name);
      }
    });
  }
}

/** The file that a resolver finds: the first condition that is set. */
function found(target, conditions) {
  if (typeof target === "string") return target;
  for (const [condition, inner] of Object.entries(target)) {
    const file = condition === "default" || conditions.includes(condition) ? found(inner, conditions) : undefined;
    if (file) return file;
  }
  return undefined;
}

/** The manifest's exports as Nitro copies them. */
function merged(target) {
  if (typeof target === "string") return target;
  const all = { ...target, ...target.production };
  return Object.fromEntries(Object.entries(all).map(([condition, inner]) => [condition, merged(inner)]));
}

/** Copies a file, and the files that it imports or requires. */
async function copied(from, to, file) {
  const text = await readFile(join(from, file), "utf8");
  await mkdir(dirname(join(to, file)), { recursive: true });
  await writeFile(join(to, file), text);
  for (const [, path] of text.matchAll(/(?:from |import |require\()["'](\.[^"']+)["']/g)) await copied(from, to, join(dirname(file), path));
}
