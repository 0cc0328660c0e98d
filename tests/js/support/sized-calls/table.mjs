// Every export that has an argument of any length, with calls of the export, and the expected results. An oracle without wasm computes
// these results.

import {
  basicAuth,
  bearerAuth,
  clockOffset,
  defineScheme,
  hmacKey,
  idempotencyKey,
  parseBasicAuth,
  MemoryStore,
  once,
  rateLimit,
  sharedRateLimit,
  schemes,
  signRequest,
  signWebhook,
  verifyWebhook,
  webhookHandler,
} from "payauth";
import { explainMismatch } from "payauth/explain";
import { NOW } from "../clients.mjs";
import { digest, utf8, written } from "../hmac-reference.mjs";
import { CASES } from "../senders.mjs";
import { clients } from "./clients.mjs";
import { tokens } from "./tokens.mjs";

/** The forms in which a call can pass a value. */
export const TEXT = ["text"];
export const BYTES = ["bytes", "buffer", "part", "grown"];
export const BOTH = [...TEXT, ...BYTES];
export const RAW = [...BOTH, "arrayBuffer", "dataView"];

const K64 = 65_536;
const NO_END = Number.POSITIVE_INFINITY;

/**
 * Rows by the name of the export. `forms` are the forms of the value, `most` is the length up to which the value must be accepted,
 * `call` is a call with the value, and `oracle` computes the expected result. Without an oracle, the call may fail with a coded error.
 */
export function table(host) {
  const hmac = async (secret, message, encoding = "hex", algorithm = "SHA-256") =>
    written(await digest(host, algorithm, secret, message), encoding);
  return {
    ...credentials(),
    ...keys(hmac),
    ...plain(hmac),
    ...signed(hmac),
    ...received(hmac),
    ...clients(hmac),
    ...tokens(hmac),
  };
}

/** The status of a handler's answer to a message of GitHub, and the length of the text that the handler's function got. */
async function handled(hmac, secret, body) {
  let [text, fault] = ["", undefined];
  const options = { secrets: [secret], onReject: ({ error }) => (fault = error) };
  const handle = webhookHandler(schemes.github, options, (_, message) => (text = message.text()));
  const headers = new Headers({ "X-Hub-Signature-256": `sha256=${secret === "" ? "" : await hmac(secret, body)}` });
  const request = { method: "POST", url: "https://shop.example", headers, arrayBuffer: async () => utf8(body).slice().buffer };
  const { status } = await handle(request);
  if (fault) throw fault;
  return `${status} ${text.length}`;
}

/** Exports that have no argument of any length, and exports that do not use the wasm module. */
export const APART =
  /^(isPayauthError|Memory.*|\w+\(\)\.dispose|doorpay\(\)\.(page|readPage|readVersion)|.*\.token\.initial)$/;

const base64 = btoa;

function credentials() {
  return {
    basicAuth: [
      { forms: TEXT, most: K64, call: (v) => basicAuth("u", v), oracle: (v) => `Basic ${base64(`u:${v}`)}` },
      { forms: TEXT, most: K64, call: (v) => basicAuth(v, "p"), oracle: (v) => `Basic ${base64(`${v}:p`)}` },
      {
        forms: TEXT,
        most: K64,
        call: (v) => basicAuth("u", v.replaceAll("a", "+"), { mode: "rfc6749" }),
        oracle: (v) => `Basic ${base64(`u:${v.replaceAll("a", "%2B")}`)}`,
      },
    ],
    parseBasicAuth: [
      {
        forms: TEXT,
        most: 45_000,
        call: (v) => parseBasicAuth(`Basic ${base64(`u:${v}`)}`).password,
        oracle: (v) => v,
      },
      { forms: TEXT, call: (v) => parseBasicAuth(v) },
    ],
    bearerAuth: [{ forms: TEXT, most: K64, call: (v) => bearerAuth(v), oracle: (v) => `Bearer ${v}` }],
  };
}

function withKey(secret, use) {
  const key = hmacKey({ algorithm: "SHA-256", secret });
  try {
    return use(key);
  } finally {
    key.dispose();
  }
}

function keys(hmac) {
  return {
    hmacKey: [
      { forms: BOTH, most: K64, call: (v) => withKey(v, (key) => key.sign("m")), oracle: (v) => hmac(v, "m") },
    ],
    "hmacKey().sign": [
      { forms: BOTH, most: NO_END, call: (v) => withKey("k", (key) => key.sign(v)), oracle: (v) => hmac("k", v) },
    ],
    "hmacKey().verify": [
      {
        forms: BOTH,
        most: NO_END,
        before: (v) => hmac("k", v),
        call: (v, tag) => withKey("k", (key) => key.verify(v, tag)),
        oracle: () => true,
      },
      { forms: TEXT, most: NO_END, call: (v) => withKey("k", (key) => key.verify("m", v)), oracle: () => false },
    ],
  };
}

