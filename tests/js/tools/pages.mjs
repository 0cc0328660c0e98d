// The documents of the project, and the programs in them.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.mjs";

/** Pages under docs/ for contributors. These pages are not in the package, and need not begin with a program. */
export const CONTRIBUTOR_PAGES = ["docs/architecture.md", "docs/architecture.svg", "docs/style.md"];

/** The pages that users read, by their path. */
export async function userPages() {
  const docs = (await readdir(join(root, "docs"))).filter((file) => file.endsWith(".md"));
  return read(["README.md", ...docs.sort().map((file) => `docs/${file}`), "ERRORS.md", "SECURITY.md", "CHANGELOG.md"]);
}

/** All pages: the pages for users, and the pages for contributors. */
export async function allPages() {
  return new Map([...(await userPages()), ...(await read(["CONTRIBUTING.md"]))]);
}

async function read(paths) {
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(root, path), "utf8")])));
}

/** The fenced blocks of a page, each with its language. */
export function blocks(text) {
  return [...text.matchAll(/^```(\w*)[^\n]*\n(.*?)^```$/gms)].map(([, language, code]) => ({ language, code }));
}

/** The text of a page without its fenced blocks. */
export function prose(text) {
  return text.replace(/^```.*?^```$/gms, "");
}
