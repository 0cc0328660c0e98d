// The programs in the documents and in the comments of pkg/src run, and do what they promise.
//
// There are three kinds. In a program that prints, each `console.log` is followed, on its line or on the next line, by a comment. The
// comment is the expected output, or begins with "for example". A program that exports a request handler gets webhooks of Stripe. A
// program that listens gets webhooks of Stripe from the network.

import { mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transform } from "esbuild";
import { equal, ok, same } from "../support/harness.mjs";
import { blocks, CONTRIBUTOR_PAGES, userPages } from "../tools/pages.mjs";
import { pkg, script, tests, tool } from "../tools/paths.mjs";
import { run, serve } from "../tools/process.mjs";
import { STRICT } from "./types.mjs";

const SECRET = "whsec_of_the_documents";
const LANGUAGES = ["js", "ts", "rust", "sh", "text", "json"];

export default async function ({ test, folder }) {
  const place = join(folder, "documents");
  await mkdir(place, { recursive: true });
  await symlink(join(tests, "documents/node_modules"), join(place, "node_modules")).catch(() => undefined);
  for (const [file, text] of Object.entries({ "offline.mjs": OFFLINE, "loopback.mjs": LOOPBACK, "deliver.mjs": DELIVER })) {
    await writeFile(join(place, file), text);
  }
  const pages = await userPages();
  for (const [page, text] of pages) programs(test, place, page, text);
  for (const file of (await readdir(join(pkg, "src"), { recursive: true })).filter((file) => file.endsWith(".ts"))) {
    programs(test, place, `pkg/src/${file}`, comments(await readFile(join(pkg, "src", file), "utf8")));
  }

  test("the program for several processes ends if each token request takes longer than its lease", async () => {
    const programs = blocks(pages.get("docs/tokens.md")).filter(({ code }) => code.includes("Promise.all([authorize()"));
    equal(programs.length, 1, "programs with several callers");
    const slow = programs[0].code
      .replace(/^const send = .*$/m, SLOW)
      .replace("AbortSignal.timeout(8_000)", "AbortSignal.timeout(1)")
      .replace("owner: crypto.randomUUID()", "$&, leaseMs: 1_000");
    const file = join(place, "slow-token-request.mjs");
    await writeFile(file, (await transform(slow, { loader: "ts", format: "esm" })).code);
    const printed = await run(process.execPath, [file], { cwd: place }).catch((error) => error.message);
    ok(printed.includes("ERR_TOKEN_UNAVAILABLE"), `an error of the calls: ${printed.slice(0, 1_000)}`);
  });

  test("every block of code has one of the languages that are checked", () => {
    for (const [page, text] of pages) {
      if (CONTRIBUTOR_PAGES.includes(page)) continue;
      const others = blocks(text).filter(({ language }) => !LANGUAGES.includes(language));
      same(others.map(({ language }) => language), [], `languages in ${page}`);
    }
  });

  test("every page for users under docs/ begins with a program", () => {
    for (const [page, text] of pages) {
      if (!page.startsWith("docs/") || CONTRIBUTOR_PAGES.includes(page)) continue;
      const [first] = blocks(text);
      ok(["js", "ts", "rust"].includes(first?.language), `a program at the beginning of ${page}`);
    }
  });

  test("the TypeScript programs of the documents compile under strict", async () => {
    await writeFile(join(place, "tsconfig.json"), JSON.stringify({ compilerOptions: COMPILER, include: ["*.mts"] }));
    await run(process.execPath, [script("typescript/bin/tsc"), "-p", place]);
  });
}

const COMPILER = {
  ...STRICT,
  module: "nodenext",
  moduleResolution: "nodenext",
  lib: ["es2023", "dom", "dom.iterable"],
  types: ["node"],
  preserveSymlinks: true,
  skipLibCheck: true,
};

/** A `fetch` that accepts the same arguments as the host's `fetch`, and answers without sending anything. */
const OFFLINE = `globalThis.fetch = async (url, init) => {
  new Request(url, init);
  return Response.json({});
};\n`;

/** A `send` that answers after the lease of a token request has ended. It ends the program at the sixth token request. */
const SLOW = `let sends = 0;
const send = (_url, { signal }) => new Promise((resolve, reject) => {
  if ((sends += 1) > 5) process.exit(3);
  setTimeout(() => resolve(new Response('{"data":{"access_token":"abc","expires_in":7200}}')), 1_500);
  signal?.addEventListener("abort", () => reject(signal.reason));
});`;

/** Makes a server listen on a free port of this machine, instead of the requested port. */
const LOOPBACK = `import { Server } from "node:net";
const listen = Server.prototype.listen;
Server.prototype.listen = function (...given) {
  this.once("listening", () => console.log("address: http://127.0.0.1:" + this.address().port));
  return listen.call(this, { port: 0, host: "127.0.0.1" }, given.findLast((value) => typeof value === "function"));
};\n`;

