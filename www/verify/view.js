// The view Verify: a received message, and what its signature proves.

import { h } from "../lib/dom.js";
import { messageFigure } from "../lib/figure.js";
import { remedy } from "../lib/problem.js";
import { Programs } from "../lib/programs.js";
import { facts, verify as verifyMessage } from "../message/senders.js";
import { messageView } from "../message/view.js";
import { handlers, manual } from "./handlers.js";
import { evidence, summary } from "./result.js";
import { age } from "./words.js";

const programs = new Programs();

export const verify = messageView({
  heading: "Verify a webhook",
  lead: "Paste a received message to see which secret signed it, what the signature covers, and what it does not cover.",

  tell(given) {
    const verified = verifyMessage(given);
    const known = facts(given.sender, given.definition);
    return { shown: [...evidence(given, verified, known), ...handler(given)], ...summary(given, verified, known) };
  },

  refuse(error, given) {
    const advise = RESULTS[error.code];
    if (!advise) return undefined;
    const verdict = h("p", { class: "verdict bad" }, says(error));
    const told = h("div", { class: "problem", role: "alert" }, verdict, remedy(error), advise(given));
    const body = messageFigure({ parts: [{ name: "body", kind: "plain", bytes: given.body }] });
    return { shown: [told, h("h3", {}, "The body, byte by byte"), body, ...handler(given)], said: says(error) };
  },

  advise: ({ code }) => (EXPLAINED.includes(code) ? [explainLink()] : []),
});

const explainLink = () => h("p", {}, h("a", { href: "#explain" }, "Explain this mismatch"));
const ageLine = (given) => h("p", {}, ageOf(given));

/** The errors that are a verdict about the message, each with the text below the verdict. */
const RESULTS = { ERR_SIGNATURE: explainLink, ERR_TOO_OLD: ageLine, ERR_TOO_NEW: ageLine };

/** Errors with a link to the view Explain: a signature in a wrong format, and a secret with white space around it. */
const EXPLAINED = ["ERR_FIELD_MALFORMED", "ERR_SECRET"];

const SAYS = {
  ERR_SIGNATURE: "The signature does not match: none of the secrets produces it for this body.",
  ERR_TOO_OLD: "The message is too old.",
  ERR_TOO_NEW: "The message is from the future.",
};
const says = ({ code }) => SAYS[code];

/** The age of a message whose only fault is that its time is outside the time window. */
function ageOf({ pastSecs, futureSecs, ...given }) {
  const { timestamp } = verifyMessage({ ...given, unsafeSkipTimestamp: true });
  return `Apart from that, the message is authentic: ${age(timestamp, given.now)}.`;
}

/** The webhook handler for this sender, in each framework. */
function handler({ sender, definition }) {
  if (sender.isRequest) return [];
  return [h("h3", {}, "As a handler"), programs.element(handlers(sender, definition), (text) => text), manual(sender)];
}
