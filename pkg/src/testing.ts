/**
 * Tools for tests: `checkStore` tests a store that you wrote, and `sandbox` simulates the providers without a network. It does not
 * load the wasm module.
 *
 * @module payauth/testing
 */

export { type BrokenRule, checkStore, type CheckStoreOptions } from "./host/testing.js";
export { type Sandbox, sandbox, type SandboxCall, type SandboxHost, type SandboxOptions } from "./host/sandbox.js";
export type { SandboxFault, SandboxProvider } from "./host/sandbox/faults.js";
export type { HostResponse } from "./host/options.js";
export type { Store, Stored, StoreOptions } from "./host/store.js";
