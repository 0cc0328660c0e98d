// Remarks on unusual input: the usual causes of a signature that does not match.

import { count, textOf } from "../lib/bytes.js";

/** Remarks on the input. Each remark is a sentence. */
export function notes(provider, endpoint, { body, now, given }, { message }) {
  const found = [];
  if (body !== undefined && endpoint.kind !== "parameters") found.push(...BODY.filter(({ is }) => is(body)));
  const remarks = found.map(({ says }) => says);
  if (endpoint.body !== undefined && !body?.length) remarks.push("The body is empty, but this endpoint expects a body.");
  if (given?.isMillis) remarks.push("The time was entered in milliseconds. The signed time has the unit that the provider expects.");
  const off = Math.abs(now.getTime() - Date.now());
  if (message && provider.skewMs && off > provider.skewMs) {
    const minutes = count(provider.skewMs / 60_000, "minute");
    remarks.push(`${provider.title} rejects a time that is more than ${minutes} off. This time is ${ago(off)} off.`);
  }
  return remarks;
}

const BODY = [
  { is: (body) => begins(body, [0xef, 0xbb, 0xbf]), says: "The body begins with a byte order mark, which is signed and sent." },
  { is: (body) => body.includes(0x0d), says: "The body has carriage returns. If a tool changes CR LF to LF, the signature does not match." },
  { is: (body) => body.at(-1) === 0x0a, says: "The body ends in a newline. Many editors add a newline, but few programs send it." },
  { is: (body) => textOf(body) === undefined, says: "The body is not UTF-8. If it is read as text and written again, its bytes change." },
  { is: isRewritten, says: "If this JSON is parsed and written again, its bytes change: its spaces, numbers or escapes differ." },
];

const begins = (bytes, first) => first.every((byte, index) => bytes[index] === byte);

function isRewritten(body) {
  try {
    const text = textOf(body).replace(/^\ufeff/, "").trimEnd();
    return JSON.stringify(JSON.parse(text)) !== text;
  } catch {
    return false;
  }
}

const UNITS = [["year", 31_557_600_000], ["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000]];

function ago(millis) {
  const [unit, length] = UNITS.find(([, length]) => millis >= length);
  return count(Math.floor(millis / length), unit);
}
