// A body may have any bytes, in each type that a platform uses. The type of the body does not change the result.

import { defineScheme, schemes, signWebhook, verifyWebhook } from "payauth";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { detached } from "../../support/wrong-values.mjs";
import { CASES, IN_BODY, accepted, envelope, refused, tagOf, times } from "../../support/senders.mjs";


const encoder = new TextEncoder();

/** Bodies. A text means the bytes of the text in UTF-8. */
const BODIES = {
  "an empty body": "",
  "a body with a byte order mark": "\ufeff{}",
  "a body with NUL": "{\u0000}",
  "the byte 0xFF": Uint8Array.of(0xff),
  "the byte 0xFE": Uint8Array.of(0xfe),
  "a body with half of a character": Uint8Array.of(0x7b, 0xf0, 0x9f),
  "a body with emoji": '{"love":"♥ 🦀"}',
  "a body with CRLF": '{\r\n"a": 1\r\n}\r\n',
  "a body that is not JSON": "a=b&c=d",
  "a body with digits at the end": "12345",
  "a body of 1 MB": new Uint8Array(1_000_000).fill(0xa5),
};

export default function ({ test, host }) {
  for (const case_ of CASES) {
    for (const [name, body] of Object.entries(BODIES)) {
      test(`${case_.name}: ${name} gets the same signature as with WebCrypto, and is accepted`, () => oracle(case_, body));
    }
  }
  for (const [name, case_] of Object.entries(IN_BODY)) {
    test(`${name}: the members get the same signature as with WebCrypto, and are accepted`, () => inBody(name, case_));
  }
  shapes(test, host);
  bounds(test);
}

async function oracle(case_, body) {
  const bytes = typeof body === "string" ? encoder.encode(body) : body;
  const fields = case_.fields(await tagOf(case_, case_.before(times()), bytes), times());
  same(signWebhook(case_.scheme, { body, now: NOW, secret: case_.secret, ...envelope(case_) }), fields, "fields of signWebhook");
  equal(accepted(case_, { headers: fields, body }).covers, "body", "covers");
  const changed = Uint8Array.from([...bytes.subarray(0, 20), 0x21]);
  refused("ERR_SIGNATURE", case_, { headers: fields, body: changed });
}

