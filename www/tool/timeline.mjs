// Prints the README's picture of a token's life: node www/tool/timeline.mjs, after a build.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url));
const built = pathToFileURL(join(target, "www-modules/timeline/"));
const [{ draw }, { PROVIDERS }, { simulate }] = await Promise.all(
  ["draw.js", "providers.js", "simulate.js"].map((file) => import(new URL(file, built).href)),
);

/** Draws tokens of Pledg, whose lifetime is ten minutes. The token endpoint fails during the second renewal. */
export async function picture() {
  const [{ title, lifeMs, earlyMs, make, answer }] = PROVIDERS;
  const spanMs = lifeMs * 2.6;
  const run = { start: Date.UTC(2026, 0, 5, 9), spanMs, lifeMs, earlyMs, perMinute: 6, latencyMs: 400 };
  const outage = { failFromMs: lifeMs * 1.75, failForMs: lifeMs / 5 };
  const client = make({});
  const told = simulate(client.token, { ...run, ...outage, answer });
  const style = await readFile(new URL("picture.css", built), "utf8");
  return draw(told, { ...run, ...outage, width: 880, title: `A token's life at ${title}`, style });
}

process.stdout.write(await picture());
