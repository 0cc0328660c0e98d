/**
 * Tests of a store that you wrote. It imports nothing.
 *
 * @module payauth/testing
 */

export { type BrokenRule, checkStore, type CheckStoreOptions } from "./host/testing.js";
export type { Store, Stored, StoreOptions } from "./host/store.js";
