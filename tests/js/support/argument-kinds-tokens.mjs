// Which kinds of values each argument of token machines, and of clients with `fetch`, accepts. Each row belongs to the table `SIGNATURES`
// of argument-kinds.mjs.

import { clockOffset, MemoryStore, sharedRateLimit } from "payauth";
import { ANY, FIELDS, MADE_CLIENTS, MAYBE, NUMBER, OPTIONS, SIGNATURES, TEXT } from "./argument-kinds.mjs";
import { NOW } from "./clients.mjs";
import { PROVIDERS, WITH_TOKENS } from "./providers.mjs";

const { "dogpay()": asked, "pledg()": merchant } = MADE_CLIENTS;
const { token } = asked;
const times = { sentAt: NOW, now: NOW };
const answer = { status: 500, headers: {}, body: "" };
const store = new MemoryStore();

const begun = (options) => token.beginRefresh(token.initial(), { now: NOW, owner: "one", ...options });
const commit = (options) => token.commitRefresh(token.initial(), "0:0:one", { ...answer, ...options }, times);
const refused = (options) => token.onUnauthorized(token.initial(), { fingerprint: "x", now: NOW, ...options });
const sampled = (options) => clockOffset(undefined, { date: "", sentAt: NOW, receivedAt: NOW, ...options });

const ofTokens = (make) => [
  ["earlyMs", [...NUMBER, "undefined"], (earlyMs) => make({ earlyMs })],
  ["readsExp", ["boolean", "undefined"], (readsExp) => make({ readsExp })],
  ...["fetch", "clock", "sleep", "random", "waitUntil", "report"].map((name) => [
    name,
    ["function", "undefined"],
    (value) => make({ [name]: value }),
  ]),
  ["tokenTimeoutMs", [...NUMBER, "undefined"], (tokenTimeoutMs) => make({ tokenTimeoutMs })],
  ["storeTimeoutMs", [...NUMBER, "undefined"], (storeTimeoutMs) => make({ storeTimeoutMs })],
];

/**
 * The objects whose methods the rows call, by the prefixes of the names of the rows. All providers have the same token machine, so one
 * provider's machine is enough.
 */
export const MADE_TOKENS = {
  "dogpay().token": token,
  "MemoryStore()": store,
};

export const TOKEN_SIGNATURES = {
  ...Object.fromEntries(WITH_TOKENS.map(({ name, make }) => [name, [...SIGNATURES[name], ...ofTokens(make)]])),
  "dogpay().page": [
    ["options", ["plain", "undefined"], (value) => asked.page(value)],
    ["page", [...NUMBER, "undefined"], (page) => asked.page({ page })],
    ["take", [...NUMBER, "undefined"], (take) => asked.page({ take })],
    ["cursorId", MAYBE, (cursorId) => asked.page({ cursorId }), { surrogate: "taken" }],
  ],
  "pledg().signParameters": [
    ["data", ["plain"], (value) => merchant.signParameters(value)],
    ["others", ["plain", "undefined"], (value) => merchant.signParameters({}, value)],
  ],
  "dogpay().token.initial": [],
  "dogpay().token.decide": [
    ["state", TEXT, (value) => token.decide(value, { now: NOW })],
    ["options", OPTIONS, (value) => token.decide(token.initial(), value)],
    ["now", ["date"], (now) => token.decide(token.initial(), { now })],
  ],
  "dogpay().token.beginRefresh": [
    ["state", TEXT, (value) => token.beginRefresh(value, { now: NOW, owner: "one" })],
    ["options", OPTIONS, (value) => token.beginRefresh(token.initial(), value)],
    ["now", ["date"], (now) => begun({ now })],
    ["owner", TEXT, (owner) => begun({ owner })],
    ["leaseMs", [...NUMBER, "undefined"], (leaseMs) => begun({ leaseMs })],
  ],
  "dogpay().token.commitRefresh": [
    ["state", TEXT, (value) => token.commitRefresh(value, "t", answer, times)],
    ["ticket", TEXT, (value) => token.commitRefresh(token.initial(), value, answer, times), { surrogate: "taken" }],
    ["answer", ["plain", "undefined"], (value) => token.commitRefresh(token.initial(), "t", value, times)],
    ["status", NUMBER, (status) => commit({ status })],
    ["headers", FIELDS, (headers) => commit({ headers })],
    ["times", OPTIONS, (value) => token.commitRefresh(token.initial(), "t", answer, value)],
    ["sentAt", ["date"], (sentAt) => token.commitRefresh(token.initial(), "t", answer, { ...times, sentAt })],
    ["now", ["date"], (now) => token.commitRefresh(token.initial(), "t", answer, { ...times, now })],
  ],
  "dogpay().token.onUnauthorized": [
    ["state", TEXT, (value) => token.onUnauthorized(value, { fingerprint: "x", now: NOW })],
    ["options", OPTIONS, (value) => token.onUnauthorized(token.initial(), value)],
    ["fingerprint", TEXT, (fingerprint) => refused({ fingerprint }), { surrogate: "taken" }],
    ["challenge", [...MAYBE, "null"], (challenge) => refused({ challenge }), { surrogate: "taken" }],
    ["now", ["date"], (now) => refused({ now })],
  ],
  "MemoryStore().get": [["key", ANY, (value) => store.get(value)]],
  "MemoryStore().set": [["key", ANY, (value) => store.set(value, "state", { ttlSeconds: 60 })]],
  MemoryStore: [
    ["options", [...OPTIONS, "undefined"], (value) => new MemoryStore(value)],
    ["capacity", ["number", "not-finite", "undefined"], (capacity) => new MemoryStore({ capacity })],
  ],
  sharedRateLimit: [
    ["store", ["map", "params"], (value) => sharedRateLimit(value, { key: "k", perSecond: 1 })],
    ["options", OPTIONS, (value) => sharedRateLimit(store, value)],
    ["key", TEXT, (key) => sharedRateLimit(store, { key, perSecond: 1 })],
    ["perSecond", ["number", "not-finite"], (perSecond) => sharedRateLimit(store, { key: "k", perSecond })],
  ],
  clockOffset: [
    ["state", MAYBE, (value) => clockOffset(value, { date: "", sentAt: NOW, receivedAt: NOW })],
    ["sample", OPTIONS, (value) => clockOffset(undefined, value)],
    ["date", [...MAYBE, "null"], (date) => sampled({ date }), { surrogate: "taken" }],
    ["age", [...MAYBE, "null"], (age) => sampled({ age }), { surrogate: "taken" }],
    ["sentAt", ["date"], (sentAt) => sampled({ sentAt })],
    ["receivedAt", ["date"], (receivedAt) => sampled({ receivedAt })],
  ],
};

/** Every client has `fetch`. Its arguments are checked before anything is sent. */
for (const { name, make, open: path, more } of PROVIDERS) {
  const client = make({ ...more, fetch: sends });
  TOKEN_SIGNATURES[`${name}().fetch`] = [
    ["path", TEXT, (value) => client.fetch(value)],
    ["options", ["plain", "undefined"], (value) => client.fetch(path, value)],
    ["method", MAYBE, (method) => client.fetch(path, { method })],
    ["idempotencyKey", MAYBE, (idempotencyKey) => client.fetch(path, { idempotencyKey })],
  ];
}

async function sends() {
  const answer = { accessToken: "abc", expiresIn: 7200, access_token: "abc", expires_in: 7200 };
  return new Response(JSON.stringify({ ...answer, data: answer }));
}
