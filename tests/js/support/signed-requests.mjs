// Requests that payauth signs, for the suites of explanations: the requests of every provider, and of every scheme of the catalogue
// that signs requests. Every definition is read here, so a new definition has the same tests.

import { defineProvider, defineScheme, signRequest } from "payauth";
import * as catalogue from "payauth/schemes";
import { vectors } from "../../vectors/schemes.json";
import { BUILT_IN } from "./built-in-definitions.mjs";
import { NOW } from "./clients.mjs";
import { vectorsOf } from "./definition-vectors.mjs";
import { providers } from "./shipped-providers.mjs";

/** A body in JSON, and the same JSON as another program writes it. */
export const BODY = '{"amount":5,"note":"a b"}';
export const SPACED = '{"amount": 5, "note": "a b"}';

/**
 * The requests of each signature: a name, and a function that loads the row. A row has:
 *
 * - `scheme`: the definition of the scheme
 * - `of`: the first argument of `explainMismatch`
 * - `secret`, `vars`: the text of the secret, and the values of the scheme's variables
 * - `signed(scheme)`: a request that was signed with this scheme, in the form of the options of `explainMismatch`
 */
export function signedRequests() {
  const ofProviders = [...Object.values(DEFINED), OWN].flatMap((provider) =>
    Object.entries(signaturesOf(provider.definition)).map(([word, signature]) => ({
      name: `${provider.definition.name}${word && `, ${word}`}`,
      load: () => rowOfProvider(provider, word, signature),
    })),
  );
  const requests = vectors.filter(({ request }) => request);
  return [...ofProviders, ...requests.map((vector) => ({ name: `${vector.scheme} of the catalogue`, load: () => rowOfScheme(vector) }))];
}

/** Every provider, by its name. The providers of `payauth` itself are made again with defineProvider. */
export const DEFINED = Object.fromEntries(
  [...Object.values(providers), ...Object.values(BUILT_IN).map(({ definition }) => defineProvider(definition))].map((one) => [one.definition.name, one]),
);

/** A provider whose requests have the parts and the formats that no shipped provider has. */
export const OWN = defineProvider({
  name: "own-signatures",
  servers: { sandbox: "https://sandbox.own.example/api", production: "https://own.example/api" },
  credentials: { key: { public: true }, secret: {}, partner: { public: true, default: "main" } },
  auth: {
    signature: {
      secret: "{key}:{secret}",
      scheme: {
        hash: "sha256",
        message: "{method}\n{url}\n{nonce}\n{timestamp}\n{digest:body}\n{var:partner}",
        encoding: "HEX",
        timestamp: { format: "iso" },
        nonce: { format: "hex", length: 16 },
        digests: { body: { of: "{body}", hash: "sha256", encoding: "base64" } },
        headers: { "X-Time": "{timestamp}", "X-Nonce": "{nonce}", Digest: "sha-256={digest:body}", "X-Sign": "{signature}" },
      },
    },
  },
  alternatives: {
    key: { headers: { "X-Key": "{key}" } },
    form: {
      signature: {
        secret: "{secret}",
        scheme: {
          hash: "sha512",
          message: "{host}|{path}|{timestamp}|{form:amount}|{params}",
          encoding: "base64url_nopad",
          params: { from: ["query", "form"], exclude: ["sign"], sort: "name", kv: "=", join: "&", encode: "rfc3986" },
          timestamp: { format: "unix_fraction" },
          query: { key: "{var:key}", time: "{timestamp}", sign: "{signature}" },
        },
      },
    },
    fields: {
      signature: {
        secret: "{secret}",
        scheme: {
          hash: "sha1",
          message: "{field:amount}|{timestamp}|{lower:method}{header:x-own}",
          encoding: "base64",
          timestamp: { format: "unix_us" },
          headers: { "X-Sign": { sep: ",", items: ["t={timestamp}", "v1={signature}"] } },
        },
      },
    },
  },
});

const OWN_EXAMPLE = { client: { key: "key-1", secret: "hunter2" }, environment: "sandbox", now: NOW.getTime() };
const OWN_CALL = { path: "/api/pay?limit=3", method: "POST", body: BODY };

