// A time as people paste it: seconds, milliseconds, or a date; and nothing, which is now.

import { fault } from "./fault.js";

/** The time that a text says, and whether it was said in milliseconds; throws for anything else. No text is now. */
export function readTime(text) {
  const trimmed = text.trim();
  if (trimmed === "") return { now: new Date(), isMillis: false };
  if (/^\d{9,10}$/.test(trimmed)) return { now: new Date(Number(trimmed) * 1_000), isMillis: false };
  if (/^\d{12,13}$/.test(trimmed)) return { now: new Date(Number(trimmed)), isMillis: true };
  const now = new Date(trimmed);
  if (/^\d{4}-\d\d-\d\d/.test(trimmed) && !Number.isNaN(now.getTime())) return { now, isMillis: false };
  throw fault("now", "This is no time. Give Unix seconds, milliseconds or a date.");
}

/** The same time in the other ways to write it. */
export function describeTime(now) {
  return `${Math.floor(now.getTime() / 1_000)} s · ${now.toUTCString()}`;
}
