// Names the option `auth` in the error of a call whose client lacks a credential of the usual auth.

import type { Call } from "./call.js";
import { isPayauthError, refuse } from "./errors.js";
import { HAS_AUTH } from "./generated/boundary.js";

/** The error of a call. If the call has no `auth`, the text of an error about a missing credential names the alternatives. */
export function withAlternatives(error: unknown, { flags }: Call, alternatives: readonly string[]): unknown {
  const isOpen = alternatives.length > 0 && (flags & HAS_AUTH) === 0;
  if (!isOpen || !isPayauthError(error) || !CODES.includes(error.code)) return error;
  const { code, argument, message } = error;
  const choices = alternatives.map((name) => `"${name}"`).join(" or ");
  return refuse(code, argument, `${message.slice(argument.length + 2)}; or pass another auth in the call: ${choices}`);
}

const CODES: readonly string[] = ["ERR_BEARER_TOKEN", "ERR_CREDENTIALS"];
