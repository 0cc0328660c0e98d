/**
 * HMAC keys, Basic and Bearer header fields, idempotency keys, the rate limit and the clock offset of `payauth`, with a smaller
 * wasm module. It throws the same errors as `payauth`.
 *
 * @module payauth/hmac
 */

export { type BasicAuthMode, type BasicAuthOptions, type BasicCredentials, basicAuth, bearerAuth, parseBasicAuth } from "../auth.js";
export type { SecretEncoding } from "../check.js";
export { type ClockOffset, type ClockSample, clockOffset } from "../clock.js";
export { type Blame, type ErrorCode, type ErrorFacts, isPayauthError, PayauthError } from "../errors.js";
export { type HmacAlgorithm, type HmacKey, type HmacKeyOptions, hmacKey, type TagEncoding } from "../hmac.js";
export { type DeriveOptions, idempotencyKey } from "../idempotency.js";
export { type RateLimitDecision, type RateLimitOptions, rateLimit } from "../rate-limit.js";
