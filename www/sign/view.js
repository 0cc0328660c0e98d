// The view that signs: input on one side, every step of the signature on the other.

import { h } from "../lib/dom.js";
import { markField, problem } from "../lib/problem.js";
import { messageForm } from "../message/form.js";
import { explain } from "./explain.js";
import { Form } from "./form.js";
import { steps } from "./result.js";

export const sign = {
  id: "sign",
  title: "Sign",

  /** Fills an element with the view. */
  mount(place) {
    const result = h("div", { class: "result" });
    const status = h("p", { role: "status", class: "unseen" });
    const form = new Form(() => queueMicrotask(() => show(form, result, status)));
    place.append(
      h("h2", {}, "Sign a request"),
      h("p", { class: "lead" }, "From the body to the header, every step shown with its bytes."),
      h("div", { class: "columns" }, form.element, h("div", {}, status, result)),
    );
  },
};

function show(form, result, status) {
  markField(form.element);
  try {
    const { provider, endpoint, input } = form.read();
    const explained = explain(provider, endpoint, input);
    result.replaceChildren(...steps(explained, provider, form.isRevealed, () => compare(provider, input)));
    status.textContent = explained.mac ? `Signature ${explained.mac.tag.slice(0, 8)} and so on` : "Not signed";
  } catch (error) {
    result.replaceChildren(problem(error));
    status.textContent = "";
    markField(form.element, error);
  }
}

/** Puts what was signed in where a signature from elsewhere is explained. */
function compare({ signature }, { body = new Uint8Array(), now, credentials }) {
  const secrets = credentials[signature.secret];
  const time = now.toISOString().replace(".000Z", "Z");
  messageForm.fill({ sender: signature.message, headers: "", body, secrets, time });
}
