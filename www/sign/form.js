// The form of the view Sign: provider and endpoint, credentials, time and body. The form reports every change to the view.

import { idempotencyKey } from "../lib/payauth.js";
import { BodyInput } from "../lib/body.js";
import { timeField } from "../lib/clock.js";
import { h } from "../lib/dom.js";
import { absent } from "../lib/fault.js";
import { field, line, select } from "../lib/field.js";
import { PRIVATE } from "../lib/private.js";
import { toggle } from "../lib/toggle.js";
import { readTime } from "../lib/time.js";
import { ALGORITHMS, SECRET_ENCODINGS, TAG_ENCODINGS } from "./explain.js";
import { OWN, PROVIDERS, TEMPLATES } from "./providers.js";

const ALL = [...PROVIDERS, OWN];
const METHODS = [["", "default of the endpoint"], "GET", "POST", "PUT", "PATCH", "DELETE"];

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

  /** The input; throws if a field is invalid. */
  read() {
    const values = this.#values;
    this.#seek();
    const { now, isMillis } = readTime(values.time);
    const body = this.#body?.bytes();
    const isSent = body && (body.length > 0 || this.#endpoint.body !== undefined);
    const input = { ...values, now, given: { isMillis }, ...(isSent && { body }) };
    return { provider: this.#provider, endpoint: this.#endpoint, input };
  }

  /** The choices of the user, as parameters for the page's URL; empty for the initial choices. */
  address() {
    const isFirst = this.#provider === PROVIDERS[0] && this.#endpoint === PROVIDERS[0].endpoints[0];
    if (isFirst) return {};
    const isPlain = this.#endpoint === this.#provider.endpoints[0];
    return { provider: this.#provider.id, ...(!isPlain && { endpoint: slug(this.#endpoint.title) }) };
  }

  /** Applies the choices of an address. A choice that the address does not contain stays. */
  goTo({ provider, endpoint }) {
    const chosen = ALL.find(({ id }) => id === provider);
    if (!chosen) return;
    if (chosen !== this.#provider) this.#choose(chosen);
    const named = chosen.endpoints.find(({ title }) => slug(title) === endpoint);
    if (named && named !== this.#endpoint) this.#open(named);
  }

  /** Throws an error about the first empty input. */
  #seek() {
    const { credentials, accessToken } = this.#values;
    const [name] = Object.entries(credentials).find(([, secret]) => secret === "") ?? [];
    if (name) throw absent(name, `Enter the ${name}.`);
    if (this.#endpoint.needsToken && accessToken === "") throw absent("authorization", "Enter the access token.");
  }

  #choose(provider) {
    this.#provider = provider;
    this.#values = {
      time: this.#values?.time ?? "",
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
    const reveal = toggle("Reveal secrets", "Hide secrets", this.isRevealed, (isRevealed) => {
      const isNew = isRevealed !== this.isRevealed;
      this.isRevealed = isRevealed;
      for (const input of this.#secrets) input.type = isRevealed ? "text" : "password";
      if (isNew) this.#onChange();
    });
    return h("fieldset", {}, h("legend", {}, "Credentials"), h("p", { class: "hint" }, PRIVATE), ...inputs, reveal);
  }

  #own() {
    const { own } = this.#values;
    const choice = (name, options) => select(options, own[name], (value) => this.#set(own, name, value));
    return [
      field("Encoding of the secret", choice("encoding", SECRET_ENCODINGS), { name: "encoding" }),
      field("Hash", choice("algorithm", ALGORITHMS)),
      field("Message", choice("template", Object.keys(TEMPLATES))),
      field("Encoding of the tag", choice("tagEncoding", TAG_ENCODINGS)),
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

/** A title as a part of the page's URL: `purchase-link-signed-parameters` for `Purchase link: signed parameters`. */
const slug = (title) => title.toLowerCase().replace(/[^a-z]+/g, "-");
