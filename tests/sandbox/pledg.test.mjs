// Tests Pledg in the sandbox.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { NOW, answers, send, sendJson, useSandbox } from "./support.mjs";

const sandbox = useSandbox();
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const SECRET = "PLEDG_SANDBOX_SECRET";
const REFUND = "/api/purchases/pur_1/credit_by_transfer";

const basic = (user, password) => ({ Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` });
const CLIENT = basic("pledg_sandbox_key", "pledg:sandbox:secret");
const DASHBOARD = basic("merchant@sandbox.example", "pledg_sandbox_password");

const issue = ({ headers = CLIENT, body = "grant_type=client_credentials", type = FORM } = {}) =>
  send(`${sandbox.url("pledg")}/api/token`, { headers: { ...type, ...headers }, body });
const token = async () => ({ Authorization: `Bearer ${(await issue()).json.access_token}` });
const post = (path, body, headers) => sendJson(`${sandbox.url("pledg")}${path}`, body, headers);

test("a token is not in an envelope, and is valid for 600 seconds", async () => {
  answers(await issue(), 200, { token_type: "Bearer", expires_in: 600 });
});

for (const [what, request, status] of [
  ["another secret", { headers: basic("pledg_sandbox_key", "guess") }, 401],
  ["the dashboard's credentials", { headers: DASHBOARD }, 401],
  ["no credentials", { headers: {} }, 401],
  [
    "two spaces before the credentials",
    { headers: { Authorization: CLIENT.Authorization.replace("Basic ", "Basic  ") } },
    401,
  ],
  ["form-encoded credentials", { headers: basic("pledg_sandbox_key", "pledg%3Asandbox%3Asecret") }, 401],
  ["a grant type without the final s", { body: "grant_type=client_credential" }, 400],
  ["another parameter", { body: "grant_type=client_credentials&scope=all" }, 400],
  ["JSON", { body: '{"grant_type":"client_credentials"}', type: { "Content-Type": "application/json" } }, 400],
]) {
  test(`a token request with ${what} is rejected`, async () => assert.equal((await issue(request)).status, status));
}

test("a refund accepts a token, or the dashboard's e-mail and password", async () => {
  answers(await post(REFUND, { amount_cents: 200 }, await token()), 200);
  answers(await post(REFUND, { amount_cents: 200 }, DASHBOARD), 200);
});

test("a release accepts only e-mail and password", async () => {
  answers(await post("/api/purchases/pur_1/release", {}, DASHBOARD), 200);
  answers(await post("/api/purchases/pur_1/release", {}, await token()), 401);
});

test("a refund without credentials is rejected in plain text", async () => {
  for (const headers of [{}, CLIENT, basic("merchant@sandbox.example", "guess"), { Authorization: "Bearer guess" }]) {
    const answer = await post(REFUND, { amount_cents: 200 }, headers);
    assert.deepEqual(
      [answer.status, answer.text, answer.headers.get("Content-Type")],
      [401, "Unauthorized", "text/plain"],
    );
  }
});

test("an expired or revoked token is rejected", async () => {
  const [old, revoked] = [await token(), await token()];
  sandbox.control.clock({ offsetMs: 599_999 });
  answers(await post(REFUND, { amount_cents: 200 }, old), 200);
  sandbox.control.clock({ offsetMs: 600_000 });
  answers(await post(REFUND, { amount_cents: 200 }, old), 401);
  sandbox.control.clock({ offsetMs: 0 });
  sandbox.control.revoke({ provider: "pledg" });
  answers(await post(REFUND, { amount_cents: 200 }, revoked), 401);
});

for (const body of [{ amount_cents: 0 }, { amount_cents: 2.5 }, { amount_cents: "200" }, {}, "{"]) {
  test(`the refund ${JSON.stringify(body)} is rejected in plain text`, async () => {
    const answer = await post(REFUND, body, DASHBOARD);
    assert.deepEqual([answer.status, answer.json], [400, undefined]);
  });
}

function jwt(payload, { secret = SECRET, header = { typ: "JWT", alg: "HS256" } } = {}) {
  const signed = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

const link = (signature) => post(`/api/purchase_link/?signature=${signature}`, {});
const DATA = { data: { merchantUid: "mer_1", reference: "order_123", amountCents: 30550 } };

test("signed parameters are accepted in the query, and as the only member of the body", async () => {
  answers(await link(jwt(DATA)), 200, { purchase_link: "https://front.sandbox.example/l/order_123" });
  answers(await post("/api/payment_by_transfer", { signature: jwt(DATA) }), 200);
});

test("the members of the JWT's header may have any order, and an expired JWT is rejected", async () => {
  answers(await link(jwt(DATA, { header: { alg: "HS256", typ: "JWT" } })), 200);
  answers(await link(jwt({ ...DATA, exp: NOW / 1000 + 1 })), 200);
  answers(await link(jwt({ ...DATA, exp: NOW / 1000 })), 401);
});

for (const [what, signature] of Object.entries({
  "no signature": "",
  "no JWT": "abc",
  "another secret": jwt(DATA, { secret: "pledg:sandbox:secret" }),
  "the secret decoded from base64": jwt(DATA, { secret: Buffer.from(SECRET, "base64") }),
  "alg none": jwt(DATA, { header: { alg: "none" } }),
  "alg RS256": jwt(DATA, { header: { alg: "RS256" } }),
  "alg in lower case": jwt(DATA, { header: { alg: "hs256" } }),
  "no data wrapper": jwt(DATA.data),
  "data that is a list": jwt({ data: [] }),
  "a payload that is not an object": jwt("data"),
  padding: `${jwt(DATA)}=`,
  "a truncated signature": jwt(DATA).slice(0, -1),
  "no signature segment": jwt(DATA).replace(/[^.]*$/, ""),
  "two signatures": `${jwt(DATA)}&signature=${jwt(DATA)}`,
})) {
  test(`signed parameters with ${what} are rejected`, async () => answers(await link(signature), 401));
}

test("other paths and methods are answered with 404", async () => {
  answers(await send(`${sandbox.url("pledg")}/api/token`, { method: "GET", headers: CLIENT }), 404);
  answers(await post("/api/purchases/mer_1/credit_by_transfer", {}, DASHBOARD), 404);
});
