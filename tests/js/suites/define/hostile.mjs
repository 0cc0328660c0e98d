// Every value that can be passed as a definition is read only once. A wrong value is rejected, and the error has a code and names the member.

import { defineProvider, dvpay, isPayauthError } from "payauth";
import { equal, ok, same, throws } from "../../support/harness.mjs";

const GOOD = {
  name: "acme",
  servers: { sandbox: "https://sandbox.acme.example", production: "https://api.acme.example" },
  credentials: { apiKey: {}, apiSecret: {} },
  auth: { headers: { "X-Api-Key": "{apiKey}" } },
};
const OPTIONS = { apiKey: "key-1", apiSecret: "secret-1", environment: "sandbox" };
const NOW = new Date(1_709_380_800_000);
const signed = (provider) => provider(OPTIONS).sign({ path: "/x", now: NOW });

export default function ({ test }) {
  once(test);
  types(test);
  sizes(test);
  names(test);
  kept(test);
}

function once(test) {
  test("each member of a definition is read only once, even if the member is a getter", () => {
    let reads = 0;
    const counted = Object.defineProperty({ ...GOOD }, "auth", { enumerable: true, get: () => ((reads += 1), GOOD.auth) });
    defineProvider(counted);
    equal(reads, 1, "number of reads");
  });
  test("a getter that returns another value at a second read has no effect on the definition", () => {
    const hosts = ["https://api.acme.example", "https://evil.example"];
    const servers = { get sandbox() { return hosts.shift(); }, production: "https://api.acme.example" };
    const provider = defineProvider({ ...GOOD, servers });
    equal(signed(provider).url, "https://api.acme.example/x");
    same(provider.origins, ["https://api.acme.example"]);
  });
  test("a later change of the passed object changes neither existing nor new clients", () => {
    const given = structuredClone(GOOD);
    const provider = defineProvider(given);
    const client = provider(OPTIONS);
    given.servers.sandbox = "https://evil.example";
    given.auth.headers = { "X-All": "{apiSecret}" };
    for (const one of [client, provider(OPTIONS)]) {
      const { url, headers } = one.sign({ path: "/x", now: NOW });
      same([url, { ...headers }], ["https://sandbox.acme.example/x", { "X-Api-Key": "key-1" }]);
    }
  });
  test("the definition of a provider is a copy whose members are all frozen", () => {
    const { definition } = defineProvider(GOOD);
    ok(definition !== GOOD, "a copy of the object");
    same(definition, GOOD);
    for (const one of [definition, definition.servers, definition.auth, definition.auth.headers]) ok(Object.isFrozen(one), "a frozen object");
  });
  test("a proxy is read like an ordinary object", () => {
    const reads = [];
    const proxy = new Proxy(GOOD, { get: (of, name) => (reads.push(name), of[name]) });
    equal(signed(defineProvider(proxy)).headers["X-Api-Key"], "key-1");
    same(reads.filter((name) => name in GOOD), Object.keys(GOOD), "members that were read");
  });
  test("an error of a getter or of a proxy is thrown to the caller", () => {
    const mine = new Error("the error of the caller");
    const fail = () => {
      throw mine;
    };
    const given = [Object.defineProperty({ ...GOOD }, "auth", { enumerable: true, get: fail }), new Proxy(GOOD, { ownKeys: fail })];
    for (const one of given) {
      try {
        defineProvider(one);
        ok(false, "the error of the caller");
      } catch (error) {
        equal(error, mine);
      }
    }
  });
}

