// client.fetch requests a token once, keeps and shares the token, and refreshes it early.

import { MemoryStore, wakapay } from "payauth";
import { equal, ok, same } from "../../support/harness.mjs";
import { START } from "../../support/token-machine.mjs";
import { unheard, SimulatedHost } from "../../support/simulated-host.mjs";

const BALANCE = "/business/balance?currency=USD";
const HOUR = 3_600_000;

export default function ({ test }) {
  first(test);
  traffic(test);
  early(test);
  nearTheEnd(test);
  sharing(test);
  providers(test);
  pledg(test);
}

const bearers = (world) => world.apiCalls.map(({ init }) => init.headers.Authorization);

/** A simulated host, and a client of WakaPay that already has a token. */
async function warm(options, world = new SimulatedHost()) {
  const client = world.client("wakapay", options);
  await world.run(client.fetch(BALANCE));
  return [world, client];
}

function first(test) {
  test("client.fetch requests a token, and then sends the request with the token", async () => {
    const [world] = await warm();
    same(world.sent.map(({ url }) => url), [
      "https://api.test.wakapay.io/business/auth",
      `https://api.test.wakapay.io${BALANCE}`,
    ]);
    same(bearers(world), ["Bearer token-1"]);
  });
  test("client.fetch returns the answer of the API unchanged, with any status", async () => {
    const [world, client] = await warm();
    for (const status of [200, 201, 302, 400, 403, 404, 409, 429, 500, 503]) {
      world.apiAnswers = [{ status, body: `said ${status}`, headers: { "Retry-After": "7" } }];
      const response = await world.run(client.fetch(BALANCE));
      same([response.status, await response.text(), response.headers.get("retry-after")], [
        status,
        `said ${status}`,
        "7",
      ]);
    }
    equal(world.tokenCalls, 1, "token calls");
  });
}

function traffic(test) {
  test("client.fetch makes one token call for fifty simultaneous calls", async () => {
    const world = new SimulatedHost();
    const client = world.client("wakapay");
    const responses = await world.run(Promise.all(Array.from({ length: 50 }, () => client.fetch(BALANCE))));
    same([world.tokenCalls, responses.length, new Set(responses.map(({ status }) => status)).size], [1, 50, 1]);
    ok(world.now - START < 250, `answers to all calls in less than 250 ms, not in ${world.now - START}`);
  });
  test("client.fetch makes one token call per token lifetime during ten lifetimes of steady traffic", async () => {
    const [world, client] = await warm({ earlyMs: 0 });
    while (world.now < START + 10 * HOUR) {
      await world.pass(60_000);
      await world.run(client.fetch(BALANCE));
    }
    ok(world.tokenCalls === 10 || world.tokenCalls === 11, `10 or 11 token calls, not ${world.tokenCalls}`);
    equal(world.apiCalls.length, 601);
  });
  for (const life of [1, 20, 30, 299, 300]) {
    test(`client.fetch does not make a token call for each request if a token is valid for ${life} s`, async () => {
      const world = new SimulatedHost();
      Object.assign(world, { life, tokenMs: 5, apiMs: 1 });
      const client = world.client("wakapay");
      for (let call = 0; call < 100; call += 1) {
        await world.run(client.fetch(BALANCE));
        await world.pass(life * 100 - 1);
      }
      const most = Math.ceil((10 * life) / (life - 1.2 * Math.min(60, life / 2))) + 1;
      ok(world.tokenCalls <= most, `at most ${most} token calls, not ${world.tokenCalls}`);
      equal(world.apiCalls.length, 100, "answered calls");
    });
  }
  test("client.fetch waits for another call's lease in steps of 10 to 50 ms", async () => {
    const world = new SimulatedHost();
    const steps = [];
    const sleep = (ms, signal) => (steps.push(ms), world.sleep(ms, signal));
    const client = world.client("wakapay", { sleep });
    world.tokenAnswers = [{ delayMs: 400, status: 200, body: '{"accessToken":"abc","expiresIn":3600}' }];
    world.apiAnswers = () => ({ status: 200 });
    await world.run(Promise.all([client.fetch(BALANCE), client.fetch(BALANCE)]));
    const waits = steps.filter((ms) => ms <= 50);
    same([waits[0], waits[1], waits.at(-1)], [10, 15, 50]);
    ok(waits.every((ms) => ms >= 10), `waits of at least 10 ms, not ${waits}`);
  });
  test("client.fetch reports a refresh, and the report contains no token", async () => {
    const [world, client] = await warm();
    same(world.events, [{ type: "refreshed", key: client.token.key }]);
  });
  test("a report function that throws does not make a call fail", async () => {
    const report = () => {
      throw new Error("the error of the report function");
    };
    const [world] = await warm({ report });
    same(bearers(world), ["Bearer token-1"]);
  });
}

/** A simulated host, and a client of WakaPay whose token expires in 55 seconds. */
async function nearEnd(options) {
  const [world, client] = await warm(options);
  await world.pass(HOUR - 55_000);
  return [world, client];
}

