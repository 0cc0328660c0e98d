// Reads responses of any `fetch`. Their properties may be missing or throw, and their bodies may never end.

import * as check from "../check.js";
import type { Signal } from "./aborts.js";
import { collector } from "./collector.js";
import { turn } from "./turn.js";

/**
 * The part of a `Response` that `client.fetch` reads.
 *
 * @category Clients
 */
export interface MinimalResponse {
  /** The status. */
  readonly status: number;
  /** The header fields: an object with `get`, such as `Headers`. */
  readonly headers: { get(name: string): string | null };
  /** A web or Node stream of the body. Default: absent; then `arrayBuffer` is called. */
  readonly body?: unknown;
  /**
   * Returns the whole body.
   *
   * @returns a promise of the bytes
   */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The maximum length of a header field that is read. */
const MAX_FIELD = 8 * 1024;

/** A header field of a response; `null` if the field is absent or longer than `longest`, or if the response cannot be read. */
export function fieldOf(response: MinimalResponse, name: string, longest: number = MAX_FIELD): string | null {
  try {
    const value: unknown = response.headers.get(name);
    return typeof value === "string" && value.length <= longest ? value : null;
  } catch {
    return null;
  }
}

/** Cancels a body that nobody will read. The body is a web stream, a Node stream, or absent. */
export function discard(body: unknown): void {
  quietly(() => {
    const { cancel, destroy } = Object(body) as { cancel?: unknown; destroy?: unknown };
    const release = typeof cancel === "function" ? cancel : destroy;
    return typeof release === "function" ? release.call(body) : undefined;
  });
}

/** The number of pieces after which timers get a turn. */
const READS_A_TURN = 256;

/**
 * Reads a body up to the limit: a body may be endless, decompress to a huge size, or consist of empty pieces. Instead of a body that was
 * not read completely, it returns zeros, one byte more than the limit.
 *
 * @param signal - stops reading between two pieces
 */
export async function readBody(response: MinimalResponse, limit: number, signal: Signal): Promise<Uint8Array> {
  const pieces = piecesOf(response.body);
  if (pieces === undefined) return readWhole(response, limit);
  const [add, joined] = collector(limit);
  for (let reads = 1; reads <= limit + 1 && !signal.aborted; reads += 1) {
    // If all pieces are available at once, no timer would run, not even the timeout of this request.
    if (reads % READS_A_TURN === 0) await turn();
    const { done, value } = await pieces.next();
    if (done) return joined();
    if (!add(check.buffer("body", typeof value === "string" ? new TextEncoder().encode(value) : value))) break;
  }
  quietly(() => pieces.stop());
  return new Uint8Array(limit + 1);
}

/** Reads a body in one piece, unless its `Content-Length` is above the limit. */
async function readWhole(response: MinimalResponse, limit: number): Promise<Uint8Array> {
  if (Number(fieldOf(response, "content-length")) > limit) {
    discard(response.body);
    return new Uint8Array(limit + 1);
  }
  return check.buffer("body", await response.arrayBuffer()).subarray(0, limit + 1);
}

interface ResponsePieces {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  stop(): unknown;
}

interface StreamReader {
  read(): ReturnType<ResponsePieces["next"]>;
  cancel(): unknown;
}

/** The pieces of a web or Node stream; `undefined` for anything else. */
function piecesOf(body: unknown): ResponsePieces | undefined {
  const stream = Object(body) as { getReader?: () => StreamReader; [Symbol.asyncIterator]?: () => AsyncIterator<unknown> };
  if (typeof stream.getReader === "function") {
    const reader = stream.getReader();
    return { next: () => reader.read(), stop: () => reader.cancel() };
  }
  const iterator = stream[Symbol.asyncIterator]?.();
  if (iterator === undefined) return undefined;
  return { next: () => iterator.next(), stop: () => iterator.return?.() };
}

/** Calls a function whose errors must not reach the caller; `failed` is called after a throw or a rejection. */
export function quietly(call: () => unknown, failed: () => void = () => undefined): void {
  try {
    // Handle a rejection at once: workerd reports it as unhandled if the handler is added a tick later.
    Promise.resolve(call()).then(undefined, failed);
  } catch {
    failed();
  }
}
