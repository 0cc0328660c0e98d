// Header fields as people paste them: raw lines, out of `curl -v`, out of a curl command, out of a browser's developer
// tools, or logged as JSON.

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** What surely begins a field, also after one that is empty: some tools put values on a line of their own. */
const BEGIN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:(\s|$)/;

/** Lines that stand among header fields and are none. */
const BESIDE = [/^(\* |[{}] \[)/, /^HTTP\/[\d.]+ \d{3}/, /^[A-Z]+ \S+( HTTP\/[\d.]+)?$/, /^:[a-z]+:/];

/**
 * The fields of a pasted text, and the numbers of the lines that are none.
 *
 * @returns `{ fields, leftOut }`: pairs of name and value, and lines that nobody puts among header fields by intent
 */
export function readHeaders(text) {
  const trimmed = text.trim();
  const logged = trimmed.startsWith("{") ? readJson(trimmed) : undefined;
  return logged ?? readLines(/^curl\s/.test(trimmed) ? linesOfCurl(trimmed) : text);
}

function readJson(text) {
  try {
    const values = ([name, value]) => [value].flat().map((one) => [name, String(one)]);
    return { fields: Object.entries(JSON.parse(text)).flatMap(values), leftOut: [] };
  } catch {
    return undefined;
  }
}

/** The quoted fields of a command. */
function linesOfCurl(command) {
  const fields = Array.from(command.matchAll(FIELD), ([, bare, ansi, double, windows]) => {
    return bare ?? unescaped("\\", ansi ?? double ?? unescaped("^", windows));
  });
  return fields.join("\n");
}

/** The quotes of a POSIX shell, in all but the first of which a backslash escapes, and those of Windows. */
const QUOTED = [/'([^']*)'/, /\$'((?:[^'\\]|\\.)*)'/, /"((?:[^"\\]|\\.)*)"/, /\^"((?:\^\\\^"|\^[^"]|[^"^])*)\^"/];
const FIELD = new RegExp(`\\s(?:-H|--header)\\s+(?:${QUOTED.map(({ source }) => source).join("|")})`, "gs");

const unescaped = (mark, text) => text.replaceAll(new RegExp(`\\${mark}(.)`, "gs"), "$1");

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

/** Takes a line; gives the field that the next line may belong to. */
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

/** The lines without the mark of `curl -v` and the blanks that all begin with: what is indented yet, goes on. */
function withoutMargin(given) {
  const lines = given.map((line) => line.replace(/^[<>] ?/, ""));
  const depths = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const depth = depths.reduce((least, depth) => Math.min(least, depth), Infinity);
  return lines.map((line) => line.slice(depth));
}
