// Tests DogPay in the sandbox.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW, answers, send, sendJson, useSandbox } from "./support.mjs";

const sandbox = useSandbox();
const GRANT = { grant_type: "client_credential", appid: "dog_sandbox_key", secret: "dog_sandbox_secret" };
const ORDER = { orderAmount: "12.50", goodsName: "Shoes", callId: "call-1", currencyConfigId: "usd" };

const issue = (body = GRANT, headers) =>
  sendJson(`${sandbox.url("dogpay")}/open-api/v1/auth/access_token`, body, headers);
const token = async () => ({ Authorization: `Bearer ${(await issue()).json.data.access_token}` });
const pay = (body, headers) => sendJson(`${sandbox.url("dogpay")}/open-api/v1/pay`, body, headers);
const list = (query, headers) => send(`${sandbox.url("dogpay")}/open-api/v1/pay${query}`, { method: "GET", headers });

test("a token is in an envelope and is valid for 7200 seconds", async () => {
  const answer = await issue();
  answers(answer, 200, { message: "success", timestamp: NOW, data: { expires_in: 7200, token_type: "bearer" } });
  assert.equal(typeof answer.json.requestId, "string");
  assert.equal("access_token" in answer.json, false);
});

for (const [what, body, headers, status] of [
  ["a grant type with a final s", { ...GRANT, grant_type: "client_credentials" }, {}, 400],
  ["no grant type", { appid: GRANT.appid, secret: GRANT.secret }, {}, 400],
  ["a form", "grant_type=client_credential", { "Content-Type": "application/x-www-form-urlencoded" }, 400],
  ["JSON that is sent as text/plain", JSON.stringify(GRANT), { "Content-Type": "text/plain" }, 400],
  ["broken JSON", "{", {}, 400],
  ["another secret", { ...GRANT, secret: "guess" }, {}, 401],
  ["key and secret swapped", { ...GRANT, appid: GRANT.secret, secret: GRANT.appid }, {}, 401],
  ["no secret", { ...GRANT, secret: undefined }, {}, 401],
  ["credentials in a Basic header", { grant_type: GRANT.grant_type }, { Authorization: "Basic ZG9nOnNlY3JldA==" }, 401],
]) {
  test(`a token request with ${what} is rejected`, async () => {
    const answer = await issue(body, headers);
    answers(answer, status, { code: status, data: null });
  });
}

test("a token is accepted until the last millisecond of its lifetime", async () => {
  const headers = await token();
  answers(await list("", headers), 200, { data: { total: 0, current: 1 } });
  sandbox.control.clock({ offsetMs: 7_199_999 });
  answers(await list("", headers), 200);
  sandbox.control.clock({ offsetMs: 7_200_000 });
  answers(await list("", headers), 401);
});

test("a revoked, unknown, missing or malformed token is rejected", async () => {
  const headers = await token();
  for (const wrong of [
    "Bearer guess",
    headers.Authorization.replace("Bearer", "bearer"),
    `${headers.Authorization}x`,
    "Bearer ",
  ]) {
    answers(await list("", { Authorization: wrong }), 401);
  }
  answers(await list("", {}), 401);
  sandbox.control.revoke({ provider: "dogpay" });
  answers(await list("", headers), 401, { code: 401, data: null });
});

test("the same callId returns the existing order", async () => {
  const headers = await token();
  const first = await pay(ORDER, headers);
  answers(await pay({ ...ORDER, orderAmount: "13" }, headers), 200, {
    data: { id: first.json.data.id, orderAmount: "12.50" },
  });
});

for (const wrong of [
  { orderAmount: 12.5 },
  { orderAmount: "0.01" },
  { orderAmount: "1e3" },
  { goodsName: "" },
  { callId: undefined },
]) {
  test(`the order with ${JSON.stringify(wrong)} is rejected`, async () =>
    answers(await pay({ ...ORDER, ...wrong }, await token()), 400));
}

test("pages are counted from 1", async () => {
  const headers = await token();
  for (const callId of ["a", "b", "c"]) await pay({ ...ORDER, callId }, headers);
  const { json } = await list("?page=2&take=2", headers);
  assert.deepEqual([json.data.total, json.data.current, json.data.list.map((order) => order.callId)], [3, 2, ["c"]]);
  answers(await list("?page=0", headers), 400);
  answers(await list("?take=0", headers), 400);
});

test("a test can set the code of success, which is not documented", async () => {
  sandbox.control.configure({ provider: "dogpay", settings: { successCode: 200 } });
  answers(await issue(), 200, { code: 200 });
});

test("other paths and methods are answered with 404", async () => {
  answers(await send(`${sandbox.url("dogpay")}/open-api/v1/auth/access_token`, { method: "GET" }), 404);
  answers(await sendJson(`${sandbox.url("dogpay")}/auth/access_token`, GRANT), 404);
});
