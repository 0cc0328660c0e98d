// What payauth reads from a URL or a form is what the parser of the runtime reads. Otherwise, a stranger could hide an unsigned value.

import { defineScheme, hmacKey, signWebhook, verifyWebhook } from "payauth";
import { explainMismatch } from "payauth/explain";
import * as schemes from "payauth/schemes";
import { vectors } from "../../../vectors/schemes.json";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, same, thrown, throws } from "../../support/harness.mjs";
import { Draw, seedOf } from "../../support/random.mjs";

const KEY = hmacKey({ algorithm: "SHA-256", secret: "s" });
const ROUNDS = 4000;
/** Pieces of URLs. The parser of the URL Standard moves or drops some of them, or ends a part of the URL at them. */
const PIECES = ["a://", "https://", "HTTP://", "://", "/", "//", "\\", "?", "#", "@", "x", "h.example", ":8080", "a=1", "&", "u=", "\t", "\r", " ", "\u007f", "%2F", "*"];
const STARTS = ["", "/", "/cb?", "https://h.example", "http://u@h.example/", "https:", "\ufeff/", "a://h"];
/** Pieces of queries and forms. */
const PARAMETERS = ["a", "b", "=", "&", "?", "\ufeff", "%EF%BB%BF", "+", "%61", "%", "%3D", "%26", ";", "#", "x", "é", "&a=", "a=b"];

export default function ({ test, host }) {
  const seed = seedOf(host);
  test(`the host, path and query that payauth reads are those of the runtime's parser, or the URL is rejected, seed ${seed}`, () => urls(new Draw(seed)));
  test(`the parameters that payauth reads are those of URLSearchParams, or the message is rejected, seed ${seed}`, () => parameters(new Draw(seed)));
  test("a URL is whole, or is a path that begins with one slash", () => {
    const scheme = own("{host}|{path}|{query}");
    for (const [url, text] of [
      ["https://h.example", "h.example|/|"],
      ["HTTPS://u:p@h.example:8080?a=b#c?d", "h.example:8080|/|a=b"],
      ["https://a@b@h.example/c?d://e", "h.example|/c|d://e"],
      ["/c?d=a://b/?e", "|/c|d=a://b/?e"],
      ["/c/a://b?e", "|/c/a://b|e"],
    ]) same(signed(scheme, { url }), KEY.sign(text), url);
    for (const url of ["*", "?a=b", "shop.example/cb?a=b", "//h/cb", "/\\h", "https:/h/cb", "https:///h/cb", "https://@/cb", "https:\\\\h", "/c d", " /c", "/c?a=\tb", "1a://h/"]) {
      const error = throws("ERR_FIELD_MALFORMED", () => verifyWebhook(scheme, { headers: { "X-S": "0".repeat(64) }, body: "", url, now: NOW, secrets: ["s"] }), url);
      same([error.argument, error.blame], ["url", "peer"], url);
    }
    same(signed(own("{url}|{body}"), { url: "shop.example cb" }), KEY.sign("shop.example cb|"), "a URL that is signed as it is");
  });
  test("an error about a URL that is too long names the URL", () => {
    for (const url of [`/cb?a=${"x".repeat(90_000)}`, `/cb?a=${"é".repeat(50_000)}`]) {
      for (const call of [verifyWebhook, explainMismatch]) {
        const error = throws("ERR_TOO_LARGE", () => call(own("{query:a}|"), { headers: { "X-S": "0".repeat(64) }, body: "", url, now: NOW, secrets: ["s"] }));
        same([error.argument, error.blame], ["url", "peer"], call.name);
      }
    }
  });
  const received = vectors.filter(({ request }) => !request);
  const withUrl = received.filter((vector) => vector.url && accepts(vector, { url: target(vector) }) && !accepts(vector, { url: "/forged" }));
  test("there are schemes that read the query, and schemes that read the body", () => {
    ok(withUrl.length >= 4, `${withUrl.length} vectors`);
  });
  for (const vector of withUrl) {
    test(`${vector.scheme}: an authentic query inside a parameter of another query is rejected`, () => {
      const names = [...new URL(vector.url).searchParams.keys()].map((name) => `${encodeURIComponent(name)}=BIG`).join("&");
      for (const origin of ["", "https://shop.example", "shop.example"]) {
        const url = `${origin}/forged?${names}&u=a://b${target(vector)}`;
        ok(!accepts(vector, { url }), url);
      }
    });
  }
  for (const vector of received.filter((vector) => vector.body && !accepts(vector, { body: "zz" }))) {
    test(`${vector.scheme}: a body after a byte order mark or a question mark is rejected`, () => {
      const [first] = vector.body.split("=");
      for (const mark of ["\ufeff", "?"]) {
        for (const body of [mark + vector.body, `${mark}${first}=BIG&${vector.body}`]) ok(!accepts(vector, { body }), JSON.stringify(body));
      }
    });
  }
}

