// The option webhookEncoding of a client is rejected when the client is made, unless it has an effect.

import { defineProvider, schemes } from "payauth";
import * as pure from "payauth/pure";
import { BUILT_IN } from "../../support/built-in-definitions.mjs";
import { NOW } from "../../support/clients.mjs";
import { vectorsOf } from "../../support/definition-vectors.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { providers } from "../../support/shipped-providers.mjs";

const ENCODINGS = ["hex", "HEX", "base64", "base64url", "base64url_nopad"];
const SECRETS = { webhookSecrets: ["c2VjcmV0"] };

/** Every way to make a client of a definition. */
const ALL = [
  ...Object.entries(BUILT_IN).map(([name, { make, definition }]) => [name, definition, make]),
  ...Object.entries(providers).map(([name, provider]) => [name, provider.definition, provider]),
].flatMap(([name, definition, make]) => [
  [name, definition, make],
  [`${name} by defineProvider`, definition, defineProvider(definition)],
  [`${name} by payauth/pure`, definition, pure.defineProvider(definition)],
]);

export default function ({ test }) {
  test("only DVPay has an open encoding", () => {
    same([...new Set(ALL.filter(([, { webhook }]) => webhook?.openEncoding).map(([, { name }]) => name))], ["dvpay"]);
  });
  for (const [name, definition, make] of ALL) {
    test(`${name}: a client with an encoding is made only if the encoding of its webhooks is open`, async () => {
      const { client: given, environment } = (await vectorsOf(definition.name)).find(({ client }) => client) ?? {};
      const blank = Object.fromEntries(Object.keys(definition.credentials).map((one) => [one, "x"]));
      const options = { ...(given ?? blank), ...environmentOf(definition, environment) };
      ok(make({ ...options, ...SECRETS }), "a client without an encoding");
      for (const webhookEncoding of ENCODINGS) {
        const client = () => make({ ...options, ...SECRETS, webhookEncoding });
        if (definition.webhook?.openEncoding) throws("ERR_FIELD_MISSING", () => client().verifyWebhook({ headers: {}, body: "{}", now: NOW }));
        else isCallers(throws("ERR_OPTION", client, webhookEncoding), definition.webhook?.scheme ? "webhookEncoding" : "webhookScheme");
        const both = () => make({ ...options, ...SECRETS, webhookEncoding, webhookScheme: schemes.github });
        isCallers(throws("ERR_OPTION", both, `${webhookEncoding} and a scheme`), "webhookEncoding");
        const without = throws(definition.webhook?.openEncoding ? "ERR_SECRET" : "ERR_OPTION", () => make({ ...options, webhookEncoding }));
        equal(without.blame, "caller", without.message);
      }
    });
  }
}

function environmentOf({ servers }, environment) {
  const known = Object.keys(servers);
  return known.length > 1 ? { environment: environment ?? known[0] } : {};
}

function isCallers(error, argument) {
  same([error.argument, error.blame], [argument, "caller"], error.message);
}
