// Tests the faults of the sandbox, and the commands with which a test requests faults.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { answers, send, sendJson, useSandbox } from "./support.mjs";

const sandbox = useSandbox();
const PAIR = { apiKey: "waka_sandbox_key", apiSecret: "waka_sandbox_secret" };

const issue = () => sendJson(`${sandbox.url("wakapay")}/business/auth`, PAIR);
const payout = (headers) =>
  sendJson(`${sandbox.url("wakapay")}/business/payout`, { businessReference: "p-1" }, headers);
const token = async () => ({ Authorization: `Bearer ${(await issue()).json.accessToken}` });
const control = (name, argument) => sendJson(`${sandbox.url("control")}/control/${name}`, argument);
const fail = (fault) => sandbox.control.fail({ provider: "wakapay", at: "token", ...fault });

for (const status of [401, 429, 500]) {
  test(`if a test requests it, two token calls are answered with ${status}, and the third token call succeeds`, async () => {
    fail({ times: 2, status, headers: { "Retry-After": "7" } });
    for (const answer of [await issue(), await issue()]) {
      answers(answer, status, { code: 0 });
      assert.equal(answer.headers.get("Retry-After"), "7");
    }
    answers(await issue(), 200);
  });
}

test("an answer may have any body", async () => {
  fail({ status: 200, body: '{"code":1001,"data":null}' });
  assert.equal((await issue()).text, '{"code":1001,"data":null}');
});

test("the fault garbage is a body that is not JSON, with the status 200", async () => {
  fail({ how: "garbage" });
  const answer = await issue();
  assert.deepEqual(
    [answer.status, answer.headers.get("Content-Type"), answer.json],
    [200, "application/json", undefined],
  );
});

test("an answer with the fault truncated ends without an error, and is not JSON", async () => {
  fail({ how: "truncated" });
  const answer = await issue();
  assert.deepEqual([answer.status, answer.text.startsWith('{"accessToken"'), answer.json], [200, true, undefined]);
});

test("the fault reset closes the connection after the provider has handled the call", async () => {
  const headers = await token();
  fail({ at: "api", how: "reset" });
  await assert.rejects(payout(headers));
  answers(await payout(headers), 409);
});

test("a slow answer waits until it is released", async () => {
  fail({ how: "slow" });
  let isThere = false;
  const answer = issue().finally(() => (isThere = true));
  while (sandbox.control.state({ provider: "wakapay" }).tokenCalls === 0) await new Promise(setImmediate);
  answers(await issue(), 200);
  assert.equal(isThere, false);
  sandbox.control.release();
  answers(await answer, 200);
});

test("a slow answer is sent after delayMs", async () => {
  fail({ how: "slow", delayMs: 1 });
  answers(await issue(), 200);
});

test("a redirect leads to another origin, which records its requests", async () => {
  fail({ at: "api", how: "redirect", to: `${sandbox.url("redirect-target")}/caught` });
  const url = `${sandbox.url("wakapay")}/business/balance?currency=USD`;
  await send(url, { method: "GET", redirect: "follow", headers: { "X-API-Secret": "carried" } });
  const [call] = sandbox.control.state({ provider: "redirect-target" }).calls;
  assert.deepEqual([call.path, call.headers["x-api-secret"]], ["/caught", "carried"]);
});

test("faults of token calls do not affect API calls, and faults of API calls do not affect token calls", async () => {
  const headers = await token();
  fail({ status: 500 });
  answers(await payout(headers), 201);
  fail({ at: "api", status: 503 });
  answers(await issue(), 500);
  answers(await payout(headers), 503);
});

