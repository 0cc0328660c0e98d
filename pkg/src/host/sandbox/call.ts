// A call of the sandbox and its answer, and JSON as the providers read and write it.

import type { IssuedTokens } from "./tokens.js";
import type { WebQuery } from "./web.js";

/** A request as a provider gets it, at the time it came. */
export interface SimulatedCall {
  readonly method: string;
  readonly path: string;
  readonly query: WebQuery;
  /** By names in lower case. */
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

/** What a provider remembers. */
export interface SimulatedMemory {
  readonly entries: Map<string, Json>;
  readonly tokens: IssuedTokens;
  readonly lifetimeSeconds: number | undefined;
  /** An id that no other call got. */
  id(): string;
}

export interface SimulatedProvider {
  /** Whether a path is one of its API. */
  readonly has: (path: string) => boolean;
  readonly isToken: (path: string) => boolean;
  readonly answer: (call: SimulatedCall, memory: SimulatedMemory) => Promise<SimulatedAnswer>;
  /** Its own error of a status. */
  readonly refuse: (status: number, call: SimulatedCall) => SimulatedAnswer;
}

/** A value that was parsed: its members are checked where they are used. */
export type Json = { readonly [name: string]: unknown };

/** The object that a text is, or nothing. */
export function readObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

/** The object that a request says it sends as JSON, or nothing. */
export function readJson(call: SimulatedCall): Json | undefined {
  return /^application\/json\s*(;|$)/i.test(call.headers["content-type"] ?? "") ? readObject(call.text) : undefined;
}

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
