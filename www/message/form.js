// What is put in of a message that was received. One form for all views that look at it, so that each has what was put
// in at another.

import { BodyInput } from "../lib/body.js";
import { count } from "../lib/bytes.js";
import { timeField } from "../lib/clock.js";
import { h } from "../lib/dom.js";
import { fault } from "../lib/fault.js";
import { EXACT, field, line, select } from "../lib/field.js";
import { readTime } from "../lib/time.js";
import { example } from "./examples.js";
import { readHeaders } from "./headers.js";
import { DEFINITION, GROUPS, OWN, SENDERS } from "./senders.js";

const WINDOWS = [["scheme", "as the scheme has it"], ["seconds", "so many seconds"], ["any", "any age"]];
const ENCODINGS = [["", "hex, which is a guess"], "HEX", "base64", "base64url", "base64url_nopad"];

const WINDOW = { window: "scheme", pastSecs: "300", futureSecs: "300" };

class MessageForm {
  element = h("form", { class: "inputs", onsubmit: (event) => event.preventDefault() });
  isRevealed = false;
  #onChange = () => undefined;
  #sender = SENDERS[0];
  #values = { headers: "", secrets: "", url: "", encoding: "", definition: DEFINITION, ...WINDOW };
  #body = new BodyInput("", () => this.#edited());
  #isExample = false;
  #isTelling = false;
  #secrets;

  /** Puts the form into a place, and tells every change to who is there. At first there is an example in it. */
  enter(place, onChange) {
    place.append(this.element);
    this.#onChange = onChange;
    if (this.#values.time === undefined) this.#example();
    else this.#tell();
  }

  /** Puts values in; what is not given stays. */
  fill({ sender, body, ...values }, isExample = false) {
    if (sender) this.#sender = senderOf(sender);
    Object.assign(this.#values, values);
    this.#body.show(body);
    this.#isExample = isExample;
    this.#draw();
    this.#tell();
  }

  /** What is put in, as `verify` takes it; throws where a field does not say what it should. */
  read() {
    const { definition, encoding, time, url } = this.#values;
    const sender = this.#sender;
    const { now } = readTime(time);
    const message = { headers: this.#headers(sender, now), body: this.#body.bytes(), now, ...(url && { url }) };
    const written = sender.encoded && encoding;
    return { sender, definition, encoding: written, secrets: this.#secretList(), ...message, ...this.#window() };
  }

  #headers(sender, now) {
    const { headers } = this.#values;
    return this.#isAlone() ? Object.entries(sender.around(headers.trim(), now)) : readHeaders(headers).fields;
  }

  /** Whether a signature was put in without the header fields around it. */
  #isAlone() {
    return this.#sender.around !== undefined && /^[^:\s]+$/.test(this.#values.headers.trim());
  }

  /** One for each line, called by its number. */
  #secretList() {
    const lines = this.#values.secrets.split("\n").map((secret, index) => ({ id: `line${index + 1}`, secret }));
    const given = lines.filter(({ secret }) => secret !== "");
    if (given.length === 0) throw fault("secrets", "give at least one, each on a line of its own");
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
    if (this.#isExample) this.#example();
    this.#draw();
    this.#tell();
  }

  /** A scheme of one's own that is none has no example; what is wrong with it, the view tells. */
  #example() {
    try {
      this.fill(example(this.#sender, this.#values.definition), true);
    } catch {
      this.#tell();
    }
  }

  #edited() {
    this.#isExample = false;
    this.#tell();
  }

  /** Once for all that changes together. */
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
    const focused = [...element.elements].indexOf(document.activeElement);
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
    element.elements[focused]?.focus();
  }

  #who() {
    const option = ({ id, title }) => h("option", { value: id, selected: id === this.#sender.id }, title);
    const groups = Object.entries(GROUPS).map(([label, senders]) => h("optgroup", { label }, ...senders.map(option)));
    const chosen = h("select", { onchange: () => this.#choose(senderOf(chosen.value)) }, ...groups);
    const fill = () => this.#example();
    const button = h("button", { type: "button", class: "quiet", onclick: fill }, "Fill with an example");
    return h("div", { class: "group" }, field("Sender", chosen), button);
  }

  #encoding() {
    return field("The tag is written as", this.#choice("encoding", ENCODINGS), { name: "webhookEncoding" });
  }

  #definition() {
    const area = this.#area("definition", 10);
    const hint = "As defineScheme takes it, in JSON. DoorPay tells its scheme to merchants alone: describe it here.";
    return field("Scheme", area, { hint: h("p", { class: "hint" }, hint), name: "definition scheme" });
  }

  #headerField() {
    const hint = h("p", { class: "hint" }, this.#headerHint());
    const area = this.#area("headers", 4, () => (hint.textContent = this.#headerHint()));
    const label = this.#sender.around ? "Header fields, or the signature alone" : "Header fields";
    return field(label, area, { hint, name: "headers" });
  }

  #headerHint() {
    const { headers } = this.#values;
    if (headers.trim() === "") return "Name: value, one on each line; as curl -v or the browser's tools show them.";
    if (this.#isAlone()) return "A signature alone: its X-Timestamp is the time below.";
    const { fields, leftOut } = readHeaders(headers);
    const read = `${count(fields.length, "field")} read.`;
    return leftOut.length === 0 ? read : `${read} No field, so left out: line ${leftOut.join(", ")}.`;
  }

  #secretField() {
    const hint = h("p", { class: "hint" }, `${this.#sender.secret}. One on each line.`);
    this.#secrets = this.#area("secrets", 2);
    const reveal = h("button", { type: "button", class: "quiet" }, "Reveal secrets");
    const show = (isRevealed) => {
      this.isRevealed = isRevealed;
      reveal.setAttribute("aria-pressed", String(isRevealed));
      this.#secrets.classList.toggle("masked", !isRevealed);
    };
    reveal.addEventListener("click", () => show(!this.isRevealed));
    show(this.isRevealed);
    const area = field("Secrets", this.#secrets, { hint, name: "secrets webhookSecrets" });
    return h("div", { class: "group" }, area, reveal);
  }

  #url() {
    const hint = h("p", { class: "hint" }, "As it is registered with the sender, to the letter.");
    return field("URL", this.#text("url"), { hint, name: "url" });
  }

  #windowFields() {
    const { window } = this.#values;
    const choice = select(WINDOWS, window, (value) => {
      this.#set("window", value);
      this.#draw();
    });
    const past = () => field("Seconds old, at most", this.#text("pastSecs"), { name: "pastSecs" });
    const future = () => field("Seconds ahead, at most", this.#text("futureSecs"), { name: "futureSecs" });
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
  throw fault(argument, "is no whole number of seconds");
}

/** The one form. */
export const messageForm = new MessageForm();
