// What is made of a credential and is always the same, or is the right answer to a wrong one, is as secret as the
// credential: nothing of it is left in the wasm module's memory, as bytes, hex or base64.

import { hmacKey } from "payauth";
import { dog, dv, NOW, pl, waka } from "../../support/clients.mjs";
import { equal, ok, throws } from "../../support/harness.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { findInMemory } from "../../support/memory-search.mjs";

const subtle = () => globalThis.crypto.subtle;
const bytes = (text) => new TextEncoder().encode(text);
const hex = (given) => Array.from(given, (byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (text) => new Uint8Array(await subtle().digest("SHA-256", bytes(text)));

async function hmac(secret, message) {
  const key = await subtle().importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await subtle().sign("HMAC", key, bytes(message)));
}

export default function ({ test, host }) {
  const draw = new Draw(seedOf(host));
  const fresh = () => Array.from({ length: 40 }, () => String.fromCharCode(97 + draw.below(26))).join("");
  const nothing = (value, what) => equal(findInMemory(host, value).join(", "), "", `what remains of ${what}`);
  constant(test, fresh, nothing);
  forgeries(test, fresh, nothing);
  tags(test, fresh, nothing);
}

function constant(test, fresh, nothing) {
  test("the constant of WakaPay is nowhere, whether a message was authentic or refused, nor after other calls", async () => {
    const [apiKey, apiSecret] = [fresh(), fresh()];
    const client = waka({ apiKey, apiSecret });
    const raw = await sha256(`${apiKey}:${apiSecret}`);
    const authentic = JSON.stringify({ signature: hex(raw) });
    equal(client.verifyWebhook({ headers: {}, body: authentic, now: NOW }).covers, "nothing");
    nothing(raw, "the constant of an authentic message");
    for (const signature of ["0".repeat(64), hex(raw).slice(2), "x"]) {
      throws("ERR_SIGNATURE", () => client.verifyWebhook({ headers: {}, body: JSON.stringify({ signature }), now: NOW }));
      nothing(raw, "the constant of a refused message");
    }
    client.sign({ path: "/x", now: NOW, authorization: "Bearer a" });
    nothing(raw, "the constant after a request");
    client.dispose();
    nothing(raw, "the constant of a disposed client");
  });
}

/** Of each provider, a message with a wrong tag, and the right tag. */
const FORGED = {
  dvpay: async (secret) => [
    dv({ webhookSecrets: [secret] }),
    { headers: { "X-Signature": "00".repeat(32) }, body: '{"x":1}' },
    [await hmac(secret, '{"x":1}')],
  ],
  wakapay: async (secret) => [
    waka({ apiKey: "key", apiSecret: secret }),
    { headers: {}, body: `{"signature":"${"00".repeat(32)}"}` },
    [await sha256(`key:${secret}`)],
  ],
  dogpay: async (secret) => [dog({ appid: secret, secret }), { headers: {}, body: `{"sign":"${"00".repeat(32)}"}` }, [await sha256(secret)]],
  pledg: async (secret) => [
    pl({ merchantSecret: secret }),
    { headers: {}, body: '{"signature":"eyJhbGciOiJIUzI1NiJ9.e30.AAAA"}' },
    [await hmac(secret, "eyJhbGciOiJIUzI1NiJ9.e30")],
  ],
};

function forgeries(test, fresh, nothing) {
  for (const [provider, make] of Object.entries(FORGED)) {
    test(`${provider}: the right tag of a refused forgery is nowhere`, async () => {
      const secret = fresh();
      const [client, delivery, right] = await make(secret);
      let error;
      try {
        client.verifyWebhook({ ...delivery, now: NOW });
      } catch (thrown) {
        error = thrown;
      }
      ok(error?.code, "a coded error");
      for (const tag of right) nothing(tag, "the right tag");
      client.dispose();
    });
  }
}

function tags(test, fresh, nothing) {
  for (const length of [1, 100, 100_000]) {
    test(`hmacKey.verify of ${length} bytes leaves nothing of the right tag, also where it was given`, async () => {
      const [secret, message] = [fresh(), "m".repeat(length)];
      const key = hmacKey({ algorithm: "SHA-256", secret });
      const right = await hmac(secret, message);
      for (const given of ["00".repeat(32), "", hex(right).slice(2), `${hex(right)}00`, "no hex"]) {
        equal(key.verify(message, given), false);
        nothing(right, `the right tag, after ${given.length} characters`);
      }
      equal(key.verify(message, hex(right)), true);
      equal(key.verify(message, "0".repeat(128)), false);
      nothing(right, "the tag that fitted, after one that did not");
      key.dispose();
    });
  }
}
