// An error as a person reads it: what is wrong, at which field, and what to do.

import { h, prose } from "./dom.js";
import REMEDIES from "./remedies.js";

/** What is wrong and what to do. Content may follow. */
export function problem({ message, code, argument }, ...content) {
  const where = argument && !message.startsWith(argument) ? `${argument}: ` : "";
  return h(
    "div",
    { class: "problem", role: "alert" },
    h("p", {}, where + message),
    code && h("p", {}, h("code", {}, code), " ", prose(REMEDIES[code])),
    ...content,
  );
}

/** Marks the field of a form that an error is about, and no other: `body.amount` is in `body`. */
export function markField(form, { argument = "" } = {}) {
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const [name] = argument.split(/[.[]/);
  const isOfField = ({ dataset }) => dataset.argument.split(" ").includes(name);
  const place = [...form.querySelectorAll("[data-argument]")].find(isOfField);
  place?.querySelector("input, textarea, select").setAttribute("aria-invalid", "true");
}
