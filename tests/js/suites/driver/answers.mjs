// A token endpoint may answer with any status and with any body of any length. The error reports only safe words.

import { equal, ok, rejects, same } from "../../support/harness.mjs";
import { shown } from "../../support/assert-redacted.mjs";
import { unheard, SimulatedHost } from "../../support/simulated-host.mjs";
import { PROVIDERS, WITH_TOKENS } from "../../support/providers.mjs";

const LIMIT = 64 * 1024;

export default function ({ test, host }) {
  statuses(test);
  retries(test);
  causes(test, host);
  streams(test);
}

/** Values of `status` that no HTTP answer can have. */
const ODD = [0, 1, 99, 600, 999, 1000, -1, 200.5, Number.NaN, Infinity, "200", "401", null, undefined, {}, 200n];

/** A simulated host, and a client of this host. `answer` answers the token calls of the client, and the simulated host answers all other calls. */
function answering(provider, answer, more) {
  const world = new SimulatedHost();
  const fetch = async (url, init) => {
    const response = await world.fetch(url, init);
    const given = world.sent.at(-1).token ? answer(world) : undefined;
    return given ?? response;
  };
  return [world, world.client(provider, { fetch, ...more })];
}

const odd = (status) => ({ status, headers: new Headers(), arrayBuffer: async () => new ArrayBuffer(0) });

function statuses(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    for (const status of ODD) {
      test(`${provider}: the status ${String(status)} (${typeof status}) of a token endpoint is a provider failure, with a back-off`, () =>
        unheard(async () => {
          let isOdd = true;
          const [world, client] = answering(provider, () => (isOdd ? odd(status) : undefined));
          const error = await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(path, options)));
          equal(error.blame, "peer");
          await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(path, options)));
          same([world.tokenCalls, world.apiCalls.length], [1, 0], "calls of the token endpoint and of the API");
          isOdd = false;
          await world.pass(error.retryAt - world.now);
          equal((await world.run(client.fetch(path, options))).status, 200, "status after the back-off");
        }));
    }
  }
  for (const { name: provider, path, options } of PROVIDERS) {
    test(`${provider}: an API answer with any status is returned to the caller`, async () => {
      for (const status of ODD) {
        const world = new SimulatedHost();
        const answer = odd(status);
        const fetch = async (url, init) => {
          const response = await world.fetch(url, init);
          return world.sent.at(-1).token ? response : answer;
        };
        equal(await world.run(world.client(provider, { fetch }).fetch(path, options)), answer, String(status));
        equal(world.apiCalls.length, 1);
      }
    });
    test(`${provider}: an API answer without the members of a Response is returned to the caller`, async () => {
      for (const answer of [{}, { status: 401 }, { status: 401, headers: {} }]) {
        const world = new SimulatedHost();
        const fetch = async (url, init) => {
          const response = await world.fetch(url, init);
          return world.sent.at(-1).token || world.apiCalls.length > 1 ? response : answer;
        };
        const given = await world.run(world.client(provider, { fetch }).fetch(path, options));
        ok(given === answer || given.status === 200, String(answer));
      }
    });
  }
}

function retries(test) {
  for (const [field, secs] of [
    ["4274.5", 4_275],
    ["90.0", 90],
    ["0.2", 1],
    ["120, 120", 120],
    ["120,5", 120],
    ["10800", 10_800],
    ["86400", 86_400],
    ["172800", 172_800],
    ["Sun, 22 Nov 2026 13:00:00 GMT", 10_800],
    ["Sun, 22 Nov 2026 10:05:00 GMT, 7", 300],
  ]) {
    test(`Retry-After: ${field} sets retryAt, and no call requests a token before this time`, async () => {
      for (const { name: provider, path, options } of WITH_TOKENS) {
        const world = new SimulatedHost();
        world.tokenMs = 0;
        const client = world.client(provider);
        world.tokenAnswers = [{ status: 429, headers: { "Retry-After": field } }];
        const error = await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(path, options)));
        const wait = error.retryAt - world.now;
        ok(secs === 1 ? wait >= 500 && wait <= 1_000 : wait === secs * 1000, `a wait of ${secs} s for ${provider}, not ${wait} ms`);
        await world.pass(wait - 1);
        await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(path, options)));
        equal(world.tokenCalls, 1);
        await world.pass(1);
        equal((await world.run(client.fetch(path, options))).status, 200);
      }
    });
  }
}

const coded = (code, more) => Object.assign(new Error("secret-4711 in the message"), { code, ...more });

