// A client of a provider that a user defined behaves as the definition says.

import { defineProvider, schemes, signWebhook } from "payauth";
import * as pure from "payauth/pure";
import { equal, ok, rejects, same, throws } from "../../support/harness.mjs";
import { assertRedacted, shown } from "../../support/assert-redacted.mjs";
import { CANARY } from "../../support/refusals.mjs";
import { SimulatedHost } from "../../support/simulated-host.mjs";

const NOW = new Date(1_709_380_800_000);
const BASE = "https://api.acme.example";

const ACME = {
  name: "acme",
  servers: { sandbox: "https://sandbox.acme.example", production: BASE },
  credentials: { clientId: {}, clientSecret: {}, account: { public: true, optional: true } },
  headers: { "X-Account": "{account}", "X-Env": "{environment}" },
  auth: { bearer: "{token}" },
  alternatives: { basic: { basic: { user: "{clientId}" } } },
  token: { url: "/token", form: { grant_type: "client_credentials", client_id: "{clientId}", client_secret: "{clientSecret}", account: "{account}" }, lifetime: 600 },
  endpoints: { "GET /public/*": { auth: "none" }, "POST /refunds/{id}": { idempotency: "required" } },
  idempotency: { header: "Idempotency-Key" },
  pages: { page: "page_num", first: 1, size: "page_size", defaultSize: 10, maxSize: 50 },
  versionHeader: "X-Acme-Version",
  errors: { message: "message" },
  webhook: { scheme: "stripe" },
};
const OPTIONS = { clientId: "id-1", clientSecret: "secret-1", environment: "production" };
const SIGNED = {
  name: "signed",
  servers: { live: BASE },
  credentials: { key: {}, secret: {} },
  auth: { signature: { secret: "{secret}", scheme: {
    hash: "sha256", message: "{nonce}{timestamp}{method}{target}{body}", encoding: "hex", timestamp: { format: "unix" }, nonce: { format: "hex", length: 16 },
    headers: { "X-Nonce": "{nonce}", "X-Time": "{timestamp}", "X-Signature": "{signature}" },
  } } },
};

export default function ({ test, host }) {
  requests(test);
  forms(test);
  methods(test);
  nonces(test);
  driver(test);
  webhooks(test);
  options(test);
  secrets(test, host);
}

const acme = (more) => pure.defineProvider(ACME)({ ...OPTIONS, ...more });
const sign = (client, path, more) => client.sign({ path, authorization: "Bearer t", now: NOW, ...more });

function requests(test) {
  test("a request has the header fields of the definition, without fields that are empty", () => {
    same({ ...sign(acme(), "/x").headers }, { "X-Env": "production", "Authorization": "Bearer t" });
    equal(sign(acme({ account: "acct-1" }), "/x").headers["X-Account"], "acct-1");
  });
  test("auth may be the name of an alternative or the word none, and every other word is rejected", () => {
    equal(acme().sign({ path: "/x", auth: "basic", now: NOW }).headers["Authorization"], "Basic aWQtMTo=");
    equal("Authorization" in acme().sign({ path: "/x", auth: "none", now: NOW }).headers, false);
    for (const auth of ["bearer", "", "Basic", "none "]) throws("ERR_OPTION", () => sign(acme(), "/x", { auth }), auth);
  });
  test("an endpoint that names its auth rejects the auth of a caller", () => {
    equal("Authorization" in acme().sign({ path: "/public/a/b", now: NOW }).headers, false);
    throws("ERR_OPTION", () => acme().sign({ path: "/public/a", auth: "basic", now: NOW }));
  });
  test("a request that needs a token is not signed without a token", () => {
    equal(throws("ERR_BEARER_TOKEN", () => acme().sign({ path: "/x", now: NOW })).blame, "caller");
  });
  test("a request to an endpoint that requires an idempotency key is not signed without a key; for other POST requests, a key is optional", () => {
    throws("ERR_IDEMPOTENCY_KEY", () => sign(acme(), "/refunds/7", { body: "{}" }));
    equal(sign(acme(), "/refunds/7", { body: "{}", idempotencyKey: "k" }).headers["Idempotency-Key"], "k");
    equal(sign(acme(), "/x", { body: "{}", idempotencyKey: "k" }).headers["Idempotency-Key"], "k");
    throws("ERR_IDEMPOTENCY_KEY", () => sign(acme(), "/x", { idempotencyKey: "k" }));
  });
  test("header fields that the definition writes are rejected if the caller passes them", () => {
    for (const name of ["Authorization", "x-env", "X-Account", "Idempotency-Key"]) {
      throws("ERR_FIELD_FORBIDDEN", () => sign(acme(), "/x", { headers: { [name]: "x" } }), name);
    }
  });
  test("params are encoded, and an unsafe value is rejected", () => {
    equal(sign(acme(), "/refunds/{id}", { params: { id: "a b" }, method: "GET" }).url, `${BASE}/refunds/a%20b`);
    throws("ERR_PATH", () => sign(acme(), "/refunds/{id}", { params: { id: "../x" } }));
  });
}

