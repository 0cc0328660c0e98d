// The package contains nothing about the machine that built it.

import { readFile, readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { equal, same } from "../support/harness.mjs";
import { MODULES } from "../support/modules.mjs";
import { root } from "../tools/paths.mjs";

/** The usual folders of users and of tools. `OURS` are the folders of this machine. */
const USUAL = [...["root", "home", "Users", "tmp", ".cargo"].map((name) => `/${name}/`), ":\\Users\\"];
const OURS = [root, homedir(), process.env.CARGO_HOME].filter((place) => place?.length > 1).map((place) => `${place}/`);

export default function ({ test, folder }) {
  const dist = join(folder, "node_modules/payauth/dist");

  for (const module of MODULES) {
    test(`${module}.wasm names no folder of the machine that built it`, async () => {
      equal(places(await readFile(join(dist, `${module}.wasm`), "latin1")), "", "folders in the module");
    });
  }

  test("no script or type names a folder of the machine that built it", async () => {
    for (const file of await readdir(dist, { recursive: true })) {
      if (/\.(js|ts)$/.test(file)) equal(places(await readFile(join(dist, file), "utf8")), "", `folders in ${file}`);
    }
  });

  test("the search for folders finds each folder", () => {
    for (const place of [...USUAL, ...OURS]) equal(places(`at ${place}src/lib.rs`).includes(place), true, place);
  });

  for (const form of ["", "cjs"]) {
    test(`exactly the modules of payauth are inlined in dist/${form}, each in one script`, async () => {
      const scripts = (await readdir(join(dist, form))).filter((file) => file.endsWith(".js"));
      const texts = await Promise.all(scripts.map((file) => readFile(join(dist, form, file), "utf8")));
      const inlined = texts.flatMap((text) => text.match(/AGFzbQ[\w+/=]*/g) ?? []);
      const modules = MODULES.map(async (module) => (await readFile(join(dist, `${module}.wasm`))).toString("base64"));
      same(inlined.sort(), (await Promise.all(modules)).sort(), "modules in base64");
    });
  }
}

function places(text) {
  return [...USUAL, ...OURS].filter((place) => text.includes(place)).join();
}
