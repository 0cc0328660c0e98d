// The argument of an error that the wasm module found has the name that the caller wrote: an argument, an option, or an element of a
// list with its position.

import { defineProvider, defineScheme, schemes, signRequest, signWebhook, verifyWebhook } from "payauth";
import { explainMismatch } from "payauth/explain";
import { dv, NOW, pl } from "../support/clients.mjs";
import { errorOf, ok, same } from "../support/harness.mjs";

const bytes = (text) => new TextEncoder().encode(text);
const scheme = (more) => defineScheme({ hash: "sha256", encoding: "hex", headers: { "X-Sig": "{signature}" }, ...more });
const [json, both] = [scheme({ message: "{field:a}" }), scheme({ message: "{field:a}|{secret}", construction: "digest" })];
const [form, query] = ["form", "query"].map((from) => scheme({ message: "{params}", params: { from: [from] } }));
const request = scheme({ message: "{timestamp}.{body}", headers: { "X-Sig": "{signature}", "X-Time": "{timestamp}" }, timestamp: { format: "unix" } });
const shop = defineProvider({
  name: "argument-names",
  servers: { production: "https://api.shop.example" },
  credentials: { apiKey: {}, secretsKey: { optional: true } },
  auth: { bearer: "{apiKey}" },
  webhook: { scheme: { hash: "sha256", encoding: "hex", message: "{body}", headers: { "X-Sig": "{signature}" }, key: { decode: "hex" } }, secret: "{secretsKey}" },
});

const BACKWARDS = { id: "a", secret: "k", notBefore: NOW, notAfter: new Date(0) };
/** Lists of secrets, and the argument for each list. `x` is the name of the option. */
const SECRETS = [
  [["k", "undefined"], "x[1]"],
  [["k", bytes("undefined")], "x[1]"],
  [["k", { id: "a", secret: "null" }], "x[1]"],
  [["k", { id: "a", secret: bytes("-----BEGIN PUBLIC KEY-----") }], "x[1]"],
  [["k", { id: "undefined", secret: "k" }], "x[1].id"],
  [["k", { id: "a b", secret: "k" }], "x[1].id"],
  [["k", "k", { id: "secret1", secret: "k" }], "x[2].id"],
  [[BACKWARDS], "x[0].notAfter"],
  [["k", BACKWARDS], "x[1].notAfter"],
  [Array(9).fill("k"), "x"],
  [Array(1), "x[0]"],
  [["k", , "l"], "x[1]"],
];

const sent = { headers: { "X-Sig": "00", "X-Hub-Signature-256": "sha256=00" }, body: "{}", now: NOW, secrets: ["k"] };
const verify = (of, more) => verifyWebhook(of, { ...sent, ...more });
const explain = (of, more) => explainMismatch(of, { ...sent, ...more });
const sign = (of, more) => signWebhook(of, { body: "{}", now: NOW, secret: "k", ...more });
const signed = (more) => signRequest(request, { url: "https://a.example/x", now: NOW, secret: "k", ...more });
const received = (options) => shop({ apiKey: "k", ...options }).verifyWebhook({ headers: { "X-Sig": "00" }, body: "{}", now: NOW });
const wide = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`a${index}`, 1]));

