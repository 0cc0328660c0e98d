// hmacKey computes the HMAC of RFC 2104. The suite uses published vectors.

import * as payauth from "payauth";
import hmac from "../../vectors/rfc/hmac.json";
import wycheproof1 from "../../vectors/wycheproof/hmac_sha1_test.json";
import wycheproof256 from "../../vectors/wycheproof/hmac_sha256_test.json";
import wycheproof384 from "../../vectors/wycheproof/hmac_sha384_test.json";
import wycheproof512 from "../../vectors/wycheproof/hmac_sha512_test.json";
import { equal } from "../support/harness.mjs";
import { fromHex, vectorBytes } from "../support/vectors.mjs";

const { hmacKey } = payauth;

export default function ({ test }) {
  for (const vector of hmac.vectors) {
    test(`hmacKey computes the tag of ${vector.name}`, () => {
      const algorithm = vector.algorithm.replace("HMAC-", "");
      const key = hmacKey({ algorithm, secret: fromHex(vector.key.value) });
      const tag = key.sign(vectorBytes(vector.message), vector.expected.encoding);
      equal(vector.truncate_bits ? tag.slice(0, vector.expected.value.length) : tag, vector.expected.value, vector.source);
    });
  }
  for (const [algorithm, file] of [
    ["SHA-1", wycheproof1],
    ["SHA-256", wycheproof256],
    ["SHA-384", wycheproof384],
    ["SHA-512", wycheproof512],
  ]) {
    for (const group of file.testGroups) wycheproofGroup(test, algorithm, group);
  }
}

/** Some vectors have a truncated tag. Such a tag is a prefix of the whole tag, and `verify` never accepts such a tag. */
function wycheproofGroup(test, algorithm, { keySize, tagSize, tests }) {
  test(`hmacKey signs and verifies as Wycheproof expects: ${algorithm}, key of ${keySize} bits, tag of ${tagSize} bits`, () => {
    for (const { tcId, comment, key, msg, tag, result } of tests) {
      const mac = hmacKey({ algorithm, secret: fromHex(key) });
      const whole = mac.sign(fromHex(msg));
      equal(whole.startsWith(tag), result === "valid", `case ${tcId}, ${comment}: sign`);
      equal(mac.verify(fromHex(msg), tag), result === "valid" && tag.length === whole.length, `case ${tcId}: verify`);
      mac.dispose();
    }
  });
}
