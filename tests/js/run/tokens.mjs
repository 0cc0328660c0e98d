// Tests tokens end to end with the packed tarball: first every provider against the sandbox, in every runtime; then a Worker under load,
// some of whose requests are cut off. node tests/js/run/tokens.mjs [runtime]

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { APIS } from "../../sandbox/open-apis.mjs";
import { start } from "../../sandbox/server.mjs";
import { Cases } from "../support/harness.mjs";
import { consumer, pack } from "../tools/consumer.mjs";
import { tests } from "../tools/paths.mjs";
import { everywhere } from "../tools/runtimes.mjs";
import { workers } from "../end-to-end/tokens/workers.mjs";

const PROVIDERS = [...Object.keys(JSON.parse(await readFile(join(tests, "providers.json"), "utf8"))), "redirect-target", ...Object.keys(APIS).map((name) => `open-${name}`)];

const only = process.argv[2];
const folder = await consumer("tokens", await pack());
const sandbox = await start();
const providers = PROVIDERS.map((
  name,
) => [name, { baseUrl: sandbox.url(name), credentials: sandbox.credentials(name) }]);
let passed = 0;
let failed = 0;
await everywhere(join(tests, "js/end-to-end/tokens/program.mjs"), folder, {
  only,
  env: { ...Object.fromEntries(providers), control: sandbox.url("control") },
  net: true,
  each: (name, outcome) => tell(name, outcome),
});
await sandbox.close();
if (!only || only === "load") {
  const cases = new Cases();
  const said = [];
  const stop = await workers(cases.test, folder, (where, name, value) => console.log(`   ${where}: ${name}: ${value}`));
  tell("workerd under load", { ...(await cases.run((line) => said.push(line))), said });
  await stop();
}
console.log(`tokens: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

function tell(name, outcome) {
  for (const line of outcome.said) console.log(line);
  console.log(
    `   ${name}: ${outcome.passed} passed${outcome.failed.length ? `, ${outcome.failed.length} FAILED` : ""}`,
  );
  passed += outcome.passed;
  failed += outcome.failed.length;
}
