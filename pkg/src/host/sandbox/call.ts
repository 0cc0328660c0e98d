// The types of a call to the sandbox and of the sandbox's answer, and functions that read and write JSON as the providers do.

import type { IssuedTokens } from "./tokens.js";
import type { WebQuery } from "./web.js";

/** A request that a provider received, with the time of arrival. */
export interface SimulatedCall {
  readonly method: string;
  readonly path: string;
  readonly query: WebQuery;
  /** The header fields, by lower-case names. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: Uint8Array;
  readonly text: string;
  readonly now: number;
  readonly number: number;
}

export interface SimulatedAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: { readonly [name: string]: string };
}

/** The data that a provider remembers. */
export interface SimulatedMemory {
  readonly entries: Map<string, Json>;
  readonly tokens: IssuedTokens;
  readonly lifetimeSeconds: number | undefined;
  /** Returns an id that is different for each call. */
  id(): string;
}

export interface SimulatedProvider {
  /** Whether the provider's API has a path. */
  readonly has: (path: string) => boolean;
  readonly isToken: (path: string) => boolean;
  readonly answer: (call: SimulatedCall, memory: SimulatedMemory) => Promise<SimulatedAnswer>;
  /** The provider's error answer for a status. */
  readonly refuse: (status: number, call: SimulatedCall) => SimulatedAnswer;
}

/** A parsed object. Its members are checked where they are used. */
export type Json = { readonly [name: string]: unknown };

/** Parses a JSON object; `undefined` for any other text. */
export function readObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

/** Parses the body of a request whose `Content-Type` is JSON; `undefined` without a JSON object. */
export function readJson(call: SimulatedCall): Json | undefined {
  return /^application\/json\s*(;|$)/i.test(call.headers["content-type"] ?? "") ? readObject(call.text) : undefined;
}

/** The provider's error if `readJson` returned `undefined`. */
export const NOT_JSON = "The body is not a JSON object, or Content-Type is not application/json";

export function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

export function answer(status: number, body: object): SimulatedAnswer {
  return { status, body: JSON.stringify(body) };
}

/** One page of a list. */
export function pageOf<T>(list: readonly T[], page: number, size: number): T[] {
  return list.slice(page * size, (page + 1) * size);
}
