// Reads the body of a received request, up to a limit.

import * as check from "../check.js";
import { notRaw } from "../errors.js";
import { fieldOf, type HeaderFields, ofPeer } from "../headers.js";
import { collector } from "./collector.js";
import { bytesOf, type MinimalRequest, refuseOther, UNREAD } from "./receive.js";
import { quietly } from "./response.js";

interface WebStream {
  readonly locked?: boolean;
  getReader(): { read(): Promise<{ readonly done: boolean; readonly value?: unknown }>; cancel(): unknown };
}

/** Reads the body of a `Request` piece by piece, so that a body above the limit is never completely in memory. */
export async function readRequest(request: MinimalRequest, limit: number): Promise<Uint8Array> {
  refuseOther(request);
  const { body } = request as { readonly body?: WebStream | null };
  if (request.bodyUsed || body?.locked) throw notRaw(request, "caller", UNREAD);
  refuseLength(request.headers, limit);
  if (typeof body?.getReader !== "function") {
    const whole = bytesOf(await request.arrayBuffer());
    if (whole.length > limit) throw tooLarge(limit);
    return whole;
  }
  const reader = body.getReader();
  const [add, joined] = collector(limit);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined();
    if (add(check.buffer("body", value, "bytes in each chunk of the stream"))) continue;
    quietly(() => reader.cancel());
    throw tooLarge(limit);
  }
}

/** Rejects a body whose `Content-Length` is above the limit, before it is read. */
export function refuseLength(headers: HeaderFields, limit: number): void {
  if (Number(fieldOf("headers", headers, "content-length")) > limit) throw tooLarge(limit);
}

/** A copy of the bytes: a view may be a part of a larger buffer. */
export function bounded(body: Uint8Array, limit: number): Uint8Array {
  const length = check.lengthOf(body);
  if (length > limit) throw tooLarge(limit);
  return check.copy("body", body, length);
}

export function tooLarge(limit: number): Error {
  return ofPeer("ERR_TOO_LARGE", "body", `is longer than ${limit} bytes; maxBytes sets the limit`);
}
