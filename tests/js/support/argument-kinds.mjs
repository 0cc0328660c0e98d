// Every argument and option of every exported function, and the kinds of values that the argument or option accepts.

import * as payauth from "payauth";
import {
  basicAuth,
  bearerAuth,
  hmacKey,
  idempotencyKey,
  isPayauthError,
  parseBasicAuth,
  rateLimit,
} from "payauth";
import { webhookSignatures } from "./argument-kinds-webhooks.mjs";
import { door, NOW } from "./clients.mjs";
import { provider, PROVIDERS } from "./providers.mjs";

export const [TEXT, MAYBE, OPTIONS] = [["string"], ["string", "undefined"], ["plain"]];
export const BYTES = ["string", "bytes"];
export const NUMBER = ["number", "not-finite"];
export const FIELDS = ["plain", "map", "params"];
const JSON_KINDS = ["string", "number", "bigint", "boolean", "null", "plain", "array", "date"];

/** The kind of an argument that accepts every value. */
export const ANY = "any";

const PAGE = { number: 0, size: 20, totalElements: 0, totalPages: 0 };

const key = hmacKey({ algorithm: "SHA-256", secret: "k" });
const shop = door();

/**
 * The objects whose methods the rows call, by the prefixes of the names of the rows, such as `dogpay()`. A test fails if a method of one of
 * these objects has no row.
 */
export const MADE_CLIENTS = Object.fromEntries(PROVIDERS.map(({ name, make, more }) => [`${name}()`, make(more)]));

/** Rows by function. A row has the argument's name in errors, the kinds of values that the argument accepts, and a call with a value. */
export const SIGNATURES = {
  basicAuth: [
    ["userId", TEXT, (value) => basicAuth(value, "p")],
    ["password", TEXT, (value) => basicAuth("u", value)],
    ["options", ["plain", "undefined"], (value) => basicAuth("u", "p", value)],
    ["mode", MAYBE, (mode) => basicAuth("u", "p", { mode })],
  ],
  parseBasicAuth: [
    ["authorization", TEXT, (value) => parseBasicAuth(value)],
    ["options", ["plain", "undefined"], (value) => parseBasicAuth("Basic dTpw", value)],
    ["mode", MAYBE, (mode) => parseBasicAuth("Basic dTpw", { mode })],
  ],
  bearerAuth: [["token", TEXT, (value) => bearerAuth(value)]],
  hmacKey: [
    ["options", OPTIONS, (value) => hmacKey(value)],
    ["algorithm", TEXT, (algorithm) => hmacKey({ algorithm, secret: "k" })],
    ["secret", BYTES, (secret) => hmacKey({ algorithm: "SHA-256", secret })],
    ["encoding", MAYBE, (encoding) => hmacKey({ algorithm: "SHA-256", secret: "k", encoding })],
  ],
  "hmacKey().sign": [
    ["message", BYTES, (value) => key.sign(value)],
    ["encoding", MAYBE, (value) => key.sign("m", value)],
  ],
  "hmacKey().verify": [
    ["message", BYTES, (value) => key.verify(value, "00")],
    ["tag", TEXT, (value) => key.verify("m", value), { surrogate: "taken" }],
    ["encoding", MAYBE, (value) => key.verify("m", "00", value)],
  ],
  "hmacKey().dispose": [],
  "idempotencyKey.random": [["bytes", ["bytes"], (value) => idempotencyKey.random(value)]],
  "idempotencyKey.derive": [
    ["options", OPTIONS, (value) => idempotencyKey.derive(value)],
    ["secret", BYTES, (secret) => derive({ secret })],
    ["operation", TEXT, (operation) => derive({ operation })],
    ["method", TEXT, (method) => derive({ method })],
    ["path", TEXT, (path) => derive({ path })],
    ["body", [...BYTES, "undefined"], (body) => derive({ body })],
  ],
  rateLimit: [
    ["state", MAYBE, (value) => rateLimit(value, { now: NOW, perSecond: 1 })],
    ["options", OPTIONS, (value) => rateLimit(undefined, value)],
    ["now", ["date"], (now) => rateLimit(undefined, { now, perSecond: 1 })],
    ["perSecond", ["number", "not-finite"], (perSecond) => rateLimit(undefined, { now: NOW, perSecond })],
  ],
  ...Object.assign({}, ...PROVIDERS.map(ofProvider)),
  "doorpay().page": [
    ["options", ["plain", "undefined"], (value) => shop.page(value)],
    ["page", ["number", "not-finite", "undefined"], (page) => shop.page({ page })],
    ["size", ["number", "not-finite", "undefined"], (size) => shop.page({ size })],
  ],
  "doorpay().readPage": [
    // A server can send any JSON, but a text is a body that was not parsed.
    ["answer", ["plain", "array", "number", "not-finite", "boolean", "null"], (value) => shop.readPage(value)],
    ["page", ["number", "not-finite", "undefined"], (page) => shop.readPage(PAGE, page)],
  ],
  "doorpay().readVersion": [
    ["headers", FIELDS, (value) => shop.readVersion(value)],
    ["lastSeen", MAYBE, (value) => shop.readVersion({}, value), { surrogate: "taken" }],
  ],
  ...webhookSignatures(),
  isPayauthError: [["error", ANY, (value) => isPayauthError(value)]],
};

