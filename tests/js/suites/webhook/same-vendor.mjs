// A provider of payauth/providers and the catalogue's scheme of the same vendor accept the same messages. There is one exception: an id of
// Mercado Pago with capitals. The provider signs it in lower case, as the vendor's pages say, and the scheme as it is sent, as the vendor's SDK does.

import { defineScheme, signWebhook, verifyWebhook } from "payauth";
import * as schemes from "payauth/schemes";
import { vectors } from "../../../vectors/schemes.json";
import { NOW } from "../../support/clients.mjs";
import { vectorsOf } from "../../support/definition-vectors.mjs";
import { equal, same, thrown } from "../../support/harness.mjs";
import { providers } from "../../support/shipped-providers.mjs";

const SECRET = "c2VjcmV0";
const IDS = ["", "data.id=7", "data.id=ord01abc", "data.id=ORD01ABC", "data.id=Ord01%C3%89"];
const FIELDS = [{}, { "x-request-id": "req-1" }, { "X-Request-Id": "REQ-1" }];
const BODIES = [{ order_id: "O-1", status_code: "200", gross_amount: "1.00" }, { id: "evt_A", order_id: "o-1", status_code: "201", gross_amount: "2" }];

export default function ({ test }) {
  const pairs = Object.entries(providers).flatMap(([name, provider]) => {
    const known = Object.keys(schemes).filter((scheme) => canVerify(scheme) && (name.startsWith(scheme) || scheme.startsWith(name)));
    const isOfWebhooks = (scheme) => scheme.length > 4 && provider.definition.webhook && !OF_REQUESTS.includes(scheme);
    return known.filter(isOfWebhooks).map((scheme) => [name, scheme]);
  });
  test("these vendors have a provider and a scheme", () => same(pairs.map((pair) => pair.join(" ")).sort(), PAIRS));
  for (const [name, scheme] of pairs) {
    test(`the provider ${name} and the scheme ${scheme} accept the same messages`, () => compare(providers[name], scheme));
  }
}

/** Schemes of requests, with which the vendor signs no webhooks. */
const OF_REQUESTS = ["dlocal"];
const PAIRS = [
  "airwallex airwallex", "cashfree cashfree", "checkoutCom checkoutCom", "dlocal dlocalWebhook", "flutterwaveV4 flutterwave",
  "mercadoPago mercadoPago", "midtrans midtrans", "stripe stripe", "worldlineConnect worldline", "xendit xendit",
];

function canVerify(name) {
  const call = () => verifyWebhook(schemes[name], { headers: {}, body: "", now: NOW, secrets: [SECRET] });
  return typeof schemes[name] === "object" && thrown(call)?.code !== "ERR_SCHEME";
}

/** Each message is accepted by the provider and by the scheme, or rejected by both. */
async function compare(provider, name) {
  const { webhook } = provider.definition;
  const deliveries = (await vectorsOf(provider.definition.name)).filter(({ kind }) => kind === "webhook");
  const [{ client, environment }] = deliveries;
  const both = (delivery, secret, what) => {
    if (name === "mercadoPago" && /data\.id=[^&]*[A-Z]/.test(delivery.url)) return undefined;
    const receiver = provider({ ...client, ...(environment && { environment }), webhookSecrets: [secret] });
    const calls = [() => receiver.verifyWebhook(delivery), () => verifyWebhook(schemes[name], { ...delivery, secrets: [secret] })];
    const [found, other] = calls.map((call) => thrown(call)?.code ?? "accepted");
    equal(found, other, what);
    return found;
  };
  for (const { delivery, now, secrets, name: what } of deliveries) {
    const [secret] = secrets ?? [client[/\{(\w+)\}/.exec(webhook.secret)[1]]];
    both({ vars: { login: client.login }, ...delivery, now: new Date(now) }, secret, what);
  }
  for (const vector of vectors.filter(({ scheme }) => scheme === name)) {
    const { headers, body, now, url, vars, secret } = vector;
    equal(both({ headers, body, url, vars, now: new Date(now) }, secret, vector.name) ?? "accepted", "accepted", vector.name);
  }
  for (const by of webhook.scheme.construction === "digest" ? [] : [schemes[name], ofProvider(webhook.scheme)]) {
    for (const message of messages()) {
      const sent = { ...signed(by, webhook.scheme, message), url: message.url, vars: { login: "login-1" }, now: NOW };
      const what = JSON.stringify(message);
      equal(both(sent, SECRET, what) ?? "accepted", "accepted", what);
      equal(both(sent, "b3RoZXI=", what) ?? "ERR_SIGNATURE", "ERR_SIGNATURE", what);
    }
  }
}

/** The scheme of a provider's webhooks. Its variables are the credentials of the provider. */
function ofProvider(own) {
  if (typeof own === "string") return schemes[own];
  return defineScheme(own.message?.includes("{var:login}") ? { ...own, vars: ["login"] } : own);
}

function* messages() {
  for (const id of IDS) for (const headers of FIELDS) for (const body of BODIES) yield { url: `https://shop.example/hook?${id}`, headers, body };
}

function signed(by, definition, { url, headers, body }) {
  const text = JSON.stringify(definition);
  if (definition.construction === "token") return { headers: { ...headers, [Object.keys(definition.headers)[0]]: SECRET }, body: JSON.stringify(body) };
  const more = { ...(text.includes("{key_id}") && { keyId: "key-1" }), ...(text.includes("{var:login}") && { vars: { login: "login-1" } }) };
  const carriers = signWebhook(by, { body: JSON.stringify(body), url, headers, now: NOW, secret: SECRET, ...more });
  return definition.fields ? { headers, body: JSON.stringify({ ...body, ...carriers }) } : { headers: { ...headers, ...carriers }, body: JSON.stringify(body) };
}
