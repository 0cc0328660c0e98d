// No error shows a value of the caller or the name of a member. An error shows the name of an unknown option only if the name is a word.

import * as payauth from "payauth";
import { API, dv, NOW, pl, REFUND, waka } from "../support/clients.mjs";
import { equal, errorOf, ok, rejects, same, throws } from "../support/harness.mjs";
import { shown } from "../support/assert-redacted.mjs";
import { polluted } from "../support/polluted.mjs";
import { PROVIDERS } from "../support/providers.mjs";
import { at } from "../support/token-machine.mjs";

/** Texts that a customer may have typed: a card number, a key, a log line, a name in another script. */
const INPUTS = ["4111 1111 1111 1111", "sk_live_51Habcdefghijklmnop99", "key=abc\nnext", "Ключ-1", "a".repeat(64), "x9"];

/** Values that a JSON body must not contain. */
const BAD = {
  "NaN": Number.NaN,
  "2^53": 2 ** 53,
  "a symbol": Symbol("s"),
  "a function": () => 1,
  "a class instance": new (class Money {})(),
  "an invalid Date": new Date(Number.NaN),
  "a hole": new Array(1),
  "a lone surrogate": "\ud800",
};

export default function ({ test, host }) {
  bodies(test, host);
  options(test, host);
  copies(test);
  deliveries(test);
  queries(test, host);
}

function quotesNothing(host, error, input) {
  ok(payauth.isPayauthError(error), String(error));
  const text = shown(host, error);
  for (const part of [input, input.slice(0, 12), encodeURIComponent(input)]) {
    if (part.length > 2) ok(!text.includes(part), `an error without ${part}, not ${text}`);
  }
}

function bodies(test, host) {
  for (const { name: provider, make, open: path } of PROVIDERS) {
    for (const [what, value] of Object.entries(BAD)) {
      test(`${provider}: ${what} in a body is rejected at any depth, and the error does not contain the name of the member`, () => {
        for (const input of [...INPUTS, "orderId", "__proto__", "toJSON"]) {
          for (const body of [{ [input]: value }, { ok: 1, [input]: [{ [input]: value }] }, [{ a: { [input]: value } }]]) {
            const sign = () => make().sign({ path, now: NOW, body, authorization: undefined });
            const error = errorOf(sign);
            ok(["ERR_BODY", "ERR_ARGUMENT_TYPE"].includes(error.code), `an error about the body, not ${error.code} ${error.message}`);
            ok(/^body(\[\d+\])+$/.test(error.argument), `a place such as body[0], not ${error.argument}`);
            quotesNothing(host, error, input);
          }
        }
      });
    }
  }
  test("in the place that an error names, the members and the elements of a body are counted from 0", () => {
    const place = (body) => errorOf(() => dv().sign({ path: "/x", now: NOW, body })).argument;
    same([{ a: 1, b: Number.NaN }, [1, { a: 1, b: { c: 1, d: Number.NaN } }], { a: undefined, b: [Number.NaN] }].map(place), [
      "body[1]",
      "body[1][1][1]",
      "body[1][0]",
    ]);
  });
  test("the error for a rejected parameter of pledg does not show the name of the parameter", () => {
    for (const input of INPUTS) {
      for (const call of [
        () => pl({ merchantSecret: "S" }).signParameters({ [input]: Number.NaN }),
        () => pl({ merchantSecret: "S" }).signParameters({}, { [input]: Number.NaN }),
      ]) {
        quotesNothing(host, throws("ERR_BODY", call), input);
      }
    }
  });
}

/** Functions that make a call with one more option. */
const OPTIONS = {
  ...Object.fromEntries(PROVIDERS.map(({ name, make }) => [name, make])),
  "sign": (more) => dv().sign({ path: REFUND, now: NOW, body: {}, idempotencyKey: "k", ...more }),
  "fetch": (more) => waka({ fetch: async () => new Response() }).fetch("/x", more),
  "verifyWebhook": (more) => dv().verifyWebhook({ headers: {}, body: "", now: NOW, ...more }),
  "the function verifyWebhook": (more) =>
    payauth.verifyWebhook(payauth.schemes.github, { headers: {}, body: "", now: NOW, secrets: ["secret"], ...more }),
  "hmacKey": (more) => payauth.hmacKey({ algorithm: "SHA-256", secret: "secret", ...more }),
  "rateLimit": (more) => payauth.rateLimit(undefined, { now: NOW, perSecond: 1, ...more }),
  "clockOffset": (more) => payauth.clockOffset(undefined, { date: null, sentAt: NOW, receivedAt: NOW, ...more }),
  "decide": (more) => waka().token.decide(waka().token.initial(), { now: at(0), ...more }),
  "readError": (more) => dv().readError({ status: 400, body: "", ...more }),
  "defineScheme": (more) => payauth.defineScheme({ hash: Symbol("s"), ...more }),
};

function options(test, host) {
  for (const [name, call] of Object.entries(OPTIONS)) {
    test(`${name} rejects an unknown option, and the error shows neither the value of the option nor a name that is not a word`, async () => {
      for (const input of INPUTS) {
        const given = await rejected(() => call({ [input]: 1 }));
        quotesNothing(host, given, input);
        quotesNothing(host, await rejected(() => call({ unknownOption: input })), input);
      }
    });
  }
  test("an error shows the name of an unknown option if the name is a word, because the name may be a typing mistake", () => {
    equal(throws("ERR_OPTION", () => dv({ apikey: "x" })).argument, "apikey");
    ok(/expected one of apiKey/.test(throws("ERR_OPTION", () => dv({ "api-key": "x" })).message), "the names of the options in the message");
    equal(throws("ERR_OPTION", () => dv({ "api-key": "x" })).argument, "options");
  });
}

