// A button that shows and hides, and says which of both it does next.

import { h } from "./dom.js";

/** A button; `onChange` is told whether it shows now, at once and with each press. */
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
