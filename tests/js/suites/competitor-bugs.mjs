// Faults that were found in other libraries for tokens. The tests show that payauth does not have these faults. docs/comparison.md has the same table.

import { MemoryStore } from "payauth";
import page from "../../../docs/comparison.md";
import { waka } from "../support/clients.mjs";
import { equal, ok, rejects, same } from "../support/harness.mjs";
import { grant, Kept, START } from "../support/token-machine.mjs";
import { unheard, SimulatedHost } from "../support/simulated-host.mjs";

const BALANCE = "/business/balance?currency=USD";
const HOUR = 3_600_000;

/** Each row: the library, its fault, the behaviour of payauth, and a function that tests this behaviour. */
export const TABLE = [
  [
    "openid-client 6.8",
    "`expiresIn()` is wrong by an hour if summer time begins while the token is valid",
    "all times are UTC milliseconds",
    summer,
  ],
  ["google-auth-library 10.9", "an early window of 0 s becomes 300 s", "the early window is 0 s", zero],
  ["httpx-auth 0.23", "an early window of 0 s becomes 30 s", "the early window is 0 s", zero],
  ["simple-oauth2 5.1", "without `expires_in` a token never expires", "the provider's documented lifetime is used", missing],
  [
    "google-auth-library 10.9",
    "without `expires_in` a token never expires",
    "the provider's documented lifetime is used",
    missing,
  ],
  ["simple-oauth2 5.1", 'a token with `expires_in: "abc"` never expires', "rejected: `ERR_TOKEN_ANSWER`", garbage],
  [
    "google-auth-library 10.9",
    "a token with a lifetime shorter than the window is fetched again for each call",
    "the window is at most half of the lifetime",
    short,
  ],
  ["@smithy/core 3.41", "a token with a lifetime shorter than the window is fetched again for each call, and twice for the first call", "one token request for the first call", short],
  ["google-auth-library 10.9", "four calls at once make four token requests (`refreshHandler`)", "one token request", together],
  ["httpx-auth 0.23", "five calls at once make five token requests, one after another", "one token request", together],
  [
    "@azure/core-rest-pipeline 1.24",
    "a call gets the token that another call with other scopes is fetching",
    "clients with different credentials share no token and no token request",
    apart,
  ],
  [
    "google-auth-library 10.9",
    "throws when a refresh fails 4 minutes before the expiry",
    "the token is used until it expires",
    early,
  ],
  ["@smithy/core 3.41", "throws when a refresh fails 4 minutes before the expiry", "the token is used until it expires", early],
  ["httpx-auth 0.23", "throws when a refresh fails, and discards a token that is still valid", "a failure discards no token", kept],
  [
    "@azure/core-rest-pipeline 1.24",
    "requests a token every 3 s while the endpoint is down",
    "backs off: at most eight token requests in a minute",
    outage,
  ],
  [
    "@azure/core-rest-pipeline 1.24",
    "a failed refresh in the background ends the process",
    "the failure is handled and reported",
    background,
  ],
  ["@badgateway/oauth2-client 3.3", "five calls send the same revoked token, and their 401s arrive one after another: the token is refreshed five times", "the token is refreshed one time", stragglers],
];

export default function ({ test, host }) {
  for (const [peer, defect, payauth, prove] of TABLE) {
    test(`fault of another library: ${peer}: ${defect}. payauth: ${payauth}`, () => prove(host));
  }
  test("docs/comparison.md has the table of the faults of other libraries", () => {
    const [, section] = /\n## Tokens\n(.*?)(\n#|$)/s.exec(page) ?? [];
    const rows = section?.split("\n").filter((line) => line.startsWith("| ")) ?? [];
    same(rows.slice(1), TABLE.map(([peer, defect, payauth]) => `| ${peer} | ${defect} | ${payauth} |`));
  });
}

const fetchAll = (world, count, make) =>
  world.run(Promise.all(Array.from({ length: count }, () => make().fetch(BALANCE))));

/**
 * The clocks of Europe go forward at 2026-03-29T01:00Z, and the clocks of New York go forward at 2026-03-08T07:00Z. The other two
 * instants end summer time.
 */
function summer(host) {
  // In Node, a program can choose its time zone. This time zone has summer time.
  if (host.env.RUNTIME.startsWith("Node")) globalThis.process.env.TZ = "Europe/Paris";
  for (const change of ["2026-03-29T01:00:00Z", "2026-03-08T07:00:00Z", "2026-10-25T01:00:00Z", "2026-11-01T06:00:00Z"]) {
    const before = Date.parse(change) - START - 60_000;
    const kept = new Kept(waka({ earlyMs: 0 }).token);
    kept.renew(grant("abc"), before);
    equal(kept.decide(before).validUntil.getTime(), START + before + HOUR, change);
  }
}

