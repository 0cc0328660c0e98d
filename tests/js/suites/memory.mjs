// The wasm module's memory: no secret is left behind, and it does not grow.

import { basicAuth, bearerAuth, defineScheme, hmacKey, idempotencyKey, parseBasicAuth, signRequest, wakapay } from "payauth";
import { door, dv, NOW, REFUND, waka } from "../support/clients.mjs";
import { equal, ok, thrown, throws } from "../support/harness.mjs";
import { PROVIDERS, WITH_TOKENS } from "../support/providers.mjs";
import { Draw, seedOf } from "../support/random.mjs";
import { findInMemory, states } from "../support/memory-search.mjs";
import { at, grant, Kept } from "../support/token-machine.mjs";
import { trapNext } from "../support/trap.mjs";

const LONG = "a message longer than the scratch buffer ".repeat(2000);

/** In Node a million; elsewhere fewer, which would show a leak of a byte as well. */
const signatures = (host) => (host.env.RUNTIME === "Node (import)" ? 1_000_000 : 100_000);

export const endsInstances = true;

/** The module and its rules for memory are the same everywhere, so only one runtime runs the full number of rounds. */
const lives = (host) => signatures(host) / 10;

export const searchesMemory = true;

export default function ({ test, host }) {
  const draw = new Draw(seedOf(host));
  const fresh = (length = 40) => secretOf(draw, length);
  keys(test, host, fresh);
  credentials(test, host, fresh);
  requests(test, host, fresh);
  clients(test, host, fresh);
  tokens(test, host, fresh);
  refusals(test, host, fresh);
  if (host.gc) forgotten(test, host, fresh);
  sizes(test, host, draw);
}

/** Visible text that occurs in no message of the module. */
function secretOf(draw, length) {
  return Array.from({ length }, () => String.fromCharCode(33 + draw.below(94))).join("");
}

function nothing(host, secret, what) {
  equal(findInMemory(host, secret).join(", "), "", `what remains of ${what}`);
}

