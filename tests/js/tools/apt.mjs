// Installs packages of Debian. This needs the rights of root.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { work } from "./paths.mjs";

/** Whether this process may install packages of Debian. */
export const mayInstall = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/** Installs packages without starting their services. Waits while another process installs packages. */
export function aptInstall(packages) {
  mkdirSync(work, { recursive: true });
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const given = [join(work, "apt.lock"), "sh", "-ec", INSTALL, "sh", ...packages];
  execFileSync("flock", given, { stdio: ["ignore", "ignore", "inherit"], env });
}

/** Debian asks the program `policy-rc.d` whether a service may be started; the exit code 101 means no. */
const INSTALL = `
policy=/usr/sbin/policy-rc.d
if ! [ -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
apt-get update -qq
apt-get install -qq -y --no-install-recommends "$@"
`;
