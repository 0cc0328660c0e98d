import * as check from "./check.js";
import { MAX_PER_SECOND } from "./generated/boundary.js";
import { SHARED_SEEN, SHARED_STATE, SHARED_WAIT_MS, type SharedRecord, type ShareRecord } from "./generated/records.js";
import { answer, core, guarded, placeLines, placeWhole } from "./scratch.js";

/**
 * The options of {@link rateLimit}.
 *
 * @category Primitives
 */
export interface RateLimitOptions {
  /** The current time; required. */
  readonly now: Date;
  /** The number of calls per second, 1 to 1000; required. */
  readonly perSecond: number;
}

/**
 * The decision of {@link rateLimit}.
 *
 * @category Primitives
 */
export interface RateLimitDecision {
  /** Whether the call may be made now. */
  readonly allowed: boolean;
  /** The milliseconds to wait before the next `rateLimit` call; 0 if the call may be made now. */
  readonly waitMs: number;
  /** The state to store, and to pass with the next call, also if the call is not allowed. */
  readonly state: string;
}

/**
 * Decides whether a call may be made now, so that at most `perSecond` calls are made in any 1,000 milliseconds.
 *
 * The state is a text. Store it where all callers that share the limit can read and write it.
 *
 * @param state - the `state` of the last decision; `undefined` at first
 * @param options - the time and the limit
 * @returns the decision, and the state for the next call
 * @throws PayauthError with `ERR_OPTION` for a state that no decision returned, or a limit outside 1 to 1000;
 * `ERR_TIME` for an invalid `Date`
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example DoorPay allows 10 requests a second
 * ```js
 * import { rateLimit } from "payauth";
 *
 * let state;
 * const decision = rateLimit(state, { now: new Date(), perSecond: 10 });
 * state = decision.state;
 * console.log(decision.allowed, decision.waitMs); // true 0
 * ```
 *
 * @see {@link https://merchants.thedoorpay.com/docs/authentication | DoorPay: Authentication}
 * @category Primitives
 */
export function rateLimit(state: string | undefined, options: RateLimitOptions): RateLimitDecision {
  const line = state === undefined ? "" : check.string("state", state);
  const { now, perSecond } = check.options("options", options, ["now", "perSecond"]);
  const millis = check.date("now", now);
  const limit = check.integer("perSecond", perSecond, 1, MAX_PER_SECOND);
  const record = guarded(() => answer(core().rateLimit(millis, limit, placeWhole("state", line)))).split("\n");
  const waitMs = Number(record[0]);
  return { allowed: waitMs === 0, waitMs, state: record[1] ?? "" };
}

/** @internal The decision about a call of one host, if many hosts share the limit. */
export interface SharedDecision {
  readonly waitMs: number;
  readonly state: string;
  readonly seen: string;
}

/** @internal Decides from the state of all hosts, and from what this host has seen of that state. */
export function sharedLimit(state: string, seen: string, epoch: string, now: number, perSecond: number): SharedDecision {
  const record = guarded(() => answer(core().sharedLimit(now, perSecond, placeLines("state", [epoch, seen, state] satisfies ShareRecord))));
  const lines = record.split("\n") as SharedRecord;
  return { waitMs: Number(lines[SHARED_WAIT_MS]), state: lines[SHARED_STATE], seen: lines[SHARED_SEEN] };
}
