// The access tokens that a provider has issued.

import { randomUUID } from "node:crypto";

export class Tokens {
  #expiry = new Map();

  /** Issues a new token. `write` returns the text of the token. */
  issue(lifetimeSeconds, now, write = (id) => `token-${id}`) {
    const token = write(randomUUID());
    this.#expiry.set(token, now + lifetimeSeconds * 1000);
    return token;
  }

  /** Whether the provider issued a token that was not revoked and has not expired. */
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
 * The member with the lifetime of a token, as text that precedes the next member. A test can set `expiresIn` to a list of JSON texts:
 * an empty list leaves the member out, two texts write the member twice, and the text `NaN` is not JSON.
 */
export function lifetimeMember(name, { lifetime, expiresIn }) {
  return (expiresIn ?? [String(lifetime)]).map((text) => `"${name}":${text},`).join("");
}
