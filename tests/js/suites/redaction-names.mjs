// A request never shows the value of a header field, even if the field has the name of a method or of a prototype's member.

import { defineProvider, defineScheme, signRequest } from "payauth";
import { NOW } from "../support/clients.mjs";
import { assertRedacted, shown } from "../support/assert-redacted.mjs";
import { ok } from "../support/harness.mjs";
import { CANARY } from "../support/refusals.mjs";

const only = (name, value) => Object.fromEntries([[name, value]]);
const scheme = (name) => ({ hash: "sha256", message: "{body}", encoding: "hex", headers: only(name, "{signature}") });
const request = (own) => ({ name: "acme", servers: { production: "https://a.example" }, credentials: { k: {}, s: {} }, ...own });

/** Definitions with the name of a header field, for each place that can contain such a name. */
const PLACES = {
  "auth.headers": (name) => request({ auth: { bearer: "{k}", headers: only(name, "{s}") } }),
  "headers": (name) => request({ credentials: { k: {}, s: { public: true } }, headers: only(name, "{s}"), auth: { bearer: "{k}" } }),
  "auth.signature": (name) => request({ auth: { bearer: "{k}", signature: { secret: "{s}", scheme: scheme(name) } } }),
  "idempotency": (name) => request({ credentials: { k: {}, s: { optional: true } }, auth: { bearer: "{k}" }, idempotency: { header: name } }),
  "a token in auth.headers": (name) =>
    request({ auth: { headers: only(name, "{token}") }, token: { url: "/t", form: { a: "{k}", b: "{s}" }, lifetime: 100 } }),
};

const token = (name) =>
  request({ auth: { bearer: "{token}" }, token: { url: "/t", headers: only(name, "{k}"), form: { a: "{s}" }, lifetime: 100 } });
const credentials = { k: CANARY, s: `${CANARY}2` };

export default function ({ test, host }) {
  for (const name of names()) {
    for (const [place, define] of Object.entries(PLACES)) {
      test(`a field named ${name} in ${place} is sent and not shown, by the first call, a prepared call and client.fetch`, async () => {
        const provider = defined(define(name));
        if (provider === undefined) return;
        for (const made of await calls(provider, place)) shows(host, made, name);
      });
    }
    test(`a field named ${name} of a token request is sent and not shown`, async () => {
      const provider = defined(token(name));
      if (provider === undefined) return;
      const requests = [];
      const fetch = async (_, sent) => {
        requests.push(sent);
        return new Response('{"access_token":"abc"}');
      };
      await provider({ ...credentials, fetch }).fetch("/x");
      const machine = provider(credentials).token;
      requests.push(machine.beginRefresh(machine.initial(), { now: NOW, owner: "o" }).request);
      shows(host, requests[0], name);
      shows(host, requests.at(-1), name);
    });
    test(`a field named ${name} of signRequest is sent and not shown`, () => {
      const given = { url: "https://a.example/", now: NOW, secret: CANARY };
      if (name === "__proto__") return; // Neither a scheme nor a caller may use this name.
      shows(host, signRequest(defineScheme(scheme(name)), given), name);
      shows(host, signRequest(defineScheme(scheme("X-Sign")), { ...given, headers: only(name, CANARY) }), name);
      const client = defineProvider(request({ auth: { bearer: "{k}" } }))(credentials);
      for (const _ of [1, 2]) shows(host, client.sign({ path: "/x", now: NOW, headers: only(name, CANARY) }), name);
    });
  }
}

/** Names with a meaning for an object, a promise or a console: in their usual case, in lower case and in upper case. */
function names() {
  const { headers } = signRequest(defineScheme(scheme("X-Sign")), { url: "https://a.example/", now: NOW, secret: "s" });
  const own = [];
  for (let of = Object.getPrototypeOf(headers); of; of = Object.getPrototypeOf(of)) own.push(...Object.getOwnPropertyNames(of));
  const all = [...own, "inspect", "then", "toJSON", "constructor", "nodejs.util.inspect.custom", "name", "length"];
  return [...new Set(all.flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()]))];
}

/** The provider of a definition; `undefined` if the definition is rejected, because then no request has the field. */
function defined(definition) {
  try {
    return defineProvider(definition);
  } catch (error) {
    ok(error.code === "ERR_DEFINITION", `ERR_DEFINITION, not ${error.message}`);
    return undefined;
  }
}

async function calls(provider, place) {
  const call = { body: "{}", ...(place === "idempotency" && { idempotencyKey: CANARY }) };
  const requests = [];
  const fetch = async (_, sent) => {
    if (!sent.url.endsWith("/t")) requests.push(sent);
    return new Response(JSON.stringify({ access_token: CANARY }));
  };
  const client = provider({ ...credentials, fetch });
  for (const _ of [1, 2]) await client.fetch("/x", call);
  const authorization = client.token ? { authorization: `Bearer ${CANARY}` } : {};
  for (const _ of [1, 2, 3]) requests.push(client.sign({ path: "/y", now: NOW, ...call, ...authorization }));
  return requests;
}

function shows(host, made, name) {
  for (const value of [made, made.headers, [made]]) assertRedacted(host, value);
  const is = (given) => given.toLowerCase() === name.toLowerCase();
  ok(Object.keys(made.headers).some(is), `${name} among ${Object.keys(made.headers)}`);
  const plain = { ...made.headers };
  ok(Object.keys(plain).some(is) && plain[Object.keys(plain).find(is)].length > 2, `the value of ${name} in a copy`);
  ok(!/[0-9a-f]{64}/.test(shown(host, made)), "a view without the tag");
}
