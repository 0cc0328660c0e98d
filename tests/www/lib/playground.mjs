// Opens the playground in a browser.

import { join } from "node:path";
import { after, before } from "node:test";
import { target } from "../../js/tools/paths.mjs";
import { serve } from "../../../www/tool/serve.mjs";
import { DEADLINE_MS, launch } from "./chromium.mjs";

/** The folder of the built page. */
export const BUILT = join(target, "www");

/** Serves the page and starts a browser, for the tests of one file; returns a function that opens the page. */
export function playground() {
  const started = {};
  before(async () => {
    started.server = await serve(BUILT);
    started.browser = await launch();
  });
  after(async () => {
    await started.browser?.close();
    started.server?.stop();
  });
  return (options) => open(started, options);
}

/** Opens the page; returns the page, its address, its requests and its error messages. */
async function open({ server, browser }, { path = "", view = "sign", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(DEADLINE_MS);
  if (process.env.SLOW_SCRIPTS) await context.route(/\.js$/, late);
  const page = await context.newPage();
  const [requests, complaints] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  // A `verbose` message of the browser is only advice, for example that four secrets look like passwords.
  page.on("console", (message) => message.type() !== "verbose" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${server.url}${path}#${view}`);
  await shown(page, view.split("?")[0]);
  return { page, context, url: server.url, requests, complaints };
}

/** Delays a script by a random time, as a busy machine does. A test that does not wait for the page then fails. */
async function late(route) {
  await new Promise((done) => setTimeout(done, Math.random() * MAX_LATE_MS));
  await route.continue();
}

const MAX_LATE_MS = 2_000;

/** Waits until a view has its inputs. Its modules can still be loading; and `count` and `allInnerTexts` do not wait. */
export async function shown(page, view) {
  await page.locator(`#view-${view} h2`).waitFor();
  await page.locator(`#view-${view} :is(input, select, textarea, [contenteditable])`).first().waitFor();
}

/** The page's address after `#`. `page.url()` is the browser's copy, which can be older. */
export const hashOf = (page) => page.evaluate(() => location.hash);

/** Stops the page's clock. From now on, the page's timers run only if the test advances this clock. */
export async function stopTime(page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + DAY_MS);
}

/** The clock of the page cannot be set back, so it is set ahead by more than the time that a busy machine needs. */
const DAY_MS = 86_400_000;
