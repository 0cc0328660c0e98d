// The entry points `payauth/hmac` and `payauth/webhooks` behave like `payauth`. Their wasm modules have only the functions that they need.

import * as whole from "payauth";
import * as hmac from "payauth/hmac";
import * as pure from "payauth/pure";
import * as catalogue from "payauth/schemes";
import * as webhooks from "payauth/webhooks";
import { NOW } from "../support/clients.mjs";
import { equal, ok, same, throws } from "../support/harness.mjs";
import { digest, written } from "../support/hmac-reference.mjs";
import { findInMemory } from "../support/memory-search.mjs";
import { Draw, seedOf } from "../support/random.mjs";
import { delivery, CASES, EVENT } from "../support/senders.mjs";

const DOORS = { hmac, webhooks };
const VERIFIERS = { payauth: whole, "payauth/pure": pure, "payauth/webhooks": webhooks };

export default function ({ test, host }) {
  for (const [name, door] of Object.entries(DOORS)) {
    test(`each export of payauth/${name} is also an export of payauth, of the same type`, () => {
      const kinds = (module) => Object.keys(door).sort().map((key) => `${key} ${typeof module[key]}`);
      same(kinds(door), kinds(whole));
    });
  }
  keys(test, host);
  primitives(test);
  crossing(test);
  errors(test);
  leftovers(test, host);
}

function keys(test, host) {
  const draw = new Draw(seedOf(host));
  const lengths = [0, 1, 2, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 4096, 16_384, 81_919, 81_920, 81_921, 90_000, 1 << 20];
  for (const algorithm of ["SHA-1", "SHA-256", "SHA-384", "SHA-512"]) {
    test(`payauth/hmac: tags of ${algorithm} are equal to the tags of another implementation, for text and bytes of every length`, async () => {
      for (const length of lengths) {
        const text = Array.from({ length: Math.min(length, 64) }, () => String.fromCharCode(32 + draw.below(94))).join("");
        const message = text.padEnd(length, "é\u{1f511}a").slice(0, length).toWellFormed();
        const key = hmac.hmacKey({ algorithm, secret: "hunter2" });
        const expected = written(await digest(host, algorithm, "hunter2", new TextEncoder().encode(message)), "base64");
        equal(key.sign(message, "base64"), expected, `tag of a text of length ${length}`);
        equal(key.sign(new TextEncoder().encode(message), "base64"), expected, `tag of the bytes of a text of length ${length}`);
        ok(key.verify(message, expected, "base64") && !key.verify(`${message}.`, expected, "base64"), `a tag that verifies only its message of length ${length}`);
        key.dispose();
        throws("ERR_DISPOSED", () => key.sign(message));
      }
    });
  }
  test("payauth/hmac: a message of 33 MiB is rejected, and the next message is signed", () => {
    const key = hmac.hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
    throws("ERR_TOO_LARGE", () => key.sign(new Uint8Array(33 * 1024 * 1024)));
    equal(key.sign("what do ya want for nothing?").slice(0, 8), "5bdcc146");
  });
}

/** Arguments for the functions of both entry points. Both must return the same results and throw the same errors. */
const CALLS = {
  basicAuth: [["Aladdin", "open sesame"], ["a:b", "c"], ["é", "ü"], ["a b", "c&d", { mode: "rfc6749" }], ["\n", "a"], ["undefined", "a"], [1, 2]],
  parseBasicAuth: [["Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="], ["basic QTpC"], ["Basic =="], ["Bearer a"], [""], [null]],
  bearerAuth: [["mF_9.B5f-4.1JqM"], [""], ["a b"], ["é"], ["undefined"], [{}]],
  rateLimit: [[{ perSecond: 2, now: NOW }], [{ perSecond: 0, now: NOW }], [{ perSecond: 2, now: new Date(NaN) }], []],
  clockOffset: [[{ sentAt: NOW, receivedAt: NOW, headers: { date: NOW.toUTCString() } }], [{ sentAt: NOW, receivedAt: NOW, headers: {} }], [{}]],
  hmacKey: [[{ algorithm: "SHA-256", secret: "" }], [{ algorithm: "MD5", secret: "s" }], [{ algorithm: "SHA-256", secret: "zz", encoding: "hex" }], []],
};

function primitives(test) {
  for (const [name, given] of Object.entries(CALLS)) {
    test(`${name} of payauth/hmac has the same results and errors as ${name} of payauth`, () => {
      for (const args of given) same(outcome(() => hmac[name](...args)), outcome(() => whole[name](...args)), JSON.stringify(args));
    });
  }
  test("idempotencyKey of payauth/hmac has the same results and errors as idempotencyKey of payauth", () => {
    const operation = { secret: "s", operation: "refund 1", method: "POST", path: "/refund" };
    for (const given of [operation, { ...operation, body: "é".repeat(90_000) }, { ...operation, secret: "" }, { ...operation, path: "\n" }, {}, 1]) {
      same(outcome(() => hmac.idempotencyKey.derive(given)), outcome(() => whole.idempotencyKey.derive(given)));
    }
    for (const bytes of [16, 15, 0].map((length) => new Uint8Array(length).fill(7))) {
      same(outcome(() => hmac.idempotencyKey.random(bytes)), outcome(() => whole.idempotencyKey.random(bytes)));
    }
  });
}

function outcome(call) {
  try {
    return call();
  } catch (error) {
    const { code, blame, argument, message } = error;
    return { code, blame, argument, message };
  }
}

