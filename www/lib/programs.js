// Shows one of several programs.

import { copyButton } from "./copy.js";
import { h } from "./dom.js";

/** Remembers which program is shown. */
export class Programs {
  #chosen = 0;

  /**
   * Buttons to choose a program, and the program. The text of a program may be a function that returns a promise of the text. The copied
   * text contains the secrets, even if they are covered.
   */
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
      const tell = (text) => {
        whole = text;
        pre.removeAttribute("aria-busy");
        code.textContent = hasNoSecret ? text : shown(text);
        once.hidden = !isSigned;
      };
      if (typeof text === "string") return tell(text);
      const isChosen = () => index === this.#chosen;
      whole = code.textContent = "";
      pre.setAttribute("aria-busy", "true");
      text().then((text) => isChosen() && tell(text), () => isChosen() && tell(MISSING));
    };
    let whole = "";
    show(Math.min(this.#chosen, programs.length - 1));
    const copy = copyButton("the program", () => whole, () => code);
    return h("div", { class: "programs" }, h("div", { class: "choices", role: "group", "aria-label": "Language" }, ...buttons, copy), pre, once);
  }
}

const MISSING = "This program could not be loaded. Reload the page.";
const ONCE = "This signature is only valid for this body and this time.";
