// Tests that every fault of the sandbox causes the documented outcome.

import { equal, ok, same } from "../../support/harness.mjs";
import { CALLS, outcome } from "./sandbox.mjs";

/** For each fault of a token endpoint: the code of the driver's error, and the code of the cause. */
const AT_TOKEN = [
  [{ status: 400 }, "ERR_TOKEN_REFUSED", "ERR_TOKEN_REFUSED"],
  [{ status: 401 }, "ERR_TOKEN_REFUSED", "ERR_TOKEN_REFUSED"],
  [{ status: 403 }, "ERR_TOKEN_REFUSED", "ERR_TOKEN_REFUSED"],
  [{ status: 404 }, "ERR_TOKEN_REFUSED", "ERR_TOKEN_REFUSED"],
  [{ status: 429 }, "ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_UNAVAILABLE"],
  [{ status: 500 }, "ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_UNAVAILABLE"],
  [{ status: 503 }, "ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_UNAVAILABLE"],
  [{ how: "garbage" }, "ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_ANSWER"],
  [{ how: "truncated" }, "ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_ANSWER"],
  [{ how: "reset" }, "ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_UNAVAILABLE"],
  [{ how: "slow" }, "ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_UNAVAILABLE"],
];

/** For unusual lifetimes in an answer, the lifetime in seconds that payauth reads. `null`: rejected. `documented`: the provider's default. */
const LIVES = [
  [["3600.5"], 3600],
  [['"1800"'], 1800],
  [["0"], null],
  [["-1"], null],
  [["NaN"], null],
  [["1e400"], null],
  [['"abc"'], null],
  [["null"], "documented"],
  [[], "documented"],
  [["3600", "3600"], null],
  [["20"], 20],
];

const DOCUMENTED = { dogpay: 7200, wakapay: 3600, pledg: 600 };

export function faults(test, sandbox) {
  for (const provider of Object.keys(CALLS)) {
    atToken(test, sandbox, provider);
    redirects(test, sandbox, provider);
    atApi(test, sandbox, provider);
    lives(test, sandbox, provider);
  }
}

function atToken(test, sandbox, provider) {
  for (const [fault, code, cause] of AT_TOKEN) {
    test(`${provider}: a token endpoint with the fault ${JSON.stringify(fault)} causes ${code}, with the cause ${cause}`, async () => {
      await sandbox.fail(provider, "token", fault);
      let now = Date.now();
      // The timeout of the token call ends only after the call has reached the sandbox.
      const over = async (ms, signal) => {
        await sandbox.came(provider, "tokenCalls", 1, signal);
        now += ms;
      };
      const sleep = fault.how === "slow" ? over : undefined;
      const error = await outcome(sandbox.client(provider, { clock: () => now, sleep }).fetch(...CALLS[provider]));
      same([error.code, error.cause?.code], [code, cause]);
      ok(error.retryAt > now, "a retryAt in the future");
      await sandbox.control("release");
      same(await counts(sandbox, provider), [1, 0]);
    });
  }
  test(`${provider}: a rate-limited token endpoint is called again after Retry-After`, async () => {
    let now = Date.now();
    const client = sandbox.client(provider, { clock: () => now });
    await sandbox.fail(provider, "token", { status: 429, headers: { "Retry-After": "120" } });
    const [path, options] = CALLS[provider];
    const error = await outcome(client.fetch(path, options));
    equal(error.retryAt - now, 120_000, "milliseconds until retryAt");
    equal((await outcome(client.fetch(path, options))).code, "ERR_TOKEN_UNAVAILABLE");
    same(await counts(sandbox, provider), [1, 0]);
    now += 120_000;
    equal(await outcome(client.fetch(path, options)), 200);
  });
  test(`${provider}: a valid token is used while its refresh fails`, async () => {
    let now = Date.now();
    const client = sandbox.client(provider, { clock: () => now });
    equal(await outcome(client.fetch(...CALLS[provider])), 200);
    await sandbox.fail(provider, "token", { status: 500, times: 9 });
    now += DOCUMENTED[provider] * 1000 - 10_000;
    equal(await outcome(client.fetch(...CALLS[provider])), 200, "status ten seconds before the token expires");
    same(await counts(sandbox, provider), [2, 2]);
  });
}

