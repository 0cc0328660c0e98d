// A constant that is computed from a credential is as secret as the credential. The tag that a rejected message should have had
// is secret, too. The memory of the wasm module must not contain a part of such a value, as bytes, hex or base64.

import { hmacKey } from "payauth";
import { NOW, waka } from "../../support/clients.mjs";
import { equal, throws } from "../../support/harness.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { findInMemory } from "../../support/memory-search.mjs";
import { PROVIDER_SENDERS } from "../../support/provider-senders.mjs";

const BODY = '{"x":1}';

const subtle = () => globalThis.crypto.subtle;
const bytes = (text) => new TextEncoder().encode(text);
const hex = (given) => Array.from(given, (byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (text) => new Uint8Array(await subtle().digest("SHA-256", bytes(text)));

async function hmac(secret, message) {
  const key = await subtle().importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await subtle().sign("HMAC", key, bytes(message)));
}

export const searchesMemory = true;

export default function ({ test, host }) {
  const draw = new Draw(seedOf(host));
  const fresh = () => Array.from({ length: 40 }, () => String.fromCharCode(97 + draw.below(26))).join("");
  const nothing = (value, what) => equal(findInMemory(host, value).join(", "), "", `parts of ${what} in memory`);
  constant(test, fresh, nothing);
  forgeries(test, fresh, nothing);
  tags(test, fresh, nothing);
}

function constant(test, fresh, nothing) {
  test("the constant of WakaPay is not in memory after an accepted message, a rejected message or any other call", async () => {
    const [apiKey, apiSecret] = [fresh(), fresh()];
    const client = waka({ apiKey, apiSecret });
    const raw = await sha256(`${apiKey}:${apiSecret}`);
    const authentic = JSON.stringify({ signature: hex(raw) });
    equal(client.verifyWebhook({ headers: {}, body: authentic, now: NOW }).covers, "nothing");
    nothing(raw, "the constant of an authentic message");
    for (const signature of ["0".repeat(64), hex(raw).slice(2), "x"]) {
      throws("ERR_SIGNATURE", () => client.verifyWebhook({ headers: {}, body: JSON.stringify({ signature }), now: NOW }));
      nothing(raw, "the constant of a rejected message");
    }
    client.sign({ path: "/x", now: NOW, authorization: "Bearer a" });
    nothing(raw, "the constant after a request");
    client.dispose();
    nothing(raw, "the constant of a disposed client");
  });
}

function forgeries(test, fresh, nothing) {
  for (const [provider, { receiver, tag, message }] of Object.entries(PROVIDER_SENDERS)) {
    test(`${provider}: the memory does not contain the right tag of a rejected forgery`, async () => {
      const secret = fresh();
      const [client, right] = [receiver(secret), await tag(secret, BODY)];
      const forged = message(new Uint8Array(right.length), BODY);
      throws("ERR_SIGNATURE", () => client.verifyWebhook({ ...forged, now: NOW }));
      nothing(right, "the right tag");
      client.dispose();
      nothing(secret, "the secret");
    });
  }
}

function tags(test, fresh, nothing) {
  for (const length of [1, 100, 100_000]) {
    test(`after hmacKey.verify of ${length} bytes, the memory contains no part of the right tag, even if the right tag was passed`, async () => {
      const [secret, message] = [fresh(), "m".repeat(length)];
      const key = hmacKey({ algorithm: "SHA-256", secret });
      const right = await hmac(secret, message);
      for (const given of ["00".repeat(32), "", hex(right).slice(2), `${hex(right)}00`, "no hex"]) {
        equal(key.verify(message, given), false);
        nothing(right, `the right tag after a wrong tag of ${given.length} characters`);
      }
      equal(key.verify(message, hex(right)), true);
      equal(key.verify(message, "0".repeat(128)), false);
      nothing(right, "the right tag after a wrong tag");
      key.dispose();
    });
  }
}
