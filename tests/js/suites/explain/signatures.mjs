// Which signature of a defined provider explainMismatch explains, and what it rejects.

import { defineProvider, defineScheme, dvpay, schemes, signRequest } from "payauth";
import { explainMismatch } from "payauth/explain";
import { providers } from "../../support/shipped-providers.mjs";
import { equal, refuses, same, throws } from "../../support/harness.mjs";
import { NOW } from "../../support/clients.mjs";

const signature = (word) => ({
  secret: "{secret}",
  scheme: { hash: "sha256", message: `${word}|{method}|{target}|{body}`, encoding: "hex", headers: { "X-Sign": "{signature}" } },
});
const DEFINITION = { name: "acme", servers: { production: "https://acme.example" }, credentials: { secret: {} } };
const KEY = { headers: { "X-Key": "{secret}" } };

/** Providers whose requests have several signatures, one signature of an alternative, or only the signature of `auth`. */
const MAIN = defineProvider({ ...DEFINITION, auth: { signature: signature("main") }, alternatives: { strong: { signature: signature("strong") }, key: KEY } });
const TWO = defineProvider({ ...DEFINITION, auth: KEY, alternatives: { one: { signature: signature("one") }, two: { signature: signature("two") } } });
const ONE = defineProvider({ ...DEFINITION, auth: KEY, alternatives: { key: KEY, one: { signature: signature("one") } } });
const ALONE = defineProvider({ ...DEFINITION, auth: { signature: signature("main") } });

function sent(provider, auth) {
  const { method, url, headers } = provider({ secret: "hunter2" }).sign({ path: "/pay?a=1", body: "{}", now: NOW, ...(auth && { auth }) });
  return { method, url, headers: { ...headers }, body: "{}", now: NOW, secrets: ["hunter2"] };
}

const mistakes = (of, given) => explainMismatch(of, given).map(({ mistake }) => mistake);

export default function ({ test }) {
  words(test);
  rejections(test);
  parts(test);
}

function words(test) {
  test("without `auth`, the signature of the definition's `auth` is used", () => {
    same(mistakes({ requestsOf: MAIN }, sent(MAIN)), ["none"]);
    same(mistakes({ requestsOf: MAIN, auth: undefined }, sent(MAIN)), ["none"], "undefined");
    same(mistakes({ requestsOf: MAIN }, sent(MAIN, "strong")), [], "of another signature");
  });
  test("without `auth`, the only signature is used", () => {
    same(mistakes({ requestsOf: ONE }, sent(ONE, "one")), ["none"]);
    same(mistakes({ requestsOf: ONE, auth: "one" }, sent(ONE, "one")), ["none"]);
  });
  test("`auth` selects one of several signatures", () => {
    same(mistakes({ requestsOf: MAIN, auth: "strong" }, sent(MAIN, "strong")), ["none"]);
    same(mistakes({ requestsOf: MAIN, auth: "strong" }, sent(MAIN)), []);
    for (const auth of ["one", "two"]) same(mistakes({ requestsOf: TWO, auth }, sent(TWO, auth)), ["none"], auth);
    same(mistakes({ requestsOf: TWO, auth: "one" }, sent(TWO, "two")), []);
  });
}

