// Describes in plain words the parts that a signature covers, and the parts that it does not cover.

import { textOf } from "../lib/bytes.js";
import { signedPaths } from "./spans.js";

/** The maximum number of members that are listed. */
const MAX_PATHS = 24;

/**
 * Describes the signed parts and the unsigned parts of a verified message.
 *
 * @returns `{ covered, open }`: sentences, with code between backticks
 */
export function coverage({ body }, { covers, timestamp, claims, replayKey }, { signs, members }) {
  const beside = SIGNED.filter(([name]) => signs.includes(name)).map(([, says]) => says);
  const covered = [...ofBody(covers, claims), timestamp && "the time of signing", ...beside];
  const remember = replayKey ? ", so remember its replay key" : "";
  const open = [
    ...openInBody(covers, body, members),
    !timestamp && `the time of sending: anyone who saw the message can send it again${remember}`,
    !signs.includes("url") && "the address and the method",
    members.length > 0 ? "every header field" : "every header field except those of the signature",
  ];
  return { covered: covered.filter(Boolean), open: open.filter(Boolean) };
}

const SIGNED = [
  ["id", "the id of the message"],
  ["url", "the URL as it is registered"],
];

function ofBody(covers, claims) {
  if (claims) return ["all claims of the token"];
  if (covers === "body") return ["every byte of the body"];
  return covers === "nothing" ? [] : covers.map((path) => `\`${path}\``);
}

function openInBody(covers, body, members) {
  if (covers === "body") return [];
  if (covers === "nothing") {
    return ["the whole body: the signature is a constant, so anyone who saw one message can forge others"];
  }
  const left = others(body, [...signedPaths(covers), ...members]);
  const shown = left.slice(0, MAX_PATHS).map((path) => `\`${path}\``);
  const rest = left.length > MAX_PATHS ? ` and ${left.length - MAX_PATHS} more` : "";
  return [`every other member of the body${shown.length ? `: ${shown.join(", ")}${rest}` : ""}`];
}

/** The members of a body that a signature over members does not cover; empty if the signature covers the whole body. */
export function uncovered({ body }, { covers }, { members }) {
  return typeof covers === "string" ? [] : others(body, [...signedPaths(covers), ...members]);
}

const others = (body, signed) => [...new Set(paths(JSON.parse(textOf(body))))].filter((path) => !signed.includes(path));

/** The path of each member that contains no other member, as a scheme writes the path: `items.*.id`. */
function paths(value, path = "") {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return path ? [path] : [];
  return Object.entries(value).flatMap(([name, member]) => {
    const step = Array.isArray(value) ? "*" : name;
    return paths(member, path ? `${path}.${step}` : step);
  });
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** A span of time in its two largest units, such as `1 minute 5 seconds`. */
export function span(seconds) {
  let rest = Math.round(seconds);
  const parts = [];
  for (const [unit, length] of UNITS) {
    const number = Math.floor(rest / length);
    rest -= number * length;
    if (number > 0) parts.push(`${number.toLocaleString("en")} ${unit}${number === 1 ? "" : "s"}`);
  }
  return parts.slice(0, 2).join(" ") || "0 seconds";
}

/** The age of a message that was signed at `timestamp` and received at `now`. */
export function age(timestamp, now) {
  const seconds = (now.getTime() - timestamp.getTime()) / 1_000;
  if (seconds < 0) return `${span(-seconds)} in the future`;
  return `${span(seconds)} old`;
}
