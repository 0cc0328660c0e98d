// How the time of a call grows with the body, the secrets, the header fields, and the number of keys or clients. Prints JSON. PAYAUTH
// is the URL of payauth's script.

import { REFUND } from "./own.mjs";
import { quantile } from "./rounds.mjs";

const { dvpay, hmacKey, schemes, signWebhook, verifyWebhook } = await import(process.env.PAYAUTH);

const now = new Date();
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ROUNDS = 15;
const BATCH_MS = 4;

const axes = {
  "verify a message; bytes of its body:": [64, 1024, 16_384, 65_536, 1 << 20].map((length) => [length, verifying({ length })]),
  "verify 1 KB; secrets:": [1, 2, 4, 8].map((count) => [count, verifying({ count })]),
  "verify 1 KB; header fields of an object:": [1, 18, 64].map((fields) => [fields, verifying({ fields })]),
  "verify 1 KB; header fields of Headers:": [1, 18, 64].map((fields) => [
    fields,
    verifying({ fields, make: (object) => new Headers(object) }),
  ]),
};

const measured = {};
for (const [axis, points] of Object.entries(axes)) measured[axis] = inTurns(points);
const ofKeys = {
  make: () => hmacKey({ algorithm: "SHA-256", secret: SECRET }),
  use: (key) => () => key.sign("a message of a usual length, such as a body and a time"),
};
const ofClients = {
  make: () => dvpay({ apiKey: "your-api-key", apiSecret: "your-api-secret" }),
  use: (client) => () =>
    client.sign({ path: REFUND.path, body: REFUND.body, idempotencyKey: REFUND.idempotencyKey, now: new Date() }),
};
Object.assign(measured, alive("key", ofKeys), alive("client", ofClients));
console.log(JSON.stringify(measured));

/** Verifies a delivery of GitHub. Only the last secret matches, so that all secrets are tried. */
function verifying({ length = 1024, count = 1, fields = 1, make = (object) => object }) {
  const body = "x".repeat(length);
  const secrets = Array.from({ length: count }, (_, index) => (index === count - 1 ? SECRET : `another secret ${index}`));
  const others = Array.from({ length: fields - 1 }, (_, index) => [`x-other-field-${index}`, `value ${index}`]);
  const headers = make({ ...Object.fromEntries(others), ...signWebhook(schemes.github, { body, now, secret: SECRET }) });
  return () => verifyWebhook(schemes.github, { headers, body, now, secrets });
}

/** Measures the points of an axis in turns, so that other load on the machine slows all points. */
function inTurns(points) {
  const counts = points.map(([, call]) => calibrate(call));
  const times = points.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    points.forEach(([, call], index) => times[index].push(time(call, counts[index])));
  }
  return points.map(([at], index) => ({ at, ...spread(times[index]) }));
}

/**
 * Measures with 1 to 100,000 values (keys or clients) that exist at the same time: the time of a call of one value, the time to make a
 * value, and the time to dispose a value: in the order in which the values were made, and every second value first.
 */
function alive(what, { make, use }) {
  const rows = { using: [], making: [], disposing: [], holes: [] };
  for (const at of [1, 100, 10_000, 100_000]) {
    let values = [];
    const making = once(() => (values = Array.from({ length: at }, make)), at);
    const call = use(values[at >> 1]);
    const times = Array.from({ length: ROUNDS }, () => time(call, 300));
    rows.using.push({ at, ...spread(times) });
    rows.making.push({ at, micros: making });
    rows.disposing.push({ at, micros: once(() => values.forEach((value) => value.dispose()), at) });
    values = Array.from({ length: at }, make);
    rows.holes.push({ at, micros: once(() => withHoles(values), at) });
  }
  return {
    [`use one of several ${what}s; number of ${what}s:`]: rows.using,
    [`make a ${what}; number of ${what}s:`]: rows.making,
    [`dispose a ${what}; number of ${what}s:`]: rows.disposing,
    [`dispose every second ${what}, then the others; number of ${what}s:`]: rows.holes,
  };
}

function withHoles(values) {
  for (const first of [0, 1]) for (let index = first; index < values.length; index += 2) values[index].dispose();
}

/** The time of `work` in microseconds, divided by `count`. */
function once(work, count) {
  const start = performance.now();
  work();
  return (1000 * (performance.now() - start)) / count;
}

function calibrate(call) {
  for (let count = 1; ; count *= 2) if (time(call, count) * count >= 1000 * BATCH_MS) return count;
}

/** The time of one call in microseconds. */
function time(call, count) {
  const start = performance.now();
  for (let done = 0; done < count; done += 1) call();
  return (1000 * (performance.now() - start)) / count;
}

function spread(times) {
  const [low, micros, high] = [0.25, 0.5, 0.75].map((share) => quantile(times, share));
  return { micros, low, high };
}
