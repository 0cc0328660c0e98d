// What is put in of a message that was received. One form for all views that look at it, so that each has what was put
// in at another.

import { BodyInput } from "../lib/body.js";
import { count, fromBase64, utf8 } from "../lib/bytes.js";
import { timeField } from "../lib/clock.js";
import { h } from "../lib/dom.js";
import { absent, fault } from "../lib/fault.js";
import { EXACT, field, line, select } from "../lib/field.js";
import { PRIVATE } from "../lib/private.js";
import { readTime } from "../lib/time.js";
import { toggle } from "../lib/toggle.js";
import { BROKEN, broken } from "./broken.js";
import { example, onlyField } from "./examples.js";
import { readHeaders } from "./headers.js";
import { senderField } from "./sender-field.js";
import { DEFINITION, OWN, ready, SENDERS } from "./senders.js";

const WINDOWS = [["scheme", "as the scheme has it"], ["seconds", "so many seconds"], ["any", "any age"]];
const ENCODINGS = [["", "hex, which is a guess"], "HEX", "base64", "base64url", "base64url_nopad"];

const ANY_FORM = "Name: value, one on each line. curl -v, a curl command, a HAR entry and what console.log prints are read as well; so is a signature alone, where no other field is needed.";
const ALONE_TOO = "X-Timestamp and X-Signature, or the signature alone.";

const WINDOW = { window: "scheme", pastSecs: "300", futureSecs: "300" };

class MessageForm {
  element = h("form", { class: "inputs", onsubmit: (event) => event.preventDefault() });
  isRevealed = false;
  #onChange = () => undefined;
  #sender = SENDERS[0];
  #values = { headers: "", secrets: "", url: "", encoding: "", definition: DEFINITION, time: "", ...WINDOW };
  #body = new BodyInput("", () => this.#edited());
  /** The example that is in the form as it was made: `fits`, or one of a mistake; nothing where somebody changed it. */
  #example;
  /** Whether the view that shows the form looks at messages that fit. */
  #wants = "fits";
  #isTelling = false;
  #taken;
  /** How often something was asked for or typed: what was asked for before is given up. */
  #asked = 0;

  /** Puts the form into a place, and tells every change to who is there. An example is made anew, as that view wants it. */
  enter(place, onChange, wants, { sender, scheme, example: named } = {}) {
    place.append(this.element);
    this.#onChange = onChange;
    this.#wants = wants;
    const chosen = senderOf(sender) ?? this.#sender;
    const isAsked = chosen !== this.#sender || (named && named !== this.#example) || (scheme && scheme !== this.#values.definition);
    if (scheme) this.#values.definition = scheme;
    if (!isAsked && this.#example === undefined && this.#isFilled) return this.#redraw();
    this.#sender = chosen;
    this.#isFilled = true;
    return this.#fillExample(wants === "fits" ? "fits" : (named ?? this.#broken()));
  }

  #isFilled = false;

  /** The mistake that is shown for the chosen sender. */
  #broken() {
    const isKnown = BROKEN.some(({ id }) => id === this.#example);
    if (isKnown) return this.#example;
    return this.#sender === SENDERS[0] ? BROKEN[0].id : "broken";
  }

  /** Puts values in; what is not given stays. */
  fill({ sender, body, ...values }, name) {
    if (sender) this.#sender = senderOf(sender);
    Object.assign(this.#values, values);
    this.#body.show(body);
    this.#example = name;
    this.#isFilled = true;
    this.#redraw();
  }

  /** What is chosen, as an address has it. */
  address() {
    const isFirst = this.#sender === SENDERS[0];
    const isOwn = this.#sender === OWN && this.#values.definition !== DEFINITION;
    const named = BROKEN.find(({ id }, index) => index > 0 && id === this.#example);
    if (this.#wants === "broken" && named) return { example: named.id };
    return { ...(!isFirst && { sender: this.#sender.id }), ...(isOwn && { scheme: this.#values.definition }) };
  }

  /** What must be there before the message can be read; nothing where all is. */
  ready() {
    return ready(this.#sender, this.#values.encoding);
  }

  /** What is put in, as `verify` takes it; throws where a field does not say what it should. */
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

  /** A signature that was put in without the name of its header field, for a sender that has no other field. */
  #alone() {
    const [, text] = /^["']?([^:\s"']+)["']?$/.exec(this.#values.headers.trim()) ?? [];
    const isNamed = text && (this.#sender.around || onlyField(this.#sender, this.#values.definition));
    return isNamed ? text : undefined;
  }

  /** One for each line, called by its number. */
  #secretList() {
    const lines = this.#values.secrets.split("\n").map((secret, index) => ({ id: `line${index + 1}`, secret }));
    const given = lines.filter(({ secret }) => secret !== "");
    if (given.length === 0) throw absent("secrets", "Give at least one, each on its own line.");
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
    if (this.#example) this.#fillExample(this.#wants === "fits" ? "fits" : "broken");
    else this.#redraw();
  }

  /** An example of the chosen sender. A scheme that is wrong has none: what is wrong with it, the view tells. */
  #fillExample(name) {
    const asked = (this.#asked += 1);
    const waiting = this.ready();
    if (waiting) return void waiting.then(() => asked === this.#asked && this.#fillExample(name), () => this.#redraw());
    try {
      this.fill(this.#made(name), name);
    } catch {
      this.#redraw();
    }
  }

  #made(name) {
    if (name === "fits") return example(this.#sender, this.#values.definition);
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
    const chosen = senderField(this.#sender, (id) => this.#choose(senderOf(id)));
    const fill = (name) => () => this.#fillExample(name);
    const button = (id, title) => h("button", { type: "button", class: "quiet", onclick: fill(id) }, title);
    if (this.#wants === "fits") return h("div", { class: "group" }, chosen, button("fits", "Fill with an example"));
    const examples = BROKEN.map(({ id, title }) => button(id, title));
    return h("div", { class: "group" }, chosen, h("div", { class: "examples", role: "group", "aria-label": "Examples" }, h("span", { class: "hint" }, "Examples:"), ...examples));
  }

  #encoding() {
    return field("The tag is written as", this.#choice("encoding", ENCODINGS), { name: "webhookEncoding" });
  }

  #definition() {
    const lines = this.#values.definition.split("\n").length;
    const area = this.#area("definition", Math.min(Math.max(lines + 1, 11), 24));
    area.classList.add("grows");
    const hint = "As defineScheme takes it, in JSON. DoorPay tells its scheme to merchants alone: describe it here.";
    return field("Scheme", area, { hint: h("p", { class: "hint" }, hint), name: "definition scheme" });
  }

  #headerField() {
    const hint = h("p", { class: "hint" }, this.#headerHint());
    const area = this.#area("headers", 4, () => {
      this.#take();
      hint.textContent = this.#headerHint();
    });
    return field("Header fields", area, { hint, name: "headers" });
  }

  /** What was pasted may have the body and the URL as well. */
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
    if (this.#alone()) return this.#sender.around ? "A signature alone: its X-Timestamp is the time below." : `A signature alone, read as ${onlyField(this.#sender, this.#values.definition)}.`;
    const { fields, leftOut } = readHeaders(this.#values.headers);
    const read = `${count(fields.length, "field")} read${this.#taken === undefined ? "" : ", and the body"}.`;
    return leftOut.length === 0 ? read : `${read} No field, so left out: line ${leftOut.join(", ")}.`;
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
  throw fault(argument, "This is no whole number of seconds.");
}

/** The one form. */
export const messageForm = new MessageForm();