/** Each row: the value that `fetch` throws, and the words that the error may report. */
const THROWN = [
  [new TypeError("fetch failed", { cause: coded("CERT_HAS_EXPIRED") }), { name: "TypeError", code: "CERT_HAS_EXPIRED" }],
  [coded("ECONNREFUSED", { hostname: "secret-4711" }), { name: "Error", code: "ECONNREFUSED" }],
  [new TypeError("x", { cause: new Error("y", { cause: coded("ENOTFOUND") }) }), { name: "TypeError", code: "ENOTFOUND" }],
  [Object.assign(new Error("x"), { name: "FetchError", code: "ECONNRESET" }), { name: "FetchError", code: "ECONNRESET" }],
  [new TypeError("https://api.example/?key=secret-4711"), { name: "TypeError" }],
  [Object.assign(new Error("x"), { name: "secret-4711" }), {}],
  [coded("secret-4711"), { name: "Error" }],
  [coded("SECRET 4711"), { name: "Error" }],
  [coded("A".repeat(65)), { name: "Error" }],
  [coded(4711), { name: "Error" }],
  [coded("1SECRET"), { name: "Error" }],
  [coded(["ECONNREFUSED"]), { name: "Error" }],
  ["secret-4711", {}],
  [undefined, {}],
  [null, {}],
  [{ code: "ECONNREFUSED", toString: null }, { code: "ECONNREFUSED" }],
  [
    {
      get code() {
        throw new Error("secret-4711");
      },
      get cause() {
        throw new Error("secret-4711");
      },
    },
    {},
  ],
];

/** Each row: the answer of a token endpoint, and the words that the error may report. */
const ANSWERED = [
  [{ status: 401, body: '{"error":"invalid_client","error_description":"secret-4711"}' }, { status: 401, error: "invalid_client" }],
  [{ status: 400, body: '{"code":40101,"msg":"secret-4711"}' }, { status: 400, error: "40101" }],
  [{ status: 400, body: '{"error":"invalid_grant","error_description":"invalid_grant: secret-4711"}' }, { status: 400, error: "invalid_grant" }],
  [{ status: 401, body: '{"error":"account_locked","code":"account_locked","status":40101}' }, { status: 401, error: "account_locked" }],
  [{ status: 503, body: "<html>secret-4711" }, { status: 503 }],
  [{ status: 429, body: '{"error":"secret-4711"}' }, { status: 429 }],
  [{ status: 400, body: '{"error":"SECRET"}' }, { status: 400 }],
  [{ status: 400, body: '{"error":{"code":"secret-4711"}}' }, { status: 400 }],
  [{ status: 400, body: '{"error":"a_1b2c3d4e5f"}' }, { status: 400 }],
  [{ status: 400, body: '{"code":1234567}' }, { status: 400 }],
  [{ status: 200, body: "{}" }, { status: 200 }],
  [{ status: 200, body: '{"accessToken":"secret-4711 "}' }, { status: 200 }],
  [{ status: 302, headers: { Location: "https://secret-4711.example/" } }, { status: 302 }],
  [{ status: 200, delayMs: 1e9 }, { name: "TimeoutError" }],
];

function causes(test, host) {
  const cases = [...THROWN.map(([error, told]) => [{ fails: true, error }, told]), ...ANSWERED];
  for (const [index, [answer, told]] of cases.entries()) {
    test(`the cause of a failed token request contains safe words only: ${index + 1}, ${JSON.stringify(told)}`, () =>
      unheard(async () => {
        for (const { name: provider, path, options } of WITH_TOKENS) {
          const world = new SimulatedHost();
          world.tokenAnswers = () => (answer.fails ? undefined : answer);
          const fetch = (url, init) => {
            if (answer.fails) throw answer.error;
            return world.fetch(url, init);
          };
          const error = await world.run(world.client(provider, { fetch }).fetch(path, options)).catch((error) => error);
          same(error.cause.cause, told, provider);
          equal(Object.getPrototypeOf(error.cause.cause), Object.prototype, "prototype of the cause");
          same(world.events.map(({ type, cause }) => [type, cause]), [["failed", told]]);
          const text = [error, error.cause, ...world.events].map((each) => shown(host, each)).join("\n");
          ok(!/secret.4711/i.test(text), `a text without the secret, not ${text}`);
          if (told.code && host.inspect) ok(host.inspect(error).includes(told.code), "a log that shows the code");
        }
      }));
  }
}

const GOOD = '{"accessToken":"abc","access_token":"abc","expiresIn":60,"data":{"access_token":"abc"}}';
const bytes = (text) => new TextEncoder().encode(text);

/** A source of pieces. It counts the pieces that were read, and records whether the source was cancelled. */
function source(pieces) {
  const seen = { taken: 0, isLetGo: false };
  const next = () => ({ done: seen.taken >= pieces.length, value: pieces[seen.taken++] });
  return { seen, next };
}

