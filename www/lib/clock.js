// The input for a time, with the same time in other words below it.

import { h } from "./dom.js";
import { field, line } from "./field.js";
import { describeTime, readTime } from "./time.js";

/** A labelled input that tells `onInput` its text, and a button that puts in the time it is. */
export function timeField(label, text, onInput) {
  const hint = h("p", { class: "hint" }, describe(text));
  const input = line(text, (given) => {
    hint.textContent = describe(given);
    onInput(given);
  });
  const now = () => {
    input.value = `${new Date().toISOString().slice(0, 19)}Z`;
    input.dispatchEvent(new Event("input"));
  };
  return field(label, input, { beside: [h("button", { type: "button", onclick: now }, "Now")], hint, name: "now" });
}

function describe(text) {
  try {
    return describeTime(readTime(text).now);
  } catch {
    return "Unix seconds, milliseconds, or a date as 2024-03-02T12:00:00Z";
  }
}
