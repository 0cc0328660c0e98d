// For every code of ERRORS.md, calls that are rejected with this code. In each call, a secret or another input is or contains the canary,
// which is a text that must not appear in any error.

import { basicAuth, bearerAuth, defineProvider, hmacKey, idempotencyKey, once, parseBasicAuth, rateLimit } from "payauth";
import { API, dog, door, dv, NOW, pl, REFUND, waka } from "./clients.mjs";
import { canBePage, inPage } from "./page.mjs";
import { at, grant, Kept } from "./token-machine.mjs";
import { trapNext } from "./trap.mjs";
import { webhookRefusals } from "./webhook-refusals.mjs";

/** This text is concatenated, because some runtimes show source lines with an error. */
export const CANARY = ["canary", "8d2f61"].join("-");

/** Codes that no call in this file can cause, and the reasons. */
export const UNREACHED = {
};

const algorithm = "SHA-256";
const key = (secret, encoding = "utf8") => hmacKey({ algorithm, secret, encoding });
const refund = (options) =>
  dv({ apiSecret: CANARY }).sign({ path: REFUND, now: NOW, body: `{"pin":"${CANARY}"}`, ...options });
const order = (options) => door({ apiSecret: `sk_test_${CANARY}` }).sign({ path: "/x", now: NOW, ...options });

/** A token with the canary, as a provider would return it. */
const TOKEN = CANARY.replaceAll(/\W/g, "-");
const machine = () => waka({ apiSecret: CANARY }).token;

/** Throws the error about a token answer. */
function refused(answer, { again = false } = {}) {
  const kept = new Kept(machine());
  const { ticket } = kept.begin(0);
  const error = kept.commit(ticket, answer, 0);
  throw again ? (kept.commit(ticket, grant(TOKEN), 1) ?? error) : error;
}

const fetched = (store) => waka({ apiSecret: CANARY, fetch: async () => new Response(CANARY), ...store }).fetch("/x");
const failing = (store) =>
  once({ atomic: true, get: async () => null, set: async () => true, ...store }, { replayKey: "0".repeat(32) }, () => CANARY);

