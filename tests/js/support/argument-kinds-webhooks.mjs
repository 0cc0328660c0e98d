// Which kinds of values each argument and option of the webhook functions accepts. Each row belongs to the table `SIGNATURES` of
// argument-kinds.mjs.

import { defineScheme, MemoryStore, once, schemes, signRequest, signWebhook, verifyWebhook, webhookHandler } from "payauth";
import { explainMismatch } from "payauth/explain";
import { asana, meta } from "payauth/schemes";
import { NOW } from "./clients.mjs";
import { own } from "./own-provider.mjs";
import { PROVIDERS } from "./providers.mjs";
import { providers } from "./shipped-providers.mjs";

const [TEXT, MAYBE, OPTIONS] = [["string"], ["string", "undefined"], ["plain"]];
const [BYTES, FIELDS] = [
  ["string", "bytes"],
  ["plain", "map", "params"],
];
const CLIENTS = [...PROVIDERS, { name: "own", make: own }];
const NUMBER = ["number", "not-finite"];
const [STORE, EVENT] = [new MemoryStore(), { replayKey: "0".repeat(32) }];
const TAKEN = { surrogate: "taken" };

const JSON_KINDS = ["string", "number", "not-finite", "bigint", "boolean", "null", "undefined", "plain", "array", "date"];

