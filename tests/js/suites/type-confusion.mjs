// Each function is called with values of all types. A value of a wrong type always causes a TypeError that names the argument. A value of an
// allowed type never causes a TypeError.

import * as payauth from "payauth";
import * as explain from "payauth/explain";
import { API, door, dv, NOW, REFUND } from "../support/clients.mjs";
import { equal, ok, same } from "../support/harness.mjs";
import { ANY, MADE_CLIENTS, SIGNATURES } from "../support/argument-kinds.mjs";
import { DEFINE_SIGNATURES, MADE_DEFINED } from "../support/argument-kinds-define.mjs";
import { MADE_TOKENS, TOKEN_SIGNATURES } from "../support/argument-kinds-tokens.mjs";
import { byteTwins, dateTwins, plainTwins, wrongValues } from "../support/wrong-values.mjs";

const { hmacKey, idempotencyKey, isPayauthError, PayauthError, rateLimit } = payauth;

const ROWS = { ...SIGNATURES, ...TOKEN_SIGNATURES, ...DEFINE_SIGNATURES };

/** Exports that are not for users: the constructor of errors, and the shared parts of the provider clients. */
const SHARED = Object.keys({ ...MADE_CLIENTS, ...MADE_DEFINED }).flatMap((name) => [
  `${name}.call`,
  `${name}.pageQuery`,
]);
export const INTERNAL = ["PayauthError", ...SHARED];

export default function ({ test, host }) {
  test("every exported function, and every method of an exported or returned object, has a row", () => {
    const rows = [...Object.keys(ROWS), ...INTERNAL];
    same(exported().filter((name) => !rows.includes(name)), [], "exports without a row");
    same(rows.filter((name) => !exported().includes(name)), [], "rows without an export");
  });
  const all = wrongValues(host);
  for (const [name, rows] of Object.entries(ROWS)) {
    for (const [argument, kinds, call, options] of rows) {
      test(`${name} accepts as ${argument} only ${String(kinds)}`, () => matrix(all, argument, kinds, call));
      if (kinds.includes("string") && options?.surrogate !== "taken") {
        test(`${name} rejects a lone surrogate as ${argument}`, async () =>
          ok(isPayauthError(await thrown(() => call("\ud800"))), "an error with a code"));
      }
    }
  }
  twins(test, host);
  kinds(test);
}

/** The names of all functions and methods, written as in the table. */
export function exported() {
  const made = { "hmacKey()": hmacKey({ algorithm: "SHA-256", secret: "k" }), ...MADE_CLIENTS, ...MADE_TOKENS, ...MADE_DEFINED };
  // In a bundle for `require`, all exports are also in `default`.
  const { default: _, ...exports } = { ...payauth, ...explain };
  const functions = Object.keys(exports).filter((name) => typeof exports[name] === "function");
  const objects = Object.entries({ ...exports, ...made }).filter(([, value]) => typeof value === "object");
  return [...functions, ...objects.flatMap(([name, value]) => methodsOf(value).map((method) => `${name}.${method}`))];
}

function methodsOf(value) {
  const names = new Set();
  for (let of = value; of !== Object.prototype; of = Object.getPrototypeOf(of)) {
    for (const name of Object.getOwnPropertyNames(of)) if (typeof Object.getOwnPropertyDescriptor(of, name).value === "function") names.add(name);
  }
  names.delete("constructor");
  return [...names];
}

async function matrix(all, argument, kinds, call) {
  for (const { name, kind, value } of all) {
    const error = await thrown(() => call(value));
    const isRefused = error?.code === "ERR_ARGUMENT_TYPE" && error.argument === argument;
    ok(!error || isPayauthError(error), `${name}: an error with a code, not ${error?.stack}`);
    equal(isRefused, kinds !== ANY && !kinds.includes(kind), `whether ${name} is rejected`);
    if (isRefused) {
      ok(error instanceof TypeError, `${name}: a TypeError`);
      equal(error.blame, "caller", `${name}: blame`);
      ok(error.message.startsWith(`${argument}: expected `), `${name}: a message with the name of the argument, not ${error.message}`);
    }
  }
}

