// The form for a received message. All views share one form, so that they have the same input.

import { BodyInput } from "../lib/body.js";
import { count, fromBase64, utf8 } from "../lib/bytes.js";
import { timeField } from "../lib/clock.js";
import { h } from "../lib/dom.js";
import { absent, fault } from "../lib/fault.js";
import { EXACT, field, line, select } from "../lib/field.js";
import { focusOf } from "../lib/focus.js";
import { PRIVATE } from "../lib/private.js";
import { readTime } from "../lib/time.js";
import { toggle } from "../lib/toggle.js";
import { example, onlyField } from "./examples.js";
import { readerOf, readHeaders } from "./headers.js";
import { senderField } from "./sender-field.js";
import { DEFINITION, OWN, ready, SENDERS } from "./senders.js";

const WINDOWS = [["scheme", "the scheme's window"], ["seconds", "a number of seconds"], ["any", "any age"]];
const ENCODINGS = [["", "hex (assumed)"], "HEX", "base64", "base64url", "base64url_nopad"];

const ANY_FORM = "Name: value, one on each line. You can also paste the output of curl -v or console.log, a curl command or a HAR entry; or only the signature, if no other field is needed.";
const ALONE_TOO = "X-Timestamp and X-Signature, or only the signature.";

const WINDOW = { window: "scheme", pastSecs: "300", futureSecs: "300" };

class MessageForm {
  element = h("form", { class: "inputs", onsubmit: (event) => event.preventDefault() });
  isRevealed = false;
  #onChange = () => undefined;
  #sender = SENDERS[0];
  #values = { headers: "", secrets: "", url: "", encoding: "", definition: DEFINITION, time: "", ...WINDOW };
  #body = new BodyInput("", () => this.#edited());
  /** The example in the form: `fits` (authentic), or the name of a mistake. `undefined` after a change of the input. */
  #example;
  /** The examples of mistakes that the current view shows; `undefined` if it shows authentic messages. */
  #mistakes;
  #isTelling = false;
  #taken;
  /**
   * Counts the attempts to fill the form with an example, and the changes of the input. An attempt that waited for a module is discarded if
   * this number has changed.
   */
  #asked = 0;