function derive(options) {
  return idempotencyKey.derive({ secret: "s", operation: "o", method: "POST", path: "/", ...options });
}

function ofProvider({ name, make, open, authorization, environment }) {
  return { [name]: options(make, name, environment), ...methods(`${name}()`, MADE_CLIENTS[`${name}()`], open, authorization) };
}

/** The rows for the options of a provider. If the client accepts alternative credentials, each credential may be left out. */
function options(make, name, environment) {
  const { credentials, more } = provider(name);
  return [
    ["options", OPTIONS, (value) => payauth[name](value)],
    ...(environment ? [["environment", TEXT, (environment) => make({ environment })]] : []),
    ...Object.keys({ ...credentials, ...more }).map((key) => [key, more ? MAYBE : TEXT, (value) => make({ [key]: value })]),
    ...common(make),
  ];
}

/** The rows for the options that every client has. */
export function common(make) {
  return [
    ["baseUrl", MAYBE, (baseUrl) => make({ baseUrl })],
    ["webhookSecrets", ["array", "undefined"], (webhookSecrets) => make({ webhookSecrets })],
    ["webhookEncoding", MAYBE, (webhookEncoding) => make({ webhookEncoding })],
    ["webhookScheme", ["undefined"], (webhookScheme) => make({ webhookScheme })],
    ["dangerouslyAllowBrowser", ["boolean", "undefined"], (value) => make({ dangerouslyAllowBrowser: value })],
  ];
}

export function methods(name, of, path, always = {}) {
  const sign = (options) => of.sign({ path, now: NOW, ...always, ...options });
  return {
    [`${name}.sign`]: [
      ["auth", MAYBE, (auth) => sign({ auth })],
      ["authorization", MAYBE, (authorization) => sign({ authorization })],
      ["options", OPTIONS, (value) => of.sign(value)],
      ["path", TEXT, (value) => sign({ path: value })],
      ["now", ["date"], (now) => sign({ now })],
      ["method", MAYBE, (method) => sign({ method })],
      ["idempotencyKey", MAYBE, (idempotencyKey) => sign({ idempotencyKey })],
      ["params", ["plain", "undefined"], (params) => sign({ path: `${path}/{x}`, params })],
      ["params.a", ["string", "number", "not-finite", "bigint"], (a) => sign({ path: `${path}/{a}`, params: { a } })],
      ["query", ["plain", "params", "undefined"], (query) => sign({ query })],
      ["query.a", ["string", "number", "bigint", "boolean", "undefined"], (a) => sign({ query: { a } })],
      ["headers", [...FIELDS, "undefined"], (headers) => sign({ headers })],
      ["headers.X", MAYBE, (value) => sign({ headers: { X: value } })],
      ["body", [...BYTES, "plain", "array", "undefined"], (body) => sign({ body })],
      ["body[0]", [...JSON_KINDS, "not-finite", "undefined"], (a) => sign({ body: { a } })],
      ["body[0]", [...JSON_KINDS, "not-finite"], (a) => sign({ body: [a] })],
    ],
    [`${name}.readError`]: [
      ["answer", OPTIONS, (value) => of.readError(value)],
      ["status", ["number", "not-finite"], (status) => of.readError({ status, body: "" })],
      // `body` has a separate suite, because it accepts any view.
      ["headers", [...FIELDS, "undefined"], (headers) => of.readError({ status: 500, headers, body: "", now: NOW })],
      ["now", ["date", "undefined"], (now) => of.readError({ status: 500, headers: {}, body: "", now })],
    ],
    [`${name}.dispose`]: [],
  };
}
