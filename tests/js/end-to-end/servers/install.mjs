// Installs missing programs of Debian that the tests need. This needs the rights of root.

import { existsSync } from "node:fs";
import { aptInstall, mayInstall } from "../../tools/apt.mjs";

/** Installs the Debian package of each missing file, and does not start the services of the package. */
export function install(packages) {
  const missing = Object.keys(packages).filter((name) => !existsSync(packages[name]));
  if (missing.length === 0) return;
  const advice = `type: sudo apt-get install ${missing.join(" ")}`;
  if (!mayInstall()) throw new Error(`missing packages: ${missing}; ${advice}`);
  console.log(`   installing ${missing.join(", ")} (up to a minute)`);
  aptInstall(missing);
  for (const name of missing) if (!existsSync(packages[name])) throw new Error(`${name} has no ${packages[name]}; ${advice}`);
}
