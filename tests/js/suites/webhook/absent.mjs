// An error never blames the caller for a part that a stranger leaves out of a message or puts into a message.

import { hmacKey, parseBasicAuth, schemes, verifyWebhook } from "payauth";
import { dog, door, NOW } from "../../support/clients.mjs";
import { equal, errorOf, throws } from "../../support/harness.mjs";

const delivery = { headers: { "stripe-signature": "t=1,v1=00" }, now: NOW };
const VERIFIERS = {
  verifyWebhook: (given) => verifyWebhook(schemes.stripe, { ...delivery, secrets: ["whsec_s"], ...given }),
  "client.verifyWebhook": (given) => dog().verifyWebhook({ ...delivery, ...given }),
};
const ODD = [-1, 0, 1, 99, 600, 601, 999, 200.5, NaN];

export default function ({ test }) {
  for (const [name, verify] of Object.entries(VERIFIERS)) bodies(test, name, verify);
  statuses(test);
  authorization(test);
  messages(test);
}

function bodies(test, name, verify) {
  test(`${name} blames the peer for a body that is null or undefined`, () => {
    for (const body of [null, undefined]) equal(throws("ERR_ARGUMENT_TYPE", () => verify({ body })).blame, "peer");
  });
  test(`${name} blames the caller if the options have no body member`, () => {
    equal(throws("ERR_ARGUMENT_TYPE", () => verify({})).blame, "caller");
  });
  test(`${name} blames the peer for an empty object, which a parser sets for an empty body, and blames the caller for a parsed body`, () => {
    equal(throws("ERR_BODY_NOT_RAW", () => verify({ body: {} })).blame, "peer");
    equal(throws("ERR_BODY_NOT_RAW", () => verify({ body: Object.create(null) })).blame, "peer");
    for (const body of [{ a: 1 }, [], [1], { [Symbol("a")]: 1 }]) {
      equal(throws("ERR_BODY_NOT_RAW", () => verify({ body })).blame, "caller");
    }
  });
  test(`${name} blames the peer for a URL with a lone surrogate or a line feed`, () => {
    for (const url of ["https://a.example/\ud800", "https://a.example/\n"]) {
      equal(errorOf(() => verify({ body: "", url })).blame, "peer");
    }
    equal(throws("ERR_ARGUMENT_TYPE", () => verify({ body: "", url: 7 })).blame, "caller");
  });
}

function statuses(test) {
  for (const status of ODD) {
    test(`readError blames the peer for the status ${status}`, () => {
      equal(throws("ERR_OPTION", () => door().readError({ status, body: "no" })).blame, "peer");
    });
  }
  test("readError blames the caller for a status that is not a number", () => {
    equal(throws("ERR_ARGUMENT_TYPE", () => door().readError({ status: "404", body: "" })).blame, "caller");
  });
}

function messages(test) {
  const key = hmacKey({ algorithm: "SHA-256", secret: "k" });
  const tag = key.sign("m");
  for (const [what, make, code] of [
    ["above 32 MiB", () => new Uint8Array(32 * 1024 * 1024 + 1), "ERR_TOO_LARGE"],
    ["above 32 MiB as a text", () => "x".repeat(32 * 1024 * 1024 + 1), "ERR_TOO_LARGE"],
    ["that is above 32 MiB only in UTF-8", () => "é".repeat(16 * 1024 * 1024 + 1), "ERR_TOO_LARGE"],
    ["with a lone surrogate", () => "a\ud800", "ERR_ENCODING"],
  ]) {
    test(`for a message ${what}, hmacKey().verify blames the peer, and sign blames the caller`, () => {
      const message = make();
      equal(throws(code, () => key.verify(message, tag)).blame, "peer");
      equal(throws(code, () => key.sign(message)).blame, "caller");
      equal(key.verify("m", tag), true, "result of a later call with the same key");
    });
  }
}

function authorization(test) {
  test("parseBasicAuth blames the peer for a field with a lone surrogate", () => {
    equal(throws("ERR_ENCODING", () => parseBasicAuth("Basic \ud800")).blame, "peer");
    for (const none of [undefined, null, 7]) throws("ERR_ARGUMENT_TYPE", () => parseBasicAuth(none));
  });
}
