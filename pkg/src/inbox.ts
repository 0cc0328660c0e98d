// The inbox of messages: state in, decision and new state out.

import { answer, core, guarded, placeLines } from "./scratch.js";

/** @internal What to do about a message, and the state to keep. */
export interface InboxStep {
  readonly verdict: "run" | "duplicate" | "in-progress" | "kept" | "lost";
  /** The attempt, or when the lease of another ends. */
  readonly number: number;
  readonly state: string;
}

const STEPS = ["begin", "renew", "finish", "release"] as const;

/** @internal One step of the inbox; `ms` is the length of the lease, or for how long a message is remembered. */
export function inbox(step: (typeof STEPS)[number], state: string, owner: string, now: number, ms: number): InboxStep {
  const record = guarded(() => answer(core().inboxStep(STEPS.indexOf(step), now, ms, placeLines("state", [owner, state]))));
  const [verdict, number, next] = record.split("\n") as [InboxStep["verdict"], string, string];
  return { verdict, number: Number(number), state: next };
}
