// A token endpoint may return what was sent to it, or a part of the token, as its error code. Neither is shown.

import { defineProvider } from "payauth";
import { shown } from "../../support/assert-redacted.mjs";
import { vectorsOf } from "../../support/definition-vectors.mjs";
import { equal, ok } from "../../support/harness.mjs";
import { WITH_TOKENS } from "../../support/providers.mjs";
import { providers } from "../../support/shipped-providers.mjs";
import { SimulatedHost } from "../../support/simulated-host.mjs";
import { isWhole } from "../../support/whole.mjs";

/** Secrets that have the form of a provider's error code, so that an answer could contain them as a code. */
const SECRETS = ["correct_horse_battery", "493817", "CORRECT_Horse_battery"];
const STATUSES = [200, 400, 401, 500];

export default function ({ test, host }) {
  for (const sender of senders()) {
    test(`${sender.name}: a credential that a token answer returns as its error code is not shown`, () => everyEcho(host, sender));
    test(`${sender.name}: a part of a token that a token answer also returns as its error code is not shown`, () => everyToken(host, sender));
  }
}

/** A provider for each place of a token request that may contain a credential. */
const PLACES = {
  "a header field": { headers: { "X-Api-Key": "{key}" } },
  "a part of a header field": { headers: { "X-Login": "Key id=7;key={key}" } },
  "the user of Basic": { basic: { user: "{key}", password: "x" } },
  "the password of Basic": { basic: { user: "some user", password: "{key}" } },
  "a form": { form: { grant_type: "client_credentials", secret: "{key}" } },
  "a JSON body": { json: { secret: "{key}" } },
  "a GET request with header fields": { method: "GET", headers: { "X-Api-Key": "{key}" } },
};

/** Each sender makes a client, all of whose credentials are a secret, and has the call of this client that needs a token. */
function senders() {
  const builtIn = WITH_TOKENS.map(({ name, makeWith, path, options }) => ({ name, make: makeWith, call: async () => [path, options] }));
  const defined = Object.entries(PLACES).map(([name, token]) => {
    const servers = { production: "https://acme.example" };
    const provider = defineProvider({
      ...{ name: "acme", servers, credentials: { key: {} }, auth: { bearer: "{token}" } },
      token: { url: "/token", lifetime: 60, ...token },
    });
    return { name: `a definition with the credential in ${name}`, make: (key, more) => provider({ key, ...more }), call: async () => ["/a", {}] };
  });
  const shipped = Object.values(providers).filter(({ definition }) => definition.token).map((provider) => ({
    name: provider.definition.name,
    make: (secret, more) => provider({ ...credentials(provider.definition, secret), environment: Object.keys(provider.definition.servers)[0], ...more }),
    call: () => callOf(provider.definition.name),
  }));
  return [...builtIn, ...defined, ...shipped];
}

/** The credentials that the token request contains. */
function credentials({ credentials, token }, secret) {
  const names = Object.keys(credentials).filter((name) => JSON.stringify(token).includes(`{${name}}`) && credentials[name].default === undefined);
  return Object.fromEntries(names.map((name) => [name, credentials[name].public ? "public" : secret]));
}

/** The first call of the examples that needs a token. */
async function callOf(name) {
  const { call } = (await vectorsOf(name)).find(({ kind, call }) => kind === "request" && call.token !== undefined);
  const { path, token: _, ...options } = call;
  return [path, options];
}

/** Fails if the text is shown after the answer of the token endpoint. */
async function hides(host, sender, secret, text, answer) {
  const world = new SimulatedHost();
  world.tokenAnswers = () => answer;
  // Each request is a token request: without a token, no other request is sent.
  const fetch = (_, init) => world.fetch("https://acme.example/token", init);
  const client = sender.make(secret, { ...world.host, fetch });
  const error = await world.run(client.fetch(...(await sender.call())).catch((error) => error));
  ok(/^ERR_TOKEN/.test(error.code), `an error of the token request, not ${error}`);
  const views = [error, error.cause, ...world.events].map((each) => shown(host, each)).join("\n");
  ok(!views.toLowerCase().includes(text.toLowerCase()), `after ${JSON.stringify(answer)}, a text without ${text}, not ${views}`);
  equal(world.events.length, 1, "number of events");
}

/** The statuses of an answer; in most runtimes, only one status, which depends on the text. */
function statuses(host, text) {
  return isWhole(host) ? STATUSES : [STATUSES[text.length % STATUSES.length]];
}

async function everyEcho(host, sender) {
  for (const secret of SECRETS) {
    const code = secret.toLowerCase();
    for (const part of Number(code) ? [code] : [code, code.slice(2), code.slice(0, -2)]) {
      for (const body of [{ error: part }, { code: part }, { error: part, code: part }, { code: Number(part) || 0 }, { error: "-", code: part }]) {
        for (const status of statuses(host, part)) await hides(host, sender, secret, part, { status, body: JSON.stringify(body) });
      }
    }
  }
}

async function everyToken(host, sender) {
  for (const token of ["new_token_word", "New_Token_Word", "Bearer new_token_word", "new_token_word.3Q2", "493817"]) {
    const code = /^[0-9]+$/.test(token) ? token : "new_token_word";
    const life = { expires_in: -1, expiresIn: -1, expires_at: "never" };
    const flat = { token, access_token: token, accessToken: token, ...life };
    for (const answer of [{ ...flat, error: code }, { error: code, ...flat }, { data: flat, ...life, code }, { ...flat, code: Number(code) || code, error: code }]) {
      const body = JSON.stringify(answer);
      // The second text has an escape in each token, and the third text contains the token twice.
      const escaped = `"\\u00${token.charCodeAt(0).toString(16)}${token.slice(1)}"`;
      const texts = [body, body.replaceAll(JSON.stringify(token), escaped)];
      for (const text of [...texts, body.replace("{", `{"access_token":${JSON.stringify(token)},`)]) {
        for (const status of statuses(host, text)) await hides(host, sender, "any_secret_text", code, { status, body: text });
      }
    }
  }
}
