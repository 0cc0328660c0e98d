// webhookHandler: which mistakes are reported when a handler is made, and which arguments the functions in the options get.

import { defineScheme, dvpay, MemoryStore, schemes, signWebhook, verifyWebhook, webhookHandler } from "payauth";
import { dlocalWebhook, meta, square } from "payauth/schemes";
import { equal, ok, same, thrown, throws } from "../../support/harness.mjs";
import { EVENT, OTHER, SECRET, stripe, URL_, watched } from "../../support/handlers.mjs";

const made = (options, sender = schemes.stripe, handler = () => {}) => webhookHandler(sender, options, handler);
const client = () => dvpay({ apiKey: "k", apiSecret: "s", webhookSecrets: ["x"] });

export default function ({ test }) {
  refused(test);
  if (!globalThis.Request) return;
  environments(test);
  secrets(test);
  faults(test);
  wrongResults(test);
  clients(test);
}

function refused(test) {
  for (const [what, [options, argument, code = "ERR_ARGUMENT_TYPE", sender]] of Object.entries({
    "options that are missing": [undefined, "options"],
    "options that are text": ["whsec_x", "options"],
    "no secrets for a scheme": [{}, "secrets"],
    "a secret that is not in an array": [{ secrets: "whsec_x" }, "secrets"],
    "secrets for a client": [{ secrets: ["x"] }, "secrets", "ERR_ARGUMENT_TYPE", client()],
    "an unknown option": [{ secrets: ["x"], secret: "x" }, "secret", "ERR_OPTION"],
    "a limit of 0": [{ secrets: ["x"], maxBytes: 0 }, "maxBytes", "ERR_OPTION"],
    "a limit above the longest body that can be verified": [{ secrets: ["x"], maxBytes: 2 ** 25 + 1 }, "maxBytes", "ERR_OPTION"],
    "a limit that is text": [{ secrets: ["x"], maxBytes: "1mb" }, "maxBytes"],
    "methods that are one text": [{ secrets: ["x"], methods: "POST" }, "methods"],
    "a method in lower case": [{ secrets: ["x"], methods: ["POST", "put"] }, "methods", "ERR_OPTION"],
    "an empty method": [{ secrets: ["x"], methods: [""] }, "methods", "ERR_OPTION"],
    "an empty array of methods": [{ secrets: ["x"], methods: [] }, "methods", "ERR_OPTION"],
    "a hole in the methods": [{ secrets: ["x"], methods: ["POST", , "PUT"] }, "methods[1]"],
    "a method that is a symbol": [{ secrets: ["x"], methods: ["POST", Symbol("x")] }, "methods[1]"],
    "an onReject that is not a function": [{ secrets: ["x"], onReject: console }, "onReject"],
    "an onSecret that is not a function": [{ secrets: ["x"], onSecret: true }, "onSecret"],
    "a clock that is not a function": [{ secrets: ["x"], clock: 7 }, "clock"],
    "a verify token for a sender without such a handshake": [{ secrets: ["x"], verifyToken: "t" }, "verifyToken", "ERR_OPTION"],
    "an onSecret for a sender without such a handshake": [{ secrets: ["x"], onSecret: () => true }, "onSecret", "ERR_OPTION"],
    "an empty verify token": [{ secrets: ["x"], verifyToken: "" }, "verifyToken", "ERR_SECRET", meta],
    "a verify token that is too long": [{ secrets: ["x"], verifyToken: "x".repeat(1025) }, "verifyToken", "ERR_TOO_LARGE", meta],
    "a handshake for a client": [{ handshake: "slack" }, "handshake", "ERR_OPTION", client()],
    "a handshake for a function that returns a client": [{ handshake: "slack" }, "handshake", "ERR_OPTION", client],
    "a scope that is too long": [{ secrets: ["x"], scope: "x".repeat(121) }, "scope", "ERR_OPTION"],
    "a scope that is the word undefined": [{ secrets: ["x"], scope: "undefined" }, "scope", "ERR_OPTION"],
    "a lease that is too short": [{ secrets: ["x"], leaseSeconds: 1 }, "leaseSeconds", "ERR_OPTION"],
    "a memory that is too short": [{ secrets: ["x"], rememberSeconds: 1 }, "rememberSeconds", "ERR_OPTION"],
    "a store that does not compare versions": [{ secrets: ["x"], store: { atomic: false, get() {}, set() {} } }, "store", "ERR_OPTION"],
    "a time limit below 0": [{ secrets: ["x"], pastSecs: -1 }, "pastSecs", "ERR_OPTION"],
    "futureSecs without pastSecs": [{ secrets: ["x"], futureSecs: 5 }, "pastSecs", "ERR_OPTION"],
    "a name of a variable that no scheme can have": [{ secrets: ["x"], vars: { "a b": "x" } }, "vars", "ERR_OPTION"],
    "a URL with a line break": [{ secrets: ["x"], url: "https://shop.example/\n" }, "url", "ERR_OPTION"],
    "an unknown handshake": [{ secrets: ["x"], handshake: "github" }, "handshake", "ERR_OPTION"],
    "a handshake with the name of a member of every object": [{ secrets: ["x"], handshake: "constructor" }, "handshake", "ERR_OPTION"],
  })) {
    test(`webhookHandler rejects ${what}`, () => equal(throws(code, () => made(options, sender), what).argument, argument));
  }
  for (const sender of [undefined, null, "stripe", 7, {}, { name: "stripe" }, []]) {
    test(`webhookHandler rejects the sender ${JSON.stringify(sender)}`, () => {
      equal(throws("ERR_ARGUMENT_TYPE", () => webhookHandler(sender, { secrets: ["x"] }, () => {})).argument, "sender");
    });
  }
  test("webhookHandler rejects a missing handler function", () => {
    for (const handler of [undefined, null, {}, "act"]) throws("ERR_ARGUMENT_TYPE", () => webhookHandler(schemes.stripe, { secrets: ["x"] }, handler));
  });
  test("no error of webhookHandler shows a secret", () => {
    for (const options of [{ secrets: "whsec_4711" }, { secrets: ["x"], whsec_4711: 1 }]) {
      try {
        made(options);
      } catch (error) {
        ok(!String(error.stack).includes("4711"), `an error without the secret, not ${error}`);
      }
    }
  });
}

