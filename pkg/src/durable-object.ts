/**
 * A store in Durable Objects: a class to export from your Worker, and a store that uses its namespace. It has no dependencies.
 *
 * @module payauth/durable-object
 */

export { durableObjectStore, StoreObject, type StoreObjectNamespace, type StoreObjectState } from "./host/durable-object.js";
export type { Store, Stored, StoreOptions } from "./host/store.js";
