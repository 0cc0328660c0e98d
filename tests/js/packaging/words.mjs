// The documents are short. They and the comments of the facade are in plain English.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ok, same } from "../support/harness.mjs";
import { allPages, prose } from "../tools/pages.mjs";
import { pkg } from "../tools/paths.mjs";

const MAX_README = 150;
const MAX_PAGE = 300;

/** What a reader has to read twice. `docs/style.md` shows them as examples of what not to write. */
const PATTERNS = {
  "a relative clause in the place of a noun": /(?<=[.:;|] |^)(What|Who|Whoever|Whatever) (is|are|was|came|comes|travels|stands|holds|has|may)\b/gm,
  "is none that": /\b(is|are) none\b/gi,
  "is no …": /\b(is|are) no [a-z]+\b/gi,
  "stands for": /\bstands? (for|in|beside|before|after|first)\b/gi,
  "of one's own": /\bof (one's|its|their|your) own\b/gi,
  "in passing": /\bin passing\b/gi,
  "so many": /\bso many\b/gi,
  "all the same": /\ball the same\b/gi,
  "but for": /\bbut for\b/gi,
  "none is": /\bof which none\b/gi,
  "in the place of": /\bin the place of\b|\bin its place\b/gi,
  "is as good as": /\bas good as\b/gi,
  "good for ever": /\bfor ever\b/gi,
};

/** Ordinary uses. */
const ALLOWED = ["is no longer", "are no longer", "There is no", "there is no", "There are no", "there are no"];

export default async function ({ test }) {
  const pages = new Map([...(await allPages()), ...(await comments())]);

  test(`the README has at most ${MAX_README} lines, and a page of docs/ at most ${MAX_PAGE}`, () => {
    for (const [page, text] of pages) {
      const lines = text.trimEnd().split("\n").length;
      if (page === "README.md") ok(lines <= MAX_README, `${page} has ${lines} lines`);
      if (page.startsWith("docs/")) ok(lines <= MAX_PAGE, `${page} has ${lines} lines`);
    }
  });

  for (const [name, pattern] of Object.entries(PATTERNS)) {
    test(`no document and no comment of the facade has "${name}"`, () => {
      same([...pages].flatMap(([page, text]) => found(page, text, pattern)), [], "sentences to write again");
    });
  }

  test("the search for words finds each of them", () => {
    const bad = "| What travels | is none that stands for one of its own; in passing, so many, all the same, but for it. | What is no JSON";
    ok(found("README.md", bad, PATTERNS["is none that"]).length === 1, "is none");
    ok(found("README.md", bad, PATTERNS["a relative clause in the place of a noun"]).length === 2, "What travels, What is");
  });
}

/** The comments of the facade, by file, without the marks of comments and without programs. */
async function comments() {
  const files = (await readdir(join(pkg, "src"), { recursive: true })).filter((file) => file.endsWith(".ts"));
  const read = async (file) => {
    const lines = (await readFile(join(pkg, "src", file), "utf8")).split("\n");
    const texts = lines.filter((line) => /^\s*(\/\/|\/\*\*|\*)/.test(line)).map((line) => line.replace(/^\s*(?:\/\/|\/\*\*|\*\/|\*) ?|\*\/$/g, ""));
    return [`pkg/src/${file}`, texts.join("\n")];
  };
  return new Map(await Promise.all(files.map(read)));
}

function found(page, text, pattern) {
  if (page === "docs/style.md") return [];
  const flat = prose(text).replace(/`[^`\n]*`/g, "`…`").replace(/\n(?=\S)(?![|#*-])/g, " ");
  return [...flat.matchAll(pattern)]
    .map((match) => ({ match, around: flat.slice(Math.max(0, match.index - 30), match.index + 40).replace(/\n/g, " ") }))
    .filter(({ match, around }) => !ALLOWED.some((use) => around.includes(use) && use.toLowerCase().includes(match[0].toLowerCase().slice(0, 5))))
    .map(({ around }) => `${page}: …${around}…`);
}
