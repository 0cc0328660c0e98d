// explainMismatch explains the requests of every provider and of every scheme of the catalogue: a signed request is `none`, and each
// usual mistake is found if the scheme signs that part of the request.

import { explainMismatch } from "payauth/explain";
import { ok, same } from "../../support/harness.mjs";
import { BODY, partsOf, signedRequests, SPACED } from "../../support/signed-requests.mjs";

const ROWS = signedRequests();

/** The word for a mistake in the secret, with which every scheme signs. */
const SECRET = "the secret";

/** Mistakes of the receiver. Each mistake changes the options, and is found only in a scheme that signs one of the listed parts. */
const RECEIVED = {
  "secret-newline": [[SECRET], (given, { secret }) => ({ ...given, secrets: [`${secret}\n`] })],
  "body-reserialised": [["body"], (given) => (given.body === BODY ? { ...given, body: SPACED } : given)],
  "body-newline-added": [["body", "form"], (given) => ({ ...given, body: `${given.body}\n` })],
  "method-other": [["method"], (given) => ({ ...given, method: "PUT" })],
  "url-slash": [["path", "target", "url"], (given) => withPath(given, (path) => `${path}/`)],
  "url-prefix": [["path", "target", "url"], (given) => withPath(given, (path) => `/gateway${path}`)],
  "url-host-case": [["host", "url"], (given) => withHost(given, (host) => host.toUpperCase())],
  "url-port": [["host", "url"], (given) => withHost(given, (host) => `${host}:443`)],
  "url-host": [["host", "url"], (given, { of }) => withOrigin(given, of.requestsOf?.origins ?? [])],
  "url-http": [["url"], (given) => ({ ...given, url: given.url.replace("https:", "http:") })],
};

/** Mistakes of the sender. Each mistake changes the definition with which the sender signs, and is found in a scheme that it changes. */
const SIGNED = [
  (scheme) => inTime(scheme, "unix", "unix_ms", "milliseconds"),
  (scheme) => inTime(scheme, "unix_ms", "unix", "seconds"),
  ...["unix_us", "unix_fraction", "iso", "iso_ms", "http_date"].map((format) => (scheme) => inTime(scheme, format, "unix", "timestamp-format")),
  (scheme) => written(scheme, "hex", "HEX", "tag-case"),
  (scheme) => written(scheme, "HEX", "hex", "tag-case"),
  (scheme) => written(scheme, "base64", "hex", "tag-hex"),
  (scheme) => written(scheme, "hex", "base64", "tag-base64"),
  (scheme) => hashed(scheme, "sha512"),
  (scheme) => hashed(scheme, "sha256"),
  (scheme) => worded(scheme, "{lower:method}", "{method}", "method-case"),
  (scheme) => worded(scheme, "{method}", "{lower:method}", "method-case"),
  (scheme) => worded(scheme, "{target}", "{url}", "url-whole"),
  (scheme) => worded(scheme, "{path}", "{target}", "url-whole"),
];

export default function ({ test }) {
  const found = new Set();
  for (const { name, load } of ROWS) {
    test(`${name}: a signed request has nothing to explain, and another secret is not explained`, async () => {
      const row = await load();
      same(mistakes(row, row.signed(row.scheme)), ["none"]);
      const first = row.secret.startsWith("A") ? "B" : "A";
      same(mistakes(row, row.signed(row.scheme), { secrets: [first + row.secret.slice(1)] }), []);
    });
    test(`${name}: a mistake of the receiver is found if the scheme signs that part of the request`, async () => {
      const row = await load();
      const given = row.signed(row.scheme);
      for (const [mistake, [parts, change]] of Object.entries(RECEIVED)) {
        const changed = change(given, row);
        const isSigned = parts.some((part) => part === SECRET || partsOf(row.scheme).includes(part)) && changed !== given;
        same(mistakes(row, changed), [isSigned ? mistake : "none"], mistake);
        if (isSigned) found.add(mistake);
      }
    });
    test(`${name}: a mistake of the sender is found`, async () => {
      const row = await load();
      // A scheme that can also verify accepts both cases, unless its definition has `hexCase`.
      const isNamed = (one) => one !== undefined && (one.mistake !== "tag-case" || row.of.requestsOf !== undefined);
      const planted = SIGNED.map((plant) => plant(row.scheme)).filter(isNamed);
      ok(planted.length > 1, "at least two mistakes");
      for (const { scheme, mistake } of planted) {
        same(mistakes(row, row.signed(scheme)), [mistake], mistake);
        found.add(mistake);
      }
    });
  }
  test("each mistake is found in a request, and the requests have every part and every format", async () => {
    const schemes = await Promise.all(ROWS.map(async ({ load }) => (await load()).scheme));
    const parts = schemes.flatMap(partsOf);
    same(PARTS.filter((part) => !parts.includes(part)), [], "parts without a request");
    const formats = schemes.flatMap(({ encoding, timestamp }) => [encoding, timestamp?.format]);
    same(FORMATS.filter((format) => !formats.includes(format)), [], "formats without a request");
    const all = [...Object.keys(RECEIVED), "milliseconds", "seconds", "timestamp-format", "tag-case", "tag-hex", "tag-base64", "hash-sha256", "hash-sha512", "method-case", "url-whole"];
    same(all.filter((mistake) => !found.has(mistake)), [], "mistakes that are found in no request");
  });
}

const PARTS = ["body", "method", "target", "path", "query", "host", "nonce", "digest", "header", "headers", "var", "params", "form", "field", "secret"];
const FORMATS = ["hex", "HEX", "base64", "base64url_nopad", "hex_base64", "unix", "unix_ms", "unix_us", "unix_fraction", "iso", "iso_ms", "http_date"];

function mistakes({ of, secret, vars }, given, change = {}) {
  return explainMismatch(of, { secrets: [secret], vars, ...given, ...change }).map(({ mistake }) => mistake);
}

function withPath(given, change) {
  const [, origin, path, rest] = /^(\w+:\/\/[^/]+)([^?]*)(.*)$/.exec(given.url);
  return { ...given, url: origin + change(path) + rest };
}

function withHost(given, change) {
  const [, start, host, rest] = /^(\w+:\/\/)([^/]+)(.*)$/.exec(given.url);
  return { ...given, url: start + change(host) + rest };
}

/** The request with another origin of the provider; unchanged if the provider has only one. */
function withOrigin(given, origins) {
  const other = origins.find((origin) => !given.url.startsWith(origin));
  return other ? { ...given, url: other + given.url.replace(/^\w+:\/\/[^/]+/, "") } : given;
}

function inTime(scheme, format, other, mistake) {
  if (scheme.timestamp?.format !== format) return undefined;
  return { scheme: { ...scheme, timestamp: { ...scheme.timestamp, format: other } }, mistake };
}

function written(scheme, encoding, other, mistake) {
  return scheme.encoding === encoding ? { scheme: { ...scheme, encoding: other }, mistake } : undefined;
}

function hashed(scheme, hash) {
  return scheme.hash === hash ? undefined : { scheme: { ...scheme, hash }, mistake: `hash-${hash}` };
}

function worded(scheme, word, other, mistake) {
  return scheme.message.includes(word) ? { scheme: { ...scheme, message: scheme.message.replace(word, other) }, mistake } : undefined;
}
