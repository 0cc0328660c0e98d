// Leases in the memory of the process, for stores that do not compare versions: in such a store, every caller would get the lease. A lease
// ends at an expiry time, because the caller that has the lease may be killed.

import type { Store } from "./store.js";

const leases = /* @__PURE__ */ new WeakMap<Store, Map<string, number>>();

/** Acquires the lease for `key` in `store`, if no caller in this isolate has it. Also returns the time at which the lease expires. */
export function takeLease(store: Store, key: string, now: number, length: number): { taken: boolean; until: number } {
  const held = leases.get(store) ?? new Map<string, number>();
  leases.set(store, held);
  const until = held.get(key) ?? 0;
  // If the clock was set back, the lease does not become longer.
  if (now < until && until <= now + length) return { taken: false, until };
  held.set(key, now + length);
  return { taken: true, until: now + length };
}

/** Ends the lease that expires at `until`. */
export function endLease(store: Store, key: string, until: number): void {
  const held = leases.get(store);
  if (held?.get(key) === until) held.delete(key);
}
