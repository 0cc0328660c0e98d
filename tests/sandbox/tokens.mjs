// The access tokens that a provider has issued.

import { randomUUID } from "node:crypto";

export class Tokens {
  #expiry = new Map();

  /** A new token: `write` returns its text. */
  issue(lifetimeSeconds, now, write = (id) => `token-${id}`) {
    const token = write(randomUUID());
    this.#expiry.set(token, now + lifetimeSeconds * 1000);
    return token;
  }

  /** Whether a token was issued here, was not revoked and has not expired. */
  accepts(token, now) {
    return now < this.#expiry.get(token);
  }

  revoke() {
    this.#expiry.clear();
  }
}

/** The token of `Authorization: Bearer …`, or undefined. */
export function bearer(call) {
  return /^Bearer (\S+)$/.exec(call.headers.authorization ?? "")?.[1];
}

/**
 * The member with the lifetime of a token, as text before the next member. A test sets `expiresIn` to JSON texts:
 * an empty list leaves the member out, two texts make it a duplicate, and `NaN` is not JSON.
 */
export function lifetimeMember(name, { lifetime, expiresIn }) {
  return (expiresIn ?? [String(lifetime)]).map((text) => `"${name}":${text},`).join("");
}
