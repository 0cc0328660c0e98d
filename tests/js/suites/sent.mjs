// The signed URL is the URL that `fetch` sends: the URL parser of the host does not change an accepted URL.

import { defineProvider, defineScheme, signRequest } from "payauth";
import { BUILT_IN } from "../support/built-in-definitions.mjs";
import { NOW } from "../support/clients.mjs";
import { equal, ok, same, throws } from "../support/harness.mjs";
import { PROVIDERS } from "../support/providers.mjs";
import { Draw, seedOf } from "../support/random.mjs";
import { providers } from "../support/shipped-providers.mjs";

const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const PIECES = ["%27", "%41", "%2e", "%c3%a9", "%20", "é", "..", "//", "{id}", "/", "?", "?", "?", "'", "a", "=", "&", "%", "#"];

export default function ({ test, host }) {
  const seed = seedOf(host);
  paths(test, seed);
  queries(test, seed);
  bases(test, seed);
  requests(test, seed);
  refused(test);
}

/** Fails if the URL parser of the host changes a URL, or if the host sends another URL. Some hosts do not send an empty query. */
function unchanged(url) {
  const read = new URL(url);
  equal(read.href, url);
  equal(read.origin + read.pathname + read.search, url, "the URL that is sent");
}

/** The clients of all providers, and clients of definitions that have endpoints of each form. */
function clients() {
  const known = PROVIDERS.map(({ name, make, authorization }) => ({ name, client: make(), authorization, paths: pathsOf(BUILT_IN[name].definition) }));
  const shipped = Object.entries(providers).map(([name, provider]) => {
    const { definition } = provider;
    const credentials = Object.entries(definition.credentials).map(([key, { prefix }]) => [key, `${firstOf(prefix)}QUJD`]);
    const client = provider({ ...Object.fromEntries(credentials), environment: Object.keys(definition.servers)[0] });
    return { name, client, authorization: { authorization: "Bearer abc" }, paths: pathsOf(definition) };
  });
  const defined = ["{query}", "{url}", "{host}{target}{params}"].map((message) => ({ name: message, client: signed(message), authorization: {}, paths: ["/a", "/b/7/c", "/d/x"] }));
  return [...known, ...shipped, ...defined];
}

function firstOf(prefix) {
  return [Object.values(prefix ?? [])[0]].flat(2)[0] ?? "";
}

function pathsOf({ endpoints, pathPrefix = "/" }) {
  const known = Object.keys(endpoints ?? {}).map((name) => name.slice(name.indexOf("/")));
  return [...known, ...known.map((path) => path.replace(/\{\w+\}|\*/g, "7")), `${pathPrefix}x`];
}

function signed(message, options) {
  const params = message.includes("{params}") ? { params: { from: ["query"], sort: "name", unique: true, kv: "=", join: "&" } } : {};
  const scheme = { hash: "sha256", message, encoding: "hex", ...params, headers: { "X-S": "{signature}" }, query: { t: "{timestamp}" }, timestamp: { format: "unix" } };
  const make = defineProvider({
    name: "acme",
    servers: { live: "https://{acct}.acme.example/v1" },
    credentials: { key: {}, acct: { public: true } },
    auth: { signature: { secret: "{key}", scheme: { ...scheme, message: `${message}{timestamp}` } } },
    endpoints: { "POST /a": {}, "POST /b/{id}/c": {}, "GET /d/*": {} },
  });
  return make({ key: "k", acct: "me", ...options });
}

/** The request, with a token or a key if the endpoint requires one; `undefined` if every attempt is rejected. */
function accepted({ client, authorization }, call) {
  for (const more of [{}, authorization, { idempotencyKey: "6ba7b810-9dad-41d1-80b4-00c04fd430c8" }, { ...authorization, idempotencyKey: "6ba7b810-9dad-41d1-80b4-00c04fd430c8" }]) {
    try {
      return client.sign({ ...call, ...more, now: NOW });
    } catch (error) {
      ok(/^ERR_/.test(error.code) && error.code !== "ERR_INTERNAL", `${JSON.stringify(call)}: ${error.stack}`);
    }
  }
  return undefined;
}

function paths(test, seed) {
  for (const one of clients()) {
    test(`${one.name} signs each accepted path exactly as the path is sent (seed ${seed})`, () => {
      const draw = new Draw(seed);
      let count = 0;
      for (let round = 0; round < 400; round += 1) {
        const tail = Array.from({ length: draw.below(5) }, () => draw.of(draw.below(2) ? ASCII : PIECES)).join("");
        const request = accepted(one, { path: draw.of(one.paths) + tail, ...draw.of([{}, { method: "POST", body: "{}" }]) });
        if (request === undefined) continue;
        unchanged(request.url);
        count += 1;
      }
      ok(count > 10, `more than 10 accepted paths of 400, not ${count}`);
    });
  }
}