function environments(test) {
  test("each function in the options, and the handler, gets the second and the third argument of the request handler", async () => {
    const [env, ctx, seen] = [{ SECRET }, { waitUntil() {} }, []];
    const note = (name, value) => (request, ...rest) => {
      seen.push([name, request instanceof Request, rest[0] === env, rest[1] === ctx]);
      return value;
    };
    const options = { secrets: note("secrets", [SECRET]), store: note("store", new MemoryStore()), url: note("url", "https://shop.example") };
    const { handle, calls } = watched(options);
    equal((await handle(stripe(), env, ctx)).status, 200);
    same(seen, [["url", true, true, true], ["secrets", true, true, true], ["store", true, true, true]]);
    const [, , ...rest] = calls[0];
    ok(rest[0] === env && rest[1] === ctx && rest.length === 2, "exactly env and ctx as the last arguments");
  });
  test("onReject also gets the second and the third argument of the request handler", async () => {
    const seen = [];
    const onReject = (problem, ...rest) => void seen.push(rest);
    await webhookHandler(schemes.stripe, { secrets: [SECRET], onReject }, () => {})(stripe({ secret: OTHER }), "env", "ctx");
    same(seen, [["env", "ctx"]]);
  });
  test("a function may make a client for each request from the environment", async () => {
    const make = (request, { key }) => dvpay({ apiKey: "k", apiSecret: "s", webhookScheme: schemes.stripe, webhookSecrets: [key] });
    const { handle } = watched({}, undefined, make);
    same([(await handle(stripe(), { key: SECRET })).status, (await handle(stripe(), { key: OTHER })).status], [200, 400]);
  });
}

