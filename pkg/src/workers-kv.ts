/**
 * A store in Workers KV, which has no compare-and-set. It has no dependencies.
 *
 * @module payauth/workers-kv
 */

export { type WorkersKv, workersKvStore } from "./host/workers-kv.js";
export type { Store, Stored, StoreOptions } from "./host/store.js";
