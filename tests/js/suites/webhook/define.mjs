// Schemes that users define. defineScheme checks a definition at once, and its errors have the index of the fault in the definition.

import { defineScheme, schemes, signWebhook, verifyWebhook } from "payauth";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";

const GOOD = { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Tag": "{signature}" } };
const BODY = '{"id":"e_1","n":1}';

export default function ({ test }) {
  faults(test);
  roundTrips(test);
  members(test);
  places(test);
  signers(test);
  apart(test);
  test("an object that has only the members of a scheme is rejected", () => {
    const options = { headers: {}, body: "{}", now: NOW, secrets: ["s"] };
    for (const scheme of [{ name: "stripe" }, { ...schemes.stripe }, new Proxy(schemes.stripe, {}), Object.create(schemes.stripe), "stripe"]) {
      equal(throws("ERR_ARGUMENT_TYPE", () => verifyWebhook(scheme, options)).argument, "scheme", "argument");
    }
  });
  test("a scheme shows its name, and no other member", () => {
    same(Object.entries(schemes).map(([key, { name }]) => key === name), Object.keys(schemes).map(() => true));
    same(JSON.parse(JSON.stringify(defineScheme(GOOD))), { name: "own" });
    ok(Object.isFrozen(schemes), "schemes are frozen");
  });
}

/** Tests names of header fields and members. A signature could never be read from a field or member with the name `__proto__` or `*`. */
function places(test) {
  for (const where of ["headers", "fields"]) {
    for (const name of ["__proto__", "*"]) {
      test(`a definition with the name ${name} among its ${where} is rejected`, () => {
        const message = where === "headers" ? "{body}" : "{field:a}";
        const carriers = JSON.parse(`{${JSON.stringify(name)}:"{signature}"}`);
        throws("ERR_SCHEME", () => defineScheme({ hash: "sha256", message, encoding: "hex", [where]: carriers }));
      });
    }
  }
  test("the header field of the signature may have any valid name", () => {
    for (const name of ["constructor", "toString", "hasOwnProperty", "prototype", "__defineGetter__", "X-Tag"]) {
      const scheme = defineScheme({ ...GOOD, headers: { [name]: "{signature}" } });
      const headers = signWebhook(scheme, { body: BODY, now: NOW, secret: "s" });
      same(Object.keys(headers), [name]);
      equal(verifyWebhook(scheme, { headers, body: BODY, now: NOW, secrets: ["s"] }).covers, "body");
    }
  });
}

/** Values of each part of a message. Two adjacent values could be confused with each other, and with the text between them. */
const FREE = {
  "{id}": ["-", "1", "x", "x-", "-x", "1-1"],
  "{timestamp}": [1, 11, 111],
  "{field:a}": ["", "-", "1", "x", "x-", "-x", "11"],
  "{field:b}": ["", "-", "1", "x", "x-", "-x", "11"],
  "{body}": ["", "-", "1", "x", "11", "-x"],
};

/** Tests messages with two adjacent parts. The definition is rejected, or the message is rejected, or different values get different tags. */
function apart(test) {
  const parts = Object.keys(FREE);
  for (const [one, two] of parts.flatMap((one) => parts.map((two) => [one, two]))) {
    const areMembers = [one, two].every((part) => part.startsWith("{field:"));
    if (one === two || ([one, two].includes("{body}") && [one, two].some((part) => part.startsWith("{field:")))) continue;
    test(`${one} next to ${two}: two messages never have the same signature`, () => {
      let signed = 0;
      for (const mark of ["", "-", "--", ".", "x", "1", "-1", "1-"]) signed += pairs(one, two, mark, areMembers && mark === "");
      ok(signed > 10, `more than 10 signed messages, not ${signed}`);
    });
  }
}

/** Returns the number of messages that a scheme signed; 0 if the scheme was rejected. */
function pairs(one, two, mark, mustBeRefused) {
  const has = (part) => one === part || two === part;
  const headers = { "X-S": "{signature}", ...(has("{id}") && { "X-Id": "{id}" }), ...(has("{timestamp}") && { "X-Time": "{timestamp}" }) };
  const time = has("{timestamp}") && { timestamp: { format: "unix" } };
  const message = `${one}${mark}${two}`;
  const scheme = tried("ERR_SCHEME", () => defineScheme({ hash: "sha256", message, encoding: "hex", headers, ...time }));
  if (mustBeRefused) equal(scheme, undefined, message);
  const seen = new Map();
  for (const left of scheme ? FREE[one] : []) {
    for (const right of FREE[two]) {
      const given = { [one]: left, [two]: right };
      const body = given["{body}"] ?? JSON.stringify({ a: given["{field:a}"], b: given["{field:b}"] });
      const now = new Date(1000 * (given["{timestamp}"] ?? 1));
      const sent = tried(undefined, () => signWebhook(scheme, { body, now, secret: "s", ...(has("{id}") && { id: given["{id}"] }) }));
      if (!sent) continue;
      ok(verifyWebhook(scheme, { headers: sent, body, now, secrets: ["s"] }), "a verified message");
      const other = seen.get(sent["X-S"]);
      ok(other === undefined, `${message}: different signatures of ${other} and ${JSON.stringify(given)}`);
      seen.set(sent["X-S"], JSON.stringify(given));
    }
  }
  return seen.size;
}

/** The result of a call; `undefined` if the call throws. If a `code` is passed, the error must have this code. */
function tried(code, call) {
  try {
    return call();
  } catch (error) {
    ok(code === undefined ? error.code && error.blame === "caller" : error.code === code, `an expected error, not ${error.stack}`);
    return undefined;
  }
}

/** Tests that every error of signWebhook blames the caller. */
function signers(test) {
  const scheme = defineScheme({ hash: "sha256", message: "{field:a}|{field:b}", encoding: "hex", fields: { s: "{signature}" } });
  for (const body of ["{}", '{"a":null,"b":1}', '{"a":"x|y","b":1}', '{"a":[],"b":1}', "", "no JSON", "[]", `{"a":"${"x".repeat(70_000)}","b":1}`]) {
    test(`signWebhook blames the caller for the body ${body.slice(0, 20)}`, () => {
      let error;
      try {
        signWebhook(scheme, { body, now: NOW, secret: "s" });
      } catch (thrown) {
        error = thrown;
      }
      equal(error?.blame, "caller", error?.message);
    });
  }
  for (const scheme of Object.values(schemes)) {
    test(`every error of signWebhook with ${scheme.name} blames the caller`, () => {
      for (const body of ["", "{}", "1", '{"a":{"a":1}}', new Uint8Array([255])]) {
        for (const more of [{}, { id: "a.b" }, { id: "" }, { url: "" }, { id: "é" }, { id: "x".repeat(300), url: "https://x.example/" }]) {
          for (const secret of ["s", "whsec_AAAA", "ab12"]) {
            try {
              signWebhook(scheme, { body, now: NOW, secret, ...more });
            } catch (error) {
              equal(error.blame, "caller", `${error.code} ${error.message}`);
            }
          }
        }
      }
    });
  }
}

/** Tests faults in a definition. Each row has the text whose index the error must have. */
function faults(test) {
  for (const [what, change, at, argument] of [
    ["an unknown hash", { hash: "md5" }, '"md5"', "scheme"],
    ["an unknown encoding", { encoding: "base58" }, '"base58"', "scheme"],
    ["a message without the body", { message: "{timestamp}" }, undefined, undefined],
    ["an unknown placeholder", { message: "{body}{nonce}" }, "{nonce}", "message"],
    ["a placeholder that does not end", { message: "{body" }, "{body", "message"],
    ["a single brace", { message: "{body}}" }, undefined, undefined],
    ["an unknown member", { hash_: "x" }, '"hash_"', "scheme"],
    ["an unknown member of key", { key: { encode: "hex" } }, '"encode"', "scheme"],
    ["an unknown decoding", { key: { decode: "rot13" } }, '"rot13"', "scheme"],
    ["an unknown hex case", { hexCase: "mixed" }, '"mixed"', "scheme"],
    ["a timestamp without a format", { timestamp: {} }, "{}", "scheme"],
    ["a negative tolerance", { timestamp: { format: "unix", tolerance: -1 } }, "-1", "scheme"],
    ["a tolerance that is not an integer", { timestamp: { format: "unix", tolerance: 0.5 } }, "0.5", "scheme"],
    ["a header field that is not a text", { headers: { "X-Tag": 7 } }, "7", "scheme"],
    ["a list without items", { headers: { "X-Tag": { sep: "," } } }, undefined, "scheme"],
    ["a separator inside an item", { headers: { "X-Tag": { sep: ",", items: ["a,{signature}"] } } }, undefined, undefined],
    ["a name that is not a field name", { headers: { "X Tag": "{signature}" } }, 'X Tag"', undefined],
    ["an id that is not sent", { message: "{id}.{body}" }, undefined, undefined],
    ["a timestamp that is not sent", { message: "{timestamp}.{body}", timestamp: { format: "unix" } }, undefined, undefined],
    ["a timestamp that is not signed", { timestamp: { format: "unix" }, headers: { "X-Tag": "{signature}", "X-Time": "{timestamp}" } }, undefined, undefined],
    ["empty header fields", { headers: {} }, undefined, undefined],
    ["header fields without the signature", { headers: { "X-Tag": "{id}" }, message: "{id}.{body}" }, undefined, undefined],
    ["an id directly before the body", { message: "{id}{body}", headers: { "X-Id": "{id}", "X-Tag": "{signature}" } }, undefined, "message"],
    ["the construction digest", { construction: "digest" }, '"construction"', "scheme"],
    ["vars that are an object", { vars: {} }, '"vars"', "scheme"],
    ["empty digests", { digests: {} }, '"digests"', "scheme"],
    ["empty params", { params: {} }, '"params"', "scheme"],
    ["an empty query", { query: {} }, '"query"', "scheme"],
    ["an empty nonce", { nonce: {} }, '"nonce"', "scheme"],
  ]) {
    test(`defineScheme rejects ${what}`, () => {
      const definition = { ...GOOD, ...change };
      const error = throws("ERR_SCHEME", () => defineScheme(definition));
      const json = JSON.stringify(definition);
      ok(Number.isInteger(error.index) ? error.index <= json.length : at === undefined, `an index: ${error.message}`);
      if (at !== undefined) equal(json.indexOf(at), error.index, `index of ${at} in ${json}`);
      if (argument !== undefined) equal(error.argument, argument, "argument");
      equal(error.blame, "caller", "blame");
    });
  }
  for (const name of ["hash", "message", "encoding"]) {
    test(`defineScheme rejects a definition without ${name}`, () => {
      const { [name]: _, ...rest } = GOOD;
      const error = throws("ERR_SCHEME", () => defineScheme(rest));
      ok(error.message.startsWith(`scheme: \`${name}\` is missing`), `an error about the missing member, not ${error.message}`);
    });
  }
  test("defineScheme rejects a definition that JSON cannot represent or that is too long", () => {
    throws("ERR_BODY", () => defineScheme({ ...GOOD, timestamp: { format: "unix", tolerance: Number.NaN } }));
    const loop = { ...GOOD };
    loop.key = loop;
    throws("ERR_BODY", () => defineScheme(loop));
    throws("ERR_TOO_LARGE", () => defineScheme({ ...GOOD, message: `${"x".repeat(100_000)}{body}` }));
  });
}

const OWN = {
  "the time in a list in a header field": {
    message: "{timestamp}.{body}",
    timestamp: { format: "unix", tolerance: 60 },
    headers: { "X-Sig": { sep: ",", items: ["t={timestamp}", "v1={signature}"] } },
  },
  "a time in milliseconds in a separate header field": {
    message: "{timestamp}|{body}",
    timestamp: { format: "unix_ms" },
    headers: { "X-Time": "{timestamp}", "X-Sig": "sha256={signature}" },
  },
  "an id, a time and a URL": {
    message: "{id}.{timestamp}.{url}.{body}",
    timestamp: { format: "unix" },
    headers: { "X-Id": "{id}", "X-Time": "{timestamp}", "X-Sig": "{signature}" },
  },
  "the body before the time": {
    message: "{body}{timestamp}",
    timestamp: { format: "unix" },
    headers: { "X-Time": "{timestamp}", "X-Sig": "{signature}" },
  },
  "a prefix before a list": { headers: { "X-Sig": { prefix: "HMAC ", sep: ";", items: ["s={signature}"] } } },
  "SHA-1 in upper case": { hash: "sha1", encoding: "HEX", hexCase: "upper" },
  "SHA-384 in base64url": { hash: "sha384", encoding: "base64url" },
  "SHA-512 in base64url without padding": { hash: "sha512", encoding: "base64url_nopad" },
  "a key in base64 after a prefix": { key: { decode: "base64", strip: ["whsec_"] } },
  "a key in hex": { key: { decode: "hex" } },
};

function roundTrips(test) {
  for (const [what, change] of Object.entries(OWN)) {
    test(`a scheme of defineScheme signs and verifies messages: ${what}`, () => {
      const definition = { ...GOOD, ...change };
      const scheme = defineScheme(definition);
      const secret = definition.key ? "abcdef12" : "hunter2";
      const url = definition.message.includes("{url}") ? { url: "https://a.example/é" } : {};
      const id = definition.message.includes("{id}") ? { id: "i-1" } : {};
      const headers = signWebhook(scheme, { body: BODY, now: NOW, secret, ...url, ...id });
      const verify = (more) => verifyWebhook(scheme, { headers, body: BODY, now: NOW, secrets: [secret], ...url, ...more });
      equal(verify({}).covers, "body", "covers");
      throws("ERR_SIGNATURE", () => verify({ body: `${BODY} ` }));
      throws("ERR_SIGNATURE", () => verify({ secrets: ["abcdef13"] }));
      for (const name of Object.keys(headers)) {
        throws("ERR_FIELD_MISSING", () => verify({ headers: drop(headers, name) }), name);
      }
    });
  }
}

function drop(headers, name) {
  return Object.fromEntries(Object.entries(headers).map(([key, value]) => (key === name ? ["X-Else", value] : [key, value])));
}

function members(test) {
  const scheme = defineScheme({
    hash: "sha256",
    message: "{field:order.id}|{field:total}",
    encoding: "hex",
    fields: { "meta.sig": "{signature}" },
  });
  const secret = "s";
  const body = (order, total, sig, more = "") => `{"order":{"id":${order}},"total":${total},"meta":{"sig":"${sig}"}${more}}`;
  const sign = (text) => signWebhook(scheme, { body: text, now: NOW, secret })["meta.sig"];
  const verify = (text) => verifyWebhook(scheme, { headers: {}, body: text, now: NOW, secrets: [secret] });
  test("if members of the body are signed, covers has the names of these members", () => {
    const sig = sign(body('"o1"', "10.50", ""));
    same(verify(body('"o1"', "10.50", sig)).covers, ["order.id", "total"]);
    equal(verify(body('"o1"', "10.50", sig)).replayKey, verify(body('"o1"', "10.50", sig, ',"x":1')).replayKey, "replay key");
    throws("ERR_SIGNATURE", () => verify(body('"o2"', "10.50", sig)));
    throws("ERR_SIGNATURE", () => verify(body('"o1"', "10.5", sig)), "another text of the same number");
    for (const other of ["null", "[1]", "{}"]) throws("ERR_FIELD_MALFORMED", () => verify(body(other, "10.50", sig)), other);
  });
  test("a value with the separator is rejected, so that text cannot move from one value to the next", () => {
    for (const [order, total] of [['"a|b"', '"c"'], ['"a"', '"b|c"']]) {
      const refused = throws("ERR_FIELD_MALFORMED", () => verify(body(order, total, "00".repeat(32))), order);
      equal(refused.blame, "peer");
      throws("ERR_FIELD_MALFORMED", () => sign(body(order, total, "")), order);
    }
  });
}
