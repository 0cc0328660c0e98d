import * as check from "./check.js";
import { answer, core, guarded, placeWhole } from "./scratch.js";

/** What {@link rateLimit} decides by. */
export interface RateLimitOptions {
  /** The time of the call. */
  readonly now: Date;
  /** How many calls may be made in a second, 1 to 1000. */
  readonly perSecond: number;
}

/** What {@link rateLimit} decided. */
export interface RateLimitDecision {
  /** Whether the call may be made now. */
  readonly allowed: boolean;
  /** If not: the milliseconds after which to ask again. */
  readonly waitMs: number;
  /** What to keep, and to give with the next call, whatever was decided. */
  readonly state: string;
}

/**
 * Decides whether a call may be made now, so that no more than `perSecond` calls are made in any 1,000 milliseconds.
 *
 * The state is a text that you keep wherever the callers of one limit share it.
 *
 * @param state - what the last decision gave; `undefined` at first
 * @throws {PayauthError} `ERR_OPTION` for a state that no decision gave, or a limit outside 1 to 1000; `ERR_TIME`
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
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
 */
export function rateLimit(state: string | undefined, options: RateLimitOptions): RateLimitDecision {
  const line = state === undefined ? "" : check.string("state", state);
  const { now, perSecond } = check.options("options", options, ["now", "perSecond"]);
  const millis = check.date("now", now);
  const limit = check.integer("perSecond", perSecond, 1, 1000);
  const record = guarded(() => answer(core().rateLimit(millis, limit, placeWhole("state", line)))).split("\n");
  const waitMs = Number(record[0]);
  return { allowed: waitMs === 0, waitMs, state: record[1] ?? "" };
}
