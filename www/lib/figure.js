// A message, each of its parts in its colour: as text in which nothing is hidden, or as bytes.

import { count } from "./bytes.js";
import { h } from "./dom.js";
import { visible } from "./visible.js";

/** More bytes than this are not looked at one by one. */
const MOST = 1_024;

/** Which form is looked at; the message is drawn anew with every change of the input. */
let isBytes = false;

/** The message in both forms, and a switch between them. */
export function messageFigure({ parts, bytes }) {
  const shown = parts.filter((part) => part.bytes.length > 0);
  const text = h("pre", { class: "message", tabindex: "0", "aria-label": "Message as text" }, ...shown.map(textPart));
  const cells = h("div", { class: "cells", hidden: true, tabindex: "0", role: "group", "aria-label": "Message as bytes" }, ...cellParts(shown));
  const toggle = h("button", { type: "button", class: "quiet" }, "Show bytes");
  const show = (given) => {
    isBytes = given;
    toggle.setAttribute("aria-pressed", String(isBytes));
    [cells.hidden, text.hidden] = [!isBytes, isBytes];
  };
  toggle.addEventListener("click", () => show(!isBytes));
  show(isBytes);
  return h("figure", { class: "parts" }, h("figcaption", {}, legend(shown), toggle), text, cells, ...shown.map(meaning));
}

function legend(parts) {
  const total = parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return h(
    "ul",
    { class: "legend" },
    ...parts.map(({ name, bytes }) => h("li", { class: `part ${name}` }, name, h("small", {}, ` ${bytes.length}`))),
    h("li", {}, count(total, "byte")),
  );
}

function textPart({ name, bytes }) {
  const runs = visible(bytes.subarray(0, 16 * MOST));
  if (bytes.length > 16 * MOST) runs.push({ mark: `… ${count(bytes.length - 16 * MOST, "more byte")}`, title: "not shown" });
  return h("span", { class: `part ${name}` }, ...runs.map(run));
}

function run({ text, mark, title, isLineEnd }) {
  if (text !== undefined) return text;
  const label = h("mark", { title }, mark);
  return isLineEnd ? h("span", {}, label, "\n") : label;
}

function cellParts(parts) {
  let left = MOST;
  const cells = parts.flatMap(({ name, bytes }) => {
    const shown = bytes.subarray(0, left);
    left -= shown.length;
    return Array.from(shown, (byte) => cell(name, byte));
  });
  const hidden = parts.reduce((sum, { bytes }) => sum + bytes.length, 0) - MOST;
  return hidden > 0 ? [...cells, h("p", {}, `and ${count(hidden, "more byte")}`)] : cells;
}

function cell(name, byte) {
  const glyph = byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : (CONTROLS[byte] ?? "·");
  return h("span", { class: `part cell ${name}` }, byte.toString(16).padStart(2, "0"), h("small", { "aria-hidden": "true" }, glyph));
}

const CONTROLS = { 0: "NUL", 9: "TAB", 10: "LF", 13: "CR", 32: "SP" };

/** What an encoded part says. */
function meaning({ name, means }) {
  return means === undefined ? "" : h("p", { class: "means" }, h("span", { class: `part ${name}` }, name), " says ", h("code", {}, means));
}