for (const [provider, path] of [
  ["dogpay", "/open-api/v1/auth/access_token"],
  ["wakapay", "/business/auth"],
  ["pledg", "/api/token"],
]) {
  test(`${provider} can return any lifetime`, async () => {
    for (const texts of [['"3600"'], ["3600.5"], ["0"], ["-1"], ["NaN"], ["1e400"], ["null"], [], ["1", "2"]]) {
      sandbox.control.configure({ provider, settings: { expiresIn: texts } });
      const { status, text } = await tokenCall(provider, path);
      assert.equal(status, 200);
      const members = [...text.matchAll(/"expires_?[iI]n":([^,}]*)/g)].map(([, value]) => value);
      assert.deepEqual(members, texts, text);
      if (!texts.includes("NaN")) JSON.parse(text);
    }
  });
}

function tokenCall(provider, path) {
  const { appid, secret, ...pair } = sandbox.credentials(provider);
  const url = `${sandbox.url(provider)}${path}`;
  if (provider !== "pledg") return sendJson(url, appid ? { grant_type: "client_credential", appid, secret } : pair);
  const Authorization = `Basic ${Buffer.from(`${pair.apiKey}:${pair.apiSecret}`).toString("base64")}`;
  const headers = { Authorization, "Content-Type": "application/x-www-form-urlencoded" };
  return send(url, { headers, body: "grant_type=client_credentials" });
}

test("token calls and API calls are counted, including calls that fail", async () => {
  fail({ status: 500 });
  await issue();
  await payout(await token());
  const { tokenCalls, apiCalls, calls } = sandbox.control.state({ provider: "wakapay" });
  assert.deepEqual([tokenCalls, apiCalls, calls.map((call) => call.status)], [2, 1, [500, 200, 201]]);
});

test("all commands can be sent by HTTP", async () => {
  answers(await control("fail", { provider: "wakapay", at: "token", times: 1, status: 429 }), 200);
  answers(await issue(), 429);
  const headers = await token();
  await control("clock", { offsetMs: 3_600_000 });
  answers(await payout(headers), 401);
  await control("clock", { offsetMs: 0 });
  await control("revoke", { provider: "wakapay" });
  answers(await payout(headers), 401);
  await control("configure", { provider: "wakapay", settings: { expiresIn: [] } });
  assert.deepEqual(Object.keys((await issue()).json), ["accessToken"]);
  answers(await control("state", { provider: "wakapay" }), 200, { tokenCalls: 3, apiCalls: 2 });
  await control("reset");
  answers(await control("state", { provider: "wakapay" }), 200, { tokenCalls: 0, apiCalls: 0 });
});

for (const [name, argument, told] of [
  ["fail", { provider: "paypal", at: "token", status: 500 }, /provider/],
  ["fail", { provider: "wakapay", at: "tokens", status: 500 }, /at/],
  ["fail", { provider: "wakapay", at: "token", how: "explode" }, /how/],
  ["fail", { provider: "wakapay", at: "token" }, /status/],
  ["fail", { provider: "wakapay", at: "token", status: 500, times: 0 }, /times/],
  ["fail", { provider: "wakapay", at: "token", how: "redirect" }, /to/],
  ["configure", { provider: "wakapay", settings: { expires_in: ["1"] } }, /expires_in/],
  ["configure", { provider: "wakapay", credentials: { key: "x" } }, /key/],
  ["clock", {}, /offsetMs/],
  ["state", {}, /provider/],
]) {
  test(`the command ${name} with ${JSON.stringify(argument)} is rejected`, async () => {
    const answer = await control(name, argument);
    assert.equal(answer.status, 400);
    assert.match(answer.text, told);
  });
}

test("an unknown command and a GET are answered with 404", async () => {
  assert.equal((await control("toString", {})).status, 404);
  assert.equal((await send(`${sandbox.url("control")}/control/reset`, { method: "GET" })).status, 404);
});

test("the sandbox does not import payauth", async () => {
  const folder = new URL("./", import.meta.url);
  const files = (await readdir(folder)).filter((name) => !name.endsWith(".test.mjs"));
  for (const name of files) {
    const imports = (await readFile(new URL(name, folder), "utf8")).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g);
    for (const [, from] of imports) assert.match(from, /^(node:|\.\/)/, `${name} imports ${from}`);
  }
});
