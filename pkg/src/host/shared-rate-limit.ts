// A rate limit that all processes share with a store.

import * as check from "../check.js";
import { refuse } from "../errors.js";
import { MIN_CLOCK_MS, SHARED_WRITE_MS } from "../generated/boundary.js";
import { sharedLimit } from "../rate-limit.js";
import { type Signal, throwIfAborted, unlessAborted } from "./aborts.js";
import { faultOf, tooSlow } from "./checked-store.js";
import { FairShare } from "./fair-share.js";
import { type Change, HOST_OPTIONS, KeptState, keyPart, type StoreHostOptions } from "./kept.js";
import { readHost, readSignal } from "./options.js";
import { Pauses } from "./pauses.js";
import { Queue, type WaitingCall } from "./queue.js";
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
 * 100 ms for a `set`, `take` tries again. After five slow writes in a row, all waiting calls reject with `ERR_STORE`.
 *
 * A process pauses for a random time if it must wait after its calls, or if it makes nearly all calls that the limit allows. The pause takes at
 * most 80 ms and the time of the last call of the store. So processes that always have a waiting call get similar shares of the limit.
 *
 * The calls of one limit wait in a queue, and only the first of them uses the store. So make one limit for each process. Without the
 * option `clock`, the limit uses a clock that ignores changes of the system time.
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
  const { key, perSecond, ...given } = check.options("options", options, ["key", "perSecond", ...HOST_OPTIONS]);
  const limit = check.integer("perSecond", perSecond, 1, 1000);
  const host = readHost(given["clock"] === undefined ? { ...given, clock: steady } : given);
  const shared = new SharedLimit(new KeptState(store, `payauth:limit1:${limitName(key)}`, host), limit);
  return {
    async take(options = {}) {
      await shared.take(readSignal(check.options("options", options, ["signal"])["signal"]));
    },
  };
}

/** The name of a limit, encoded. Limits with a missing name would share one limit. */
function limitName(key: unknown): string {
  if (key === "") throw refuse("ERR_OPTION", "key", "is empty; pass the name of the limit");
  return keyPart("key", key, 150);
}

/** A clock that ignores changes of the system time. Only the differences of its times are used, so the times begin at any valid time. */
function steady(): number {
  return MIN_CLOCK_MS + performance.now();
}

/** The number of slow writes, one after another, after which all waiting calls fail. */
const MAX_SLOW = 5;

/** The number of timeouts of the store, one after another, after which all waiting calls fail. */
const MAX_TIMEOUTS = 2;

/** The maximum number of slots that one write acquires. */
const MAX_SLOTS = 32;

/** The time to live of the state. Some stores compare it with the clock of the reader, so it is longer than any difference of clocks. */
const TTL_SECONDS = 86_400;

class SharedLimit {
  readonly #kept: KeptState;
  readonly #perSecond: number;
  readonly #queue = new Queue();
  readonly #share: FairShare;
  /** The part of the state that this process has seen, and the name that the process writes into a new state after a state was lost. */
  #seen = "";
  #epoch = "";
  /** The number of slow writes, and of timeouts of the store, one after another. */
  #slow = 0;
  #timeouts = 0;

  constructor(kept: KeptState, perSecond: number) {
    this.#kept = kept;
    this.#share = new FairShare(kept.host, perSecond);
    this.#perSecond = perSecond;
  }

  async take(signal: Signal | undefined): Promise<void> {
    const { host } = this.#kept;
    const [pauses, call]: [Pauses, WaitingCall] = [new Pauses(host), { until: 0, slot: 0 }];
    try {
      for (;;) {
        throwIfAborted(signal);
        if (call.fault !== undefined) throw call.fault;
        const isFirst = call.slot === 0;
        if (isFirst) {
          // Slots for other calls must not be lost if this call is aborted.
          const behind = this.#queue.pauseOf(call, host.clock(), 2 * host.storeTimeoutMs);
          const pause = behind || (await unlessAborted(this.#acquire(call), signal));
          if (pause > 0) {
            await pauses.pause(pause, signal);
            continue;
          }
        }
        const isInTime = host.latest() - call.slot <= SHARED_WRITE_MS;
        if (isFirst) this.#slow = isInTime ? 0 : this.#slow + 1;
        if (isInTime) return;
        // Other processes may already count this call, although it has not been made.
        call.slot = 0;
        if (this.#slow >= MAX_SLOW) this.#fail(tooSlow(SHARED_WRITE_MS, MAX_SLOW));
      }
    } finally {
      this.#queue.leave(call);
    }
  }

  /** Acquires slots for the first call and the next calls. Returns how long the first call must pause before it tries again. */
  async #acquire(first: WaitingCall): Promise<number> {
    const due = this.#share.due();
    if (due > 0) return due;
    // After a slow write, the slots of other calls would probably be lost, too.
    const calls = [first, ...this.#queue.next(first, this.#kept.host.latest(), this.#slow > 0 ? 0 : MAX_SLOTS - 1)];
    try {
      const before = this.#kept.host.latest();
      const { slots, seen, asked, waitMs } = await this.#kept.change(TTL_SECONDS, (written) => this.#step(written, calls.length));
      this.#seen = seen;
      this.#timeouts = 0;
      for (const call of calls.slice(0, slots)) {
        call.slot = asked;
        // After a slow write, the first call tries again, so it keeps its place.
        if (call !== first) this.#queue.leave(call);
      }
      const pause = this.#share.after(slots, waitMs, before);
      this.#queue.freeAt = asked + Math.max(waitMs, pause);
      return pause;
    } catch (error) {
      // One slow answer ends only the first call.
      if (faultOf(error) === "timeout" && (this.#timeouts += 1) >= MAX_TIMEOUTS) this.#fail(error);
      throw error;
    }
  }

  /** Ends the wait of all calls with the error. */
  #fail(error: unknown): never {
    this.#queue.fail(error);
    this.#slow = this.#timeouts = 0;
    throw error;
  }

  /** Decides about this number of calls. Writes the state if at least one call is allowed. */
  #step(written: string, most: number): Change<{ slots: number; seen: string; asked: number; waitMs: number }> {
    const end = written.lastIndexOf(" ");
    // A text without a name was not written by a limit. The core rejects it.
    let [state, seen, slots, waitMs] = [end > 0 ? written.slice(0, end) : written, this.#seen, 0, 0];
    const asked = this.#kept.host.clock();
    // With the name of the lost state, the other processes would not see that the state begins again.
    if (written === "" || this.#epoch === "") this.#epoch = this.#kept.name();
    for (; slots < most; slots += 1) {
      const decision = sharedLimit(state, seen, this.#epoch, asked, this.#perSecond);
      ({ waitMs } = decision);
      if (waitMs > 0) {
        // The calls that were seen count even if another process writes first. The calls of this process count only after the state is
        // written.
        if (slots === 0) this.#seen = seen = decision.seen;
        break;
      }
      ({ seen, state } = decision);
    }
    // The name distinguishes this write from a write of another process with the same count.
    return { result: { slots, seen, asked, waitMs }, ...(slots > 0 && { state: `${state} ${this.#kept.name()}` }) };
  }
}
