// Models of servers: how they change a path before they route it. In these strings, a character below 256 is a byte.

/** Decodes each percent-encoded byte, one time. */
const decode = (path) => path.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
const merge = (path) => path.replace(/\/{2,}/g, "/");
const slashes = (path) => path.replaceAll("\\", "/");
const parameters = (path) => path.replace(/;[^/]*/g, "");
const trim = (path) => path.replace(/[. ]+(?=\/|$)/g, "");
const blanks = (path) => path.replaceAll("+", " ").replace(/ +(?=\/|$)/g, "").replace(/\/ +/g, "/");
const overlong = (path) => path.replaceAll("\xc0\xaf", "/").replaceAll("\xc0\xae", ".");
/** Removes segments in parentheses, which are sessions. */
const cookieless = (path) => path.replace(/\/\([^/]*\)(?=\/|$)/g, "/");
const query = (path) => path.split(/[?#]/)[0];
const zero = (path) => path.split("\0")[0];

/** Replaces full-width and similar characters by ASCII characters, and drops characters without width. */
function fit(path) {
  const text = new TextDecoder().decode(Uint8Array.from(path, (byte) => byte.charCodeAt(0)));
  return text.replaceAll("∕", "/").replace(/\p{Default_Ignorable_Code_Point}/gu, "").normalize("NFKC");
}

/** Resolves the segments `.` and `..` (RFC 3986, section 5.2.4). */
function dots(path) {
  const kept = [];
  const segments = path.split("/").slice(1);
  for (const segment of segments) {
    if (segment === "..") kept.pop();
    else if (segment !== ".") kept.push(segment);
  }
  return `/${kept.join("/")}${/^\.\.?$/.test(segments.at(-1)) ? "/" : ""}`;
}

const server = (...steps) => (path) => steps.reduce((seen, step) => step(seen), path);

/** For each server, a function from the sent path to the path that the server routes. */
export const SERVERS = {
  "as it is": server(),
  "RFC 3986": server(decode, dots),
  nginx: server(decode, merge, dots),
  "nginx behind nginx": server(decode, merge, dots, decode, merge, dots),
  Tomcat: server(parameters, decode, merge, dots),
  Spring: server(decode, parameters, merge, dots, blanks),
  IIS: server(decode, slashes, merge, dots, trim),
  "IIS, best fit": server(decode, fit, slashes, merge, dots, trim),
  "ASP.NET": server(decode, cookieless, slashes, merge, dots, trim),
  "ASP.NET, best fit": server(decode, fit, cookieless, slashes, merge, dots, trim),
  "decoding twice": server(decode, decode, slashes, parameters, merge, dots),
  "decoding thrice": server(decode, decode, decode, parameters, merge, dots),
  "reading again": server(decode, query, decode, merge, dots),
  "old UTF-8": server(decode, overlong, slashes, merge, dots),
  "C strings": server(decode, zero, merge, dots),
  forms: server(decode, blanks, merge, dots),
};
