// Reads responses of any `fetch`: what they claim to have may be missing, throw or never end.

import * as check from "../check.js";
import type { Signal } from "./aborts.js";

/** A response, as far as the driver reads it. */
export interface MinimalResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** A stream of the web's or of Node's. */
  readonly body?: unknown;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A header field of a response; `null` where there is none, or nothing that gives it. */
export function fieldOf(response: MinimalResponse, name: string): string | null {
  try {
    const value: unknown = response.headers.get(name);
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}

/** Lets go of a body that nobody will read: of the web's or of Node's streams, or of no stream at all. */
export function discard(body: unknown): void {
  quietly(() => {
    const { cancel, destroy } = Object(body) as { cancel?: unknown; destroy?: unknown };
    const release = typeof cancel === "function" ? cancel : destroy;
    return typeof release === "function" ? release.call(body) : undefined;
  });
}

/**
 * A body, or so much of it that one byte is above the limit: it may be endless, or small and gzipped.
 *
 * @param signal - ends the reading between two pieces
 */
export async function readBody(response: MinimalResponse, limit: number, signal: Signal): Promise<Uint8Array> {
  const pieces = piecesOf(response.body);
  if (pieces === undefined) return readWhole(response, limit);
  const bytes = new Uint8Array(limit + 1);
  let length = 0;
  while (length <= limit && !signal.aborted) {
    const { done, value } = await pieces.next();
    if (done) return bytes.subarray(0, length);
    const piece = check.buffer("body", typeof value === "string" ? new TextEncoder().encode(value) : value);
    const room = piece.subarray(0, bytes.length - length);
    bytes.set(room, length);
    length += room.length;
  }
  quietly(() => pieces.stop());
  return bytes;
}

/** A body that comes in one piece is refused by its length, where it says one. */
async function readWhole(response: MinimalResponse, limit: number): Promise<Uint8Array> {
  if (Number(fieldOf(response, "content-length")) > limit) {
    discard(response.body);
    return new Uint8Array(limit + 1);
  }
  return new Uint8Array(await response.arrayBuffer()).subarray(0, limit + 1);
}

interface Pieces {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  stop(): unknown;
}

interface Reader {
  read(): ReturnType<Pieces["next"]>;
  cancel(): unknown;
}

/** The pieces of a stream of the web's or of Node's; `undefined` for what is none. */
function piecesOf(body: unknown): Pieces | undefined {
  const stream = Object(body) as { getReader?: () => Reader; [Symbol.asyncIterator]?: () => AsyncIterator<unknown> };
  if (typeof stream.getReader === "function") {
    const reader = stream.getReader();
    return { next: () => reader.read(), stop: () => reader.cancel() };
  }
  const iterator = stream[Symbol.asyncIterator]?.();
  if (iterator === undefined) return undefined;
  return { next: () => iterator.next(), stop: () => iterator.return?.() };
}

/** Calls what must not fail its caller; `failed` hears of a throw or a rejection. */
export function quietly(call: () => unknown, failed: () => void = () => undefined): void {
  try {
    // At once: workerd takes a rejection for unheard that is heard a tick later.
    Promise.resolve(call()).then(undefined, failed);
  } catch {
    failed();
  }
}
