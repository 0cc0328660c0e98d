// The functions of the web platform that the sandbox uses. Every supported runtime has these functions. Tags are made with WebCrypto, never
// with payauth.

import type { HostResponse } from "../options.js";

interface Subtle {
  importKey(format: "raw", key: Uint8Array, algorithm: object, extractable: false, uses: string[]): Promise<object>;
  sign(algorithm: "HMAC", key: object, message: Uint8Array): Promise<ArrayBuffer>;
}

interface Web {
  readonly Response: new (body?: unknown, init?: { status: number; headers: object }) => HostResponse;
  readonly Headers: new (init?: unknown) => { forEach(callback: (value: string, name: string) => void): void };
  readonly URL: new (url: string) => { readonly pathname: string; readonly searchParams: WebQuery };
  readonly ReadableStream: new (source: object) => object;
  readonly crypto: { readonly subtle: Subtle };
  readonly btoa: (text: string) => string;
  readonly atob: (text: string) => string;
}

/** The query of a URL. */
export interface WebQuery {
  get(name: string): string | null;
  getAll(name: string): string[];
}

export const web: Web = globalThis as unknown as Web;

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The HMAC-SHA256 of some parts, one after another. */
export async function hmac(secret: string, parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const { subtle } = web.crypto;
  const key = await subtle.importKey("raw", bytesOf(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const message = Uint8Array.from(parts.flatMap((part) => [...part]));
  return new Uint8Array(await subtle.sign("HMAC", key, message));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function base64(bytes: Uint8Array): string {
  return web.btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

export function base64url(bytes: Uint8Array): string {
  return base64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
