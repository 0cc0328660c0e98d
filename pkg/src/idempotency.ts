import * as check from "./check.js";
import { SECRET_UTF8 } from "./generated/boundary.js";
import { type OperationRecord } from "./generated/records.js";
import { absorb, answer, core, guarded, placeAfter, placeLines, placeWhole, result } from "./scratch.js";
import { refuse } from "./errors.js";

/**
 * The options of `idempotencyKey.derive`. The key depends on each option.
 *
 * @category Primitives
 */
export interface DeriveOptions {
  /** A secret that only you know, so that nobody can guess the keys; required. */
  readonly secret: string | Uint8Array;
  /** Your id of the operation, such as the number of the order that you refund; required. */
  readonly operation: string;
  /** The method of the request; required. */
  readonly method: string;
  /** The path of the request with its query; required. */
  readonly path: string;
  /** The body of the request, exactly as you send it. Default: empty. */
  readonly body?: string | Uint8Array;
}

/**
 * Makes idempotency keys. An operation has one key, and each of its attempts sends the same key.
 *
 * payauth never makes a key automatically, because a key that changes with each attempt turns a retry into a second payment.
 *
 * @example A key that you must store with the operation, and a key that you can compute again
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
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9562#section-5.4 | RFC 9562, sections 5.4 and 5.8}
 * @category Primitives
 */
export const idempotencyKey = {
  /**
   * Makes a UUID of version 4 (RFC 9562, section 5.4) from random bytes. Store it with the operation.
   *
   * @param bytes - 16 random bytes, such as the result of `crypto.getRandomValues(new Uint8Array(16))`
   * @returns the UUID as text
   * @throws PayauthError with `ERR_OPTION` if there are not exactly 16 bytes
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
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
   * Derives a UUID of version 8 (RFC 9562, section 5.8) that is always the same for the same operation. It is 16 bytes of an
   * HMAC-SHA-256 over the options, with the length of each option before the option.
   *
   * @param options - the secret, and everything that identifies the operation
   * @returns the UUID as text
   * @throws PayauthError with `ERR_SECRET` for an unusable secret; `ERR_ENCODING` for a lone surrogate; `ERR_OPTION` for an `operation`
   * that is empty, or that has white space or an invisible character at its start or end, for an `operation`, a `method` or a `path` that
   * contains a line break or is a word for a missing value (such as `undefined`), and for an unknown option; `ERR_TOO_LARGE` above 80
   * KiB, or 32 MiB for the body
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   */
  derive(options: DeriveOptions): string {
    const { secret, operation, method, path, body = "" } = check.options("options", options, DERIVE_OPTIONS);
    const given = check.secret("secret", secret);
    const lines: OperationRecord = [check.line("operation", operation), check.line("method", method), check.line("path", path)];
    const message = utf8(check.stringOrBytes("body", body));
    return guarded(() => {
      const head = placeLines("operation", lines);
      const length = placeAfter(head, "secret", given);
      result(core().derivationBegin(head, length, check.secretEncoding(given, SECRET_UTF8), message.length));
      absorb("body", message);
      return answer(core().derivationEnd());
    });
  },
} as const;

const DERIVE_OPTIONS = ["secret", "operation", "method", "path", "body"];

/** The bytes of a body. They are made first, because the HMAC covers the length of the body before the body. */
function utf8(body: string | Uint8Array): Uint8Array {
  if (typeof body !== "string") return body;
  return new TextEncoder().encode(check.wellFormed("body", body, "ERR_ENCODING"));
}
