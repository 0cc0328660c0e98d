// The memory of the wasm module contains no secret after the secret was used.

import { basicAuth, bearerAuth, defineScheme, hmacKey, idempotencyKey, parseBasicAuth, signRequest, wakapay } from "payauth";
import { door, dv, NOW, REFUND, waka } from "../support/clients.mjs";
import { equal, ok, thrown, throws } from "../support/harness.mjs";
import { PROVIDERS, WITH_TOKENS } from "../support/providers.mjs";
import { Draw, seedOf } from "../support/random.mjs";
import { findInMemory, states } from "../support/memory-search.mjs";
import { at, grant, Kept } from "../support/token-machine.mjs";

const LONG = "a message longer than the scratch buffer ".repeat(2000);

export const searchesMemory = true;

export default function ({ test, host }) {
  const draw = new Draw(seedOf(host));
  const fresh = (length = 40) => secretOf(draw, length);
  keys(test, host, fresh);
  credentials(test, host, fresh);
  requests(test, host, fresh);
  clients(test, host, fresh);
  tokens(test, host, fresh);
  paddedClaims(test, host, fresh);
  refusals(test, host, fresh);
  if (host.gc) forgotten(test, host, fresh);
}

/** A random visible text, which occurs in no message of the module. It has no colon, because a user-id of Basic must not contain a colon. */
function secretOf(draw, length) {
  return Array.from({ length }, () => String.fromCharCode(33 + draw.below(94)).replace(":", "-")).join("");
}

function nothing(host, secret, what) {
  equal(findInMemory(host, secret).join(", "), "", `parts of ${what} in memory`);
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
      test(`the memory contains no part of a secret of ${algorithm} that is passed as ${as}, even before the key is disposed`, () => {
        const secret = fresh();
        const key = make(algorithm, ...give(secret));
        use(key);
        nothing(host, secret, "the secret of a key in use");
        key.dispose();
        nothing(host, secret, "the secret of a disposed key");
      });
    }
    test(`after dispose, the memory contains no part of a secret of ${algorithm} that is longer than a block`, () => {
      const secret = fresh(300);
      const key = make(algorithm, secret);
      use(key);
      key.dispose();
      nothing(host, secret, "the secret of a disposed key");
    });
  }
  prepared(test, host, fresh);
}

