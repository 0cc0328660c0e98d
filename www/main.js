// The views, and which of them is shown: the one that the address names.

import { explain } from "./explain/view.js";
import { h } from "./lib/dom.js";
import { sign } from "./sign/view.js";
import { timeline } from "./timeline/view.js";
import { verify } from "./verify/view.js";

const VIEWS = [sign, verify, explain, timeline];

const main = document.getElementById("main");
const sections = new Map();
const links = new Map(VIEWS.map(({ id, title }) => [id, h("a", { href: `#${id}` }, title)]));
document.getElementById("views").append(...[...links.values()].map((link) => h("li", {}, link)));

addEventListener("hashchange", () => {
  show();
  main.focus({ preventScroll: true });
});
show();

/** A view is filled when it is first looked at, and keeps what was put in. It is told each time that it is shown. */
function show() {
  const chosen = VIEWS.find(({ id }) => location.hash === `#${id}`) ?? VIEWS[0];
  if (!sections.has(chosen.id)) {
    const section = h("section", { id: `view-${chosen.id}` });
    sections.set(chosen.id, section);
    main.append(section);
    chosen.mount(section);
  }
  for (const [id, section] of sections) section.hidden = id !== chosen.id;
  chosen.enter?.();
  for (const [id, link] of links) {
    if (id === chosen.id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${chosen.title} · payauth playground`;
}
