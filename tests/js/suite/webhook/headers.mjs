// Header fields in whichever shape the host has them, and nothing but what the scheme names.

import { PayauthError, verifyWebhook } from "payauth";
import { equal, ok, throws } from "../../harness.mjs";
import { CASES, accepted, delivery, refused } from "../../webhooks.mjs";

export default function ({ test, host }) {
  for (const case_ of CASES) {
    const { headers } = delivery(case_);
    for (const [name, shape] of Object.entries(shapes(host, headers))) {
      test(`${case_.name}: header fields may be ${name}`, () => equal(accepted(case_, { headers: shape }).secretId, "secret1", "id"));
    }
    test(`${case_.name}: names of fields have no case`, () => {
      for (const change of ["toUpperCase", "toLowerCase"]) {
        const entries = Object.entries(headers).map(([name, value]) => [name[change](), value]);
        accepted(case_, { headers: Object.fromEntries(entries) });
      }
    });
    test(`${case_.name}: an unsigned field changes nothing, not even the replay key`, () => {
      const { replayKey } = accepted(case_);
      for (const more of [{ "X-GitHub-Delivery": "other" }, { Date: "now" }, { "X-Retry": "7" }, { Other: "\u0000\n,é\ud800" }]) {
        equal(accepted(case_, { headers: { ...headers, ...more } }).replayKey, replayKey, "replay key");
      }
    });
  }
  hostile(test);
}

const [github] = CASES.filter(({ name }) => name === "github");

function shapes(host, headers) {
  const pairs = Object.entries(headers);
  return {
    "pairs": pairs,
    "a Map": new Map(pairs),
    "a generator": pairs.values(),
    "an object without prototype": Object.assign(Object.create(null), headers),
    "among many": Object.fromEntries([...Array.from({ length: 60 }, (_, index) => [`X-Other-${index}`, "v"]), ...pairs]),
    ...(globalThis.Headers && { "Headers": new Headers(headers) }),
    ...(host.realm && { "a Map of another realm": host.realm(`new Map(${JSON.stringify(pairs)})`) }),
  };
}

function hostile(test) {
  const { headers } = delivery(github);
  if (globalThis.Headers) {
    test("what Headers joined of two fields is no signature", () => {
      const joined = new Headers(headers);
      joined.append("X-Hub-Signature-256", headers["X-Hub-Signature-256"]);
      refused("ERR_SIGNATURE", github, { headers: joined });
    });
  }
  test("a line break in a value makes no second field", () => {
    const forged = { "X-Other": `v\nX-Hub-Signature-256\n${headers["X-Hub-Signature-256"]}` };
    refused("ERR_FIELD_MISSING", github, { headers: forged });
    refused("ERR_FIELD_MISSING", github, { headers: { [`X\n${"X-Hub-Signature-256"}`]: headers["X-Hub-Signature-256"] } });
  });
  test("more fields than any server lets through are refused, and the next message is read", () => {
    const bomb = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`X-${index}`, "v".repeat(32)]));
    throws("ERR_TOO_LARGE", () => accepted(github, { headers: { ...bomb, ...headers } }));
    accepted(github);
  });
  test("a field called __proto__ is refused, and sets nothing", () => {
    throws("ERR_FIELD_NAME", () => accepted(github, { headers: [["__proto__", "x"], ...Object.entries(headers)] }));
    equal({}.x, undefined, "the prototype of objects");
  });
  test("a field with several values in an array is a wrong type, named by its name", () => {
    const error = throws("ERR_ARGUMENT_TYPE", () => accepted(github, { headers: { ...headers, "set-cookie": ["a", "b"] } }));
    equal(error.argument, "headers.set-cookie", "argument");
  });
  test("an error keeps neither the header nor the body", () => {
    try {
      verifyWebhook(github.scheme, { ...delivery(github), body: "private body" });
      throw new Error("accepted");
    } catch (error) {
      ok(error instanceof PayauthError, String(error));
      const all = JSON.stringify(Object.getOwnPropertyNames(error).map((name) => String(error[name])));
      ok(!all.includes("private body") && !all.includes(headers["X-Hub-Signature-256"]), all);
    }
  });
}
