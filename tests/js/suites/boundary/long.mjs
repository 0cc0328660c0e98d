// Texts that are each short enough, but together too long. They are rejected before they are joined, and no instance ends.

import { basicAuth, clockOffset, defineScheme, dvpay, hmacKey, idempotencyKey, schemes, signWebhook, verifyWebhook } from "payauth";
import { dv, NOW, pl, REFUND, waka } from "../../support/clients.mjs";
import { equal, ok, throws } from "../../support/harness.mjs";
import { isWhole } from "../../support/whole.mjs";

/** A text of 17 MiB. Two such texts are longer than 32 MiB, the limit for all inputs. */
const half = () => "x".repeat(17 * 1024 * 1024);

const CALLS = {
  "sign: path and idempotency key": (long) => waka().sign({ path: `/${long}`, idempotencyKey: long, now: NOW, authorization: "Bearer a" }),
  "sign: headers": (long) => waka().sign({ path: "/x", headers: { a: long, b: long }, now: NOW, authorization: "Bearer a" }),
  "sign: authorization": (long) => waka().sign({ path: "/x", now: NOW, authorization: long, idempotencyKey: long }),
  "sign: params": (long) => waka().sign({ path: "/{a}/{b}", params: { a: long, b: long }, now: NOW, authorization: "Bearer a" }),
  "sign: query": (long) => waka().sign({ path: "/x", query: { a: long, b: long }, now: NOW, authorization: "Bearer a" }),
  "sign: a query of URLSearchParams": (long) =>
    waka().sign({ path: "/x", query: new URLSearchParams({ a: long, b: long }), now: NOW, authorization: "Bearer a" }),
  "sign: path and query": (long) => waka().sign({ path: `/${long}`, query: { a: long }, now: NOW, authorization: "Bearer a" }),
  "sign: body": (long) => dv().sign({ path: REFUND, body: { a: long, b: long }, now: NOW, idempotencyKey: "k" }),
  "verifyWebhook: headers": (long) =>
    verifyWebhook(schemes.github, { headers: [["x-hub-signature-256", long], ["X-Hub-Signature-256", long]], body: "", now: NOW, secrets: ["a"] }),
  "verifyWebhook: url": (long) =>
    verifyWebhook(schemes.square, { headers: { "x-square-hmacsha256-signature": long }, url: long, body: "", now: NOW, secrets: ["a"] }),
  "verifyWebhook: secrets": (long) => verifyWebhook(schemes.github, { headers: {}, body: "", now: NOW, secrets: [long, long] }),
  "verifyWebhook: secrets as bytes": () =>
    verifyWebhook(schemes.github, { headers: {}, body: "", now: NOW, secrets: [new Uint8Array(33 * 1024 * 1024).fill(1)] }),
  "signWebhook: id and url": (long) => signWebhook(schemes.standardWebhooks, { body: "", now: NOW, secret: "whsec_AAAA", id: long, url: long }),
  "commitRefresh": (long) =>
    waka().token.commitRefresh(long, long, { status: 200, headers: {}, body: "" }, { sentAt: NOW, now: NOW }),
  "onUnauthorized": (long) => waka().token.onUnauthorized(long, { fingerprint: long, challenge: long, now: NOW }),
  "beginRefresh": (long) => waka().token.beginRefresh(long, { owner: long, now: NOW }),
  "idempotencyKey.derive": (long) => idempotencyKey.derive({ secret: "a", operation: long, method: long, path: "/" }),
  "basicAuth": (long) => basicAuth(long, long),
  "dvpay": (long) => dvpay({ apiKey: long, apiSecret: long }),
  "clockOffset": (long) => clockOffset(long, { date: long, sentAt: NOW, receivedAt: NOW }),
  "defineScheme": (long) => defineScheme({ hash: "sha256", message: `{body}${long}`, encoding: "hex", headers: { a: "{signature}", b: long } }),
  "signParameters": (long) => pl({ merchantSecret: "s" }).signParameters({ a: long, b: long }),
};

export const endsInstances = true;

export default function ({ test, host }) {
  for (const [what, call] of Object.entries(CALLS)) {
    test(`${what}: texts that are too long together are ERR_TOO_LARGE, and every key still works`, () => {
      const key = hmacKey({ algorithm: "SHA-256", secret: "s" });
      const tag = key.sign("m");
      const error = throws("ERR_TOO_LARGE", () => call(half()));
      ok(error.argument.length > 0 && error.argument.length < 40, error.argument);
      equal(key.sign("m"), tag, "the tag of a key that was made before");
    });
  }
  if (!isWhole(host)) return;
  for (const [what, call] of Object.entries({
    "a body": (text) => dv().sign({ path: REFUND, body: { a: text }, now: NOW, idempotencyKey: "k" }),
    "a body with a bigint": (text) => dv().sign({ path: REFUND, body: { a: text, b: 1n }, now: NOW, idempotencyKey: "k" }),
    "a scheme": (text) => defineScheme({ hash: "sha256", message: text, encoding: "hex" }),
    "parameters": (text) => pl({ merchantSecret: "s" }).signParameters({ a: text }),
  })) {
    test(`${what} with JSON longer than the maximum length of a string: ERR_TOO_LARGE is thrown, and every key still works`, () => {
      const key = hmacKey({ algorithm: "SHA-256", secret: "s" });
      throws("ERR_TOO_LARGE", () => call("\0".repeat(100_000_000)));
      key.sign("m");
    });
  }
}
