// Runs the examples as their readers would, on the packed tarball, against the sandbox: node tests/js/examples.mjs

import { start } from "../sandbox/server.mjs";
import { deno } from "./examples/deno.mjs";
import { node } from "./examples/node.mjs";
import { webhooks } from "./examples/webhooks.mjs";
import { worker } from "./examples/worker.mjs";
import { Cases } from "./harness.mjs";
import { pack } from "./lib/consumer.mjs";

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
