// Reads a pasted time: seconds, milliseconds or a date. An empty text means now.

import { fault } from "./fault.js";

/** Reads a time; also returns whether the text was in milliseconds. Throws an error if the text is not a time. An empty text means now. */
export function readTime(text) {
  const trimmed = text.trim();
  if (trimmed === "") return { now: new Date(), isMillis: false };
  if (/^\d{9,10}$/.test(trimmed)) return { now: new Date(Number(trimmed) * 1_000), isMillis: false };
  if (/^\d{12,13}$/.test(trimmed)) return { now: new Date(Number(trimmed)), isMillis: true };
  const now = new Date(trimmed);
  if (/^\d{4}-\d\d-\d\d/.test(trimmed) && !Number.isNaN(now.getTime())) return { now, isMillis: false };
  throw fault("now", "This is not a time. Enter Unix seconds, milliseconds or a date.");
}

/** A time in other formats. */
export function describeTime(now) {
  return `${Math.floor(now.getTime() / 1_000)} s · ${now.toUTCString()}`;
}
