// The exact bytes of a body. A text area does not keep carriage returns, so the user chooses the line ends separately.

import { fromBase64, fromHex, hex, textOf, utf8 } from "./bytes.js";
import { h } from "./dom.js";
import { fault } from "./fault.js";
import { EXACT, field, select } from "./field.js";

const READERS = { text: utf8, hex: fromHex, base64: fromBase64 };

/** The input for a body; `bytes()` returns the bytes. */
export class BodyInput {
  #onChange;
  #area;
  #form;
  #ends;

  constructor(text, onChange) {
    this.#onChange = onChange;
    this.#area = h("textarea", { rows: "6", ...EXACT, oninput: onChange, onpaste: (event) => this.#paste(event) });
    this.#form = select(Object.keys(READERS), "text", onChange);
    this.#ends = select(["LF", "CR LF"], "LF", onChange);
    this.#area.value = text;
  }

  get element() {
    const file = h("input", { type: "file", onchange: () => this.#open(file) });
    const options = [field("Written as", this.#form), field("Line ends", this.#ends), field("Or a file", file)];
    return h("div", { class: "body-input" }, field("Body", this.#area, { name: "body" }), h("div", { class: "row" }, ...options));
  }

  bytes() {
    const text = this.#area.value;
    const ended = this.#form.value === "text" && this.#ends.value === "CR LF" ? text.replaceAll("\n", "\r\n") : text;
    const bytes = READERS[this.#form.value](ended);
    if (bytes) return bytes;
    throw fault("body", `This is not valid ${this.#form.value}.`);
  }

  /** Shows bytes: as text if a text area can keep them, otherwise as hex. */
  show(bytes) {
    const text = textOf(bytes);
    const isText = text !== undefined && (!text.includes("\r") || isAllCrLf(text));
    this.#form.value = isText ? "text" : "hex";
    this.#ends.value = isText && text.includes("\r") ? "CR LF" : "LF";
    this.#area.value = isText ? text : hex(bytes);
    this.#onChange();
  }

  /** A text area removes carriage returns from pasted text, so this selects the line ends. */
  #paste(event) {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (this.#form.value === "text" && isAllCrLf(pasted)) this.#ends.value = "CR LF";
  }

  async #open(input) {
    const [file] = input.files;
    if (file) this.show(new Uint8Array(await file.arrayBuffer()));
  }
}

function isAllCrLf(text) {
  const lines = text.split("\r\n");
  return lines.length > 1 && lines.every((line) => !/[\r\n]/.test(line));
}
