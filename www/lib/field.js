// Controls of a form, each with a label.

import { h } from "./dom.js";

let made = 0;

/** A control with a label. The elements `beside` are next to the control, and a hint is below it. */
export function field(label, control, { beside = [], hint, name } = {}) {
  const id = `field-${(made += 1)}`;
  control.id = id;
  if (hint) {
    hint.id = `${id}-hint`;
    control.setAttribute("aria-describedby", hint.id);
  }
  return h(
    "div",
    { class: "field", "data-argument": name },
    h("label", { for: id }, label),
    h("div", { class: "control" }, control, ...beside),
    hint,
  );
}

/** A list to choose from: names, or pairs of a value and a name. */
export function select(options, chosen, onChange) {
  const pairs = options.map((option) => (Array.isArray(option) ? option : [option, option]));
  const element = h("select", { onchange: () => onChange?.(element.value) });
  element.append(...pairs.map(([value, name]) => h("option", { value, selected: value === chosen }, name)));
  return element;
}

/** A line of text that no dictionary, keyboard or password manager changes. */
export function line(value, onInput, attributes = {}) {
  const element = h("input", { type: "text", ...EXACT, ...attributes, oninput: () => onInput(element.value) });
  element.value = value;
  return element;
}

export const EXACT = { spellcheck: "false", autocomplete: "off", autocapitalize: "off", autocorrect: "off" };
