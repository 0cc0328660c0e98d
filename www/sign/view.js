// The view Sign: the input on one side of the page, every step of the signature on the other side.

import { h } from "../lib/dom.js";
import { clearFields, problem, tellAtField } from "../lib/problem.js";
import { Pair } from "../lib/pair.js";
import { messageForm } from "../message/form.js";
import { explain } from "./explain.js";
import { Form } from "./form.js";
import { steps } from "./result.js";

export const sign = {
  /** Fills an element with the view; `tell` is called with the address of the view. */
  mount(place, tell) {
    const form = new Form(() => queueMicrotask(() => show(form, pair, tell)));
    const pair = new Pair(form.element);
    place.append(
      h("h2", {}, "Sign a request"),
      h("p", { class: "lead" }, "Every step from the body to the header, with its bytes."),
      pair.element,
    );
    this.form = form;
  },

  /** Applies the choices of an address. */
  enter(address) {
    this.form.goTo(address);
  },
};

function show(form, pair, tell) {
  clearFields(form.element);
  tell(form.address());
  try {
    const { provider, endpoint, input } = form.read();
    const explained = explain(provider, endpoint, input);
    const shown = steps(explained, provider, form.isRevealed, () => compare(provider, input));
    pair.show(shown, explained.mac ? `${explained.mac.field ?? "MAC"}: ${explained.mac.tag}` : "Not signed");
  } catch (error) {
    if (tellAtField(form.element, error)) pair.keep(error.isAbsent ? error.message : "See the marked field.");
    else pair.show([problem(error)], "");
  }
}

/** Fills the form of the view `explain` with the signed message, so that the user can compare a signature from elsewhere. */
function compare({ signature }, { body = new Uint8Array(), now, credentials }) {
  const secrets = credentials[signature.secret];
  const time = now.toISOString().replace(/\.\d+Z/, "Z");
  messageForm.fill({ sender: signature.message, headers: "", body, secrets, time });
}
