// The documents are short. The documents, the comments of pkg/src, the texts of errors and the texts of `explainMismatch` are in plain
// English.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ok, same } from "../support/harness.mjs";
import { allPages, prose } from "../tools/pages.mjs";
import { pkg, root } from "../tools/paths.mjs";

const MAX_README = 150;
const MAX_PAGE = 300;

/** Patterns that a reader has to read twice. `docs/style.md` shows examples of these patterns. */
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
  "a value that travels": /\btravel(s|led)?\b/gi,
  "not parted": /\b(is|are|not) parted\b|\bwhat parts\b/gi,
  "what the scheme has there": /\bwhat the \w+ (has|have) there\b/gi,
  "those that are sent": /\bthose that are (sent|imported)\b/gi,
  "a bundle holds": /\bbundle holds\b/gi,
  "as X does it": /, as [A-Z][\w.']+( \S+)? does( it)?\b/g,
  "a signature that fits": /\b(signature|secret|tag|key|message|request)s? (that )?(does not |do not )?fit(s|ted)?\b/gi,
  "refuse for reject": /(?<![-\w])refuse[sd]?\b/gi,
  "anybody": /\b(any|some)body\b/gi,
  "mends": /\bmend(s|ed)?\b/gi,
};

/** Patterns for the texts of errors, which are read one at a time, without a page around them. */
const OF_ERRORS = {
  ...Object.fromEntries(["a value that travels", "not parted", "refuse for reject", "anybody", "mends", "stands for"].map((name) => [name, PATTERNS[name]])),
  "is no …": /\b(is|are) (no|none)\b(?! longer)/gi,
  "a relative clause in the place of a noun": /(?<!\bof )\bwhat (is|are|it|the|that|came|stands)\b/gi,
  "short verbs": /\b(gives?|gave|holds?|held|fits?|fitted|mends?|stands?)\b/gi,
  "beside": /\bbeside\b/gi,
  "told apart": /\btold apart\b/gi,
  "read it before use": /\bread it before\b/gi,
};

/** Uses of these patterns that are allowed. */
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
    test(`no document and no comment of pkg/src has the pattern "${name}"`, () => {
      same([...pages].flatMap(([page, text]) => found(page, text, pattern)), [], "sentences to rewrite");
    });
  }

  const errors = await errorTexts();
  for (const [name, pattern] of Object.entries(OF_ERRORS)) {
    test(`no text of an error or of a mistake has the pattern "${name}"`, () => {
      same([...errors].flatMap(([file, text]) => found(file, text, pattern)), [], "texts to rewrite");
    });
  }

  test("the search finds the texts of errors in Rust and in TypeScript", () => {
    const all = [...errors.values()].join("\n");
    for (const known of ["does not match; no secret in use signed this content", "is longer than 32 MiB", "Nothing to do: the signature matches."]) ok(all.includes(known), known);
    ok(all.split("\n").length > 500, "more than 500 texts");
  });

  test("the search finds each pattern", () => {
    const bad = "| What travels | is none that stands for one of its own; in passing, so many, all the same, but for it. | What is no JSON";
    ok(found("README.md", bad, PATTERNS["is none that"]).length === 1, "is none");
    ok(found("README.md", bad, PATTERNS["a relative clause in the place of a noun"]).length === 2, "What travels, What is");
    for (const [name, sentence] of Object.entries(PLANTED)) {
      const pattern = PATTERNS[name] ?? OF_ERRORS[name];
      same(found("README.md", sentence, pattern).length, 1, name);
    }
  });
}

/** For each of the later patterns, a sentence with this pattern. */
const PLANTED = {
  "a value that travels": "The secret itself travels and nothing is signed.",
  "not parted": "Names and values are not parted.",
  "what the scheme has there": "Put between the parts what the scheme has there.",
  "those that are sent": "Verify the bytes as they came, and sign those that are sent.",
  "a bundle holds": "A bundle holds those modules.",
  "as X does it": "Its digits were encoded, as PHP does it.",
  "a signature that fits": "Nothing is to be done: the signature fits.",
  "refuse for reject": "Both refuse the message.",
  "anybody": "A hash that anybody extends.",
  "mends": "The line that mends it.",
  "short verbs": "random: gives the same bytes",
  "beside": "have a mark beside {signature}",
  "told apart": "has groups that cannot be told apart",
  "read it before use": "is the text of a value; read it before use",
};

/** The texts in the sources that users read as sentences: of errors, and of `explainMismatch`. By file, one text on each line. */
async function errorTexts() {
  const rust = await sources(join(root, "src"), ".rs");
  const script = await sources(join(pkg, "src"), ".ts", (file) => !file.startsWith("generated"));
  const literals = (text) => [...text.matchAll(/"((?:[^"\\\n]|\\.|\\\n)*)"|`((?:[^`\\]|\\.)*)`/g)].map(([, quoted, template]) => (quoted ?? template).replace(/\\\n\s*/g, ""));
  const isText = (text) => /^[A-Za-z,;{$][^\n]* [a-z]/.test(text);
  return new Map([...rust, ...script].map(([file, text]) => [file, literals(text).filter(isText).join("\n")]));
}

/** The sources in a folder, by file, without comments, without the reasons of lints, and without the texts of panics. */
async function sources(folder, ending, isWanted = () => true) {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(ending) && isWanted(file));
  const read = async (file) => {
    const text = await readFile(join(folder, file), "utf8");
    return [file, text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, "").replace(/reason = "[^"]*"|expect\("[^"]*"|b?'"'/g, "")];
  };
  return Promise.all(files.map(read));
}

/** The comments of pkg/src, by file, without the marks of comments. */
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
  const flat = prose(text).replace(/(\| `tests\/[^|\n]*\|)[^|\n]*\|$/gm, "$1 |").replace(/`[^`\n]*`/g, "`…`").replace(/\n(?=\S)(?![|#*-])/g, " ");
  return [...flat.matchAll(pattern)]
    .map((match) => ({ match, around: flat.slice(Math.max(0, match.index - 30), match.index + 40).replace(/\n/g, " ") }))
    .filter(({ match, around }) => !ALLOWED.some((use) => around.includes(use) && use.toLowerCase().includes(match[0].toLowerCase().slice(0, 5))))
    .map(({ around }) => `${page}: …${around}…`);
}
