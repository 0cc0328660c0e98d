// The playground: from the navigation to the first signature on the page, against a page that is empty.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../js/lib/places.mjs";
import { launch } from "../www/lib/chromium.mjs";
import { serve } from "../../www/tool/serve.mjs";
import { median } from "./rounds.mjs";

const TIMES = 20;

/** The medians in milliseconds; the page's scripts end, and its first signature stands there, before `DOMContentLoaded`. */
export async function interactive() {
  const nothing = join(root, "target/bench/empty");
  await mkdir(nothing, { recursive: true });
  await writeFile(join(nothing, "index.html"), "<!doctype html><title>empty</title>");
  const servers = { playground: await serve(), empty: await serve(nothing) };
  const browser = await launch();
  const page = await browser.newPage();
  const times = { playground: [], empty: [] };
  for (let time = 0; time < TIMES; time += 1) {
    times.empty.push(await open(page, servers.empty.url));
    times.playground.push(await open(page, servers.playground.url));
    if (!(await page.locator("output.tag").count())) throw new Error("the page has no signature yet");
  }
  await browser.close();
  for (const { stop } of Object.values(servers)) stop();
  return { playground: median(times.playground), empty: median(times.empty) };
}

async function open(page, url) {
  await page.goto("about:blank");
  await page.goto(url);
  return page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd);
}
