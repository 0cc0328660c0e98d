// Header fields of each type that a host uses. verifyWebhook reads only the fields of the scheme.

import { PayauthError, defineScheme, hmacKey, verifyWebhook } from "payauth";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, throws } from "../../support/harness.mjs";
import { CASES, accepted, delivery, refused } from "../../support/senders.mjs";

export default function ({ test, host }) {
  for (const case_ of CASES) {
    const { headers } = delivery(case_);
    for (const [name, shape] of Object.entries(shapes(host, headers))) {
      test(`${case_.name}: header fields may be ${name}`, () => equal(accepted(case_, { headers: shape }).secretId, "secret1", "id"));
    }
    test(`${case_.name}: the names of header fields may be in upper or lower case`, () => {
      for (const change of ["toUpperCase", "toLowerCase"]) {
        const entries = Object.entries(headers).map(([name, value]) => [name[change](), value]);
        accepted(case_, { headers: Object.fromEntries(entries) });
      }
    });
    test(`${case_.name}: an unsigned header field does not change the replay key`, () => {
      const { replayKey } = accepted(case_);
      for (const more of [{ "X-GitHub-Delivery": "other" }, { Date: "now" }, { "X-Retry": "7" }, { Other: "\u0000\n,é\ud800" }]) {
        equal(accepted(case_, { headers: { ...headers, ...more } }).replayKey, replayKey, "replay key");
      }
    });
  }
  hostile(test);
  signed(test);
  formats(test);
}

const [github] = CASES.filter(({ name }) => name === "github");

function shapes(host, headers) {
  const pairs = Object.entries(headers);
  return {
    "an array of pairs": pairs,
    "a Map": new Map(pairs),
    "an iterator of pairs": pairs.values(),
    "an object without prototype": Object.assign(Object.create(null), headers),
    "an object with 60 other fields": Object.fromEntries([...Array.from({ length: 60 }, (_, index) => [`X-Other-${index}`, "v"]), ...pairs]),
    ...(globalThis.Headers && { "a Headers object": new Headers(headers) }),
    ...(host.realm && { "a Map of another realm": host.realm(`new Map(${JSON.stringify(pairs)})`) }),
  };
}

function hostile(test) {
  const { headers } = delivery(github);
  if (globalThis.Headers) {
    test("two signature fields that Headers has joined are rejected", () => {
      const joined = new Headers(headers);
      joined.append("X-Hub-Signature-256", headers["X-Hub-Signature-256"]);
      refused("ERR_SIGNATURE", github, { headers: joined });
    });
  }
  test("a line break in a value does not make a second field", () => {
    const forged = { "X-Other": `v\nX-Hub-Signature-256\n${headers["X-Hub-Signature-256"]}` };
    refused("ERR_FIELD_MISSING", github, { headers: forged });
    refused("ERR_FIELD_MISSING", github, { headers: { [`X\n${"X-Hub-Signature-256"}`]: headers["X-Hub-Signature-256"] } });
  });
  test("thousands of fields that the scheme does not use do not change the result", () => {
    const bomb = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`X-${index}`, "v".repeat(32)]));
    equal(accepted(github, { headers: { ...bomb, ...headers } }).secretId, "secret1", "id");
  });
  test("a field called __proto__ is ignored, and does not set a prototype", () => {
    accepted(github, { headers: [["__proto__", "x"], ...Object.entries(headers)] });
    equal({}.x, undefined, "the prototype of objects");
  });
  test("fields that the scheme does not use may have any value, and are not read", () => {
    const other = { "set-cookie": ["a", "b"], n: 7, s: Symbol("s"), o: {}, f: () => 1, u: undefined, z: null };
    Object.defineProperty(other, "x-getter", { get: () => fail("read"), enumerable: true });
    for (const { headers: own, name } of CASES.map((case_) => ({ name: case_.name, ...delivery(case_) }))) {
      const case_ = CASES.find((given) => given.name === name);
      accepted(case_, { headers: Object.defineProperties({ ...own }, Object.getOwnPropertyDescriptors(other)) });
    }
    accepted(github, { headers: [["set-cookie", ["a"]], ["n", 7], ...Object.entries(headers)] });
  });
  for (const case_ of CASES) values(test, case_);
  test("an error contains neither a header field nor the body", () => {
    try {
      verifyWebhook(github.scheme, { ...delivery(github), body: "private body" });
      throw new Error("accepted");
    } catch (error) {
      ok(error instanceof PayauthError, `an error of payauth, not ${error}`);
      const all = JSON.stringify(Object.getOwnPropertyNames(error).map((name) => String(error[name])));
      ok(!all.includes("private body") && !all.includes(headers["X-Hub-Signature-256"]), `an error without the body and the header field, not ${all}`);
    }
  });
}

function fail(what) {
  throw new Error(what);
}