async function thrown(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Tests that a value of an unusual form, such as an instance of a subclass, has the same result as an ordinary copy of the value. */
function twins(test, host) {
  const bytes = Uint8Array.from({ length: 16 }, (_, index) => index + 64);
  for (const [name, call] of Object.entries(takersOfBytes())) {
    for (const [shape, twin] of Object.entries(byteTwins(host, bytes))) {
      test(`${name}: ordinary bytes and ${shape} have the same result`, () => same(call(twin), call(bytes)));
    }
  }
  for (const [name, call] of Object.entries(takersOfDates)) {
    for (const [shape, twin] of Object.entries(dateTwins(host, NOW.getTime()))) {
      test(`${name}: an ordinary Date and ${shape} have the same result`, () => same(call(twin), call(NOW)));
    }
  }
  for (const [name, [call, options]] of Object.entries(takersOfObjects)) {
    for (const [shape, twin] of Object.entries(plainTwins(host, options))) {
      test(`${name}: an ordinary object and ${shape} have the same result`, () => same(call(twin), call(options)));
    }
  }
  if (host.realm) {
    test("a body may be an array of another realm", () =>
      equal(sign({ body: host.realm("[1, { a: [2] }]") }).body, '[1,{"a":[2]}]'));
    test("header fields may be a Map or pairs of another realm", () => {
      for (const code of ['new Map([["X-Own", "1"]])', '[["X-Own", "1"]]'])
        equal(sign({ headers: host.realm(code) }).headers["X-Own"], "1");
    });
  }
}

const sign = (options) => dv().sign({ path: `${API}/x`, now: NOW, ...options });
const refund = (options) => ({ ...dv().sign({ path: REFUND, now: NOW, idempotencyKey: "k", ...options }).headers });
const derive = (options) =>
  idempotencyKey.derive({ secret: "s", operation: "o", method: "POST", path: "/", ...options });

function takersOfBytes() {
  const key = hmacKey({ algorithm: "SHA-512", secret: "k" });
  return {
    hmacKey: (secret) => hmacKey({ algorithm: "SHA-256", secret }).sign("m"),
    "hmacKey().sign": (message) => key.sign(message),
    "hmacKey().verify": (message) => key.verify(message, key.sign("@ABCDEFGHIJKLMNO")),
    "idempotencyKey.random": (given) => idempotencyKey.random(given),
    "the secret of idempotencyKey.derive": (secret) => derive({ secret }),
    "the body of idempotencyKey.derive": (body) => derive({ body }),
    "dvpay().sign": (body) => refund({ body }),
    "dvpay().readError": (body) => dv().readError({ status: 500, body }),
  };
}

const takersOfDates = {
  "dvpay().sign": (now) => refund({ now, body: "{}" }),
  "a member of the body of dvpay().sign": (when) => refund({ body: { when } }),
  rateLimit: (now) => rateLimit(undefined, { now, perSecond: 1 }),
};

const takersOfObjects = {
  hmacKey: [(options) => hmacKey(options).sign("m"), { algorithm: "SHA-1", secret: "k" }],
  basicAuth: [(options) => payauth.basicAuth("a:b", "p", options), { mode: "rfc6749" }],
  "idempotencyKey.derive": [
    (options) => idempotencyKey.derive(options),
    { secret: "s", operation: "o", method: "POST", path: "/" },
  ],
  rateLimit: [(options) => rateLimit(undefined, options), { now: NOW, perSecond: 1 }],
  dvpay: [
    (options) => payauth.dvpay(options).sign({ path: `${API}/x`, now: NOW }).headers["X-Api-Key"],
    { apiKey: "a", apiSecret: "b" },
  ],
  "dvpay().sign": [
    (options) => ({ ...dv().sign(options).headers }),
    { path: `${API}/x`, now: NOW, headers: { a: "b" } },
  ],
  "the headers of dvpay().sign": [(headers) => ({ ...sign({ headers }).headers }), { a: "b", c: "d" }],
  "the query of dvpay().sign": [(query) => sign({ query }).url, { a: 1, b: "x y" }],
  "the body of dvpay().sign": [(body) => sign({ body }).body, { a: 1, b: { c: [null] } }],
  "dvpay().readError": [(answer) => dv().readError(answer), { status: 500, body: "{}" }],
  "doorpay().page": [(options) => door().page(options), { page: 2, size: 5 }],
};

function kinds(test) {
  test("isPayauthError recognises an error by its brand, even if another copy of payauth made the error", async () => {
    const error = await thrown(() => hmacKey({ algorithm: "SHA-256", secret: "" }));
    ok(error instanceof PayauthError && error instanceof Error, "a PayauthError");
    equal(error.name, "PayauthError");
    const foreign = Object.assign(new Error("x"), { code: "ERR_SECRET", blame: "caller", argument: "secret" });
    equal(isPayauthError(foreign), false, "an error with the same members and without the brand");
    Object.defineProperty(foreign, Symbol.for("payauth.error"), { value: true });
    equal(isPayauthError(foreign), true, "an error of another copy");
  });
  test("a TypeError of the host is not a payauth error", () => {
    equal(isPayauthError(new TypeError("x")), false);
  });
  test("an error contains the type of a wrong value, and does not show the value", async () => {
    const message = async (value) => (await thrown(() => payauth.bearerAuth(value))).message;
    equal(await message(["hunter2"]), "token: expected a string, got Array");
    equal(await message(null), "token: expected a string, got null");
    equal(await message(7), "token: expected a string, got number");
    equal(
      await message(() => "hunter2"),
      "token: expected a string, got Function",
    );
  });
}
