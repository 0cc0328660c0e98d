// The words that a user can choose.
// Written by `cargo xtask generate` from src/facts and ERRORS.md. Change them instead of this file.

/**
 * How the user-id and the password are encoded before they are joined. With `"rfc7617"`, they are not encoded; with
 * `"rfc6749"`, each of the two is form-encoded.
 *
 * @category Primitives
 */
export type BasicAuthMode =
  | "rfc7617"
  | "rfc6749";

export const BASIC_AUTH_MODES: readonly BasicAuthMode[] = ["rfc7617", "rfc6749"];

/**
 * Who must fix an error. `"caller"`: the code that called payauth, or its configuration. `"peer"`: the other side, which
 * usually sent invalid data.
 *
 * @category Errors
 */
export type Blame =
  | "caller"
  | "peer";

/** @inline */
export type Construction =
  | "hmac"
  | "digest"
  | "token";

/** @inline */
export type DigestEncoding =
  | "raw"
  | "hex"
  | "HEX"
  | "base64";

/**
 * The stable codes of errors. `ERRORS.md` lists the meaning and the remedy of each code.
 *
 * @category Errors
 */
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
  | "ERR_DEFINITION"
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
  | "ERR_TOO_OLD"
  | "ERR_WASM";

/** @inline */
export type Hash =
  | "sha1"
  | "sha256"
  | "sha384"
  | "sha512";

/** @inline */
export type HexCase =
  | "lower"
  | "upper"
  | "either";

/**
 * The hash function of an HMAC, such as `SHA-256` or `sha256`. SHA-1 is only for webhooks that still use it.
 *
 * @category Primitives
 */
export type HmacAlgorithm =
  | "SHA-1"
  | "SHA-256"
  | "SHA-384"
  | "SHA-512"
  | "sha1"
  | "sha256"
  | "sha384"
  | "sha512";

export const HMAC_ALGORITHMS: readonly HmacAlgorithm[] = ["SHA-1", "SHA-256", "SHA-384", "SHA-512", "sha1", "sha256", "sha384", "sha512"];

/** @inline */
export type InboxVerdict =
  | "run"
  | "duplicate"
  | "in-progress"
  | "kept"
  | "lost";

/**
 * The names of the usual mistakes. `docs/explain.md` has a table of all mistakes. `none` means that the signature is valid.
 *
 * @category Errors
 */
export type Mistake =
  | "none"
  | "body-newline-lost"
  | "body-newline-added"
  | "body-crlf-lost"
  | "body-crlf-added"
  | "body-bom-lost"
  | "body-bom-added"
  | "body-reserialised"
  | "body-spaced"
  | "body-indented"
  | "body-keys-sorted"
  | "body-unicode-escaped"
  | "body-slashes-escaped"
  | "body-slashes-unescaped"
  | "body-unicode-unescaped"
  | "body-html-escaped"
  | "body-stringified"
  | "body-empty"
  | "body-hex"
  | "body-base64"
  | "body-form-decoded"
  | "body-form-encoded"
  | "body-latin1"
  | "body-form-rewritten"
  | "body-form-json"
  | "body-partly-escaped"
  | "url-query"
  | "url-slash"
  | "url-http"
  | "url-host-case"
  | "url-port"
  | "url-path"
  | "url-escapes"
  | "url-host"
  | "url-prefix"
  | "url-whole"
  | "method-case"
  | "method-other"
  | "secret-newline"
  | "secret-spaces"
  | "secret-quoted"
  | "secret-prefix-kept"
  | "secret-prefix-stripped"
  | "secret-not-decoded"
  | "secret-decoded-base64"
  | "secret-decoded-hex"
  | "secret-swapped"
  | "secret-half"
  | "secret-not-in-use"
  | "secret-pasted-with-more"
  | "secret-invisible"
  | "milliseconds"
  | "seconds"
  | "timestamp-format"
  | "timestamp-first"
  | "timestamp-last"
  | "timestamp-missing"
  | "timestamp-separator"
  | "timestamp-elsewhere"
  | "body-alone"
  | "id-missing"
  | "separators-missing"
  | "version-missing"
  | "message-newline"
  | "body-and-url-swapped"
  | "tag-base64"
  | "tag-hex"
  | "tag-case"
  | "tag-base64url"
  | "tag-unpadded"
  | "tag-hex-in-base64"
  | "tag-0x"
  | "tag-prefix-missing"
  | "tag-prefix-extra"
  | "hash-sha1"
  | "hash-sha256"
  | "hash-sha384"
  | "hash-sha512"
  | "hash-plain"
  | "hash-without-secret"
  | "key-and-message-swapped"
  | "too-old"
  | "too-new";

