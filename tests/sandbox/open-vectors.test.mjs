// The fourteen APIs of the sandbox accept exactly the requests of the published vectors. Without this test, payauth and the sandbox
// could have the same wrong fact.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { APIS, irisSignature, stkPassword } from "./open-apis.mjs";
import { DELIVERIES } from "./open-deliveries.mjs";
import { serve } from "./open-serve.mjs";
import { ProviderState } from "./provider-state.mjs";

const FOLDER = new URL("../vectors/providers/defined/", import.meta.url);
const files = readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")));
const BUILT_IN = ["dvpay", "doorpay", "dogpay", "wakapay", "pledg"];
const providers = Object.fromEntries(files.filter(({ provider }) => !BUILT_IN.includes(provider)).map(({ provider, vectors }) => [provider, vectors]));

const CHECKS = {
  request: (name, vector) => {
    const room = roomOf(name, vector);
    const call = callOf(name, vector);
    const isAccepted = (changed) => room.answer({ ...call, ...changed }).answer.status < 300;
    if (vector.call.token) room.tokens.accepts = (token) => token === vector.call.token;
    assert.ok(isAccepted({}), "the vector's request is rejected");
    if (APIS[name].open?.(call)) return;
    for (const field of Object.keys(call.headers).filter((field) => isCredential(name, field))) {
      const without = Object.fromEntries(Object.entries(call.headers).filter(([other]) => other !== field));
      assert.ok(!isAccepted({ headers: without }), `a request without ${field} is accepted`);
      assert.ok(!isAccepted({ headers: { ...call.headers, [field]: changed(call.headers[field]) } }), `a request with another ${field} is accepted`);
    }
    for (const other of SIGNED[name]?.(call) ?? []) assert.ok(!isAccepted(other), JSON.stringify(other));
  },
  "token-request": (name, vector) => {
    const room = roomOf(name, vector);
    const call = callOf(name, vector);
    const status = (changed) => room.answer({ ...call, ...changed }).answer.status;
    assert.equal(status({}), APIS[name].token.status ?? 200);
    assert.equal(status({ body: Buffer.from(`${call.body}x`) }), 401);
    assert.equal(status({ method: "PUT" }), 401);
  },
  "token-answer": (name, { answer }) => {
    const { token } = APIS[name];
    const served = token.answer("token-1", token, 1_709_380_800_000);
    assert.deepEqual(shape(served), shape(answer.body));
  },
  error: (name, { answer }) => {
    const { headers = {}, body } = APIS[name].error(answer.status === 200 ? Number(answer.body.status_code) : answer.status, {
      number: 1,
      path: "/",
    });
    const missing = Object.entries(shape(answer.body)).filter(([path, type]) => shape(body)[path] !== type);
    assert.deepEqual(missing, [], "members of the vector's error that are not in the sandbox's error");
    for (const field of Object.keys(answer.headers ?? {})) assert.ok(Object.hasOwn(headers, field), field);
  },
  webhook: (name, { client, secrets = [], delivery, now, expect }) => {
    if (expect !== "ok") return;
    const { url, body } = delivery;
    const sent = { body, url, now: TIMES[name]?.(delivery) ?? now, secret: secrets.at(-1), credentials: client };
    const made = DELIVERIES[name]({ ...sent, requestId: delivery.headers["x-request-id"] });
    assert.equal(made.body ?? body, body);
    const fields = (headers) => Object.entries(headers).map(([field, value]) => [field.toLowerCase(), withoutV0(value)]).sort();
    assert.deepEqual(fields(made.headers), fields(delivery.headers));
  },
  note: (name, { inputs, expect }) =>
    assert.equal(name === "midtrans" ? irisSignature(inputs) : stkPassword(inputs), expect),
};

for (const [name, vectors] of Object.entries(providers).filter(([name]) => Object.hasOwn(APIS, name))) {
  for (const vector of vectors) {
    const check = CHECKS[vector.kind];
    if (check) test(`${name}, ${vector.kind}: ${vector.name}`, () => check(name, vector));
  }
}