function forms(test) {
  const form = pure.defineProvider({ name: "form", servers: { live: BASE }, credentials: { key: {} }, auth: { bearer: "{key}" }, body: "form" });
  const write = (body) => form({ key: "k" }).sign({ path: "/x", body, now: NOW });
  test("an object is sent as a form if the definition says so, with the content type of a form", () => {
    const { body, headers } = write({ a: "1 2", "m[b]": "ä&=", c: 7n, d: true, e: undefined, f: 1.5 });
    equal(body, "a=1+2&m%5Bb%5D=%C3%A4%26%3D&c=7&d=true&f=1.5");
    equal(headers["Content-Type"], "application/x-www-form-urlencoded");
  });
  test("text and bytes are sent unchanged", () => {
    equal(write("a=%20&b").body, "a=%20&b");
    same([...write(new Uint8Array([1, 2])).body], [1, 2]);
  });
  test("a form rejects nested members, arrays, and numbers that may have lost digits", () => {
    for (const body of [{ a: {} }, { a: [1] }, { a: null }, { a: () => 1 }, [1]]) throws("ERR_ARGUMENT_TYPE", () => write(body), JSON.stringify(body));
    for (const body of [{ a: 2 ** 53 }, { a: Number.NaN }, { a: "\ud800" }]) throws("ERR_BODY", () => write(body));
  });
}

function methods(test) {
  test("an access token with characters that b64token does not have is stored, read again and sent", async () => {
    for (const token of ["00D!AR8.x", "1|abc", "a:b*c%d#e$f&g(h)i@j^k`l{m}n<o>p?q"]) {
      const sent = [];
      const fetch = async (url, { headers }) => {
        if (!url.endsWith("/token")) sent.push(headers.Authorization);
        return new Response(JSON.stringify({ access_token: token, expires_in: 600 }));
      };
      const client = defineProvider(ACME)({ ...OPTIONS, fetch, clock: () => NOW.getTime() });
      for (let call = 0; call < 2; call += 1) await client.fetch("/v1");
      same(sent, [`Bearer ${token}`, `Bearer ${token}`]);
    }
  });
  test("a client has token, page, readVersion or signParameters only if the definition has the data for this member", () => {
    const bare = pure.defineProvider({ name: "bare", servers: { live: BASE }, credentials: {}, auth: {} })({});
    for (const name of ["token", "page", "readVersion", "signParameters", "fetch", "receive"]) equal(name in bare, false, name);
    for (const name of ["token", "page", "readVersion"]) equal(name in acme(), true, name);
    equal("signParameters" in acme(), false);
  });
  test("page uses the names, the first page, the default size and the maximum size of the definition", () => {
    same(acme().page(), { page_num: "1", page_size: "10" });
    same(acme().page({ page_num: 3, page_size: 50 }), { page_num: "3", page_size: "50" });
    for (const given of [{ page_num: 0 }, { page_size: 51 }, { page: 1 }]) throws("ERR_OPTION", () => acme().page(given));
    throws("ERR_ARGUMENT_TYPE", () => acme().page({ page_num: "1" }));
  });
  test("page parameters can have brackets, which are encoded when they are sent", () => {
    const pages = { page: "page[number]", size: "page[size]", defaultSize: 10 };
    const client = pure.defineProvider({ name: "bare", servers: { live: BASE }, credentials: {}, auth: {}, pages })({});
    same(client.page({ "page[number]": 2 }), { "page[number]": "2", "page[size]": "10" });
    const { url } = client.sign({ path: "/list", query: client.page(), now: new Date(0) });
    equal(new URL(url).search, "?page%5Bnumber%5D=1&page%5Bsize%5D=10");
  });
  test("readVersion reads the header field of the definition", () => {
    same(acme().readVersion({ "x-acme-version": "2" }, "1"), { version: "2", changed: true });
    same(acme().readVersion({}), { version: undefined, changed: false });
  });
  test("signParameters puts the parameters into one member, or next to the other claims", () => {
    const client = (parameters) =>
      pure.defineProvider({ name: "jwt", servers: { live: BASE }, credentials: { key: {} }, auth: {}, parameters })({ key: "SECRET" });
    const claims = (token) => JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
    const within = client({ secret: "{key}", member: "data" });
    same(claims(within.signParameters({ a: 1 }, { exp: 9 })), { data: { a: 1 }, exp: 9 });
    throws("ERR_OPTION", () => within.signParameters({ a: 1 }, { data: {} }));
    throws("ERR_OPTION", () => within.signParameters({ a: 1 }, { signature: "x" }));
  });
  test("the methods of a disposed client throw ERR_DISPOSED, except a second dispose", () => {
    const client = acme();
    client.dispose();
    client.dispose();
    throws("ERR_DISPOSED", () => sign(client, "/x"));
    throws("ERR_DISPOSED", () => client.readError({ status: 500, body: "" }));
    throws("ERR_DISPOSED", () => client.token.initial());
    equal(sign(acme(), "/x").method, "GET", "method of a request of a new client");
  });
}

