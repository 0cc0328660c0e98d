// A client that has only the credentials of an alternative: the error of a call without `auth` names the option and the alternative.

import { defineProvider } from "payauth";
import { equal, ok, rejects, same, thrown } from "../../support/harness.mjs";
import { providers } from "../../support/shipped-providers.mjs";

const NOW = 1_795_341_600_000;
const CODES = ["ERR_BEARER_TOKEN", "ERR_CREDENTIALS"];

const OWN = defineProvider({
  name: "own",
  servers: { live: "https://own.example" },
  credentials: { id: { optional: true }, secret: { optional: true }, key: { optional: true }, user: { optional: true }, shop: { public: true, optional: true } },
  auth: { bearer: "{token}", headers: { "X-Shop": "{shop}" } },
  alternatives: {
    key: { bearer: "{key}" },
    user: { basic: { user: "{user}", password: "{key}" } },
    open: { headers: { "X-Shop": "{shop}" } },
    signed: { signature: { secret: "{secret}", scheme: { hash: "sha256", message: "{var:user}|{body}", encoding: "hex", headers: { "X-Tag": "{signature}" }, vars: ["user"] } } },
  },
  endpoints: { "/user/*": { auth: "user" } },
  token: { url: "/token", form: { id: "{id}", secret: "{secret}" }, lifetime: 60 },
});

const ALL = ["key", "user", "open", "signed"];

/** The credentials of a client, the alternatives that the error names, and a path. */
const ROWS = [
  [{ key: "k" }, ALL],
  [{ key: "k", shop: "s" }, ALL],
  [{ user: "u", secret: "s" }, ALL],
  [{ id: "i", secret: "s" }, []],
];

export default function ({ test }) {
  for (const [credentials, names] of ROWS) {
    test(`with ${Object.keys(credentials)}, the error of a call names ${names.join(" and ") || "no alternative"}`, async () => {
      const { fetch, client } = made(OWN, { ...credentials, environment: "live" });
      const rejected = await client.fetch("/x").then(() => undefined, (error) => error);
      if (names.length > 0) {
        for (const error of await errors(client, "/x")) named(error, names);
        equal(fetch.count, 0, "requests");
      } else ok(!String(rejected).includes("auth:"), String(rejected));
    });
  }
  test("a call with auth has the error of this auth", async () => {
    const { client } = made(OWN, { key: "k", environment: "live" });
    const error = thrown(() => client.sign({ path: "/x", auth: "user", now: new Date(NOW) }));
    same([error.code, error.argument, error.message], ["ERR_CREDENTIALS", "user", "user: is missing; pass it when you create the client"]);
    const other = await client.fetch("/x", { auth: "user" }).then(() => undefined, (error) => error);
    ok(other && !other.message.includes("another auth"), other?.message);
  });
  let found = 0;
  for (const [name, provider] of Object.entries(providers)) {
    for (const alternative of Object.keys(provider.definition.alternatives ?? {})) {
      test(`${name}: if a client has only the credentials of ${alternative}, the error of a call names it`, async () => {
        found += (await shipped(provider, alternative)) ? 1 : 0;
      });
    }
  }
  test("at least one shipped provider has an alternative with other credentials", () => ok(found > 0, `${found} alternatives`));
}

async function shipped(provider, alternative) {
  const { servers, credentials, alternatives, auth, token, pathPrefix = "/" } = provider.definition;
  const [environment] = Object.keys(servers);
  const used = JSON.stringify(alternatives[alternative]);
  const isKept = (name) => credentials[name].public || [`{${name}}`, `{var:${name}}`].some((text) => used.includes(text));
  const value = ({ prefix = [""] }) => `${(Array.isArray(prefix) ? prefix : prefix[environment])[0]}YWJjMTIz`;
  const kept = Object.keys(credentials).filter(isKept).map((name) => [name, value(credentials[name])]);
  let client;
  try {
    ({ client } = made(provider, { ...Object.fromEntries(kept), environment }));
  } catch {
    // The provider always needs the credentials of its usual auth.
    return false;
  }
  const path = `${pathPrefix.replace(/\/?$/, "/")}none`;
  const error = thrown(() => client.sign({ path, now: new Date(NOW) }));
  if (!error || !CODES.includes(error.code)) return false;
  ok(JSON.stringify([auth, token]) !== used, "another auth");
  for (const one of await errors(client, path)) ok(one.message.includes(`another auth in the call: `) && one.message.includes(`"${alternative}"`), one.message);
  return true;
}

function made(provider, options) {
  const fetch = Object.assign(async () => ((fetch.count += 1), new Response("{}")), { count: 0 });
  return { fetch, client: provider({ ...options, fetch, clock: () => NOW }) };
}

/** The errors of `sign` and `fetch`. */
async function errors(client, path) {
  const error = thrown(() => client.sign({ path, now: new Date(NOW) }));
  const rejected = await client.fetch(path).then(() => undefined, (error) => error);
  return [error, rejected].filter((one) => one !== undefined);
}

function named(error, names) {
  ok(CODES.includes(error.code) && error.blame === "caller", error.message);
  ok(error.message.startsWith(`${error.argument}: is missing`), error.message);
  const [, choices = ""] = error.message.split("another auth in the call: ");
  same([...choices.matchAll(/"(\w+)"/g)].map(([, name]) => name), names, error.message);
}
