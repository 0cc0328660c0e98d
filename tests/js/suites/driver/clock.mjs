// If the clock is not set, nothing is sent. If the clock fails later, the answer is not lost.

import { dv, NOW, REFUND, waka } from "../../support/clients.mjs";
import { equal, ok, rejects, same } from "../../support/harness.mjs";
import { START } from "../../support/token-machine.mjs";
import { unheard, SimulatedHost } from "../../support/simulated-host.mjs";
import { PROVIDERS, WITH_TOKENS } from "../../support/providers.mjs";

/** Values that a clock must not return, by their descriptions. */
const BAD = {
  "seconds": START / 1000,
  "seconds as text": String(START / 1000),
  "digits as text": String(START),
  "a Date": new Date(START),
  "a bigint": BigInt(START),
  "microseconds": START * 1000,
  "nanoseconds": START * 1e6,
  "0": 0,
  "8": 8,
  "-1": -1,
  "NaN": Number.NaN,
  "Infinity": Infinity,
  "-Infinity": -Infinity,
  "the last millisecond of 2019": 1_577_836_799_999,
  "the first millisecond of the year 10000": 253_402_300_800_000,
  "undefined": undefined,
  "null": null,
  "true": true,
  "an object with valueOf": { valueOf: () => START },
  "a promise": Promise.resolve(START),
  "a boxed number": Object(START),
};

export default function ({ test }) {
  for (const { name: provider, path, options } of PROVIDERS) {
    for (const [what, value] of Object.entries(BAD)) {
      test(`${provider}: if the clock returns ${what}, a call rejects with ERR_CLOCK before anything is sent`, async () => {
        const world = new SimulatedHost();
        const client = world.client(provider, { clock: () => value });
        const error = await rejects("ERR_CLOCK", world.run(client.fetch(path, options)));
        same([error.argument, error.blame, world.sent.length], ["clock", "caller", 0]);
        ok(!error.message.includes(String(START).slice(0, 6)), `a message without the time, not ${error.message}`);
      });
    }
    test(`${provider}: a clock may return fractions of a millisecond, the earliest valid time and the latest valid time`, async () => {
      for (const time of [START + 0.25, 1_577_836_800_000, 253_402_300_799_999 - 86_400_000]) {
        const world = new SimulatedHost();
        world.now = time;
        equal((await world.run(world.client(provider).fetch(path, options))).status, 200);
      }
    });
    for (const status of [200, 401, 500]) {
      test(`${provider}: if the clock fails after the request was sent, the response with status ${status} is not lost`, () =>
        unheard(async () => {
          const world = new SimulatedHost();
          let isBad = false;
          const clock = () => (isBad ? Number.NaN : world.now);
          world.apiAnswers = () => {
            isBad = true;
            return { status, headers: { Date: new Date(START).toUTCString() } };
          };
          const response = await world.run(world.client(provider, { clock }).fetch(path, options));
          same([response.status, world.apiCalls.length], [status, 1]);
        }));
    }
  }
  tokens(test);
  webhooks(test);
}

function tokens(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    test(`${provider}: if the clock fails during the token call, the rest of the call uses the last time that the clock returned, and the lease is released`, async () => {
      const world = new SimulatedHost();
      let isBad = false;
      const clock = () => (isBad ? world.now / 1000 : world.now);
      world.tokenAnswers = () => void (isBad = true);
      const client = world.client(provider, { clock });
      equal((await world.run(client.fetch(path, options))).status, 200);
      same([world.tokenCalls, world.apiCalls.length], [1, 1]);
      isBad = false;
      equal((await world.run(client.fetch(path, options))).status, 200);
      equal(world.tokenCalls, 1, "token calls of two calls");
    });
  }
}

function webhooks(test) {
  const request = () => new Request("https://shop.example/", { method: "POST", body: "{}" });
  for (const [what, value] of Object.entries(BAD)) {
    test(`receive rejects with ERR_CLOCK if the clock returns ${what}`, async () => {
      const error = await rejects("ERR_CLOCK", dv({ clock: () => value }).receive(request()));
      equal(error.argument, "clock");
    });
  }
  test("receive, verifyWebhook and sign do not read the clock if a time is passed, and accept any time", async () => {
    for (const time of [0, 1, 1_000_000_000_000, START, 253_402_300_799_999]) {
      const now = new Date(time);
      const client = dv({ clock: () => Number.NaN });
      for (const call of [
        async () => client.verifyWebhook({ headers: { "X-Signature": "00" }, body: "{}", now }),
        () => client.receive(request(), { now }),
      ]) {
        const { code } = await call().catch((error) => error);
        ok(!["ERR_CLOCK", "ERR_TIME"].includes(code), `no error about the time ${time}, not ${code}`);
      }
      equal(client.sign({ path: REFUND, now, body: {}, idempotencyKey: "k" }).method, "POST");
      equal(waka({ clock: () => 0 }).sign({ path: "/x", now, authorization: "Bearer a" }).method, "GET");
    }
    ok(NOW < START, "a time of other tests that is before the start of the simulated time");
  });
}
