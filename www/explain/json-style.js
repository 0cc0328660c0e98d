// Writes JSON in other styles, as other programs write parsed JSON. Numbers and names stay unchanged.

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/** A JSON text in every style that senders use, by the name of the mistake that causes the style. Empty for a text that is not JSON. */
export function styles(text) {
  try {
    JSON.parse(text);
  } catch {
    return {};
  }
  const tree = treeOf(text.match(TOKEN));
  const sorted = sort(tree);
  const [spaced, spacedSorted] = [write(tree, SPACED), write(sorted, SPACED)];
  const plain = inStrings(text, readable);
  const escaped = inStrings(plain, escapes);
  return {
    "body-reserialised": [write(tree, COMPACT)],
    "body-spaced": [spaced, inStrings(spaced, escapes)],
    "body-indented": ["  ", "    ", "\t"].map((unit) => write(tree, { unit, colon: ": " })),
    "body-keys-sorted": [write(sorted, COMPACT), spacedSorted, inStrings(spacedSorted, escapes)],
    "body-unicode-escaped": [inStrings(text, escapes), inStrings(text, (string) => escapes(string, true)), escaped],
    "body-slashes-escaped": [inStrings(text, slashes), inStrings(inStrings(text, slashes), escapes)],
    "body-slashes-unescaped": [text.replaceAll("\\/", "/")],
    "body-unicode-unescaped": [plain],
    "body-html-escaped": [inStrings(text, html)],
  };
}

const COMPACT = { colon: ":", comma: "," };
const SPACED = { colon: ": ", comma: ", " };

/** A JSON value as a tree. An object or a list is represented by its brackets and its items, any other value by its text. */
function treeOf(tokens) {
  let at = 0;
  const value = () => {
    const token = tokens[at++];
    if (token !== "{" && token !== "[") return token;
    const [close, items] = [token === "{" ? "}" : "]", []];
    while (tokens[at] !== close) {
      const name = token === "{" ? tokens[at] : undefined;
      if (name !== undefined) at += 2;
      items.push({ name, value: value() });
      if (tokens[at] === ",") at += 1;
    }
    at += 1;
    return { open: token, close, items };
  };
  return value();
}

function sort(value) {
  if (typeof value === "string") return value;
  const items = value.items.map((item) => ({ ...item, value: sort(item.value) }));
  const isBefore = (one, other) => (one < other ? -1 : 1);
  return { ...value, items: value.open === "{" ? items.toSorted((one, other) => isBefore(JSON.parse(one.name), JSON.parse(other.name))) : items };
}

function write(value, style, depth = 0) {
  if (typeof value === "string") return value;
  const { open, close, items } = value;
  const { unit, colon, comma } = style;
  if (items.length === 0) return open + close;
  const texts = items.map(({ name, value: inner }) => `${name === undefined ? "" : name + colon}${write(inner, style, depth + 1)}`);
  if (unit === undefined) return open + texts.join(comma) + close;
  const inside = `\n${unit.repeat(depth + 1)}`;
  return `${open}${inside}${texts.join(`,${inside}`)}\n${unit.repeat(depth)}${close}`;
}

const inStrings = (text, change) => text.replaceAll(/"(?:[^"\\]|\\.)*"/g, (string) => change(string));

function escapes(string, isUpper) {
  const digits = (unit) => unit.charCodeAt(0).toString(16).padStart(4, "0");
  return string.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${isUpper === true ? digits(unit).toUpperCase() : digits(unit)}`);
}

const slashes = (string) => string.replaceAll(/\\.|\//gs, (part) => (part === "/" ? "\\/" : part));

const html = (string) => string.replaceAll(/[<>&]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);

/** The characters that are escaped by number, except characters that JSON must escape. */
function readable(string) {
  return string.replaceAll(/\\u([0-9a-fA-F]{4})|\\./gs, (part, code) => {
    const unit = code === undefined ? part : String.fromCharCode(Number.parseInt(code, 16));
    return code === undefined || unit < " " || unit === '"' || unit === "\\" ? part : unit;
  });
}
