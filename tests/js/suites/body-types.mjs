// An object is written in one format. A Content-Type that names another format is rejected.

import { defineProvider, defineScheme, signRequest } from "payauth";
import * as pure from "payauth/pure";
import * as schemes from "payauth/schemes";
import { NOW } from "../support/clients.mjs";
import { equal, same, throws } from "../support/harness.mjs";

const FORMS = ["application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded; charset=utf-8"];
const PARTS = ["multipart/form-data; boundary=json", "MULTIPART/MIXED", "application/xml", "text/csv", "image/png", "application/jsonx", "text/x; a=json"];
const OTHERS = ["application/json", "Application/JSON; charset=utf-8; a=urlencoded", "application/vnd.api+json", "text/plain", "application/octet-stream"];
const NAMES = ["Content-Type", "content-type", "CONTENT-TYPE"];
const BODIES = [{ nonce: 1 }, {}];

const hmac = { hash: "sha256", encoding: "hex", headers: { "X-S": "{signature}" } };
const SCHEMES = {
  "a scheme of the body": defineScheme({ ...hmac, message: "{body}" }),
  "a scheme of the path": defineScheme({ ...hmac, message: "{path}|" }),
  "a scheme of members": defineScheme({ ...hmac, message: "{field:nonce?}|" }),
  "a scheme of a form": defineScheme({ ...hmac, message: "{form:nonce}|" }),
};

/** A client whose objects are written in the format `body`. */
const client = (body, make = defineProvider) => make({ ...DEFINITION, ...(body && { body }) })({ key: "k" });
const DEFINITION = { name: "own", servers: { production: "https://api.example" }, credentials: { key: {} }, auth: { bearer: "{key}" } };

export default function ({ test }) {
  for (const [what, scheme] of Object.entries(SCHEMES)) {
    test(`signRequest with ${what} rejects an object with the type of a form`, () => {
      const given = { url: "https://api.example/x", method: "POST", now: NOW, secret: "s" };
      const sign = (type, body, name = "Content-Type") => signRequest(scheme, { ...given, headers: { [name]: type }, body });
      for (const type of [...FORMS, ...PARTS]) {
        for (const name of NAMES) for (const body of BODIES) isOfBody(() => sign(type, body, name), type);
        isOfBody(() => sign(type, [1]), type);
      }
      const accepted = what.includes("members") ? OTHERS.filter((type) => !/octet|urlencoded/.test(type)) : OTHERS;
      if (what !== "a scheme of a form") for (const type of accepted) equal(sign(type, { nonce: 1 }).body, '{"nonce":1}', type);
      if (what.includes("members")) return;
      for (const body of ["nonce=1", new TextEncoder().encode("nonce=1")]) equal(sign(FORMS[0], body).body.length, 7, "length");
    });
  }
  test("signRequest with kraken rejects an object with the type of a form", () => {
    const given = { url: "https://api.kraken.com/0/private/Balance", method: "POST", now: NOW, keyId: "K", secret: "c2VjcmV0" };
    const sign = (body) => signRequest(schemes.kraken, { ...given, headers: { "Content-Type": FORMS[0] }, body });
    isOfBody(() => sign({ nonce: 1 }), "kraken");
    equal(sign("nonce=1").body, "nonce=1");
  });
  for (const [where, make] of Object.entries({ defineProvider, "defineProvider of payauth/pure": pure.defineProvider })) {
    for (const [format, made, accepted, rejected] of [
      [undefined, '{"nonce":1}', OTHERS, [...FORMS, ...PARTS]],
      ["form", "nonce=1", FORMS, [...OTHERS, ...PARTS]],
    ]) {
      test(`${where}: a client with the body format ${format} rejects an object with another Content-Type`, () => {
        const sign = (headers, body) => client(format, make).sign({ path: "/x", method: "POST", now: NOW, headers, body });
        equal(sign(undefined, { nonce: 1 }).body, made);
        for (const name of NAMES) {
          for (const type of accepted) equal(sign({ [name]: type }, { nonce: 1 }).body, made, type);
          for (const type of rejected) for (const body of BODIES) isOfBody(() => sign({ [name]: type }, body), type);
          for (const type of [...accepted, ...rejected]) equal(sign({ [name]: type }, "text").body, "text", type);
        }
      });
    }
  }
}

function isOfBody(call, what) {
  const error = throws("ERR_BODY", call, what);
  same([error.argument, error.blame], ["body", "caller"], what);
}
