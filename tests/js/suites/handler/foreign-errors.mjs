// The functions of the caller may throw any value, also an object whose members throw when they are read. A handler still answers.

import { isPayauthError, PayauthError, schemes } from "payauth";
import { ok, same } from "../../support/harness.mjs";
import { stripe, watched } from "../../support/handlers.mjs";

const BRAND = Symbol.for("payauth.error");
const fail = () => {
  throw new Error("inner");
};

/** Each function makes a value that is thrown. */
const VALUES = {
  "undefined": () => undefined,
  "a text": () => "text",
  "a symbol": () => Symbol("s"),
  "an object without a prototype": () => Object.create(null),
  "a proxy whose members throw": () => new Proxy({}, { get: fail, has: fail, getPrototypeOf: fail }),
  "a revoked proxy": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  "an error behind a proxy whose symbols throw": () =>
    new Proxy(new Error("x"), { get: (target, name) => (typeof name === "symbol" ? fail() : target[name]) }),
  "an object that looks like an error of payauth, and whose code throws": () => ({ [BRAND]: true, blame: "peer", get code() { return fail(); } }),
  "an object that looks like an error of payauth, and whose blame throws": () => ({ [BRAND]: true, code: "ERR_STORE", get blame() { return fail(); } }),
  "an object that looks like an error of payauth, and whose name throws": () => ({ [BRAND]: true, get name() { return fail(); } }),
};

/** The options and the handler with a function that fails. */
const PLACES = {
  "the handler": (bad) => [{}, bad],
  "secrets": (bad) => [{ secrets: bad }],
  "url": (bad) => [{ url: bad }],
  "vars": (bad) => [{ vars: bad }],
  "clock": (bad) => [{ clock: bad }],
  "store": (bad) => [{ store: bad }],
  "get of the store": (bad) => [{ store: { atomic: true, get: bad, set: async () => true } }],
  "set of the store": (bad) => [{ store: { atomic: true, get: async () => undefined, set: bad } }],
  "onReject": (bad) => [{ onReject: bad }, fail],
};

export default function ({ test }) {
  for (const [what, make] of Object.entries(VALUES)) {
    test(`isPayauthError and instanceof accept ${what} without an error`, () => {
      const value = make();
      ok(typeof isPayauthError(value) === "boolean", "a result without an error");
      if (!what.includes("name")) ok(value instanceof PayauthError === false, "a value that is not a PayauthError");
    });
    if (globalThis.Request) answers(test, what, make);
  }
}

function answers(test, what, make) {
  for (const [place, options] of Object.entries(PLACES)) {
    test(`if ${place} throws or rejects with ${what}, a handler answers with a status of failure`, async () => {
      const throwing = () => {
        throw make();
      };
      // The clock is not awaited, so nobody would hear its rejection.
      for (const bad of place === "clock" ? [throwing] : [throwing, () => Promise.reject(make())]) {
        const [given, act] = options(bad);
        const { handle } = watched({ sleep: async () => {}, storeTimeoutMs: 10, ...given }, act, schemes.stripe);
        const status = await handle(stripe()).then((response) => response.status, () => "rejected");
        ok([500, 503].includes(status), `500 or 503, not ${status}`);
      }
    });
  }
  test(`a message is accepted after ${what} was thrown for another message`, async () => {
    let isBad = true;
    const { handle } = watched({}, () => {
      if (isBad) throw make();
    });
    const first = await handle(stripe());
    isBad = false;
    same([first.status, (await handle(stripe())).status], [503, 200]);
  });
}