function secrets(test) {
  test("a function for secrets may return a promise", async () => {
    equal((await watched({ secrets: async () => [OTHER, SECRET] }).handle(stripe())).status, 200);
  });
  test("each of several overlapping requests is verified only with the secrets that were made for this request", async () => {
    const wait = (name) => new Promise((resolve) => setTimeout(() => resolve([name]), Math.random() * 5));
    const { handle, calls } = watched({ secrets: (request, tenant) => wait(`whsec_${tenant}`) });
    const tenants = Array.from({ length: 20 }, (_, index) => `t${index % 5}`);
    const right = await Promise.all(tenants.map((tenant) => handle(stripe({ secret: `whsec_${tenant}` }), tenant)));
    const wrong = await Promise.all(tenants.map((tenant) => handle(stripe({ secret: `whsec_${tenant}` }), `${tenant}x`)));
    same([new Set(right.map(({ status }) => status)).size, right[0].status], [1, 200]);
    ok(wrong.every(({ status }) => status === 400) && calls.length === 20, "status 400 for each message that is signed with the secret of another tenant");
  });
  test("if a function returns another secret, the next request is verified with the new secret", async () => {
    let secret = SECRET;
    const { handle } = watched({ secrets: () => [secret] });
    equal((await handle(stripe())).status, 200);
    secret = OTHER;
    same([(await handle(stripe())).status, (await handle(stripe({ secret: OTHER }))).status], [400, 200]);
  });
  test("if a function returns an array with a hole, the secrets of the request before are not used", async () => {
    let given = [SECRET];
    const { handle } = watched({ secrets: () => given });
    equal((await handle(stripe())).status, 200);
    given = Array(1);
    equal((await handle(stripe())).status, 500);
  });
  test("if an array of secrets is changed, the next request is verified with the new secrets", async () => {
    const given = [SECRET];
    const { handle } = watched({ secrets: given });
    equal((await handle(stripe())).status, 200);
    given[0] = OTHER;
    same([(await handle(stripe())).status, (await handle(stripe({ secret: OTHER }))).status], [400, 200]);
  });
}