function nonces(test) {
  const signed = (more) => pure.defineProvider(SIGNED)({ key: "k", secret: "s" }).sign({ path: "/x?a=1", body: "{}", now: NOW, ...more });
  test("a nonce is required in the format of the definition, and is signed", () => {
    const [one, other] = ["00112233445566ff", "ff112233445566ff"].map((nonce) => signed({ nonce }).headers);
    equal(one["X-Nonce"], "00112233445566ff");
    ok(one["X-Signature"] !== other["X-Signature"], "a different signature for another nonce");
    for (const nonce of [undefined, "", "x", "00112233445566f", "00112233445566fg"]) throws("ERR_OPTION", () => signed(nonce === undefined ? {} : { nonce }), String(nonce));
  });
  test("the option nonce is rejected if the definition has no nonce", () => {
    throws("ERR_OPTION", () => sign(acme(), "/x", { nonce: "x" }));
  });
  test("fetch makes a new nonce for each attempt", async () => {
    const world = new SimulatedHost();
    const client = defineProvider(SIGNED)({ key: "k", secret: "s", ...world.host });
    for (let round = 0; round < 3; round += 1) await world.run(client.fetch("/x"));
    const drawn = world.apiCalls.map(({ init }) => init.headers["X-Nonce"]);
    equal(new Set(drawn).size, 3, "number of different nonces");
    ok(drawn.every((nonce) => /^[0-9a-f]{16}$/.test(nonce)), `nonces of 16 hex digits, not ${drawn}`);
  });
  test("a random function that always returns the same bytes causes an error, not an endless loop", async () => {
    const world = new SimulatedHost();
    const of = (format) => structuredClone({ ...SIGNED, auth: { signature: { ...SIGNED.auth.signature, scheme: { ...SIGNED.auth.signature.scheme, nonce: { format } } } } });
    const client = defineProvider(of("alnum"))({ key: "k", secret: "s", ...world.host, random: (length) => new Uint8Array(length).fill(255) });
    await rejects("ERR_OPTION", world.run(client.fetch("/x")));
  });
}

