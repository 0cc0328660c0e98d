// Shows the inputs of a view, and the result next to the inputs. On a phone, the result is below the inputs. There, a bar shows the result
// in a few words, and has a button that leads to the result.

import { h } from "./dom.js";
import { setStale } from "./stale.js";

export class Pair {
  #result = h("div", { class: "result", tabindex: "-1" });
  #status = h("p", { role: "status" });
  #bar;
  element;

  constructor(inputs) {
    const go = () => {
      this.#result.scrollIntoView({ block: "start" });
      this.#result.focus({ preventScroll: true });
    };
    this.#bar = h("div", { class: "bar" }, this.#status, h("button", { type: "button", onclick: go }, "See it"));
    this.element = h("div", { class: "columns" }, inputs, h("div", { class: "beside" }, this.#result), this.#bar);
  }

  /** Shows a result; `said` is the result in a few words, and `mood` is the colour of these words. */
  show(shown, said, mood = "") {
    this.#result.replaceChildren(...shown);
    this.#tell(said, false, mood);
  }

  /** Keeps the last result visible, but dims it. */
  keep(said) {
    this.#tell(said, true, "");
  }

  /** Marks the result as busy while the next result is computed. */
  wait() {
    this.#result.ariaBusy = "true";
  }

  #tell(said, isStale, mood) {
    this.#result.ariaBusy = null;
    setStale(this.#result, isStale);
    this.#status.textContent = said;
    this.#bar.hidden = said === "";
    this.#bar.dataset.mood = mood;
  }
}
