// Shows the mistakes that were found, how each mistake changed the bytes, and how to fix the mistake.

import { textOf, utf8 } from "../lib/bytes.js";
import { h, prose } from "../lib/dom.js";
import { run } from "../lib/figure.js";
import { Programs } from "../lib/programs.js";
import { visible } from "../lib/visible.js";
import { diff } from "./diff.js";
import { mends } from "./mend.js";
import { signedBody } from "./signed-body.js";
import { advice, happened } from "./words.js";

const programs = new Programs();

/** The result: one mistake, or two mistakes that only together explain the mismatch. */
export function explanation(given, found) {
  if (found.length === 0) return [verdict("None of the usual mistakes."), h("p", {}, NOT_USUAL)];
  if (isFitting(found)) return [verdict("The signature matches.", "good"), h("a", { href: "#verify" }, PROOF)];
  const signed = signedBody(given, found);
  const [first] = found;
  const heading = found.length === 1 ? happened(first.mistake, given) : "Two mistakes were found.";
  const steps = found.map((one) => step(one, given, found.length > 1));
  const list = found.length === 1 ? h("div", { class: "steps one" }, ...steps) : h("ol", { class: "steps" }, ...steps);
  return [verdict(heading), list, ...bytes(given, signed), ...mended(given, found), more()];
}

/** The result in a few words, and the colour of these words. */
export function summary(given, found) {
  if (found.length === 0) return { said: "None of the usual mistakes", mood: "open" };
  if (isFitting(found)) return { said: "The signature matches", mood: "good" };
  return { said: found.map(({ mistake }) => happened(mistake, given)).join(" "), mood: "open" };
}

const verdict = (text, mood = "open") => h("p", { class: `verdict ${mood}` }, text);
const isFitting = (found) => found.length === 1 && found[0].mistake === "none";

function step({ mistake, fix }, given, isOne) {
  const id = h("p", {}, h("code", { class: "mistake" }, mistake));
  return h(isOne ? "li" : "div", {}, isOne && h("h3", {}, happened(mistake, given)), h("p", { class: "fix" }, prose(advice(mistake, fix, given))), id);
}

const more = () => h("p", { class: "hint" }, "In the documentation: ", h("a", { href: "api/functions/payauth_explain.explainMismatch.html" }, h("code", {}, "explainMismatch")));

/** The signed body and the received body, with the differences marked. */
function bytes({ body, sender }, signed) {
  if (signed === undefined) return [];
  const [one, other] = [textOf(signed), textOf(body)];
  if (one === undefined || other === undefined || one.length + other.length > MAX_LENGTH) return [];
  const [before, after] = diff(one, other);
  const names = sender.isRequest ? ["Signed elsewhere", "Your body"] : ["What was signed", "What you verified"];
  return [h("h3", {}, "The bytes that differ"), side(names[0], before), side(names[1], after)];
}

const MAX_LENGTH = 32_768;

function side(name, runs) {
  const shown = runs.map(({ text, isChanged }) => (isChanged ? changed(text) : text));
  return h("figure", { class: "parts" }, h("figcaption", {}, name), h("pre", { class: "message diff", tabindex: "0", "aria-label": name }, ...shown));
}

/** A text that differs. Its spaces are visible, too. */
function changed(text) {
  const runs = visible(utf8(text.replaceAll(" ", "\u00b7"))).map(run);
  return h("span", { class: "changed" }, ...runs);
}

/** The line of code that fixes the mistake. */
function mended(given, found) {
  const lines = found.map(({ mistake }) => mends(mistake, given)).find(({ length }) => length > 0);
  return lines ? [h("h3", {}, "The line that fixes it"), programs.element(lines, (text) => text)] : [];
}

const PROOF = "See what the signature covers";
const NOT_USUAL =
  "Usually the secret is wrong: it belongs to another endpoint, to the other mode (live or test), or to the API. " +
  "Look for hidden characters in the body below, and compare it with the sender's log.";
