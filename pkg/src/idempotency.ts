import * as check from "./check.js";
import { absorb, answer, core, guarded, placeAfter, placeLines, placeWhole, result } from "./scratch.js";
import { refuse } from "./errors.js";

/** What {@link idempotencyKey.derive} makes a key of. */
export interface DeriveOptions {
  /** A secret of your own, so that nobody can guess the keys of others' operations. */
  readonly secret: string | Uint8Array;
  /** The operation's own id, such as the number of the order that is paid back. */
  readonly operation: string;
  /** The request's method. */
  readonly method: string;
  /** The request's path, with its query. */
  readonly path: string;
  /** The request's body, as it is sent; none by default. */
  readonly body?: string | Uint8Array;
}

/**
 * Idempotency keys: one for an operation, and the same for each of its attempts.
 *
 * Nothing in payauth makes one up by itself: a key that changes from attempt to attempt turns a retry into a second
 * payment.
 *
 * @example A key to be stored with the operation, and one that need not be
 * ```js
 * import { idempotencyKey } from "payauth";
 *
 * const stored = idempotencyKey.random(crypto.getRandomValues(new Uint8Array(16)));
 * const derived = idempotencyKey.derive({
 *   secret: "a secret of your own",
 *   operation: "refund-7",
 *   method: "POST",
 *   path: "/order/refund",
 *   body: "{}",
 * });
 * console.log(derived); // 56c3ca70-1a0f-864b-beac-e77c7bfb3e02
 * ```
 */
export const idempotencyKey = {
  /**
   * A UUID of version 4 (RFC 9562, section 5.4), to be stored with the operation.
   *
   * @param bytes - 16 bytes of the host's randomness
   * @throws {PayauthError} `ERR_OPTION` for another number of bytes
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  random(bytes: Uint8Array): string {
    const given = check.bytes("bytes", bytes);
    if (given.length !== 16) throw refuse("ERR_OPTION", "bytes", "must be 16 random bytes");
    return guarded(() => {
      placeWhole("bytes", given);
      return answer(core().idempotencyRandom());
    });
  },

  /**
   * A UUID of version 8 (RFC 9562, section 5.8) that is the same for the same operation: 16 bytes of an HMAC-SHA-256
   * over its parts, each after its length.
   *
   * @throws {PayauthError} `ERR_SECRET`; `ERR_ENCODING` for a lone surrogate; `ERR_OPTION` for a line break in a part,
   * or an unknown option; `ERR_TOO_LARGE`
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  derive(options: DeriveOptions): string {
    const { secret, operation, method, path, body = "" } = check.options("options", options, DERIVE_OPTIONS);
    const given = check.secret("secret", secret);
    const lines = [check.line("operation", operation), check.line("method", method), check.line("path", path)];
    const message = utf8(check.stringOrBytes("body", body));
    return guarded(() => {
      const head = placeLines("operation", lines);
      const length = placeAfter(head, "secret", given);
      result(core().derivationBegin(head, length, check.secretEncoding(given, 0), message.length));
      absorb("body", message);
      return answer(core().derivationEnd());
    });
  },
} as const;

const DERIVE_OPTIONS = ["secret", "operation", "method", "path", "body"];

/** The length of a body stands before it in the key's message, so it must be known first. */
function utf8(body: string | Uint8Array): Uint8Array {
  if (typeof body !== "string") return body;
  return new TextEncoder().encode(check.wellFormed("body", body, "ERR_ENCODING"));
}
