// Shows an error to a person: what is wrong, and what to do. If the error belongs to a field, it is shown at the field.

import { h, prose } from "./dom.js";

/** The element for an error that belongs to no field, followed by other content. */
export function problem(error, ...content) {
  return h("div", { class: "problem", role: "alert" }, h("p", {}, error.message), remedy(error), ...content);
}

/**
 * The code of an error, as a link to the row of this code in the list of errors, and the remedy. The remedies are loaded with the first
 * error.
 */
export function remedy({ code }) {
  if (!code) return undefined;
  const link = h("a", { href: `api/documents/ERRORS.html#${code}` }, h("code", {}, code));
  const told = h("p", { class: "remedy" }, link, " ");
  // If the remedies cannot be loaded, the link to the list of errors is enough.
  import("./remedies.js").then(({ default: remedies }) => told.append(...prose(remedies[code])), () => undefined);
  return told;
}

/** Removes the errors from the fields of a form. */
export function clearFields(form) {
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  for (const told of form.querySelectorAll(".told")) told.remove();
}

/**
 * Shows an error below its field, with the text of the field's label. Returns the control of the field, if there is a field. A
 * missing input is shown in grey.
 */
export function tellAtField(form, error, ...content) {
  const field = fieldOf(form, error.argument ?? "");
  if (!field) return undefined;
  const control = field.querySelector("input, textarea, select");
  if (error.isAbsent) {
    field.append(h("p", { class: "hint told" }, error.message));
    return control;
  }
  control.setAttribute("aria-invalid", "true");
  const words = h("p", {}, sentence(error, field.querySelector("label").textContent));
  const place = error.place && selection(control, error.place);
  field.append(h("div", { class: "fault told", role: "alert" }, words, place, remedy(error), ...content));
  return control;
}

/** The text that caused an error, with the number of its line, and a button that selects the text. */
function selection(control, [start, end]) {
  const line = control.value.slice(0, start).split("\n").length;
  const select = () => {
    control.focus();
    control.setSelectionRange(start, end);
  };
  const text = h("code", {}, control.value.slice(start, Math.min(end, start + 60)));
  return h("p", {}, `Line ${line}: `, text, " ", h("button", { type: "button", class: "quiet", onclick: select }, "Select it"));
}

/** The field of an argument: `body.amount` is in `body`. */
function fieldOf(form, argument) {
  const [name] = argument.split(/[.[]/);
  const isOfField = ({ dataset }) => dataset.argument.split(" ").includes(name);
  return [...form.querySelectorAll("[data-argument]")].find(isOfField);
}

/** The text of an error, with the label of the field instead of the argument. */
function sentence({ message, code, subject }, label) {
  if (!code) return message;
  const detail = message.slice(message.indexOf(": ") + 2);
  return `${subject ?? label} ${detail}${/[.?]$/.test(detail) ? "" : "."}`;
}
