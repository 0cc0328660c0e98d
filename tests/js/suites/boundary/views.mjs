// Unusual views of bytes: views outside of their buffer, detached views, views of a buffer that became shorter, shared views, and views of a class
// that returns false values.

import { hmacKey, idempotencyKey, schemes, signWebhook, verifyWebhook } from "payauth";
import { dog, dv, NOW, REFUND } from "../../support/clients.mjs";
import { MADE_CLIENTS } from "../../support/argument-kinds.mjs";
import { MADE_DEFINED } from "../../support/argument-kinds-define.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { detached } from "../../support/wrong-values.mjs";

const TAG = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
const canResize = "resizable" in ArrayBuffer.prototype;

const key = () => hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
const derive = (given) => idempotencyKey.derive({ secret: "s", operation: "o", method: "POST", path: "/", ...given });
const verify = (given) => verifyWebhook(schemes.github, { headers: {}, body: "{}", now: NOW, secrets: ["s"], ...given });

/** A call for each argument that accepts bytes, by the name of the argument. */
const TAKE = {
  "hmacKey, as secret,": (value) => hmacKey({ algorithm: "SHA-256", secret: value }),
  "hmacKey().sign": (value) => key().sign(value),
  "hmacKey().verify": (value) => key().verify(value, "00"),
  "idempotencyKey.random": (value) => idempotencyKey.random(value),
  "idempotencyKey.derive, as secret,": (value) => derive({ secret: value }),
  "idempotencyKey.derive, as body,": (value) => derive({ body: value }),
  "client.sign": (value) => dv().sign({ path: REFUND, now: NOW, body: value, idempotencyKey: "k" }),
  "client.readError": (value) => dv().readError({ status: 500, body: value }),
  "client.verifyWebhook": (value) => dv({ webhookSecrets: ["s"] }).verifyWebhook({ headers: { "X-DVPay-Signature": "00" }, body: value, now: NOW }),
  "verifyWebhook, as body,": (value) => verify({ body: value }),
  "verifyWebhook, as secret,": (value) => verify({ secrets: [value] }),
  "signWebhook, as body,": (value) => signWebhook(schemes.github, { body: value, now: NOW, secret: "s" }),
  "signWebhook, as secret,": (value) => signWebhook(schemes.github, { body: "{}", now: NOW, secret: value }),
  "token.commitRefresh": (value) =>
    dog().token.commitRefresh("", "t", { status: 200, headers: {}, body: value }, { sentAt: NOW, now: NOW }),
};

/** Views whose bytes no longer exist. */
const GONE = {
  "a detached array": detached,
  ...(canResize && {
    "an array that ends after the end of its buffer": () => outOf((buffer) => new Uint8Array(buffer, 4, 4)),
    "an array that begins after the end of its buffer": () => outOf((buffer) => new Uint8Array(buffer, 4)),
  }),
};

/** Views for the arguments that accept every kind of view. */
const GONE_VIEWS = {
  ...GONE,
  "a detached buffer": () => detached().buffer,
  ...(canResize && {
    "a DataView that begins after the end of its buffer": () => outOf((buffer) => new DataView(buffer, 4, 4)),
    "an Uint16Array that begins after the end of its buffer": () => outOf((buffer) => new Uint16Array(buffer, 4, 2)),
  }),
};

function outOf(view) {
  const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
  const made = view(buffer);
  buffer.resize(2);
  return made;
}

export const endsInstances = true;

export default function ({ test, host }) {
  for (const [name, take] of Object.entries(TAKE)) {
    const takesViews = /body|verifyWebhook$|readError|commitRefresh/.test(name) && !/derive|secret/.test(name);
    for (const [what, make] of Object.entries(takesViews ? GONE_VIEWS : GONE)) {
      test(`${name} rejects ${what} by an error with a code, and other keys still work`, () => {
        const other = key();
        equal(throws("ERR_ARGUMENT_TYPE", () => take(make())).blame, "caller");
        equal(other.sign("what do ya want for nothing?"), TAG);
      });
    }
  }
  answers(test);
  between(test);
  lies(test);
  shared(test);
  if (canResize) lengths(test, host);
}

