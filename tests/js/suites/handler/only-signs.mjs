// A scheme that only signs requests verifies nothing. A handler and a client reject it when they are made, not at the first message.

import * as payauth from "payauth";
import { fastifyPlugin, lambdaHandler, nodeHandler } from "payauth/node";
import * as catalogue from "payauth/schemes";
import * as door from "payauth/webhooks";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, same, thrown, throws } from "../../support/harness.mjs";
import { PROVIDERS } from "../../support/providers.mjs";

/** The schemes of the catalogue that only sign. Every other scheme verifies. */
const ONLY_SIGN = [
  "binance", "bitfinex", "bitmex", "bybit", "coinbaseExchange", "kraken", "krakenFutures", "kucoin", "mexc", "okx", "rapyd", "s3V2",
  "worldlineConnect",
];
/** By `require`, the catalogue also has the member `default`. */
const VERIFY = Object.keys(catalogue).filter((name) => !ONLY_SIGN.includes(name) && name !== "default");

/** Everything that makes a handler or a client for a scheme, and the argument that an error names. */
const MADE = {
  "webhookHandler of payauth": ["sender", (scheme) => payauth.webhookHandler(scheme, { secrets: ["x"] }, () => {})],
  "webhookHandler of payauth/webhooks": ["sender", (scheme) => door.webhookHandler(scheme, { secrets: ["x"] }, () => {})],
  "webhookHandler with a function for its secrets": ["sender", (scheme) => payauth.webhookHandler(scheme, { secrets: () => ["x"] }, () => {})],
  "nodeHandler": ["sender", (scheme) => nodeHandler(scheme, { secrets: ["x"] }, () => {})],
  "lambdaHandler": ["sender", (scheme) => lambdaHandler(scheme, { secrets: ["x"] }, () => {})],
  "fastifyPlugin": ["sender", (scheme) => fastifyPlugin(scheme, { secrets: ["x"] }, () => {})],
  ...Object.fromEntries(PROVIDERS.map(({ name, make }) => [`a client of ${name}`, ["webhookScheme", (webhookScheme) => make({ webhookScheme })]])),
};

/** A scheme of defineScheme that signs values that no message has. */
const ofRequests = (defineScheme) =>
  defineScheme({ hash: "sha256", message: "{headers:x-}{body}", encoding: "hex", headers: { "X-Sign": "{signature}" } });

const OPTIONS = { headers: {}, body: "", now: NOW, secrets: ["x"] };

export default function ({ test }) {
  test("the table has schemes of the catalogue only", () => {
    same(ONLY_SIGN.filter((name) => catalogue[name] === undefined), []);
    ok(VERIFY.length > 100, `${VERIFY.length}`);
  });
  for (const [what, [argument, make]] of Object.entries(MADE)) {
    for (const name of ONLY_SIGN) {
      test(`${what} rejects ${name}, which only signs, when it is made`, () => rejected(argument, () => make(catalogue[name])));
    }
    test(`${what} accepts every scheme of the catalogue that verifies`, () => {
      for (const name of VERIFY) equal(thrown(() => make(catalogue[name])), undefined, name);
    });
  }
  for (const [entry, { defineScheme, webhookHandler, verifyWebhook }] of Object.entries({ payauth, "payauth/webhooks": door })) {
    test(`${entry}: a scheme of defineScheme that only signs is rejected when a handler is made`, () => {
      const scheme = ofRequests(defineScheme);
      rejected("sender", () => webhookHandler(scheme, { secrets: ["x"] }, () => {}));
      rejected("scheme", () => verifyWebhook(scheme, OPTIONS));
    });
  }
  for (const name of ONLY_SIGN) {
    test(`verifyWebhook rejects ${name} for every message, and blames the caller`, () => {
      for (const change of [{}, { headers: { "X-A": "1" } }, { body: null }, { body: undefined }, { body: "{}", url: "https://a.example/" }]) {
        rejected("scheme", () => payauth.verifyWebhook(catalogue[name], { ...OPTIONS, ...change }));
      }
    });
  }
}

function rejected(argument, call) {
  const error = throws("ERR_SCHEME", call);
  same([error.argument, error.blame], [argument, "caller"]);
  ok(error.message.startsWith(`${argument}: can only sign`), error.message);
}
