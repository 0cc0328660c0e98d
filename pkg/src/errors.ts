import type { Blame, ErrorCode } from "./generated/words.js";

export type { Blame, ErrorCode } from "./generated/words.js";

/**
 * The properties that every error of payauth has, besides its message.
 *
 * @category Errors
 */
export interface ErrorFacts {
  /** The code. It is stable: branch on it, never on the message. */
  readonly code: ErrorCode;
  /** Who must fix the problem: your code (`"caller"`) or the other side (`"peer"`). */
  readonly blame: Blame;
  /** The argument, option or header at fault, such as `secret` or `headers.X-Note`. */
  readonly argument: string;
  /** The position of a syntax error in the argument, in bytes from 0; absent for other errors. */
  readonly index?: number;
  /** The member of a definition at fault, such as `timestamp.tolerance`; absent for other errors. */
  readonly path?: string;
  /** When to try again, if no token could be fetched and no token may be requested before this time; absent for other errors. */
  readonly retryAt?: Date;
}

const BRAND = /* @__PURE__ */ Symbol.for("payauth.error");

/**
 * The class of all errors of payauth, with one exception: an error for an argument of a wrong type is a `TypeError` with the same
 * properties. {@link isPayauthError} accepts both kinds of errors.
 *
 * The message, the properties and the cause contain no secret, no token, no computed tag and no error of another library.
 *
 * @example Branch on the code
 * ```js
 * import { hmacKey, isPayauthError } from "payauth";
 *
 * try {
 *   hmacKey({ algorithm: "SHA-256", secret: "" });
 * } catch (error) {
 *   if (!isPayauthError(error)) throw error;
 *   console.log(error.code, error.argument); // ERR_SECRET secret
 * }
 * ```
 *
 * @see {@link https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Error | MDN: Error}
 * @category Errors
 */
export class PayauthError extends Error implements ErrorFacts {
  /** Always `"PayauthError"`. */
  override readonly name = "PayauthError";
  /** The code. It is stable: branch on it, never on the message. */
  readonly code: ErrorCode;
  /** Who must fix the problem: your code (`"caller"`) or the other side (`"peer"`). */
  readonly blame: Blame;
  /** The argument, option or header at fault, such as `secret` or `headers.X-Note`. */
  readonly argument: string;
  /** The position of a syntax error in the argument, in bytes from 0; absent for other errors. */
  declare readonly index?: number;
  /** The member of a definition at fault, such as `timestamp.tolerance`; absent for other errors. */
  declare readonly path?: string;
  /** When to try again, if no token could be fetched and no token may be requested before this time; absent for other errors. */
  declare readonly retryAt?: Date;

  /** `instanceof PayauthError` accepts the errors of every entry and every copy of the package. Subclasses check as usual. */
  static override [Symbol.hasInstance](this: unknown, value: unknown): boolean {
    if (this === PayauthError) return isPayauthError(value) && value.name === "PayauthError";
    return Function.prototype[Symbol.hasInstance].call(this, value);
  }

  /** @internal */
  constructor(facts: ErrorFacts & { readonly detail: string; readonly cause?: unknown }) {
    super(`${facts.argument}: ${facts.detail}`, "cause" in facts ? { cause: facts.cause } : undefined);
    this.code = facts.code;
    this.blame = facts.blame;
    this.argument = facts.argument;
    if (facts.index !== undefined) this.index = facts.index;
    if (facts.path !== undefined) this.path = facts.path;
    if (facts.retryAt !== undefined) this.retryAt = facts.retryAt;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/**
 * Returns whether an error was thrown by payauth: a {@link PayauthError}, or a `TypeError` with the same properties. Like
 * `instanceof PayauthError`, it also accepts errors of another entry or another copy of the package.
 *
 * @param error - anything that was caught
 * @returns `true` if `error` has `code`, `blame` and `argument`
 *
 * @example Answer the sender of a webhook
 * ```js
 * import { isPayauthError, schemes, verifyWebhook } from "payauth";
 *
 * function status(headers, body) {
 *   try {
 *     verifyWebhook(schemes.github, { headers, body, now: new Date(), secrets: ["whsec_test"] });
 *     return 200;
 *   } catch (error) {
 *     if (!isPayauthError(error) || error.blame !== "peer") throw error; // a bug on this side
 *     return 400;
 *   }
 * }
 * console.log(status({}, "{}")); // 400
 * ```
 *
 * @see {@link https://developer.mozilla.org/docs/Web/JavaScript/Reference/Operators/instanceof#instanceof_and_multiple_realms | MDN: instanceof and multiple realms}
 * @category Errors
 */
export function isPayauthError(error: unknown): error is (PayauthError | TypeError) & ErrorFacts {
  try {
    return typeof error === "object" && error !== null && (error as { [BRAND]?: unknown })[BRAND] === true;
  } catch {
    // Each access to a foreign object may throw, for example if the object is a revoked proxy.
    return false;
  }
}

/** @internal The error for a value of a wrong type. */
export function typeError(
  argument: string,
  expected: string,
  value: unknown,
  blame: Blame = "caller",
): TypeError & ErrorFacts {
  const error = new TypeError(`${argument}: expected ${expected}, got ${kindOf(value)}`);
  Object.defineProperty(error, BRAND, { value: true });
  return Object.assign(error, { code: "ERR_ARGUMENT_TYPE", blame, argument } as const);
}

/** @internal The error for a parsed body: the bytes that were signed are lost. */
export function notRaw(value: unknown, blame: Blame = "caller", expected: string = RAW): TypeError & ErrorFacts {
  return Object.assign(typeError("body", expected, value, blame), { code: "ERR_BODY_NOT_RAW" } as const);
}

const RAW = "the raw body, before JSON.parse or a body parser";

/** @internal The error for a value of the right type that is not allowed. */
export function refuse(code: ErrorCode, argument: string, detail: string): PayauthError {
  return new PayauthError({ code, blame: "caller", argument, detail });
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object" && typeof value !== "function") return typeof value;
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}
