// The mistakes that were found, and what to do about them.

import { h, prose } from "../lib/dom.js";

/** What was found, in order: one mistake, or two that only together explain the mismatch. */
export function explanation(found) {
  if (found.length === 0) return [verdict("None of the usual mistakes.", "open"), h("p", {}, NOT_USUAL)];
  if (isFitting(found)) return [verdict("The signature fits as it is."), h("a", { href: "#verify" }, PROOF)];
  const heading = found.length === 1 ? "One mistake explains it." : "Together, these explain it.";
  return [verdict(heading), h("ol", { class: "steps" }, ...found.map(step))];
}

/** The same in a few words. */
export function said(found) {
  if (found.length === 0) return "None of the usual mistakes";
  return isFitting(found) ? "The signature fits" : found.map(({ mistake }) => name(mistake)).join(", and ");
}

const verdict = (text, more = "") => h("p", { class: `verdict ${more}` }, text);
const isFitting = (found) => found.length === 1 && found[0].mistake === "none";

function step({ mistake, fix }) {
  const id = h("p", {}, h("code", { class: "mistake" }, mistake));
  return h("li", {}, h("h3", {}, name(mistake)), h("p", {}, prose(fix)), id);
}

/** `body-newline-added` is `Body newline added`. */
function name(mistake) {
  const words = mistake.replaceAll("-", " ");
  return words[0].toUpperCase() + words.slice(1);
}

const PROOF = "See what it proves";
const NOT_USUAL =
  "Most often it is another secret, or a body that was changed on its way. See whether the secret is the one of this " +
  "endpoint and environment, look at the body below for what is hidden, and compare it with what the sender logged.";