test("every API of the sandbox has examples, which this file checks", () => {
  assert.deepEqual(Object.keys(APIS).filter((name) => !Object.hasOwn(providers, name)), []);
  assert.ok(Object.keys(APIS).length >= 14);
});


/** The time at which a sender signed a message, for messages that are received later. */
const TIMES = {
  "stripe": ({ headers }) => Number(/t=(\d+)/.exec(headers["Stripe-Signature"])[1]) * 1000,
};

/** Removes Stripe's older signature, which payauth does not verify. */
const withoutV0 = (value) => value.replace(/,v0=.*/, "");

/** Changes to the signed parts, each of which must be rejected. */
const SIGNED = {
  "coinbase-exchange": ({ now, target, body }) => [
    { target: `${target}&more=1` },
    { method: "PUT" },
    { body: Buffer.from(`${body} `) },
    { now: now + 30_001 },
  ],
  "dlocal": ({ now, body }) => [{ body: Buffer.from(`${body} `) }, { now: now + 1_800_001 }],
  "binance-spot": ({ now, search, body }) => [
    { search: search.replace("timestamp=1", "timestamp=2") },
    { search: search.replace(/.$/, (last) => changed(last)) },
    { search: `${search}&more=1` },
    { body: Buffer.from(`${body}x=1`) },
    { now: now + 5_001 },
  ],
  "worldline-connect": ({ now, target, headers }) => [
    { target: `${target}?more=1` },
    { method: "PUT" },
    { headers: { ...headers, "x-gcs-more": "1" } },
    { headers: { ...headers, "content-type": "text/plain" } },
    { now: now + 300_001 },
  ],
};

/** Whether a header field authenticates a call. Other fields only describe the call. */
function isCredential(name, field) {
  if (name === "worldline-connect") return true;
  return !/^(content-type|stripe-.*|x-api-version|accept)$|idempoten|request-id/.test(field);
}

function roomOf(name, { client }) {
  const room = new ProviderState(serve(APIS[name]));
  room.credentials = { ...room.credentials, ...client };
  return room;
}

/** The request of a vector as the server sees it, with default values for members that the vector omits. */
function callOf(name, vector) {
  const { kind, call = {}, expect, now = 1_709_380_800_000 } = vector;
  const usual = kind === "token-request" ? APIS[name].token.method : undefined;
  const url = new URL(expect.url ?? `https://api.example${APIS[name].base ?? ""}${call.path ?? APIS[name].token.path}`);
  const body = Buffer.from(expect.body ?? call.body ?? "");
  const method = expect.method ?? call.method ?? usual ?? (body.length ? "POST" : "GET");
  const given = { ...USUAL[name]?.(vector, now), ...call.headers, ...expect.headers };
  const headers = Object.fromEntries(Object.entries(given).map(([field, value]) => [field.toLowerCase(), value]));
  if (body.length) headers["content-type"] ??= kind === "token-request" ? FORM : "application/json";
  const target = url.pathname + url.search;
  const search = url.search.slice(1);
  return { method, path: url.pathname, target, search, query: url.searchParams, headers, body, now, number: 1 };
}

const FORM = "application/x-www-form-urlencoded";

/** Header fields that the vectors do not repeat. */
const USUAL = {
  "coinbase-exchange": ({ client }, now) => ({
    "CB-ACCESS-KEY": client.key,
    "CB-ACCESS-PASSPHRASE": client.passphrase,
    "CB-ACCESS-TIMESTAMP": String(now / 1000),
  }),
  "binance-spot": ({ client }) => ({ "X-MBX-APIKEY": client.apiKey }),
  "worldline-connect": (_, now) => ({ Date: new Date(now).toUTCString() }),
  "airwallex": ({ kind, client }) =>
    kind === "token-request" ? { "x-client-id": client.clientId, "x-api-key": client.apiKey } : {},
};

function changed(text) {
  const last = text.at(-1) === "1" ? "2" : "1";
  return text.slice(0, -1) + last;
}

/** The type of each member, by its path. */
function shape(value, path = "") {
  if (value === null || typeof value !== "object") return { [path]: typeof value };
  return Object.assign({}, ...Object.entries(value).map(([name, member]) => shape(member, path ? `${path}.${name}` : name)));
}
