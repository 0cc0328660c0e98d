// A signature over values of the body is sent only with a `Content-Type` of the format in which these values were read: for the first call
// of a client, and for later calls, which use what the first call prepared.

import { defineProvider } from "payauth";
import { equal, throws } from "../../support/harness.mjs";

const NOW = new Date(1_709_380_800_000);
const FORM = "application/x-www-form-urlencoded";
const TYPES = { "application/json": "json", [FORM]: "form", [`${FORM};charset=utf-8`]: "form", "text/plain;charset=UTF-8": "json", "multipart/form-data; boundary=a": "" };
const MESSAGES = { "{field:a}": "json", "{method}|{field:a}": "json", "{lower:field:a}": "json", "{field:a?}": "json", "{form:a}": "form", "{path}|{form:a}": "form" };
const BODIES = { json: '{"a":"1"}', form: "a=1" };

export default function ({ test }) {
  for (const [message, format] of Object.entries(MESSAGES)) {
    test(`a request whose signature covers ${message} has a Content-Type of the format ${format}`, () => {
      for (const [first, firstFormat] of Object.entries(TYPES)) {
        const client = signer(message);
        for (const [type, own] of [[first, firstFormat], ...Object.entries(TYPES)]) {
          const sign = () => client.sign({ path: "/pay", body: BODIES[format], headers: { "Content-Type": type }, now: NOW });
          if (own === format) equal(typeof sign().headers["X-S"], "string", type);
          else equal(throws("ERR_BODY", sign).argument, "body", type);
        }
      }
    });
  }
}

function signer(message) {
  const scheme = { hash: "sha256", encoding: "hex", message, headers: { "X-S": "{signature}" } };
  const auth = { signature: { secret: "{key}", scheme } };
  return defineProvider({ name: "acme", servers: { live: "https://acme.example" }, credentials: { key: {} }, auth })({ key: "k" });
}
