// A limit for all processes, over a store that they share.

import * as check from "../check.js";
import { SHARED_WRITE_MS } from "../generated/boundary.js";
import { sharedLimit } from "../rate-limit.js";
import type { Signal } from "./aborts.js";
import { StoreError } from "./checked-store.js";
import { HOST_OPTIONS, KeptState, keyPart, type StoreHostOptions } from "./kept.js";
import { Pauses } from "./pauses.js";
import type { Store } from "./store.js";

/**
 * The options of {@link sharedRateLimit}.
 *
 * @category Stores
 */
export interface SharedRateLimitOptions extends StoreHostOptions {
  /** What is limited, such as the provider and the outgoing IP address. Callers with the same key share the limit; required. */
  readonly key: string;
  /** The number of calls per second, 1 to 1000; required. */
  readonly perSecond: number;
}

/**
 * A limit of {@link sharedRateLimit}.
 *
 * @category Stores
 */
export interface SharedRateLimit {
  /**
   * Waits until a call may be made.
   *
   * @param options - a signal that ends the wait
   * @returns when the call may be made
   * @throws PayauthError with `ERR_STORE` if the store fails; `ERR_CLOCK`
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   * @throws every error of `clock`, `sleep` and `random`, and the reason of the signal, unchanged
   */
  take(options?: { readonly signal?: Signal }): Promise<void>;
}

/**
 * Limits the calls of all processes that share a store: no second has more than `perSecond`, whatever the clocks of the
 * processes say.
 *
 * A process counts by its own clock, from when it saw the others' calls. So a process that starts, or that has not made a call
 * for a while, may wait a second although the limit is not reached. The store must answer a `set` within 100 ms, or `take` asks
 * again; after five such answers it fails.
 *
 * DoorPay limits each IP address, so put the outgoing address into the key.
 *
 * @param store - a store with `atomic: true`
 * @param options - the limit and its name
 * @returns the limit
 * @throws PayauthError with `ERR_OPTION` for a store that is not atomic, or an invalid option
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example DoorPay allows 10 requests a second and IP address
 * ```js
 * import { MemoryStore, sharedRateLimit } from "payauth";
 *
 * const store = new MemoryStore(); // in production, one that all processes share
 * const limit = sharedRateLimit(store, { key: "doorpay 203.0.113.7", perSecond: 10 });
 * await limit.take({ signal: AbortSignal.timeout(5_000) });
 * console.log("one of ten in this second"); // one of ten in this second
 * ```
 *
 * @see {@link https://merchants.thedoorpay.com/docs/authentication | DoorPay: Authentication}
 * @category Stores
 */
export function sharedRateLimit(store: Store, options: SharedRateLimitOptions): SharedRateLimit {
  const { key, perSecond, ...host } = check.options("options", options, ["key", "perSecond", ...HOST_OPTIONS]);
  const limit = check.integer("perSecond", perSecond, 1, 1000);
  const kept = new KeptState(store, `payauth:limit1:${keyPart("key", key, 150)}`, host as StoreHostOptions);
  const seen = { text: "", epoch: "" };
  return {
    async take(given = {}) {
      const { signal } = check.options("options", given, ["signal"]) as { signal?: Signal };
      seen.epoch ||= kept.name();
      await take(kept, limit, seen, signal);
    },
  };
}

/** What this process has seen of the state. */
interface Seen {
  text: string;
  epoch: string;
}

/** After this many writes that took longer, the call fails. */
const MAX_SLOW = 5;

/** A process looks at least this often while it waits, to see the calls of the others when they are made. */
const LOOK_MS = 30;

/** Long after any call counts. */
const TTL_SECONDS = 60;

async function take(kept: KeptState, perSecond: number, seen: Seen, signal: Signal | undefined): Promise<void> {
  const pauses = new Pauses(kept.host);
  for (let slow = 0, asked = 0; slow < MAX_SLOW; ) {
    if (signal?.aborted) throw signal.reason;
    const decided = await kept.change(
      TTL_SECONDS,
      (written) => {
        const state = written.slice(0, Math.max(0, written.lastIndexOf(" ")));
        asked = kept.host.clock();
        const decision = sharedLimit(state, seen.text, seen.epoch, asked, perSecond);
        // What was seen counts also if another call is sooner; a call of this one that is not written does not.
        if (decision.waitMs > 0) seen.text = decision.seen;
        // With a name, so that a caller knows its own write from another's of the same count.
        return { result: decision, ...(decision.waitMs === 0 && { state: `${decision.state} ${kept.name()}` }) };
      },
      signal,
    );
    if (decided.waitMs === 0) {
      seen.text = decided.seen;
      if (kept.host.latest() - asked <= SHARED_WRITE_MS) return;
      // Others may have begun to count the call that is not made yet.
      slow += 1;
    } else await pauses.pause(Math.min(decided.waitMs, LOOK_MS), signal);
  }
  throw new StoreError("set", "timeout");
}
