/**
 * Everything: signatures, tokens, webhooks and errors, with clients that can also send their requests.
 *
 * @module payauth
 */

export * from "./pure.js";
export type { FetchOptions, Fetcher } from "./host/driver.js";
export type { TokenFailure } from "./host/failure.js";
export type { Signal } from "./host/aborts.js";
export type { HostOptions, HostResponse, TokenEvent } from "./host/options.js";
export type { MinimalResponse } from "./host/response.js";
export { dogpay, doorpay, dvpay, pledg, wakapay } from "./host/providers.js";
export { MemoryStore, type Stored, type StoreOptions, type TokenStore } from "./host/store.js";
export type { MinimalRequest, Received, ReceiveOptions, ReceivingClient } from "./host/receive.js";
export { type ClaimOptions, MemoryReplays, type ReplayStore } from "./host/replays.js";
