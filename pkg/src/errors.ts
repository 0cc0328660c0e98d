/** Who has to mend something: the code that called payauth, or the other side. */
export type Blame = "caller" | "peer";

/** The stable codes. `ERRORS.md` lists each with its meaning and its remedy. */
export type ErrorCode =
  | "ERR_ARGUMENT_TYPE"
  | "ERR_BASE_URL"
  | "ERR_BASIC_USER_PASS"
  | "ERR_BEARER_TOKEN"
  | "ERR_BODY"
  | "ERR_BODY_NOT_RAW"
  | "ERR_BROWSER"
  | "ERR_CLOCK"
  | "ERR_CREDENTIALS"
  | "ERR_DISPOSED"
  | "ERR_ENCODING"
  | "ERR_ENVIRONMENT"
  | "ERR_FIELD_AMBIGUOUS"
  | "ERR_FIELD_FORBIDDEN"
  | "ERR_FIELD_MALFORMED"
  | "ERR_FIELD_MISSING"
  | "ERR_FIELD_NAME"
  | "ERR_FIELD_VALUE"
  | "ERR_IDEMPOTENCY_KEY"
  | "ERR_INTERNAL"
  | "ERR_JSON"
  | "ERR_METHOD"
  | "ERR_OPTION"
  | "ERR_PATH"
  | "ERR_SCHEME"
  | "ERR_SECRET"
  | "ERR_SIGNATURE"
  | "ERR_STALE_HANDLE"
  | "ERR_STALE_TICKET"
  | "ERR_STORE"
  | "ERR_TIME"
  | "ERR_TOKEN_ANSWER"
  | "ERR_TOKEN_REFUSED"
  | "ERR_TOKEN_STATE"
  | "ERR_TOKEN_UNAVAILABLE"
  | "ERR_TOO_LARGE"
  | "ERR_TOO_NEW"
  | "ERR_TOO_OLD";

/** What every error of payauth carries beside its message. */
export interface ErrorFacts {
  /** Stable: branch on this, never on the message. */
  readonly code: ErrorCode;
  /** Whose doing it was. */
  readonly blame: Blame;
  /** The argument, option or header at fault, as in `secret` or `headers.X-Signature`. */
  readonly argument: string;
  /** The byte of the argument where a syntax error was found. */
  readonly index?: number;
  /** When to try again, where a token could not be had. */
  readonly retryAt?: Date;
}

const BRAND = /* @__PURE__ */ Symbol.for("payauth.error");

/**
 * The right type with a bad value. A value of a wrong type is a `TypeError` that carries the same facts.
 *
 * No message, property or cause holds a secret, a token, a computed tag or an error of somebody else's.
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
 */
export class PayauthError extends Error implements ErrorFacts {
  override readonly name = "PayauthError";
  readonly code: ErrorCode;
  readonly blame: Blame;
  readonly argument: string;
  declare readonly index?: number;
  declare readonly retryAt?: Date;

  /** @internal */
  constructor(facts: ErrorFacts & { readonly detail: string; readonly cause?: unknown }) {
    super(`${facts.argument}: ${facts.detail}`, "cause" in facts ? { cause: facts.cause } : undefined);
    this.code = facts.code;
    this.blame = facts.blame;
    this.argument = facts.argument;
    if (facts.index !== undefined) this.index = facts.index;
    if (facts.retryAt !== undefined) this.retryAt = facts.retryAt;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/**
 * Whether an error was thrown by payauth, by whichever copy of it: a {@link PayauthError}, or a `TypeError` with the
 * same facts.
 *
 * @param error - anything that was caught
 */
export function isPayauthError(error: unknown): error is (PayauthError | TypeError) & ErrorFacts {
  return typeof error === "object" && error !== null && (error as { [BRAND]?: unknown })[BRAND] === true;
}

/** @internal A value of a type that the argument cannot have. */
export function typeError(argument: string, expected: string, value: unknown): TypeError & ErrorFacts {
  const error = new TypeError(`${argument}: expected ${expected}, got ${kindOf(value)}`);
  Object.defineProperty(error, BRAND, { value: true });
  return Object.assign(error, { code: "ERR_ARGUMENT_TYPE", blame: "caller", argument } as const);
}

/** @internal A body that was parsed: what is signed is its bytes, which are gone. */
export function notRaw(value: unknown, blame: Blame = "caller"): TypeError & ErrorFacts {
  const expected = "the raw body, before JSON.parse or a body parser";
  return Object.assign(typeError("body", expected, value), { code: "ERR_BODY_NOT_RAW", blame } as const);
}

/** @internal A value that the argument cannot have. */
export function refuse(code: ErrorCode, argument: string, detail: string): PayauthError {
  return new PayauthError({ code, blame: "caller", argument, detail });
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object" && typeof value !== "function") return typeof value;
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}
