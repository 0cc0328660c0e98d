// Makes a project that has installed payauth from the packed tarball, like the project of a user.

import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pkg, work } from "./paths.mjs";
import { run } from "./process.mjs";

/** The name of the running program. With it, two programs that run in parallel have different tarballs. */
const PROGRAM = basename(process.argv[1] ?? "nothing", ".mjs");

/** Packs the package in the folder `from`, and returns the tarball's path. */
export async function pack(from = pkg, name = `${PROGRAM}-tarball`) {
  const folder = join(work, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run("npm", ["pack", "--pack-destination", folder, "--loglevel=error"], { cwd: from });
  const [tarball] = await readdir(folder);
  return join(folder, tarball);
}

/** Makes an empty project, and installs the tarball in it; returns the project's folder. */
export async function consumer(name, tarball, manifest = {}) {
  const folder = join(work, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name, private: true, type: "module", ...manifest }));
  await run("npm", ["install", tarball, "--offline", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: folder });
  return folder;
}
