// Tests DogPay, WakaPay and Pledg, first with plain fetch and the functions of `payauth/pure`, then with `client.fetch` (the driver).

import { equal, ok, same } from "../../support/harness.mjs";
import { CALLS } from "./sandbox.mjs";

export function bearers(test, sandbox) {
  for (const [provider, [path, options]] of Object.entries(CALLS)) {
    test(`${provider}: plain fetch and pure functions get a token and make a call`, () =>
      plain(sandbox, provider, path, options));
    test(`${provider}: pure functions replace a revoked token`, () => revoked(sandbox, provider, path, options));
    const call = (client) => client.fetch(path, options);
    driver(test, sandbox, provider, call);
    clocks(test, sandbox, provider, call);
  }
  particulars(test, sandbox);
}

function driver(test, sandbox, provider, call) {
  test(`${provider}: the driver gets one token, and uses it for all calls`, async () => {
    const client = sandbox.client(provider);
    for (let time = 0; time < 3; time += 1) equal((await read(call(client))).status, 200);
    const { tokenCalls, apiCalls } = await sandbox.calls(provider);
    same([tokenCalls, apiCalls], [1, 3]);
  });
  test(`${provider}: fifty simultaneous calls make one token call`, async () => {
    const client = sandbox.client(provider);
    await sandbox.fail(provider, "token", { how: "slow", delayMs: 100 });
    const responses = await Promise.all(Array.from({ length: 50 }, () => read(call(client))));
    equal(responses.filter(({ status }) => status === 200).length, 50);
    equal((await sandbox.calls(provider)).tokenCalls, 1);
  });
  test(`${provider}: the driver gets a new token after a token was revoked`, async () => {
    const client = sandbox.client(provider);
    await read(call(client));
    await sandbox.control("revoke", { provider });
    equal((await read(call(client))).status, 200);
    const { calls } = await sandbox.calls(provider);
    same(calls.map(({ at, status }) => `${at} ${status}`), [
      "token 200",
      "api 200",
      "api 401",
      "token 200",
      "api 200",
    ]);
    equal(calls[4].body, calls[2].body, "body of the repeated call");
  });
  test(`${provider}: twenty calls with a token that was revoked make one token call`, async () => {
    const client = sandbox.client(provider);
    await read(call(client));
    await sandbox.control("revoke", { provider });
    const responses = await Promise.all(Array.from({ length: 20 }, () => read(call(client))));
    equal(responses.filter(({ status }) => status === 200).length, 20);
    equal((await sandbox.calls(provider)).tokenCalls, 2);
  });
  test(`${provider}: after a rotation, a call with the old credentials fails, and a call with the new credentials succeeds at once`, async () => {
    const secret = provider === "dogpay" ? "secret" : "apiSecret";
    await sandbox.control("configure", { provider, credentials: { [secret]: "rotated" } });
    const error = await call(sandbox.client(provider)).catch((error) => error);
    equal(error.code, "ERR_TOKEN_REFUSED");
    equal((await read(call(sandbox.client(provider, { [secret]: "rotated" })))).status, 200);
  });
}

function clocks(test, sandbox, provider, call) {
  for (const offsetMs of [-7_300_000, 7_300_000]) {
    test(`${provider}: a provider whose clock is ${offsetMs} ms off accepts the calls`, async () => {
      const client = sandbox.client(provider);
      await sandbox.control("clock", { offsetMs });
      for (let time = 0; time < 2; time += 1) equal((await read(call(client))).status, 200);
      await sandbox.control("clock", { offsetMs: offsetMs + 7_300_000 });
      equal((await read(call(client))).status, 200, "status after the provider's clock jumped beyond the token's expiry");
    });
  }
  test(`${provider}: a host gets a new token if its clock jumps beyond the token's expiry`, async () => {
    let now = Date.now();
    const client = sandbox.client(provider, { clock: () => now });
    await read(call(client));
    now += 7_300_000;
    equal((await read(call(client))).status, 200);
    equal((await sandbox.calls(provider)).tokenCalls, 2);
  });
}

async function read(promise) {
  const response = await promise;
  return { status: response.status, body: await response.text() };
}

