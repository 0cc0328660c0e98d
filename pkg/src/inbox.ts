// The inbox of messages. A step gets the stored state, and returns a decision and the new state.

import { INBOX_NUMBER, INBOX_STATE, INBOX_VERDICT, type InboxRecord, type LeaseRecord } from "./generated/records.js";
import type { InboxVerdict } from "./generated/words.js";
import { answer, core, guarded, placeLines } from "./scratch.js";

/** @internal What to do about a message, and the state to keep. */
export interface InboxStep {
  readonly verdict: InboxVerdict;
  /** The number of the attempt, or the time at which another caller's lease expires. */
  readonly number: number;
  readonly state: string;
}

/** @internal Runs a step of the inbox. `ms` is the length of the lease, or the time for which a message is remembered. */
export function inbox(step: number, state: string, owner: string, now: number, ms: number): InboxStep {
  const record = guarded(() => answer(core().inboxStep(step, now, ms, placeLines("state", [owner, state] satisfies LeaseRecord))));
  const lines = record.split("\n") as InboxRecord;
  return { verdict: lines[INBOX_VERDICT] as InboxVerdict, number: Number(lines[INBOX_NUMBER]), state: lines[INBOX_STATE] };
}
