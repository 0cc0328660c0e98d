// What is put in: provider and endpoint, credentials, time and body. Every change tells the view.

import { idempotencyKey } from "../payauth/pure.js";
import { BodyInput } from "../lib/body.js";
import { timeField } from "../lib/clock.js";
import { h } from "../lib/dom.js";
import { field, line, select } from "../lib/field.js";
import { readTime } from "../lib/time.js";
import { ALGORITHMS, SECRET_ENCODINGS, TAG_ENCODINGS } from "./explain.js";
import { OWN, PROVIDERS, TEMPLATES } from "./providers.js";

const ALL = [...PROVIDERS, OWN];
const METHODS = [["", "as the endpoint has it"], "GET", "POST", "PUT", "PATCH", "DELETE"];

export class Form {
  element = h("form", { class: "inputs", onsubmit: (event) => event.preventDefault() });
  isRevealed = false;
  #onChange;
  #provider = PROVIDERS[0];
  #endpoint = PROVIDERS[0].endpoints[0];
  #values;
  #body;
  #secrets = [];

  constructor(onChange) {
    this.#onChange = onChange;
    this.#choose(this.#provider);
  }

  /** What is put in; throws where a field does not say what it should. */
  read() {
    const values = this.#values;
    const { now, isMillis } = readTime(values.time);
    const body = this.#body?.bytes();
    const isSent = body && (body.length > 0 || this.#endpoint.body !== undefined);
    const input = { ...values, now, given: { isMillis }, ...(isSent && { body }) };
    return { provider: this.#provider, endpoint: this.#endpoint, input };
  }

  #choose(provider) {
    this.#provider = provider;
    this.#values = {
      time: this.#values?.time ?? "2024-03-02T12:00:00Z",
      credentials: { ...provider.credentials },
      environment: provider.environments?.[0],
      accessToken: "the-access-token",
      own: { algorithm: "SHA-256", encoding: "utf8", tagEncoding: "hex", template: "body" },
    };
    this.#open(provider.endpoints[0]);
  }

  #open(endpoint) {
    this.#endpoint = endpoint;
    Object.assign(this.#values, {
      path: endpoint.path,
      method: "",
      idempotencyKey: endpoint.needsKey ? EXAMPLE_KEY : undefined,
    });
    const takesBody = endpoint.body !== undefined || endpoint.isOpen;
    this.#body = takesBody ? new BodyInput(endpoint.body ?? "", this.#onChange) : undefined;
    this.#draw();
    this.#onChange();
  }

  #draw() {
    const { element } = this;
    const focused = [...element.elements].indexOf(document.activeElement);
    element.replaceChildren(
      ...this.#where(),
      this.#credentials(),
      ...(this.#endpoint.kind === "own" ? this.#own() : []),
      timeField("Time", this.#values.time, (text) => this.#set(this.#values, "time", text)),
      ...(this.#endpoint.needsKey || this.#endpoint.isOpen ? [this.#key()] : []),
      ...(this.#body ? [this.#body.element] : []),
    );
    element.elements[focused]?.focus();
  }

  #where() {
    const { endpoints, environments = [] } = this.#provider;
    const names = endpoints.map(({ title }, index) => [String(index), title]);
    const provider = select(ALL.map(({ id, title }) => [id, title]), this.#provider.id, (id) => this.#choose(ALL.find((one) => one.id === id)));
    const endpoint = select(names, String(endpoints.indexOf(this.#endpoint)), (index) => this.#open(endpoints[index]));
    return [
      field("Provider", provider),
      endpoints.length > 1 && field("Endpoint", endpoint),
      environments.length > 1 && field("Environment", this.#choice("environment", environments)),
      ...(this.#endpoint.isOpen ? [field("Path", this.#text("path"), { name: "path" }), field("Method", this.#choice("method", METHODS), { name: "method" })] : []),
    ].filter(Boolean);
  }

  #credentials() {
    const { credentials } = this.#values;
    this.#secrets = [];
    const inputs = Object.keys(credentials).map((name) => field(name, this.#secret(credentials, name), { name }));
    if (this.#endpoint.needsToken) {
      inputs.push(field("access token", this.#secret(this.#values, "accessToken"), { name: "authorization" }));
    }
    const reveal = h("button", { type: "button", class: "quiet", "aria-pressed": "false" }, "Reveal secrets");
    reveal.addEventListener("click", () => this.#reveal(reveal, !this.isRevealed));
    this.#reveal(reveal, this.isRevealed, true);
    return h("fieldset", {}, h("legend", {}, "Credentials"), ...inputs, reveal);
  }

  #reveal(button, isRevealed, isSilent = false) {
    this.isRevealed = isRevealed;
    button.setAttribute("aria-pressed", String(isRevealed));
    for (const input of this.#secrets) input.type = isRevealed ? "text" : "password";
    if (!isSilent) this.#onChange();
  }

  #own() {
    const { own } = this.#values;
    const choice = (name, options) => select(options, own[name], (value) => this.#set(own, name, value));
    return [
      field("The secret is", choice("encoding", SECRET_ENCODINGS), { name: "encoding" }),
      field("Hash", choice("algorithm", ALGORITHMS)),
      field("Message", choice("template", Object.keys(TEMPLATES))),
      field("The tag is written as", choice("tagEncoding", TAG_ENCODINGS)),
    ];
  }

  #key() {
    const input = this.#text("idempotencyKey");
    const renew = () => {
      input.value = idempotencyKey.random(crypto.getRandomValues(new Uint8Array(16)));
      input.dispatchEvent(new Event("input"));
    };
    const button = h("button", { type: "button", onclick: renew, "aria-label": "New idempotency key" }, "New");
    return field("Idempotency key", input, { beside: [button], name: "idempotencyKey" });
  }

  #secret(values, name) {
    const input = line(values[name], (value) => this.#set(values, name, value), { type: "password", class: "secret" });
    this.#secrets.push(input);
    return input;
  }

  #text(name) {
    return line(this.#values[name] ?? "", (value) => this.#set(this.#values, name, value));
  }

  #choice(name, options) {
    return select(options, this.#values[name], (value) => this.#set(this.#values, name, value));
  }

  #set(values, name, value) {
    values[name] = value;
    this.#onChange();
  }
}

const EXAMPLE_KEY = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";
