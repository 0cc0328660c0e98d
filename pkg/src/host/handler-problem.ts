// The problems that end the handling of a request.

import { type ErrorFacts, isPayauthError } from "../errors.js";
import type { WebhookProblem } from "./handler-types.js";

/** The type of a problem, and the status of its answer. */
export type HandlerProblem = readonly [type: WebhookProblem<never>["type"], status: number];

/** The facts about an error of payauth; `undefined` for other errors. */
export type Facts = Pick<ErrorFacts, "code" | "blame"> | undefined;

/** Makes the problem of an error. */
export type Judge = (facts: Facts) => HandlerProblem;

/** The status of every problem after which the sender retries. */
export const LATER = 503;

/** The problem of an error in the caller's function. */
export const ofHandler: Judge = () => ["failed", LATER];

/** The problem of an error in a function of the options. The sender is not to blame for an error of this function. */
export const ofOption: Judge = (facts) => (facts?.blame === "caller" ? ["misconfigured", 500] : ofHandler(facts));

/** The problem of an error of payauth. */
export const ofPayauth: Judge = (facts) => {
  if (facts?.blame !== "peer") return ofOption(facts);
  return facts.code === "ERR_STORE" ? ["store-failed", LATER] : ["rejected", 400];
};

/** The problem of an error while the body is read. If payauth did not throw it, the connection failed. */
export const ofBody: Judge = (facts) => {
  if (!facts) return ["cut-off", 400];
  return facts.code === "ERR_TOO_LARGE" ? ["too-large", 413] : ofPayauth(facts);
};

/** Reads the facts one time, because each access to an object of the caller may throw. */
export function factsOf(error: unknown): Facts {
  try {
    return isPayauthError(error) ? { code: error.code, blame: error.blame } : undefined;
  } catch {
    return undefined;
  }
}

/** Without `onReject`, the reason is written to the console. */
export function log({ type, status, code, error }: WebhookProblem<unknown>): void {
  // The text of a payauth error is enough, and contains no part of the message; its stack would only fill the log.
  const reason = type === "failed" || error === undefined ? error : String(error);
  console.error("payauth: webhook answered with", ...[status, type, code, reason].filter((part) => part !== undefined));
}
