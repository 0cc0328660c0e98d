// Functions of the host that are wrong: options that return wrong values, clocks that fail or do not advance, and sleeps and streams that take no
// time. Each call ends with an answer or with an error that has a code, and no call blocks the host's timers.

import { equal, ok, rejects, same } from "../../support/harness.mjs";
import { START } from "../../support/token-machine.mjs";
import { SimulatedHost } from "../../support/simulated-host.mjs";
import { PROVIDERS, WITH_TOKENS } from "../../support/providers.mjs";

export default function ({ test }) {
  nonsense(test);
  clocks(test);
  fields(test);
  waits(test);
  hasty(test);
  empty(test);
  alreadyRead(test);
}

/** An answer that every provider accepts as a token answer. */
const GOOD = '{"accessToken":"abc","expiresIn":3600,"access_token":"abc","expires_in":3600,"data":{"access_token":"abc","expires_in":3600}}';

/** Values that `random` must not return. */
const NO_BYTES = {
  "undefined": undefined,
  "null": null,
  "a list with an object": [{}],
  "an empty list": [],
  "a list of numbers": [1, 2, 3, 4, 5, 6, 7, 8],
  "a promise": Promise.resolve(new Uint8Array(8)),
  "NaN": Number.NaN,
  "text": "12345678",
  "a million bytes": new Uint8Array(1_000_000),
  "seven bytes": new Uint8Array(7),
  "no bytes": new Uint8Array(),
};

function nonsense(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    for (const [what, value] of Object.entries(NO_BYTES)) {
      test(`${provider}: if random returns ${what}, a call rejects with ERR_OPTION before anything is sent, and no back-off starts`, () =>
        wrong(provider, path, options, "random", () => value, 0));
    }
    for (const value of [undefined, null, 5, "soon", {}, [], { then: 1 }]) {
      test(`${provider}: if sleep returns ${JSON.stringify(value)}, a call rejects with ERR_OPTION before anything is sent, and no back-off starts`, () =>
        wrong(provider, path, options, "sleep", () => value, 0));
    }
    for (const value of [undefined, null, 5, "response", true]) {
      test(`${provider}: if fetch returns ${String(value)} for a token request, a call rejects with ERR_OPTION, and no back-off starts`, () =>
        wrong(provider, path, options, "fetch", async () => value, 0));
    }
  }
  for (const { name: provider, path, options } of WITH_TOKENS) {
    test(`${provider}: if fetch rejects with a hostile proxy, a call rejects with ERR_TOKEN_UNAVAILABLE, and the error does not show the proxy`, async () => {
      const fail = () => {
        throw new Error("SECRET");
      };
      const hostile = new Proxy({}, { get: fail, has: fail, getPrototypeOf: fail, ownKeys: fail, getOwnPropertyDescriptor: fail });
      const world = new SimulatedHost();
      const own = world.client(provider, { fetch: () => Promise.reject(hostile) });
      const error = await rejects("ERR_TOKEN_UNAVAILABLE", world.run(own.fetch(path, options)));
      ok(!error.message.includes("SECRET"), `a message without the text of the proxy, not ${error.message}`);
    });
  }
  for (const { name: provider, path, options } of PROVIDERS) {
    test(`${provider}: if fetch does not return an object for an API call, the call rejects with ERR_OPTION`, async () => {
      for (const value of [undefined, null, 5, "response", true, Symbol("s"), () => ({ status: 200 })]) {
        const world = new SimulatedHost();
        let isBad = true;
        const fetch = async (...given) => {
          const response = await world.fetch(...given);
          return world.sent.at(-1).token || !isBad ? response : value;
        };
        const own = world.client(provider, { fetch });
        const error = await rejects("ERR_OPTION", world.run(own.fetch(path, options)));
        same([error.argument, error.blame, world.apiCalls.length], ["fetch", "caller", 1]);
        isBad = false;
        equal((await world.run(own.fetch(path, options))).status, 200, "status of a later call");
      }
    });
    test(`${provider}: the return values of waitUntil and report are ignored`, async () => {
      for (const value of [undefined, null, 5, "x", {}, Symbol("s")]) {
        const world = new SimulatedHost();
        const client = world.client(provider, { waitUntil: () => value, report: () => value });
        equal((await world.run(client.fetch(path, options))).status, 200);
      }
    });
  }
}

