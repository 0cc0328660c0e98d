// The input for a time. An empty input means now. Below the input, the page shows the typed time in other formats.

import { h } from "./dom.js";
import { field, line } from "./field.js";
import { describeTime, readTime } from "./time.js";

/** A labelled input for a time, and a button that clears the input. Each new text is passed to `onInput`. */
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
