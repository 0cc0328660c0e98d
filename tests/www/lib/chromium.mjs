// A Chrome or Chromium to drive: one that is there, else Debian's where we may install it.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { aptInstall, mayInstall } from "../../js/tools/apt.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** For what must happen, however busy the machine is. */
export const DEADLINE_MS = 600_000;

/** Starts the browser, without a window. */
export async function launch() {
  const executablePath = find();
  if (!executablePath) throw new Error(ADVICE);
  return chromium.launch({ executablePath, timeout: DEADLINE_MS });
}

/** Installs Chromium if there is none and we may. */
export function install() {
  if (find()) return;
  if (!mayInstall()) throw new Error(ADVICE);
  console.log("   no Chrome or Chromium here: installing Debian's (up to a minute)");
  aptInstall(["chromium", "fonts-liberation"]);
  if (!find()) throw new Error(ADVICE);
}

const ADVICE = "there is no Chrome or Chromium; type: sudo apt-get install chromium   (or set CHROME to where one is)";

function find() {
  const given = process.env.CHROME;
  if (given) return existsSync(given) ? given : undefined;
  return NAMES.map(program).find(Boolean) ?? ELSEWHERE.find((path) => existsSync(path));
}

function program(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
