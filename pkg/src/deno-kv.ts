/**
 * A store in Deno KV. It has no dependencies.
 *
 * @module payauth/deno-kv
 */

export { type DenoKv, type DenoKvAtomic, denoKvStore } from "./host/deno-kv.js";
export type { Store, Stored, StoreOptions } from "./host/store.js";