/** Tests a signed field that is not a carrier. Node decodes fields as Latin-1, and a value may be any text. */
function signed(test) {
  const scheme = defineScheme({ hash: "sha256", message: "{header:x-a}|{body}", encoding: "hex", headers: { "X-S": "{signature}" } });
  const key = hmacKey({ algorithm: "SHA-256", secret: "s" });
  const verify = (value, signed) => {
    const headers = { "x-a": value, "x-s": key.sign(`${signed}|b`) };
    return verifyWebhook(scheme, { headers, body: "b", now: NOW, secrets: ["s"] });
  };
  test("a signed field with a line feed or a lone surrogate is not verified as another text", () => {
    for (const [value, other] of [["a\nb", "a\rb"], ["a\ud800", "a\ufffd"], ["\udfffa", "\ufffda"]]) {
      const error = throws("ERR_FIELD_MALFORMED", () => verify(value, other), JSON.stringify(value));
      equal(error.blame, "peer", "blame");
      equal(error.argument, "x-a", "argument");
    }
  });
  test("a signed field is verified as UTF-8 of its characters", () => {
    for (const value of ["a", "\u00e9", "\ud83d\ude00", "a\tb"]) equal(verify(value, value).secretId, "secret1", JSON.stringify(value));
    throws("ERR_SIGNATURE", () => verify("\u00c3\u00a9", "\u00e9"));
  });
}

/** Tests `Content-Type`, which only schemes that read a form or members of a JSON body look at. */
function formats(test) {
  const key = hmacKey({ algorithm: "SHA-256", secret: "s" });
  const scheme = (message) => defineScheme({ hash: "sha256", message, encoding: "hex", headers: { "X-S": "{signature}" } });
  const [form, json] = ["application/x-www-form-urlencoded", "application/json"];
  for (const [message, body, own, other] of [["{form:a}", "a=1", form, json], ["{field:a}", '{"a":"1"}', json, form]]) {
    const verify = (type) => {
      const headers = [["x-s", key.sign("1")], ["content-type", type]];
      return verifyWebhook(scheme(message), { headers, body, now: NOW, secrets: ["s"] });
    };
    test(`${message}: a Content-Type of another format is rejected, and blames the peer`, () => {
      for (const type of [own, `${own}; charset=utf-8`, own.toUpperCase(), [own], "", undefined, null]) equal(verify(type).secretId, "secret1", String(type));
      for (const type of [other, `${own}, ${other}`, "multipart/form-data; boundary=a", 7, {}]) {
        const error = throws("ERR_FIELD_MALFORMED", () => verify(type), String(type));
        equal(error.blame, "peer", "blame");
        equal(error.argument, "Content-Type", "argument");
      }
      throws("ERR_FIELD_AMBIGUOUS", () => verify([own, own]));
    });
  }
  test("a scheme that signs the whole body does not look at Content-Type", () => {
    for (const type of [form, json, "multipart/form-data", ["a", "b"], 7, {}]) {
      accepted(github, { headers: { ...delivery(github).headers, "Content-Type": type } });
    }
  });
}

/** Tests the values of a field of the scheme. A value may be a text, or an array with the texts of all fields with this name. */
function values(test, case_) {
  const { headers } = delivery(case_);
  for (const [name, value] of Object.entries(headers)) {
    const given = (other) => ({ headers: { ...headers, [name]: other } });
    test(`${case_.name}: an array with one text for ${name} is read like that text`, () => {
      accepted(case_, given([value]));
      accepted(case_, given([undefined, value, null]));
      accepted(case_, { headers: Object.entries({ ...headers, [name]: [value] }) });
    });
    test(`${case_.name}: ${name} without a value causes ERR_FIELD_MISSING`, () => {
      for (const none of [undefined, null, "", [], [""], [null]]) refused("ERR_FIELD_MISSING", case_, given(none), String(none));
    });
    test(`${case_.name}: a duplicate ${name} causes ERR_FIELD_AMBIGUOUS`, () => {
      for (const twice of [[value, value], [value, ""], [value, "other"]]) refused("ERR_FIELD_AMBIGUOUS", case_, given(twice));
      const both = { ...headers, [name.toUpperCase()]: value, [name.toLowerCase()]: value };
      refused("ERR_FIELD_AMBIGUOUS", case_, { headers: both });
      refused("ERR_FIELD_AMBIGUOUS", case_, { headers: [...Object.entries(headers), [name, value]] });
    });
    test(`${case_.name}: the error about ${name} of a wrong type blames the peer`, () => {
      for (const other of [7, true, {}, [7], [[value]], Symbol("s"), () => value, new Date(0), 7n, Object(value)]) {
        refused("ERR_FIELD_MALFORMED", case_, given(other), typeof other);
      }
    });
    test(`${case_.name}: ${name} with a line feed or a lone surrogate is rejected, not changed`, () => {
      for (const mark of ["\n", "\ud800", "\udfff"]) {
        for (const changed of [mark, mark + value, value + mark, value.slice(0, 3) + mark + value.slice(3)]) {
          for (const other of [changed, [changed], [undefined, changed]]) refused("ERR_FIELD_MALFORMED", case_, given(other), JSON.stringify(other));
        }
      }
    });
  }
}
