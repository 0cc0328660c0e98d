// The access tokens that a provider of the sandbox has issued.

export class IssuedTokens {
  readonly #ends = new Map<string, number>();

  add(token: string, ends: number): string {
    this.#ends.set(token, ends);
    return token;
  }

  /** Whether a field `Authorization` has a token that the provider issued, and that was not revoked and has not expired. */
  accept(authorization: string | undefined, now: number): boolean {
    const [, token = ""] = /^Bearer (\S+)$/.exec(authorization ?? "") ?? [];
    return now < (this.#ends.get(token) ?? 0);
  }

  revoke(): void {
    this.#ends.clear();
  }
}
