// Writes an object as a form (application/x-www-form-urlencoded).

import * as check from "./check.js";
import { refuse, typeError } from "./errors.js";
import { counted } from "./json.js";
import { bounded } from "./scratch.js";

/**
 * Writes a flat object as a form. A member that is `undefined` is left out. APIs write nested values in different ways, so the caller
 * passes an object with the names that the API expects, such as `{ "metadata[order]": "7" }`.
 */
export function writeForm(argument: string, value: unknown): string {
  const expected = "a string, a Uint8Array or a plain object of form fields";
  if (!check.isPlainObject(value)) throw typeError(argument, expected, value);
  const form = new URLSearchParams();
  let length = 0;
  for (const [index, name] of Object.keys(value).entries()) {
    const member = value[name];
    if (member === undefined) continue;
    const place = counted(argument, index, name);
    const text = formText(place, member);
    bounded(argument, (length += name.length + text.length));
    form.append(check.wellFormed(place, name, "ERR_BODY"), text);
  }
  return form.toString();
}

function formText(place: string, value: unknown): string {
  switch (typeof value) {
    case "string":
      return check.wellFormed(place, value, "ERR_BODY");
    case "bigint":
    case "boolean":
      return String(value);
    case "number":
      if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) return String(value);
      throw refuse("ERR_BODY", place, "is NaN, infinite or an integer outside -(2^53-1) to 2^53-1; pass a string or a bigint");
    default:
      throw typeError(place, "a string, a number, a bigint or a boolean", value);
  }
}
