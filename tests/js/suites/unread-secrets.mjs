// Every function that accepts a secret or a key as text rejects the text of a missing value, such as "undefined".

import * as payauth from "payauth";
import { equal, ok, throws } from "../support/harness.mjs";

const { basicAuth, bearerAuth, dvpay, dogpay, hmacKey, idempotencyKey, schemes, signRequest, signWebhook, verifyWebhook } = payauth;
const NOW = new Date("2024-03-02T12:00:00Z");
const BODY = "{}";
const PATH = "/api/v1/payment-gateway/order/refund";

/** For each function that accepts a secret or a key as text: the code of the error, the argument that the error names, and a call. */
const PLACES = {
  hmacKey: ["ERR_SECRET", "secret", (secret) => hmacKey({ algorithm: "sha256", secret })],
  "a credential of dvpay": ["ERR_SECRET", "apiSecret", (apiSecret) => dvpay({ apiKey: "k", apiSecret })],
  "a credential of dogpay": ["ERR_SECRET", "appid", (appid) => dogpay({ appid, secret: "s", environment: "sandbox" })],
  "secrets[1]": ["ERR_SECRET", "secrets[1]", (secret) => verify({ secrets: ["good", secret] })],
  "secrets[0] with an id": ["ERR_SECRET", "secrets[0]", (secret) => verify({ secrets: [{ id: "a", secret }] })],
  signWebhook: ["ERR_SECRET", "secret", (secret) => signWebhook(schemes.github, { body: BODY, now: NOW, secret })],
  signRequest: ["ERR_SECRET", "secret", (secret) => signRequest(schemes.github, { url: "https://x.example/", now: NOW, secret })],
  "the secret of derive": ["ERR_SECRET", "secret", (secret) => derive({ secret })],
  "the operation of derive": ["ERR_OPTION", "operation", (operation) => derive({ operation })],
  "the idempotencyKey of sign": ["ERR_IDEMPOTENCY_KEY", "idempotencyKey", (idempotencyKey) => sign({ idempotencyKey })],
};

const UNREAD = ["", " ", "\u2003", "undefined", "null", "NaN", "[object Object]"];
const AROUND = ["\ufeff", "\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\u180e", " ", "\u00a0"];

export default function ({ test }) {
  for (const [place, [code, argument, call]] of Object.entries(PLACES)) {
    test(`unread: ${place} must not be empty, a word for a missing value, or a text with a blank or an invisible character at its start or end`, () => {
      const texts = [...UNREAD, ...AROUND.flatMap((mark) => [`${mark}s`, `s${mark}`, mark])];
      for (const text of texts) equal(throws(code, () => call(text), JSON.stringify(text)).argument, argument);
    });
  }
  test("unread: basicAuth and bearerAuth reject words for a missing value, and basicAuth accepts blanks", () => {
    for (const word of UNREAD.slice(3)) {
      throws("ERR_BASIC_USER_PASS", () => basicAuth(word, "p"));
      throws("ERR_BASIC_USER_PASS", () => basicAuth("u", word));
      throws("ERR_BEARER_TOKEN", () => bearerAuth(word));
    }
    throws("ERR_BASIC_USER_PASS", () => basicAuth("u", "\ufeffp"));
    ok(basicAuth("key", "") && basicAuth("u", " p "), "Basic credentials with an empty password, and with a blank");
  });
  test("unread: hmacKey rejects bytes only if they are empty, a word for a missing value, or a public key", () => {
    const bytes = (text) => new TextEncoder().encode(text);
    const make = (secret) => hmacKey({ algorithm: "SHA-256", secret });
    for (const text of ["", ...UNREAD.slice(3), "-----BEGIN PUBLIC KEY-----", '{"kty":"EC"}']) {
      throws("ERR_SECRET", () => make(bytes(text)));
    }
    for (const text of ["secret\n", " ", "\ufeffs", "undefined\n", "Jefe"]) ok(make(bytes(text)), `a key for the bytes of ${JSON.stringify(text)}`);
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
