// Runs the Worker of the examples with the newest wrangler, against the sandbox: node tests/js/run/newest-wrangler.mjs

import { start } from "../../sandbox/server.mjs";
import { worker } from "../end-to-end/examples/newest-wrangler.mjs";
import { Cases } from "../support/harness.mjs";
import { pack } from "../tools/consumer.mjs";

const sandbox = await start();
const cases = new Cases();
const { stop } = await worker({ test: cases.test, tarball: await pack(), sandbox });
const { passed, failed } = await cases.run();
await stop();
await sandbox.close();
console.log(`newest wrangler: ${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length ? 1 : 0;
