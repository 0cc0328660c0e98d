// The options for signed values that are passed separately from the header fields and the body: a nonce, a key id, ids and variables.

import * as check from "./check.js";
import { pushVars, refuseName } from "./delivery.js";
import { typeError } from "./errors.js";
import { ID_PREFIX, NAME_KEY_ID, NAME_NONCE } from "./generated/boundary.js";

/** The names of the options for values that are passed separately. */
export const BESIDE: readonly string[] = ["id", "ids", "nonce", "keyId", "vars"];

/**
 * Adds each of these options, except `id`, as two lines: a name that no header field can have, and a value. The caller of this function
 * passes `id` as a separate line.
 */
export function pushBeside(lines: string[], given: Record<string, unknown>): void {
  if (given["nonce"] !== undefined) lines.push(NAME_NONCE, check.line("nonce", given["nonce"]));
  if (given["keyId"] !== undefined) lines.push(NAME_KEY_ID, check.line("keyId", given["keyId"]));
  if (given["ids"] !== undefined) pushIds(lines, given["ids"]);
  if (given["vars"] !== undefined) pushVars(lines, given["vars"]);
}

function pushIds(lines: string[], ids: unknown): void {
  if (!check.isPlainObject(ids)) throw typeError("ids", "a plain object", ids);
  for (const [name, value] of Object.entries(ids)) {
    refuseName("ids", name);
    lines.push(ID_PREFIX + name, check.line(`ids.${name}`, value));
  }
}
