import * as check from "./check.js";
import type { SecretEncoding } from "./check.js";
import { absorb, answer, clearFirst, core, place, placeWhole, recover, result, wipe } from "./scratch.js";
import type { Disposer } from "./dispose.js";
import type { Blame } from "./errors.js";
import { ALGORITHMS, MAX_TAG_TEXT } from "./generated/boundary.js";
import { HMAC_ALGORITHMS, type HmacAlgorithm, SECRET_ENCODINGS, TAG_ENCODINGS, type TagEncoding } from "./generated/words.js";
import { Handle } from "./handle.js";

export type { HmacAlgorithm, TagEncoding } from "./generated/words.js";

/**
 * The options of {@link hmacKey}.
 *
 * @category Primitives
 */
export interface HmacKeyOptions {
  /** The hash function; required. */
  readonly algorithm: HmacAlgorithm;
  /** The secret: bytes, or text that is written in `encoding`; required. */
  readonly secret: string | Uint8Array;
  /** How a secret that is text is written. Default `"utf8"`. */
  readonly encoding?: SecretEncoding;
}

/**
 * Prepares an HMAC key (RFC 2104), which can be used for any number of messages.
 *
 * @param options - the algorithm, the secret, and how the secret is written
 * @returns a key that signs and verifies synchronously, in every runtime
 * @throws PayauthError with `ERR_SECRET` for a text that is empty or blank, is `"undefined"`, `"null"`, `"NaN"` or a text such as
 * `"[object Object]"`, begins or ends with white space or an invisible character, contains a control character or a lone
 * surrogate, is a public key, or is not valid in `encoding`, and for bytes that are empty, one of these words or a public key;
 * `ERR_OPTION` for an unknown option, algorithm or encoding; `ERR_TOO_LARGE` above 80 KiB
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example Sign and verify (RFC 4231, test case 2)
 * ```js
 * import { hmacKey } from "payauth";
 *
 * const key = hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
 * const tag = key.sign("what do ya want for nothing?");
 * console.log(tag); // 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843
 * console.log(key.verify("what do ya want for nothing?", tag)); // true
 * key.dispose();
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc2104#section-2 | RFC 2104, section 2}
 * @category Primitives
 */
export function hmacKey(options: HmacKeyOptions): HmacKey {
  const { algorithm, secret, encoding = "utf8" } = check.options("options", options, OPTIONS);
  const number = check.choice("algorithm", algorithm, HMAC_ALGORITHMS) % ALGORITHMS;
  const given = check.secret("secret", secret);
  const text = check.choice("encoding", encoding, SECRET_ENCODINGS);
  const make = (): number => core().macKey(number, check.secretEncoding(given, text), placeWhole("secret", given));
  return new Key(new Handle("key", make, false));
}

/**
 * A key that {@link hmacKey} made. The wasm module keeps it until `dispose`.
 *
 * @category Primitives
 */
export interface HmacKey extends Disposer {
  /**
   * Returns the tag of a message.
   *
   * @param message - text, signed as its UTF-8, or bytes; up to 32 MiB
   * @param encoding - how to write the tag; default `"hex"`
   * @returns the tag as text
   * @throws PayauthError with `ERR_ENCODING` for text with a lone surrogate; `ERR_TOO_LARGE` above 32 MiB; `ERR_OPTION`
   * for an unknown encoding; `ERR_DISPOSED` after `dispose`; `ERR_STALE_HANDLE` after a restart of the wasm module
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   */
  sign(message: string | Uint8Array, encoding?: TagEncoding): string;

  /**
   * Returns whether `tag` is the tag of a message. The comparison takes constant time. The result for a malformed, truncated
   * or extended tag is `false`.
   *
   * @param message - text, verified as its UTF-8, or bytes; up to 32 MiB
   * @param tag - the tag as text
   * @param encoding - how the tag is written; default `"hex"`, with digits in upper or lower case
   * @returns `true` if the tag matches
   * @throws PayauthError as `sign`. For a message that is too long or has a lone surrogate, the blame is `"peer"`, because
   * the message was received.
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   */
  verify(message: string | Uint8Array, tag: string, encoding?: TagEncoding): boolean;

  /**
   * Wipes the key from the memory of the wasm module. Later calls of `sign` and `verify` throw `ERR_DISPOSED`; a second
   * `dispose` does nothing. `using key = hmacKey(…)` calls `dispose` at the end of the block.
   */
  dispose(): void;
}

class Key implements HmacKey {
  readonly #handle: Handle;

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  sign(message: string | Uint8Array, encoding: TagEncoding = "hex"): string {
    const bytes = check.message("message", message);
    const number = check.choice("encoding", encoding, TAG_ENCODINGS);
    const handle = this.#handle.live();
    // The message is not wiped: it is not a secret, the next call overwrites it, and wiping costs 5 % of the time.
    try {
      const length = place("message", bytes);
      if (length >= 0) return answer(core().macSign(handle, length, number));
      begin(handle, bytes, "caller");
      return answer(core().macEnd(number));
    } catch (error) {
      throw recover(error);
    }
  }

  verify(message: string | Uint8Array, tag: string, encoding: TagEncoding = "hex"): boolean {
    const bytes = check.message("message", message);
    const text = check.string("tag", tag);
    const number = check.choice("encoding", encoding, TAG_ENCODINGS);
    const handle = this.#handle.live();
    try {
      begin(handle, bytes, "peer");
      const length = text.length > MAX_TAG_TEXT ? 0 : place("tag", text.toWellFormed());
      const matches = result(core().macMatches(length, number)) === 1;
      // The correct tag is on the stack. After a mismatch, the correct tag is wiped, so that nobody can read it.
      if (matches) clearFirst(length);
      else wipe();
      return matches;
    } catch (error) {
      throw recover(error);
    }
  }

  dispose(): void {
    this.#handle.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

const OPTIONS = ["algorithm", "secret", "encoding"];

function begin(handle: number, message: string | Uint8Array, blame: Blame): void {
  result(core().macBegin(handle));
  absorb("message", message, blame);
}