/** A web stream and a stream of Node that return the pieces of a source. */
const STREAMS = {
  "a web stream": ({ seen, next }) => ({
    getReader: () => ({ read: async () => next(), cancel: () => Promise.reject(new Error((seen.isLetGo = true))) }),
  }),
  "a stream of Node": ({ seen, next }) => ({
    [Symbol.asyncIterator]: () => ({ next: async () => next(), return: () => new Promise(() => (seen.isLetGo = true)) }),
  }),
};

const stream = (body, status = 200) => ({ ...odd(status), body, arrayBuffer: () => new Promise(() => {}) });

function streams(test) {
  for (const call of WITH_TOKENS) {
    for (const [what, make] of Object.entries(STREAMS)) {
      pieces(test, call, what, make);
      endless(test, call, what, make);
    }
    lengths(test, call);
  }
}

function pieces(test, { name: provider, path, options }, what, make) {
  test(`${provider}: a token answer in ${what} is read piece by piece`, async () => {
    const whole = bytes(`\ufeff${GOOD}`);
    for (const pieces of [[whole], Array.from(whole, (byte) => Uint8Array.of(byte)), [whole.slice(0, 2), [], whole.slice(2)]]) {
      const given = source(pieces.map((piece) => Uint8Array.from(piece)));
      const [world, client] = answering(provider, () => stream(make(given)));
      world.apiAnswers = () => ({ status: 200 });
      equal((await world.run(client.fetch(path, options))).status, 200);
      equal(world.apiCalls[0].init.headers.Authorization, "Bearer abc");
      equal(given.seen.isLetGo, false, "whether the stream was cancelled");
    }
  });
}

function endless(test, { name: provider, path, options }, what, make) {
  const blanks = Array(10_000).fill(new Uint8Array(4096).fill(0x20));
  test(`${provider}: an endless token answer in ${what} is read up to 64 KiB and cancelled`, () =>
    unheard(async () => {
      for (const status of [200, 503]) {
        const given = source(blanks);
        const [world, client] = answering(provider, () => stream(make(given), status));
        const error = await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(path, options)));
        equal(error.cause.code, status === 200 ? "ERR_TOKEN_ANSWER" : "ERR_TOKEN_UNAVAILABLE");
        same([given.seen.taken, given.seen.isLetGo], [LIMIT / 4096 + 1, true]);
      }
    }));
  test(`${provider}: a token answer in ${what} that arrives slowly is cancelled at the timeout of the token call`, () =>
    unheard(async () => {
      const given = source(blanks);
      const world = new SimulatedHost();
      const drip = { seen: given.seen, next: () => world.sleep(300).then(given.next) };
      const fetch = async (url, init) => {
        const response = await world.fetch(url, init);
        return world.sent.at(-1).token ? stream(make({ ...drip, next: drip.next })) : response;
      };
      const client = world.client(provider, { fetch, tokenTimeoutMs: 1_000 });
      const error = await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(path, options)));
      same(error.cause.cause, { name: "TimeoutError" });
      await world.pass(60_000);
      ok(given.seen.taken <= 5 && given.seen.isLetGo, `a cancelled stream after at most 5 pieces, not after ${given.seen.taken}`);
    }));
}

function lengths(test, { name: provider, path, options }) {
  test(`${provider}: a token answer whose Content-Length is above 64 KiB is not read`, async () => {
    let isRead = false;
    const headers = new Headers({ "content-length": String(LIMIT + 1) });
    const arrayBuffer = async () => bytes(GOOD + String((isRead = true))).buffer;
    const [world, client] = answering(provider, () => ({ status: 200, headers, body: { pipe() {} }, arrayBuffer }));
    await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(path, options)));
    equal(isRead, false);
  });
  test(`${provider}: a token answer may be a Response of the host with at most 64 KiB`, async () => {
    for (const [length, isTaken] of [[GOOD.length, true], [LIMIT, true], [LIMIT + 1, false], [LIMIT * 20, false]]) {
      // This case uses the real clock, because a runtime reads its streams in real time.
      const fetch = async (url) => new Response(/token|\/auth$/.test(new URL(url).pathname) ? GOOD.padEnd(length, " ") : "{}");
      const client = new SimulatedHost().client(provider, { fetch, clock: undefined, sleep: undefined });
      const outcome = await client.fetch(path, options).then(({ status }) => status, ({ code }) => code);
      equal(outcome, isTaken ? 200 : "ERR_TOKEN_UNAVAILABLE", String(length));
    }
  });
  test(`${provider}: a token answer whose pieces are not bytes is a failure of the token call`, async () => {
    for (const piece of [7, {}, null, Symbol("s"), [1, 2]]) {
      const [world, client] = answering(provider, () => stream(STREAMS["a web stream"](source([piece]))));
      await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(path, options)));
    }
  });
}