function zero() {
  const kept = new Kept(waka({ earlyMs: 0 }).token);
  kept.renew(grant("abc"), 0);
  same([0, HOUR - 299_000, HOUR - 29_000, HOUR - 1].map((ms) => kept.action(ms)), ["use", "use", "use", "use"]);
  equal(kept.action(HOUR), "refresh");
}

function missing() {
  const kept = new Kept();
  kept.renew({ ...grant("abc"), body: '{"accessToken":"abc"}' }, 0);
  equal(kept.decide(HOUR - 1).authorization, "Bearer abc");
  equal(kept.decide(HOUR).authorization, undefined);
}

function garbage() {
  const kept = new Kept();
  equal(kept.renew(grant("abc", "abc"), 0).code, "ERR_TOKEN_ANSWER");
  equal(kept.decide(0).authorization, undefined);
}

async function short() {
  for (const life of [20, 60, 240]) {
    const world = new SimulatedHost();
    Object.assign(world, { life, tokenMs: 1, apiMs: 1 });
    const client = world.client("wakapay", { earlyMs: 300_000 });
    for (let call = 0; call < 10; call += 1) await world.run(client.fetch(BALANCE));
    equal(world.tokenCalls, 1, `token calls for ten calls with a token of ${life} s`);
  }
}

async function together() {
  const world = new SimulatedHost();
  const client = world.client("wakapay");
  await fetchAll(world, 5, () => client);
  equal(world.tokenCalls, 1);
}

async function apart() {
  const [world, store] = [new SimulatedHost(), new MemoryStore()];
  let n = 0;
  await fetchAll(world, 4, () => world.client("wakapay", { store, apiKey: `tenant-${(n += 1)}` }));
  equal(world.tokenCalls, 4, "token calls of four tenants");
  equal(new Set(world.apiCalls.map(({ init }) => init.headers.Authorization)).size, 4, "tokens");
}

async function early() {
  const world = new SimulatedHost();
  const client = world.client("wakapay", { earlyMs: 300_000 });
  await world.run(client.fetch(BALANCE));
  world.tokenAnswers = () => ({ status: 500 });
  await world.pass(HOUR - 240_000 - world.tokenMs);
  for (let call = 0; call < 20; call += 1) {
    equal((await world.run(client.fetch(BALANCE))).status, 200);
    await world.pass(11_000);
  }
  ok(world.tokenCalls > 2, "several token calls that failed");
}

function kept() {
  const kept = new Kept();
  kept.renew(grant("abc"), 0);
  for (const answer of [undefined, { status: 500, headers: {}, body: "" }, { status: 401, headers: {}, body: "" }, {
    status: 200,
    headers: {},
    body: "",
  }]) {
    const again = new Kept(kept.machine);
    again.state = kept.state;
    ok(again.renew(answer, HOUR - 59_000), "a refresh that fails");
    equal(again.decide(HOUR - 1).authorization, "Bearer abc");
  }
}

async function outage() {
  const world = new SimulatedHost();
  const client = world.client("wakapay");
  world.tokenAnswers = () => ({ error: new TypeError("down") });
  while (world.now < START + 60_000) {
    await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(BALANCE)));
    world.now += 100;
  }
  ok(world.tokenCalls <= 8, `at most 8 token calls, not ${world.tokenCalls}`);
}

function background() {
  return unheard(async () => {
    const world = new SimulatedHost();
    const client = world.client("wakapay");
    await world.run(client.fetch(BALANCE));
    await world.pass(HOUR - 50_000);
    world.tokenAnswers = () => ({ error: new TypeError("down") });
    await world.run(client.fetch(BALANCE));
    await world.pass(60_000);
    same(world.events.map(({ type }) => type), ["refreshed", "failed"]);
  });
}

async function stragglers() {
  const world = new SimulatedHost();
  const client = world.client("wakapay");
  await world.run(client.fetch(BALANCE));
  world.revoke();
  world.apiAnswers = (
    { init, number },
  ) => (init.headers.Authorization === "Bearer token-1" ? { status: 401, delayMs: 50 * number } : undefined);
  await fetchAll(world, 5, () => client);
  equal(world.tokenCalls, 2, "token calls: one for the first token, and one refresh");
}
