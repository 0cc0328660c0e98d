// Every function requires that the name of a header field is a token, so that no name can replace an option such as the method.

import * as whole from "payauth";
import * as pure from "payauth/pure";
import * as door from "payauth/webhooks";
import { NOW } from "../support/clients.mjs";
import { equal, ok, rejects, throws } from "../support/harness.mjs";
import { PROVIDERS } from "../support/providers.mjs";

/** Names that are not tokens: the names with which the boundary writes options, names of HTTP/2, and other texts. */
const HOSTILE = [
  ":method", ":nonce", ":key", ":key_id", ":keyId", ":#a", ":#", "::x", "::", ":var:x", ":id:a", ":", ":zzz",
  ":path", ":authority", ":scheme", ":status", "", " ", "a b", "a:", "é", "ü-x", "(a)", "a,b", '"', "a\0", "a\u007f",
  "a\n", "a\n:method", "\n:method\nDELETE", "\r:method", "a\r\nb", " :method", "\t", "x\ud800", "😀", "__proto__",
];

/** A scheme that signs all options that the boundary writes together with the header fields. */
const EVERYTHING = {
  hash: "sha256",
  message: "{method}.{nonce}.{var:x}.{key_id}.{url}.{id:a}.{header:x-a}.{body}",
  encoding: "hex",
  nonce: { format: "hex", length: 8 },
  vars: ["x"],
  headers: { "X-N": "{nonce}", "X-K": "{key_id}", "X-I": "{id:a}", "X-S": "{signature}" },
};
const URL_ = "https://a.example/x";
const BESIDE = { nonce: "00000000", keyId: "k", vars: { x: "1" }, ids: { a: "i" } };
const SENT = { url: URL_, method: "POST", now: NOW, secret: "a secret", body: "{}", ...BESIDE };

export default function ({ test }) {
  sent(test);
  received(test);
  defined(test);
}

/** All functions that send header fields. Each function here has the header fields as its only parameter. */
function senders() {
  const found = {};
  for (const [entry, { signRequest, signWebhook, defineScheme }] of Object.entries({ payauth: whole, "payauth/pure": pure, "payauth/webhooks": door })) {
    const scheme = defineScheme(EVERYTHING);
    found[`signWebhook of ${entry}`] = (headers) => signWebhook(scheme, { ...SENT, headers });
    if (signRequest) found[`signRequest of ${entry}`] = (headers) => signRequest(scheme, { ...SENT, headers });
  }
  for (const { name, make, open, authorization } of PROVIDERS) {
    found[`sign of ${name}`] = (headers) => make().sign({ path: open, now: NOW, headers, ...authorization });
  }
  return found;
}

const shapes = (name) => [
  Object.fromEntries([[name, "DELETE"]]),
  [[name, "DELETE"]],
  new Map([["X-A", "1"], [name, "DELETE"]]),
  Object.assign(Object.create(null), { "X-A": "1", ...Object.fromEntries([[name, "DELETE"]]) }),
];

function sent(test) {
  for (const [what, call] of Object.entries(senders())) {
    test(`${what} rejects every name that is not a token, in each type of header fields`, () => {
      call({ "X-A": "1" });
      for (const name of HOSTILE) for (const headers of shapes(name)) named(throws("ERR_FIELD_NAME", () => call(headers), JSON.stringify(name)));
    });
  }
  for (const { name: provider, make, open } of PROVIDERS) {
    test(`client.fetch of ${provider} rejects every name that is not a token, before a request is sent`, async () => {
      const client = make({ fetch: () => ok(false, "no request") });
      for (const name of HOSTILE) for (const headers of shapes(name)) named(await rejects("ERR_FIELD_NAME", client.fetch(open, { headers })));
    });
  }
}

function named({ argument, blame }) {
  equal(argument, "headers");
  equal(blame, "caller");
}

function received(test) {
  for (const [entry, { defineScheme, signWebhook, verifyWebhook }] of Object.entries({ payauth: whole, "payauth/webhooks": door })) {
    const scheme = defineScheme(EVERYTHING);
    const signed = (change) => ({ "X-A": "1", ...signWebhook(scheme, { ...SENT, headers: { "X-A": "1" }, ...change }) });
    const verify = (headers) =>
      verifyWebhook(scheme, { url: URL_, method: "POST", vars: { x: "1" }, headers, body: "{}", now: NOW, secrets: ["a secret"] });
    test(`verifyWebhook of ${entry} ignores received header fields whose names are not tokens`, () => {
      const own = Object.entries(signed());
      for (const name of HOSTILE) {
        for (const pairs of [[[name, "DELETE"], ...own], [...own, [name, "DELETE"]]]) {
          for (const headers of [Object.fromEntries(pairs), pairs, new Map(pairs)]) equal(verify(headers).secretId, "secret1", JSON.stringify(name));
        }
      }
    });
    test(`verifyWebhook of ${entry} never reads a header field as an option`, () => {
      for (const [change, name, value] of [
        [{ method: "DELETE" }, ":method", "DELETE"],
        [{ vars: { x: "2" } }, "::x", "2"],
        [{ url: "https://a.example/y" }, ":path", "/y"],
      ]) {
        const own = Object.entries(signed(change));
        for (const pairs of [[[name, value], ...own], [...own, [name, value]]]) throws("ERR_SIGNATURE", () => verify(Object.fromEntries(pairs)), name);
      }
    });
  }
  test("client.receive ignores received header fields whose names are not tokens", async () => {
    // In the scheme of a client, each variable must be a credential of the client, so this scheme has no variable `x`.
    const scheme = whole.defineScheme({ ...EVERYTHING, message: EVERYTHING.message.replace(".{var:x}", ""), vars: [] });
    const client = whole.dogpay({ appid: "a", secret: "s", environment: "sandbox", webhookSecrets: ["a secret"], webhookScheme: scheme });
    const own = Object.entries({ "X-A": "1", ...whole.signWebhook(scheme, { ...SENT, vars: {}, headers: { "X-A": "1" } }) });
    for (const name of HOSTILE) {
      const arrayBuffer = async () => new TextEncoder().encode("{}").buffer;
      const request = { headers: [[name, "DELETE"], ...own, [name, "DELETE"]], method: "POST", url: URL_, arrayBuffer };
      const { event } = await client.receive(request, { now: NOW, url: URL_, method: "POST" });
      equal(event.secretId, "secret1", JSON.stringify(name));
    }
  });
}

function defined(test) {
  test("defineScheme rejects a scheme that reads a header field whose name is not a token", () => {
    for (const word of ["header", "headers", "lower:header"]) {
      for (const name of [":method", ":nonce", "::x", ":", "a b", "é", "a(b"]) {
        throws("ERR_SCHEME", () => whole.defineScheme({ ...EVERYTHING, message: `{${word}:${name}}\n{body}\n{nonce}` }), `${word} ${name}`);
      }
    }
  });
}
