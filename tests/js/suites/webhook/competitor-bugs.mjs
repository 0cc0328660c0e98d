// Faults of other webhook libraries, and tests that payauth does not have these faults. docs/comparison.md shows the same table.

import { defineScheme, dogpay, schemes, signWebhook, verifyWebhook } from "payauth";
import page from "../../../../docs/comparison.md";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { shown } from "../../support/assert-redacted.mjs";
import { CASES, accepted, delivery, later, refused, signatureOf } from "../../support/senders.mjs";

const of = (name) => CASES.find((case_) => case_.name === name);

/** Each row: the library, the fault of the library, the behaviour of payauth, and the test of this behaviour. */
export const TABLE = [
  ["stripe 23.1", "a tolerance of 0 switches off the check of the time", "a tolerance of 0 accepts the current second only", zero],
  ["stripe 23.1", "a timestamp a day ahead is accepted", "rejected: `ERR_TOO_NEW`", ahead],
  ["stripe 23.1", "if there are several `t=`, the last `t=` is used", "rejected: `ERR_FIELD_AMBIGUOUS`", twoTimes],
  ["stripe 23.1", "an `ArrayBuffer` is rejected", "any buffer or view is accepted", buffers],
  ["stripe 23.1", "a byte order mark is dropped, so the signature does not match", "the bytes are verified unchanged", mark],
  ["stripe 23.1", "an empty body is rejected", "an empty body is verified like any other body", empty],
  ["stripe 23.1", "the error contains the payload and the header", "the error contains neither of them", silent],
  ["standardwebhooks 1.1", "the bodies 0xFF and 0xFE have the same signature", "the two bodies have different signatures", lossless],
  ["standardwebhooks 1.1", "the platform's `Headers` are rejected", "`Headers` are accepted, like objects, pairs and a `Map`", headers],
  ["standardwebhooks 1.1", "a `Uint8Array` is rejected", "any buffer or view is accepted", buffers],
  ["standardwebhooks 1.1", "if a verified body is not JSON, an error is thrown", "the body is not parsed", notJson],
  ["standardwebhooks 1.1", "the tolerance of 300 s and the clock cannot be changed", "`now`, `pastSecs` and `futureSecs` set both", clock],
  ["standardwebhooks 1.1", "a log of the object shows the bytes of its key", "a scheme contains no key; a log of a client shows no key", printed],
  ["@octokit/webhooks-methods 6", "the web build accepts a tag without the prefix `sha256=`", "the prefix is compared exactly", prefix],
  ["@octokit/webhooks-methods 6", "the web build throws a bare `TypeError` for a tag that is not hex", "rejected: `ERR_SIGNATURE`", noHex],
  ["@octokit/webhooks-methods 6", "the result does not say which of several secrets matched", "`secretId` is the id of the secret", which],
  ["http-message-signatures 1.0", "a message without a timestamp is accepted, although a maximum age is set", "rejected: `ERR_FIELD_MALFORMED`", missing],
  ["http-message-signatures 1.0", "an empty secret is accepted", "rejected: `ERR_SECRET`", emptySecret],
];

export default function ({ test, host }) {
  for (const [peer, defect, payauth, prove] of TABLE) {
    test(`bug of another library: ${peer}: ${defect}. payauth: ${payauth}`, () => prove(host));
  }
  test("docs/comparison.md shows the table of bugs of other libraries", () => {
    const [, section] = /\n## Webhooks\n(.*?)(\n#|$)/s.exec(page) ?? [];
    const rows = section?.split("\n").filter((line) => line.startsWith("| ")) ?? [];
    same(rows.slice(1), TABLE.map(([peer, defect, payauth]) => `| ${peer} | ${defect} | ${payauth} |`));
  });
}

function zero() {
  accepted(of("stripe"), { pastSecs: 0 });
  refused("ERR_TOO_OLD", of("stripe"), { pastSecs: 0, now: later(1) });
}

function ahead() {
  refused("ERR_TOO_NEW", of("stripe"), { now: later(-86_400) });
}

function twoTimes() {
  const { value } = signatureOf(delivery(of("stripe")));
  for (const text of [`t=1,${value}`, `${value},t=1`]) {
    refused("ERR_FIELD_AMBIGUOUS", of("stripe"), { headers: { "Stripe-Signature": text } });
  }
}

