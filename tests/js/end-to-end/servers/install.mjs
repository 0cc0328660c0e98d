// Programs that the tests need from Debian: those that are there, else installed where we may.

import { execFileSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";

/** Installs a Debian package for each file that is not there; starts none of the services in it. */
export function install(packages) {
  const missing = Object.keys(packages).filter((name) => !existsSync(packages[name]));
  if (missing.length === 0) return;
  const advice = `type: sudo apt-get install ${missing.join(" ")}`;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) throw new Error(`not here: ${missing}; ${advice}`);
  console.log(`   installing ${missing.join(", ")} (up to a minute)`);
  const quiet = { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  withoutServices(() => {
    execFileSync("apt-get", ["update", "-qq"], quiet);
    execFileSync("apt-get", ["install", "-qq", "-y", "--no-install-recommends", ...missing], quiet);
  });
  for (const name of missing) if (!existsSync(packages[name])) throw new Error(`${name} has no ${packages[name]}; ${advice}`);
}

/** Debian asks this program whether a service may be started; 101 says no. */
function withoutServices(action) {
  const policy = "/usr/sbin/policy-rc.d";
  if (existsSync(policy)) return action();
  writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    return action();
  } finally {
    rmSync(policy);
  }
}