/** Asserts that the error names the option, and that a token is requested as soon as the option returns correct values. */
async function wrong(provider, path, options, name, bad, calls) {
  const world = new SimulatedHost();
  let isBad = true;
  const right = world.host[name];
  const client = world.client(provider, { [name]: (...given) => (isBad ? bad(...given) : right(...given)) });
  const error = await rejects("ERR_OPTION", world.run(client.fetch(path, options)));
  same([error.argument, error.blame, world.sent.length], [name, "caller", calls]);
  isBad = false;
  equal((await world.run(client.fetch(path, options))).status, 200, "status of a later call");
}

/** Tests a `sleep` that takes no time, such as the `sleep` of a test, and a `sleep` that fails. */
function hasty(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    for (const [what, sleep] of Object.entries({ "takes no time": async () => {}, "takes a millisecond": () => new Promise((end) => setTimeout(end, 1)) })) {
      for (const [which, clock] of Object.entries({ "a running clock": undefined, "a clock that does not advance": () => START })) {
        test(`${provider}: with ${which} and a sleep that ${what}, no token call and no store access ends early`, async () => {
          const world = new SimulatedHost();
          const later = () => new Promise((resolve) => setTimeout(resolve, 15));
          const fetch = async (url) => (await later(), new Response(/token|\/auth$/.test(new URL(url).pathname) ? GOOD : "{}"));
          const store = { atomic: true, get: () => later().then(() => null), set: () => later().then(() => true) };
          // The timeouts are long, because a busy machine may pause for seconds.
          const own = world.client(provider, { fetch, sleep, clock, store, storeTimeoutMs: 10_000, tokenTimeoutMs: 25_000 });
          equal((await own.fetch(path, options)).status, 200);
          same(world.events.map(({ type }) => type), ["refreshed"]);
        });
      }
    }
    test(`${provider}: with a sleep that takes no time, a token call ends at its timeout, and not earlier`, async () => {
      const [world, start] = [new SimulatedHost(), Date.now()];
      const own = world.client(provider, { fetch: () => new Promise(() => {}), sleep: async () => {}, clock: undefined, tokenTimeoutMs: 500 });
      await rejects("ERR_TOKEN_UNAVAILABLE", own.fetch(path, options));
      ok(Date.now() - start >= 400, `at least 400 ms, not ${Date.now() - start}`);
    });
    test(`${provider}: if a later call of sleep fails, the call of the client rejects with the error of sleep, and no back-off starts`, async () => {
      const [world, failure] = [new SimulatedHost(), new Error("the error of the sleep")];
      let isBad = true;
      const sleep = async (ms, signal) => {
        await world.sleep(isBad ? 5 : ms, signal);
        if (isBad) throw failure;
      };
      const own = world.client(provider, { sleep });
      equal(await world.run(own.fetch(path, options).catch((error) => error)), failure);
      isBad = false;
      equal((await world.run(own.fetch(path, options))).status, 200, "status of a later call");
    });
  }
}

function clocks(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    test(`${provider}: with a clock that goes back at each reading, a call ends with an answer or with an error that has a code`, async () => {
      for (const step of [1_000, 61_000, 1e7, 1e8]) {
        const world = new SimulatedHost();
        let readings = 0;
        const clock = () => START - step * readings++;
        const settled = await world.run(client(world, provider, { clock }).fetch(path, options)).then(
          ({ status }) => status,
          (error) => error.code,
        );
        ok([200, "ERR_CLOCK", "ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_ANSWER"].includes(settled), `an answer or an expected code with a step of ${step} ms, not ${settled}`);
      }
    });
    test(`${provider}: if the clock fails after the token call was sent, the rest of the call uses the last time that the clock returned`, async () => {
      for (let reading = 1; reading < 14; reading += 1) {
        const world = new SimulatedHost();
        let readings = 0;
        const clock = () => (++readings >= reading ? Number.NaN : world.now);
        const settled = await world.run(client(world, provider, { clock }).fetch(path, options)).then(
          ({ status }) => status,
          (error) => error.code,
        );
        equal(settled, world.sent.length === 0 ? "ERR_CLOCK" : 200, `result if the clock fails from reading ${reading} on`);
      }
    });
  }
}

const client = (world, provider, options) => world.client(provider, options);

