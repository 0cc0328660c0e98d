// A button that shows or hides content. The text of the button says what the next press does.

import { h } from "./dom.js";

/** A button. `onChange` is called at once and after each press; its argument says whether the content is now shown. */
export function toggle(show, hide, isShown, onChange) {
  const button = h("button", { type: "button", class: "quiet" });
  const set = (given) => {
    isShown = given;
    button.textContent = isShown ? hide : show;
    onChange(isShown);
  };
  button.addEventListener("click", () => set(!isShown));
  set(isShown);
  return button;
}
