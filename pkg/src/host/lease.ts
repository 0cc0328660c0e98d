// Leases inside this isolate: a store that cannot tell versions lets everybody take the lease in it. Plain numbers, since
// who holds one may be gone.

import type { TokenStore } from "./store.js";

const leases = /* @__PURE__ */ new WeakMap<TokenStore, Map<string, number>>();

/** Takes the lease on what `store` has under `key`, if nobody in this isolate has it; says when it ends. */
export function takeLease(store: TokenStore, key: string, now: number, length: number): { taken: boolean; until: number } {
  const held = leases.get(store) ?? new Map<string, number>();
  leases.set(store, held);
  const until = held.get(key) ?? 0;
  // A clock that went back makes no lease longer.
  if (now < until && until <= now + length) return { taken: false, until };
  held.set(key, now + length);
  return { taken: true, until: now + length };
}

/** Ends the lease that was taken until then. */
export function endLease(store: TokenStore, key: string, until: number): void {
  const held = leases.get(store);
  if (held?.get(key) === until) held.delete(key);
}