function fields(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    for (const [what, value] of Object.entries({
      "above 80 KiB": "1".repeat(100_000),
      "of 32 MiB": "1".repeat(32 * 1024 * 1024 + 1),
      "of 257 characters": "1".padStart(257, "0"),
      "with a line break": "1\n2",
      "with a NUL": "1\0",
      "with a lone surrogate": "1\ud800",
      "that is not text": 5,
    })) {
      test(`${provider}: a Retry-After ${what} is ignored: the usual back-off applies, and the lease is released`, async () => {
        const world = new SimulatedHost();
        let isBad = true;
        const fetch = async (url, init) => {
          const response = await world.fetch(url, init);
          if (!isBad || !world.sent.at(-1).token) return response;
          return { status: 503, headers: { get: () => value }, arrayBuffer: async () => new ArrayBuffer(0) };
        };
        const own = client(world, provider, { fetch });
        const error = await rejects("ERR_TOKEN_UNAVAILABLE", world.run(own.fetch(path, options)));
        await rejects("ERR_TOKEN_UNAVAILABLE", world.run(own.fetch(path, options)));
        equal(world.tokenCalls, 1, "token calls of two calls");
        isBad = false;
        await world.pass(error.retryAt - world.now);
        equal((await world.run(own.fetch(path, options))).status, 200, "status after the back-off");
      });
    }
  }
}

/** A simulated host, and a store in which another caller has a lease of 60 seconds. */
async function leased(provider, now) {
  const world = new SimulatedHost();
  const { token } = world.client(provider);
  const { state } = token.beginRefresh(token.initial(), { now: new Date(now), owner: "other", leaseMs: 60_000 });
  const store = { get: async () => ({ value: state, version: "1" }), set: async () => false };
  return { world, store };
}

function waits(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    test(`${provider}: with a sleep that takes no time, a waiting call lets timers run, and ends when its signal aborts`, async () => {
      const now = Date.now();
      const { world, store } = await leased(provider, now);
      const own = world.client(provider, { store, clock: Date.now, sleep: async () => {} });
      const call = new AbortController();
      const timer = setTimeout(() => call.abort(new Error("enough")), 20);
      const error = await own.fetch(path, { ...options, signal: call.signal }).catch((error) => error);
      clearTimeout(timer);
      equal(error.message, "enough");
      ok(Date.now() - now < 30_000, "an end of the call long before the lease expires");
    });
    test(`${provider}: with a clock that does not advance, a waiting call rejects with ERR_CLOCK`, async () => {
      const { world, store } = await leased(provider, START);
      const own = world.client(provider, { store, clock: () => START, sleep: async () => {} });
      const error = await rejects("ERR_CLOCK", own.fetch(path, options));
      same([error.argument, error.blame, world.sent.length], ["clock", "caller", 0]);
    });
  }
}

/** Tests a `fetch` that reads the body of the answer before payauth, as a program does that logs and forgets `clone()`. */
function alreadyRead(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    for (const [what, read] of Object.entries({ "has read": (response) => response.text(), "has locked": (response) => response.body.getReader() })) {
      test(`${provider}: if fetch ${what} the body of a token answer, the call rejects with ERR_OPTION, and no back-off starts`, async () => {
        const [world, answer] = [new SimulatedHost(), new Response("{}")];
        await read(answer);
        let isLogged = true;
        const own = world.client(provider, { fetch: (...given) => (isLogged ? Promise.resolve(answer) : world.fetch(...given)) });
        const error = await rejects("ERR_OPTION", world.run(own.fetch(path, options)));
        same([error.argument, error.blame], ["fetch", "caller"]);
        isLogged = false;
        equal((await world.run(own.fetch(path, options))).status, 200);
      });
    }
  }
}

/** Bodies that never end, and never contain a byte. */
const ENDLESS = {
  "a stream": () => ({ getReader: () => ({ read: async () => ({ value: new Uint8Array() }), cancel: async () => {} }) }),
  "an iterator": () => ({ [Symbol.asyncIterator]: () => ({ next: async () => ({ value: new Uint8Array() }) }) }),
  "an iterator of text": () => ({ [Symbol.asyncIterator]: () => ({ next: async () => ({ value: "" }) }) }),
};

function empty(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    test(`${provider}: a token answer of endless empty pieces ends at the timeout of the token call: ${Object.keys(ENDLESS).join(", ")}`, async () => {
      let turns = 0;
      const ticking = setInterval(() => (turns += 1), 1);
      const failures = Object.entries(ENDLESS).map(async ([what, body]) => {
        const fetch = async () => ({ status: 200, headers: new Headers(), body: body(), arrayBuffer: async () => new ArrayBuffer(0) });
        // The client uses the real timers of the host, because the test checks that these timers run.
        const own = new SimulatedHost().client(provider, { fetch, clock: Date.now, sleep: undefined, tokenTimeoutMs: 500 });
        const error = await own.fetch(path, options).catch((error) => error);
        ok(["ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_ANSWER"].includes(error.code), `${what}: a failure of the token call, not ${error.code}`);
      });
      await Promise.all(failures).finally(() => clearInterval(ticking));
      ok(turns > 1, "timers that ran during the call");
    });
  }
}