  /**
   * Moves the form into a view, and reports every change to `onChange`. Then fills the form with a new example of `mistakes` (the module
   * `broken.js`); without `mistakes`, with an authentic message. Input that is not an example stays, unless another sender, scheme or
   * example is passed.
   */
  enter(place, onChange, mistakes, { sender, scheme, example: named } = {}) {
    place.append(this.element);
    this.#onChange = onChange;
    this.#mistakes = mistakes;
    const chosen = senderOf(sender) ?? this.#sender;
    const isAsked = chosen !== this.#sender || (named && named !== this.#example) || (scheme && scheme !== this.#values.definition);
    if (scheme) this.#values.definition = scheme;
    if (!isAsked && this.#example === undefined && this.#isFilled) return this.#redraw();
    this.#sender = chosen;
    this.#isFilled = true;
    return this.#fillExample(mistakes ? (named ?? this.#broken()) : "fits");
  }

  #isFilled = false;

  /** The name of the mistake to show for the chosen sender. */
  #broken() {
    const { BROKEN } = this.#mistakes;
    const isKnown = BROKEN.some(({ id }) => id === this.#example);
    if (isKnown) return this.#example;
    return this.#sender === SENDERS[0] ? BROKEN[0].id : "broken";
  }

  /** Sets values of the form. A value that is not passed stays unchanged. */
  fill({ sender, body, ...values }, name) {
    if (sender) this.#sender = senderOf(sender);
    Object.assign(this.#values, values);
    this.#body.show(body);
    this.#example = name;
    this.#isFilled = true;
    this.#redraw();
  }

  /** The sender, the scheme and the example that the user chose, as parameters for the page's URL. */
  address() {
    const isFirst = this.#sender === SENDERS[0];
    const isOwn = this.#sender === OWN && this.#values.definition !== DEFINITION;
    const named = this.#mistakes?.BROKEN.find(({ id }, index) => index > 0 && id === this.#example);
    if (named) return { example: named.id };
    return { ...(!isFirst && { sender: this.#sender.id }), ...(isOwn && { scheme: this.#values.definition }) };
  }

  /** A promise of the modules that must be loaded before the message can be read; `undefined` if all are loaded. */
  ready() {
    const missing = [ready(this.#sender, this.#values.encoding), readerOf(this.#values.headers)].filter(Boolean);
    return missing.length > 0 ? Promise.all(missing) : undefined;
  }

  /** The input, for `verify`; throws if a field is invalid. */
  read() {
    const { definition, encoding, time, url } = this.#values;
    const sender = this.#sender;
    const { now } = readTime(time);
    const message = { headers: this.#headers(sender, now), body: this.#body.bytes(), now, ...(url && { url }) };
    const written = sender.encoded && encoding;
    const { leftOut } = this.#alone() ? { leftOut: [] } : readHeaders(this.#values.headers);
    return { sender, definition, encoding: written, leftOut, secrets: this.#secretList(), ...message, ...this.#window() };
  }

  #headers(sender, now) {
    const { headers } = this.#values;
    const alone = this.#alone();
    if (alone) return sender.around ? Object.entries(sender.around(alone, now)) : [[onlyField(sender, this.#values.definition), alone]];
    return readHeaders(headers).fields;
  }

  /**
   * The signature, if the user pasted only a signature instead of header fields, and the other header fields can be derived; otherwise
   * `undefined`.
   */
  #alone() {
    const [, text] = /^["']?([^:\s"']+)["']?$/.exec(this.#values.headers.trim()) ?? [];
    const isNamed = text && (this.#sender.around || onlyField(this.#sender, this.#values.definition));
    return isNamed ? text : undefined;
  }

  /** The secrets of the form. Each line is a secret, and the number of the line is part of the secret's id. */
  #secretList() {
    const lines = this.#values.secrets.split("\n").map((secret, index) => ({ id: `line${index + 1}`, secret }));
    const given = lines.filter(({ secret }) => secret !== "");
    if (given.length === 0) throw absent("secrets", "Enter at least one secret, each on its own line.");
    return given;
  }

  #window() {
    const { window, pastSecs, futureSecs } = this.#values;
    if (window === "scheme") return {};
    if (window === "any") return { unsafeSkipTimestamp: true };
    return { pastSecs: seconds("pastSecs", pastSecs), futureSecs: seconds("futureSecs", futureSecs) };
  }

  #choose(sender) {
    this.#sender = sender;
    this.#taken = undefined;
    if (this.#example) this.#fillExample(this.#mistakes ? "broken" : "fits");
    else this.#redraw();
  }

  /**
   * Fills the form with an example of the chosen sender. While the modules of the sender are loaded, the form has the sender's fields and the
   * earlier input. An invalid scheme has no example; then the view shows the error in the scheme.
   */
  #fillExample(name) {
    const asked = (this.#asked += 1);
    const waiting = ready(this.#sender, this.#values.encoding);
    if (waiting) {
      waiting.then(() => asked === this.#asked && this.#fillExample(name), () => this.#redraw());
      return this.#redraw();
    }
    try {
      this.fill(this.#made(name), name);
    } catch {
      this.#redraw();
    }
  }

  #made(name) {
    if (name === "fits") return example(this.#sender, this.#values.definition);
    const { BROKEN, broken } = this.#mistakes;
    return BROKEN.find(({ id }) => id === name)?.make() ?? broken(this.#sender, this.#values.definition);
  }

  #redraw() {
    this.#draw();
    this.#tell();
  }

  #edited() {
    this.#asked += 1;
    this.#example = undefined;
    this.#tell();
  }

  /** Calls `onChange` only once for several changes at the same time. */
  #tell() {
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      this.#onChange();
    });
  }

  #draw() {
    const { element } = this;
    const focusAgain = focusOf(element);
    const isOwn = this.#sender === OWN;
    element.replaceChildren(
      this.#who(),
      ...(isOwn ? [this.#definition()] : []),
      this.#headerField(),
      this.#body.element,
      this.#secretField(),
      ...(this.#sender.encoded ? [this.#encoding()] : []),
      ...(isOwn || this.#sender.signs?.includes("url") ? [this.#url()] : []),
      timeField("Received at", this.#values.time, (text) => this.#set("time", text)),
      this.#windowFields(),
    );
    focusAgain();
  }

  #who() {
    const chosen = senderField(this.#sender, (id) => this.#choose(senderOf(id)));
    const fill = (name) => () => this.#fillExample(name);
    const button = (id, title) => h("button", { type: "button", class: "quiet", onclick: fill(id) }, title);
    if (!this.#mistakes) return h("div", { class: "group" }, chosen, button("fits", "Fill with an example"));
    const examples = this.#mistakes.BROKEN.map(({ id, title }) => button(id, title));
    return h("div", { class: "group" }, chosen, h("div", { class: "examples", role: "group", "aria-label": "Examples" }, h("span", { class: "hint" }, "Examples:"), ...examples));
  }

  #encoding() {
    return field("Encoding of the tag", this.#choice("encoding", ENCODINGS), { name: "webhookEncoding" });
  }

  #definition() {
    const lines = this.#values.definition.split("\n").length;
    const area = this.#area("definition", Math.min(Math.max(lines + 1, 11), 24));
    area.classList.add("grows");
    const hint = "The argument of defineScheme, as JSON. DoorPay shows its scheme to merchants only: define it here.";
    return field("Scheme", area, { hint: h("p", { class: "hint" }, hint), name: "definition scheme" });
  }

  #headerField() {
    const hint = h("p", { class: "hint" }, this.#headerHint());
    const area = this.#area("headers", 4, () => {
      const asked = this.#asked;
      const take = () => {
        if (asked === this.#asked) this.#take();
        hint.textContent = this.#headerHint();
      };
      const waiting = readerOf(this.#values.headers);
      if (waiting) waiting.then(take, take);
      else take();
    });
    return field("Header fields", area, { hint, name: "headers" });
  }

  /** Copies the body and the URL from the pasted text into their fields, if the text contains them. */
  #take() {
    if (this.#alone()) return;
    const { body, base64, url } = readHeaders(this.#values.headers);
    const bytes = base64 === undefined ? body !== undefined && utf8(body) : fromBase64(base64);
    const isNew = (body ?? base64) !== this.#taken;
    this.#taken = body ?? base64;
    if (!bytes || !isNew) return;
    this.#body.show(bytes);
    const input = this.element.querySelector('[data-argument="url"] input');
    if (!url || !input) return;
    this.#values.url = url;
    input.value = url;
  }

  #headerHint() {
    if (this.#values.headers.trim() === "") return this.#sender.around ? ALONE_TOO : ANY_FORM;
    if (this.#alone()) return this.#sender.around ? "Only a signature: the time below is its X-Timestamp." : `Only a signature, read as ${onlyField(this.#sender, this.#values.definition)}.`;
    const { fields, leftOut } = readHeaders(this.#values.headers);
    const read = `${count(fields.length, "field")} read${this.#taken === undefined ? "" : ", and the body"}.`;
    return leftOut.length === 0 ? read : `${read} Ignored, because it is not a field: line ${leftOut.join(", ")}.`;
  }

  #secretField() {
    const hint = h("p", { class: "hint" }, `${this.#sender.secret}. One on each line. ${PRIVATE}`);
    const secrets = this.#area("secrets", 2);
    const reveal = toggle("Reveal secrets", "Hide secrets", this.isRevealed, (isRevealed) => {
      this.isRevealed = isRevealed;
      secrets.classList.toggle("masked", !isRevealed);
    });
    return h("div", { class: "group" }, field("Secrets", secrets, { hint, name: "secrets webhookSecrets" }), reveal);
  }

  #url() {
    const hint = h("p", { class: "hint" }, "Exactly as it is registered with the sender.");
    return field("URL", this.#text("url"), { hint, name: "url" });
  }

  #windowFields() {
    const { window } = this.#values;
    const choice = select(WINDOWS, window, (value) => {
      this.#set("window", value);
      this.#draw();
    });
    const past = () => field("Maximum age in seconds", this.#text("pastSecs"), { name: "pastSecs" });
    const future = () => field("Maximum seconds in the future", this.#text("futureSecs"), { name: "futureSecs" });
    const both = window === "seconds" ? [h("div", { class: "pair" }, past(), future())] : [];
    return h("div", { class: "group" }, field("Window", choice, { name: "window" }), ...both);
  }

  #area(name, rows, then) {
    const onInput = () => {
      this.#set(name, area.value);
      then?.();
    };
    const area = h("textarea", { rows, ...EXACT, oninput: onInput });
    area.value = this.#values[name];
    return area;
  }

  #text(name) {
    return line(this.#values[name], (value) => this.#set(name, value));
  }

  #choice(name, options) {
    return select(options, this.#values[name], (value) => this.#set(name, value));
  }

  #set(name, value) {
    this.#values[name] = value;
    this.#edited();
  }
}

const senderOf = (sought) => SENDERS.find(({ id }) => id === sought);

function seconds(argument, text) {
  if (/^\d{1,10}$/.test(text.trim())) return Number(text);
  throw fault(argument, "This is not a whole number of seconds.");
}

/** The form that all views share. */
export const messageForm = new MessageForm();