/** A scheme that is not in the catalogue. */
const OWN = { hash: "sha512", message: "{timestamp}.{body}", encoding: "hex", timestamp: { format: "unix", tolerance: 300 }, headers: { "X-Own": { sep: ",", items: ["t={timestamp}", "v1={signature}"] } } };

function crossing(test) {
  for (const case_ of CASES) {
    test(`${case_.name}: the scheme of each entry point verifies in every other entry point, and rejects a changed body`, () => {
      const given = delivery(case_);
      for (const [from, of] of Object.entries({ ...VERIFIERS, "payauth/schemes": { schemes: catalogue } })) {
        for (const [at, { verifyWebhook }] of Object.entries(VERIFIERS)) {
          equal(verifyWebhook(of.schemes[case_.name], given).secretId, "secret1", `a scheme of ${from} in ${at}`);
          const changed = () => verifyWebhook(of.schemes[case_.name], { ...given, body: `${EVENT} ` });
          if (!case_.signsUrl) throws("ERR_SIGNATURE", changed, `a scheme of ${from} in ${at}`);
        }
      }
    });
  }
  test("a scheme that was made with defineScheme of one entry point signs and verifies in every other entry point", () => {
    for (const { defineScheme } of Object.values(VERIFIERS)) {
      for (const { signWebhook, verifyWebhook } of Object.values(VERIFIERS)) {
        const scheme = defineScheme(OWN);
        const headers = signWebhook(scheme, { body: EVENT, now: NOW, secret: "hunter2" });
        equal(verifyWebhook(scheme, { headers, body: EVENT, now: NOW, secrets: ["hunter2"] }).covers, "body");
        throws("ERR_SIGNATURE", () => verifyWebhook(scheme, { headers, body: EVENT, now: NOW, secrets: ["hunter3"] }));
      }
    }
  });
  test("an object that only looks like a scheme is rejected", () => {
    const made = Symbol.for("payauth.scheme 1");
    for (const { verifyWebhook } of Object.values(VERIFIERS)) {
      const { stripe } = whole.schemes;
      const looks = [{ [made]: 1 }, { name: "a", [made]: { compiled: 1 } }, { name: "stripe", [made]: stripe[made] }, new Proxy(stripe, {}), Object.create(stripe)];
      for (const object of [{}, { name: "stripe" }, { name: "stripe", compiled: "" }, ...looks]) {
        throws("ERR_ARGUMENT_TYPE", () => verifyWebhook(object, { headers: {}, body: "", now: NOW, secrets: ["s"] }));
      }
      const broken = { name: "stripe" };
      broken[made] = { of: broken, compiled: "9;nonsense" };
      ok(whole.isPayauthError(attempt(() => verifyWebhook(broken, { headers: {}, body: "", now: NOW, secrets: ["s"] }))), "an error with a code");
    }
  });
}

function errors(test) {
  test("an error of each entry point is an instance of PayauthError of every other entry point, and no other value is an instance", () => {
    const thrown = Object.values({ whole, hmac, webhooks }).map(({ hmacKey, verifyWebhook, schemes }) =>
      attempt(() => (hmacKey ? hmacKey({ algorithm: "SHA-256", secret: "" }) : verifyWebhook(schemes.github, { headers: {}, body: "", now: NOW, secrets: ["s"] }))),
    );
    for (const { PayauthError, isPayauthError } of [whole, hmac, webhooks]) {
      for (const error of thrown) ok(error instanceof PayauthError && isPayauthError(error) && error instanceof Error, "an instance of PayauthError and Error");
      const wrong = attempt(() => whole.hmacKey(1));
      ok(isPayauthError(wrong) && !(wrong instanceof PayauthError) && wrong instanceof TypeError, "a TypeError that is not an instance of PayauthError");
      class Own extends PayauthError {}
      for (const other of [new Error("a"), {}, null, undefined, "ERR", { code: "ERR_SECRET" }]) ok(!(other instanceof PayauthError), `no instance of PayauthError: ${String(other)}`);
      ok(!(thrown[0] instanceof Own), "no instance of a caller's subclass");
    }
  });
}

function attempt(call) {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

function leftovers(test, host) {
  test("payauth/hmac: memory contains no secret after dispose, and no credential after a call", () => {
    const draw = new Draw(seedOf(host));
    const secret = Array.from({ length: 40 }, () => String.fromCharCode(97 + draw.below(26))).join("");
    const key = hmac.hmacKey({ algorithm: "SHA-256", secret });
    key.sign("{}");
    key.dispose();
    hmac.basicAuth(secret, secret);
    hmac.bearerAuth(secret);
    equal(findInMemory({ wasm: () => host.wasm("hmac") }, secret).join(", "), "");
  });
  test("payauth/webhooks: after one use of a secret, the memory contains no part of the secret", () => {
    const draw = new Draw(seedOf(host));
    const secret = Array.from({ length: 40 }, () => String.fromCharCode(97 + draw.below(26))).join("");
    const headers = webhooks.signWebhook(webhooks.schemes.stripe, { body: EVENT, now: NOW, secret });
    webhooks.verifyWebhook(webhooks.schemes.stripe, { headers, body: EVENT, now: NOW, secrets: [secret] });
    equal(findInMemory({ wasm: () => host.wasm("webhooks") }, secret).join(", "), "");
  });
  test("the module of each entry point has only the functions of this entry point", () => {
    const names = (module) => Object.keys(host.wasm(module));
    ok(names("hmac").includes("macSign") && !names("hmac").includes("receive"), "the functions of hmac.wasm");
    ok(names("webhooks").includes("receive") && !names("webhooks").includes("clientNew"), "the functions of webhooks.wasm");
  });
}
