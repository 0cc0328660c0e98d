// The problems that end the handling of a request.

import { isPayauthError } from "../errors.js";
import type { WebhookProblem } from "./handler-types.js";

/** The type of a problem, and the status of its answer. */
export type HandlerProblem = readonly [type: WebhookProblem<never>["type"], status: number];

/** Makes the problem of an error. */
export type Judge = (error: unknown) => HandlerProblem;

/** The status of every problem after which the sender retries. */
export const LATER = 503;

/** The problem of an error in the caller's function. */
export const ofHandler: Judge = () => ["failed", LATER];

/** The problem of an error in a function of the options. Whatever it throws, the sender is not to blame. */
export const ofOption: Judge = (error) => (isPayauthError(error) && error.blame === "caller" ? ["misconfigured", 500] : ofHandler(error));

/** The problem of an error of payauth. */
export const ofPayauth: Judge = (error) => {
  if (!isPayauthError(error) || error.blame === "caller") return ofOption(error);
  return error.code === "ERR_STORE" ? ["store-failed", LATER] : ["rejected", 400];
};

/** The problem of an error while the body is read. If payauth did not throw it, the connection failed. */
export const ofBody: Judge = (error) => {
  if (!isPayauthError(error)) return ["cut-off", 400];
  return error.code === "ERR_TOO_LARGE" ? ["too-large", 413] : ofPayauth(error);
};

/** Without `onReject`, the reason is written to the console. */
export function log({ type, status, code, error }: WebhookProblem<unknown>): void {
  // The text of a payauth error is enough, and contains no part of the message; its stack would only fill the log.
  const reason = type === "failed" || error === undefined ? error : String(error);
  console.error("payauth: webhook answered with", ...[status, type, code, reason].filter((part) => part !== undefined));
}
