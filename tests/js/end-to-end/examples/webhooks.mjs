// Tests the example receivers of webhooks in Node, Deno and a Worker, with messages of each provider, replays, and forged messages.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { sendDogPay, sendDoorPay, sendDVPay, sendPledgBack, sendPledgJwt, sendWakaPay } from "../../../sandbox/webhooks.mjs";
import { equal, same } from "../../support/harness.mjs";
import { tool } from "../../tools/paths.mjs";
import { run, serve } from "../../tools/process.mjs";
import { hostile, taken } from "./hostile.mjs";
import { environment, install } from "./setup.mjs";

const NOTIFICATION = {
  created_at: "2026-01-01T00:00:00Z",
  error: "",
  id: "n-1",
  reference: "order-1",
  sandbox: true,
  status: "completed",
};
const CLAIMS = { reference: "order-2", created: "2026-01-01 00:00:00.000000", transfer_order_item_uid: "tri_1", amount_cents: 1 };

export async function webhooks({ test, tarball, sandbox }) {
  const folder = await install("webhooks", tarball);
  const env = { ...environment(sandbox), DVPAY_WEBHOOK_SECRET: "dv-hook", DOORPAY_WEBHOOK_SECRET: "whsec_door", PORT: "0" };
  const options = { cwd: folder, env, ready: /listening on (http:\S+)/ };
  const node = await serve(process.execPath, ["node.js"], options);
  const deno = await serve(tool("deno"), ["run", "--no-prompt", "--allow-net=127.0.0.1", "--allow-env", "deno.js"], options);
  const miniflare = await worker(folder, env);
  for (const [name, call, url] of [
    ["Node", (path, init) => fetch(node.url + path, init), node.url],
    ["Deno", (path, init) => fetch(deno.url + path, init), deno.url],
    ["Worker", (path, init) => miniflare.dispatchFetch(`http://worker.example${path}`, init)],
  ]) {
    receives(test, name, call, env);
    const paths = ["/webhooks/dogpay", "/webhooks/wakapay", "/webhooks/pledg", "/webhooks/dvpay", "/webhooks/doorpay", "/webhooks", ""];
    const [, message] = messages(env)[0];
    hostile(test, `${name}, webhooks`, paths, () => taken(call("/webhooks/dogpay", message)), { url, call });
  }
  return { stop: () => Promise.all([node.stop(), deno.stop(), miniflare.dispose()]) };
}

async function worker(folder, env) {
  const out = join(folder, "out");
  const quiet = { WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_PATH: join(folder, "logs"), CI: "1" };
  await run(tool("wrangler"), ["deploy", "--dry-run", "--outdir", out], { cwd: folder, env: quiet });
  const wasm = (await readdir(out)).filter((name) => name.endsWith(".wasm"));
  return new Miniflare({
    modulesRoot: out,
    modules: [
      { type: "ESModule", path: join(out, "worker.js") },
      ...wasm.map((name) => ({ type: "CompiledWasm", path: join(out, name) })),
    ],
    compatibilityDate: "2026-04-01",
    bindings: env,
    cf: false,
  });
}

/**
 * The messages of each provider. Each row has the name of the provider, the message, the expected `covers`, the expected outcome, and how
 * many times two deliveries of the message are handled.
 */
function messages(env) {
  const paid = (word) => ({ verdict: "paid", word });
  const six = Object.keys(NOTIFICATION).sort();
  return [
    ["dogpay", sendDogPay({ appid: env.DOGPAY_APPID }), "body", paid("completed"), 1],
    ["wakapay", sendWakaPay({ apiKey: env.WAKAPAY_API_KEY, apiSecret: env.WAKAPAY_API_SECRET }), "nothing", undefined, 2],
    ["pledg", sendPledgBack({ merchantSecret: env.PLEDG_MERCHANT_SECRET, notification: NOTIFICATION }), six, paid("completed"), 1],
    ["pledg", sendPledgJwt({ merchantSecret: env.PLEDG_MERCHANT_SECRET, claims: CLAIMS }), undefined, undefined, 1],
    ["dvpay", sendDVPay({ webhookSecret: env.DVPAY_WEBHOOK_SECRET, body: '{"event":"x"}' }), "body", undefined, 1],
    [
      "doorpay",
      sendDoorPay({ webhookSecret: env.DOORPAY_WEBHOOK_SECRET, body: '{"event":"PAYMENT_SUCCESS"}', now: new Date() }),
      "body",
      undefined,
      1,
    ],
  ];
}

function receives(test, runtime, call, env) {
  const done = async () => (await call("/done")).json();
  messages(env).forEach(([name, message, covers, outcome, times], index) => {
    const post = (more) => call(`/webhooks/${name}`, { ...message, ...more });
    test(`${runtime}: message ${index + 1}, from ${name}, is delivered and acknowledged twice, and handled ${times} time(s)`, async () => {
      const before = (await done()).length;
      equal((await post()).status, 200);
      equal((await post()).status, 200, "status of the replay");
      const acts = (await done()).slice(before);
      equal(acts.length, times, "actions");
      if (covers !== undefined) same(acts[0].covers, covers);
      if (outcome !== undefined) same(acts[0].outcome, outcome);
    });
    test(`${runtime}: message ${index + 1}, from ${name}, is rejected if it is forged`, async () => {
      const before = (await done()).length;
      const forged = { ...message.headers };
      for (const field of Object.keys(forged)) if (/signature/i.test(field)) forged[field] = forged[field].replaceAll("a", "b");
      const body = message.body.replace(/"signature":"(.{6})/, '"signature":"000000');
      equal((await post({ headers: forged, body: `${body} ` })).status, 401);
      equal((await done()).length, before, "actions, which must not increase");
    });
  });
  test(`${runtime}: a message to an unknown path is answered with 404`, async () => {
    equal((await call("/webhooks/none", { method: "POST", body: "{}" })).status, 404);
  });
}