function early(test) {
  test("an early refresh does not delay a call with a token", async () => {
    const [world, client] = await nearEnd();
    const before = world.now;
    await world.run(client.fetch(BALANCE));
    equal(world.now - before, world.apiMs, "milliseconds of the call");
    equal(bearers(world).at(-1), "Bearer token-1");
    await world.pass(200);
    await world.run(client.fetch(BALANCE));
    same([bearers(world).at(-1), world.tokenCalls], ["Bearer token-2", 2]);
  });
  test("client.fetch passes the whole early refresh to waitUntil", async () => {
    const world = new SimulatedHost();
    const [, client] = await warm({ waitUntil: world.waitUntil }, world);
    equal(world.work.length, 1, "number of waitUntil calls for the first token");
    await world.pass(HOUR - 55_000);
    await world.run(client.fetch(BALANCE));
    equal(world.work.length, 2);
    await world.run(world.work[1]);
    equal(world.events.length, 2, "refreshes that were reported before the promise resolved");
  });
  test("client.fetch makes one early refresh for many calls", async () => {
    const [world, client] = await nearEnd();
    for (let call = 0; call < 20; call += 1) await world.run(client.fetch(BALANCE));
    await world.run(Promise.all(Array.from({ length: 20 }, () => client.fetch(BALANCE))));
    equal(world.tokenCalls, 2);
  });
  for (const [what, answer] of [
    ["is a network error", { error: new TypeError("no route") }],
    ["has the status 500", { status: 500 }],
    ["has the status 401", { status: 401 }],
    ["is not JSON", { status: 200, body: "<html>" }],
    ["is cut off", { status: 200, cut: true }],
    ["never arrives", { status: 200, delayMs: 1e9 }],
  ]) {
    test(`an early refresh whose answer ${what} is reported, does not make a call fail, and causes no unhandled rejection`, () =>
      unheard(async () => {
        const [world, client] = await nearEnd();
        world.tokenAnswers = [answer];
        equal((await world.run(client.fetch(BALANCE))).status, 200);
        await world.pass(10_000);
        equal(world.events.at(-1).type, "failed");
        ok(/^ERR_TOKEN_/.test(world.events.at(-1).code), `a code of a token call, not ${world.events.at(-1).code}`);
        equal((await world.run(client.fetch(BALANCE))).status, 200);
      }));
  }
}

function nearTheEnd(test) {
  test("client.fetch retries an early refresh after the back-off, long before the expiry", async () => {
    const [world, client] = await nearEnd();
    world.tokenAnswers = [{ status: 500 }];
    await world.run(client.fetch(BALANCE));
    await world.pass(2_000);
    await world.run(client.fetch(BALANCE));
    await world.pass(500);
    await world.run(client.fetch(BALANCE));
    same([world.tokenCalls, bearers(world).at(-1)], [3, "Bearer token-2"]);
  });
  test("client.fetch uses a token until its expiry while refreshes fail, and reports the event degraded", async () => {
    const [world, client] = await warm();
    world.tokenAnswers = () => ({ status: 503, headers: { "Retry-After": "120" } });
    await world.pass(HOUR - 29_000);
    equal((await world.run(client.fetch(BALANCE))).status, 200);
    same(world.events.slice(1).map(({ type, code }) => [type, code ?? null]), [["failed", "ERR_TOKEN_UNAVAILABLE"], [
      "degraded",
      null,
    ]]);
    await world.pass(28_000);
    equal((await world.run(client.fetch(BALANCE))).status, 200);
  });
  test("no call fails while a token expires under load", async () => {
    const world = new SimulatedHost();
    Object.assign(world, { life: 2, tokenMs: 30, apiMs: 1 });
    world.apiAnswers = ({ init }) => (issuedAt(world, init) + 2_000 > world.now ? { status: 200 } : undefined);
    const client = world.client("wakapay");
    const statuses = [];
    const load = Array.from({ length: 400 }, async (_, index) => {
      await world.sleep(index * 25);
      statuses.push((await client.fetch(BALANCE)).status);
    });
    await world.run(Promise.all(load));
    same([statuses.length, new Set(statuses).size, statuses[0]], [400, 1, 200]);
    ok(world.tokenCalls <= 12, `at most 12 token calls in ten seconds, not ${world.tokenCalls}`);
  });
}

/** The time at which the token of a call was requested. */
function issuedAt(world, { headers }) {
  const number = Number(headers.Authorization.split("-")[1]);
  return world.sent.filter(({ token }) => token)[number - 1].at;
}

