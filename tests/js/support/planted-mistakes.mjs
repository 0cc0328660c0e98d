// The messages with planted mistakes, as arguments of explainMismatch. Several suites use these messages.

import { defineProvider, defineScheme, schemes } from "payauth";
import planted from "../../vectors/explain.json";
import { vectorBytes } from "./vectors.mjs";

export const { vectors, refusals } = planted;

/** Whether `verifyWebhook` accepts the scheme of a vector. */
export const isVerified = ({ scheme }) => schemes[scheme] !== undefined || (typeof scheme === "object" && !isOnlySigned(scheme));

const isOnlySigned = ({ requestsOf, message }) => requestsOf !== undefined || /\{(?:path|target)\}/.test(message);

/** The scheme of a vector: a scheme of the catalogue, a scheme of defineScheme, the requests of a provider, or the name of a provider's message. */
export function schemeOf({ scheme }) {
  if (scheme.requestsOf) return { ...scheme, requestsOf: defineProvider(planted.providers[scheme.requestsOf]) };
  return typeof scheme === "string" ? (schemes[scheme] ?? scheme) : defineScheme(scheme);
}

/** The options of a vector, whose times are in seconds. */
export function optionsOf({ headers, body, url, method, vars, now, pastSecs, unsafeSkipTimestamp, secrets }) {
  const window = { ...(pastSecs !== undefined && { pastSecs }), ...(unsafeSkipTimestamp && { unsafeSkipTimestamp }) };
  return {
    headers,
    body: vectorBytes(body),
    now: time(now),
    secrets: secrets.map(secretOf),
    ...(url && { url }),
    ...(method && { method }),
    ...(vars && { vars }),
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
