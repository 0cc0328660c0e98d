// The table of providers: every suite about all providers iterates it. Its facts are in tests/providers.json, which the
// crate's tests read too.

import * as payauth from "payauth";
import table from "../../providers.json";

/**
 * A row for each provider. In addition to the facts of the table:
 *
 * - `make(options)`: a client of the tests' environment and credentials
 * - `makeWith(secret, options)`: a client with the secret in each of its credentials, after the prefix that the
 *   provider requires
 * - `path` and `options`: the arguments of `fetch` for a call that could move money or show data
 * - `open`: a path that needs no signature, no idempotency key and no other authentication
 * - `authorization`: the additional option of `sign`, if the provider has tokens
 */
export const PROVIDERS = Object.entries(table).map(([name, row]) => ({ name, ...row, ...made(name, row) }));

/** The providers whose requests carry an access token. */
export const WITH_TOKENS = PROVIDERS.filter(({ token }) => token);

/** The row of a provider. */
export function provider(name) {
  const row = PROVIDERS.find((row) => row.name === name);
  if (!row) throw new Error(`tests/providers.json has no row for ${name}`);
  return row;
}

/** The members of a row of `tests/providers.json`, and of its `more`, which has further credentials of a client. */
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

/** Functions that need the host and are not providers. `payauth` and `payauth/pure` have different forms of them. */
const OTHERS = ["MemoryStore", "defineProvider", "once", "sharedRateLimit", "webhookHandler"];

/** The names of the providers that the package exports: those that it exports with a driver, and without. */
export function exportedProviders(pure) {
  const differs = (name) => typeof payauth[name] === "function" && payauth[name] !== pure[name];
  return Object.keys(payauth).filter((name) => differs(name) && !OTHERS.includes(name)).sort();
}
