// Rules for the sources: which names may occur in which files.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { equal, ok } from "../support/harness.mjs";
import { root } from "../tools/paths.mjs";

export default function ({ test }) {
  const files = sources();

  test("only the wasm boundary and the feature for Workers use values of JavaScript", () => {
    const core = files.filter((file) => /^src\/(?!wasm|web)/.test(file));
    refuse(core, /\b(js_sys|web_sys|wasm_bindgen)\b/);
  });

  test("the core uses no clock, no randomness, no input and no output", () => {
    const core = files.filter((file) => /^src\/(?!web)/.test(file));
    refuse(core, /\b(std::|SystemTime|Instant|getrandom|println)\b/);
  });

  test("in pkg/src, only pkg/src/host uses the time and the network of the host", () => {
    const facade = files.filter((file) => /^pkg\/src\/(?!host\/)/.test(file));
    refuse(facade, /\bDate\.now\b|\bnew Date\(\)|\bfetch\(|\bMath\.random\b|\bprocess\.|\bset(Timeout|Interval)\b/);
  });

  test("no file of pkg/src except explain.ts uses explainMismatch", () => {
    const facade = files.filter((file) => /^pkg\/src\//.test(file) && file !== "pkg/src/explain.ts");
    const isOfData = (file) => ["boundary", "words"].some((name) => file === `pkg/src/generated/${name}.ts`);
    refuse(facade.filter((file) => !isOfData(file)), /explain/);
  });

  test("the first line of each file of the tests describes the file, and tests/js/README.md describes each folder of tests/js", () => {
    const tests = files.filter((file) => /^tests\/(?!types\/)/.test(file));
    equal(tests.filter((file) => !/^\/(\/!?|\*\*) \S/.test(read(file))).join(), "", "files without a description in the first line");
    const folders = new Set(tests.flatMap((file) => /^tests\/js\/([^/]+)\//.exec(file)?.[1] ?? []));
    const told = [...read("tests/js/README.md").matchAll(/^\| `([\w-]+)\/`/gm)].map(([, folder]) => folder);
    equal([...folders].sort().join(), told.sort().join(), "folders");
  });

  test("each export of pkg/src has a comment at its declaration", () => {
    for (const { name, module } of exported()) {
      const declared = new RegExp(`\\*/\\nexport (async )?(function|const|class|interface|type) ${name}\\b`);
      const passesOn = new RegExp(`export type \\{[^}]*\\b${name}\\b[^}]*\\} from "\\./generated/words\\.js"`);
      const place = passesOn.test(read(`pkg/src/${module}.ts`)) ? "generated/words" : module;
      ok(declared.test(read(`pkg/src/${place}.ts`)), `a description above ${name} in ${place}.ts`);
    }
  });

  test("lock files name no registry", () => {
    for (const folder of ["pkg", "tests", "tests/bench", "tests/documents", "tests/frameworks", "tests/stores", "tests/vendors", "tests/www", "www"]) {
      equal(read(`${folder}/package-lock.json`).includes('"resolved"'), false, folder);
    }
  });
}

/** The files that git tracks or would track, in the languages of this repository. */
function sources() {
  const arguments_ = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", arguments_, { cwd: root, encoding: "utf8" });
  return listed.split("\n").filter((file) => /\.(rs|ts|mjs|js)$/.test(file) && existsSync(join(root, file)));
}

function read(file) {
  return readFileSync(join(root, file), "utf8");
}

/** Fails if a file contains the pattern in its code. Comments and examples may contain it. */
function refuse(files, pattern) {
  ok(files.length > 0, "files to search");
  const code = (file) => read(file).split("\n").filter((line) => !/^\s*(\/\/|\/?\*)/.test(line));
  const found = files.filter((file) => code(file).some((line) => pattern.test(line.replace(/\s\/\/ .*/, ""))));
  equal(found.join(), "", `files with ${pattern}`);
}

/** The names in the entries, each with the module that declares it. */
function exported() {
  const own = [...read("pkg/src/explain.ts").matchAll(/^export (?:function|interface|type) (\w+)/gm)];
  const entries = ["index", "door/hmac", "door/webhooks", "pure", "node", "redis", "durable-object", "workers-kv", "deno-kv", "sql", "testing"];
  const text = entries.map((entry) => read(`pkg/src/${entry}.ts`)).join("");
  const lines = text.matchAll(/^export (?:type )?\{([^}]+)\} from "\.\/(.+)\.js";$/gm);
  return own.map(([, name]) => ({ name, module: "explain" })).concat([...lines].flatMap(([, names, module]) =>
    names.split(",").filter((name) => name.trim()).map((name) => ({ name: name.trim().replace(/^type /, ""), module })),
  ));
}