function sharing(test) {
  const TWO = ["Bearer token-1", "Bearer token-1"];
  const inStore = async (one, other) => {
    const world = new SimulatedHost();
    await world.run(world.client("wakapay", one).fetch(BALANCE));
    await world.run(world.client("wakapay", other).fetch(BALANCE));
    return world;
  };
  test("clients with the same credentials and the same store share a token", async () => {
    const store = new MemoryStore();
    const world = await inStore({ store }, { store });
    same([world.tokenCalls, bearers(world)], [1, TWO]);
  });
  for (const [what, other] of [
    ["secrets", { apiSecret: "rotated" }],
    ["API keys", { apiKey: "another" }],
    ["environments", { environment: "production" }],
    ["base URLs", { baseUrl: "https://waka.example" }],
  ]) {
    test(`clients with different ${what} do not share a token`, async () => {
      const store = new MemoryStore();
      const world = await inStore({ store }, { store, ...other });
      same([world.tokenCalls, bearers(world)], [2, ["Bearer token-1", "Bearer token-2"]]);
    });
  }
  test("clients with a custom fetch and clock do not share a token without a store", async () => {
    const world = await inStore({}, {});
    equal(world.tokenCalls, 2);
  });
  test("all clients of an isolate without the option store share one store", async () => {
    const world = new SimulatedHost();
    const [before, apiSecret] = [globalThis.fetch, `only here ${Math.random()}`];
    globalThis.fetch = async (url, init) => {
      world.sent.push({ url, init, token: url.endsWith("/auth") });
      return new Response('{"accessToken":"abc","expiresIn":3600}');
    };
    try {
      const make = () => wakapay({ apiKey: "k", apiSecret, environment: "test" });
      await Promise.all(Array.from({ length: 10 }, () => make().fetch(BALANCE)));
      await make().fetch(BALANCE);
    } finally {
      globalThis.fetch = before;
    }
    same([world.tokenCalls, world.apiCalls.length], [1, 11]);
  });
  test("fifty clients with one store make one token call at the same time", async () => {
    const [world, store] = [new SimulatedHost(), new MemoryStore()];
    await world.run(Promise.all(Array.from({ length: 50 }, () => world.client("wakapay", { store }).fetch(BALANCE))));
    equal(world.tokenCalls, 1);
  });
}

function providers(test) {
  test("client.fetch sends dogpay's requests with dogpay's token", async () => {
    const world = new SimulatedHost();
    const client = world.client("dogpay");
    await world.run(client.fetch("/open-api/v1/pay", { query: client.page({ page: 2 }) }));
    same(world.sent.map(({ url }) => new URL(url).pathname), ["/open-api/v1/auth/access_token", "/open-api/v1/pay"]);
    equal(
      world.sent[0].init.body,
      '{"grant_type":"client_credential","appid":"your_API_Key","secret":"your_API_Secret"}',
    );
    same([world.sent[1].init.method, bearers(world)], ["GET", ["Bearer token-1"]]);
  });
  test("client.fetch refreshes dogpay's token ten minutes before the expiry", async () => {
    const world = new SimulatedHost();
    world.life = 7200;
    const client = world.client("dogpay");
    await world.run(client.fetch("/open-api/v1/pay"));
    await world.pass(7_200_000 - 721_000);
    await world.run(client.fetch("/open-api/v1/pay"));
    equal(world.tokenCalls, 1, "token calls before the early window and its jitter");
    await world.pass(122_000);
    await world.run(client.fetch("/open-api/v1/pay"));
    equal(world.tokenCalls, 2, "token calls in the early window");
  });
  test("client.fetch sends dvpay's requests without a token", async () => {
    const world = new SimulatedHost();
    await world.run(world.client("dvpay").fetch("/api/v1/payment-gateway/balance-inquiry", { body: {} }));
    same([world.sent.length, world.tokenCalls], [1, 0]);
    equal(world.client("dvpay").token, undefined);
  });
}

function pledg(test) {
  test("client.fetch requests pledg's token with Basic credentials and a form, and only for calls that need a token", async () => {
    const world = new SimulatedHost();
    const client = world.client("pledg", { email: "a@b.example", password: "pw", merchantSecret: "SECRET" });
    const refund = "/api/purchases/pur_1/credit_by_transfer";
    await world.run(client.fetch(refund, { body: { amount_cents: 200 }, auth: "basic" }));
    await world.run(
      client.fetch("/api/purchase_link/", {
        query: { signature: client.signParameters({ reference: "r" }) },
        method: "POST",
      }),
    );
    equal(world.tokenCalls, 0, "token calls for Basic and for signed parameters");
    await world.run(client.fetch(refund, { body: { amount_cents: 200 } }));
    const [token] = world.sent.filter(({ token }) => token);
    same([token.init.headers.Authorization, token.init.body], [
      "Basic eW91cl9rZXk6eW91cl9zZWNyZXQ=",
      "grant_type=client_credentials",
    ]);
    same(bearers(world).at(-1), "Bearer token-1");
  });
  test("if the credentials for pledg's token are missing, client.fetch rejects and sends nothing", async () => {
    const world = new SimulatedHost();
    const client = world.client("pledg", {
      apiKey: undefined,
      apiSecret: undefined,
      email: "a@b.example",
      password: "pw",
    });
    const error = await world.run(client.fetch("/api/x", { body: {} })).catch((error) => error);
    same([error.code, world.sent.length], ["ERR_CREDENTIALS", 0]);
    equal((await world.run(client.fetch("/api/x", { body: {}, auth: "basic" }))).status, 200);
  });
}
