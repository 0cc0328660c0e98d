// The files that npm and JSR publish, and the results of their linters.

import { existsSync } from "node:fs";
import { cp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { equal, ok, same } from "../support/harness.mjs";
import { MODULES } from "../support/modules.mjs";
import { CONTRIBUTOR_PAGES } from "../tools/pages.mjs";
import { pkg, root, tool, work } from "../tools/paths.mjs";
import { run } from "../tools/process.mjs";

/** The entries with a wasm module. `WITHOUT` are the entries without a wasm module, which are the same for every runtime. */
const WITH = ["index", "hmac", "webhooks", "pure", "explain", "node", "providers"];
const WITHOUT = ["schemes", "redis", "durable-object", "workers-kv", "deno-kv", "sql", "testing"];
/** Shared files of the entries, and the parser of definitions. No program imports them by name. */
const INSIDE = ["core", "reader"];

export default function ({ test, tarball, folder }) {
  const installed = join(folder, "node_modules/payauth");

  test("the tarball contains only the allowed files", async () => {
    const [{ files }] = JSON.parse(await run("npm", ["pack", tarball, "--dry-run", "--json", "--loglevel=error"]));
    const [packed, rule] = [files.map(({ path }) => path), await allowed()];
    same(packed.filter((path) => !rule.includes(path)), [], "files that are not allowed");
    same(rule.filter((path) => !packed.includes(path)), [], "files that are missing");
  });

  test("each source of a source map is packed, or the map contains a text for it", async () => {
    const dist = join(installed, "dist");
    const maps = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith(".map"));
    ok(maps.length > 40, `more than ${maps.length} maps`);
    for (const file of maps) {
      const { sources, sourcesContent = [] } = JSON.parse(await readFile(join(dist, file), "utf8"));
      const missing = sources.filter((source, index) => !sourcesContent[index] && !existsSync(join(dist, dirname(file), source)));
      same(missing, [], `missing sources of ${file}`);
    }
  });

  test("publint finds no fault", async () => {
    const printed = await run(tool("publint"), ["run", installed, "--strict"]);
    ok(printed.includes("All good!"), printed);
  });

  test("attw finds the types of every entry, for every resolution since Node 16", async () => {
    await run(tool("attw"), [tarball, "--profile", "node16", "--exclude-entrypoints", ...["core", "hmac", "webhooks"].map((module) => `./${module}.wasm`)]);
  });

  test("JSR accepts the package", async () => {
    const printed = await run(tool("deno"), ["publish", "--dry-run", "--allow-dirty"], { cwd: await jsr(installed) });
    ok(printed.includes("Dry run complete"), printed);
  });

  for (const entry of ["payauth", "payauth/pure", "payauth/explain", "payauth/node", "payauth/providers", "payauth/schemes", "payauth/hmac", "payauth/webhooks"]) {
    test(`Deno finds the types of npm's ${entry}`, () => denoChecks(folder, entry));
  }

  for (const entry of [...WITH, ...WITHOUT]) {
    test(`Deno finds the types of the JSR package's ${entry}`, async () => denoChecks(await jsr(installed), `./${entry}.js`));
  }

  test("the crate, the npm package and the JSR package have one version", async () => {
    const version = JSON.parse(await readFile(join(pkg, "package.json"), "utf8")).version;
    equal(JSON.parse(await readFile(join(pkg, "jsr.json"), "utf8")).version, version, "jsr.json");
    const manifest = await readFile(join(root, "Cargo.toml"), "utf8");
    ok(manifest.includes(`\nversion = "${version}"\n`), `${version} in Cargo.toml`);
  });
}