function buffers() {
  for (const name of ["stripe", "standardWebhooks"]) {
    const bytes = new TextEncoder().encode(delivery(of(name)).body);
    for (const body of [bytes, bytes.buffer, new DataView(bytes.buffer)]) accepted(of(name), { body });
  }
}

function mark() {
  const bytes = new TextEncoder().encode("\ufeff{}");
  accepted(of("stripe"), { ...delivery(of("stripe"), bytes), body: "\ufeff{}" });
  refused("ERR_SIGNATURE", of("stripe"), { ...delivery(of("stripe"), bytes), body: "{}" });
}

function empty() {
  for (const body of ["", new Uint8Array()]) accepted(of("stripe"), { ...delivery(of("stripe"), ""), body });
}

function silent() {
  const { tag, value } = signatureOf(delivery(of("stripe")));
  const error = throws("ERR_SIGNATURE", () => accepted(of("stripe"), { body: "a private body" }));
  const text = Object.getOwnPropertyNames(error).map((name) => String(error[name])).join();
  for (const piece of ["a private body", tag, value]) ok(!text.includes(piece), `an error without ${piece}, not ${text}`);
}

function lossless() {
  const [ff, fe] = [0xff, 0xfe].map((byte) => delivery(of("standardWebhooks"), Uint8Array.of(byte)));
  ok(signatureOf(ff).tag !== signatureOf(fe).tag, "two different signatures");
  refused("ERR_SIGNATURE", of("standardWebhooks"), { ...ff, body: fe.body });
}

function headers() {
  const { headers } = delivery(of("standardWebhooks"));
  accepted(of("standardWebhooks"), { headers: globalThis.Headers ? new Headers(headers) : new Map(Object.entries(headers)) });
}

function notJson() {
  accepted(of("standardWebhooks"), delivery(of("standardWebhooks"), "no JSON"));
}

function clock() {
  const old = delivery(of("standardWebhooks"), "{}", new Date(0));
  accepted(of("standardWebhooks"), old);
  refused("ERR_TOO_OLD", of("standardWebhooks"), { ...old, now: new Date(2000), pastSecs: 1 });
}

function printed(host) {
  const secret = "canary-5b1f77";
  const client = dogpay({ appid: secret, secret, environment: "sandbox", webhookSecrets: [secret] });
  const headers = { "wh-signature": "0" };
  throws("ERR_SIGNATURE", () => client.verifyWebhook({ headers, body: "", now: NOW }));
  for (const value of [schemes.stripe, client]) ok(!shown(host, value).includes(secret), "a view without the secret");
}

function prefix() {
  const { tag } = signatureOf(delivery(of("github")));
  for (const text of [tag, `SHA256=${tag}`, `sha1=${tag}`]) {
    refused("ERR_FIELD_MALFORMED", of("github"), { headers: { "X-Hub-Signature-256": text } }, text);
  }
}

function noHex() {
  for (const text of ["sha256=", "sha256=xyz", "zz"]) {
    const code = text === "sha256=xyz" ? "ERR_SIGNATURE" : "ERR_FIELD_MALFORMED";
    refused(code, of("github"), { headers: { "X-Hub-Signature-256": text } }, text);
  }
}

function which() {
  const { secret, other } = of("github");
  const secrets = [{ id: "old", secret: other }, { id: "new", secret }];
  equal(accepted(of("github"), { secrets }).secretId, "new", "id");
}

function missing() {
  const { value } = signatureOf(delivery(of("stripe")));
  const text = value.slice(value.indexOf(",") + 1);
  refused("ERR_FIELD_MALFORMED", of("stripe"), { headers: { "Stripe-Signature": text }, pastSecs: 300 });
}

function emptySecret() {
  const own = defineScheme({ hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Tag": "{signature}" } });
  for (const secret of ["", new Uint8Array()]) {
    throws("ERR_SECRET", () => signWebhook(own, { body: "{}", now: NOW, secret }));
    throws("ERR_SECRET", () => verifyWebhook(own, { headers: {}, body: "{}", now: NOW, secrets: [secret] }));
  }
}
