// The request as programs, one of them shown.

import { copyButton } from "./copy.js";
import { h } from "./dom.js";

/** Remembers which of the programs is looked at. */
export class Programs {
  #chosen = 0;

  /** Buttons to choose, and the program; what is copied has the secrets in it, covered or not. */
  element(programs, shown) {
    const code = h("code", {});
    const pre = h("pre", { class: "program", tabindex: "0", "aria-label": "Program" }, code);
    const once = h("p", { class: "hint" }, ONCE);
    const buttons = programs.map(({ title }, index) =>
      h("button", { type: "button", onclick: () => show(index) }, title),
    );
    const show = (index) => {
      this.#chosen = index;
      buttons.forEach((button, place) => button.setAttribute("aria-pressed", String(place === index)));
      const { text, hasNoSecret, isSigned } = programs[index];
      code.textContent = hasNoSecret ? text : shown(text);
      once.hidden = !isSigned;
    };
    show(Math.min(this.#chosen, programs.length - 1));
    const copy = copyButton("the program", () => programs[this.#chosen].text, () => code);
    return h("div", { class: "programs" }, h("div", { class: "choices", role: "group", "aria-label": "Language" }, ...buttons, copy), pre, once);
  }
}

const ONCE = "This very request, signed once: each other body or time needs another signature.";