function types(test) {
  for (const [what, value] of Object.entries({ nothing: undefined, null: null, text: "{}", number: 7, array: [], function: () => GOOD, date: new Date(0), map: new Map() })) {
    test(`a definition that is ${what} causes a TypeError`, () => {
      ok(throws("ERR_ARGUMENT_TYPE", () => defineProvider(value)) instanceof TypeError, "a TypeError");
    });
  }
  test("if JSON cannot represent a member, the error names the member", () => {
    for (const value of [() => 1, Symbol("s"), 7n, new Map(), new Date(0), new Uint8Array(2)]) {
      const error = throws("ERR_ARGUMENT_TYPE", () => defineProvider({ ...GOOD, auth: { bearer: value } }));
      equal(error.argument, "definition.auth.bearer");
    }
    for (const value of [Number.NaN, Infinity]) {
      const error = throws("ERR_DEFINITION", () => defineProvider({ ...GOOD, auth: { bearer: value } }));
      equal(error.path, "auth.bearer");
    }
  });
  test("a toJSON is an ordinary member of a definition, and is never called", () => {
    throws("ERR_ARGUMENT_TYPE", () => defineProvider({ ...GOOD, toJSON: () => ({ ...GOOD, name: "other" }) }));
    equal(throws("ERR_DEFINITION", () => defineProvider({ ...GOOD, toJSON: "x" })).path, "toJSON");
  });
  test("a member of a wrong type is rejected, and the error has its path", () => {
    for (const name of Object.keys(GOOD)) {
      for (const value of [null, 7, true, [], ["x"], ""]) {
        const error = throws("ERR_DEFINITION", () => defineProvider({ ...GOOD, [name]: value }), `${name}: ${JSON.stringify(value)}`);
        ok(error.path === name || error.path.startsWith(`${name}.`) || error.path.startsWith(`${name}[`), `the path ${name}, not ${error.path}`);
        equal(error.blame, "caller");
      }
      const { [name]: _, ...without } = GOOD;
      equal(throws("ERR_DEFINITION", () => defineProvider(without)).path, name, "path of a missing member");
    }
  });
  test("a member that is undefined is ignored, as in JSON", () => {
    equal(signed(defineProvider({ ...GOOD, token: undefined, endpoints: undefined })).url, "https://sandbox.acme.example/x");
  });
}

function sizes(test) {
  test("a definition that contains itself, or is nested too deeply, is rejected", () => {
    const ring = { ...GOOD };
    ring.auth = ring;
    const error = throws("ERR_DEFINITION", () => defineProvider(ring));
    ok(error.path.startsWith("auth.auth"), `a path that begins with auth.auth, not ${error.path}`);
    let deep = "x";
    for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };
    throws("ERR_DEFINITION", () => defineProvider({ ...GOOD, auth: deep }));
  });
  test("a definition with one object in many members is rejected at 64 KiB, before memory runs out", () => {
    let shared = { text: "x" };
    for (let depth = 0; depth < 14; depth += 1) shared = Object.fromEntries("abcdefghij".split("").map((name) => [name, shared]));
    throws("ERR_DEFINITION", () => defineProvider({ ...GOOD, auth: shared }));
  });
  test("a long text, a long name, many members and a long array are rejected", () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`m${index}`, {}]));
    for (const auth of [{ bearer: "x".repeat(10_000_000) }, { ["x".repeat(10_000_000)]: "x" }, many]) {
      throws("ERR_DEFINITION", () => defineProvider({ ...GOOD, auth }));
    }
    throws("ERR_DEFINITION", () => defineProvider({ ...GOOD, forbidden: new Array(1_000_000).fill("X-A") }));
    throws("ERR_DEFINITION", () => defineProvider({ ...GOOD, credentials: many }));
  });
  test("a rejected definition does not change the module", () => {
    for (let round = 0; round < 200; round += 1) throws("ERR_DEFINITION", () => defineProvider({ ...GOOD, auth: { bearer: "{nobody}" } }));
    equal(signed(defineProvider(GOOD)).headers["X-Api-Key"], "key-1");
    equal(dvpay({ apiKey: "k", apiSecret: "s" }).sign({ path: "/api/v1/payment-gateway/x", now: NOW }).headers["X-Api-Key"], "k");
  });
}

const HOSTILE = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "toJSON", "", " ", "a b", "é", "\ud800", "a\nb", "{x}", "a\0"];

