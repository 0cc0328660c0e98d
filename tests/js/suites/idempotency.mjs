// idempotencyKey: UUIDs of version 4 and 8 (RFC 9562).

import { idempotencyKey } from "payauth";
import { equal, ok, refuses, throws } from "../support/harness.mjs";
import { Draw, seedOf } from "../support/random.mjs";
import { fromHex } from "../support/vectors.mjs";

const PARTS = {
  secret: "a secret of your own",
  operation: "refund-7",
  method: "POST",
  path: "/order/refund",
  body: "{}",
};
const derive = (options) => idempotencyKey.derive({ ...PARTS, ...options });

export default function ({ test, host }) {
  random(test);
  derived(test, host);
  refused(test);
}

function random(test) {
  for (const [bytes, uuid] of [
    ["00".repeat(16), "00000000-0000-4000-8000-000000000000"],
    ["ff".repeat(16), "ffffffff-ffff-4fff-bfff-ffffffffffff"],
    ["919108f752d133205bacf847db4148a8", "919108f7-52d1-4320-9bac-f847db4148a8"],
  ]) {
    test(`idempotencyKey.random returns a UUID of version 4 for the bytes ${bytes}`, () => {
      equal(idempotencyKey.random(fromHex(bytes)), uuid);
    });
  }
  for (const length of [0, 1, 15, 17, 32]) {
    test(`idempotencyKey.random rejects ${length} bytes`, () => {
      refuses("ERR_OPTION", "bytes: must be 16 random bytes", () => idempotencyKey.random(new Uint8Array(length)));
    });
  }
}

/** The modules hmac and uuid of Python computed the same UUID. */
function derived(test, host) {
  test("idempotencyKey.derive returns a UUID of version 8, and the same UUID for the same options", () => {
    equal(derive(), "56c3ca70-1a0f-864b-beac-e77c7bfb3e02");
    equal(derive({ body: new TextEncoder().encode("{}") }), "56c3ca70-1a0f-864b-beac-e77c7bfb3e02");
    equal(derive({ secret: new TextEncoder().encode(PARTS.secret) }), "56c3ca70-1a0f-864b-beac-e77c7bfb3e02");
  });
  for (const name of Object.keys(PARTS)) {
    test(`the result of idempotencyKey.derive depends on the ${name}`, () =>
      ok(derive({ [name]: "x" }) !== derive(), "another key"));
  }
  test("idempotencyKey.derive returns the same key without a body and with an empty body", () => {
    equal(derive({ body: undefined }), derive({ body: "" }));
    equal(derive({ body: new Uint8Array(0) }), derive({ body: "" }));
  });
  test("idempotencyKey.derive returns the same key for a text body and for the bytes of the text", () => {
    const body = "é😀".repeat(40_000);
    equal(derive({ body }), derive({ body: new TextEncoder().encode(body) }));
    ok(derive({ body }) !== derive({ body: `${body}x` }), "another key");
  });
  const seed = seedOf(host);
  test(`idempotencyKey.derive returns different keys for one text that is divided differently between operation and path (seed ${seed})`, () => {
    const draw = new Draw(seed);
    for (let round = 0; round < 200; round += 1) {
      const text = Array.from({ length: 2 + draw.below(8) }, () => draw.of(["a", "/", "0"])).join("");
      const [one, two] = [1 + draw.below(text.length), 1 + draw.below(text.length)];
      const [a, b] = [one, two].map((at) => derive({ operation: text.slice(0, at), path: text.slice(at) }));
      equal(a === b, one === two, `${text} at ${one} and ${two}`);
    }
  });
}

function refused(test) {
  for (const name of ["operation", "method", "path"]) {
    test(`idempotencyKey.derive rejects a line break and a lone surrogate in the ${name}`, () => {
      refuses("ERR_OPTION", `${name}: must not have a line break`, () => derive({ [name]: "a\nb" }));
      equal(throws("ERR_ENCODING", () => derive({ [name]: "a\ud800" })).argument, name);
    });
  }
  for (const secret of ["", " ", "undefined", "null", "s ", "s\n", "\udc00", new Uint8Array(0)]) {
    test(`idempotencyKey.derive rejects the secret ${JSON.stringify(secret)}`, () => {
      equal(throws("ERR_SECRET", () => derive({ secret })).argument, "secret");
    });
  }
  test("idempotencyKey.derive rejects inputs that are too long, and the next call works", () => {
    throws("ERR_TOO_LARGE", () => derive({ operation: "o".repeat(90_000) }));
    throws("ERR_TOO_LARGE", () => derive({ secret: "s".repeat(90_000) }));
    throws("ERR_TOO_LARGE", () => derive({ body: new Uint8Array(32 * 1024 * 1024 + 1) }));
    equal(derive(), "56c3ca70-1a0f-864b-beac-e77c7bfb3e02");
  });
  test("idempotencyKey.derive rejects a lone surrogate in the body", () => {
    equal(throws("ERR_ENCODING", () => derive({ body: "\ud800" })).argument, "body");
  });
}