function driver(test) {
  const client = (world, more) => defineProvider(ACME)({ ...OPTIONS, ...world.host, ...more });
  test("fetch requests one token for all calls, and no token for calls without a token", async () => {
    const world = new SimulatedHost();
    const one = client(world);
    await world.run(one.fetch("/public/a"));
    await world.run(one.fetch("/x", { auth: "basic" }));
    equal(world.tokenCalls, 0, "token calls");
    await world.run(Promise.all([one.fetch("/x"), one.fetch("/y")]));
    same([world.tokenCalls, world.apiCalls.at(-1).init.headers["Authorization"]], [1, "Bearer token-1"]);
    equal(world.sent.find(({ token }) => token).url, `${BASE}/token`);
  });
  test("fetch retries with a new token after a 401, with the same idempotency key", async () => {
    const world = new SimulatedHost();
    const one = client(world);
    await world.run(one.fetch("/x", { body: { a: 1 }, idempotencyKey: "k-1" }));
    world.revoke();
    equal((await world.run(one.fetch("/x", { body: { a: 1 }, idempotencyKey: "k-1" }))).status, 200);
    same(world.apiCalls.map(({ init }) => init.headers["Idempotency-Key"]), ["k-1", "k-1", "k-1"]);
    equal(world.tokenCalls, 2, "token calls");
  });
  test("clients with different values in the token request do not share a token", async () => {
    const [one, other] = [acme(), acme({ account: "acct-1" })].map(({ token }) => token.key);
    ok(one !== other, "a different key of the token");
    equal(one, acme().token.key, "key of a client with the same credentials");
  });
  test("baseUrl changes the URLs of the API and of the token call, and tokenUrl changes only the URL of the token call", () => {
    const begin = ({ token }) => token.beginRefresh(token.initial(), { now: NOW, owner: "o" }).request.url;
    equal(begin(acme({ baseUrl: "http://127.0.0.1:8080" })), "http://127.0.0.1:8080/token");
    const moved = acme({ tokenUrl: "http://127.0.0.1:8081/t" });
    same([begin(moved), sign(moved, "/x").url], ["http://127.0.0.1:8081/t", `${BASE}/x`]);
    for (const tokenUrl of ["http://evil.example/t", "ftp://x", "", "https://u:p@x.example/t"]) throws("ERR_BASE_URL", () => acme({ tokenUrl }), tokenUrl);
  });
  test("tokenUrl may have the same queries as the URL of a token call in a definition, and baseUrl may have no query", () => {
    const begin = ({ token }) => token.beginRefresh(token.initial(), { now: NOW, owner: "o" }).request.url;
    const defined = (url) => pure.defineProvider({ ...ACME, token: { ...ACME.token, url } })(OPTIONS);
    for (const query of ["?a=b", "?a=b&c=%20d", "?a=/b/../c", "?a=b?c"]) {
      const tokenUrl = `https://login.acme.example/t${query}`;
      same([begin(acme({ tokenUrl })), begin(defined(tokenUrl))], [tokenUrl, tokenUrl]);
      equal(throws("ERR_BASE_URL", () => acme({ baseUrl: tokenUrl })).argument, "baseUrl");
    }
    for (const query of ["?", "?a b", "?a#b", "?é", "#a", "?a=%zz"]) {
      const tokenUrl = `https://login.acme.example/t${query}`;
      throws("ERR_DEFINITION", () => defined(tokenUrl), query);
      equal(throws("ERR_BASE_URL", () => acme({ tokenUrl }), query).argument, "tokenUrl");
    }
    const both = pure.defineProvider({ ...ACME, token: { ...ACME.token, query: { grant: "x" } } });
    equal(begin(both({ ...OPTIONS, tokenUrl: "https://login.acme.example/t?a=b" })), "https://login.acme.example/t?a=b&grant=x");
  });
}

