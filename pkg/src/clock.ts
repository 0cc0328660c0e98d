import * as check from "./check.js";
import type { ClockRecord } from "./generated/records.js";
import { answer, core, guarded, placeLines } from "./scratch.js";

/**
 * Two header fields of a response, and the times at which the request was sent and the response arrived, for {@link clockOffset}.
 *
 * @category Primitives
 */
export interface ClockSample {
  /** The `Date` header of the response; `null` if it has none. */
  readonly date: string | null | undefined;
  /** The `Age` header of the response. If it is present, the date is from a cache and is ignored. Default: absent. */
  readonly age?: string | null | undefined;
  /** When the request was sent, by your clock. */
  readonly sentAt: Date;
  /** When the response arrived, by your clock. */
  readonly receivedAt: Date;
}

/**
 * The difference between a server's clock and your clock, as {@link clockOffset} returns it.
 *
 * @category Primitives
 */
export interface ClockOffset {
  /** The milliseconds to add to your clock before you sign a request. */
  readonly offsetMs: number;
  /** The state to store, and to pass with the next sample. */
  readonly state: string;
}

/**
 * Estimates the difference between a server's clock and your clock, from the `Date` header of its responses. For example, DVPay rejects a
 * signed request whose time differs from DVPay's clock by more than five minutes. `client.fetch` uses the offset automatically.
 *
 * A sample that differs from the current offset by four minutes or more is applied at once. Any other sample is applied if it differs
 * from the previous sample by at most 30 s. A sample changes nothing in each of these cases: `date` is missing or invalid; `age` is
 * present; `receivedAt` is before `sentAt`, or more than 15 minutes after `sentAt`; the difference is above 24 hours. Do not use the
 * offset to verify webhooks.
 *
 * @param state - the `state` of the last call; `undefined` at first
 * @param sample - the headers and times of one response
 * @returns the offset, and the state for the next call
 * @throws PayauthError with `ERR_OPTION` for a state that no call returned, or an unknown option; `ERR_TIME` for an
 * invalid `Date`
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example A host whose clock is five minutes behind
 * ```js
 * import { clockOffset } from "payauth";
 *
 * const now = new Date("2024-03-02T11:55:00Z");
 * const date = "Sat, 02 Mar 2024 12:00:00 GMT";
 * console.log(clockOffset(undefined, { date, sentAt: now, receivedAt: now }).offsetMs); // 300500
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1 | RFC 9110, section 6.6.1: Date}
 * @category Primitives
 */
export function clockOffset(state: string | undefined, sample: ClockSample): ClockOffset {
  const before = state === undefined ? "" : check.string("state", state);
  const { date, age, sentAt, receivedAt } = check.options("sample", sample, ["date", "age", "sentAt", "receivedAt"]);
  const [seen, cached] = [field("date", date), field("age", age) !== ""];
  const [sent, received] = [check.date("sentAt", sentAt), check.date("receivedAt", receivedAt)];
  const lines: ClockRecord = [before, seen.toWellFormed()];
  const text = guarded(() => answer(core().clockOffset(sent, received, cached, placeLines("date", lines, "peer"))));
  return { offsetMs: Number(text.split(",")[0]), state: text };
}

function field(argument: string, value: unknown): string {
  return value === undefined || value === null ? "" : check.string(argument, value);
}
