// The time of webhookHandler, without the time to read the body and without the time of verifyWebhook, measured in turns in one process.
// Prints JSON: this time, and the time of verifyWebhook alone, in microseconds of CPU time. PAYAUTH is the URL of payauth's script.

import { median } from "./rounds.mjs";

const { schemes, signWebhook, verifyWebhook, webhookHandler } = await import(process.env.PAYAUTH);

const ROUNDS = 21;
const CALLS = 1500;
/** The number of calls after which the host has compiled the measured code for the last time. */
const WARM = 30_000;

const secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];
const body = new TextEncoder().encode(JSON.stringify({ id: "evt_1", object: "event", padding: "x".repeat(980) }));
const headers = new Headers(signWebhook(schemes.stripe, { body, now: new Date(), secret: secrets[0] }));

/** A stream with a body of one piece. A stream of the host would take longer than the measured code. */
const stream = () => {
  const pieces = [{ done: false, value: body }, { done: true }];
  return { getReader: () => ({ read: async () => pieces.shift() }) };
};
const request = () => ({ method: "POST", url: "https://shop.example/webhooks", headers, body: stream(), arrayBuffer: unused });
const unused = () => {
  throw new Error("the body was read as a whole");
};

async function read(reader) {
  const { value } = await reader.read();
  const bytes = new Uint8Array(value.length);
  bytes.set(value);
  await reader.read();
  return bytes;
}

const handle = webhookHandler(schemes.stripe, { secrets }, () => {});
const verify = (bytes) => verifyWebhook(schemes.stripe, { headers, body: bytes, now: new Date(), secrets });
const CONTENDERS = {
  handler: () => handle(request()),
  byHand: async () => new Response(null, verify(await read(request().body.getReader())).acknowledge),
  verify: async () => verify(body),
};

const times = Object.fromEntries(Object.keys(CONTENDERS).map((name) => [name, []]));
for (const call of Object.values(CONTENDERS)) await timed(call, WARM);
if ((await handle(request())).status !== 200) throw new Error("the handler rejects the message");
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, call] of Object.entries(CONTENDERS)) times[name].push(await timed(call, CALLS));
}
const above = median(times.handler.map((micros, round) => micros - times.byHand[round]));
console.log(JSON.stringify({ above, verify: median(times.verify) }));

/** The CPU time of one call in microseconds. Other programs on the machine do not count. */
async function timed(call, count) {
  const start = process.cpuUsage();
  for (let done = 0; done < count; done += 1) await call();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}
