// A rate limit that all processes share with a store.

import * as check from "../check.js";
import { SHARED_WRITE_MS } from "../generated/boundary.js";
import { sharedLimit } from "../rate-limit.js";
import { type Signal, throwIfAborted } from "./aborts.js";
import { StoreError } from "./checked-store.js";
import { HOST_OPTIONS, KeptState, keyPart, type StoreHostOptions } from "./kept.js";
import { readHost, readSignal } from "./options.js";
import { Pauses } from "./pauses.js";
import type { Store } from "./store.js";

/**
 * The options of {@link sharedRateLimit}.
 *
 * @category Stores
 */
export interface SharedRateLimitOptions extends StoreHostOptions {
  /** The name of the limit, such as the provider and the outgoing IP address. Callers with the same key share the limit; required. */
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
   * @returns a promise that resolves when the call may be made
   * @throws PayauthError with `ERR_STORE` if the store fails or is too slow; `ERR_CLOCK` if the clock is not set or does not advance
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   * @throws every error of `clock`, `sleep` and `random`, and the reason of the signal, unchanged
   */
  take(options?: { readonly signal?: Signal }): Promise<void>;
}

/**
 * Limits the calls of all processes that share a store: in any second, at most `perSecond` calls are made, even if the clocks of
 * the processes differ.
 *
 * A process counts the calls of the other processes by its own clock, from the time at which it saw these calls in the store. So a process
 * that starts, or that has not made a call for a while, may wait a second although the limit is not reached. If the store takes more than
 * 100 ms for a `set`, `take` tries again. After five slow writes it rejects with `ERR_STORE`.
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
  const kept = new KeptState(store, `payauth:limit1:${keyPart("key", key, 150)}`, readHost(host));
  const seen = { text: "", epoch: "" };
  return {
    async take(given = {}) {
      const signal = readSignal(check.options("options", given, ["signal"])["signal"]);
      seen.epoch ||= kept.name();
      await take(kept, limit, seen, signal);
    },
  };
}

/** The part of the state that this process has seen. */
interface Seen {
  text: string;
  epoch: string;
}

/** The number of slow writes after which the call fails. */
const MAX_SLOW = 5;

/** While a call waits, it reads the state at least this often, to see the calls of other processes in time. */
const LOOK_MS = 30;

/** The time to live of the state. It is much longer than the time for which a call counts. */
const TTL_SECONDS = 60;

async function take(kept: KeptState, perSecond: number, seen: Seen, signal: Signal | undefined): Promise<void> {
  const pauses = new Pauses(kept.host);
  for (let slow = 0, asked = 0; slow < MAX_SLOW; ) {
    throwIfAborted(signal);
    const decided = await kept.change(
      TTL_SECONDS,
      (written) => {
        const state = written.slice(0, Math.max(0, written.lastIndexOf(" ")));
        asked = kept.host.clock();
        const decision = sharedLimit(state, seen.text, seen.epoch, asked, perSecond);
        // The calls that were seen count even if another caller writes first. The call of this caller counts only after the state is
        // written.
        if (decision.waitMs > 0) seen.text = decision.seen;
        // The name distinguishes this caller's write from another caller's write with the same count.
        return { result: decision, ...(decision.waitMs === 0 && { state: `${decision.state} ${kept.name()}` }) };
      },
      signal,
    );
    if (decided.waitMs === 0) {
      seen.text = decided.seen;
      if (kept.host.latest() - asked <= SHARED_WRITE_MS) return;
      // Other processes may already count this call, although it has not been made.
      slow += 1;
    } else await pauses.pause(Math.min(decided.waitMs, LOOK_MS), signal);
  }
  throw new StoreError("set", "timeout");
}
