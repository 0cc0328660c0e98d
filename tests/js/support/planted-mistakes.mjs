// The messages with planted mistakes, as arguments of explainMismatch. Several suites use these messages.

import { defineScheme, schemes } from "payauth";
import planted from "../../vectors/explain.json";
import { vectorBytes } from "./vectors.mjs";

export const { vectors, refusals } = planted;

/** The scheme of a vector: a scheme of the catalogue, a scheme of defineScheme, or the name of a provider's message. */
export function schemeOf({ scheme }) {
  return typeof scheme === "string" ? (schemes[scheme] ?? scheme) : defineScheme(scheme);
}

/** The options of a vector, whose times are in seconds. */
export function optionsOf({ headers, body, url, now, pastSecs, unsafeSkipTimestamp, secrets }) {
  const window = { ...(pastSecs !== undefined && { pastSecs }), ...(unsafeSkipTimestamp && { unsafeSkipTimestamp }) };
  return {
    headers,
    body: vectorBytes(body),
    now: time(now),
    secrets: secrets.map(secretOf),
    ...(url && { url }),
    ...window,
  };
}

function secretOf(given) {
  if (typeof given === "string") return given;
  if (given.hex) return vectorBytes(given);
  const { id, secret, notBefore, notAfter } = given;
  return { id, secret, ...(notBefore && { notBefore: time(notBefore) }), ...(notAfter && { notAfter: time(notAfter) }) };
}

const time = (seconds) => new Date(seconds * 1000);
