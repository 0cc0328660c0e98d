// Calls with `auth: "none"`. `fetch` sends the request that `sign` returns, and requests no token. If `sign` throws an error, `fetch` rejects
// with the same error and sends nothing.

import { defineProvider } from "payauth";
import { equal, same } from "../../support/harness.mjs";
import { PROVIDERS } from "../../support/providers.mjs";
import { providers } from "../../support/shipped-providers.mjs";

const NOW = 1_795_341_600_000;

/** A client of a shipped provider, with credentials that have the required prefixes. */
function shipped(provider, fetch) {
  const { servers, credentials } = provider.definition;
  const [environment] = Object.keys(servers);
  const valued = Object.entries(credentials).map(([name, { prefix }]) => {
    const list = Array.isArray(prefix) ? prefix : (prefix?.[environment] ?? [""]);
    return [name, `${list[0]}YWJjMTIz`];
  });
  return provider({ ...Object.fromEntries(valued), environment, fetch, clock: () => NOW });
}

const BARE = defineProvider({
  name: "bare",
  servers: { live: "https://bare.example" },
  credentials: { id: {} },
  auth: { headers: { "X-Token": "{token}" } },
  token: { url: "/token", form: { id: "{id}" }, lifetime: 60 },
});

const CLIENTS = {
  ...Object.fromEntries(PROVIDERS.map(({ name, make, open }) => [name, [(fetch) => make({ fetch, clock: () => NOW }), open]])),
  ...Object.fromEntries(Object.entries(providers).map(([name, provider]) => [name, [(fetch) => shipped(provider, fetch), `${provider.definition.pathPrefix ?? "/"}none`]])),
  bare: [(fetch) => BARE({ id: "i", environment: "live", fetch, clock: () => NOW }), "/x"],
};

export default function ({ test }) {
  for (const [name, [make, path]] of Object.entries(CLIENTS)) {
    test(`${name}: for a call with auth none, fetch sends the request that sign returns, or rejects with the error that sign throws`, async () => {
      const sent = [];
      const client = make(async (url, init) => (sent.push({ ...init, url, headers: { ...init.headers } }), new Response("{}")));
      let signed;
      try {
        signed = client.sign({ path, auth: "none", now: new Date(NOW) });
      } catch (error) {
        const refused = await client.fetch(path, { auth: "none" }).catch((error) => error);
        return same([refused.code, refused.argument, sent.length], [error.code, error.argument, 0]);
      }
      equal((await client.fetch(path, { auth: "none" })).status, 200);
      same(sent.map(({ method, url, headers }) => ({ method, url, headers })), [{ method: signed.method, url: signed.url, headers: { ...signed.headers } }]);
    });
  }
}
