// One round of `cargo xtask bench --against`: every row with today's package and with the other commit's, in one process,
// in turns of a few milliseconds. Prints JSON. NOW and THEN are the two packages' addresses; FIRST says which is loaded
// first.

import { LENGTHS } from "./bounds.mjs";
import { decided, driver, headerSet, oneShot, tag, texts, verifier } from "./own.mjs";
import { compare } from "./rounds.mjs";

const KILOBYTE = JSON.stringify({ id: "evt_1", object: "event", padding: "x".repeat(980) });
const MEGABYTE = "x".repeat(1 << 20);

/** Of each package and row, in this process: there are ten processes. */
const TURNS = 11;

/** Each row makes, of a package, the call that is timed. */
const ROWS = {
  ...Object.fromEntries(LENGTHS.map((length) => [`one tag of ${length} B`, (payauth) => over(tag(payauth), length)])),
  "a key, one tag of 64 B, dispose": (payauth) => over(oneShot(payauth), 64),
  "DVPay header set": headerSet,
  "driver, with a token": driver,
  "token machine, decide": (payauth) => {
    const { token, state, now } = decided(payauth);
    return () => token.decide(state, { now });
  },
  "verifying Stripe, 1 KB": (payauth) => verifier(payauth, "stripe", KILOBYTE),
  "verifying Standard Webhooks, 1 KB": (payauth) => verifier(payauth, "standardWebhooks", KILOBYTE),
  "verifying GitHub, 1 KB": (payauth) => verifier(payauth, "github", KILOBYTE),
  "verifying GitHub, 1 MB": (payauth) => verifier(payauth, "github", MEGABYTE),
};

const packages = {};
for (const name of process.env.FIRST === "THEN" ? ["THEN", "NOW"] : ["NOW", "THEN"]) {
  packages[name] = await import(process.env[name]);
}
const measured = {};
for (const [row, make] of Object.entries(ROWS)) measured[row] = await ratio(make);
console.log(JSON.stringify(measured));

/** Today's time as a share of the other commit's; null where that cannot do it. */
async function ratio(make) {
  const now = await make(packages.NOW);
  const then = await Promise.resolve(packages.THEN).then(make).catch(() => undefined);
  if (!then) return null;
  const [, { ratio }] = await compare([{ name: "now", call: now }, { name: "then", call: then }], TURNS);
  return ratio;
}

function over(sign, length) {
  const messages = texts(length);
  return (call) => sign(messages[call % messages.length]);
}
