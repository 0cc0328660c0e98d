// The claims of a token that replaces parameters.

import * as check from "../check.js";
import { refuse, typeError } from "../errors.js";
import { counted, type JsonObject, writeJson } from "../json.js";

/** The claims as JSON. The parameters are the value of `member`; without `member`, each parameter is a claim. */
export function claimsText(member: string | undefined, data: JsonObject, others: JsonObject): string {
  if (!check.isPlainObject(data)) throw typeError("data", "a plain object", data);
  if (!check.isPlainObject(others)) throw typeError("others", "a plain object", others);
  const own = member === undefined ? Object.keys(data) : [member];
  for (const name of Object.keys(others)) {
    if (!own.includes(name) && name !== "signature") continue;
    const place = check.isWord(name) ? `others.${name}` : "others";
    throw refuse("ERR_OPTION", place, "no name may be `signature` or the name of a claim made from `data`");
  }
  return writeJson("data", { ...(member === undefined ? data : { [member]: data }), ...others }, counted);
}
