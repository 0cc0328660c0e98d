// Compact JWTs with HS256.

import { hmac, sameText } from "./digest.mjs";

const HEADER = { typ: "JWT", alg: "HS256" };

export function writeJwt(payload, secret, header = HEADER) {
  const segment = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${segment(header)}.${segment(payload)}`;
  return `${signed}.${hmac("sha256", secret, [signed], "base64url")}`;
}

/** The payload of a JWT; undefined if the JWT has another algorithm or a wrong signature, or if it has expired. */
export function readJwt(token, secret, now) {
  const match = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(token);
  if (!match) return undefined;
  const [, header, payload, signature] = match;
  if (!sameText(signature, hmac("sha256", secret, [`${header}.${payload}`], "base64url"))) return undefined;
  const [head, claims] = [decode(header), decode(payload)];
  if (head?.alg !== "HS256" || claims?.exp * 1000 <= now) return undefined;
  return claims;
}

function decode(segment) {
  try {
    const value = JSON.parse(Buffer.from(segment, "base64url"));
    return typeof value === "object" && !Array.isArray(value) ? (value ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