function names(test) {
  test("a definition may use the names of prototype members like other names", () => {
    for (const name of HOSTILE) {
      for (const member of ["servers", "credentials", "alternatives", "endpoints", "headers"]) {
        const given = JSON.parse(JSON.stringify(GOOD));
        const values = { servers: "https://x.example", credentials: {}, alternatives: {}, endpoints: {}, headers: "x" };
        given[member] = Object.defineProperty({ ...given[member] }, name, { value: values[member], enumerable: true });
        attempt(given, `${member}: ${JSON.stringify(name)}`);
      }
    }
    equal({}.polluted, undefined, "a member of the prototype of all objects");
  });
  test("the names of prototype members are rejected as options, as values of auth and as environments", () => {
    const provider = defineProvider({ ...GOOD, alternatives: { signed: {} } });
    for (const name of ["__proto__", "constructor", "toString"]) {
      throws("ERR_OPTION", () => provider(JSON.parse(`{"apiKey":"k","apiSecret":"s","environment":"sandbox","${name}":"x"}`)));
      const client = provider(OPTIONS);
      throws("ERR_OPTION", () => client.sign({ path: "/", auth: name, now: NOW }));
      throws("ERR_ENVIRONMENT", () => provider({ ...OPTIONS, environment: name }));
    }
  });
  test("a credential with the name of an option is rejected", () => {
    const taken = ["environment", "baseUrl", "tokenUrl", "fetch", "clock", "sleep", "random", "store", "waitUntil", "report", "tokenTimeoutMs"];
    taken.push("earlyMs", "readsExp", "webhookSecrets", "webhookScheme", "webhookEncoding", "dangerouslyAllowBrowser", "token");
    for (const name of taken) {
      const error = throws("ERR_DEFINITION", () => defineProvider({ ...GOOD, credentials: { ...GOOD.credentials, [name]: {} } }), name);
      equal(error.path, `credentials.${name}`);
    }
  });
}

function kept(test) {
  test("a definition that writes a header field with any name is rejected, or the field is sent", () => {
    const places = {
      auth: (fields) => ({ auth: { headers: fields } }),
      headers: (fields) => ({ headers: fields }),
      signature: (fields) => ({ auth: { signature: { secret: "{apiSecret}", scheme: { hash: "sha256", message: "{body}", encoding: "hex", headers: fields } } } }),
      key: (_, name) => ({ idempotency: { header: name } }),
    };
    for (const [place, member] of Object.entries(places)) {
      for (const name of [...HOSTILE, "valueOf", "isPrototypeOf", "__defineGetter__", "X-A"]) {
        const value = place === "signature" ? "{signature}" : "{apiKey}";
        const fields = Object.defineProperty({}, name, { value, enumerable: true });
        let provider;
        try {
          provider = defineProvider({ ...GOOD, ...member(fields, name) });
        } catch (error) {
          ok(isPayauthError(error), `an error of payauth at ${place}, not ${error}`);
          continue;
        }
        const key = place === "key" ? { idempotencyKey: "key-1" } : {};
        for (let round = 0; round < 2; round += 1) {
          const { headers } = provider(OPTIONS).sign({ path: "/x", body: "{}", ...key, now: NOW });
          ok(Object.keys(headers).some((sent) => sent.toLowerCase() === name.toLowerCase()), `${place}: a sent header field ${JSON.stringify(name)}`);
        }
      }
    }
  });
  test("page parameters may have the name of a prototype member", () => {
    for (const [page, size] of [["constructor", "toString"], ["valueOf", "hasOwnProperty"]]) {
      const client = defineProvider({ ...GOOD, pages: { page, size } })(OPTIONS);
      same(client.page(), { [page]: "1" });
      same(client.page(Object.fromEntries([[page, 2], [size, 3]])), { [page]: "2", [size]: "3" });
    }
    for (const names of [{ page: "__proto__", size: "s" }, { page: "p", size: "__proto__" }]) {
      throws("ERR_DEFINITION", () => defineProvider({ ...GOOD, pages: names }));
    }
  });
  test("the member of signed parameters is a name and not a path, even if the name contains a dot", () => {
    const client = defineProvider({ ...GOOD, parameters: { secret: "{apiSecret}", member: "a.b" } })(OPTIONS);
    const claims = JSON.parse(atob(client.signParameters({ x: 1 }).split(".")[1]));
    same(claims, { "a.b": { x: 1 } });
  });
}

/** Fails unless a definition is accepted, or is rejected with an error that has a code and blames the caller. */
function attempt(given, what) {
  try {
    signed(defineProvider(given));
  } catch (error) {
    ok(isPayauthError(error) && error.blame === "caller", `${what}: an error with a code that blames the caller, not ${error}`);
  }
}
