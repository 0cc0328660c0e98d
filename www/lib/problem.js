// An error as a person reads it: what is wrong, at its field where it has one, and what to do.

import { h, prose } from "./dom.js";
import REMEDIES from "./remedies.js";

/** An error that is of no field. Content may follow. */
export function problem(error, ...content) {
  return h("div", { class: "problem", role: "alert" }, h("p", {}, error.message), remedy(error), ...content);
}

/** The code of an error, which leads to its row in the list of all, and what to do. */
export function remedy({ code }) {
  if (!code) return undefined;
  const link = h("a", { href: `api/documents/ERRORS.html#${code}` }, h("code", {}, code));
  return h("p", { class: "remedy" }, link, " ", prose(REMEDIES[code]));
}

/** Takes away what was told at the fields of a form. */
export function clearFields(form) {
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  for (const told of form.querySelectorAll(".told")) told.remove();
}

/**
 * Tells an error below the field that it is about, in the words of its label; gives the control of that field, if there is
 * one. What is only absent yet is told in grey.
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

/** The text at fault, by its line, and a button that selects it. */
function selection(control, [start, end]) {
  const line = control.value.slice(0, start).split("\n").length;
  const select = () => {
    control.focus();
    control.setSelectionRange(start, end);
  };
  const text = h("code", {}, control.value.slice(start, Math.min(end, start + 60)));
  return h("p", {}, `Line ${line}: `, text, " ", h("button", { type: "button", class: "quiet", onclick: select }, "Select it"));
}

/** `body.amount` is in `body`. */
function fieldOf(form, argument) {
  const [name] = argument.split(/[.[]/);
  const isOfField = ({ dataset }) => dataset.argument.split(" ").includes(name);
  return [...form.querySelectorAll("[data-argument]")].find(isOfField);
}

/** An error of payauth begins with the name of its argument, where a person reads a label. */
function sentence({ message, code, subject }, label) {
  if (!code) return message;
  const detail = message.slice(message.indexOf(": ") + 2);
  return `${subject ?? label} ${detail}${/[.?]$/.test(detail) ? "" : "."}`;
}