function keys(test, host, fresh) {
  const bytes = (secret) => new TextEncoder().encode(secret);
  const hex = (secret) => Array.from(bytes(secret), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const given = {
    bytes: (s) => [bytes(s)],
    utf8: (s) => [s],
    hex: (s) => [hex(s), "hex"],
    base64: (s) => [btoa(s), "base64"],
  };
  for (const algorithm of ["SHA-1", "SHA-256", "SHA-384", "SHA-512"]) {
    for (const [as, give] of Object.entries(given)) {
      test(`a key of ${algorithm} passed as ${as} leaves nothing of its secret, even before it is disposed`, () => {
        const secret = fresh();
        const key = make(algorithm, ...give(secret));
        use(key);
        nothing(host, secret, "a secret in use");
        key.dispose();
        nothing(host, secret, "a disposed secret");
      });
    }
    test(`a key of ${algorithm} that is longer than a block leaves nothing of its secret`, () => {
      const secret = fresh(300);
      const key = make(algorithm, secret);
      use(key);
      key.dispose();
      nothing(host, secret, "a disposed secret");
    });
  }
  prepared(test, host, fresh);
}

function prepared(test, host, fresh) {
  test("a key is in memory as two prepared states, which dispose wipes", () => {
    const [secret, other] = [fresh(), fresh()];
    const [key, lasting] = [make("SHA-256", secret), make("SHA-256", other)];
    use(key);
    equal(states(host, secret).join(), "ipad,opad", "the states of a key in use");
    key.dispose();
    equal(states(host, secret).join(), "", "the states of a disposed key");
    equal(states(host, other).join(), "ipad,opad", "the states of another key");
    lasting.dispose();
    equal(states(host, other).join(), "", "the states of the other key");
  });
  test("a message that is rejected half-way leaves nothing of the key", () => {
    const secret = fresh();
    const key = make("SHA-256", secret);
    throws("ERR_TOO_LARGE", () => key.sign("é".repeat(17 * 1024 * 1024)));
    key.dispose();
    nothing(host, secret, "a disposed secret");
    equal(states(host, secret).join(), "", "its states");
  });
}

const make = (algorithm, secret, encoding) => hmacKey({ algorithm, secret, ...(encoding && { encoding }) });

function use(key) {
  key.verify("m", key.sign("m"));
  key.verify(LONG, key.sign(LONG, "base64"), "base64");
}

function credentials(test, host, fresh) {
  for (const [name, call] of Object.entries({
    basicAuth: (secret) => basicAuth("user", secret),
    "basicAuth, form-encoded,": (secret) => basicAuth("user", secret, { mode: "rfc6749" }),
    parseBasicAuth: (secret) => parseBasicAuth(`Basic ${btoa(`user:${secret}`)}`),
    "parseBasicAuth, form-encoded,": (secret) =>
      parseBasicAuth(`Basic ${btoa(`user:${encodeURIComponent(secret)}`)}`, { mode: "rfc6749" }),
    "idempotencyKey.derive": (secret) => derive(secret),
    "idempotencyKey.derive of bytes": (secret) => derive(new TextEncoder().encode(secret)),
  })) {
    test(`${name} leaves nothing of its secret`, () => {
      const secret = fresh();
      call(secret);
      nothing(host, secret, "the secret");
      nothing(host, `user:${secret}`, "the pair");
    });
  }
  test("bearerAuth leaves nothing of its token", () => {
    const token = fresh().replace(/[^\w]/g, "x");
    bearerAuth(token);
    nothing(host, token, "the token");
  });
}

/** Requests that a scheme signs without a client. */
function requests(test, host, fresh) {
  const message = "{timestamp}.{method}.{path}.{body}";
  const headers = { "X-Sign": "t={timestamp},v1={signature}" };
  const scheme = defineScheme({ hash: "sha256", message, encoding: "hex", timestamp: { format: "unix" }, headers });
  for (const [what, body] of [["a short body", "{}"], ["a long body", LONG]]) {
    test(`signRequest leaves nothing of its secret, its fields and its tag, with ${what}`, () => {
      const [secret, token] = [fresh(), fresh().replace(/[^\w]/g, "x")];
      const given = { url: "https://x.example/a", method: "POST", headers: { Authorization: `Bearer ${token}` }, now: NOW };
      const sent = signRequest(scheme, { ...given, body, secret });
      nothing(host, secret, "the secret");
      nothing(host, token, "the token");
      nothing(host, sent.headers["X-Sign"].slice(-64), "the tag");
      equal(states(host, secret).join(), "", "the states of the secret");
    });
  }
}

const derive = (secret) => idempotencyKey.derive({ secret, operation: "o", method: "POST", path: "/", body: LONG });

function clients(test, host, fresh) {
  for (const { name, makeWith, path, options, authorization } of PROVIDERS) {
    test(`${name} leaves nothing of its credentials and its webhook secret after dispose`, () => {
      const [secret, webhookSecret] = [fresh(), fresh()];
      const client = makeWith(secret, { webhookSecrets: [webhookSecret] });
      for (const body of ["{}", LONG]) client.sign({ ...authorization, path, now: NOW, ...options, body });
      thrown(() => client.verifyWebhook({ headers: {}, body: "{}", now: NOW }));
      thrown(() => client.sign({ ...authorization, path: "/../x", now: NOW, ...options }));
      client.readError({ status: 500, body: "{}" });
      ok(findInMemory(host, secret).length > 0, "the secret of a client in use is found");
      client.dispose();
      nothing(host, secret, "the credentials");
      nothing(host, webhookSecret, "the webhooks' secret");
      equal(states(host, secret).join(), "", "the states of the secret");
    });
  }
  test("dvpay leaves nothing of its credentials after dispose", () => {
    const [apiKey, apiSecret] = [fresh(), fresh()];
    const client = dv({ apiKey, apiSecret });
    for (const body of ["{}", LONG]) client.sign({ path: REFUND, now: NOW, body, idempotencyKey: "k" });
    throws("ERR_IDEMPOTENCY_KEY", () => client.sign({ path: REFUND, now: NOW, body: "{}" }));
    throws("ERR_TOO_LARGE", () =>
      client.sign({ path: REFUND, now: NOW, body: "é".repeat(17 * 1024 * 1024), idempotencyKey: "k" }),
    );
    client.readError({ status: 500, body: "{}" });
    ok(findInMemory(host, apiKey).length > 0, "the key of a client in use is found");
    client.dispose();
    nothing(host, apiKey, "the key");
    nothing(host, apiSecret, "the secret");
    equal(states(host, apiSecret).join(), "", "the states of the secret");
  });
  test("doorpay leaves nothing of its credentials after dispose", () => {
    const [key, secret] = [fresh(), fresh()];
    const client = door({ apiKey: `dp_test_${key}`, apiSecret: `sk_test_${secret}` });
    for (const body of ["{}", LONG]) client.sign({ path: "/orders", now: NOW, body, idempotencyKey: "k" });
    ok(findInMemory(host, secret).length > 0, "the secret of a client in use is found");
    client.dispose();
    nothing(host, key, "the key");
    nothing(host, secret, "the secret");
  });
}

function tokens(test, host, fresh) {
  for (const { name, makeWith } of WITH_TOKENS) {
    test(`${name} leaves nothing of its credentials and its token after dispose`, () => {
      // No colon, which would end the user-id of Basic credentials.
      const [secret, token] = [fresh().replaceAll(":", ";"), fresh().replace(/[^\w]/g, "x")];
      const client = makeWith(secret);
      useToken(client, token);
      ok(findInMemory(host, secret).length > 0, "the secret of a client in use is found");
      client.dispose();
      nothing(host, secret, "the secret");
      nothing(host, token, "the token");
      equal(states(host, secret).join(), "", "the states of the secret");
    });
  }
  test("a token machine leaves nothing of a token between two calls", () => {
    const [kept, token] = [new Kept(), fresh().replace(/[^\w]/g, "x")];
    kept.renew(grant(token), 0);
    nothing(host, token, "the token after a commit");
    equal(kept.decide(1).authorization, `Bearer ${token}`);
    nothing(host, token, "the token after a decision");
    kept.unauthorized("0".repeat(16), 2);
    nothing(host, token, "the token after a 401");
  });
  test("a state that is rejected leaves nothing of its token", () => {
    const [client, token] = [waka(), fresh().replace(/[^\w]/g, "x")];
    throws("ERR_TOKEN_STATE", () => client.token.decide(`payauth1 - 0 ${token}`, { now: at(0) }));
    throws("ERR_TOKEN_STATE", () => client.token.onUnauthorized(token, { fingerprint: token, challenge: token, now: at(0) }));
    nothing(host, token, "the token");
  });
  test("an answer that is rejected leaves nothing of its token", () => {
    const [kept, token] = [new Kept(), fresh().replace(/[^\w]/g, "x")];
    equal(kept.renew(grant(token, 0), 0).code, "ERR_TOKEN_ANSWER");
    nothing(host, token, "the token");
  });
}

function useToken(client, token) {
  const kept = new Kept(client.token);
  const flat = `"access_token":"${token}","expires_in":600`;
  kept.renew({ status: 200, headers: {}, body: `{"accessToken":"${token}","expiresIn":600,${flat},"data":{${flat}}}` }, 0);
  const { authorization, fingerprint } = kept.decide(1);
  client.sign({ path: "/x", body: LONG, authorization, now: at(1) });
  client.sign({ path: "/x", authorization, now: at(1) });
  if (client.signParameters) {
    client.signParameters({ a: 1 });
    client.sign({ path: "/x", auth: "basic", now: at(1) });
  }
  kept.unauthorized(fingerprint, 2, "Bearer");
}

function refusals(test, host, fresh) {
  for (const [name, call] of Object.entries({
    "of a key, with a line break,": (secret) => make("SHA-256", `${secret}\n`),
    "of a key, not in its encoding,": (secret) => make("SHA-256", secret, "hex"),
    "of a key, that lacks its last base64 digit,": (secret) => make("SHA-256", btoa(secret).slice(0, -1), "base64"),
    "of a key, above 80 KiB,": (secret) => make("SHA-256", secret.repeat(3000)),
    "of a key, as bytes above 80 KiB,": (secret) => make("SHA-256", new TextEncoder().encode(secret.repeat(3000))),
    "of an idempotency key": (secret) => derive(`${secret} `),
    "of a password, above 80 KiB,": (secret) => basicAuth("u", secret.repeat(3000)),
    "of a password, with a line break,": (secret) => basicAuth("u", `${secret}\n`),
    "of credentials that are not UTF-8": (secret) => parseBasicAuth(`Basic ${btoa(`u:${secret}\xff`)}`),
    "of dvpay, padded,": (apiSecret) => dv({ apiSecret: `${apiSecret} ` }),
    "of dvpay, next to an invalid key,": (apiSecret) => dv({ apiSecret, apiKey: "clé" }),
    "of dvpay, above 80 KiB,": (apiSecret) => dv({ apiSecret: apiSecret.repeat(3000) }),
    "of doorpay, of another environment,": (secret) => door({ apiSecret: `sk_live_${secret}` }),
    "of doorpay, at a wrong address,": (secret) =>
      door({ apiSecret: `sk_test_${secret}`, baseUrl: "http://api.example" }),
  })) {
    test(`a secret ${name} that is rejected leaves nothing`, () => {
      const secret = fresh();
      const error = thrown(() => call(secret));
      ok(error?.code, "a coded error");
      nothing(host, secret, "the secret");
    });
  }
}

/** Runs only if the host can be asked to collect garbage. It collects between turns of its event loop. */
function forgotten(test, host, fresh) {
  test("a key that was not disposed leaves nothing after it is garbage-collected", async () => {
    const secret = fresh();
    make("SHA-256", secret).sign("m");
    equal(states(host, secret).join(), "ipad,opad", "the states of a key that was not collected");
    for (let turn = 0; turn < 100 && states(host, secret).length > 0; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      host.gc();
    }
    equal(states(host, secret).join(), "", "the states of a key that was collected");
  });
}

function sizes(test, host, draw) {
  test("the published module does not have the exports for traps", () => {
    equal(Object.keys(host.wasm()).filter((name) => name.startsWith("trap")).join(), "");
  });
  test(`memory has at most 256 KiB, also after ${signatures(host).toLocaleString("en")} signatures`, () => {
    anew(host);
    const key = make("SHA-256", "secret");
    key.sign("m");
    const start = size(host);
    ok(start <= 256 * 1024, `${start} bytes at first`);
    for (let index = 0; index < signatures(host); index += 1) key.sign("a message of some length");
    for (let index = 0; index < 100; index += 1) use(key);
    equal(size(host), start, "bytes at the end");
  });
  test("memory does not grow with keys and clients that are disposed", () => {
    anew(host);
    const start = Array.from({ length: 2000 }, () => {
      cycle();
      return size(host);
    });
    equal(start.at(-1), start[0], "bytes at the end");
    ok(start[0] <= 256 * 1024, `${start[0]} bytes`);
  });
  test(`memory has at most 256 KiB, also after ${lives(host).toLocaleString("en")} keys, clients and tokens of all sizes`, () => {
    anew(host);
    const all = new Lives(draw);
    for (let index = 0; index < lives(host); index += 1) all.step();
    all.end();
    ok(size(host) <= 256 * 1024, `${size(host)} bytes at the end`);
  });
}

/** Keys and clients. Some always exist, and they are disposed in random order. */
class Lives {
  #draw;
  #held = Array.from({ length: 16 });

  constructor(draw) {
    this.#draw = draw;
  }

  step() {
    const place = this.#draw.below(this.#held.length);
    this.#held[place]?.dispose();
    const make = [() => this.#key(), () => this.#signer(), () => this.#tokens()][this.#draw.below(3)];
    this.#held[place] = make();
  }

  end() {
    for (const held of this.#held) held?.dispose();
  }

  #text(longest) {
    return "x".repeat(1 + this.#draw.below(longest));
  }

  #key() {
    const key = make(["SHA-1", "SHA-256", "SHA-384", "SHA-512"][this.#draw.below(4)], this.#text(300));
    key.sign(this.#text(3000));
    return key;
  }

  #signer() {
    const client = dv({ apiKey: this.#text(200), apiSecret: this.#text(200) });
    const headers = { "X-Note": this.#text(2000) };
    client.sign({ path: REFUND, now: NOW, body: "{}", idempotencyKey: this.#text(255), headers });
    client.readError({ status: 400, body: JSON.stringify({ error: { message: this.#text(2000) } }) });
    return client;
  }

  #tokens() {
    const client = wakapay({ apiKey: this.#text(100), apiSecret: this.#text(100), environment: "test" });
    const { token } = client;
    const begun = token.beginRefresh(token.initial(), { now: NOW, owner: "o" });
    const body = JSON.stringify({ accessToken: this.#text(4000), expiresIn: 3600 });
    const times = { sentAt: NOW, now: NOW };
    const { state } = token.commitRefresh(begun.state, begun.ticket, { status: 200, headers: {}, body }, times);
    const { fingerprint } = token.decide(state, { now: NOW });
    token.onUnauthorized(state, { fingerprint, challenge: `Bearer realm="${this.#text(500)}"`, now: NOW });
    return client;
  }
}

const size = (host) => host.wasm().memory.buffer.byteLength;

/** A new instance, whose memory has its initial size. */
function anew(host) {
  trapNext(host, "bearerAuth");
  throws("ERR_INTERNAL", () => bearerAuth("t"));
}

function cycle() {
  const [key, client] = [make("SHA-512", "secret"), dv()];
  key.sign("m");
  client.sign({ path: REFUND, now: NOW, body: "{}", idempotencyKey: "k" });
  key.dispose();
  client.dispose();
}