/** Code as a user writes it without the driver. */
async function plain(sandbox, provider, path, options) {
  const client = sandbox.client(provider);
  const { token } = client;
  let state = token.initial();
  let now = new Date();
  equal(token.decide(state, { now }).action, "refresh");
  const begun = token.beginRefresh(state, { now, owner: "request-1" });
  const answer = await fetch(begun.request.url, begun.request);
  const given = { status: answer.status, headers: answer.headers, body: await answer.arrayBuffer() };
  const committed = token.commitRefresh(begun.state, begun.ticket, given, { sentAt: now, now: new Date() });
  equal(committed.error, undefined);
  state = committed.state;
  now = new Date();
  const decision = token.decide(state, { now });
  equal(decision.action, "use");
  const request = client.sign({ path, ...options, authorization: decision.authorization, now });
  equal((await read(fetch(request.url, request))).status, 200);
  same(await sandbox.calls(provider).then(({ tokenCalls, apiCalls }) => [tokenCalls, apiCalls]), [1, 1]);
}

async function revoked(sandbox, provider, path, options) {
  const client = sandbox.client(provider);
  const { token } = client;
  const renew = async (state) => {
    const now = new Date();
    const begun = token.beginRefresh(state, { now, owner: "request-1" });
    const answer = await fetch(begun.request.url, begun.request);
    const given = { status: answer.status, headers: answer.headers, body: await answer.text() };
    return token.commitRefresh(begun.state, begun.ticket, given, { sentAt: now, now: new Date() }).state;
  };
  let state = await renew(token.initial());
  await sandbox.control("revoke", { provider });
  const first = token.decide(state, { now: new Date() });
  const send = ({ authorization }) => {
    const request = client.sign({ path, ...options, authorization, now: new Date() });
    return fetch(request.url, request);
  };
  const refused = await send(first);
  const challenge = refused.headers.get("www-authenticate");
  await refused.text();
  equal(refused.status, 401);
  const verdict = token.onUnauthorized(state, { fingerprint: first.fingerprint, challenge, now: new Date() });
  equal(verdict.verdict, "refresh-and-retry");
  state = await renew(verdict.state);
  equal((await read(send(token.decide(state, { now: new Date() })))).status, 200);
}

function particulars(test, sandbox) {
  test("dogpay: a payment that is sent twice with the same callId creates one order", async () => {
    const client = sandbox.client("dogpay");
    const [first, again] = [await read(client.fetch(...CALLS.dogpay)), await read(client.fetch(...CALLS.dogpay))];
    equal(JSON.parse(again.body).data.id, JSON.parse(first.body).data.id);
    const list = await read(client.fetch("/open-api/v1/pay", { query: client.page({ take: 5 }) }));
    equal(JSON.parse(list.body).data.total, 1);
  });
  test("wakapay: a payout that is sent twice is a conflict, and the error says that the payout may exist", async () => {
    const client = sandbox.client("wakapay");
    const payout = () => read(client.fetch("/business/payout", { body: { businessReference: "ref-7" } }));
    equal((await payout()).status, 201);
    const again = await payout();
    const { message, mayExist } = client.readError(again);
    same([again.status, message, mayExist], [409, "duplicate businessReference", true]);
  });
  test("pledg: a refund with Basic and a call with signed parameters need no token call", async () => {
    const client = sandbox.client("pledg");
    const [path, options] = CALLS.pledg;
    equal((await read(client.fetch(path, { ...options, auth: "basic" }))).status, 200);
    const link = await read(
      client.fetch("/api/purchase_link/", {
        method: "POST",
        query: { signature: client.signParameters({ reference: "order_7" }) },
      }),
    );
    equal(link.status, 200, link.body);
    ok(link.body.includes("/l/order_7"), link.body);
    equal((await sandbox.calls("pledg")).tokenCalls, 0);
  });
  test("pledg: changed parameters are rejected", async () => {
    const client = sandbox.client("pledg");
    const [head, payload, tag] = client.signParameters({ amountCents: 30550 }).split(".");
    for (const signature of [`${head}.${payload}.${tag.slice(0, -4)}AAAA`, `${head}.${payload}.`, `${head}.${payload}`, ""]) {
      equal(
        (await read(client.fetch("/api/purchase_link/", { method: "POST", query: { signature } }))).status,
        401,
        signature,
      );
    }
  });
}
