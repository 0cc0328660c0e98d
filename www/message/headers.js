// Reads pasted header fields: raw lines, the output of `curl -v`, a curl command, a copy from a browser's developer tools, or the
// output of a program.

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * A line that certainly begins a field, even after a field with an empty value. In the output of some tools, any other line after such a
 * field can be the value of the field.
 */
const BEGIN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:(\s|$)/;

/** Lines that are not header fields, but that are expected between header fields. */
const BESIDE = [/^(\* |[{}] \[)/, /^HTTP\/[\d.]+ \d{3}/, /^[A-Z]+ \S+( HTTP\/[\d.]+)?$/, /^:[a-z]+:/];

/** The reader of printed objects and of commands. It is loaded with the first text that needs it. */
let pasted;

/** A promise of the reader that a pasted text needs; `undefined` if the text can be read now. */
export function readerOf(text) {
  const trimmed = text.trim();
  if (pasted || !(PRINTED.test(trimmed) || COMMAND.test(trimmed))) return undefined;
  return import("./pasted.js").then((loaded) => void (pasted = loaded));
}

/**
 * The fields of a pasted text, and the numbers of the lines that are not fields.
 *
 * @returns `{ fields, leftOut, body, base64, url }`: pairs of a name and a value, the unexpected lines, and the other parts of the
 * message that were pasted
 */
export function readHeaders(text) {
  const trimmed = text.trim();
  const printed = PRINTED.test(trimmed) ? pasted?.readPrinted(trimmed) : undefined;
  if (printed) return { leftOut: [], ...printed };
  const command = COMMAND.test(trimmed) ? pasted?.readCommand(trimmed) : undefined;
  if (!command) return readLines(text);
  const { text: lines, ...rest } = command;
  return { ...readLines(lines), ...rest };
}

/** The beginning of a curl command, or of some lines of a curl command. */
const COMMAND = /^(curl(\.exe)?\s|(-H|--header)[\s=])/;

/** The beginning of a printed object. */
const PRINTED = /^(?:[[{]|(?:await )?fetch\(|const \w+ = |(?:headers|rawHeaders): |[A-Z]\w*(?:\(\d+\))? ?\{)/;

function readLines(text) {
  const found = { fields: [], leftOut: [] };
  let [open, isOver] = [undefined, false];
  withoutMargin(text.split(/\r?\n/)).forEach((line, index) => {
    if (isOver && line.trim()) found.leftOut.push(index + 1);
    else if (line.trim()) open = take(line, open, found, index + 1);
    else isOver = found.fields.length > 0;
  });
  return found;
}

/** Reads a line. Returns the field that the next line may continue. */
function take(line, open, { fields, leftOut }, number) {
  const value = line.trim();
  if (open && ((open[1] === "" && !BEGIN.test(line)) || /^[ \t]/.test(line))) {
    open[1] = `${open[1]} ${value}`.trim();
    return open;
  }
  const [, name, rest] = /^([^:]+):(.*)$/.exec(line) ?? [];
  if (name === undefined || !TOKEN.test(name.trim())) {
    if (!BESIDE.some((form) => form.test(value))) leftOut.push(number);
    return undefined;
  }
  fields.push([name.trim(), rest.trim()]);
  return fields.at(-1);
}

/** The lines without the marks of `curl -v` and the common indentation. A line that is still indented continues a field. */
function withoutMargin(given) {
  const lines = given.map((line) => line.replace(/^[<>] ?/, ""));
  const depths = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const depth = depths.reduce((least, depth) => Math.min(least, depth), Infinity);
  return lines.map((line) => line.slice(depth));
}