function prepared(test, host, fresh) {
  test("the memory contains a key only as two prepared states, and dispose wipes these states", () => {
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
  test("after a call with a message that is too long, and after dispose, the memory contains no part of the key", () => {
    const secret = fresh();
    const key = make("SHA-256", secret);
    throws("ERR_TOO_LARGE", () => key.sign("é".repeat(17 * 1024 * 1024)));
    key.dispose();
    nothing(host, secret, "the secret of a disposed key");
    equal(states(host, secret).join(), "", "the states of the disposed key");
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
    "basicAuth with form encoding": (secret) => basicAuth("user", secret, { mode: "rfc6749" }),
    parseBasicAuth: (secret) => parseBasicAuth(`Basic ${btoa(`user:${secret}`)}`),
    "parseBasicAuth with form encoding": (secret) =>
      parseBasicAuth(`Basic ${btoa(`user:${encodeURIComponent(secret)}`)}`, { mode: "rfc6749" }),
    "idempotencyKey.derive": (secret) => derive(secret),
    "idempotencyKey.derive with a secret in bytes": (secret) => derive(new TextEncoder().encode(secret)),
  })) {
    test(`after ${name}, the memory contains no part of the secret`, () => {
      const secret = fresh();
      call(secret);
      nothing(host, secret, "the secret");
      nothing(host, `user:${secret}`, "the user and the secret");
    });
  }
  test("after bearerAuth, the memory contains no part of the token", () => {
    const token = fresh().replace(/[^\w]/g, "x");
    bearerAuth(token);
    nothing(host, token, "the token");
  });
}

/** Tests requests that a scheme signs without a client. */
function requests(test, host, fresh) {
  const message = "{timestamp}.{method}.{path}.{body}";
  const headers = { "X-Sign": "t={timestamp},v1={signature}" };
  const scheme = defineScheme({ hash: "sha256", message, encoding: "hex", timestamp: { format: "unix" }, headers });
  for (const [what, body] of [["a short body", "{}"], ["a long body", LONG]]) {
    test(`after signRequest with ${what}, the memory contains no part of the secret, the token and the tag`, () => {
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
    test(`after dispose, the memory contains no part of the credentials and the webhook secret of ${name}`, () => {
      const [secret, webhookSecret] = [fresh(), fresh()];
      const client = makeWith(secret, { webhookSecrets: [webhookSecret] });
      for (const body of ["{}", LONG]) client.sign({ ...authorization, path, now: NOW, ...options, body });
      thrown(() => client.verifyWebhook({ headers: {}, body: "{}", now: NOW }));
      thrown(() => client.sign({ ...authorization, path: "/../x", now: NOW, ...options }));
      client.readError({ status: 500, body: "{}" });
      ok(findInMemory(host, secret).length > 0, "the secret of a client in use, found in memory");
      client.dispose();
      nothing(host, secret, "the credentials");
      nothing(host, webhookSecret, "the webhook secret");
      equal(states(host, secret).join(), "", "the states of the secret");
    });
  }
  test("after rejected calls and dispose, the memory contains no part of the credentials of dvpay", () => {
    const [apiKey, apiSecret] = [fresh(), fresh()];
    const client = dv({ apiKey, apiSecret });
    for (const body of ["{}", LONG]) client.sign({ path: REFUND, now: NOW, body, idempotencyKey: "k" });
    throws("ERR_IDEMPOTENCY_KEY", () => client.sign({ path: REFUND, now: NOW, body: "{}" }));
    throws("ERR_TOO_LARGE", () =>
      client.sign({ path: REFUND, now: NOW, body: "é".repeat(17 * 1024 * 1024), idempotencyKey: "k" }),
    );
    client.readError({ status: 500, body: "{}" });
    ok(findInMemory(host, apiKey).length > 0, "the API key of a client in use, found in memory");
    client.dispose();
    nothing(host, apiKey, "the key");
    nothing(host, apiSecret, "the secret");
    equal(states(host, apiSecret).join(), "", "the states of the secret");
  });
  test("after dispose, the memory contains no part of the credentials of doorpay", () => {
    const [key, secret] = [fresh(), fresh()];
    const client = door({ apiKey: `dp_test_${key}`, apiSecret: `sk_test_${secret}` });
    for (const body of ["{}", LONG]) client.sign({ path: "/orders", now: NOW, body, idempotencyKey: "k" });
    ok(findInMemory(host, secret).length > 0, "the secret of a client in use, found in memory");
    client.dispose();
    nothing(host, key, "the key");
    nothing(host, secret, "the secret");
  });
}

function tokens(test, host, fresh) {
  for (const { name, makeWith } of WITH_TOKENS) {
    test(`after dispose, the memory contains no part of the secret and the token of ${name}`, () => {
      // The secret has no colon, because a colon would end the user-id of Basic credentials.
      const [secret, token] = [fresh().replaceAll(":", ";"), fresh().replace(/[^\w]/g, "x")];
      const client = makeWith(secret);
      useToken(client, token);
      ok(findInMemory(host, secret).length > 0, "the secret of a client in use, found in memory");
      client.dispose();
      nothing(host, secret, "the secret");
      nothing(host, token, "the token");
      equal(states(host, secret).join(), "", "the states of the secret");
    });
  }
  test("between two calls of a token machine, the memory contains no part of the token", () => {
    const [kept, token] = [new Kept(), fresh().replace(/[^\w]/g, "x")];
    kept.renew(grant(token), 0);
    nothing(host, token, "the token after a commit");
    equal(kept.decide(1).authorization, `Bearer ${token}`);
    nothing(host, token, "the token after a decision");
    kept.unauthorized("0".repeat(16), 2);
    nothing(host, token, "the token after a 401");
  });
  test("after a token state is rejected, the memory contains no part of its token", () => {
    const [client, token] = [waka(), fresh().replace(/[^\w]/g, "x")];
    throws("ERR_TOKEN_STATE", () => client.token.decide(`payauth1 - 0 ${token}`, { now: at(0) }));
    throws("ERR_TOKEN_STATE", () => client.token.onUnauthorized(token, { fingerprint: token, challenge: token, now: at(0) }));
    nothing(host, token, "the token");
  });
  test("after a token answer is rejected, the memory contains no part of its token", () => {
    const [kept, token] = [new Kept(), fresh().replace(/[^\w]/g, "x")];
    equal(kept.renew(grant(token, 0), 0).code, "ERR_TOKEN_ANSWER");
    nothing(host, token, "the token");
  });
}

/** Base64url of JWTs has no padding, so a token with padding in its claims has no lifetime that can be read. */
function paddedClaims(test, host, fresh) {
  test("the memory contains no part of the claims of an access token whose base64 has padding", () => {
    const secret = fresh(700);
    const text = JSON.stringify({ sub: secret });
    const claims = btoa(text + " ".repeat((4 - (text.length % 3)) % 3)).replaceAll("+", "-").replaceAll("/", "_");
    ok(claims.endsWith("=="), "claims with padding");
    const { token } = waka({ readsExp: true });
    const begun = token.beginRefresh(token.initial(), { now: NOW, owner: "o" });
    const body = JSON.stringify({ accessToken: `e30.${claims}.eA` });
    token.commitRefresh(begun.state, begun.ticket, { status: 200, headers: {}, body }, { sentAt: NOW, now: NOW });
    nothing(host, secret, "the claims");
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
    "a key with a line break": (secret) => make("SHA-256", `${secret}\n`),
    "a key that is not in its encoding": (secret) => make("SHA-256", secret, "hex"),
    "a key without its last base64 digit": (secret) => make("SHA-256", btoa(secret).slice(0, -1), "base64"),
    "a key above 80 KiB": (secret) => make("SHA-256", secret.repeat(3000)),
    "a key in bytes above 80 KiB": (secret) => make("SHA-256", new TextEncoder().encode(secret.repeat(3000))),
    "the secret of an idempotency key with a space at the end": (secret) => derive(`${secret} `),
    "a password above 80 KiB": (secret) => basicAuth("u", secret.repeat(3000)),
    "a password with a line break": (secret) => basicAuth("u", `${secret}\n`),
    "a password that is not UTF-8": (secret) => parseBasicAuth(`Basic ${btoa(`u:${secret}\xff`)}`),
    "a secret of dvpay with a space at the end": (apiSecret) => dv({ apiSecret: `${apiSecret} ` }),
    "a secret of dvpay together with an invalid key": (apiSecret) => dv({ apiSecret, apiKey: "clé" }),
    "a secret of dvpay above 80 KiB": (apiSecret) => dv({ apiSecret: apiSecret.repeat(3000) }),
    "a secret of doorpay of another environment": (secret) => door({ apiSecret: `sk_live_${secret}` }),
    "a secret of doorpay together with a wrong base URL": (secret) =>
      door({ apiSecret: `sk_test_${secret}`, baseUrl: "http://api.example" }),
  })) {
    test(`the memory contains no part of a rejected secret: ${name}`, () => {
      const secret = fresh();
      const error = thrown(() => call(secret));
      ok(error?.code, "an error with a code");
      nothing(host, secret, "the secret");
    });
  }
}

/** Runs only if the host has a function that collects garbage. The host collects garbage between turns of its event loop. */
function forgotten(test, host, fresh) {
  test("after a key that was not disposed is garbage-collected, the memory contains no state of the key", async () => {
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
