// The ways in which the APIs of `open-apis.mjs` authenticate a call. Each way is a function of the call and the state of the provider. The
// function returns whether the call is authentic.

import { hmac, sameText } from "./digest.mjs";
import { bearer } from "./tokens.mjs";

/** `Authorization: Bearer` with a token that the provider issued. */
export const issued = () => (call, { tokens }) => tokens.accepts(bearer(call), call.now);

/** `Authorization: Bearer` with a credential. */
export const bearerOf = (name) => (call, { credentials }) => sameText(bearer(call) ?? "", credentials[name]);

/** `Authorization: Basic` with a user and a password, or with no password. */
export const basicOf =
  (user, password) =>
  (call, { credentials }) => {
    const pair = `${credentials[user]}:${password === undefined ? "" : credentials[password]}`;
    return sameText(call.headers.authorization ?? "", `Basic ${Buffer.from(pair).toString("base64")}`);
  };

/** Header fields. The value of a field is the name of a credential, or a constant after `=`. */
export const fieldsOf =
  (fields) =>
  (call, { credentials }) =>
    Object.entries(fields).every(([name, of]) =>
      sameText(call.headers[name] ?? "", of.startsWith("=") ? of.slice(1) : credentials[of]),
    );

/** At least one of several ways. */
export const either =
  (...ways) =>
  (call, room) =>
    ways.some((way) => way(call, room));

/** All of several ways. */
export const both =
  (...ways) =>
  (call, room) =>
    ways.every((way) => way(call, room));

/**
 * An HMAC-SHA256 of parts of the call.
 *
 * @param secret - returns the key, from the credentials
 * @param parts - returns the signed parts, from the call and the credentials
 * @param tag - returns the tag, from the call
 * @param time - returns the time of signing in milliseconds, from the call; it may differ from now by `windowMs`
 */
export const signed =
  ({ secret, parts, tag, encoding, time, windowMs }) =>
  (call, { credentials }) => {
    const at = time(call);
    if (!Number.isFinite(at) || Math.abs(call.now - at) > windowMs) return false;
    return sameText(tag(call) ?? "", hmac("sha256", secret(credentials), parts(call, credentials), encoding));
  };

/** The header fields with this prefix, in the form in which Worldline signs them. */
export function block(headers, prefix) {
  const names = Object.keys(headers).filter((name) => name.startsWith(prefix));
  return names.sort().map((name) => `${name}:${headers[name].trim()}\n`).join("");
}