/** The scripts for each loader, the wasm modules, the types of each module of pkg/src, the sources, and the documents. */
async function allowed() {
  const sources = await readdir(join(pkg, "src"), { recursive: true });
  const modules = sources.map((file) => file.match(/^(.*)(?<!\.d)\.ts$/)?.[1]).filter(Boolean);
  return [
    ...["", "cjs/"].flatMap((form) => modules.map((module) => `dist/${form}${module}.d.ts`)),
    ...["", "cjs/", "workerd/", "edge-light/"].flatMap(scripts).flatMap((script) => [script, `${script}.map`]),
    ...WITH.map((entry) => `dist/shared/${entry}.js`),
    ...sources.filter((file) => file.endsWith(".ts")).map((file) => `src/${file}`),
    ...MODULES.map((module) => `dist/${module}.wasm`),
    ...["dist/provider.schema.json", "dist/cjs/package.json", "package.json"],
    ...["CHANGELOG.md", "ERRORS.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "SECURITY.md"],
    ...(await readdir(join(root, "docs"))).map((page) => `docs/${page}`).filter((page) => !CONTRIBUTOR_PAGES.includes(page)),
  ];
}

/** The scripts of a form. */
function scripts(form) {
  const names = ["", "cjs/"].includes(form) ? [...WITH, ...INSIDE, ...WITHOUT] : [...WITH, ...INSIDE];
  return names.map((name) => `dist/${form}${name}.js`);
}

/** A copy of the package for JSR. Fails unless its scripts are the scripts of the npm package. */
async function jsr(installed) {
  const folder = join(work, "jsr");
  await rm(folder, { recursive: true, force: true });
  await cp(join(pkg, "jsr"), folder, { recursive: true });
  for (const name of scripts("").map((file) => file.slice("dist/".length, -".js".length))) {
    const [ours, theirs] = [join(installed, "dist", `${name}.js`), join(folder, `${name}.js`)];
    const [code] = (await readFile(ours, "utf8")).split("//# sourceMappingURL");
    ok((await readFile(theirs, "utf8")).endsWith(code), `the npm package's ${name}.js in the JSR package`);
  }
  return folder;
}

/** Checks a program with a wrong call, which must be an error. Without types, every call would be accepted. */
async function denoChecks(folder, specifier) {
  const isStore = STORES.some((entry) => specifier.includes(entry));
  const kind = isStore ? "store" : (["explain", "node", "providers", "schemes", "webhooks"].find((name) => specifier.includes(name)) ?? "");
  const program = { store: storing, explain: explaining, node: answering, providers: provided, schemes: catalogued, webhooks: verifying, "": signing }[kind](specifier);
  await writeFile(join(folder, "check.ts"), program);
  await run(tool("deno"), ["check", "check.ts"], { cwd: folder });
}

/** The entries without wasm: adapters of stores, and payauth/testing. */
const STORES = ["redis", "durable-object", "workers-kv", "deno-kv", "sql", "testing"];

const storing = (specifier) => `import type { Store } from "${specifier}";
const store: Store = { atomic: true, get: async () => undefined, set: async () => true };
// @ts-expect-error: a store has get and set
const wrong: Store = { atomic: true };
console.log(store, wrong);\n`;

const signing = (specifier) => `import { hmacKey } from "${specifier}";
const key = hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
const tag: string = key.sign("message");
// @ts-expect-error: a tag is not a number
const wrong: number = key.sign("message");
console.log(tag, wrong);\n`;

const explaining = (specifier) => `import { explainMismatch, type Mistake } from "${specifier}";
const found = explainMismatch("dogpay", { headers: {}, body: "", now: new Date(0), secrets: ["s"] });
const mistake: Mistake | undefined = found[0]?.mistake;
// @ts-expect-error: a mistake is not a number
const wrong: number = found[0].mistake;
console.log(mistake, wrong);\n`;

const provided = (specifier) => `import { stripe } from "${specifier}";
const client = stripe({ secretKey: "sk_test_1" });
const url: string = client.sign({ path: "/v1/balance", now: new Date(0) }).url;
// @ts-expect-error: Stripe has no such credential
stripe({ apiKey: "sk_test_1" });
console.log(url);\n`;

const verifying = (specifier) => `import { schemes, verifyWebhook } from "${specifier}";
const id: string = verifyWebhook(schemes.github, { headers: {}, body: "", now: new Date(0), secrets: ["s"] }).secretId;
// @ts-expect-error: the secrets are missing
verifyWebhook(schemes.github, { headers: {}, body: "", now: new Date(0) });
console.log(id);\n`;

const catalogued = (specifier) => `import { github, type Scheme } from "${specifier}";
const scheme: Scheme = github;
// @ts-expect-error: a scheme is not a text
const wrong: string = github;
console.log(scheme.name, wrong);\n`;

const answering = (specifier) => `import { lambdaHandler } from "${specifier}";
// @ts-expect-error: a handler has options
lambdaHandler("stripe");
const code: number = (await lambdaHandler({} as Parameters<typeof lambdaHandler>[0], { secrets: ["s"] }, () => {})({})).statusCode;
console.log(code);\n`;
