// Tests explainMismatch with messages that contain planted mistakes. The crypto functions of the host compute the tags again.

import { verifyWebhook } from "payauth";
import { explainMismatch } from "payauth/explain";
import { equal, errorOf, ok, same, throws } from "../../support/harness.mjs";
import { isVerified, optionsOf, refusals, schemeOf, vectors } from "../../support/planted-mistakes.mjs";
import { vectorBytes } from "../../support/vectors.mjs";

export default function ({ test, host }) {
  for (const vector of vectors) {
    test(`${vector.name}: explainMismatch returns ${vector.mistakes.join(" and ") || "no mistake"}`, () => {
      const found = explainMismatch(schemeOf(vector), optionsOf(vector));
      same(found.map(({ mistake }) => mistake), vector.mistakes);
      for (const { fix } of found) ok(/^[A-Z][^\n]*\.$/.test(fix), `a sentence, not ${fix}`);
      if (vector.fix) ok(found.at(-1).fix.endsWith(` by ${vector.fix}.`), `a fix that ends with ${vector.fix}, not ${found.at(-1).fix}`);
    });
    if (vector.signed) {
      test(`${vector.name}: the crypto functions of the host compute the same tag`, async () => {
        const { tag } = vector.signed;
        const body = new TextDecoder().decode(vectorBytes(vector.body));
        const sent = [...Object.values(vector.headers), body, decodeURIComponent(vector.url ?? "")];
        ok(sent.some((text) => text.includes(tag)), "the tag in the message");
        const made = await tagOf(host, vector.signed);
        if (made) ok(written(made).includes(tag), `${tag} among ${written(made)}`);
      });
    }
    if (!isVerified(vector)) continue;
    test(`${vector.name}: verifyWebhook accepts the message only if the message has no mistake`, () => {
      const verify = () => verifyWebhook(schemeOf(vector), optionsOf(vector));
      if (vector.mistakes[0] === "none") verify();
      else ok(/^ERR_/.test(errorOf(verify).code), "an error with a code");
    });
  }
  for (const vector of refusals) {
    test(`${vector.name}: explainMismatch throws the same ${vector.error} as verifyWebhook`, () => {
      const [scheme, options] = [schemeOf(vector), optionsOf(vector)];
      const error = throws(vector.error, () => explainMismatch(scheme, options));
      if (!isVerified(vector)) return;
      const other = throws(vector.error, () => verifyWebhook(scheme, options));
      equal(error.message, other.message);
      equal(error.blame, other.blame);
      equal(error.argument, other.argument);
    });
  }
}

/** The bytes of a tag; undefined if the host has no HMAC function that accepts every key. */
async function tagOf(host, { construction, hash, key, message }) {
  if (construction === "digest") {
    return new Uint8Array(await crypto.subtle.digest(hash.replace("sha", "SHA-"), vectorBytes(message)));
  }
  return host.createHmac && new Uint8Array(host.createHmac(hash, vectorBytes(key)).update(vectorBytes(message)).digest());
}

/** All texts with which senders write the bytes of a tag. */
function written(bytes) {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const base64 = btoa(String.fromCharCode(...bytes));
  const url = base64.replaceAll("+", "-").replaceAll("/", "_");
  const unpadded = [base64, url].map((text) => text.replaceAll("=", ""));
  return [hex, hex.toUpperCase(), `0x${hex}`, `0X${hex}`, base64, url, ...unpadded, btoa(hex)];
}
