// The types of a received request and of its answer, which are the same for every platform.

import type { HeaderFields } from "../headers.js";

export interface Incoming {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderFields;
  /** Reads the body of the request, and rejects a body above the limit. */
  readonly read: (limit: number) => Promise<ArrayBuffer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** An answer with a text. A browser must not render it as a page, because the peer may have written it. */
export function answerOf(status: number, body: string): Answer {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" };
  return { status, headers: body === "" ? {} : headers, body };
}
