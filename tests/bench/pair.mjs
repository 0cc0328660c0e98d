// One round of `cargo xtask bench --against`: measures every row with today's package and with the other commit's package, in one
// process. Prints JSON. NOW and THEN are the URLs of the two packages; FIRST names the package that is loaded first.

import { LENGTHS } from "./bounds.mjs";
import { DELIVERIES } from "../vendors/deliveries.mjs";
import { decided, driver, headerSet, headerSetBySpread, oneShot, REFUND, SECRET, signer, tag, texts, verifier } from "./own.mjs";
import { share } from "./quick.mjs";

const KILOBYTE = JSON.stringify({ id: "evt_1", object: "event", padding: "x".repeat(980) });
const BYTES = new TextEncoder().encode(KILOBYTE);
const MEGABYTE = "x".repeat(1 << 20);

const KEYS = { apiKey: "your-api-key", apiSecret: SECRET };
const OWN = { "X-Request-Id": "6ba7b810", "X-Trace": "on" };
const replayKey = (evidence) => evidence.replayKey;

/** Each row is a function from a package to the call that is timed. */
const ROWS = {
  ...Object.fromEntries(LENGTHS.map((length) => [`one tag of ${length} B`, (payauth) => over(tag(payauth), length)])),
  "a key, one tag of 64 B, dispose": (payauth) => over(oneShot(payauth), 64),
  ...Object.fromEntries([64, 1024].map((length) => [`one tag of ${length} B of bytes`, ofBytes(length)])),
  "DVPay header set": headerSet,
  "DVPay header set, options by a spread": headerSetBySpread,
  "DVPay header set, with fields of the caller's": ({ dvpay }) => signer(dvpay(KEYS), { ...REFUND, headers: OWN }),
  "DVPay header set, 1 KB of bytes": ({ dvpay }) => signer(dvpay(KEYS), { ...REFUND, body: BYTES }),
  "DoorPay header set": ({ doorpay }) => signer(doorpay(DOOR.credentials), DOOR.call),
  "DogPay header set": ({ dogpay }) => signer(dogpay(DOG.credentials), DOG.call),
  "Basic credentials": ({ basicAuth }) => () => basicAuth("user", "pass"),
  "driver, with a token": driver,
  "token machine, decide": (payauth) => {
    const { token, state, now } = decided(payauth);
    return () => token.decide(state, { now });
  },
  "verifying Stripe, 1 KB": (payauth) => verifier(payauth, "stripe", KILOBYTE),
  ...Object.fromEntries(
    Object.entries(DELIVERIES).map(([shape, make]) => [
      `verifying Stripe, 1 KB, ${shape}`,
      (payauth) => verifier(payauth, "stripe", KILOBYTE, undefined, make),
    ]),
  ),
  "verifying Stripe, 1 KB of bytes": (payauth) => verifier(payauth, "stripe", BYTES),
  "verifying Stripe, 1 KB, with its replay key": (payauth) => verifier(payauth, "stripe", KILOBYTE, replayKey),
  "verifying Stripe, 1 KB of bytes, with its replay key": (payauth) => verifier(payauth, "stripe", BYTES, replayKey),
  "verifying Standard Webhooks, 1 KB": (payauth) => verifier(payauth, "standardWebhooks", KILOBYTE),
  "verifying GitHub, 1 KB": (payauth) => verifier(payauth, "github", KILOBYTE),
  "verifying GitHub, 1 MB": (payauth) => verifier(payauth, "github", MEGABYTE),
};

const DOOR = {
  credentials: { apiKey: "dp_test_key", apiSecret: "sk_test_secret", environment: "sandbox" },
  call: { path: "/orders", body: { amount: "10.00" }, idempotencyKey: REFUND.idempotencyKey },
};
const DOG = {
  credentials: { appid: "app", secret: SECRET, environment: "sandbox" },
  call: { path: "/open-api/v1/pay", body: { amount: "10.00" }, authorization: "Bearer abc" },
};

const packages = {};
for (const name of process.env.FIRST === "THEN" ? ["THEN", "NOW"] : ["NOW", "THEN"]) {
  packages[name] = await import(process.env[name]);
}
const measured = {};
for (const [row, make] of Object.entries(ROWS)) measured[row] = await ratio(make);
console.log(JSON.stringify(measured));

/** Today's time divided by the other commit's time; null if the other commit does not have the function. */
async function ratio(make) {
  const now = await make(packages.NOW);
  const then = await Promise.resolve(packages.THEN).then(make).catch(() => undefined);
  if (!then) return null;
  return share(now, then);
}

function ofBytes(length) {
  const messages = texts(length).map((text) => new TextEncoder().encode(text));
  return (payauth) => {
    const sign = tag(payauth);
    return (call) => sign(messages[call % messages.length]);
  };
}

function over(sign, length) {
  const messages = texts(length);
  return (call) => sign(messages[call % messages.length]);
}
