// The types of a received request and of its answer, which are the same for every platform.

import type { HeaderFields } from "../headers.js";

/** The header of a request; a `Request` has these members. */
export interface Incoming {
  /** Default `POST`. */
  readonly method?: string;
  readonly url: string;
  readonly headers: HeaderFields;
}

/** Reads the body; rejects a body above the limit. */
export type ReadBody = (limit: number) => Promise<Uint8Array>;

/** The header fields of an answer. */
export type AnswerFields = { readonly [name: string]: string };

export interface Answer {
  readonly status: number;
  readonly headers: AnswerFields | undefined;
  readonly body: string;
}

/** An answer, by default with a text. A browser must not render it as a page, because the peer may have written it. */
export function answerOf(body: string, status = 200, headers: AnswerFields | undefined = body === "" ? undefined : TEXT): Answer {
  return { status, headers, body };
}

const TEXT: AnswerFields = { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" };
