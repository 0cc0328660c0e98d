// Checks the links of the documents: the file and the heading of each link exist, and the package contains the files of its links.

import { access, readFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { ok, same } from "../support/harness.mjs";
import { allPages, prose } from "../tools/pages.mjs";
import { root } from "../tools/paths.mjs";

export default async function ({ test, folder }) {
  const pages = await allPages();
  const installed = join(folder, "node_modules/payauth");

  test("the file and the heading of every link of the documents exist", async () => {
    const dead = [];
    for (const link of links(pages)) if (!(await exists(link))) dead.push(`${link.page}: ${link.target}`);
    same(dead, [], "dead links");
  });

  test("the package contains every file that its pages link to", async () => {
    const missing = [];
    for (const { page, file } of links(pages)) {
      if (!(await isThere(join(installed, page)))) continue;
      if (!(await isThere(join(installed, file)))) missing.push(`${page}: ${file}`);
    }
    same(missing, [], "files that are not in the package");
    ok(await isThere(join(installed, "docs/webhooks.md")), "docs/webhooks.md in the package");
  });

  test("the check finds a link to a page or a heading that does not exist", async () => {
    for (const target of ["docs/nothing.md", "docs/webhooks.md#nothing", "#nothing"]) {
      const [link] = links(new Map([["README.md", `[text](${target})`]]));
      ok(!(await exists(link)), target);
    }
  });
}

/** The links inside the project, with the path of the file of each link. */
function links(pages) {
  return [...pages].flatMap(([page, text]) =>
    [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => {
        const [path, heading] = target.split("#");
        const file = path === "" ? page : posix.normalize(posix.join(dirname(page), path));
        return { page, target, file, heading };
      }),
  );
}

async function exists({ file, heading }) {
  if (!(await isThere(join(root, file)))) return false;
  if (heading === undefined) return true;
  return headings(await readFile(join(root, file), "utf8")).includes(heading);
}

/** The headings of a page, in the form that links on GitHub and npm use. */
function headings(text) {
  return [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading.toLowerCase().replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[^\w\- ]/g, "").replaceAll(" ", "-"),
  );
}

function isThere(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