const own = (message, more) => defineScheme({ hash: "sha256", message, encoding: "hex", headers: { "X-S": "{signature}" }, ...more });
const signed = (scheme, options) => signWebhook(scheme, { body: "", now: NOW, secret: "s", ...options })["X-S"];
const target = ({ url }) => url.slice(new URL(url).origin.length);

/** The tag of a message; `undefined` if payauth rejects the message. */
function tag(scheme, options) {
  let found;
  const error = thrown(() => (found = signed(scheme, options)));
  if (found === undefined) ok(error?.code?.startsWith("ERR_"), `an error with a code, not ${error?.stack}`);
  return found;
}

function accepts(vector, change) {
  const { headers, body, now, url, method, vars, secret } = { ...vector, ...change };
  const given = { headers, body, now: new Date(now), secrets: [secret], ...(url && { url }), ...(method && { method }), ...(vars && { vars }) };
  let event;
  thrown(() => (event = verifyWebhook(schemes[vector.scheme], given)));
  return event !== undefined;
}

function urls(draw) {
  const [ofUrl, ofHost] = [own("{path}\n{query}"), own("{host}|")];
  let read = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = draw.of(STARTS) + Array.from({ length: draw.below(7) }, () => draw.of(PIECES)).join("");
    if (text === "") continue;
    const found = tag(ofUrl, { url: text });
    const url = parsed(text, "https://base.example/");
    if (found === undefined || url === undefined) continue;
    read += 1;
    equal(found, KEY.sign(`${url.pathname || "/"}\n${url.search.slice(1)}`), `path and query of ${JSON.stringify(text)}`);
    // The parser may write the host in lower case, and drops a colon without a port.
    const written = new RegExp(url.host.replace(/[^\w]/g, "\\$&"), "gi");
    const hosts = url.host === "base.example" ? ["|"] : (text.match(written) ?? []).flatMap((host) => [`${host}|`, `${host}:|`]);
    ok(hosts.map((one) => KEY.sign(one)).includes(tag(ofHost, { url: text })), `host of ${JSON.stringify(text)}`);
  }
  ok(read > ROUNDS / 20, `${read} URLs`);
}

function parsed(text, base) {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

function parameters(draw) {
  const lists = ["query", "form"].map((from) => own("{params}", { params: { from: [from], sort: "none", encode: "rfc3986" } }));
  const values = [own("{query:a}|"), own("{form:a}|")];
  let read = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = Array.from({ length: draw.below(9) }, () => draw.of(PARAMETERS)).join("");
    const url = `https://h.example/?${text}`;
    const body = new TextEncoder().encode(text);
    const places = [
      [0, { url }, new URL(url).searchParams],
      [0, { url }, new URLSearchParams(new URL(url).search.slice(1))],
      [1, { body }, new URLSearchParams(new TextDecoder().decode(body))],
    ];
    for (const [place, given, query] of places) {
      const [list, value] = [tag(lists[place], given), tag(values[place], given)];
      read += Number(list !== undefined);
      if (list !== undefined) equal(list, KEY.sign(written(query)), `parameters of ${JSON.stringify(text)}`);
      if (value !== undefined) equal(value, KEY.sign(`${query.getAll("a").join("&&") || ""}|`), `value of a in ${JSON.stringify(text)}`);
    }
  }
  ok(read > ROUNDS, `${read} lists`);
}

/** The parameters as RFC 3986 encodes them. */
function written(query) {
  const encoded = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return [...query].map((pair) => pair.map(encoded).join("=")).join("&");
}