/** Each option of `sign`, with a value that the call accepts. */
const SIGN = {
  path: `${API}/{id}`,
  params: { id: "7" },
  query: { a: "1" },
  method: "POST",
  headers: { "X-Own": "1" },
  body: "{}",
  idempotencyKey: undefined,
  auth: undefined,
  authorization: undefined,
  now: NOW,
};

function copies(test) {
  const expected = { ...dv().sign(SIGN) };
  const plain = { ...dv().sign({ path: `${API}/x`, now: NOW }) };
  test("sign reads each option once, in an order of the caller's choice", () => {
    for (const names of [Object.keys(SIGN), Object.keys(SIGN).reverse()]) {
      const reads = [];
      const options = {};
      for (const name of names) Object.defineProperty(options, name, { get: () => (reads.push(name), SIGN[name]), enumerable: true });
      same({ ...dv().sign(options) }, expected);
      same(reads, names);
    }
  });
  test("sign ignores options that Object.prototype has, and options that are not enumerable", () => {
    for (const name of ["auth", "body", "headers", "nonce", "unknownOption"]) {
      polluted(name, () => same({ ...dv().sign({ path: `${API}/x`, now: NOW }) }, plain));
    }
    same({ ...dv().sign(Object.defineProperty({ path: `${API}/x`, now: NOW }, "unknownOption", { value: 1 })) }, plain);
  });
  test("sign does not read an unknown option, and names the options that it has", () => {
    const options = { path: `${API}/x`, now: NOW, get unknownOption() { throw new Error("was read"); } };
    const names = "params, method, query, headers, body, idempotencyKey, auth, path, now, authorization";
    equal(throws("ERR_OPTION", () => dv().sign(options)).message, `unknownOption: is not an option; expected one of ${names}`);
    equal(throws("ERR_OPTION", () => dv().sign({ path: `${API}/x`, now: NOW, nonce: "n" })).message, `nonce: is not an option; expected one of ${names}`);
  });
}

/** Each option of `verifyWebhook`, with a value that the call accepts. */
const { stripe } = payauth.schemes;
const BODY = '{"id":1}';
const VERIFY = {
  headers: payauth.signWebhook(stripe, { body: BODY, now: NOW, secret: "secret" }),
  body: BODY,
  now: NOW,
  url: "https://example.com/",
  method: "POST",
  vars: {},
  pastSecs: 300,
  futureSecs: 60,
  unsafeSkipTimestamp: false,
  secrets: ["secret"],
};

function deliveries(test) {
  const verify = (options) => ({ ...payauth.verifyWebhook(stripe, options) });
  const { headers, body, now, secrets } = VERIFY;
  test("verifyWebhook reads each option once, in an order of the caller's choice", () => {
    for (const names of [Object.keys(VERIFY), Object.keys(VERIFY).reverse()]) {
      const reads = [];
      const options = {};
      for (const name of names) Object.defineProperty(options, name, { get: () => (reads.push(name), VERIFY[name]), enumerable: true });
      same(verify(options), verify(VERIFY));
      same(reads, names);
    }
  });
  test("verifyWebhook ignores options and header fields that Object.prototype has", () => {
    for (const name of ["pastSecs", "vars", "unknownOption"]) polluted(name, () => verify({ headers, body, now, secrets }));
    polluted("Stripe-Signature", () => throws("ERR_FIELD_MISSING", () => verify({ headers: {}, body, now, secrets })));
    polluted("secrets", () => throws("ERR_ARGUMENT_TYPE", () => verify({ headers, body, now })));
  });
  test("verifyWebhook does not read an unknown option, and names the options that it has", () => {
    const unread = { headers, body, now, get unknownOption() { throw new Error("was read"); } };
    const names = "headers, body, method, now, url, vars, pastSecs, futureSecs, unsafeSkipTimestamp";
    const text = (call) => throws("ERR_OPTION", call).message;
    equal(text(() => verify({ ...VERIFY, other: 1 })), `other: is not an option; expected one of ${names}, secrets`);
    equal(text(() => verify(unread)), `unknownOption: is not an option; expected one of ${names}, secrets`);
    equal(text(() => dv().verifyWebhook(unread)), `unknownOption: is not an option; expected one of ${names}`);
    equal(text(() => dv().verifyWebhook(VERIFY)), `secrets: is not an option; expected one of ${names}`);
  });
}

function queries(test, host) {
  test("the error for a rejected query parameter shows neither the value of the parameter nor a name that is not a word", () => {
    for (const input of INPUTS) {
      for (const query of [{ [input]: Number.NaN }, { [input]: "\ud800" }, { a: [input] }, { a: { [input]: 1 } }]) {
        quotesNothing(host, errorOf(() => dv().sign({ path: "/x", now: NOW, query })), input);
      }
    }
  });
}

async function rejected(call) {
  return rejects(undefined, (async () => call())()).catch(({ cause }) => cause);
}