async function inBody(name, case_) {
  const tag = await tagOf(case_, case_.message);
  const options = { now: NOW, secrets: [case_.secret] };
  const verify = (body) => verifyWebhook(schemes[name], { headers: {}, body, ...options });
  same(Object.values(signWebhook(schemes[name], { body: case_.body, now: NOW, secret: case_.secret })), [tag], "tag of signWebhook");
  const body = case_.body.replace("@", tag);
  equal(verify(body).secretId, "secret1", "secret of an accepted message");
  equal(verify(encoder.encode(body)).replayKey, verify(body.replace("{", '{"unsigned":"x", ')).replayKey, "replay key");
  throws("ERR_SIGNATURE", () => verify(body.replace(/_1"/, '_2"')));
  throws("ERR_JSON", () => verify(body.replace("{", '{"a":1,"a":2,')), "a member twice");
  throws("ERR_JSON", () => verify(`\ufeff${body}`), "a body with a byte order mark");
  throws("ERR_JSON", () => verify(body.slice(0, -1)), "a truncated body");
  throws("ERR_JSON", () => verify(""), "an empty body");
  throws("ERR_FIELD_MISSING", () => verify("[]"), "a body that is an array");
  throws("ERR_ENCODING", () => verify(Uint8Array.of(0xff)), "a body that is not UTF-8");
  throws("ERR_TOO_LARGE", () => verify(body.padEnd(64 * 1024 + 1)), "a body of 64 KiB and one byte");
  equal(verify(body.padEnd(64 * 1024)).secretId, "secret1", "secret of a body of 64 KiB");
}

const [stripe] = CASES.filter(({ name }) => name === "stripe");

function shapes(test, host) {
  const bytes = encoder.encode('{"a":"é"}ab');
  for (const [name, body] of Object.entries(shapesOf(host, bytes))) {
    test(`a body may be ${name}`, () => {
      const headers = signWebhook(stripe.scheme, { body: bytes, now: NOW, secret: stripe.secret });
      const { secretId } = accepted(stripe, { headers, body });
      equal(secretId, "secret1", "secret of the body");
      same(signWebhook(stripe.scheme, { body, now: NOW, secret: stripe.secret }), headers, "fields of signWebhook");
    });
  }
  for (const [name, body] of Object.entries({ "an object": { id: 1 }, "an array": [1], "an empty object": {}, "an object without a prototype": Object.create(null) })) {
    test(`${name} is rejected as a parsed body`, () => {
      const error = throws("ERR_BODY_NOT_RAW", () => accepted(stripe, { body }));
      ok(error instanceof TypeError && error.argument === "body", "a TypeError with the argument body");
      throws("ERR_BODY_NOT_RAW", () => signWebhook(stripe.scheme, { body, now: NOW, secret: "s" }));
    });
  }
  for (const [name, body] of Object.entries(wrong(host))) {
    test(`${name} is rejected as a body`, () => {
      const error = throws("ERR_ARGUMENT_TYPE", () => accepted(stripe, { body }));
      ok(error instanceof TypeError && error.argument === "body", "a TypeError with the argument body");
    });
  }
  test("a body with a lone surrogate is rejected", () => throws("ERR_ENCODING", () => accepted(stripe, { body: "\ud800" })));
}

/** The same bytes in each type that a platform uses. */
function shapesOf(host, bytes) {
  const around = Uint8Array.of(1, 2, 3, 4, ...bytes, 5);
  const part = [around.buffer, 4, bytes.length];
  const even = new Uint8Array(new ArrayBuffer(12));
  even.set(bytes);
  return {
    "text": new TextDecoder().decode(bytes),
    "a Uint8Array": bytes,
    "a part with an offset": around.subarray(4, 4 + bytes.length),
    "an ArrayBuffer": bytes.slice().buffer,
    "a DataView with an offset": new DataView(...part),
    "an Int8Array": new Int8Array(...part),
    "an Uint8ClampedArray": new Uint8ClampedArray(...part),
    ...(globalThis.Buffer && { "a Buffer": globalThis.Buffer.from(bytes) }),
    ...(globalThis.SharedArrayBuffer && { "shared bytes": sharedOf(bytes) }),
    ...(host.realm && {
      "an ArrayBuffer of another realm": host.realm(`Uint8Array.of(${bytes.join()}).buffer`),
      "bytes of another realm": host.realm(`Uint8Array.of(${bytes.join()})`),
      "a DataView of another realm": host.realm(`new DataView(Uint8Array.of(${bytes.join()}).buffer)`),
    }),
  };
}

function sharedOf(bytes) {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

class Claims {
  [Symbol.toStringTag] = "ArrayBuffer";
  length = 3;
}

function wrong(host) {
  const view = detached();
  return {
    "undefined": undefined,
    "null": null,
    "a number": 7,
    "a boolean": true,
    "a bigint": 7n,
    "a function": () => "{}",
    "a promise": Promise.resolve("{}"),
    "a boxed string": Object("{}"),
    "a class instance": new (class Event {})(),
    "an instance that claims to be an ArrayBuffer": new Claims(),
    "a detached Uint8Array": view,
    "a detached ArrayBuffer": view.buffer,
    "a detached DataView": detachedView(),
    "a detached Int16Array": detachedView((buffer) => new Int16Array(buffer)),
    ...(globalThis.ReadableStream && { "a stream": new ReadableStream() }),
    ...(globalThis.Request && { "a Request": new Request("https://shop.example/", { method: "POST", body: "{}" }) }),
    ...(globalThis.Blob && { "a Blob": new Blob(["{}"]) }),
    ...(host.realm && { "a class instance of another realm": host.realm("new (class {})") }),
  };
}

function detachedView(of = (buffer) => new DataView(buffer)) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const view = of(memory.buffer);
  memory.grow(1);
  return view;
}

function bounds(test) {
  const MAX_MESSAGE = 32 * 1024 * 1024;
  test("a body of 32 MiB is accepted, and a body with one more byte is rejected", () => {
    const longest = new Uint8Array(MAX_MESSAGE);
    const headers = signWebhook(stripe.scheme, { body: longest, now: NOW, secret: stripe.secret });
    equal(accepted(stripe, { headers, body: longest }).covers, "body", "covers of a body of 32 MiB");
    throws("ERR_TOO_LARGE", () => accepted(stripe, { headers, body: new Uint8Array(MAX_MESSAGE + 1) }));
    equal(accepted(stripe).secretId, "secret1", "secret of the next message");
  });
  test("if the signed text has the time next to the body, digits cannot move from the body to the time", () => {
    const own = defineScheme({
      hash: "sha256",
      message: "{body}{timestamp}",
      encoding: "hex",
      timestamp: { format: "unix" },
      headers: { "X-Time": "{timestamp}", "X-Tag": "{signature}" },
    });
    throws("ERR_BODY", () => signWebhook(own, { body: "17", now: NOW, secret: "s" }));
    const body = "{}";
    const headers = signWebhook(own, { body, now: NOW, secret: "s" });
    equal(verifyWebhook(own, { headers, body, now: NOW, secrets: ["s"] }).covers, "body", "covers");
  });
  test("a long text and its bytes in UTF-8 are the same body", () => {
    const body = "🦀é".repeat(40_000);
    const headers = signWebhook(stripe.scheme, { body, now: NOW, secret: stripe.secret });
    equal(accepted(stripe, { headers, body: encoder.encode(body) }).replayKey, accepted(stripe, { headers, body }).replayKey, "replay key");
  });
}
