/**
 * A store in Workers KV, which cannot compare and set. It imports nothing.
 *
 * @module payauth/workers-kv
 */

export { type WorkersKv, workersKvStore } from "./host/workers-kv.js";
export type { Store, Stored, StoreOptions } from "./host/store.js";
