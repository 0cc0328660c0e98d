// explainMismatch accepts a provider of defineProvider or of payauth/providers, and explains the webhooks of the provider.

import { defineProvider } from "payauth";
import { explainMismatch } from "payauth/explain";
import { providers } from "../../support/shipped-providers.mjs";
import { vectorsOf } from "../../support/definition-vectors.mjs";
import { same, throws } from "../../support/harness.mjs";

const NOW = new Date(1_709_380_800_000);

export default function ({ test }) {
  for (const [name, provider] of Object.entries(providers)) {
    const { webhook } = provider.definition;
    if (webhook?.scheme === undefined) continue;
    test(`${name}: explainMismatch returns "none" for a valid webhook, and no explanation for another secret`, async () => {
      for (const vector of (await vectorsOf(provider.definition.name)).filter(({ kind, expect }) => kind === "webhook" && expect === "ok")) {
        const { delivery, client, now, secrets = Object.values(client).slice(-1) } = vector;
        const mistakes = (given) => explainMismatch(provider, { ...delivery, vars: client, now: new Date(now), secrets, ...given }).map(({ mistake }) => mistake);
        same(mistakes({}), ["none"], vector.name);
        same(mistakes({ secrets: ["quite another secret"] }), [], vector.name);
      }
    });
  }
  test("explainMismatch with a provider of defineProvider explains that a body lost its last line feed", () => {
    const provider = defineProvider({ ...providers.airwallex.definition, webhook: { scheme: SCHEME } });
    const [{ mistake }] = explainMismatch(provider, { headers: { "X-Tag": TAG }, body: "{}", now: NOW, secrets: ["Jefe"] });
    same(mistake, "body-newline-lost");
  });
  test("explainMismatch needs an optional credential exactly if signing the request needs it", () => {
    for (const [message, isNeeded] of [["{path}|[{var:acct}-]{var:key}", false], ["{path}|{var:acct}-{var:key}", true]]) {
      const scheme = { hash: "sha256", message, encoding: "hex", headers: { "X-Tag": "{signature}" } };
      const auth = { signature: { secret: "{secret}", scheme } };
      const credentials = { key: {}, secret: {}, acct: { optional: true } };
      const provider = defineProvider({ name: "acme", servers: { live: "https://acme.example" }, credentials, auth });
      const explain = (url, headers, vars) => explainMismatch({ requestsOf: provider }, { method: "POST", url, headers, body: "{}", now: NOW, secrets: ["s"], vars });
      for (const vars of [{ key: "k" }, { key: "k", acct: "a" }]) {
        const sign = () => provider({ secret: "s", ...vars }).sign({ path: "/pay", body: "{}", now: NOW });
        if (isNeeded && !vars.acct) {
          throws("ERR_CREDENTIALS", sign);
          same(throws("ERR_OPTION", () => explain("/pay", { "X-Tag": "00" }, vars)).argument, "vars.acct");
          continue;
        }
        const { url, headers } = sign();
        same(explain(url, headers, vars).map(({ mistake }) => mistake), ["none"]);
      }
    }
  });
  test("explainMismatch rejects a provider without a scheme, and a function that is not a provider", () => {
    const options = { headers: {}, body: "{}", now: NOW, secrets: ["s"] };
    throws("ERR_OPTION", () => explainMismatch(providers.paypal, options));
    throws("ERR_ARGUMENT_TYPE", () => explainMismatch(() => undefined, options));
  });
}

const SCHEME = { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Tag": "{signature}" } };
/** The HMAC-SHA256 of "{}" and a line feed, with the key "Jefe". */
const TAG = "3667a6a805e5cdec471fed3c2660cc23a61be47fabf68b7c6c34fbf10f7a2601";
