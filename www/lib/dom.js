// Elements, made without a parser: text that is pasted into the page can never become markup.

/** An element. Attributes that begin with `on` are listeners; `true` is an empty attribute; `false` and `undefined` add no attribute. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return element;
}

function set(element, name, value) {
  if (value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else element.setAttribute(name, value === true ? "" : value);
}

/** A sentence with code between backticks. Long code may break after its dots. */
export const prose = (text) => text.split("`").map((part, index) => (index % 2 ? code(part) : part));

const code = (text) => h("code", {}, ...text.split(/(?<=\.)/).flatMap((part) => [part, h("wbr")]));

/** A picture, made from its SVG text. */
export function svg(text) {
  return document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
}
