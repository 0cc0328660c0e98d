// Each table of the suites is complete: the table has a row for every provider or scheme that the package exports.

import * as payauth from "payauth";
import * as pure from "payauth/pure";
import webhooks from "vectors:webhooks";
import { equal, ok, throws } from "../support/harness.mjs";
import { NOW } from "../support/clients.mjs";
import { exportedProviders, PROVIDERS } from "../support/providers.mjs";
import { PROVIDER_SENDERS } from "../support/provider-senders.mjs";
import { CASES, IN_BODY } from "../support/senders.mjs";

const BODY = '{"event":"x"}';

export default function ({ test }) {
  const providers = exportedProviders(pure);
  const schemes = Object.keys(payauth.schemes);
  const written = Object.values(webhooks).flatMap(({ vectors }) => vectors.map(({ scheme }) => scheme));
  for (const [file, names, of] of [
    ["tests/providers.json", PROVIDERS.map(({ name }) => name), providers],
    ["tests/js/support/provider-senders.mjs", Object.keys(PROVIDER_SENDERS), providers],
    ["tests/js/support/senders.mjs", [...CASES.map(({ name }) => name), ...Object.keys(IN_BODY)], schemes],
    ["tests/vectors/webhooks", [...new Set(written)].filter((name) => schemes.includes(name)), schemes],
  ]) {
    test(`${file} has a row for each provider or scheme that the package exports, and no other row`, () => {
      equal(of.filter((name) => !names.includes(name)).join(", "), "", `exported and not in ${file}`);
      equal(names.filter((name) => !of.includes(name)).join(", "), "", `in ${file} and not exported`);
    });
  }
  for (const row of PROVIDERS) rows(test, row);
  for (const [name, row] of Object.entries(PROVIDER_SENDERS)) sender(test, name, row);
}

/** Tests a row of a provider. If a row had no value for a credential, the suites would not test this credential. */
function rows(test, { name, make, credentials, more, token, hosts, environment }) {
  test(`the row of ${name} has each credential, and states correctly whether the provider has a token`, () => {
    for (const key of Object.keys(credentials)) {
      throws("ERR_SECRET", () => make({ [key]: " " }), key);
    }
    for (const key of Object.keys(more ?? {})) throws("ERR_SECRET", () => make({ ...more, [key]: " " }), key);
    equal(Boolean(make().token), token, "token");
    for (const each of Object.keys(hosts ?? {})) ok(make({ environment: each }), `a client for ${each}`);
    if (environment) throws("ERR_ARGUMENT_TYPE", () => make({ environment: undefined }), "environment");
  });
}

function sender(test, name, { receiver, tag, message }) {
  const verify = (client, given) => client.verifyWebhook({ ...given, now: NOW });
  test(`a message of ${name} is accepted with its secret, and is rejected with another secret`, async () => {
    const right = message(await tag("secret-1", BODY), BODY);
    ok(verify(receiver("secret-1"), right).secretId, "an accepted message");
    equal(throws("ERR_SIGNATURE", () => verify(receiver("secret-2"), right)).blame, "peer");
  });
}
