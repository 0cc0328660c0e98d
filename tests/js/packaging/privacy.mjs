// The package tells nothing of the machine that built it.

import { readFile, readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { equal } from "../support/harness.mjs";
import { root } from "../tools/paths.mjs";

/** Where machines keep what is theirs, and where this one does. */
const USUAL = [...["root", "home", "Users", "tmp", ".cargo"].map((name) => `/${name}/`), ":\\Users\\"];
const OURS = [root, homedir(), process.env.CARGO_HOME].filter((place) => place?.length > 1).map((place) => `${place}/`);

export default function ({ test, folder }) {
  const dist = join(folder, "node_modules/payauth/dist");

  for (const module of ["core", "explain"]) {
    test(`${module}.wasm names no folder of the machine that built it`, async () => {
      equal(places(await readFile(join(dist, `${module}.wasm`), "latin1")), "", "folders in the module");
    });
  }

  test("no script or type names a folder of the machine that built it", async () => {
    for (const file of await readdir(dist, { recursive: true })) {
      if (/\.(js|ts)$/.test(file)) equal(places(await readFile(join(dist, file), "utf8")), "", `folders in ${file}`);
    }
  });

  test("the search for folders finds each", () => {
    for (const place of [...USUAL, ...OURS]) equal(places(`at ${place}src/lib.rs`).includes(place), true, place);
  });

  for (const module of ["core", "explain"]) {
    test(`one script has ${module}.wasm inlined, and no other module`, async () => {
      const wasm = (await readFile(join(dist, `${module}.wasm`))).toString("base64");
      for (const folder of ["", "cjs"]) {
        const files = (await readdir(join(dist, folder))).filter((file) => file.endsWith(".js"));
        const inlined = await Promise.all(files.map(async (file) => (await readFile(join(dist, folder, file), "utf8")).match(/AGFzbQ[\w+/=]*/g) ?? []));
        equal(inlined.filter((modules) => modules.length === 1 && modules[0] === wasm).length, 1, `scripts with ${module}.wasm`);
        equal(inlined.filter((modules) => modules.length > 1).length, 0, "scripts with several modules");
      }
    });
  }
}

function places(text) {
  return [...USUAL, ...OURS].filter((place) => text.includes(place)).join();
}
