// The table of the providers. Each suite that tests every provider uses this table. The facts of the providers are in tests/providers.json,
// which the tests of the crate also read.

import * as payauth from "payauth";
import table from "../../providers.json";

/**
 * A row for each provider. In addition to the facts in tests/providers.json, it has these members:
 *
 * - `make(options)`: a client with the environment and the credentials of the tests
 * - `makeWith(secret, options)`: a client with the secret in each of its credentials, after the prefix that the
 *   provider requires
 * - `path` and `options`: the arguments of `fetch` for a call that could move money or show data
 * - `open`: a path that needs no signature, no idempotency key and no other authentication
 * - `authorization`: the additional option of `sign`, if the provider has tokens
 */
export const PROVIDERS = Object.entries(table).map(([name, row]) => ({ name, ...row, ...made(name, row) }));

/** The providers whose requests need an access token. */
export const WITH_TOKENS = PROVIDERS.filter(({ token }) => token);

/** The row of a provider. */
export function provider(name) {
  const row = PROVIDERS.find((row) => row.name === name);
  if (!row) throw new Error(`tests/providers.json has no row for ${name}`);
  return row;
}

/** Makes the additional members of a row. The member `more` of tests/providers.json has further credentials of a client. */
function made(name, { environment, credentials, more, prefixes, call: [path, options], token }) {
  const make = (given) => payauth[name]({ ...credentials, ...(environment && { environment }), ...given });
  const secrets = (secret) =>
    Object.fromEntries(Object.keys({ ...credentials, ...more }).map((key) => [key, (prefixes?.[key] ?? "") + secret]));
  return {
    make,
    makeWith: (secret, given) => make({ ...secrets(secret), ...given }),
    path,
    options,
    authorization: token ? { authorization: "Bearer abc" } : {},
  };
}

/** Functions that need the host and are not providers. `payauth` and `payauth/pure` have different forms of these functions. */
const OTHERS = ["MemoryStore", "defineProvider", "once", "sharedRateLimit", "webhookHandler"];

/** The names of the providers that the package exports both with `fetch` and, in `payauth/pure`, without it. */
export function exportedProviders(pure) {
  const differs = (name) => typeof payauth[name] === "function" && payauth[name] !== pure[name];
  return Object.keys(payauth).filter((name) => differs(name) && !OTHERS.includes(name)).sort();
}