/** The body of an answer, in each form in which a program can have it. */
function answers(test) {
  const text = '{"message":"é busy"}';
  const bytes = new TextEncoder().encode(text);
  const { buffer } = bytes.slice();
  const forms = { bytes, "an ArrayBuffer": buffer, "a DataView": new DataView(buffer), "a part of a buffer": Uint8Array.of(1, ...bytes, 2).subarray(1, -1), "signed bytes": new Int8Array(buffer) };
  const clients = { ...MADE_CLIENTS, ...MADE_DEFINED };
  for (const [name, client] of Object.entries(clients).filter(([, client]) => client.readError)) {
    test(`${name}.readError reads text and bytes of every form, and rejects other values`, () => {
      const read = (body) => client.readError({ status: 500, body });
      for (const [what, body] of Object.entries(forms)) same({ ...read(body) }, { ...read(text) }, what);
      for (const body of [undefined, null, 7, {}, [], { message: "busy" }, new Date(0), Promise.resolve(text)]) {
        const { argument, blame } = throws("ERR_ARGUMENT_TYPE", () => read(body));
        same([argument, blame], ["body", "caller"]);
      }
    });
  }
}

/** Tests a getter that detaches the body after the body was read. */
function between(test) {
  test("a body that is detached while the options are read is rejected, and other keys still work", () => {
    const other = key();
    const body = new Uint8Array(8);
    const given = {
      headers: { "X-Hub-Signature-256": `sha256=${"0".repeat(64)}` },
      secrets: ["s"],
      body,
      get now() {
        structuredClone(body.buffer, { transfer: [body.buffer] });
        return NOW;
      },
    };
    let error;
    try {
      verifyWebhook(schemes.github, given);
    } catch (thrown) {
      error = thrown;
    }
    ok(error?.code !== undefined, `an error with a code, not ${error}`);
    equal(other.sign("what do ya want for nothing?"), TAG);
  });
}

/** Tests that neither a subclass nor an own property changes the number of bytes that are read. */
function lies(test) {
  const bytes = new TextEncoder().encode("what do ya want for nothing?");
  class Liar extends Uint8Array {
    get length() {
      return 3;
    }
    subarray() {
      return new Uint8Array(3);
    }
    slice() {
      return new Uint8Array(3);
    }
  }
  const own = () => Object.defineProperties(bytes.slice(), { length: { value: 3 }, buffer: { value: new ArrayBuffer(3) } });
  for (const [what, make] of Object.entries({ "a subclass": () => new Liar(bytes), "an own property": own })) {
    test(`${what} that returns a false length does not change the signed bytes`, () => {
      equal(key().sign(make()), TAG);
      equal(key().sign(bytes, "hex"), TAG);
      const { body } = dv().sign({ path: REFUND, now: NOW, body: make(), idempotencyKey: "k" });
      equal(new TextDecoder().decode(body), "what do ya want for nothing?");
    });
  }
}

function shared(test) {
  if (!globalThis.SharedArrayBuffer) return;
  test("shared bytes are copied, and the copy is signed and sent", () => {
    const view = new Uint8Array(new SharedArrayBuffer(4));
    view.set([123, 34, 34, 125]);
    const request = dv().sign({ path: REFUND, now: NOW, body: view, idempotencyKey: "k" });
    view.fill(0);
    ok(request.body.buffer instanceof ArrayBuffer, "a buffer that is not shared");
    equal(String(request.body), "123,34,34,125");
  });
}

function lengths(test, host) {
  test("a view of a resizable buffer has its length at the time of the call", () => {
    const buffer = new ArrayBuffer(28, { maxByteLength: 100_000 });
    const view = new Uint8Array(buffer);
    view.set(new TextEncoder().encode("what do ya want for nothing?"));
    equal(key().sign(view), TAG);
    buffer.resize(100_000);
    const long = key().sign(view);
    equal(key().sign(view.slice()), long);
    buffer.resize(28);
    equal(key().sign(view), TAG);
    ok(host.wasm(), "an instance of the module");
  });
}