/** @inline */
export type NonceFormat =
  | "hex"
  | "alnum"
  | "digits"
  | "uuid";

/** @inline */
export type PaymentVerdict =
  | "paid"
  | "failed"
  | "other";

/**
 * The messages of providers that {@link explainMismatch} knows: the webhooks of some providers, and a signed request to
 * DVPay with its header fields `X-Timestamp` and `X-Signature`.
 *
 * @category Errors
 */
export type ProviderMessage =
  | "dogpay"
  | "dvpay"
  | "dvpay request"
  | "pledg"
  | "wakapay";

export const PROVIDER_MESSAGES: readonly ProviderMessage[] = ["dogpay", "dvpay", "dvpay request", "pledg", "wakapay"];

/** @inline */
export type SchemeEncoding =
  | "hex"
  | "HEX"
  | "base64"
  | "base64url"
  | "base64url_nopad"
  | "hex_base64";

/**
 * The encoding of a secret that is text: `utf8` for the text itself, or an encoding of its bytes. `base64url` may have
 * padding.
 *
 * @category Primitives
 */
export type SecretEncoding =
  | "utf8"
  | "hex"
  | "base64"
  | "base64url";

export const SECRET_ENCODINGS: readonly SecretEncoding[] = ["utf8", "hex", "base64", "base64url"];

/**
 * The encoding of a tag as text. `hex` has lower-case digits, and `HEX` has upper-case digits. The other encodings are from
 * RFC 4648.
 *
 * @category Primitives
 */
export type TagEncoding =
  | "hex"
  | "HEX"
  | "base64"
  | "base64url"
  | "base64url_nopad";

export const TAG_ENCODINGS: readonly TagEncoding[] = ["hex", "HEX", "base64", "base64url", "base64url_nopad"];

/**
 * The format of a time: in seconds, milliseconds or microseconds since 1970, in seconds with a fraction, in the format of
 * RFC 3339 (`iso_ms` with milliseconds), or as an HTTP date.
 *
 * @category Webhooks
 */
export type TimeFormat =
  | "unix"
  | "unix_ms"
  | "unix_us"
  | "unix_fraction"
  | "iso"
  | "iso_ms"
  | "http_date";

/** @inline */
export type TokenAction =
  | "use"
  | "use-and-refresh"
  | "refresh"
  | "wait"
  | "fail";

/**
 * What a program must do after a 401. `retry-with-current`: another call has refreshed the token, so decide again and send
 * the request once more. `refresh-and-retry`: the token was discarded, so decide again and send the request once more.
 * `give-up`: a new token would not help, so return the 401.
 *
 * @category Tokens
 */
export type Verdict =
  | "retry-with-current"
  | "refresh-and-retry"
  | "give-up";

/**
 * Why a scheme is weaker than an HMAC of separated values. `digest`: a plain hash of a text that contains the secret.
 * `secret-first`: the text that is hashed begins with the secret, so an attacker can extend it. `token`: the message
 * contains the secret itself. `joined-members`: no text separates one value from the next value.
 *
 * @category Webhooks
 */
export type Weakness =
  | "token"
  | "digest"
  | "secret-first"
  | "joined-members";