function rejections(test) {
  const given = sent(MAIN);
  test("an `auth` that does not sign is rejected, and the error lists the words of the signatures", () => {
    for (const auth of ["key", "none", "", "Strong", "strong ", " strong", "acme"]) {
      refuses("ERR_OPTION", "auth: expected one of strong; or leave it out", () => explainMismatch({ requestsOf: MAIN, auth }, given), auth);
    }
    for (const auth of ["strong", ""]) {
      refuses("ERR_OPTION", "auth: must be left out: no member of `alternatives` has a `signature`", () => explainMismatch({ requestsOf: ALONE, auth }, given), auth);
    }
  });
  test("an `auth` is required if several alternatives sign, and the own `auth` of the definition does not sign", () => {
    for (const of of [{ requestsOf: TWO }, { requestsOf: TWO, auth: undefined }]) {
      refuses("ERR_OPTION", "auth: expected one of one, two", () => explainMismatch(of, given));
    }
  });
  test("an `auth` with a line break is rejected", () => {
    refuses("ERR_OPTION", "auth: must not have a line break", () => explainMismatch({ requestsOf: MAIN, auth: "strong\n" }, given));
  });
  test("a provider whose requests are not signed is rejected", () => {
    for (const of of [{ requestsOf: providers.stripe }, { requestsOf: providers.paypal, auth: "none" }]) {
      refuses("ERR_OPTION", "scheme: must be a provider whose definition has a `signature`", () => explainMismatch(of, given));
    }
  });
  test("only a defined provider has requests", () => {
    const others = { "a client": MAIN({ secret: "s" }), "a built-in provider": dvpay, "a scheme": schemes.stripe, "a name": "acme", "a definition": MAIN.definition, nothing: undefined };
    for (const [name, requestsOf] of Object.entries(others)) {
      const error = throws("ERR_ARGUMENT_TYPE", () => explainMismatch({ requestsOf }, given), name);
      equal(error.argument, "requestsOf", name);
      equal(error.message.startsWith("requestsOf: expected a provider from defineProvider or payauth/providers"), true, error.message);
    }
  });
  test("an object with another member is rejected", () => {
    throws("ERR_OPTION", () => explainMismatch({ requestsOf: MAIN, secret: "s" }, given));
    throws("ERR_ARGUMENT_TYPE", () => explainMismatch({ auth: "strong" }, given));
    throws("ERR_ARGUMENT_TYPE", () => explainMismatch(Object.create({ requestsOf: MAIN }), given));
  });
  test("the error about a missing variable blames the caller, and the error about a missing header field blames the peer", () => {
    const options = { ...given, headers: {} };
    const error = throws("ERR_OPTION", () => explainMismatch({ requestsOf: providers.dlocal }, options));
    same([error.argument, error.blame], ["vars.login", "caller"]);
    equal(throws("ERR_FIELD_MISSING", () => explainMismatch({ requestsOf: MAIN }, options)).blame, "peer");
  });
  test("a scheme that signs a key id without sending it is rejected", () => {
    const scheme = defineScheme({ ...signature("").scheme, message: "{key_id}|{body}" });
    refuses("ERR_SCHEME", "scheme: cannot be explained, because an id or a key id is signed but not sent", () => explainMismatch(scheme, given));
  });
}

function parts(test) {
  test("the error about a missing method or URL that the scheme signs blames the caller", () => {
    for (const name of ["method", "url"]) {
      const { [name]: _, ...given } = sent(MAIN);
      const error = throws("ERR_OPTION", () => explainMismatch({ requestsOf: MAIN }, given), name);
      same([error.argument, error.blame], [name, "caller"]);
    }
  });
  test("a pseudo-field of HTTP/2 is neither the method nor a variable", () => {
    const given = sent(MAIN);
    const headers = { ":method": "PUT", ":path": "/other", "::login": "x", ...given.headers };
    same(mistakes({ requestsOf: MAIN }, { ...given, headers }), ["none"]);
    same(mistakes({ requestsOf: MAIN }, { ...given, headers, method: "PUT" }), ["method-other"]);
  });
  test("a scheme reads every received field that it signs by a prefix", () => {
    const scheme = defineScheme({ ...signature("").scheme, message: "{headers:x-own-}|{target}" });
    const { url, method, headers } = signRequest(scheme, { url: "https://acme.example/", headers: { "X-Own-B": "2", "x-own-a": "1" }, now: NOW, secret: "s" });
    const given = { url, method, body: "", now: NOW, secrets: ["s"] };
    same(mistakes(scheme, { ...given, headers }), ["none"]);
    same(mistakes(scheme, { ...given, headers: { ...headers, "X-Own-C": "3" } }), []);
  });
}
