// A client caches the parts that are equal in all calls to one path. A later call has the same result as the same call of a new client.

import { defineProvider } from "payauth";
import { assertRedacted } from "../support/assert-redacted.mjs";
import { NOW } from "../support/clients.mjs";
import { equal, ok, throws } from "../support/harness.mjs";
import { copiesOfStates, findInMemory } from "../support/memory-search.mjs";
import { PROVIDERS } from "../support/providers.mjs";
import { CANARY } from "../support/refusals.mjs";
import { providers } from "../support/shipped-providers.mjs";
import { CLIENTS } from "./define/documented.mjs";

export const endsInstances = true;

const TIMES = [0, 1, 2, 3];
const shown = (request) => JSON.stringify({ ...request, headers: { ...request.headers } });
const later = (time) => new Date(NOW.getTime() + 1000 * time);

export default function ({ test, host }) {
  for (const row of PROVIDERS) same(test, host, row);
  for (const row of PROVIDERS) early(test, row);
  long(test);
  copies(test, host);
  residue(test, host);
  differing(test);
  many(test);
  defined(test);
  templates(test);
  sizes(test);
  hidden(test, host);
  retained(test, host);
}

const KIB = 1024;

/** A provider whose scheme signs the body, and whose tokens may have any length. */
const bodies = defineProvider({
  name: "acme",
  servers: { production: "https://a.example" },
  credentials: { k: {}, s: {} },
  auth: {
    bearer: "{token}",
    signature: { secret: "{s}", scheme: { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-S": "{signature}" } } },
  },
  token: { url: "/t", form: { a: "{k}" }, lifetime: 100 },
});

function sizes(test) {
  const texts = ["x", "é", "€", "😀"].flatMap((one) => [15_000, 16_000, 16 * KIB].map((length) => one.repeat(length / one.length)));
  const bytes = [0, 15_000, 16 * KIB].map((length) => new Uint8Array(length).fill(7));
  for (const length of [1, 15_000, 20_000, 31_000, 33_000, 47_000, 63_000, 65_000, 79_000, 81_000, 82_000]) {
    test(`a prepared call with a token of ${length} bytes signs exactly the body that is passed`, () => {
      const made = () => bodies({ k: "k", s: "s" });
      const client = made();
      client.sign({ path: "/x", authorization: "Bearer a", body: "{}", now: NOW });
      for (const body of [...texts, ...bytes]) {
        const call = { path: "/x", authorization: `Bearer ${"a".repeat(length)}`, body, now: NOW };
        equal(codeOf(() => client.sign(call)), codeOf(() => made().sign(call)), `the result for a body of ${body.length} times ${String(body[0])}`);
      }
    });
  }
}

function hidden(test, host) {
  for (const { name, makeWith, path, options, authorization } of PROVIDERS) {
    test(`${name} shows no credential of a prepared call, however the client is inspected`, () => {
      const client = makeWith(CANARY);
      for (const time of TIMES) client.sign({ path, ...options, ...authorization, now: later(time) });
      for (const value of [client, client.handle]) {
        assertRedacted(host, value);
        const all = { showHidden: true, getters: true, depth: 20 };
        ok(!host.inspect?.(value, all).includes(CANARY), "a view with getters without the credential");
      }
    });
  }
}

/** Counts prepared calls. The first call to a path caches the path, and the second call is prepared. */
function retained(test, host) {
  const { make, path, options, open } = PROVIDERS.find(({ name }) => name === "dvpay");
  const prepares = (...calls) => {
    const client = make();
    client.sign({ path: open, now: NOW });
    const exports = host.wasm();
    const { clientPrepare } = exports;
    let count = 0;
    exports.clientPrepare = (...given) => ((count += 1), clientPrepare(...given));
    try {
      for (const call of calls) codeOf(() => client.sign({ now: NOW, ...call }));
    } finally {
      exports.clientPrepare = clientPrepare;
    }
    return count;
  };
  const good = { path, ...options };
  test("a call to a path caches the path, but not if the call is rejected or the path is long", () => {
    equal(prepares(good), 0, "prepared calls for one call");
    equal(prepares(good, good), 1, "prepared calls for two calls");
    for (const bad of [{ idempotencyKey: undefined }, { auth: "no such" }, { method: "PO ST" }, { method: "GET" }]) {
      equal(prepares({ ...good, ...bad }, { ...good, ...bad }, good), 0, `prepared calls after rejected calls with ${JSON.stringify(bad)}`);
    }
    for (const [length, count] of [[900, 1], [1100, 0], [7000, 0], [9000, 0], [100_000, 0]]) {
      const long = { path: `${open}/${"a".repeat(length)}` };
      equal(prepares(long, long), count, `prepared calls for a path of more than ${length} characters`);
    }
  });
}

function same(test, host, { name, make, path, options, authorization }) {
  test(`${name} signs repeated calls like a new client`, () => {
    const client = make();
    for (const time of TIMES) {
      const call = { path, ...options, ...authorization, now: later(time) };
      equal(shown(client.sign(call)), shown(make().sign(call)), `the request after ${time} s`);
    }
  });
  test(`after valid calls to the same path, ${name} rejects an invalid call with the same error as a new client`, () => {
    const client = make();
    const call = { path, ...options, ...authorization, now: NOW };
    for (const time of TIMES) client.sign({ ...call, now: later(time) });
    for (const change of [
      { idempotencyKey: "" },
      { idempotencyKey: "with a blank" },
      { idempotencyKey: undefined },
      { authorization: "Basic abc" },
      { authorization: "Bearer " },
      { method: "OPTIONS\n" },
      { auth: "no such" },
      { now: new Date(-1) },
    ]) {
      const bad = { ...call, ...change };
      equal(codeOf(() => client.sign(bad)), codeOf(() => make().sign(bad)), JSON.stringify(Object.keys(change)));
    }
    client.dispose();
    throws("ERR_DISPOSED", () => client.sign(call));
  });
  test(`after repeated calls of ${name}, the memory contains no part of the token`, () => {
    const client = make();
    const token = "t0ken-that-stays-nowhere-else";
    const call = { path, ...options, ...(authorization.authorization && { authorization: `Bearer ${token}` }) };
    for (const time of TIMES) client.sign({ ...call, now: later(time) });
    equal(findInMemory(host, token).join(), "", "parts of the token in memory");
  });
}

/** Texts that a call rejects before the core sees the call, with options that the core rejects. */
function early(test, { name, make, path, options, authorization }) {
  const call = { path, ...options, ...authorization, now: NOW };
  const changes = [{}, { idempotencyKey: undefined }, { idempotencyKey: "a b" }, { authorization: "Basic abc" }, { auth: "no such" }];
  test(`after one call to a path, ${name} rejects a body that is not Unicode like a new client`, () => {
    for (const change of changes) {
      const client = make();
      client.sign(call);
      const bad = { ...call, method: "POST", body: "\ud800", ...change };
      for (const _ of TIMES) equal(codeOf(() => client.sign(bad)), codeOf(() => make().sign(bad)), JSON.stringify(change));
    }
  });
}

/** Tests calls whose texts nearly fill the buffer of the module. */
function long(test) {
  test("a long method, key or authorization has the same limit in repeated calls as in the first call", () => {
    const made = () => bodies({ k: "k", s: "s" });
    const client = made();
    for (const more of [{ method: "M".repeat(60_000) }, { path: `/${"a".repeat(1000)}` }, { idempotencyKey: "k".repeat(81_000) }]) {
      for (const length of [1, 1, 1, 15_000, 30_000, 81_000]) {
        const call = { path: "/x", ...more, authorization: `Bearer ${"t".repeat(length)}`, now: NOW };
        equal(codeOf(() => client.sign(call)), codeOf(() => made().sign(call)), `${Object.keys(more)}, a token of ${length} bytes`);
      }
    }
  });
}

/** Counts the copies of the secret of a scheme that signs the secret itself. */
function copies(test, host) {
  test("prepared calls store no further copy of a secret that is a part of the message", () => {
    const message = "{timestamp}.{secret}.{body}";
    const headers = { "X-S": "{signature}", "X-T": "{timestamp}" };
    for (const hash of ["sha1", "sha256", "sha512"]) {
      const scheme = { hash, message, encoding: "hex", timestamp: { format: "unix" }, headers };
      const provider = defineProvider({
        name: "acme", servers: { production: "https://a.example" }, credentials: { s: {} }, auth: { signature: { secret: "{s}", scheme } },
      });
      const client = provider({ s: CANARY });
      // A rejected call wipes the stack, so the copies that remain are stored.
      const wiped = () => throws("ERR_METHOD", () => client.sign({ path: "/", method: "a b", now: NOW }));
      const found = (path) => (client.sign({ path, body: "{}", now: NOW }), wiped(), findInMemory(host, CANARY).length);
      const first = found("/0");
      for (const time of TIMES) for (const path of ["/0", "/1", "/2", "/3"]) ok(found(path) <= first, `${hash}, ${path}, call ${time}: at most ${first} copies`);
      client.dispose();
    }
  });
}

/** Counts the states of a key that calls leave on the stack. */
function residue(test, host) {
  test("a prepared call leaves no more states of its key on the stack than the first call of a client", () => {
    const { makeWith, path, options } = PROVIDERS.find(({ name }) => name === "dvpay");
    const client = makeWith(CANARY);
    const left = (time) => {
      throws("ERR_METHOD", () => client.sign({ path: "/", method: "a b", now: NOW }));
      client.sign({ path, ...options, now: later(time) });
      return copiesOfStates(host, CANARY);
    };
    const first = left(0);
    ok(first.every((count) => count > 0), `${first} states after the first call`);
    left(1);
    for (const time of TIMES) for (const [index, count] of left(time).entries()) ok(count <= first[index], `${count} copies, at most ${first[index]}`);
  });
}

function codeOf(call) {
  try {
    return shown(call());
  } catch (error) {
    return `${error.code} ${error.blame} ${error.message}`;
  }
}

function differing(test) {
  const [dvpay] = PROVIDERS.filter(({ name }) => name === "dvpay");
  const { make, path, options } = dvpay;
  test("a client signs calls to one path with different bodies, header fields, queries and methods like a new client", () => {
    const client = make();
    const calls = [
      { path, ...options, now: NOW },
      { path, ...options, now: NOW, headers: { "X-Trace": "1" } },
      { path, ...options, now: NOW, headers: { "Content-Type": "text/plain" }, body: "b" },
      { path: dvpay.open, now: NOW },
      { path: dvpay.open, now: NOW, method: "GET", query: { a: "1" } },
      { path: dvpay.open, now: NOW, method: "PUT", body: new Uint8Array([1, 2]) },
      { path: dvpay.open, now: NOW, body: "x".repeat(100_000) },
    ];
    for (const _ of TIMES) for (const call of calls) equal(codeOf(() => client.sign(call)), codeOf(() => make().sign(call)), call.path);
  });
}

/** Tests more paths than a client caches. */
function many(test) {
  test("a client that uses more paths than it caches signs each call like a new client", () => {
    const { make, open } = PROVIDERS.find(({ name }) => name === "dvpay");
    const client = make();
    for (const _ of TIMES) {
      for (let index = 0; index < 200; index += 1) {
        const call = { path: `${open}/${index % 70}`, method: index % 2 ? "PUT" : "POST", body: "{}", now: NOW };
        equal(codeOf(() => client.sign(call)), codeOf(() => make().sign(call)), call.path);
      }
    }
  });
}

/** Tests the providers that are shipped as definitions. */
function defined(test) {
  for (const [name, provider] of Object.entries(providers).filter(([name]) => name in CLIENTS)) {
    test(`${name} signs or rejects repeated calls like a new client, with every combination of options`, () => {
      const client = provider(CLIENTS[name]);
      const authorization = client.token ? { authorization: "Bearer t" } : {};
      for (const time of TIMES) {
        for (const more of [{}, { idempotencyKey: "6ba7b810-9dad-41d1-80b4-00c04fd430c8" }, { method: "GET", body: undefined }]) {
          const call = { path: "/x", body: "{}", ...authorization, ...more, now: later(time) };
          equal(codeOf(() => client.sign(call)), codeOf(() => provider(CLIENTS[name]).sign(call)), JSON.stringify(more));
        }
      }
    });
  }
}

/** The pieces of messages. Each pair of them is signed, if a definition can have it, and every tenth message of three pieces. */
const PIECES = ["{timestamp}", "{body}", "{method}", "{lower:method}", "{path}", "{host}", "{target}", "{url}", "{query}", "{var:v}", "{nonce}", "."];
const PAIRS = PIECES.flatMap((one) => PIECES.map((two) => one + two));
const MESSAGES = [...PAIRS, ...PAIRS.flatMap((pair) => PIECES.map((three) => pair + three)).filter((_, index) => index % 10 === 0)];

/** The header fields of a signature; the last one has the value of the variable and of the time in one field. */
const CARRIERS = [
  { "X-S": "{signature}", "X-T": "{timestamp}", "X-N": "{nonce}" },
  { "X-T": "{timestamp}", Authorization: "v1 id={var:v},at={timestamp},s={signature}" },
  { "X-S": "sig={signature}" },
];

const BODIES = ["", "{}", "1x", "x1", "7", "é", new Uint8Array([0, 10, 49])];

/** Compares the calls of one client with the first call of a new client, for every message that a definition can have. */
function templates(test) {
  for (const [index, headers] of CARRIERS.entries()) {
    for (const format of ["unix", "iso_ms", "http_date"]) {
      test(`a client signs repeated calls like a new client, for every message with the fields ${index} and a time as ${format}`, () => {
        let count = 0;
        for (const message of MESSAGES) count += comparedCalls({ message, headers: fitting(headers, message), format });
        ok(count > 40, `${count} messages were signed`);
      });
    }
  }
}

/** The header fields without the values that the message does not have. */
function fitting(headers, message) {
  const has = (value) => !value.includes("{nonce}") || message.includes("{nonce}");
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => has(value)));
}

/** Signs calls with a provider that signs this message. Returns 1, or 0 for a message that a definition rejects. */
function comparedCalls({ message, headers, format }) {
  const has = (value) => [message, ...Object.values(headers)].some((text) => text.includes(value));
  const scheme = {
    hash: "sha256",
    message,
    encoding: "hex",
    headers,
    ...(has("{timestamp}") && { timestamp: { format } }),
    ...(has("{nonce}") && { nonce: { format: "alnum", length: 16 } }),
  };
  let provider;
  try {
    provider = defineProvider({
      name: "acme", servers: { production: "https://a.example" }, credentials: { s: {}, v: {} }, auth: { signature: { secret: "{s}", scheme } },
    });
  } catch (error) {
    equal(error.code, "ERR_DEFINITION", `the code for ${message}`);
    return 0;
  }
  const made = () => provider({ s: "secret", v: "0v9" });
  const client = made();
  for (const [index, body] of ["", ...BODIES].entries()) {
    const call = { path: "/p", body, now: later(index), ...(message.includes("{nonce}") && { nonce: `0123456789abcde${index}` }) };
    equal(codeOf(() => client.sign(call)), codeOf(() => made().sign(call)), `${message} with a body of ${body.length}`);
  }
  return 1;
}
