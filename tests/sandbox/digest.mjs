// Hashes and tags of node:crypto. The sandbox must be independent of payauth, so it never calls payauth.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export const sha256 = (message, encoding = "hex") => createHash("sha256").update(message).digest(encoding);

/** The HMAC of the concatenated parts. */
export function hmac(algorithm, secret, parts, encoding = "hex") {
  const tag = createHmac(algorithm, secret);
  for (const part of parts) tag.update(part);
  return tag.digest(encoding);
}

/** Whether two texts are equal, in constant time. */
export function sameText(left, right) {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
