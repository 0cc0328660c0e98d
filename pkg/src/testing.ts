/**
 * Tests: of a store that you wrote, and of your program against the providers without a network. It imports no wasm module.
 *
 * @module payauth/testing
 */

export { type BrokenRule, checkStore, type CheckStoreOptions } from "./host/testing.js";
export { type Sandbox, sandbox, type SandboxCall, type SandboxHost, type SandboxOptions } from "./host/sandbox.js";
export type { SandboxFault, SandboxProvider } from "./host/sandbox/faults.js";
export type { HostResponse } from "./host/options.js";
export type { Store, Stored, StoreOptions } from "./host/store.js";