/** Delivers an authentic webhook and a forged webhook to the handler that a program exports; prints both statuses. */
const DELIVER = `import { schemes, signWebhook } from "payauth";
const exported = await import((globalThis.Deno ? Deno.args : process.argv.slice(2))[0]);
const handle = exported.default?.fetch ?? exported.default ?? exported.POST;
const env = { STRIPE_WEBHOOK_SECRET: ${JSON.stringify(SECRET)} };
const context = { waitUntil: () => undefined, passThroughOnException: () => undefined };
const statuses = [];
for (const secret of [env.STRIPE_WEBHOOK_SECRET, "whsec_of_a_forger"]) {
  const body = '{"id":"evt_1","type":"charge.succeeded"}';
  const headers = signWebhook(schemes.stripe, { body, now: new Date(), secret });
  const request = new Request("https://shop.example/webhooks/stripe", { method: "POST", headers, body });
  // SvelteKit and Nitro pass an event that has the request.
  Object.assign(request, { request, web: { request }, platform: { env }, context: { cloudflare: { env } } });
  statuses.push((await handle(request, env, context)).status);
}
console.log("statuses: " + statuses.join(" "));\n`;

function programs(test, place, document, text) {
  const all = blocks(text).filter(({ language }) => language === "js" || language === "ts");
  all.forEach(({ language, code }, index) => {
    const name = `${document}, program ${index + 1}`;
    const file = join(place, `${name.replace(/\W+/g, "-")}.mjs`);
    const isHandler = /^export (default|(async )?function POST|const POST)\b/m.test(code);
    const isServer = /\.listen\(/.test(code);
    const check = isHandler ? handles : isServer ? serves : prints;
    test(`${name} ${check.does}`, async () => {
      if (language === "ts") await writeFile(file.replace(/mjs$/, "mts"), `${code}\nexport {};\n`);
      await writeFile(file, language === "ts" ? (await transform(code, { loader: "ts", format: "esm" })).code : code);
      await check(file, place, code);
    });
  });
}

async function prints(file, place, code) {
  const printed = await run(process.execPath, ["--import", join(place, "offline.mjs"), file], { cwd: place });
  const said = expected(code);
  const lines = printed.trimEnd().split("\n").map((line, at) => (said[at]?.startsWith("for example ") ? said[at] : line));
  equal(lines.join("\n"), said.join("\n"), "output");
}
prints.does = "prints the output that its comments promise";

async function handles(file, place, code) {
  const deno = ["run", "--no-prompt", "--allow-env", "--allow-read", "--node-modules-dir=manual"];
  const [program, args] = /\bDeno\./.test(code) ? [tool("deno"), deno] : [process.execPath, []];
  const env = { STRIPE_WEBHOOK_SECRET: SECRET };
  const printed = await run(program, [...args, join(place, "deliver.mjs"), String(pathToFileURL(file))], { cwd: place, env });
  equal(/statuses: (.*)/.exec(printed)?.[1], "200 400", "statuses of an authentic webhook and of a forged webhook");
}
handles.does = "accepts an authentic webhook of Stripe, and rejects a forged webhook";

async function serves(file, place) {
  const args = ["--import", join(place, "loopback.mjs"), file];
  const env = { STRIPE_WEBHOOK_SECRET: SECRET };
  const server = await serve(process.execPath, args, { cwd: place, env, ready: /address: (\S+)/ });
  try {
    const statuses = [];
    for (const secret of [SECRET, "whsec_of_a_forger"]) statuses.push(await deliver(server.url, secret));
    same(statuses, [200, 400], "statuses of an authentic webhook and of a forged webhook");
  } finally {
    await server.stop();
  }
}
serves.does = "accepts an authentic webhook of Stripe from the network, and rejects a forged webhook";

async function deliver(url, secret) {
  const { createHmac } = await import("node:crypto");
  const body = '{ "id": "evt_1", "type": "charge.succeeded" }';
  const seconds = Math.floor(Date.now() / 1000);
  const tag = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  const headers = { "Content-Type": "application/json", "Stripe-Signature": `t=${seconds},v1=${tag}` };
  return (await fetch(`${url}/webhooks/stripe`, { method: "POST", headers, body })).status;
}

/** The text of the comments, without the marks at the beginning of the lines. */
function comments(source) {
  return source.replace(/^ *\* ?/gm, "");
}

/** The expected output, from the comments after each `console.log`. */
function expected(program) {
  const lines = program.split("\n");
  return lines.flatMap((line, index) => {
    if (!/\bconsole\.log\(/.test(line)) return [];
    const said = line.match(/;\s*\/\/ (?:-> )?(.*)$/) ?? lines[index + 1]?.match(/^\s*\/\/ (?:-> )?(.*)$/);
    ok(said, `a comment with the output of this line: ${line}`);
    return [said[1]];
  });
}
