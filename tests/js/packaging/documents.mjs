// The programs in the README and in the facade's comments run, and print what they say they print.
//
// Each `console.log` is followed, on its line or on the next, by a comment that is its output.

import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { equal, ok } from "../harness.mjs";
import { pkg, root } from "../lib/places.mjs";
import { run } from "../lib/process.mjs";

export default async function ({ test, folder }) {
  const place = join(folder, "documents");
  await mkdir(place, { recursive: true });
  await writeFile(join(place, "offline.mjs"), OFFLINE);

  const readme = await readFile(join(root, "README.md"), "utf8");
  programs(test, place, "README.md", readme);
  for (const file of (await readdir(join(pkg, "src"), { recursive: true })).filter((file) => file.endsWith(".ts"))) {
    programs(test, place, `pkg/src/${file}`, comments(await readFile(join(pkg, "src", file), "utf8")));
  }

  test("the README marks every JavaScript program as js, which is what runs", () => {
    equal(readme.match(/^```(javascript|mjs|jsx|ts|typescript)\b/gm), null, "other marks");
  });
}

/** `fetch` that takes what the host's takes, and answers without asking anybody. */
const OFFLINE = `globalThis.fetch = async (url, init) => {
  new Request(url, init);
  return Response.json({});
};\n`;

function programs(test, place, document, text) {
  const blocks = [...text.matchAll(/^```js\n(.*?)^```$/gms)];
  equal(blocks.length, text.match(/^```js\b/gm)?.length ?? 0, `programs of ${document}`);
  blocks.forEach(([, program], index) => {
    const name = `${document}, program ${index + 1}`;
    test(`${name} prints what it says`, async () => {
      const file = join(place, `${name.replace(/\W+/g, "-")}.mjs`);
      await writeFile(file, program);
      const printed = await run(process.execPath, ["--import", join(place, "offline.mjs"), file], { cwd: place });
      equal(printed.trimEnd(), expected(program).join("\n"), "output");
    });
  });
}

/** The text of the comments, without what begins each line. */
function comments(source) {
  return source.replace(/^ *\* ?/gm, "");
}

/** What the comments after each `console.log` say. */
function expected(program) {
  const lines = program.split("\n");
  return lines.flatMap((line, index) => {
    if (!/\bconsole\.log\(/.test(line)) return [];
    const said = line.match(/;\s*\/\/ (?:-> )?(.*)$/) ?? lines[index + 1]?.match(/^\s*\/\/ (?:-> )?(.*)$/);
    ok(said, `a comment that says what this prints: ${line}`);
    return [said[1]];
  });
}