/** The examples of `OWN`, by the word of the signature. */
const OWN_EXAMPLES = {
  "": { ...OWN_EXAMPLE, call: { ...OWN_CALL, nonce: "0123456789abcdef" } },
  form: {
    ...OWN_EXAMPLE,
    call: { ...OWN_CALL, auth: "form", body: "amount=5&note=a+b", headers: { "Content-Type": "application/x-www-form-urlencoded" } },
  },
  fields: { ...OWN_EXAMPLE, call: { ...OWN_CALL, auth: "fields", headers: { "X-Own": "1" } } },
};

/** The signatures of a definition, by the word in `alternatives`. The signature of `auth` has the word `""`. */
export function signaturesOf({ auth, alternatives = {} }) {
  const all = Object.entries({ "": auth, ...alternatives });
  return Object.fromEntries(all.filter(([, { signature }]) => signature).map(([word, { signature }]) => [word, signature]));
}

async function rowOfProvider(provider, word, { secret, scheme }) {
  const { definition } = provider;
  const { client, environment, call, now } = provider === OWN ? OWN_EXAMPLES[word] : await signedVector(provider, scheme);
  const options = { ...client, ...(environment && { environment }) };
  const filled = secret.replaceAll(/\{(\w+)\}/g, (_, name) => client[name]);
  return {
    of: { requestsOf: provider, ...(word && { auth: word }) },
    scheme,
    secret: filled,
    vars: client,
    signed: (changed) => {
      const own = changed === scheme ? provider : defineProvider(withScheme(definition, word, changed));
      return received(own(options).sign({ ...call, now: new Date(now) }), new Date(now));
    },
  };
}

/** The first example of a provider whose request has the signature; the request gets a query and a body. */
async function signedVector(provider, { headers = {}, query = {} }) {
  const all = (await vectorsOf(provider.definition.name)).filter(({ kind }) => kind === "request");
  const found = all.find(({ client, environment, call, now }) => {
    const sent = provider({ ...client, ...(environment && { environment }) }).sign({ ...call, now: new Date(now) });
    return Object.keys(headers).every((name) => name in sent.headers) && Object.keys(query).every((name) => sent.url.includes(`${name}=`));
  });
  if (!found) throw new Error(`${provider.definition.name} has no example of a signed request`);
  const { path } = found.call;
  return { ...found, call: { ...found.call, path: `${path}${path.includes("?") ? "" : "?limit=3"}`, method: "POST", body: BODY } };
}

/** The definition with another scheme in one of its signatures. */
function withScheme(definition, word, scheme) {
  const changed = (auth) => ({ ...auth, signature: { ...auth.signature, scheme } });
  const { auth, alternatives } = definition;
  if (word === "") return { ...definition, auth: changed(auth) };
  return { ...definition, alternatives: { ...alternatives, [word]: changed(alternatives[word]) } };
}

async function rowOfScheme({ scheme: name, request, secret, now }) {
  const { about: _, ...scheme } = (await import(`../../../definitions/schemes/${name}.json`)).default;
  const { method, body, vars = {}, ...given } = request;
  const whole = body === "" ? { ...given, method: "POST", body: BODY } : { ...given, method, body };
  return {
    of: catalogue[name],
    scheme,
    secret,
    vars,
    signed: (changed) => {
      const at = new Date(now);
      const own = changed === scheme ? catalogue[name] : defineScheme({ ...changed, unsafe: ["joined-members"] });
      return received(signRequest(own, { ...whole, ...(scheme.vars && { vars }), secret, now: at }), at);
    },
  };
}

/** What the receiver of a request passes. */
function received({ method, url, headers, body }, now) {
  return { method, url, headers: { ...headers }, body, now };
}

/** The parts of a request that a scheme signs: the words of its message and of the digests in it. */
export function partsOf({ message, digests = {}, params }) {
  const inside = Object.entries(digests).filter(([name]) => message.includes(`{digest:${name}}`));
  const template = [message, ...inside.map(([, { of }]) => of)].join("");
  const words = [...template.matchAll(/\{(?:lower:)?(\w+)/g)].map(([, word]) => word);
  return [...words, ...(words.includes("params") ? params.from : [])];
}
