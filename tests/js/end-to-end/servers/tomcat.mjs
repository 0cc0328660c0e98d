// Starts a Tomcat with a servlet for each guarded path.

import { join } from "node:path";
import { serve } from "../../tools/process.mjs";
import { tests } from "../../tools/paths.mjs";

const HOME = "/usr/share/tomcat10";
export const TOMCAT = `${HOME}/lib/catalina.jar`;
export const JAVAC = "/usr/bin/javac";

/** Starts Tomcat with two ports. One port has Tomcat's default settings; the other port decodes `%2F` and accepts `\`. */
export async function tomcat(folder, guarded) {
  const path = `${HOME}/lib/*:${HOME}/bin/tomcat-juli.jar`;
  const program = join(tests, "js/end-to-end/servers/Tomcat10.java");
  const args = ["-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", path, program, folder, ...guarded];
  const { url, stop } = await serve("java", args, { ready: /ports (\d+ \d+)\./, timeoutMs: 120_000 });
  const [strict, lenient] = url.split(" ").map(Number);
  return { ports: { Tomcat: strict, "Tomcat, lenient": lenient }, stop };
}
