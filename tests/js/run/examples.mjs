// Runs the examples like a user, with the packed tarball, against the sandbox: node tests/js/run/examples.mjs

import { start } from "../../sandbox/server.mjs";
import { deno } from "../end-to-end/examples/deno.mjs";
import { node } from "../end-to-end/examples/node.mjs";
import { webhooks } from "../end-to-end/examples/webhooks.mjs";
import { worker } from "../end-to-end/examples/worker.mjs";
import { Cases } from "../support/harness.mjs";
import { pack } from "../tools/consumer.mjs";

const tarball = await pack();
const sandbox = await start();
const cases = new Cases();
const examples = [];
for (const example of [worker, node, deno, webhooks]) examples.push(await example({ test: cases.test, tarball, sandbox }));
const { passed, failed } = await cases.run();
for (const { stop } of examples) await stop();
await sandbox.close();
console.log(`examples: ${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length ? 1 : 0;