export function webhookSignatures() {
  const headers = signWebhook(schemes.stripe, { body: "{}", now: NOW, secret: "s" });
  const given = { headers, body: "{}", now: NOW, secrets: ["s"] };
  const verify = (options) => verifyWebhook(schemes.stripe, { ...given, ...options });
  const explain = (options) => explainMismatch(schemes.stripe, { ...given, ...options });
  const sign = (options) => signWebhook(schemes.stripe, { body: "{}", now: NOW, secret: "s", ...options });
  const own = { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Tag": "{signature}" } };
  const request = { url: "https://x.example/", now: NOW, secret: "s" };
  const signOne = (options) => signRequest(defineScheme(own), { ...request, ...options });
  const webhooks = { webhookScheme: schemes.stripe, webhookSecrets: ["s"] };
  return {
    defineScheme: [
      ["definition", OPTIONS, (value) => defineScheme(value)],
      ["definition.hash", JSON_KINDS, (hash) => defineScheme({ ...own, hash })],
    ],
    verifyWebhook: [
      ["scheme", [], (value) => verifyWebhook(value, given)],
      ["options", OPTIONS, (value) => verifyWebhook(schemes.stripe, value)],
      ...secrets(verify),
      ...delivery(verify),
    ],
    explainMismatch: [
      ["scheme", TEXT, (value) => explainMismatch(value, given)],
      ["requestsOf", [], (requestsOf) => explainMismatch({ requestsOf }, given)],
      ["auth", MAYBE, (auth) => explainMismatch({ requestsOf: providers.coinbaseExchange, auth }, given)],
      ["method", MAYBE, (method) => explain({ method })],
      ["vars", ["plain", "undefined"], (vars) => explain({ vars })],
      ["options", OPTIONS, (value) => explainMismatch(schemes.stripe, value)],
      ...secrets(explain),
      ...delivery(explain),
    ],
    signWebhook: [
      ["scheme", [], (value) => signWebhook(value, { body: "{}", now: NOW, secret: "s" })],
      ["options", OPTIONS, (value) => signWebhook(schemes.stripe, value)],
      ["now", ["date"], (now) => sign({ now })],
      ["secret", BYTES, (secret) => sign({ secret })],
      ["id", MAYBE, (id) => sign({ id })],
      ["url", MAYBE, (url) => sign({ url })],
    ],
    signRequest: [
      ["scheme", [], (value) => signRequest(value, request)],
      ["options", OPTIONS, (value) => signRequest(defineScheme(own), value)],
      ["now", ["date"], (now) => signOne({ now })],
      ["secret", BYTES, (secret) => signOne({ secret })],
      ["url", TEXT, (url) => signOne({ url })],
      ...["method", "id", "nonce", "keyId"].map((name) => [name, MAYBE, (value) => signOne({ [name]: value })]),
    ],
    ...Object.fromEntries(CLIENTS.flatMap(({ name, make }) => rows(name, make(webhooks), given))),
    ...handlingSignatures(),
  };
}

/** The functions that handle messages: `once` and `webhookHandler`. */
function handlingSignatures() {
  const handles = (options, scheme = schemes.stripe) => webhookHandler(scheme, { secrets: ["s"], ...options }, () => {});
  return {
    once: [
      ["store", ["map", "params"], (store) => once(store, EVENT, () => {})],
      ["event.replayKey", ["string", "undefined"], (replayKey) => once(STORE, { replayKey }, () => {})],
      ["handler", ["function"], (handler) => once(STORE, EVENT, handler)],
      ["options", [...OPTIONS, "undefined"], (options) => once(STORE, EVENT, () => {}, options)],
      ["scope", MAYBE, (scope) => once(STORE, EVENT, () => {}, { scope })],
      ["leaseSeconds", [...NUMBER, "undefined"], (leaseSeconds) => once(STORE, EVENT, () => {}, { leaseSeconds })],
      ["rememberSeconds", [...NUMBER, "undefined"], (rememberSeconds) => once(STORE, EVENT, () => {}, { rememberSeconds })],
    ],
    webhookHandler: [
      ["sender", ["function"], (sender) => webhookHandler(sender, { secrets: ["s"] }, () => {})],
      ["options", OPTIONS, (options) => webhookHandler(schemes.stripe, options, () => {})],
      ["handler", ["function"], (handler) => webhookHandler(schemes.stripe, { secrets: ["s"] }, handler)],
      ["secrets", ["array", "function"], (secrets) => handles({ secrets })],
      ["maxBytes", [...NUMBER, "undefined"], (maxBytes) => handles({ maxBytes })],
      ["methods", ["array", "undefined"], (methods) => handles({ methods })],
      ["handshake", MAYBE, (handshake) => handles({ handshake })],
      ["secrets[0]", [...BYTES, "plain", "undefined"], (secret) => handles({ secrets: [secret] })],
      ["secrets[0].secret", [...BYTES, "undefined"], (secret) => handles({ secrets: [{ id: "a", secret }] })],
      ["secrets[1].notAfter", ["date", "undefined"], (notAfter) => handles({ secrets: [undefined, { id: "a", secret: "s", notAfter }] })],
      ["store", ["map", "params", "function", "undefined"], (store) => handles({ store })],
      ["scope", MAYBE, (scope) => handles({ scope })],
      ["url", [...MAYBE, "function"], (url) => handles({ url })],
      ["vars", ["plain", "function", "undefined"], (vars) => handles({ vars })],
      ["vars.x", MAYBE, (x) => handles({ vars: { x } })],
      ["verifyToken", [...MAYBE, "function"], (verifyToken) => handles({ verifyToken }, meta)],
      ["unsafeSkipTimestamp", ["boolean", "undefined"], (value) => handles({ unsafeSkipTimestamp: value })],
      ...["pastSecs", "leaseSeconds", "rememberSeconds", "storeTimeoutMs"].map((name) => [name, [...NUMBER, "undefined"], (value) => handles({ [name]: value })]),
      ["futureSecs", [...NUMBER, "undefined"], (futureSecs) => handles({ pastSecs: 1, futureSecs })],
      ...["clock", "sleep", "random", "onReject"].map((name) => [name, ["function", "undefined"], (value) => handles({ [name]: value })]),
      ["onSecret", ["function", "undefined"], (onSecret) => handles({ onSecret }, asana)],
    ],
  };
}

function rows(name, of, { headers, body, now }) {
  const verify = (options) => of.verifyWebhook({ headers, body, now, ...options });
  return [
    [`${name}().verifyWebhook`, [["delivery", OPTIONS, (value) => of.verifyWebhook(value)], ...delivery(verify)]],
    [`${name}().receive`, [["request", [], (value) => of.receive(value)]]],
  ];
}

function secrets(take) {
  return [
    ["secrets", ["array"], (secrets) => take({ secrets })],
    ["secrets[0]", [...BYTES, "plain"], (secret) => take({ secrets: [secret] })],
    ["secrets[0].secret", BYTES, (secret) => take({ secrets: [{ id: "a", secret }] })],
    ["secrets[0].id", TEXT, (id) => take({ secrets: [{ id, secret: "s" }] })],
    ["secrets[0].notBefore", ["date", "undefined"], (notBefore) => take({ secrets: [{ id: "a", secret: "s", notBefore }] })],
    ["secrets[0].notAfter", ["date", "undefined"], (notAfter) => take({ secrets: [{ id: "a", secret: "s", notAfter }] })],
  ];
}

/** The rows for the options of a delivery. `body` has a separate suite, because it accepts any view. */
function delivery(take) {
  return [
    ["headers", FIELDS, (headers) => take({ headers }), TAKEN],
    ["now", ["date"], (now) => take({ now })],
    ["url", MAYBE, (url) => take({ url })],
    ["pastSecs", ["number", "not-finite", "undefined"], (pastSecs) => take({ pastSecs })],
    ["futureSecs", ["number", "not-finite", "undefined"], (futureSecs) => take({ pastSecs: 1, futureSecs })],
    ["unsafeSkipTimestamp", ["boolean", "undefined"], (value) => take({ unsafeSkipTimestamp: value })],
  ];
}