function webhooks(test) {
  const body = '{"id":"evt_1"}';
  test("a webhook is verified with the scheme of the catalogue that the definition names", async () => {
    const headers = signWebhook(schemes.stripe, { body, now: NOW, secret: "whsec_1" });
    equal(acme({ webhookSecrets: ["whsec_1"] }).verifyWebhook({ headers, body, now: NOW }).covers, "body");
    equal(throws("ERR_SIGNATURE", () => acme({ webhookSecrets: ["whsec_2"] }).verifyWebhook({ headers, body, now: NOW })).blame, "peer");
    throws("ERR_SECRET", () => acme().verifyWebhook({ headers, body, now: NOW }));
  });
  test("receive reads and verifies a request", async () => {
    const headers = signWebhook(schemes.stripe, { body, now: NOW, secret: "whsec_1" });
    const client = defineProvider(ACME)({ ...OPTIONS, webhookSecrets: ["whsec_1"], clock: () => NOW.getTime() });
    const { event } = await client.receive(new Request("https://shop.example/hook", { method: "POST", headers, body }));
    equal(event.covers, "body");
  });
  test("a message of a scheme inside the definition is verified with the credential that the definition names", () => {
    const webhook = { secret: "{clientSecret}", scheme: { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-S": "{signature}" } } };
    const client = pure.defineProvider({ ...ACME, webhook })(OPTIONS);
    const tag = pure.hmacKey({ algorithm: "SHA-256", secret: "secret-1" }).sign(body);
    equal(client.verifyWebhook({ headers: { "X-S": tag }, body, now: NOW }).covers, "body");
    throws("ERR_SIGNATURE", () => client.verifyWebhook({ headers: { "X-S": tag }, body: `${body} `, now: NOW }));
  });
  test("a webhook scheme with a name that is not in the catalogue is rejected", () => {
    for (const scheme of ["strype", "constructor", "__proto__", ""]) {
      equal(throws("ERR_DEFINITION", () => defineProvider({ ...ACME, webhook: { scheme } }), scheme).path, "webhook.scheme");
    }
  });
  test("if a definition has no webhook scheme, the error says what to ask the provider for", () => {
    const client = pure.defineProvider({ ...ACME, webhook: { advice: "Acme publishes no scheme; ask for it" } })({ ...OPTIONS, webhookSecrets: ["s"] });
    const error = throws("ERR_OPTION", () => client.verifyWebhook({ headers: {}, body, now: NOW }));
    ok(error.message.includes("Acme publishes no scheme"), `the advice in ${error.message}`);
  });
}

function options(test) {
  test("the names and the prefixes of credentials are checked", () => {
    const provider = pure.defineProvider({ ...ACME, credentials: { ...ACME.credentials, clientSecret: { prefix: { sandbox: ["test_"], production: ["live_"] } } } });
    throws("ERR_CREDENTIALS", () => provider({ ...OPTIONS, clientSecret: "test_1" }));
    equal(sign(provider({ ...OPTIONS, clientSecret: "live_1" }), "/x").method, "GET");
    for (const value of ["", " x", "x\n"]) equal(throws("ERR_SECRET", () => acme({ clientId: value })).argument, "clientId");
    throws("ERR_ARGUMENT_TYPE", () => pure.defineProvider(ACME)({ clientId: "a", environment: "production" }));
    throws("ERR_OPTION", () => acme({ clientid: "a" }));
  });
  test("an environment is required if the definition has several environments, and optional if the definition has only one environment", () => {
    throws("ERR_ARGUMENT_TYPE", () => acme({ environment: undefined }));
    throws("ERR_ENVIRONMENT", () => acme({ environment: "test" }));
    const one = pure.defineProvider({ ...ACME, servers: { live: BASE } });
    for (const more of [{}, { environment: "live" }]) equal(sign(one({ clientId: "a", clientSecret: "b", ...more }), "/x").url, `${BASE}/x`);
  });
  test("origins contains the origins of the servers and of the token URL", () => {
    same(pure.defineProvider({ ...ACME, token: { ...ACME.token, url: "https://idp.acme.example/t" } }).origins, ["https://sandbox.acme.example", BASE, "https://idp.acme.example"]);
  });
  test("a credential in the host must be one label, so that no request is sent to another domain", () => {
    const provider = pure.defineProvider({ name: "host", servers: { live: "https://{account}.acme.example" }, credentials: { account: { public: true } }, auth: {} });
    equal(provider({ account: "shop-1" }).sign({ path: "/x", now: NOW }).url, "https://shop-1.acme.example/x");
    for (const account of ["evil.example/", "a.b", "a/", "a#", "a?", "a@", "a:1", "-a", "ä", "a b", "x".repeat(64)]) {
      equal(throws("ERR_CREDENTIALS", () => provider({ account }), account).argument, "account");
    }
  });
}

function secrets(test, host) {
  test("no log of a client, a request or an error shows a credential", async () => {
    const provider = defineProvider({ ...ACME, alternatives: { key: { headers: { "X-Key": "{clientSecret}" } } } });
    const client = provider({ ...OPTIONS, clientSecret: CANARY });
    const request = client.sign({ path: "/x", auth: "key", now: NOW });
    equal(request.headers["X-Key"], CANARY);
    for (const value of [client, request, provider]) assertRedacted(host, value);
    assertRedacted(host, throws("ERR_OPTION", () => client.sign({ path: "/x", auth: CANARY, now: NOW })));
    const begun = client.token.beginRefresh(client.token.initial(), { now: NOW, owner: "o" });
    assertRedacted(host, begun);
    assertRedacted(host, throws("ERR_CREDENTIALS", () => pure.defineProvider({ ...ACME, credentials: { ...ACME.credentials, clientSecret: { prefix: ["x_"] } } })({ ...OPTIONS, clientSecret: CANARY })));
  });
  test("a definition is printed, because it contains no secret", () => {
    ok(shown(host, defineProvider(ACME).definition).includes("sandbox.acme.example"), "the servers in the printed definition");
  });
}
