// A message, with each part in its colour: as text without hidden characters, or as bytes.

import { count, textOf } from "./bytes.js";
import { h } from "./dom.js";
import { toggle } from "./toggle.js";
import { visible } from "./visible.js";

/** The maximum number of bytes that are shown one by one. */
const MAX_BYTES = 1_024;

/** Whether bytes are shown. This is a variable of the module, because every change of the input draws the message again. */
const shows = { bytes: false };

/**
 * The message as text and as bytes, with a switch between them.
 *
 * A part is `{ name, bytes, kind, means }`. `kind` selects the colour of the part; by default, `name` selects the colour.
 */
export function messageFigure({ parts }) {
  const shown = parts.filter((part) => part.bytes.length > 0);
  const text = h("pre", { class: "message", tabindex: "0", "aria-label": "Message as text" }, ...shown.map(textPart));
  const cells = h("div", { class: "cells", hidden: true, tabindex: "0", role: "group", "aria-label": "Message as bytes" }, ...cellParts(shown));
  const button = toggle("Show bytes", "Hide bytes", shows.bytes, (isBytes) => {
    shows.bytes = isBytes;
    [cells.hidden, text.hidden] = [!isBytes, isBytes];
  });
  return h("figure", { class: "parts" }, h("figcaption", {}, legend(shown), button), text, cells, ...shown.map(meaning));
}

const look = ({ name, kind = name }) => `part ${kind}`;

/** The legend: the names of the parts, each with the number of its bytes. */
function legend(parts) {
  const names = new Map();
  for (const part of parts) {
    const [length] = names.get(part.name) ?? [0];
    names.set(part.name, [length + part.bytes.length, part]);
  }
  const total = parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const entries = [...names].map(([name, [length, part]]) => h("li", { class: look(part) }, name, h("small", {}, ` ${length}`)));
  const sum = names.size > 1 ? [h("li", { class: "total" }, count(total, "byte"))] : [];
  return h("ul", { class: "legend" }, ...entries, ...sum);
}

function textPart(part) {
  const { bytes } = part;
  const runs = visible(bytes.subarray(0, 16 * MAX_BYTES));
  if (bytes.length > 16 * MAX_BYTES) runs.push({ mark: `… ${count(bytes.length - 16 * MAX_BYTES, "more byte")}`, title: "not shown" });
  return h("span", { class: look(part) }, ...runs.map(run));
}

/** The element for a run of visible text, or for a mark. */
export function run({ text, mark, title, isLineEnd }) {
  if (text !== undefined) return text;
  const label = h("mark", { title }, mark);
  return isLineEnd ? h("span", {}, label, "\n") : label;
}

function cellParts(parts) {
  let left = MAX_BYTES;
  const cells = parts.flatMap((part) => {
    const shown = part.bytes.subarray(0, left);
    left -= shown.length;
    return characters(shown).map((bytes) => cell(look(part), bytes));
  });
  const hidden = parts.reduce((sum, { bytes }) => sum + bytes.length, 0) - MAX_BYTES;
  return hidden > 0 ? [...cells, h("p", {}, `and ${count(hidden, "more byte")}`)] : cells;
}

/** The bytes of each character. A byte that is not UTF-8 is separate. */
function characters(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at];
    const length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const whole = bytes.subarray(at, at + length);
    const taken = textOf(whole) === undefined ? 1 : length;
    found.push(bytes.subarray(at, at + taken));
    at += taken;
  }
  return found;
}

/** A cell with one character and its bytes. */
function cell(look, bytes) {
  const codes = Array.from(bytes, (byte) => h("span", {}, byte.toString(16).padStart(2, "0")));
  return h("span", { class: `${look} cell of-${bytes.length}` }, h("span", { class: "codes" }, ...codes), h("small", { "aria-hidden": "true" }, glyph(bytes)));
}

function glyph(bytes) {
  const [run] = visible(bytes);
  const text = run?.text ?? (bytes.length === 1 ? undefined : run?.mark);
  return text === " " ? "SP" : (text ?? CONTROLS[bytes[0]] ?? "·");
}

const CONTROLS = { 0: "NUL", 9: "TAB", 10: "LF", 13: "CR", 32: "SP" };

/** The decoded text of an encoded part. */
function meaning(part) {
  const { name, means } = part;
  return means === undefined ? "" : h("p", { class: "means" }, h("span", { class: look(part) }, name), " says ", h("code", {}, means));
}
