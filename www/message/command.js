// Reads a pasted curl command of a POSIX shell or of Windows, or only the `-H` lines of the command.

/** Patterns for the quotes of a POSIX shell and of Windows. In the first pattern, a backslash escapes nothing. */
const QUOTED = [/'([^']*)'/, /\$'((?:[^'\\]|\\.)*)'/, /"((?:[^"\\]|\\.)*)"/, /\^"((?:\^\\\^"|\^[^"]|[^"^])*)\^"/];
const WORD = QUOTED.map(({ source }) => source).join("|");
const FIELD = new RegExp(`(?:^|\\s)(?:-H|--header)[\\s=]+(?:${WORD})`, "gs");
const DATA = new RegExp(`\\s(?:-d|--data(?:-raw|-binary|-ascii)?)[\\s=]+(?:${WORD})`, "gs");
const URL_WORD = /(?:^|\s)(?:'|"|\^")?(https?:\/\/[^\s'"^]+)/;

/** The quoted header fields of a command as lines, and the body and the URL of the command if it has them. */
export function readCommand(command) {
  const lines = Array.from(command.matchAll(FIELD), words);
  const data = Array.from(command.matchAll(DATA), words).filter((text) => !text.startsWith("@"));
  const [, url] = URL_WORD.exec(command.replace(FIELD, " ")) ?? [];
  return { text: lines.join("\n"), ...(data.length > 0 && { body: data.join("&") }), ...(url && { url }) };
}

function words([, bare, ansi, double, windows]) {
  return bare ?? (ansi === undefined ? unescaped("\\", double ?? unescaped("^", windows)) : ansiC(ansi));
}

const unescaped = (mark, text) => text.replaceAll(new RegExp(`\\${mark}(.)`, "gs"), "$1");

const ESCAPES = { n: "\n", r: "\r", t: "\t", "0": "\0" };

/** The text of `$'…'` in a shell. */
function ansiC(text) {
  return text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/gs, (_, four, two, one) => {
    const code = four ?? two;
    return code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[one] ?? one);
  });
}
