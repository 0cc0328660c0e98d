// The options for signed values that are not in the header fields or the body: a nonce, a key id, ids and variables.

import * as check from "./check.js";
import { pushVars } from "./delivery.js";
import { refuse, typeError } from "./errors.js";
import { ID_PREFIX, NAME_KEY_ID, NAME_NONCE } from "./generated/boundary.js";

/** The names of these options. */
export const BESIDE: readonly string[] = ["id", "ids", "nonce", "keyId", "vars"];

/** Adds these options as pairs of lines: a name that no header field can have, and a value. The option `id` is a separate line. */
export function pushBeside(lines: string[], given: Record<string, unknown>): void {
  if (given["nonce"] !== undefined) lines.push(NAME_NONCE, check.line("nonce", given["nonce"]));
  if (given["keyId"] !== undefined) lines.push(NAME_KEY_ID, check.line("keyId", given["keyId"]));
  if (given["ids"] !== undefined) pushIds(lines, given["ids"]);
  if (given["vars"] !== undefined) pushVars(lines, given["vars"]);
}

function pushIds(lines: string[], ids: unknown): void {
  if (!check.isPlainObject(ids)) throw typeError("ids", "a plain object", ids);
  for (const [name, value] of Object.entries(ids)) {
    if (!check.isName(name)) throw refuse("ERR_OPTION", "ids", "each name must be 1 to 64 letters, digits, _ or -, and begin with a letter or _");
    lines.push(ID_PREFIX + name, check.line(`ids.${name}`, value));
  }
}
