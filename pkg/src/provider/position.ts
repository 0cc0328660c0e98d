// Reads the position of a page in its list from an answer.

import * as check from "../check.js";
import { typeError } from "../errors.js";
import { ofPeer } from "../headers.js";

/**
 * The position of a page in its list, as the `readPage` of a {@link DoorPayClient} returns it.
 *
 * @category Requests
 */
export interface PageReading {
  /** The number of the page, counted from 0. */
  readonly page: number;
  /** The number of entries on a page. */
  readonly size: number;
  /** The number of entries in the list. */
  readonly totalElements: number;
  /** The number of pages. */
  readonly totalPages: number;
  /** The number of the next page; `undefined` for the last page. */
  readonly next: number | undefined;
}

const MEMBERS = ["number", "size", "totalElements", "totalPages"];

/** @param asked - the number of the page that the caller asked for */
export function readPosition(answer: unknown, asked: number | undefined): PageReading {
  // A server can send any JSON. But a text is probably a body that the caller did not parse.
  const isJson = answer === null || Array.isArray(answer) || typeof answer === "number" || typeof answer === "boolean";
  if (!isJson && !check.isPlainObject(answer)) throw typeError("answer", "the parsed JSON of a list", answer);
  const fields = Object((Object(answer) as { data?: unknown }).data ?? answer) as { [name: string]: unknown };
  const numbers = MEMBERS.map((name) => {
    const value = fields[name];
    if (Number.isSafeInteger(value) && (value as number) >= 0) return value;
    throw ofPeer("ERR_JSON", "answer", `is not a page: \`${name}\` must be an integer from 0`);
  });
  const [page, size, totalElements, totalPages] = numbers as [number, number, number, number];
  if (asked !== undefined && page !== asked) throw ofPeer("ERR_JSON", "answer", "is not the page that you asked for");
  return { page, size, totalElements, totalPages, next: page + 1 < totalPages ? page + 1 : undefined };
}