export const REFUSALS = {
  ERR_ARGUMENT_TYPE: [
    () => key([CANARY]),
    () => key({ secret: CANARY }),
    () => key(Object(CANARY)),
    () => basicAuth("u", [CANARY]),
    () => bearerAuth({ token: CANARY }),
    () => dv({ apiSecret: { value: CANARY } }),
    () => order({ headers: [CANARY] }),
    () => order({ body: Object(CANARY) }),
    () => order({ query: CANARY }),
    () => dog({ secret: [CANARY] }),
    () => pl().signParameters(CANARY),
    () => machine().decide({ state: CANARY }, { now: at(0) }),
    () => machine().beginRefresh([CANARY], { now: at(0), owner: "one" }),
    () => fetched({ store: CANARY }),
    () => waka({ apiSecret: CANARY, fetch: CANARY }),
    () => waka().fetch("/x", CANARY),
  ],
  ERR_BASE_URL: [
    () => door({ baseUrl: `https://user:${CANARY}@api.example/sandbox` }),
    () => door({ baseUrl: `https://api.example/sandbox?token=${CANARY}` }),
  ],
  ERR_BASIC_USER_PASS: [() => basicAuth("u", `${CANARY}\n`), () => basicAuth(`${CANARY}:`, "p"), () => pl({ apiKey: `${CANARY}:`, apiSecret: CANARY }).fetch("/x", { body: {} })],
  ERR_BEARER_TOKEN: [() => bearerAuth(`Bearer ${CANARY}`), () => bearerAuth(`${CANARY}\n`)],
  ERR_BODY: [
    () => refund({ idempotencyKey: "k", body: `${CANARY}0` }),
    () => order({ body: { a: CANARY, b: Number.NaN } }),
  ],
  ERR_WASM: [],
  ERR_BROWSER: canBePage ? [() => inPage(() => dv({ apiSecret: CANARY }))] : [],
  ERR_CLOCK: [() => machine().decide(machine().initial(), { now: new Date(0) }), () => fetched({ clock: () => 0 })],
  ERR_DEFINITION: [
    () => defineProvider({ name: "x", servers: { live: "https://x.example" }, credentials: { key: {} }, auth: { bearer: `{${CANARY}}` } }),
    () => defineProvider({ name: CANARY, servers: {}, credentials: {}, auth: {} }),
  ],
  ERR_CREDENTIALS: [
    () => pl({ merchantSecret: CANARY, apiKey: undefined }),
    () => pl({ apiKey: undefined, apiSecret: undefined, merchantSecret: CANARY }).token.key,
    () => pl({ apiSecret: CANARY }).signParameters({ pin: CANARY }),
    () => door({ apiSecret: `sk_live_${CANARY}` }),
    () => door({ apiKey: CANARY }),
    () => dv({ apiKey: `${CANARY}é` }),
  ],
  ERR_DISPOSED: [
    () => disposed(key(CANARY)).sign("m"),
    () => disposed(dv({ apiSecret: CANARY })).sign({ path: API, now: NOW }),
  ],
  ERR_ENCODING: [
    () => parseBasicAuth(`Basic ${CANARY}`),
    () => parseBasicAuth(`Digest ${CANARY}`),
    () => parseBasicAuth(`Basic ${btoa(CANARY)}`),
    () => basicAuth("u", `${CANARY}\ud800`),
    () => key(CANARY).sign(`${CANARY}\ud800`),
    () => refund({ idempotencyKey: "k", body: `${CANARY}\ud800` }),
  ],
  ERR_ENVIRONMENT: [() => door({ environment: CANARY })],
  ERR_FIELD_FORBIDDEN: [
    () => order({ headers: { Origin: CANARY } }),
    () => order({ headers: { "X-API-Secret": CANARY } }),
  ],
  ERR_FIELD_NAME: [() => order({ headers: { [`X ${CANARY}`]: "v" } })],
  ERR_FIELD_VALUE: [() => order({ headers: { Authorization: `Bearer ${CANARY}\n` } })],
  ERR_IDEMPOTENCY_KEY: [() => refund(), () => refund({ idempotencyKey: `${CANARY} ` })],
  ERR_INTERNAL: [
    (host) => trapped(host, "macSign", () => key(CANARY).sign(CANARY)),
    (host) => trapped(host, "clientNew", () => dv({ apiSecret: CANARY })),
  ],
  ERR_METHOD: [() => order({ method: `${CANARY} ` })],
  ERR_OPTION: [
    () => hmacKey({ algorithm: CANARY, secret: CANARY }),
    () => key(CANARY, CANARY),
    () => rateLimit(CANARY, { now: NOW, perSecond: 1 }),
    () => idempotencyKey.derive({ secret: CANARY, operation: `${CANARY}\n`, method: "POST", path: "/" }),
  ],
  ERR_PATH: [() => order({ path: `/x?token=${CANARY}#` }), () => dv().sign({ path: `/${CANARY}`, now: NOW })],
  ERR_SECRET: [
    () => key(`${CANARY}\n`),
    () => key(CANARY, "hex"),
    () => key(` ${CANARY}`, "base64"),
    () => key(`${CANARY}\ud800`),
    () => dv({ apiSecret: `${CANARY} ` }),
    () => idempotencyKey.derive({ secret: `${CANARY} `, operation: "o", method: "POST", path: "/" }),
  ],
  ERR_STALE_HANDLE: [(host) => stale(host)],
  ERR_STALE_TICKET: [() => refused(grant(TOKEN), { again: true })],
  ERR_STORE: [
    () => failing({ get: async () => CANARY }),
    () => failing({ get: async () => ({ value: CANARY }) }),
    () => failing({ get: async () => Promise.reject(Object.assign(new Error(CANARY), { args: [CANARY] })) }),
    () => failing({ set: async () => CANARY }),
  ],
  ERR_TIME: [() => refund({ idempotencyKey: "k", now: new Date(-1) })],
  ERR_TOKEN_ANSWER: [
    () => refused(grant(`${TOKEN} ${CANARY}`)),
    () => refused(grant(TOKEN, 0)),
    () => refused({ ...grant(TOKEN), body: CANARY }),
    () => refused({ ...grant(TOKEN), status: 302 }),
  ],
  ERR_TOKEN_REFUSED: [() => refused({ status: 401, headers: { "X-A": CANARY }, body: CANARY }), () => fetched({ fetch: async () => new Response(CANARY, { status: 401 }) })],
  ERR_TOKEN_STATE: [
    () => machine().decide(CANARY, { now: at(0) }),
    () => machine().onUnauthorized(`payauth1 ${CANARY} ${CANARY}`, { fingerprint: CANARY, now: at(0) }),
  ],
  ERR_TOKEN_UNAVAILABLE: [
    () => refused({ status: 503, headers: {}, body: CANARY }),
    () => fetched({}),
    () => fetched({ fetch: async () => Promise.reject(new Error(CANARY)) }),
  ],
  ERR_TOO_LARGE: [
    () => key(CANARY.repeat(10_000)),
    () => basicAuth("u", CANARY.repeat(10_000)),
    () => order({ path: `/${CANARY.repeat(1000)}` }),
  ],
};

for (const [code, calls] of Object.entries(webhookRefusals(CANARY))) REFUSALS[code] = [...(REFUSALS[code] ?? []), ...calls];

function disposed(held) {
  held.dispose();
  return held;
}

function trapped(host, name, call) {
  const warm = key(CANARY);
  trapNext(host, name);
  call();
  warm.dispose();
}

function stale(host) {
  const old = key(CANARY);
  try {
    trapped(host, "macSign", () => old.sign("m"));
  } catch {
    old.sign("m");
  }
}
