// Sends webhooks and refunds to the Worker that is written in Rust, in workerd: node tests/js/run/rust-worker.mjs <module's folder>

import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { start } from "../../sandbox/server.mjs";
import { environment, noted } from "../end-to-end/examples/setup.mjs";
import { Cases, equal, ok, same } from "../support/harness.mjs";
import { tests } from "../tools/paths.mjs";
import { bundleWorker, serveWorker } from "../tools/workerd.mjs";

const Stripe = createRequire(join(tests, "vendors/package.json"))("stripe");
const SECRET = "whsec_of_the_rust_worker";
const stripe = new Stripe("sk_test_of_the_rust_worker");
/** The script that worker-build would write around the module. */
const ENTRY = `import module from "../index_bg.wasm";
import * as worker from "../index.js";
worker.initSync({ module });
export default { fetch: (request, env, context) => worker.fetch(request, env, context) };\n`;

const folder = resolve(process.argv[2]);
const sandbox = await start();
const served = await serve();
const cases = new Cases();
webhooks(cases.test);
refunds(cases.test);
const { passed, failed } = await cases.run();
await served.stop();
await sandbox.close();
console.log(`rust-worker: ${passed} passed, ${failed.length} failed`);
process.exitCode = passed && !failed.length ? 0 : 1;

async function serve() {
  const place = join(folder, "bundle");
  await mkdir(place, { recursive: true });
  const { DVPAY_API_KEY, DVPAY_API_SECRET, DVPAY_BASE_URL } = environment(sandbox);
  const bindings = { STRIPE_WEBHOOK_SECRET: SECRET, DVPAY_API_KEY, DVPAY_API_SECRET, DVPAY_BASE_URL };
  return serveWorker("workerd", await bundleWorker(ENTRY, place, "2026-04-01", bindings));
}

function webhooks(test) {
  const payload = JSON.stringify({ id: "evt_1", object: "event", note: "é" }, null, 2);
  const header = (options = {}) => stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET, ...options });
  const receive = async (body, signature = header()) =>
    (await post("/webhooks/stripe", body, { ...(signature && { "Stripe-Signature": signature }) })).status;

  test("a message signed by Stripe's own library is received", async () => equal(await receive(payload), 200));
  for (const [what, ...given] of [
    ["with a changed body", payload.replace("evt_1", "evt_2")],
    ["without its indentation", JSON.stringify(JSON.parse(payload))],
    ["of another secret", payload, header({ secret: "whsec_of_a_forger" })],
    ["of an hour ago", payload, header({ timestamp: Math.floor(Date.now() / 1000) - 3600 })],
    ["without a signature", payload, ""],
  ]) {
    test(`a message ${what} is rejected`, async () => equal(await receive(...given), 400));
  }
}

function refunds(test) {
  const refund = (key, body = '{"orderId":9223372036854775807,"refundAmount":5.25}') =>
    post("/refunds", body, { ...(key && { "Idempotency-Key": key }) });

  test("the sandbox computes the same signature of a refund and accepts it, and the id keeps all digits", async () => {
    const answer = await refund("6ba7b810-9dad-41d1-80b4-00c04fd430c8");
    equal(answer.status, 200);
    ok((await answer.text()).includes("9223372036854775807"), "all digits of the id");
    same(noted(sandbox, "dvpay", "x-idempotent-key"), { statuses: [200], fields: ["6ba7b810-9dad-41d1-80b4-00c04fd430c8"] });
  });
  test("a refund without an idempotency key ends in an error, and nothing is sent", async () => {
    sandbox.control.reset();
    equal((await refund("")).status, 500);
    same(noted(sandbox, "dvpay", "x-idempotent-key").statuses, []);
  });
  test("another path is answered with 404", async () => equal((await post("/elsewhere", "{}", {})).status, 404));
}

function post(path, body, headers) {
  return fetch(`http://127.0.0.1:${served.port}${path}`, { method: "POST", body, headers });
}
