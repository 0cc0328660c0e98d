// client.fetch after an answer with the status 401: one refresh and one second request, and never a third request.

import { MemoryStore } from "payauth";
import { equal, rejects, same } from "../../support/harness.mjs";
import { SimulatedHost } from "../../support/simulated-host.mjs";

const BALANCE = "/business/balance?currency=USD";
const PAYOUT = "/business/payout";

const bearers = (world) => world.apiCalls.map(({ init }) => init.headers.Authorization);

async function warm(options, world = new SimulatedHost()) {
  const client = world.client("wakapay", options);
  await world.run(client.fetch(BALANCE));
  world.sent.length = 0;
  return [world, client];
}

export default function ({ test }) {
  replays(test);
  kept(test);
  stragglers(test);
  refusals(test);
}

function replays(test) {
  for (const method of ["GET", "POST", "PUT", "DELETE"]) {
    test(`client.fetch retries a ${method} request once after an answer 401, with a new token`, async () => {
      const [world, client] = await warm();
      world.revoke();
      equal((await world.run(client.fetch(PAYOUT, { method, ...(method !== "GET" && { body: "{}" }) }))).status, 200);
      same([world.tokenCalls, bearers(world)], [1, ["Bearer token-1", "Bearer token-2"]]);
    });
  }
  for (const [what, body] of Object.entries({
    text: '{"a": 1.0}',
    bytes: new Uint8Array([0, 255, 13, 10]),
    JSON: { a: [1, 2n] },
    "an empty text": "",
  })) {
    test(`the second request has exactly the same body: ${what}`, async () => {
      const [world, client] = await warm();
      world.revoke();
      await world.run(client.fetch(PAYOUT, { body, headers: { "X-Own": "1" } }));
      const [one, other] = world.apiCalls.map(({ init }) => init);
      same([...(other.body ?? [])], [...(one.body ?? [])]);
      same([other.method, other.headers["X-Own"], other.redirect], [one.method, "1", "manual"]);
    });
  }
  test("the second request has the query and the method of the first request, and a new signature", async () => {
    const [world, client] = await warm();
    world.revoke();
    await world.run(client.fetch(PAYOUT, { query: { a: "1" }, method: "PATCH", body: "{}" }));
    const [one, other] = world.apiCalls;
    same([other.url, other.init.method], [one.url, one.init.method]);
    equal(other.init === one.init, false, "whether both requests are one object");
  });
  test("client.fetch cancels the first answer without reading it", async () => {
    const [world, client] = await warm();
    const refused = { status: 401 };
    world.apiAnswers = [refused];
    await world.run(client.fetch(BALANCE));
    equal(refused.isCancelled, true);
  });
}

/** Tests answers with the status 401 that cause no retry, and answers with another status. */
function kept(test) {
  test("client.fetch returns the second answer 401 to the caller, and its body can be read", async () => {
    const [world, client] = await warm();
    world.apiAnswers = () => ({ status: 401, body: "still no" });
    const response = await world.run(client.fetch(BALANCE));
    same([response.status, await response.text(), world.tokenCalls, world.apiCalls.length], [401, "still no", 1, 2]);
  });
  test("client.fetch does not make a token call for each request if every token is rejected", async () => {
    const [world, client] = await warm();
    world.apiAnswers = () => ({ status: 401 });
    for (let call = 0; call < 100; call += 1) await world.run(client.fetch(BALANCE));
    equal(world.tokenCalls <= 3, true, `at most 3 token calls in ${100 * world.apiMs} ms, not ${world.tokenCalls}`);
  });
  test("client.fetch keeps a token with an insufficient scope, and does not retry", async () => {
    const [world, client] = await warm();
    world.apiAnswers = [{ status: 401, headers: { "WWW-Authenticate": 'Bearer error="insufficient_scope"' } }];
    equal((await world.run(client.fetch(BALANCE))).status, 401);
    same([world.tokenCalls, world.apiCalls.length], [0, 1]);
    equal((await world.run(client.fetch(BALANCE))).status, 200);
  });
  for (const status of [400, 403, 407, 419, 429, 500]) {
    test(`client.fetch keeps the token after an answer with the status ${status}, and does not retry`, async () => {
      const [world, client] = await warm();
      world.apiAnswers = [{ status }];
      equal((await world.run(client.fetch(PAYOUT, { body: "{}" }))).status, status);
      same([world.tokenCalls, world.apiCalls.length], [0, 1]);
    });
  }
  test("client.fetch does not retry a request without a token after an answer 401", async () => {
    const world = new SimulatedHost();
    world.apiAnswers = () => ({ status: 401 });
    const dvpay = world.client("dvpay").fetch("/api/v1/payment-gateway/balance-inquiry", { body: {} });
    const basic = world.client("pledg", { email: "a@b.c", password: "p" }).fetch("/api/x", { auth: "basic", body: {} });
    same((await world.run(Promise.all([dvpay, basic]))).map(({ status }) => status), [401, 401]);
    equal(world.sent.length, 2);
  });
}

function stragglers(test) {
  test("client.fetch makes one refresh for a hundred answers 401 to one token", async () => {
    const [world, client] = await warm();
    world.revoke();
    const responses = await world.run(Promise.all(Array.from({ length: 100 }, () => client.fetch(BALANCE))));
    same([world.tokenCalls, new Set(responses.map(({ status }) => status)).size, responses[0].status], [1, 1, 200]);
    equal(world.apiCalls.length, 200);
  });
  test("client.fetch makes one refresh for a hundred late answers 401 that arrive one after another", async () => {
    const [world, client] = await warm();
    world.revoke();
    world.apiAnswers = (
      { init, number },
    ) => (init.headers.Authorization === "Bearer token-1" ? { status: 401, delayMs: 10 + number * 20 } : undefined);
    const responses = await world.run(Promise.all(Array.from({ length: 100 }, () => client.fetch(BALANCE))));
    same([world.tokenCalls, responses.every(({ status }) => status === 200)], [1, true]);
  });
  test("client.fetch makes one refresh for the answers 401 to many clients with one store", async () => {
    const [world, store] = [new SimulatedHost(), new MemoryStore()];
    const clients = Array.from({ length: 20 }, () => world.client("wakapay", { store }));
    await world.run(Promise.all(clients.map((client) => client.fetch(BALANCE))));
    world.revoke();
    const responses = await world.run(Promise.all(clients.map((client) => client.fetch(BALANCE))));
    same([world.tokenCalls, responses.every(({ status }) => status === 200)], [2, true]);
  });
}

function refusals(test) {
  test("client.fetch does not retry a token call after an answer 401 of the token endpoint", async () => {
    const world = new SimulatedHost();
    world.tokenAnswers = () => ({ status: 401, body: '{"code":0,"error":"invalid credentials"}' });
    const client = world.client("wakapay");
    const error = await rejects("ERR_TOKEN_REFUSED", world.run(client.fetch(BALANCE)));
    same([world.tokenCalls, world.apiCalls.length], [1, 0]);
    equal(error.retryAt > world.now, true, "whether retryAt is in the future");
    equal(error.cause.code, "ERR_TOKEN_REFUSED", "code of the cause");
  });
  test("client.fetch returns the answer 401 to the caller if it cannot get a new token", async () => {
    for (const answer of [{ status: 401 }, { status: 500 }, { error: new TypeError("lost") }, { status: 200, body: "{}" }]) {
      const [world, client] = await warm();
      world.revoke();
      world.tokenAnswers = [answer];
      const response = await world.run(client.fetch(BALANCE));
      same([response.status, world.apiCalls.length], [401, 1]);
      equal(await response.text(), "{}", "body of the answer");
    }
  });
}
