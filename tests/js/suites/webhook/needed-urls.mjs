// A scheme that reads the URL or a part of it needs the URL. A missing URL is the caller's mistake, in every function.

import { defineScheme, dvpay, signWebhook, verifyWebhook, webhookHandler } from "payauth";
import * as schemes from "payauth/schemes";
import { vectors } from "../../../vectors/schemes.json";
import { NOW } from "../../support/clients.mjs";
import { vectorsOf } from "../../support/definition-vectors.mjs";
import { equal, ok, rejects, same, thrown, throws } from "../../support/harness.mjs";
import { providers } from "../../support/shipped-providers.mjs";

const TAG = "0".repeat(64);
/** Texts that are not a URL, and that a program passes if its configuration was not read. A URL of digits could continue a timestamp. */
const MISSING = [undefined, "", "7"];
const WHOLE = "https://shop.example/cb?a=1";
const PLACEHOLDERS = ["{url}", "{host}", "{path}", "{query}", "{target}", "{query:a}", "{lower:query:a}", "{lower:path}", "{params}"];
const ofQuery = { params: { from: ["query"], sort: "none", encode: "rfc3986" } };

const of = (message, more) => defineScheme({ hash: "sha256", message, encoding: "hex", headers: { "X-S": "{signature}" }, ...more });
const ofCarrier = (query, more) => of("{body}", { headers: undefined, query, ...more });

/** Schemes that need the URL to verify a message. The value says whether they also need it to sign a message. */
const SCHEMES = new Map();
for (const one of PLACEHOLDERS) {
  const more = one === "{params}" ? ofQuery : {};
  const digest = { digests: { d: { of: `${one}|`, hash: "sha256", encoding: "hex" } } };
  SCHEMES.set(`${one} in the message`, [of(`${one}|{method}`, more), true]);
  SCHEMES.set(`${one} in a digest`, [of("{digest:d}", { ...more, ...digest }), true]);
  SCHEMES.set(`${one} in a digest that is sent`, [of("{body}", { ...more, ...digest, headers: { "X-S": "{signature}", "X-D": "{digest:d}" } }), true]);
  if (one !== "{params}") SCHEMES.set(`${one} in a group`, [of(`{method}[|${one}]`, more), true]);
}
SCHEMES.set("the signature in the query", [ofCarrier({ s: "{signature}" }), false]);
SCHEMES.set("the time in the query", [of("{timestamp}.{body}", { timestamp: { format: "unix" }, query: { t: "{timestamp}" } }), false]);
SCHEMES.set("{query} and a carrier in the query", [of("{query}|", { query: { n: "{id}" } }), true]);

const given = (more) => ({ headers: { "X-S": TAG, "X-D": TAG }, body: "{}", method: "POST", now: NOW, ...more });

function isCallers(error, what) {
  same([error.code, error.argument, error.blame], ["ERR_OPTION", "url", "caller"], `${what}: ${error.message}`);
}

export default function ({ test }) {
  for (const [name, [scheme, isSigned]] of SCHEMES) {
    test(`${name}: verifyWebhook without a URL blames the caller`, () => {
      for (const url of MISSING) isCallers(throws("ERR_OPTION", () => verifyWebhook(scheme, given({ url, secrets: ["s"] }))), url);
      ok(throwsOther(() => verifyWebhook(scheme, given({ url: WHOLE, secrets: ["s"] }))), "another error with a URL");
      ok(throwsOther(() => verifyWebhook(scheme, given({ url: "/cb?a=1", secrets: ["s"] }))), "another error with a path");
    });
    test(`${name}: signWebhook without a URL ${isSigned ? "blames the caller" : "signs"}`, () => {
      const more = name.includes("and a carrier") && { id: "i" };
      const sign = (url) => signWebhook(scheme, { body: "{}", method: "POST", now: NOW, secret: "s", ...more, ...(url !== undefined && { url }) });
      for (const url of isSigned ? MISSING : []) isCallers(throws("ERR_OPTION", () => sign(url)), url);
      ok(Object.keys(sign(isSigned ? WHOLE : undefined)).length > 0, "carriers");
    });
    test(`${name}: a client without a URL blames the caller`, async () => {
      const client = dvpay({ apiKey: "k", apiSecret: "s", webhookScheme: scheme, webhookSecrets: ["s"] });
      for (const url of MISSING) {
        isCallers(throws("ERR_OPTION", () => client.verifyWebhook(given({ url }))), url);
        isCallers(await rejects("ERR_OPTION", client.receive(request(given({})), { url })), url);
      }
    });
  }
  shipped(test);
  if (globalThis.Request) handlers(test);
}

const throwsOther = (call) => thrown(call)?.code !== "ERR_OPTION";

/** A request as a server framework passes it. */
const request = ({ headers, body, method, url = "https://shop.example/hook" }) =>
  ({ url, method, headers: new Map(Object.entries(headers)), arrayBuffer: async () => new TextEncoder().encode(body).buffer });

const RECEIVED = vectors.filter(({ request, url }) => !request && url);

function shipped(test) {
  test("the catalogue has at least 14 schemes that need a URL", () => ok(new Set(RECEIVED.map(({ scheme }) => scheme)).size >= 14));
  for (const { name, scheme, headers, body, now, url, method, vars, secret } of RECEIVED) {
    test(`${name}: without its URL, the message is not blamed`, () => {
      const whole = { headers, body, now: new Date(now), url, method, vars, secrets: [secret] };
      ok(verifyWebhook(schemes[scheme], whole).secretId, "a message with its URL");
      isCallers(throws("ERR_OPTION", () => verifyWebhook(schemes[scheme], { ...whole, url: undefined })), scheme);
    });
  }
  for (const [name, provider] of Object.entries(providers)) {
    test(`${name}: without its URL, a message of a vector is not blamed`, async () => {
      for (const { kind, client, environment, secrets, delivery, now } of await vectorsOf(provider.definition.name)) {
        if (kind !== "webhook" || !delivery.url) continue;
        const made = provider({ ...client, ...(environment && { environment }), ...(secrets && { webhookSecrets: secrets }) });
        isCallers(throws("ERR_OPTION", () => made.verifyWebhook({ ...delivery, url: undefined, now: new Date(now) })), name);
      }
    });
  }
}

function handlers(test) {
  for (const { name, scheme, headers, body, now, url, method = "POST", vars, secret } of RECEIVED) {
    test(`${name}: a handler without the option url answers 500, and with it handles the message`, async () => {
      const problems = [];
      const options = { secrets: [secret], vars, methods: [method], clock: () => now, onReject: (problem) => void problems.push(problem) };
      const sent = () => new Request(url, { method, headers, ...(method !== "GET" && { body }) });
      const without = await webhookHandler(schemes[scheme], options, () => undefined)(sent());
      same([without.status, problems[0]?.type], [500, "misconfigured"], String(problems[0]?.error));
      isCallers(problems[0].error, name);
      const whole = await webhookHandler(schemes[scheme], { ...options, url }, () => undefined)(sent());
      equal(whole.status, 200, String(problems[1]?.error));
    });
  }
}
