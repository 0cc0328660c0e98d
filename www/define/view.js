// The view for definitions: an editor with a definition, and the request that a client of the definition makes.

import { h } from "../lib/dom.js";
import { field, line, select } from "../lib/field.js";
import { run } from "../lib/figure.js";
import { utf8 } from "../lib/bytes.js";
import { Pair } from "../lib/pair.js";
import { Programs } from "../lib/programs.js";
import { remedy } from "../lib/problem.js";
import { visible } from "../lib/visible.js";
import { load } from "../payauth/raw-define.js";
import { makeEditor } from "./editor.js";
import { KINDS } from "./kinds.js";
import { errorsIn, sampleMessage, sampleRequest } from "./sample.js";

const METHODS = ["POST", "GET", "PUT", "PATCH", "DELETE"];

export const define = {
  /** Fills an element with the view; `tell` is called with the address of the view. */
  mount(place, tell) {
    this.view = new View(place, tell);
  },

  /** Opens the definition that is in an address. */
  enter(address) {
    this.view.goTo(address);
  },
};

class View {
  #tell;
  #kind = "provider";
  #texts = Object.fromEntries(Object.entries(KINDS).map(([kind, { text }]) => [kind, text]));
  #call = { path: "/v1/payments", method: "POST", body: '{"amount":500}' };
  #inputs = h("div", { class: "inputs" });
  #pair = new Pair(this.#inputs);
  #programs = new Programs();
  #editor;
  #remembering;

  constructor(place, tell) {
    this.#tell = tell;
    place.append(
      h("h2", {}, "Define a provider or a scheme"),
      h("p", { class: "lead" }, "A definition is data. It describes how an API is called, or how a sender signs, and contains no secret."),
      this.#pair.element,
    );
    this.#pair.element.classList.add("wide");
  }

  goTo({ kind, definition }) {
    if (Object.hasOwn(KINDS, kind ?? "")) this.#kind = kind;
    if (definition) this.#texts[this.#kind] = definition;
    if (!this.#editor || kind || definition) this.#draw();
    this.#remember();
  }

  /** Puts the definition into the address of the page, unless the definition is the example. */
  #remember() {
    const [kind, definition] = [this.#kind, this.#texts[this.#kind]];
    this.#tell({ ...(kind !== "provider" && { kind }), ...(definition !== KINDS[kind].text && { definition }) });
  }

  /** Loads the reader of definitions, which finds the errors that the editor shows. Then shows the editor. */
  async #draw() {
    const loading = load();
    if (loading) {
      this.#pair.wait();
      await loading;
    }
    const kinds = Object.entries(KINDS).map(([id, { title }]) => [id, title]);
    const kind = select(kinds, this.#kind, (chosen) => {
      this.#kind = chosen;
      this.#draw();
      this.#remember();
    });
    this.#editor = makeEditor({
      text: this.#texts[this.#kind],
      schema: KINDS[this.#kind].schema,
      onChange: (text) => this.#changed(text),
      find: (text) => errorsIn(this.#kind, text),
    });
    const keys = h("p", { class: "hint" }, "Ctrl-Space lists the members or values that are allowed at the cursor. To leave the editor, press Escape, then Tab.");
    this.#inputs.replaceChildren(field("Definition of", kind), this.#editor.element, keys, ...this.#callFields());
    this.#show();
  }

  #callFields() {
    const set = (name) => (value) => {
      this.#call[name] = value;
      this.#show();
    };
    const body = h("textarea", { rows: "3", spellcheck: "false", oninput: () => set("body")(body.value) });
    body.value = this.#call.body;
    if (this.#kind === "scheme") return [field("Body", body)];
    const method = field("Method", select(METHODS, this.#call.method, set("method")));
    return [h("div", { class: "pair" }, method, field("Path", line(this.#call.path, set("path")))), field("Body", body)];
  }

  #changed(text) {
    this.#texts[this.#kind] = text;
    this.#show();
    clearTimeout(this.#remembering);
    this.#remembering = setTimeout(() => this.#remember(), 400);
  }

  #show() {
    const text = this.#texts[this.#kind];
    const [error] = errorsIn(this.#kind, text);
    if (error) return this.#complain(text, error);
    try {
      const shown = this.#kind === "provider" ? this.#request(text) : this.#message(text);
      return this.#pair.show(shown, this.#kind === "provider" ? "The request" : "The message", "good");
    } catch (error) {
      return this.#pair.show([h("div", { class: "problem", role: "alert" }, h("p", {}, error.message), remedy(error))], error.message, "bad");
    }
  }

  #complain(text, { from, to, message, code }) {
    const lineNumber = text.slice(0, from).split("\n").length;
    const button = h("button", { type: "button", class: "quiet", onclick: () => this.#editor.select(from, to) }, "Select it");
    const where = h("p", {}, `Line ${lineNumber}: `, h("code", {}, text.slice(from, Math.min(to, from + 60))), " ", button);
    const told = h("div", { class: "problem", role: "alert" }, h("p", { class: "verdict bad" }, `${message}.`.replace(/([.?])\.$/, "$1")), where, remedy({ code }));
    this.#pair.show([told], message, "bad");
  }

  #request(text) {
    const { method, url, headers, body, credentials } = sampleRequest(text, this.#call);
    const made = Object.entries(credentials).map(([name, value]) => `${name} ${value}`).join(", ");
    return [
      h("h3", {}, "The request that it makes"),
      h("p", { class: "target" }, h("b", {}, method), " ", url),
      rows(headers),
      ...(body === undefined ? [] : [content(body)]),
      h("p", { class: "hint" }, `With example credentials: ${made}.`),
      h("h3", {}, "As a program"),
      this.#programs.element([{ title: "payauth", text: KINDS.provider.program(text, credentials), hasNoSecret: true }], (given) => given),
      manual("defineProvider"),
    ];
  }

  #message(text) {
    const { headers, body } = sampleMessage(text, this.#call);
    const address = `#verify?${new URLSearchParams({ sender: "own", scheme: text })}`;
    return [
      h("h3", {}, "The message that its sender sends"),
      rows(headers),
      content(body),
      h("p", {}, h("a", { href: address }, "Verify a message with this scheme")),
      h("h3", {}, "As a program"),
      this.#programs.element([{ title: "payauth", text: KINDS.scheme.program(text), hasNoSecret: true }], (given) => given),
      manual("defineScheme"),
    ];
  }
}

const manual = (name) =>
  h("p", { class: "hint" }, "In the documentation: ", h("a", { href: `api/functions/payauth.${name}.html` }, h("code", {}, name)));

function rows(headers) {
  const all = Object.entries(headers).map(([name, value]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value)));
  return h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Header fields" }, h("table", { class: "fields" }, h("tbody", {}, ...all)));
}

const content = (body) =>
  h("pre", { class: "value", tabindex: "0", "aria-label": "Content that is sent" }, ...visible(typeof body === "string" ? utf8(body) : body).map(run));
