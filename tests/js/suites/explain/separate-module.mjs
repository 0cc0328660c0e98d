// explainMismatch uses a separate module. Each call makes a new instance of this module. The functions that verify do not use the module.

import { defineScheme, hmacKey, schemes, signWebhook, verifyWebhook } from "payauth";
import { explainMismatch } from "payauth/explain";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { assertRedacted } from "../../support/assert-redacted.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { CANARY } from "../../support/refusals.mjs";
import { findInMemory, states } from "../../support/memory-search.mjs";

const TAG = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
const BODY = '{"id": "evt_1"}';
const COMPACT = '{"id":"evt_1"}';

function mismatch(secret = "whsec_hunter2") {
  const headers = signWebhook(schemes.stripe, { body: BODY, now: NOW, secret });
  return { headers, body: COMPACT, now: NOW, secrets: [secret] };
}

const names = (scheme, options) => explainMismatch(scheme, options).map(({ mistake }) => mistake);

export default function ({ test, host }) {
  const atFirst = host.wasm("explain");
  test("neither an import nor verifyWebhook makes an instance of the module", () => {
    equal(atFirst, undefined, "instance after the import");
    const before = host.wasm("explain");
    throws("ERR_SIGNATURE", () => verifyWebhook(schemes.stripe, mismatch()));
    equal(host.wasm("explain"), before, "instance after verifyWebhook");
  });
  test("each call makes a new instance, and does not replace the instance of the core", () => {
    const core = host.wasm();
    names(schemes.stripe, mismatch());
    const first = host.wasm("explain");
    names(schemes.stripe, mismatch());
    ok(host.wasm("explain") !== first, "a new instance");
    equal(host.wasm(), core, "instance of the core");
  });
  test("explainMismatch accepts the options of verifyWebhook", () => {
    const options = mismatch();
    throws("ERR_SIGNATURE", () => verifyWebhook(schemes.stripe, options));
    same(names(schemes.stripe, options), ["body-spaced"]);
    same(names(schemes.stripe, { ...options, body: new TextEncoder().encode(COMPACT).buffer }), ["body-spaced"]);
    same(names(schemes.stripe, { ...options, headers: new Headers(options.headers) }), ["body-spaced"]);
  });
  test("explainMismatch accepts a scheme of defineScheme, even if no other function has used the scheme", () => {
    const definition = { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Tag": "{signature}" } };
    const scheme = defineScheme(definition);
    const headers = signWebhook(scheme, { body: BODY, now: NOW, secret: "s" });
    same(names(scheme, { headers, body: COMPACT, now: NOW, secrets: ["s"] }), ["body-spaced"]);
    same(names(defineScheme(definition), { headers, body: BODY, now: NOW, secrets: ["s"] }), ["none"]);
  });
  test("an explanation has the members mistake and fix, and no other member", () => {
    for (const found of explainMismatch(schemes.stripe, mismatch())) same(Object.keys(found), ["mistake", "fix"]);
  });
  traps(test, host);
  secrets(test, host);
  limits(test);
}

function traps(test, host) {
  test("a call that traps throws ERR_INTERNAL, and afterwards the next call and all keys work", () => {
    const key = hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
    const error = throws("ERR_INTERNAL", () => trapping(() => explainMismatch(schemes.stripe, mismatch())));
    ok(error.cause instanceof WebAssembly.RuntimeError, "the trap as the cause of the error");
    equal(used(host), 0, "bytes that are not 0 in the memory of the instance that trapped");
    same(names(schemes.stripe, mismatch()), ["body-spaced"]);
    equal(key.sign("what do ya want for nothing?"), TAG, "tag of a key that was made before the trap");
    key.dispose();
  });
}

const trapping = (call) =>
  exchanging(() => () => {
    throw new WebAssembly.RuntimeError("unreachable");
  }, call);

/** Calls `call`. Each instance that it makes has a replacement of the exported function `explain`. */
function exchanging(replace, call) {
  const { Instance } = WebAssembly;
  const construct = (target, given) => {
    const { exports } = Reflect.construct(target, given);
    return { exports: { ...exports, explain: replace(exports.explain) } };
  };
  WebAssembly.Instance = new Proxy(Instance, { construct });
  try {
    return call();
  } finally {
    WebAssembly.Instance = Instance;
  }
}

/** The number of bytes that are not 0 in the memory of the newest instance. */
function used(host) {
  let count = 0;
  for (const byte of new Uint8Array(host.wasm("explain").memory.buffer)) count += byte === 0 ? 0 : 1;
  return count;
}

function secrets(test, host) {
  const draw = new Draw(seedOf(host));
  const fresh = () => Array.from({ length: 40 }, () => String.fromCharCode(97 + draw.below(26))).join("");
  const explaining = { wasm: () => host.wasm("explain") };
  const nothing = (secret) => equal(findInMemory(explaining, secret).join(", "), "", "parts of the secret in memory");
  for (const [what, change] of Object.entries({
    "that is explained": {},
    "that has no explanation": { body: "x" },
    "that is rejected": { headers: {} },
  })) {
    test(`the module's memory contains no part of the secrets of a message ${what}, even before the memory is wiped`, () => {
      const [secret, other] = [fresh(), fresh()];
      leaving({ ...mismatch(secret), secrets: [`${other}:${fresh()}`, secret], ...change }, () => {
        for (const text of [secret, other]) {
          nothing(text);
          equal(states(explaining, text).join(", "), "", "states of the secret in memory");
        }
      });
    });
  }
  for (const [what, change] of Object.entries({
    "that was explained": {},
    "that has no explanation": { body: "CANARYBODY".repeat(1000) },
    "that was rejected": { headers: {} },
    "that was longer than the scratch buffer": { headers: { "X-Other": "x".repeat(90_000) } },
  })) {
    test(`after a call for a message ${what}, all bytes of the module's memory are 0`, () => {
      const before = host.wasm("explain");
      attempt({ ...mismatch(), ...change });
      ok(host.wasm("explain") !== before, "a new instance");
      equal(used(host), 0, "bytes that are not 0");
    });
  }
  test("no explanation shows a secret, a tag or the body", () => {
    const options = mismatch(CANARY);
    for (const change of [{}, { body: BODY }, { secrets: [`"${CANARY}"`] }, { secrets: [`${CANARY}:b`], body: BODY }]) {
      assertRedacted(host, explainMismatch(schemes.stripe, { ...options, ...change }));
    }
  });
}

/** Explains a message, and calls `look` as soon as the module has explained the message. */
function leaving(given, look) {
  let looks = 0;
  const explain = (original) => (...numbers) => {
    const length = original(...numbers);
    looks += 1;
    look();
    return length;
  };
  exchanging(explain, () => attempt(given));
  equal(looks, 1, "calls of `look`");
}

/** Explains a message. The call may be rejected, but only with an error that has a code. */
function attempt(given) {
  try {
    explainMismatch(schemes.stripe, given);
  } catch (error) {
    if (!error.code) throw error;
  }
}

function limits(test) {
  const given = () => ({ ...mismatch(), secrets: ["whsec_hunter2"] });
  test("a body of 64 KiB is explained, and a longer body is rejected", () => {
    const body = "x".repeat(64 * 1024);
    const headers = signWebhook(schemes.stripe, { body: `${body}\n`, now: NOW, secret: "whsec_hunter2" });
    same(names(schemes.stripe, { ...given(), headers, body }), ["body-newline-lost"]);
    const longer = [64 * 1024 + 1, 80 * 1024, 33 * 1024 * 1024].map((length) => "x".repeat(length));
    longer.push("é".repeat(32 * 1024 + 1), new Uint8Array(64 * 1024 + 1));
    for (const body of longer) {
      equal(throws("ERR_TOO_LARGE", () => explainMismatch(schemes.stripe, { ...given(), body })).argument, "body");
    }
  });
  test("header fields that are too long are rejected, alone or together with a long body", () => {
    for (const [length, body] of [[90_000, "{}"], [17_000, "x".repeat(64 * 1024)], [17_000, "é".repeat(32 * 1024)]]) {
      const headers = { "Stripe-Signature": "x".repeat(length) };
      const error = throws("ERR_TOO_LARGE", () => explainMismatch(schemes.stripe, { ...given(), headers, body }));
      equal(error.argument, "headers");
    }
  });
  test("a name is rejected if it is not the name of a provider with a documented signature", () => {
    for (const name of ["", "doorpay", "stripe", "DVPay", "dvpay request ", "dvpay\n"]) {
      equal(throws("ERR_OPTION", () => explainMismatch(name, given())).argument, "scheme");
    }
  });
  test("explainMismatch rejects options that verifyWebhook rejects", () => {
    throws("ERR_OPTION", () => explainMismatch(schemes.stripe, { ...given(), secret: "s" }));
    throws("ERR_SECRET", () => explainMismatch(schemes.stripe, { ...given(), secrets: [] }));
    throws("ERR_BODY_NOT_RAW", () => explainMismatch(schemes.stripe, { ...given(), body: { id: "evt_1" } }));
  });
}
