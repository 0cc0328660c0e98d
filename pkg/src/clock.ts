import * as check from "./check.js";
import { answer, core, guarded, placeLines } from "./scratch.js";

/** An answer, and when it was asked for and came. */
export interface ClockSample {
  /** The `Date` field of the answer; `null` where there is none. */
  readonly date: string | null | undefined;
  /** The `Age` field of the answer, if there is one: then the date is a cache's, and tells nothing. */
  readonly age?: string | null | undefined;
  readonly sentAt: Date;
  readonly receivedAt: Date;
}

/** What is known of a server's clock. */
export interface ClockOffset {
  /** Milliseconds to add to the host's clock before a request is signed. */
  readonly offsetMs: number;
  /** What to keep, and to give with the next sample. */
  readonly state: string;
}

/**
 * Learns how far a server's clock is from the host's, from the `Date` of its answers. DVPay refuses a request whose time
 * is five minutes off.
 *
 * The first small difference is only remembered; a second that agrees within 30 s is applied, and so is one of four
 * minutes. Never judge a webhook by it.
 *
 * @param state - what the last call gave; `undefined` at first
 * @throws {PayauthError} `ERR_OPTION` for a state that no call gave, or an unknown option; `ERR_TIME`
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
 *
 * @example A host that is five minutes behind
 * ```js
 * import { clockOffset } from "payauth";
 *
 * const now = new Date("2024-03-02T11:55:00Z");
 * const date = "Sat, 02 Mar 2024 12:00:00 GMT";
 * console.log(clockOffset(undefined, { date, sentAt: now, receivedAt: now }).offsetMs); // 300500
 * ```
 */
export function clockOffset(state: string | undefined, sample: ClockSample): ClockOffset {
  const before = state === undefined ? "" : check.string("state", state);
  const { date, age, sentAt, receivedAt } = check.options("sample", sample, ["date", "age", "sentAt", "receivedAt"]);
  const [seen, cached] = [field("date", date), field("age", age) !== ""];
  const [sent, received] = [check.date("sentAt", sentAt), check.date("receivedAt", receivedAt)];
  const lines = [before, seen.toWellFormed()];
  const text = guarded(() => answer(core().clockOffset(sent, received, cached, placeLines("date", lines, "peer"))));
  return { offsetMs: Number(text.split(",")[0]), state: text };
}

function field(argument: string, value: unknown): string {
  return value === undefined || value === null ? "" : check.string(argument, value);
}