async function counts(sandbox, provider) {
  const { tokenCalls, apiCalls } = await sandbox.calls(provider);
  return [tokenCalls, apiCalls];
}

function redirects(test, sandbox, provider) {
  for (const status of [302, 307, 308]) {
    test(`${provider}: a redirect with ${status} is not followed, and nothing is sent to another origin`, async () => {
      const to = sandbox.url("redirect-target");
      await sandbox.fail(provider, "token", { how: "redirect", to, status });
      const error = await outcome(sandbox.client(provider).fetch(...CALLS[provider]));
      same([error.code, error.cause.code], ["ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_ANSWER"]);
      await sandbox.fail(provider, "api", { how: "redirect", to, status });
      equal(await outcome(sandbox.client(provider).fetch(...CALLS[provider])), status);
      same((await sandbox.calls("redirect-target")).calls, []);
    });
  }
}

function atApi(test, sandbox, provider) {
  for (const [fault, due, calls] of [
    [{ status: 401 }, 200, 2],
    [{ status: 401, times: 2 }, 401, 2],
    [{ status: 403 }, 403, 1],
    [{ status: 409 }, 409, 1],
    [{ status: 429, headers: { "Retry-After": "1" } }, 429, 1],
    [{ status: 500 }, 500, 1],
    [{ status: 503 }, 503, 1],
    [{ how: "garbage" }, 200, 1],
    [{ how: "truncated" }, 200, 1],
    [{ how: "reset" }, "lost", 1],
  ]) {
    test(`${provider}: for an API with the fault ${JSON.stringify(fault)}, the outcome is ${due} after ${calls} API call${calls > 1 ? "s" : ""}`, async () => {
      await sandbox.fail(provider, "api", fault);
      equal(await outcome(sandbox.client(provider).fetch(...CALLS[provider])), due);
      equal((await sandbox.calls(provider)).apiCalls, calls);
    });
  }
  test(`${provider}: a slow API call ends when the caller aborts it`, async () => {
    await sandbox.fail(provider, "api", { how: "slow" });
    const [path, options] = CALLS[provider];
    const ends = new AbortController();
    const call = sandbox.client(provider).fetch(path, { ...options, signal: ends.signal }).catch((error) => error);
    await sandbox.came(provider, "apiCalls", 1);
    ends.abort();
    equal((await call).name, "AbortError");
    await sandbox.control("release");
  });
}

function lives(test, sandbox, provider) {
  for (const [expiresIn, life] of LIVES) {
    test(`${provider}: the lifetime ${expiresIn.join(" and ") || "(absent)"} is ${life === null ? "rejected" : `read as ${life}`}`, async () => {
      await sandbox.control("configure", { provider, settings: { expiresIn } });
      const began = Date.now();
      let now = began;
      const client = sandbox.client(provider, { clock: () => now, earlyMs: 0 });
      const first = await outcome(client.fetch(...CALLS[provider]));
      if (life === null) return same([first.code, first.cause.code], ["ERR_TOKEN_UNAVAILABLE", "ERR_TOKEN_ANSWER"]);
      const seconds = life === "documented" ? DOCUMENTED[provider] : life;
      equal(first, 200);
      now = began + seconds * 1000 - 5_000;
      equal(await outcome(client.fetch(...CALLS[provider])), 200);
      equal((await sandbox.calls(provider)).tokenCalls, 1, "token calls before the token expires");
      now = began + seconds * 1000;
      equal(await outcome(client.fetch(...CALLS[provider])), 200);
      equal((await sandbox.calls(provider)).tokenCalls, 2, "token calls after the token has expired");
    });
  }
}