function faults(test) {
  for (const [what, given, code] of [
    ["undefined", () => undefined, "ERR_ARGUMENT_TYPE"],
    ["a secret that is undefined", () => [undefined], "ERR_ARGUMENT_TYPE"],
    ["a secret that is the word undefined", () => ["undefined"], "ERR_SECRET"],
    ["an empty array", () => [], "ERR_SECRET"],
    ["an empty secret", () => [""], "ERR_SECRET"],
  ]) {
    test(`if the function for secrets returns ${what}, every message is answered with 500, and reported as misconfigured`, async () => {
      const { handle, calls, problems } = watched({ secrets: given });
      same([(await handle(stripe())).status, (await handle(stripe({ secret: OTHER }))).status, calls.length], [500, 500, 0]);
      same([problems[0].type, problems[0].code, problems[0].error.blame], ["misconfigured", code, "caller"]);
    });
  }
  for (const name of ["secrets", "url"]) {
    test(`if the function for ${name} fails, a message is answered with 503, and the error of the function is reported`, async () => {
      const fault = new Error("the vault is down");
      const fail = async () => Promise.reject(fault);
      const { handle, calls, problems } = watched({ [name]: fail });
      same([(await handle(stripe())).status, problems[0].type, calls.length], [503, "failed", 0]);
      ok(problems[0].error === fault, "the error of the function");
    });
  }
  for (const [what, store] of Object.entries({
    "undefined": (request, env) => env.STORE,
    "a promise of undefined": async (request, env) => env.STORE,
    "null": () => null,
    "an object that is not a store": () => ({}),
  })) {
    test(`if the function for store returns ${what}, a message is answered with 500, and the handler does not run`, async () => {
      const { handle, calls, problems } = watched({ store });
      same([(await handle(stripe(), {})).status, calls.length], [500, 0]);
      same([problems[0].type, problems[0].code, problems[0].error.argument], ["misconfigured", "ERR_ARGUMENT_TYPE", "store"]);
    });
  }
  test("an option store that is undefined is ignored", async () => {
    const { handle, calls } = watched({ store: undefined });
    same([(await handle(stripe())).status, (await handle(stripe())).status, calls.length], [200, 200, 2]);
  });
  test("a handler is made without its secrets, because a build may load its module without the environment; messages are answered with 500", async () => {
    for (const given of [[undefined], [], [SECRET, undefined], [{ id: "a", secret: undefined }], [""]]) {
      const { handle, problems } = watched({ secrets: given });
      same([(await handle(stripe())).status, problems[0].type], [500, "misconfigured"], JSON.stringify(given));
    }
  });
  test("with a scheme of defineScheme, a message with a wrong tag is answered with 400", async () => {
    const scheme = defineScheme({ hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Tag": "{signature}" } });
    const { handle } = watched({ secrets: ["s"] }, undefined, scheme);
    equal((await handle(stripe({ headers: { "X-Tag": "0".repeat(64) } }))).status, 400);
  });
}

/** For each option that may be a function, a sender that needs it, and the method of a request for which it is called. */
const FUNCTIONS = {
  secrets: [schemes.github],
  store: [schemes.github],
  url: [square],
  vars: [dlocalWebhook],
  verifyToken: [meta, "GET"],
};
const WRONG = [undefined, null, 7, 7n, true, Symbol("x"), {}, [], () => 1, new Uint8Array(3), new Date(0)];
const WRONG_TEXTS = ["", " ", "undefined", "\ud800", "a\nb", "a\u0000b", "x".repeat(90_000)];
/** Any text may be the URL that a sender signed, so another text than the right one is a message that does not match. */
const MORE = { secrets: [[""], [undefined], [7]], store: WRONG_TEXTS, vars: [{ login: 7 }, { login: "" }, { login: "a\nb" }], verifyToken: [...WRONG_TEXTS, "x".repeat(1025)], url: [""] };

function wrongResults(test) {
  for (const [name, [scheme, method = "POST"]] of Object.entries(FUNCTIONS)) {
    test(`if the function for ${name} returns a wrong value, the answer is 500, and the error names ${name}`, async () => {
      for (const value of [...WRONG, ...MORE[name]]) {
        const given = { url: "https://shop.example/hook", vars: { login: "x" } };
        const headers = signWebhook(scheme, { body: "{}", now: new Date(), secret: SECRET, ...(name in given && { [name]: given[name] }) });
        const { handle, problems, calls } = watched({ secrets: [SECRET], [name]: () => value }, undefined, scheme);
        const request = new Request(`${URL_}?hub.mode=subscribe&hub.verify_token=x`, { method, ...(method === "POST" && { headers, body: "{}" }) });
        const [status, { type, error }] = [(await handle(request)).status, problems[0]];
        same([status, type, error.blame, error.argument.split(/[.[]/)[0], calls.length], [500, "misconfigured", "caller", name, 0], String(value));
        ok(error.message.startsWith(error.argument), "a text that begins with the argument");
      }
    });
  }
}

function clients(test) {
  test("if the function for the client fails or returns another value, a message is answered with 500", async () => {
    for (const sender of [() => dvpay({ apiKey: "" }), () => ({}), () => undefined, () => schemes.stripe]) {
      const { handle, problems } = watched({}, undefined, sender);
      same([(await handle(stripe())).status, problems[0].type], [500, "misconfigured"]);
    }
  });
  test("an error of the caller's own client is answered with 503, and an error of payauth according to its blame", async () => {
    const tooLarge = thrown(() => verifyWebhook(schemes.stripe, { headers: { "Stripe-Signature": "t".repeat(100_000) }, body: "", now: new Date(), secrets: ["x"] }));
    equal(tooLarge.code, "ERR_TOO_LARGE");
    for (const [error, status, type] of [[new Error("its own"), 503, "failed"], [undefined, 503, "failed"], [tooLarge, 400, "rejected"]]) {
      const fail = () => {
        throw error;
      };
      for (const sender of [{ verifyWebhook: fail }, { verifyWebhook: fail, receive: async () => fail() }, () => ({ verifyWebhook: fail })]) {
        const { handle, problems, calls } = watched({}, undefined, sender);
        same([(await handle(stripe())).status, problems[0].type, calls.length], [status, type, 0], type);
        ok(problems[0].error === error && "error" in problems[0] === (error !== undefined), "the error");
      }
    }
  });
  test("a client gets the body, the method, the URL and the header fields of the request, and the options of the delivery", async () => {
    const seen = [];
    const event = { acknowledge: { status: 200 }, covers: "body", secretId: "x" };
    const verifyWebhook = (delivery) => (seen.push(delivery), event);
    const receive = async (request, options) => (seen.push([request, options, new TextDecoder().decode(await request.arrayBuffer())]), { event });
    const options = { url: "https://shop.example/registered", vars: () => ({ login: "x" }), pastSecs: 7 };
    equal((await watched(options, undefined, { verifyWebhook }).handle(stripe())).status, 200);
    equal((await watched(options, undefined, { verifyWebhook, receive }).handle(stripe())).status, 200);
    const [delivery, [request, more, body]] = seen;
    same([delivery.method, delivery.url, delivery.vars, delivery.pastSecs, new TextDecoder().decode(delivery.body)], ["POST", options.url, { login: "x" }, 7, EVENT]);
    same([request.method, request.url, more.url, more.vars, more.pastSecs, body], ["POST", URL_, options.url, { login: "x" }, 7, EVENT]);
    ok([delivery, request].every(({ headers }) => headers.get("stripe-signature") !== null), "the header fields");
    ok(delivery.now instanceof Date && !("now" in more) && !("secrets" in delivery), "the time and the secrets");
  });
}
