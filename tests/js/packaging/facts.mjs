// The pages name everything that users can pass or get: members of types, exports, codes and senders.

import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { BUDGETS } from "../../bench/budgets.mjs";
import { ok, same } from "../support/harness.mjs";
import { CONTRIBUTOR_PAGES, userPages } from "../tools/pages.mjs";
import { root } from "../tools/paths.mjs";

/** Types, and the page that must name each member of the type. */
const TYPES = [
  ["docs/requests.md", "SignOptions"],
  ["docs/requests.md", "AuthorizedRequest"],
  ["docs/requests.md", "Problem"],
  ["docs/requests.md", "FetchOptions"],
  ["docs/webhooks.md", "WebhookDelivery"],
  ["docs/webhooks.md", "VerifyOptions"],
  ["docs/webhooks.md", "NamedSecret"],
  ["docs/webhooks.md", "SignWebhookOptions"],
  ["docs/webhooks.md", "VerifiedWebhook"],
  ["docs/providers.md", "WebhookOptions"],
  ["docs/define-scheme.md", "SchemeDefinition"],
  ["docs/tokens.md", "TokenOptions"],
  ["docs/tokens.md", "HostOptions"],
  ["docs/tokens.md", "TokenEvent"],
  ["docs/tokens.md", "TokenDecision"],
  ["docs/tokens.md", "RefreshOptions"],
  ["docs/stores.md", "StoreOptions"],
  ["docs/errors.md", "ErrorFacts"],
];

export default async function ({ test, folder }) {
  const pages = await userPages();
  const all = [...pages.values()].join("\n");

  const sources = await facadeSources();
  for (const [page, type] of TYPES) {
    test(`${page} names each member of ${type}`, () => {
      const members = membersOf(sources, type);
      ok(members.length > 0, `a declaration of ${type} in exactly one file of pkg/src`);
      same(members.filter((member) => !names(pages.get(page), member)), [], `members that ${page} does not name`);
    });
  }

  test("each function and class that the package exports is named on a page", () => {
    const require = createRequire(join(folder, "index.js"));
    const exported = [...Object.keys(require("payauth")), ...Object.keys(require("payauth/explain"))];
    same(exported.filter((name) => !names(all, name)), [], "exports that no page names");
  });

  test("each size of an import on a page is the budget of this import, in whole KB", () => {
    const told = ["README.md", "docs/benchmarks.md"]
      .flatMap((page) => [...pages.get(page).matchAll(/imports `(\w+)` is (\d+) KB gzipped\. A Worker that imports (\w+) is (\d+) KB/g)])
      .flatMap(([, one, kb, other, more]) => [[one, kb], [other, more]]);
    for (const [, name, from, kb] of pages.get("docs/runtimes.md").matchAll(/^\| `\{ (\w+) \}` from `([\w/]+)`.* \| (\d+) KB \|$/gm)) {
      told.push([from === "payauth" ? name : `${name} of ${from}`, kb]);
    }
    same([told.length, told.map(([name]) => name).filter((name) => !BUDGETS.some((row) => row.name === name))], [8, []], "rows");
    const budget = (name) => String(Math.round(BUDGETS.find((row) => row.name === name).budget / 1000));
    same(told.filter(([name, kb]) => budget(name) !== kb), [], "sizes that differ from the budget");
  });

  test("each code that a page names is in ERRORS.md", () => {
    const codes = new Set(all.match(/ERR_[A-Z_]+\b/g));
    same([...codes].filter((code) => !pages.get("ERRORS.md").includes(`| \`${code}\` |`)), [], "unknown codes");
  });

  test("the README names each sender of docs/schemes.md and each provider of docs/providers.md", () => {
    const senders = [...pages.get("docs/schemes.md").matchAll(/^\| `\w+` \|.*\| \[([^\]]+)\]\(/gm)].map(([, sender]) => sender);
    const providers = [...pages.get("docs/providers.md").matchAll(/^## (\w+Pay|Pledg)$/gm)].map(([, provider]) => provider);
    ok(senders.length > 10 && providers.length > 4, "more than 10 senders and more than 4 providers");
    same([...senders, ...providers].filter((name) => !pages.get("README.md").includes(name)), [], "names that are not in the README");
  });

  test("docs/security.md names a test that exists for each promise", async () => {
    const rows = [...pages.get("docs/security.md").matchAll(/^\|.*\| `(tests\/[^`]+)` \| (.+) \|$/gm)];
    ok(rows.length > 20, "more than 20 rows of promises");
    for (const [, file, name] of rows) {
      const source = await readFile(join(root, file), "utf8");
      const fixed = name.split(/…|<[^>]*>|\(n\)|`/).map((part) => part.trim()).filter((part) => part.length > 5);
      same(fixed.filter((part) => !source.includes(part)), [], `parts of a test's name that are not in ${file}`);
    }
  });

  test("the README links to each page for users", () => {
    const others = [...pages.keys()].filter((page) => page !== "README.md" && !CONTRIBUTOR_PAGES.includes(page));
    same(others.filter((page) => !pages.get("README.md").includes(`](${page}`)), [], "pages without a link");
  });

  testsOfVectors(test);
}

function testsOfVectors(test) {
  test("each file of test vectors has a row in the table of tests/vectors/README.md", async () => {
    const table = await readFile(join(root, "tests/vectors/README.md"), "utf8");
    const rows = [...table.matchAll(/^\| `([^`]+\.json)` \|/gm)].map(([, name]) => new RegExp(`^${name.replaceAll(".", "\\.").replaceAll("*", "[^/]+")}$`));
    const files = (await readdir(join(root, "tests/vectors"), { recursive: true })).filter((file) => file.endsWith(".json"));
    same(files.filter((file) => !rows.some((row) => row.test(file))), [], "files without a row");
    same(rows.filter((row) => !files.some((file) => row.test(file))), [], "rows without a file");
  });
}

/** Whether a page has the word. */
function names(page, word) {
  return new RegExp(`\\b${word.replace("$", "\\$")}\\b`).test(page);
}

/** The texts of all files of pkg/src, so that a type is found in any file. */
async function facadeSources() {
  const files = await readdir(join(root, "pkg/src"), { recursive: true });
  return Promise.all(files.filter((file) => file.endsWith(".ts")).map((file) => readFile(join(root, "pkg/src", file), "utf8")));
}

/** The members of an interface in pkg/src; an empty list unless exactly one file declares the interface. */
function membersOf(sources, type) {
  const declared = new RegExp(`export interface ${type}\\b[^{]*{\n(.*?)\n}`, "s");
  const bodies = sources.map((source) => declared.exec(source)?.[1]).filter((body) => body !== undefined);
  if (bodies.length !== 1) return [];
  return [...bodies[0].matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm)].map(([, member]) => member);
}
