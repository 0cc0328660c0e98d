// Tests WakaPay in the sandbox.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answers, send, sendJson, useSandbox } from "./support.mjs";

const sandbox = useSandbox();
const PAIR = { apiKey: "waka_sandbox_key", apiSecret: "waka_sandbox_secret" };
const MALFORMED = "token is malformed: token contains an invalid number of segments";

const issue = (body = PAIR, headers) => sendJson(`${sandbox.url("wakapay")}/business/auth`, body, headers);
const token = async () => ({ Authorization: `Bearer ${(await issue()).json.accessToken}` });
const balance = (headers, query = "?currency=USD") =>
  send(`${sandbox.url("wakapay")}/business/balance${query}`, { method: "GET", headers });
const post = (path, body, headers) => sendJson(`${sandbox.url("wakapay")}/business/${path}`, body, headers);

test("the answer with a token has no envelope, its names are in camel case, and the token is valid for 3600 seconds", async () => {
  const { status, json } = await issue();
  assert.deepEqual([status, Object.keys(json), json.expiresIn], [200, ["accessToken", "expiresIn"], 3600]);
  assert.equal(Buffer.from(json.accessToken.split(".")[0], "base64url").toString(), '{"alg":"HS256","typ":"JWT"}');
});

for (const [what, body, headers, status, error] of [
  ["no secret", { apiKey: PAIR.apiKey }, {}, 400, "apiKey and apiSecret required"],
  ["an empty key", { ...PAIR, apiKey: "" }, {}, 400, "apiKey and apiSecret required"],
  [
    "names in snake case",
    { api_key: PAIR.apiKey, api_secret: PAIR.apiSecret },
    {},
    400,
    "apiKey and apiSecret required",
  ],
  ["broken JSON", "{", {}, 400, "invalid payload"],
  ["an array", "[]", {}, 400, "invalid payload"],
  ["another content type", JSON.stringify(PAIR), { "Content-Type": "text/plain" }, 400, "invalid payload"],
  ["another secret", { ...PAIR, apiSecret: "guess" }, {}, 401, "invalid credentials"],
  ["key and secret swapped", { apiKey: PAIR.apiSecret, apiSecret: PAIR.apiKey }, {}, 401, "invalid credentials"],
]) {
  test(`a token request with ${what} is answered with the error "${error}"`, async () => {
    const answer = await issue(body, headers);
    assert.deepEqual([answer.status, answer.json], [status, { code: 0, error }]);
  });
}

test("a token is accepted until it expires", async () => {
  const headers = await token();
  sandbox.control.clock({ offsetMs: 3_599_999 });
  answers(await balance(headers), 200, { currency: "USD" });
  sandbox.control.clock({ offsetMs: 3_600_000 });
  assert.deepEqual((await balance(headers)).json, { message: MALFORMED });
});

test("an error about a token has another shape than all other errors", async () => {
  const headers = await token();
  const missing = await balance({});
  assert.deepEqual([missing.status, missing.json], [401, { message: "missing value in request header" }]);
  for (const wrong of ["Bearer x", "bearer x", headers.Authorization.slice(0, -1), headers.Authorization.slice(7)]) {
    const answer = await balance({ Authorization: wrong });
    assert.deepEqual([answer.status, answer.json], [401, { message: MALFORMED }]);
  }
  sandbox.control.revoke({ provider: "wakapay" });
  answers(await balance(headers), 401, { message: MALFORMED });
});

test("a businessReference makes one payout", async () => {
  const headers = await token();
  answers(await post("payout", { businessReference: "p-1" }, headers), 201, { status: "termination_pending" });
  answers(await post("payout", { businessReference: "p-1" }, headers), 409, { code: 0 });
  answers(await post("payout", {}, headers), 400, { code: 0 });
});

test("a recipient is verified in four countries", async () => {
  const headers = await token();
  answers(await post("verify-transfer", { countryCode: "KE", phoneNumber: "0700000000" }, headers), 200);
  answers(await post("verify-transfer", { countryCode: "FR", phoneNumber: "0700000000" }, headers), 400);
  answers(await post("verify-transfer", { countryCode: "KE" }, headers), 400);
});

test("a balance needs a currency, and other paths and methods are answered with 404", async () => {
  answers(await balance(await token(), ""), 400, { code: 0 });
  answers(await send(`${sandbox.url("wakapay")}/business/auth`, { method: "GET" }), 404);
  answers(await issue(PAIR).then(() => post("unknown", {})), 404);
});
