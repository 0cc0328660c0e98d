export { type Blame, type ErrorCode, type ErrorFacts, isPayauthError, PayauthError } from "./errors.js";
export {
  type HmacAlgorithm,
  type HmacKey,
  type HmacKeyOptions,
  hmacKey,
  type SecretEncoding,
  type TagEncoding,
} from "./hmac.js";
