// All ways to load payauth in one program use the same copy. If the host cannot compile the module, the first call throws an error.

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { rspack } from "@rspack/core";
import { build as esbuild } from "esbuild";
import { rolldown } from "rolldown";
import { equal, ok, same } from "../support/harness.mjs";
import { script } from "../tools/paths.mjs";
import { run } from "../tools/process.mjs";

const webpack = createRequire(import.meta.url)("webpack");

const DOORS = ["payauth", "payauth/hmac", "payauth/webhooks", "payauth/pure", "payauth/explain", "payauth/providers", "payauth/node"];

/** A program that loads an entry with `import` and `require`, and prints whether each export is the same value. */
const both = (door) => `import * as imported from "${door}";
import { required } from "./required.cjs";
console.log(Object.keys(required).length > 0 && Object.keys(required).every((name) => required[name] === imported[name]));\n`;

const BUNDLERS = {
  esbuild: (entry, to) => esbuild({ entryPoints: [entry], outfile: to, bundle: true, platform: "node", format: "esm", logLevel: "error" }),
  rolldown: async (entry, to) => {
    const bundle = await rolldown({ input: entry, platform: "node" });
    await bundle.write({ file: to, format: "esm" });
    await bundle.close();
  },
  webpack: (entry, to) => compiled(webpack, entry, to),
  rspack: (entry, to) => compiled(rspack, entry, to),
};

async function compiled(make, entry, to) {
  const output = { path: dirname(to), filename: basename(to), module: true, library: { type: "module" } };
  const compiler = make({ mode: "production", target: "node20", entry, output, experiments: { outputModule: true } });
  await new Promise((resolve, reject) => compiler.run((error, stats) => compiler.close(() => (error || stats.hasErrors() ? reject(error ?? stats.toString()) : resolve()))));
}

export default function ({ test, folder }) {
  for (const flags of [[], ["--no-experimental-require-module"]]) {
    test(`Node${flags.map((flag) => ` ${flag}`)}: import and require of each entry return the same values`, async () => {
      for (const door of DOORS) equal((await run(process.execPath, [...flags, await together(folder, door)])).trim(), "true", door);
    });
  }
  for (const [name, bundle] of Object.entries(BUNDLERS)) {
    test(`${name}: import and require of payauth in one bundle use one copy, with one module`, async () => {
      const to = join(folder, `together-${name}.mjs`);
      await bundle(await together(folder, "payauth"), to);
      equal((await run(process.execPath, [to])).trim(), "true", "the same values");
      const module = (await readFile(join(folder, "node_modules/payauth/dist/core.wasm"))).toString("base64");
      equal((await readFile(to, "utf8")).split(module).length - 1, 1, "copies of core.wasm");
    });
  }
  test("TypeScript 5.9 finds the types of every entry with moduleResolution node10", async () => {
    const doors = [...DOORS, ..."schemes redis durable-object workers-kv deno-kv sql testing inline".split(" ").map((name) => `payauth/${name}`)];
    const program = doors.map((door, index) => `import * as door${index} from "${door}";\n// @ts-expect-error: no such export\nexport const wrong${index} = door${index}.nothing;\n`);
    await writeFile(join(folder, "node10.ts"), program.join(""));
    const options = ["--moduleResolution", "node10", "--module", "commonjs", "--ignoreDeprecations", "5.0", "--strict", "--noEmit", "--target", "es2022", "--lib", "es2022,esnext.disposable"];
    await run(process.execPath, [script("typescript-5/bin/tsc"), ...options, join(folder, "node10.ts")]);
  });
  test("after a reset of the module cache, the new copy accepts schemes and recognises errors of the old copy", async () => {
    equal((await run(process.execPath, ["-e", RESET], { cwd: folder })).trim(), "true body true ERR_SIGNATURE");
  });
  hosts(test, folder);
}

const RESET = `const before = require("payauth");
for (const path of Object.keys(require.cache)) delete require.cache[path];
const after = require("payauth");
const now = new Date(0);
const headers = before.signWebhook(before.schemes.stripe, { body: "{}", now, secret: "s3cret-of-a-test" });
const { covers } = after.verifyWebhook(before.schemes.stripe, { headers, body: "{}", now, secrets: ["s3cret-of-a-test"] });
let error;
try { before.verifyWebhook(after.schemes.stripe, { headers, body: "[]", now, secrets: ["s3cret-of-a-test"] }); } catch (thrown) { error = thrown; }
console.log(before !== after, covers, error instanceof after.PayauthError && error instanceof before.PayauthError, error.code);`;

/** Hosts on which WebAssembly cannot be compiled. */
function hosts(test, folder) {
  const used = (door) => `const door = require("${door}");
let error;
try { door.hmacKey ? door.hmacKey({ algorithm: "SHA-256", secret: "s" }) : door.signWebhook(door.schemes.github, { body: "", now: new Date(0), secret: "s" }); } catch (thrown) { error = thrown; }
console.log(door.isPayauthError(error), error.code, error.blame);`;
  for (const [what, flags, before] of [
    ["--jitless", ["--jitless"], ""],
    ["no TextEncoder", [], "delete globalThis.TextEncoder;\n"],
    ["neither TextEncoder nor TextDecoder", [], "delete globalThis.TextEncoder; delete globalThis.TextDecoder;\n"],
  ]) {
    test(`with ${what}, each entry can be imported, and a call throws ERR_WASM`, async () => {
      for (const door of ["payauth", "payauth/hmac", "payauth/webhooks"]) {
        const printed = await run(process.execPath, [...flags, "-e", before + used(door)], { cwd: folder });
        ok(/^true ERR_WASM caller$/m.test(printed), `ERR_WASM of ${door}; got ${printed}`);
      }
    });
  }
  test("if a policy of the host forbids WebAssembly, a call throws ERR_WASM, and the error names the settings to change", async () => {
    const contents = `import * as payauth from "payauth"; globalThis.payauth = payauth;`;
    const { outputFiles } = await esbuild({ stdin: { contents, resolveDir: folder }, bundle: true, write: false, format: "iife" });
    const context = createContext({ TextEncoder, TextDecoder, atob, console }, { codeGeneration: { strings: false, wasm: false } });
    runInContext(outputFiles[0].text, context);
    const { code, message } = runInContext(`try { payauth.bearerAuth("a") } catch (error) { error }`, context);
    same([code, /workerd/.test(message), /serverExternalPackages/.test(message)], ["ERR_WASM", true, true]);
    ok(!/AGFzbQ/.test(message), "a message without the module");
  });
}

async function together(folder, door) {
  await writeFile(join(folder, "required.cjs"), `exports.required = require("${door}");\n`);
  const file = join(folder, "together.mjs");
  await writeFile(file, both(door));
  return file;
}
