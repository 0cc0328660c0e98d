// The access tokens that a provider has issued.

import { randomUUID } from "node:crypto";

export class Tokens {
  #expiry = new Map();

  /** A new token: `write` gives its text. */
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

/** The token of `Authorization: Bearer …`, or nothing. */
export function bearer(call) {
  return /^Bearer (\S+)$/.exec(call.headers.authorization ?? "")?.[1];
}

/**
 * The member that says how long a token lives, as text in front of the next one. A test sets `expiresIn` to JSON texts:
 * none leaves the member out, two make it a duplicate, and `NaN` is no JSON at all.
 */
export function lifetimeMember(name, { lifetime, expiresIn }) {
  return (expiresIn ?? [String(lifetime)]).map((text) => `"${name}":${text},`).join("");
}
