// The input for a time: empty is now, and what is typed is told in other words below it.

import { h } from "./dom.js";
import { field, line } from "./field.js";
import { describeTime, readTime } from "./time.js";

/** A labelled input that tells `onInput` its text, and a button that goes back to now. */
export function timeField(label, text, onInput) {
  const hint = h("p", { class: "hint" }, describe(text));
  const tell = (given) => {
    hint.textContent = describe(given);
    onInput(given);
  };
  const input = line(text, tell, { placeholder: "now" });
  const now = () => {
    input.value = "";
    input.dispatchEvent(new Event("input"));
  };
  return field(label, input, { beside: [h("button", { type: "button", onclick: now }, "Now")], hint, name: "now" });
}

function describe(text) {
  if (text.trim() === "") return "Now, by the clock of this device. Type a time to hold it.";
  try {
    return describeTime(readTime(text).now);
  } catch {
    return "Unix seconds, milliseconds, or a date as 2024-03-02T12:00:00Z";
  }
}
