/**
 * The functions and clients of `payauth` without `fetch`, `receive`, webhook handlers and stores: nothing in this module sends a
 * request or reads a clock.
 *
 * @module payauth/pure
 */

export { type BasicAuthMode, type BasicAuthOptions, type BasicCredentials, basicAuth, bearerAuth, parseBasicAuth } from "./auth.js";
export type { SecretEncoding } from "./check.js";
export { type Blame, type ErrorCode, type ErrorFacts, isPayauthError, PayauthError } from "./errors.js";
export { type HmacAlgorithm, type HmacKey, type HmacKeyOptions, hmacKey, type TagEncoding } from "./hmac.js";
export { type DeriveOptions, idempotencyKey } from "./idempotency.js";
export { type ClockOffset, type ClockSample, clockOffset } from "./clock.js";
export { type DogPayClient, type DogPayOptions, type DogPayPageOptions, dogpay } from "./provider/dogpay.js";
export { type DoorPayClient, type DoorPayOptions, type PageOptions, doorpay } from "./provider/doorpay.js";
export type { PageReading } from "./provider/position.js";
export type { VersionReading } from "./provider/version.js";
export { type DVPayClient, type DVPayOptions, dvpay } from "./provider/dvpay.js";
export { type RateLimitDecision, type RateLimitOptions, rateLimit } from "./rate-limit.js";
export type { FieldValue, HeaderFields, RequestFields } from "./headers.js";
export type { JsonArray, JsonObject, JsonValue } from "./json.js";
export type { Params } from "./params.js";
export type { AuthorizedRequest, Query, SignOptions } from "./request.js";
export type { Client, ClientOptions, ErrorAnswer, TokenOptions, WebhookOptions } from "./client.js";
export type { Problem } from "./problem.js";
export { type PledgClient, type PledgOptions, type PledgSignOptions, pledg } from "./provider/pledg.js";
export { type WakaPayClient, type WakaPayOptions, wakapay } from "./provider/wakapay.js";
export type {
  RefreshBegun,
  RefreshHeld,
  RefreshOptions,
  TokenAnswer,
  TokenDecision,
  TokenMachine,
  UnauthorizedOptions,
  Verdict,
} from "./token.js";
export { defineProvider } from "./provider/define.js";
export type { AuthWord, DefinedClient, Options, Provider, ProviderClient, ProviderProblem, ProviderSignOptions, ProviderTokenOptions } from "./provider/defined.js";
export type {
  DefinitionFields,
  DefinitionPath,
  DefinitionText,
  ProviderAnswer,
  ProviderAuth,
  ProviderBasic,
  ProviderCredential,
  ProviderDefinition,
  ProviderEndpoint,
  ProviderErrors,
  ProviderIdempotency,
  ProviderOutcome,
  ProviderPages,
  ProviderServer,
  ProviderToken,
  ProviderWebhook,
  ProviderWebhookToken,
} from "./profile/definition.js";
export type { Scheme, SchemeCatalogue, SchemeName } from "./catalogue.js";
export type { SchemeCarrier, SchemeDefinition, TimeFormat } from "./definition.js";
export { defineScheme, schemes } from "./scheme.js";
export { signRequest, type SignRequestOptions } from "./sign-request.js";
export {
  type NamedSecret,
  type RawBody,
  type SignWebhookOptions,
  signWebhook,
  type VerifyOptions,
  verifyWebhook,
  type WebhookDelivery,
  type WebhookSecret,
} from "./webhook.js";
export type { VerifiedWebhook, Weakness } from "./verified.js";
