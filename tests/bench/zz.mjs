import { decided, driver, headerSet, oneShot, REFUND, SECRET, signer, tag, texts, verifier } from "./own.mjs";
import { share } from "./quick.mjs";
import { quantile } from "./rounds.mjs";
const KILOBYTE = JSON.stringify({ id: "evt_1", object: "event", padding: "x".repeat(980) });
const BYTES = new TextEncoder().encode(KILOBYTE);
const KEYS = { apiKey: "your-api-key", apiSecret: SECRET };
const OWN = { "X-Request-Id": "6ba7b810", "X-Trace": "on" };
const rk = (e) => e.replayKey;
const DOOR = { credentials: { apiKey: "dp_test_key", apiSecret: "sk_test_secret", environment: "sandbox" }, call: { path: "/orders", body: { amount: "10.00" }, idempotencyKey: REFUND.idempotencyKey } };
const DOG = { credentials: { appid: "app", secret: SECRET, environment: "sandbox" }, call: { path: "/open-api/v1/pay", body: { amount: "10.00" }, authorization: "Bearer abc" } };
const ROWS = {
  oneshot: (p) => { const f = oneShot(p), m = texts(64); return (c) => f(m[c % 4]); },
  dv: headerSet,
  dvown: ({ dvpay }) => signer(dvpay(KEYS), { ...REFUND, headers: OWN }),
  dvbytes: ({ dvpay }) => signer(dvpay(KEYS), { ...REFUND, body: BYTES }),
  door: ({ doorpay }) => signer(doorpay(DOOR.credentials), DOOR.call),
  dog: ({ dogpay }) => signer(dogpay(DOG.credentials), DOG.call),
  basic: ({ basicAuth }) => () => basicAuth("user", "pass"),
  driver,
  stripe: (p) => verifier(p, "stripe", KILOBYTE),
  stripebytes: (p) => verifier(p, "stripe", BYTES),
  stripekey: (p) => verifier(p, "stripe", KILOBYTE, rk),
  sw: (p) => verifier(p, "standardWebhooks", KILOBYTE),
  github: (p) => verifier(p, "github", KILOBYTE),
};
const only = process.argv[2]?.split(",") ?? Object.keys(ROWS);
const n = Number(process.argv[3] ?? 3);
const out = Object.fromEntries(only.map((k) => [k, []]));
const { spawnSync } = await import("node:child_process");
if (process.env.CHILD) {
  const names = process.env.CHILD === "1" ? ["NOW", "THEN"] : ["THEN", "NOW"]; const P = {};
  for (const k of names) P[k] = await import(process.env[k]);
  for (const k of only) out[k] = await share(await ROWS[k](P.NOW), await ROWS[k](P.THEN));
  console.log(JSON.stringify(out));
} else {
  for (let i = 0; i < n; i++) { const r = JSON.parse(spawnSync(process.execPath, process.argv.slice(1), { env: { ...process.env, CHILD: String((i % 2) + 1) } }).stdout.toString()); for (const k of only) out[k].push(r[k]); }
  for (const k of only) console.log(k.padEnd(12), quantile(out[k], 0.5).toFixed(3), out[k].map((x) => x.toFixed(2)).join(" "));
}
