/**
 * The part of `payauth` for webhooks, with a smaller wasm module: schemes, `verifyWebhook`, `signWebhook`, `defineScheme`,
 * `webhookHandler` and `once`.
 *
 * @module payauth/webhooks
 */

export type { Scheme, SchemeCatalogue, SchemeName } from "../catalogue.js";
export type { SchemeCarrier, SchemeDefinition, TimeFormat } from "../definition.js";
export { type Blame, type ErrorCode, type ErrorFacts, isPayauthError, PayauthError } from "../errors.js";
export type { FieldValue, HeaderFields, RequestFields } from "../headers.js";
export type { Signal } from "../host/aborts.js";
export type { StoreFault } from "../host/checked-store.js";
export { webhookHandler } from "../host/handler.js";
export type { HandlerArguments, HostRequest, PerRequest, WebhookFunction, WebhookHandlerOptions } from "../host/handler-types.js";
export type { WebhookMessage, WebhookProblem, WebhookReply, WebhookSender } from "../host/handler-types.js";
export type { StoreHostOptions } from "../host/kept.js";
export { once, type OnceContext, type OnceOptions, type OnceOutcome } from "../host/once.js";
export type { HostResponse } from "../host/options.js";
export { MemoryStore, type MemoryStoreOptions, type Store, type Stored, type StoreOptions } from "../host/store.js";
export { defineScheme, schemes } from "../scheme.js";
export type { VerifiedWebhook, Weakness } from "../verified.js";
export {
  type NamedSecret,
  type RawBody,
  type SignWebhookOptions,
  signWebhook,
  type VerifyOptions,
  verifyWebhook,
  type WebhookDelivery,
  type WebhookSecret,
} from "../webhook.js";
