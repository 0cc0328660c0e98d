// The time from the navigation to the playground until the first signature on the page, compared with an empty page.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { target } from "../js/tools/paths.mjs";
import { DEADLINE_MS, launch } from "../www/lib/chromium.mjs";
import { serve } from "../../www/tool/serve.mjs";
import { median } from "./rounds.mjs";

const TIMES = 20;

/** The median times in milliseconds until the first signature is shown, and until the empty page is complete. */
export async function interactive() {
  const nothing = join(target, "bench/empty");
  await mkdir(nothing, { recursive: true });
  await writeFile(join(nothing, "index.html"), "<!doctype html><title>empty</title>");
  const servers = { playground: await serve(), empty: await serve(nothing) };
  const browser = await launch();
  const page = await browser.newPage();
  page.setDefaultTimeout(DEADLINE_MS);
  await page.addInitScript(watch);
  const times = { playground: [], empty: [] };
  for (let time = 0; time < TIMES; time += 1) {
    times.empty.push(await whole(page, servers.empty.url));
    times.playground.push(await signed(page, servers.playground.url));
  }
  await browser.close();
  for (const { stop } of Object.values(servers)) stop();
  return { playground: median(times.playground), empty: median(times.empty) };
}

async function whole(page, url) {
  await open(page, url);
  return page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd);
}

async function signed(page, url) {
  await open(page, url);
  return (await page.waitForFunction(() => globalThis.signedAt)).jsonValue();
}

async function open(page, url) {
  await page.goto("about:blank");
  await page.goto(url);
}

/** Runs in each page before its scripts, and records the time at which the first signature is shown. */
function watch() {
  const observer = new MutationObserver(() => {
    if (!document.querySelector("output.tag")) return;
    observer.disconnect();
    globalThis.signedAt = performance.now();
  });
  observer.observe(document, { childList: true, subtree: true });
}
