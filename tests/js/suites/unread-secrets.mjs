// A secret or a key that was never read, such as "undefined", is rejected in every function that accepts it as text.

import * as payauth from "payauth";
import { equal, ok, throws } from "../support/harness.mjs";

const { basicAuth, bearerAuth, dvpay, dogpay, hmacKey, idempotencyKey, schemes, signRequest, signWebhook, verifyWebhook } = payauth;
const NOW = new Date("2024-03-02T12:00:00Z");
const BODY = "{}";
const PATH = "/api/v1/payment-gateway/order/refund";

/** Each function that accepts a secret or a key as text: its error, the argument that the error names, and a call. */
const PLACES = {
  hmacKey: ["ERR_SECRET", "secret", (secret) => hmacKey({ algorithm: "sha256", secret })],
  "a client's credential": ["ERR_SECRET", "apiSecret", (apiSecret) => dvpay({ apiKey: "k", apiSecret })],
  "another client's": ["ERR_SECRET", "appid", (appid) => dogpay({ appid, secret: "s", environment: "sandbox" })],
  "secrets[1]": ["ERR_SECRET", "secrets[1]", (secret) => verify({ secrets: ["good", secret] })],
  "secrets[0] with an id": ["ERR_SECRET", "secrets[0]", (secret) => verify({ secrets: [{ id: "a", secret }] })],
  signWebhook: ["ERR_SECRET", "secret", (secret) => signWebhook(schemes.github, { body: BODY, now: NOW, secret })],
  signRequest: ["ERR_SECRET", "secret", (secret) => signRequest(schemes.github, { url: "https://x.example/", now: NOW, secret })],
  "derive's secret": ["ERR_SECRET", "secret", (secret) => derive({ secret })],
  "derive's operation": ["ERR_OPTION", "operation", (operation) => derive({ operation })],
  "sign's idempotencyKey": ["ERR_IDEMPOTENCY_KEY", "idempotencyKey", (idempotencyKey) => sign({ idempotencyKey })],
};

const UNREAD = ["", " ", "\u2003", "undefined", "null", "NaN", "[object Object]"];
const AROUND = ["\ufeff", "\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\u180e", " ", "\u00a0"];

export default function ({ test }) {
  for (const [place, [code, argument, call]] of Object.entries(PLACES)) {
    test(`unread: ${place} rejects a value that is empty, blank or a word for a missing value`, () => {
      const texts = [...UNREAD, ...AROUND.flatMap((mark) => [`${mark}s`, `s${mark}`, mark])];
      for (const text of texts) equal(throws(code, () => call(text), JSON.stringify(text)).argument, argument);
    });
  }
  test("unread: credentials such as the word undefined are rejected, and a blank is an ordinary character", () => {
    for (const word of UNREAD.slice(3)) {
      throws("ERR_BASIC_USER_PASS", () => basicAuth(word, "p"));
      throws("ERR_BASIC_USER_PASS", () => basicAuth("u", word));
      throws("ERR_BEARER_TOKEN", () => bearerAuth(word));
    }
    throws("ERR_BASIC_USER_PASS", () => basicAuth("u", "\ufeffp"));
    ok(basicAuth("key", "") && basicAuth("u", " p "), "blanks");
  });
  test("unread: bytes are rejected only if they are such a word or a public key", () => {
    const bytes = (text) => new TextEncoder().encode(text);
    const make = (secret) => hmacKey({ algorithm: "SHA-256", secret });
    for (const text of ["", ...UNREAD.slice(3), "-----BEGIN PUBLIC KEY-----", '{"kty":"EC"}']) {
      throws("ERR_SECRET", () => make(bytes(text)));
    }
    for (const text of ["secret\n", " ", "\ufeffs", "undefined\n", "Jefe"]) ok(make(bytes(text)), text);
  });
}

function verify(options) {
  return verifyWebhook(schemes.github, { headers: {}, body: BODY, now: NOW, ...options });
}

function derive(options) {
  return idempotencyKey.derive({ secret: "s", operation: "o", method: "POST", path: "/", body: "", ...options });
}

function sign(options) {
  return dvpay({ apiKey: "k", apiSecret: "s" }).sign({ path: PATH, body: BODY, now: NOW, ...options });
}
