// The `auth` of a definition and each alternative of this `auth` may have a scheme with a nonce. `fetch` makes the nonce in the format of
// this scheme.

import { defineProvider } from "payauth";
import { equal, ok } from "../../support/harness.mjs";

const FORMATS = {
  "none": [undefined, /^$/],
  "hex": [{ format: "hex", length: 16 }, /^[0-9a-f]{16}$/],
  "digits": [{ format: "digits", length: 8 }, /^[0-9]{8}$/],
  "alnum": [{ format: "alnum" }, /^[0-9A-Za-z]{32}$/],
  "uuid": [{ format: "uuid" }, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
};

function auth(format) {
  const [nonce] = FORMATS[format];
  const scheme = {
    hash: "sha256",
    message: nonce ? "{nonce}.{body}" : "{body}",
    encoding: "hex",
    headers: { ...(nonce && { "X-N": "{nonce}" }), "X-S": "{signature}" },
    ...(nonce && { nonce }),
  };
  return { signature: { secret: "{s}", scheme } };
}

export default function ({ test }) {
  for (const first of Object.keys(FORMATS)) {
    for (const second of Object.keys(FORMATS)) {
      test(`fetch makes a nonce in the format ${first} for the default auth, in the format ${second} for an alternative, and no nonce without auth`, async () => {
        const provider = defineProvider({
          name: "acme",
          servers: { production: "https://a.example" },
          credentials: { s: {} },
          auth: auth(first),
          alternatives: { second: auth(second) },
          endpoints: { "POST /second": { auth: "second" }, "POST /second/{id}": { auth: "second" } },
        });
        const sent = [];
        const client = provider({ s: "s", fetch: async (url, { headers }) => new Response(String(sent.push(headers["X-N"] ?? ""))) });
        const calls = [["/x", {}, first], ["/x", { auth: "second" }, second], ["/second", {}, second], ["/second/7", {}, second], ["/x", { auth: "none" }, "none"]];
        for (const [path, options, format] of calls) {
          for (const _ of [1, 2, 3]) await client.fetch(path, { body: "{}", ...options });
          const nonces = sent.splice(0);
          for (const nonce of nonces) ok(FORMATS[format][1].test(nonce), `a nonce in the format ${format} for ${path} ${JSON.stringify(options)}, not ${nonce}`);
          equal(new Set(nonces).size, FORMATS[format][0] ? 3 : 1, "number of different nonces");
        }
      });
    }
  }
}
