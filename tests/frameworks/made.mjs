// A project under built/: its files, its packages from npm, the packed tarball, and its build.

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { otherNode } from "../js/nodes/nodes.mjs";
import { tests, work } from "../js/tools/paths.mjs";
import { run } from "../js/tools/process.mjs";
import { message } from "./message.mjs";
import { SECRET } from "./servers.mjs";

/** The Node that runs a project: the Node that runs this program, or a newer Node that the tools of the project need. */
export const nodeOf = ({ node }) => (node ? otherNode(node) : process.execPath);

/**
 * Copies the project, installs its packages and the tarball, and builds it. `act` is where the project has the handler of all programs.
 * `adds` is a folder of the project that is installed as a package.
 */
export async function made(project, tarball) {
  const { folder, build, act = "act.mjs", adds, env } = project;
  const place = join(work, "built", folder);
  await copied(join(tests, "frameworks/built", folder), place);
  await copied(join(tests, "frameworks/programs/act.mjs"), join(place, act));
  await writeFile(join(place, "message.json"), JSON.stringify({ ...message(), secret: SECRET }));
  await installed(place);
  const payauth = join(place, "node_modules/payauth");
  await rm(payauth, { recursive: true, force: true });
  await mkdir(payauth, { recursive: true });
  await run("tar", ["xzf", tarball, "--strip-components=1", "-C", payauth], {});
  if (adds) await copied(join(place, adds), join(place, "node_modules", adds));
  const [script, ...rest] = build ?? [];
  if (script) await run(nodeOf(project), [join(place, "node_modules", script), ...rest], { cwd: place, env: { ...environment(project), ...env } });
  return place;
}

/** The programs that a tool starts find the same Node. Nothing is sent to the makers of the tools. */
export function environment(project) {
  const PATH = `${dirname(nodeOf(project))}:${process.env.PATH}`;
  return { PATH, NEXT_TELEMETRY_DISABLED: "1", NUXT_TELEMETRY_DISABLED: "1", WRANGLER_SEND_METRICS: "false", CI: "1" };
}

async function copied(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, filter: (path) => !path.slice(from.length).includes("node_modules") });
}

/** Installs the packages of the lock file, unless exactly these are installed already. */
async function installed(place) {
  const [lock, before] = ["package-lock.json", "node_modules/.installed-lock"].map((file) => join(place, file));
  const now = await readFile(lock, "utf8");
  if (now === (await readFile(before, "utf8").catch(() => ""))) return;
  await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: place });
  await writeFile(before, now);
}
