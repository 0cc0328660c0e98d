// A URL that already has a parameter that the scheme writes is not signed, because the message would have this parameter twice.

import { defineScheme, signRequest, signWebhook, verifyWebhook } from "payauth";
import * as schemes from "payauth/schemes";
import { NOW } from "../../support/clients.mjs";
import { equal, same, thrown, throws } from "../../support/harness.mjs";

const PAYMOB = '{"obj":{"id":9,"success":true}}';
const own = (query, more) => defineScheme({ hash: "sha256", message: "{body}", encoding: "hex", query, ...more });

/** Schemes that write parameters: the parameters, the query that they need, and a body. */
const WRITING = {
  "a signature": [own({ sig: "{signature}" }), ["sig"], "a=1"],
  "an id": [own({ "x-id": "{id}" }, { message: "{id}.{body}", headers: { "X-S": "{signature}" } }), ["x-id"], "a=1", "{}", { id: "i" }],
  "a time of a signed query": [own({ t: "{timestamp}", s: "{signature}" }, { message: "{query}", timestamp: { format: "unix" } }), ["t", "s"], "a=1"],
  binance: [schemes.binance, ["timestamp", "signature"], "a=1", "", { keyId: "K" }],
  discourseConnect: [schemes.discourseConnect, ["sig"], "sso=bm9uY2U%3D"],
  mexc: [schemes.mexc, ["timestamp", "signature"], "a=1", "", { keyId: "K" }],
  paymob: [schemes.paymob, ["hmac"], "", PAYMOB],
  pusherRequest: [schemes.pusherRequest, ["auth_timestamp", "auth_signature"], "a=1"],
  razorpayLink: [schemes.razorpayLink, ["razorpay_signature"], "razorpay_payment_id=p"],
  shopifyOauth: [schemes.shopifyOauth, ["hmac", "timestamp"], "code=c"],
  shopifyProxy: [schemes.shopifyProxy, ["signature", "timestamp"], "shop=s"],
  twilioJson: [schemes.twilioJson, ["bodySHA256"], "a=1"],
};
const SPELLINGS = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`,
  (name) => `${name}[]`,
];

export default function ({ test }) {
  for (const [what, [scheme, names, query, body = "{}", more]] of Object.entries(WRITING)) {
    const url = `https://x.example/hook?${query}`;
    const given = { now: NOW, secret: "k", ...more };
    const calls = [
      (url) => signWebhook(scheme, { ...given, url, body, ...(what === "pusherRequest" && { method: "POST" }) }),
      (url) => signRequest(scheme, { ...given, url, body, method: "POST" }),
    ].filter((call) => thrown(() => call(url)) === undefined);
    test(`${what}: a URL with a parameter that the scheme writes is rejected`, () => {
      equal(calls.length > 0, true, "a function that signs with this scheme");
      for (const call of calls) {
        for (const name of names.flatMap((name) => SPELLINGS.map((spelling) => spelling(name)))) {
          for (const at of [`${url}&${name}=1`, `https://x.example/?${name}&${query}`]) isTaken(() => call(at), at);
        }
      }
    });
    const verify = (headers, url) => verifyWebhook(scheme, { headers, body, url, method: "POST", now: NOW, secrets: ["k"] });
    if (thrown(() => verify({}, url))?.code === "ERR_SCHEME") continue;
    test(`${what}: the result contains the parameters, and the URL with these parameters verifies`, () => {
      const headers = calls[0](url);
      const parameters = Object.entries(headers).filter(([name]) => names.includes(name));
      same(parameters.map(([name]) => name).sort(), [...names].sort());
      const whole = `${url}${query && "&"}${new URLSearchParams(parameters)}`;
      equal(verify(headers, whole).secretId, "secret1", whole);
    });
  }
}

function isTaken(call, what) {
  const error = throws("ERR_OPTION", call, what);
  const message = "url: has a parameter with the same or a similar name as a parameter that payauth writes; remove it";
  same([error.argument, error.blame, error.message], ["url", "caller", message], what);
}
