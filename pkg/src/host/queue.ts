// The calls of a process that wait for the same limit. Only the first call uses the store, so the calls do not compete with each other.
//
// A call never waits for a promise of another call: in a Worker, the request of that call may have ended. So each call looks at its place
// after a pause, and a call that does not look again in time loses its place.

import { SHARED_WRITE_MS } from "../generated/boundary.js";

/** A call that waits. */
export interface WaitingCall {
  /** The time at which the call loses its place. */
  until: number;
  /** The time for which the first call has acquired a slot for this call; 0 without a slot. */
  slot: number;
  /** The fault of the store that ended the wait of the first call, and so of this call. */
  fault?: unknown;
}

/** A time in milliseconds that is longer than a turn of the event loop in a busy process. */
const GRACE_MS = 1_000;

/** The maximum pause of a call that is not the first. */
const MAX_PAUSE_MS = 500;

/** A slot is not acquired for a call that pauses longer than this, because the call would use the slot too late. */
const MAX_SLEEP_MS = SHARED_WRITE_MS / 2;

export class Queue {
  /** The time at which the first call may be allowed. */
  freeAt = 0;
  readonly #calls = new Set<WaitingCall>();

  /**
   * Returns how long a call pauses before it asks again, in milliseconds. The result is 0 for the first call, which then has `ms` to use
   * the store.
   */
  pauseOf(call: WaitingCall, now: number, ms: number): number {
    this.#calls.add(call);
    let place = 0;
    for (const other of this.#calls) {
      if (other === call) break;
      // If the clock was set back, a call does not keep its place longer.
      if (other.until <= now || other.until > now + ms + MAX_PAUSE_MS + GRACE_MS) this.#calls.delete(other);
      else place += 1;
    }
    const pause = place === 0 ? 0 : Math.min(Math.max(0, this.freeAt - now) + Math.max(1, place / 2), MAX_PAUSE_MS);
    call.until = now + (pause || ms) + GRACE_MS;
    return pause;
  }

  /** The calls after `first`, at most `most`, that will look at their place soon enough to use a slot. */
  next(first: WaitingCall, now: number, most: number): WaitingCall[] {
    return [...this.#calls].filter((call) => call !== first && call.until - GRACE_MS <= now + MAX_SLEEP_MS).slice(0, most);
  }

  leave(call: WaitingCall): void {
    this.#calls.delete(call);
  }

  /** Ends the wait of all calls if the store does not answer. Otherwise, one call after another would wait for the timeout. */
  fail(fault: unknown): void {
    for (const call of this.#calls) call.fault = fault;
    this.#calls.clear();
  }
}