function queries(test, seed) {
  test(`a query and params are signed exactly as they are sent (seed ${seed})`, () => {
    const draw = new Draw(seed);
    const client = { client: signed("{url}"), authorization: {} };
    const values = [...ASCII, "é", "a'b", "''", ...Array.from({ length: 200 }, () => draw.text(1 + draw.below(4)))];
    for (const value of values) {
      for (const [pair, query] of [
        [["q", value], { q: value }],
        [[`n${value}`, "x"], { [`n${value}`]: "x" }],
        [["q", value], new URLSearchParams([["q", value]])],
      ]) {
        const { url } = accepted(client, { path: "/x", query });
        unchanged(url);
        same([...new URL(url).searchParams][0], pair);
      }
      const filled = accepted(client, { path: "/x/{id}/y?a=1", params: { id: value } });
      if (filled) unchanged(filled.url);
    }
  });
}

function bases(test, seed) {
  test(`an accepted base URL is signed exactly as the URL is sent (seed ${seed})`, () => {
    const draw = new Draw(seed);
    const labels = ["a", "API", "x1", "1", "0x1", "127", "xn--a", "XN--p1ai", "xn--bcher-kva", "xn-", "-a", "a--b", "", "acme", "example", "localhost"];
    let count = 0;
    for (let round = 0; round < 3_000; round += 1) {
      const host = Array.from({ length: 1 + draw.below(4) }, () => draw.of(labels)).join(".");
      const port = draw.of(["", "", ":443", ":0443", ":80", ":8443", ":08443", ":0"]);
      const baseUrl = `${draw.of(["https", "https", "http"])}://${host}${port}${draw.of(["", "/", "/V1", "/a'b/"])}`;
      let client;
      try {
        client = signed("{url}", { baseUrl });
      } catch (error) {
        equal(error.code, "ERR_BASE_URL", baseUrl);
        continue;
      }
      unchanged(client.sign({ path: "/x", now: NOW }).url);
      count += 1;
    }
    ok(count > 300, `more than 300 accepted base URLs of 3,000, not ${count}`);
  });
  test("a value for a placeholder in the host name is sent unchanged, or is rejected", () => {
    for (const acct of ["me", "Me", "ME-2", "a-", "1", "0x7f", "xn-a", "a--b"]) unchanged(signed("{host}", { acct }).sign({ path: "/x", now: NOW }).url);
    for (const acct of ["xn--a", "XN--P1AI", "xn--"]) equal(throws("ERR_CREDENTIALS", () => signed("{host}", { acct })).argument, "acct");
  });
}

function requests(test, seed) {
  test(`signRequest signs an accepted URL exactly as the URL is sent (seed ${seed})`, () => {
    const draw = new Draw(seed);
    const scheme = defineScheme({ hash: "sha256", message: "{url}{target}", encoding: "hex", headers: { "X-S": "{signature}" }, query: { ofTheKey: "{key_id}" } });
    const plain = defineScheme({ hash: "sha256", message: "{url}{target}", encoding: "hex", headers: { "X-S": "{signature}" } });
    const signatureOf = (url) => signRequest(plain, { url, now: NOW, secret: "s" }).headers["X-S"];
    for (let round = 0; round < 2_000; round += 1) {
      const tail = Array.from({ length: draw.below(6) }, () => draw.of(draw.below(2) ? ASCII : PIECES)).join("");
      const url = draw.of(["https://API.example/x", "https://api.example:443/x", "http://localhost:80/x"]) + tail;
      let request;
      try {
        request = signRequest(plain, { url, now: NOW, secret: "s" });
      } catch (error) {
        equal(error.code, "ERR_OPTION", url);
        continue;
      }
      unchanged(request.url);
      equal(signatureOf(request.url), request.headers["X-S"], url);
      // A name that cannot be decoded may be the name of the parameter that the scheme writes.
      if (isDecoded(request.url)) unchanged(signRequest(scheme, { url, now: NOW, secret: "s", keyId: "a'b" }).url);
    }
    for (const end of ["?", "#", "?#"]) equal(signRequest(plain, { url: `https://api.example/x${end}`, now: NOW, secret: "s" }).url, "https://api.example/x");
  });
}

/** Whether the names of all parameters can be decoded. */
function isDecoded(url) {
  try {
    return url.split("?").slice(1).join("?").split(/[&;]/).every((piece) => typeof decodeURIComponent(piece.split("=")[0]) === "string");
  } catch {
    return false;
  }
}

function refused(test) {
  for (const [path, query, detail] of [
    ["/orders?status='open'", undefined, "has a ' in its query; write %27"],
    ["/orders?", undefined, "has a ? with nothing after it; leave the ? out"],
    ["/orders?", {}, "has a ? with nothing after it; leave the ? out"],
    ["/b/{id}/c", undefined, "has a { or }; replace placeholders by values (`params` does this for `path`)"],
  ]) {
    test(`path ${path} with the query ${JSON.stringify(query)} is rejected`, () => {
      const call = () => signed("{url}").sign({ path, query, method: "POST", now: NOW });
      equal(throws("ERR_PATH", call).message, `path: ${detail}`);
    });
  }
}
