// The views of the page. The fragment of the page's URL selects the view that is shown.

import { readAddress, writeAddress } from "./lib/address.js";
import { h } from "./lib/dom.js";
import { sign } from "./sign/view.js";
import { timeline } from "./timeline/view.js";
import { verify } from "./verify/view.js";

/** The views. A view with `load` is loaded when it is first opened, because few visitors open it as their first view. */
const VIEWS = [
  { id: "sign", title: "Sign", load: () => sign },
  { id: "verify", title: "Verify", load: () => verify },
  { id: "explain", title: "Explain", load: async () => (await import("./explain/view.js")).explain },
  { id: "define", title: "Define", load: async () => (await import("./define/view.js")).define },
  { id: "timeline", title: "Token timeline", load: () => timeline },
];

const main = document.getElementById("main");
const mounted = new Map();
const sections = new Map(VIEWS.map(({ id }) => [id, h("section", { id: `view-${id}`, hidden: true })]));
const links = new Map(VIEWS.map(({ id, title }) => [id, h("a", { href: `#${id}` }, title)]));
document.getElementById("views").append(...[...links.values()].map((link) => h("li", {}, link)));
main.append(...sections.values());
let shown;

addEventListener("hashchange", () => {
  show();
  main.focus({ preventScroll: true });
});
show();

/**
 * Shows a view. A view is filled when it is first shown, and later keeps its input. Each time that the view is shown, `enter` receives
 * the choices of the address. The view reports its own choices.
 */
async function show() {
  const { view: name, chosen } = readAddress(location.hash);
  shown = VIEWS.find(({ id }) => id === name) ?? VIEWS[0];
  const { id, title, load } = shown;
  for (const [other, section] of sections) section.hidden = other !== id;
  for (const [other, link] of links) {
    if (other === id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${title} · payauth playground`;
  const loading = mounted.get(id) ?? load();
  const view = loading instanceof Promise ? await loading : loading;
  if (!mounted.has(id)) {
    mounted.set(id, view);
    view.mount(sections.get(id), (now) => remember(id, now));
  }
  if (shown.id === id) view.enter(chosen);
}

/** In a wide window, the documentation menu is always open. */
const wide = matchMedia("(min-width: 52.01rem)");
const menu = document.getElementById("documentation");
const unfold = () => (menu.open = wide.matches);
wide.addEventListener("change", unfold);
unfold();

/** Updates the page's URL after a choice, without a new entry in the browser's history. */
function remember(id, chosen) {
  const address = writeAddress(id, chosen);
  const isThere = location.hash === address || (location.hash === "" && shown === VIEWS[0] && address === `#${id}`);
  if (shown.id === id && !isThere) history.replaceState(null, "", address);
}
