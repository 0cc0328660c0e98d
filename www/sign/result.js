// Shows the computed steps of a signature, one below the other.

import { copyButton } from "../lib/copy.js";
import { count, hex, utf8 } from "../lib/bytes.js";
import { h } from "../lib/dom.js";
import { messageFigure, run } from "../lib/figure.js";
import { COVER, cover } from "../lib/secrets.js";
import { visible } from "../lib/visible.js";
import { Programs } from "../lib/programs.js";

const programs = new Programs();

/** The name in the documentation of the function that the page uses. */
const documented = ({ id }) => (id === "own" ? "hmacKey" : id);

/** The steps of an explanation. Secrets are covered unless they are revealed. `compare` opens the input in the view `explain`. */
export function steps(explained, provider, isRevealed, compare) {
  const shown = (text) => (isRevealed ? text : cover(text, explained.secrets));
  const { message, key, mac, request } = explained;
  const isComparable = provider.signature?.message !== undefined;
  const signature = () => [messageStep(message), keyStep(key, isRevealed), macStep(mac, isComparable && compare)];
  const all = [
    ...(mac ? signature() : [unsigned(provider)]),
    ...(request ? [fieldsStep(request, shown)] : []),
    step("As a program", programs.element(explained.programs, shown), manual(documented(provider))),
  ];
  return [...remarks(explained.notes), h("ol", { class: "steps" }, ...all)];
}

const manual = (name) =>
  h("p", { class: "hint" }, "In the documentation: ", h("a", { href: `api/functions/payauth.${name}.html` }, h("code", {}, name)));

function step(title, ...content) {
  return h("li", {}, h("h3", {}, title), ...content);
}

function remarks(notes) {
  if (notes.length === 0) return [];
  return [h("ul", { class: "notes", "aria-label": "Remarks" }, ...notes.map((note) => h("li", {}, note)))];
}

function unsigned({ unsigned = "Requests to this endpoint are not signed: they contain only the API key." }) {
  return step("Signature", h("p", {}, unsigned));
}

function messageStep(message) {
  const formula = message.formula && h("p", { class: "formula" }, h("code", {}, message.formula));
  return step("The message, byte by byte", formula, messageFigure(message));
}

function keyStep({ name = "secret", encoding, bytes, block, isHashed }, isRevealed) {
  const fate = isHashed
    ? `It is longer than the block of ${block} bytes, so HMAC hashes it first.`
    : `HMAC pads it with zeros to the block of ${block} bytes.`;
  return step(
    "The key",
    h("p", {}, h("code", {}, name), ` read as ${READ_AS[encoding]}: ${count(bytes.length, "byte")}. ${fate}`),
    h("pre", { class: "value", tabindex: "0", "aria-label": "Key in hex" }, isRevealed ? hex(bytes) : COVER),
  );
}

const READ_AS = { utf8: "UTF-8 text", hex: "hex", base64: "base64", base64url: "base64url" };

function macStep({ algorithm, encoding, tag, others, field }, compare) {
  const value = h("output", { class: "value tag" }, tag);
  const rows = others.map((other) => h("tr", {}, h("th", { scope: "row" }, other.encoding), h("td", {}, other.tag)));
  return step(
    "The MAC",
    h("div", { class: "headed" }, h("p", {}, `HMAC with ${algorithm}, written as ${encoding}`, field ? [", which is ", h("code", {}, field)] : [], "."), copyButton("the MAC", () => tag, () => value)),
    value,
    compare && h("p", {}, h("a", { href: "#explain", onclick: compare }, "Compare with a signature from elsewhere")),
    h("details", {}, h("summary", {}, "The same in other encodings"), h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Other encodings" }, h("table", {}, h("tbody", {}, ...rows)))),
  );
}

function fieldsStep({ method, url, headers, body }, shown) {
  const rows = Object.entries(headers).map(([name, value]) =>
    h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, shown(value))),
  );
  return step(
    "What is sent",
    h("p", { class: "target" }, h("b", {}, method), " ", shown(url)),
    rows.length > 0 && h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Header fields" }, h("table", { class: "fields" }, h("tbody", {}, ...rows))),
    body !== undefined && body.length > 0 && sentBody(body, shown),
  );
}

/** The body as it is sent. If the body is not text, the page cannot cover a secret in the body. */
function sentBody(body, shown) {
  const bytes = typeof body === "string" ? utf8(shown(body)) : body;
  return h("div", { class: "sent" }, h("p", { class: "hint" }, "Body"), h("pre", { class: "value", tabindex: "0", "aria-label": "Content that is sent" }, ...visible(bytes.subarray(0, MAX_BYTES)).map(run)));
}

const MAX_BYTES = 16 * 1024;
