// A button that copies a text, and then shows that it has copied the text.

import { h } from "./dom.js";

/**
 * A button that copies the result of `text`. If the browser does not allow the copy, the button selects the element that `shown` returns.
 */
export function copyButton(what, text, shown) {
  const button = h("button", { type: "button", class: "quiet", "aria-label": `Copy ${what}` }, "Copy");
  button.addEventListener("click", async () => {
    button.textContent = (await copied(text())) ? "Copied" : selected(shown());
    setTimeout(() => (button.textContent = "Copy"), 2_000);
  });
  return button;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function selected(element) {
  getSelection().selectAllChildren(element);
  return "Selected";
}
