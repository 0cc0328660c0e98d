// Reads header fields from the output of a program. If the output contains a body or a URL, reads the body or the URL, too.

import { readLiteral } from "./literal.js";

/**
 * The parts of a message in a printed text: `{ fields, body, url }`; `undefined` if the text contains no message.
 *
 * The text may be an object of header fields, a list of pairs, a list of alternating names and values such as Node's `rawHeaders`, a
 * HAR file or one of its entries, or any object with `headers` and optionally `body`.
 */
export function readPrinted(text) {
  const value = readLiteral(withoutCall(text.trim()));
  if (value === undefined || typeof value === "string") return undefined;
  const message = messageOf(value);
  return message?.fields.length ? message : undefined;
}

/** `fetch("https://…", { … })`, as browsers copy a request, is a list of its arguments. */
function withoutCall(text) {
  const [, inner] = /^(?:await )?fetch\(([\s\S]*)\);?$/.exec(text) ?? [];
  return inner === undefined ? text : `[${inner}]`;
}

function messageOf(value) {
  if (Array.isArray(value)) return ofCall(value) ?? ofFields(value);
  const entry = value.get("log")?.get?.("entries")?.[0] ?? value;
  const request = entry.get?.("request") ?? entry;
  const headers = request instanceof Map ? (request.get("headers") ?? request.get("rawHeaders")) : undefined;
  if (headers === undefined || typeof headers === "string") return ofFields(value);
  const read = ofFields(headers);
  return read && { ...read, ...bodyOf(request), ...urlOf(request) };
}

function ofCall(value) {
  const [url, options] = value;
  const isCall = value.length === 2 && typeof url === "string" && /^https?:/.test(url) && options instanceof Map;
  const read = isCall && ofFields(options.get("headers") ?? new Map());
  return read ? { ...read, ...bodyOf(options), url } : undefined;
}

function bodyOf(request) {
  const body = request.get("postData")?.get?.("text") ?? request.get("body");
  if (typeof body !== "string" || body === "null" || body === "undefined") return {};
  if (request.get("isBase64Encoded") !== "true") return { body };
  return { base64: body };
}

function urlOf(request) {
  const url = request.get("url");
  return typeof url === "string" && /^https?:/.test(url) ? { url } : {};
}

function ofFields(value) {
  if (value instanceof Map) return { fields: [...value].flatMap(fieldsOf) };
  if (value.every((one) => typeof one === "string")) return value.length % 2 ? undefined : { fields: inTurn(value) };
  if (value.every((one) => Array.isArray(one) && one.length === 2)) return { fields: value.map(([name, text]) => [String(name), String(text)]) };
  const isNamed = (one) => one instanceof Map && one.has("name") && one.has("value");
  return value.every(isNamed) ? { fields: value.filter(isReal).map((one) => [one.get("name"), one.get("value")]) } : undefined;
}

/** Whether a field is a real header field. Browsers also list the pseudo-header fields of HTTP/2. */
const isReal = (one) => !one.get("name").startsWith(":");

const inTurn = (texts) => texts.flatMap((text, index) => (index % 2 ? [] : [[text, texts[index + 1]]]));

/** Makes one field for each value. Node's output for `Headers` is a map from a name to the name and the value. */
function fieldsOf([name, value]) {
  if (/^Symbol\(/.test(name) || name === "cookies") return value instanceof Map ? [...value].flatMap(fieldsOf) : [];
  if (Array.isArray(value)) return value.filter((one) => typeof one === "string").map((one) => [name, one]);
  if (value instanceof Map) return value.has("value") ? [[name, String(value.get("value"))]] : [...value].flatMap(fieldsOf);
  return [[name, value]];
}