/** Each row has a call that throws, the argument and the blame. */
const ROWS = {
  "verifyWebhook: bytes that are not UTF-8, in a message that contains the secret": [() => verify(both, { secrets: [new Uint8Array([255])] }), "secrets[0]"],
  "verifyWebhook: a window without a timestamp": [() => verify(schemes.github, { pastSecs: 5 }), "pastSecs"],
  "verifyWebhook: a window in both directions without a timestamp": [() => verify(schemes.github, { pastSecs: 5, futureSecs: 5 }), "pastSecs"],
  "verifyWebhook: a body that is not JSON": [() => verify(json, { body: "{" }), "body", "peer"],
  "verifyWebhook: a form with two values of a name": [() => verify(form, { body: "a=1&a=2" }), "body", "peer"],
  "verifyWebhook: a form with a separator in a value": [() => verify(form, { body: "a=1%26" }), "body", "peer"],
  "verifyWebhook: a query with two values of a name": [() => verify(query, { url: "/x?a=1&a=2" }), "url", "peer"],
  "verifyWebhook: a query with a separator in a value": [() => verify(query, { url: "/x?a=1%26" }), "url", "peer"],
  "verifyWebhook: a scheme of another version": [() => verify(Object.freeze({ name: "other", compiled: "0;" })), "scheme"],
  "explainMismatch: a window without a timestamp": [() => explain(schemes.github, { pastSecs: 5 }), "pastSecs"],
  "signWebhook: a text secret": [() => sign(schemes.github, { secret: "undefined" }), "secret"],
  "signWebhook: a secret without bytes": [() => sign(schemes.github, { secret: new Uint8Array(0) }), "secret"],
  "signWebhook: a long id": [() => sign(schemes.github, { id: "x".repeat(90_000) }), "options"],
  "signRequest: a secret without bytes": [() => signed({ secret: new Uint8Array(0) }), "secret"],
  "verifyWebhook: a secret without bytes": [() => verify(schemes.github, { secrets: ["k", new Uint8Array(0)] }), "secrets[1]"],
  "verifyWebhook: an unknown member of a secret": [() => verify(schemes.github, { secrets: ["k", { id: "a", secret: "k", notbefore: NOW }] }), "secrets[1].notbefore"],
  "signRequest: a header field with a number": [() => signed({ headers: { "X-Note": 5 } }), "headers.X-Note"],
  "signRequest: a header field whose name may be a secret": [() => signed({ headers: [["sk_live_51HabcDEF", 5]] }), "headers"],
  "signRequest: a header field whose name is long": [() => signed({ headers: { ["x".repeat(1000)]: "\ud800" } }), "headers"],
  "signWebhook: a secret as bytes": [() => sign(schemes.github, { secret: bytes("undefined") }), "secret"],
  "signWebhook: a body that is not JSON": [() => sign(json, { body: "{" }), "body"],
  "signWebhook: a form with two values of a name": [() => sign(form, { body: "a=1&a=2" }), "body"],
  "signWebhook: a field with a lone surrogate": [() => sign(json, { headers: { "X-Note": "\ud800" } }), "headers.X-Note"],
  "signWebhook: a field that is too long": [() => sign(json, { headers: { "X-Note": "x".repeat(90_000) } }), "headers"],
  "signWebhook: a URL that is too long": [() => sign(json, { url: `/${"x".repeat(90_000)}` }), "url"],
  "signRequest: a text secret": [() => signed({ secret: "undefined" }), "secret"],
  "signRequest: a secret as bytes": [() => signed({ secret: bytes("undefined") }), "secret"],
  "signRequest: a field with a lone surrogate": [() => signed({ headers: { "X-Note": "\ud800" } }), "headers.X-Note"],
  "client.sign: a field with a lone surrogate": [() => dv().sign({ path: "/x", now: NOW, headers: { "X-Note": "\ud800" } }), "headers.X-Note"],
  "client.verifyWebhook: only a hole in the list of secrets": [() => received({ secretsKey: "00", webhookSecrets: Array(1) }), "webhookSecrets[0]"],
  "client.verifyWebhook: a credential that the scheme cannot decode": [() => received({ secretsKey: "not hex" }), "secretsKey"],
  "client.verifyWebhook: a secret that the scheme cannot decode": [() => received({ webhookSecrets: ["00", "not hex"] }), "webhookSecrets[1]"],
  "client.verifyWebhook: an id that is not allowed": [() => received({ webhookSecrets: ["00", { id: "null", secret: "00" }] }), "webhookSecrets[1].id"],
  "client.verifyWebhook: a period that ends before it begins": [() => received({ webhookSecrets: [{ ...BACKWARDS, secret: "00" }] }), "webhookSecrets[0].notAfter"],
  "client.verifyWebhook: too many secrets": [() => received({ webhookSecrets: Array(9).fill("00") }), "webhookSecrets"],
  "client.signParameters: data with too many members": [() => pl().signParameters(wide), "data"],
  "defineScheme: a definition with too many members": [() => defineScheme(wide), "definition"],
  "defineProvider: a definition with too many members": [() => defineProvider(wide), "definition"],
};

export default function ({ test }) {
  const told = (call, what) => {
    const { argument, blame, message } = errorOf(call, what);
    ok(message.startsWith(`${argument}: `), `${what}: a message that begins with the argument, not ${message}`);
    return [argument, blame];
  };
  for (const [name, of] of Object.entries({ verifyWebhook: verify, explainMismatch: explain })) {
    test(`${name}: an error about a secret names the position of the secret and the member`, () => {
      for (const [secrets, place] of SECRETS) same(told(() => of(schemes.github, { secrets }), place), [place.replace("x", "secrets"), "caller"]);
    });
  }
  for (const [name, [call, argument, blame = "caller"]] of Object.entries(ROWS)) {
    test(`the argument of the error is ${argument}: ${name}`, () => same(told(call, name), [argument, blame]));
  }
}
