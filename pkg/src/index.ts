/**
 * The main entry: signatures, tokens, webhooks and errors, with clients that can also send their requests.
 *
 * @module payauth
 */

export * from "./pure.js";
export { defineProvider, type Options, type Provider, type ProviderClient, type ProviderFetchOptions } from "./host/define.js";
export type { FetchOptions, Fetcher } from "./host/driver.js";
export type { TokenFailure } from "./host/failure.js";
export type { Signal } from "./host/aborts.js";
export type { HostOptions, HostResponse, TokenEvent } from "./host/options.js";
export type { MinimalResponse } from "./host/response.js";
export { dogpay, doorpay, dvpay, pledg, wakapay } from "./host/providers.js";
export type { StoreFault } from "./host/checked-store.js";
export { MemoryStore, type MemoryStoreOptions, type Store, type Stored, type StoreOptions } from "./host/store.js";
export type { StoreHostOptions } from "./host/kept.js";
export { once, type OnceContext, type OnceOptions, type OnceOutcome } from "./host/once.js";
export { sharedRateLimit, type SharedRateLimit, type SharedRateLimitOptions } from "./host/shared-rate-limit.js";
export { webhookHandler } from "./host/handler.js";
export type { HandlerArguments, HostRequest, PerRequest, WebhookFunction, WebhookHandlerOptions } from "./host/handler-types.js";
export type { WebhookMessage, WebhookProblem, WebhookReply, WebhookSender } from "./host/handler-types.js";
export type { MinimalRequest, Received, ReceiveOptions, ReceivingClient } from "./host/receive.js";