function plain(hmac) {
  const derive = (given) =>
    idempotencyKey.derive({ secret: "s", operation: "o", method: "POST", path: "/", ...given });
  return {
    "idempotencyKey.random": [{ forms: BYTES, call: (v) => idempotencyKey.random(v) }],
    "idempotencyKey.derive": [
      {
        forms: BOTH,
        most: NO_END,
        call: (body) => derive({ body }),
        oracle: (v) => derived(hmac, "s", ["o", "POST", "/", v]),
      },
      {
        forms: TEXT,
        most: K64,
        call: (operation) => derive({ operation }),
        oracle: (v) => derived(hmac, "s", [v, "POST", "/", ""]),
      },
      {
        forms: BOTH,
        most: K64,
        call: (secret) => derive({ secret }),
        oracle: (v) => derived(hmac, v, ["o", "POST", "/", ""]),
      },
    ],
    once: [
      { forms: TEXT, call: (v) => once(new MemoryStore(), { replayKey: v }, () => {}) },
      { forms: TEXT, call: (v) => once(new MemoryStore(), { replayKey: "0".repeat(32) }, () => {}, { scope: v }) },
    ],
    webhookHandler: [
      { forms: TEXT, most: K64, call: (v) => handled(hmac, "s", v), oracle: (v) => `200 ${v.length}` },
      { forms: TEXT, most: 1024, call: (v) => handled(hmac, v, "{}"), oracle: () => "200 2" },
    ],
    sharedRateLimit: [{ forms: TEXT, call: (v) => sharedRateLimit(new MemoryStore(), { key: v, perSecond: 1 }).take() }],
    rateLimit: [{ forms: TEXT, call: (v) => rateLimit(v, { now: NOW, perSecond: 1 }) }],
    clockOffset: [
      { forms: TEXT, call: (v) => clockOffset(v, { date: "", sentAt: NOW, receivedAt: NOW }) },
      { forms: TEXT, call: (v) => clockOffset(undefined, { date: v, sentAt: NOW, receivedAt: NOW }) },
    ],
  };
}

/** A UUID of version 8 from an HMAC over parts, with the length before each part. */
async function derived(hmac, secret, parts) {
  const all = [];
  for (const part of parts.map(utf8)) {
    const length = new Uint8Array(8);
    new DataView(length.buffer).setUint32(4, part.length);
    all.push(length, part);
  }
  const message = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of all) {
    message.set(piece, end);
    end += piece.length;
  }
  const hex = (await hmac(secret, message)).slice(0, 32);
  const variant = ((Number.parseInt(hex[16], 16) & 3) | 8).toString(16);
  const uuid = `${hex.slice(0, 12)}8${hex.slice(13, 16)}${variant}${hex.slice(17)}`;
  return uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const OWN = { hash: "sha256", encoding: "hex", headers: { "X-Tag": "{signature}" } };

function signed(hmac) {
  return {
    defineScheme: [
      {
        forms: TEXT,
        most: 60_000,
        call: (v) =>
          signWebhook(defineScheme({ ...OWN, message: `${v}{body}` }), { body: "{}", now: NOW, secret: "s" })["X-Tag"],
        oracle: (v) => hmac("s", `${v}{}`),
      },
    ],
    signRequest: [
      {
        forms: BOTH,
        most: NO_END,
        call: (body) => signRequest(defineScheme({ ...OWN, message: "{body}" }), { url: "https://x.example/", body, now: NOW, secret: "s" }).headers["X-Tag"],
        oracle: (v) => hmac("s", v),
      },
    ],
    signWebhook: [
      {
        forms: RAW,
        most: NO_END,
        call: (body) => signWebhook(schemes.github, { body, now: NOW, secret: "s" })["X-Hub-Signature-256"],
        oracle: async (v) => `sha256=${await hmac("s", v)}`,
      },
      {
        forms: TEXT,
        most: K64,
        call: (url) => signWebhook(schemes.square, { body: "{}", url, now: NOW, secret: "s" })["x-square-hmacsha256-signature"],
        oracle: (v) => hmac("s", `${v}{}`, "base64"),
      },
      { forms: RAW, call: (body) => signWebhook(schemes.adyenStandard, { body, now: NOW, secret: "AB" }) },
      { forms: TEXT, call: (id) => signWebhook(schemes.svix, { body: "{}", id, now: NOW, secret: "whsec_MfKQ9r8G" }) },
    ],
  };
}

function received(hmac) {
  const github = async (body) => ({ "X-Hub-Signature-256": `sha256=${await hmac("s", body)}` });
  const verify = (given) => verifyWebhook(schemes.github, { now: NOW, secrets: ["s"], body: "{}", ...given });
  return {
    verifyWebhook: [
      {
        forms: RAW,
        most: NO_END,
        before: github,
        call: (body, headers) => verify({ headers, body }).covers,
        oracle: () => "body",
      },
      {
        forms: TEXT,
        most: K64,
        before: () => github("{}"),
        call: (v, headers) => verify({ headers: { ...headers, "X-Note": v } }).covers,
        oracle: () => "body",
      },
      ...[...CASES.map(({ scheme, secret }) => [scheme, secret]), ...IN_BODY].map(([scheme, secret]) => ({
        forms: RAW,
        call: (body) => refusedAs(() => verifyWebhook(scheme, { headers: FORGED, body, now: NOW, url: "u", secrets: [secret] })),
      })),
    ],
    explainMismatch: [
      {
        forms: RAW,
        most: 8_192,
        before: github,
        call: (body, headers) => explainMismatch(schemes.github, { headers, body, now: NOW, secrets: ["s"] })[0].mistake,
        oracle: () => "none",
      },
    ],
  };
}

const IN_BODY = [
  [schemes.adyenStandard, "AB"],
  [schemes.razorpayPayment, "s"],
];

/** The header fields of all schemes, with a tag that is always wrong. */
export const FORGED = Object.fromEntries(
  CASES.flatMap(({ fields }) =>
    Object.entries(fields("00".repeat(32), { t: String(NOW.getTime() / 1000), millis: String(NOW.getTime()) })),
  ),
);

/** Verifies a forged message, and fails if it is accepted. Otherwise the error of the call is thrown; other suites check its code. */
export function refusedAs(call) {
  const accepted = call();
  throw new Error(`a forged message was accepted: ${JSON.stringify(accepted)}`);
}
