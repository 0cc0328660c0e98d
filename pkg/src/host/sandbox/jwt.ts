// Compact JWTs with HS256.

import { type Json, readObject } from "./call.js";
import { base64url, bytesOf, hmac, web } from "./web.js";

const SERVER_KEY = "key of the sandbox";

/** Makes a token that is a JWT signed by the provider. */
export function ownJwt(id: string, now: number, lifetimeSeconds: number): Promise<string> {
  const iat = Math.floor(now / 1000);
  return writeJwt({ jti: id, iat, exp: iat + lifetimeSeconds }, SERVER_KEY);
}

async function writeJwt(payload: object, secret: string): Promise<string> {
  const [head, claims] = [{ alg: "HS256", typ: "JWT" }, payload].map((value) => base64url(bytesOf(JSON.stringify(value))));
  const signed = `${head}.${claims}`;
  return `${signed}.${base64url(await hmac(secret, [bytesOf(signed)]))}`;
}

/** The payload of a JWT; `undefined` for another algorithm, a wrong signature or an expired JWT. */
export async function readJwt(token: string, secret: string, now: number): Promise<Json | undefined> {
  const [, header = "", payload = "", signature] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(token) ?? [];
  if (signature === undefined) return undefined;
  if (signature !== base64url(await hmac(secret, [bytesOf(`${header}.${payload}`)]))) return undefined;
  const [head, claims] = [decode(header), decode(payload)];
  if (head?.["alg"] !== "HS256" || Number(claims?.["exp"]) * 1000 <= now) return undefined;
  return claims;
}

function decode(segment: string): Json | undefined {
  try {
    const text = web.atob(segment.replace(/-/g, "+").replace(/_/g, "/"));
    return readObject(new TextDecoder().decode(Uint8Array.from(text, (character) => character.charCodeAt(0))));
  } catch {
    return undefined;
  }
}
