// A Chrome or Chromium for the tests: Debian's Chromium without a window if it can be installed, or else an installed browser.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { aptInstall, mayInstall } from "../../js/tools/apt.mjs";

/** Debian's Chromium without a window. With it, the tests take 60 % of the time that they take with the complete browser. */
const SHELL = "chromium-headless-shell";
const NAMES = [SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The timeout for events that must happen, even on a busy machine. */
export const DEADLINE_MS = 600_000;

/** Starts the browser, without a window. */
export async function launch() {
  const executablePath = find();
  if (!executablePath) throw new Error(ADVICE);
  return chromium.launch({ executablePath, timeout: DEADLINE_MS });
}

/** Installs Chromium without a window if the user is root. Does nothing if it is installed, or if `CHROME` names a browser. */
export function install() {
  if (process.env.CHROME === undefined && !program(SHELL) && mayInstall()) {
    console.log("   installing Debian's Chromium without a window (up to a minute)");
    if (!tryInstall(SHELL) && !find()) tryInstall("chromium");
  }
  if (!find()) throw new Error(ADVICE);
}

/** Installs Debian's package; returns whether that worked. An older Debian has no Chromium without a window. */
function tryInstall(browser) {
  try {
    aptInstall([browser, "fonts-liberation"]);
    return true;
  } catch {
    return false;
  }
}

const ADVICE = "there is no Chrome or Chromium; type: sudo apt-get install chromium   (or set CHROME to the path of a browser)";

function find() {
  const given = process.env.CHROME;
  if (given) return existsSync(given) ? given : undefined;
  return NAMES.map(program).find(Boolean) ?? ELSEWHERE.find((path) => existsSync(path));
}

function program(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
