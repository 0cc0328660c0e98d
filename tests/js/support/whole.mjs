// The extent of tests that repeat one case many times.

/**
 * Whether this runtime tests all repetitions. The module and the scripts are the same in every runtime, so one runtime does, and the others
 * test a part of them.
 */
export function isWhole(host) {
  return host.env.RUNTIME === "Node (import)";
}
