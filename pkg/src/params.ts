// The values for the placeholders of a path.

import * as check from "./check.js";
import { refuse, typeError } from "./errors.js";

/**
 * Values for the `{name}` placeholders of a path. Each value is percent-encoded.
 *
 * @category Requests
 */
export type Params = { readonly [name: string]: string | number | bigint };

/** The names and values of own properties, alternating. */
export function paramLines(params: unknown): string[] {
  if (!check.isPlainObject(params)) throw typeError("params", "a plain object", params);
  return Object.entries(params).flatMap(([name, value]) => {
    if (!NAME.test(name)) throw refuse("ERR_PATH", "params", "each name must be letters, digits and _, not beginning with a digit");
    return [name, paramText(`params.${name}`, value)];
  });
}

/** Names that an error may show. */
const NAME = /^[A-Za-z_]\w*$/;

function paramText(argument: string, value: unknown): string {
  if (typeof value === "string") return check.wellFormed(argument, value, "ERR_ENCODING");
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "number") throw typeError(argument, "a string, a number or a bigint", value);
  if (!Number.isSafeInteger(value)) {
    throw refuse("ERR_PATH", argument, "is not an integer from -(2^53-1) to 2^53-1; pass a bigint or a string");
  }
  return String(value);
}
