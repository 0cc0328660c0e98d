// The view that verifies: a message as it was received, and what its signature proves.

import { h } from "../lib/dom.js";
import { facts, verify as verifyMessage } from "../message/senders.js";
import { messageView } from "../message/view.js";
import { evidence } from "./result.js";
import { age } from "./words.js";

export const verify = messageView({
  id: "verify",
  title: "Verify",
  heading: "Verify a webhook",
  lead: "Paste what was received: which secret signed it, what that covers, and what it leaves open.",

  tell(given) {
    const verified = verifyMessage(given);
    return { shown: evidence(given, verified, facts(given.sender, given.definition)), said: "Authentic" };
  },

  advise({ code }, given) {
    if (code === "ERR_TOO_OLD" || code === "ERR_TOO_NEW") return [h("p", {}, ageOf(given))];
    return EXPLAINED.includes(code) ? [h("a", { href: "#explain" }, "Explain this mismatch")] : [];
  },
});

/** A signature that does not fit, or has not the form of one; a secret with blanks around it. */
const EXPLAINED = ["ERR_SIGNATURE", "ERR_FIELD_MALFORMED", "ERR_SECRET"];

/** How old a message is that is outside the window alone. */
function ageOf({ pastSecs, futureSecs, ...given }) {
  const { timestamp } = verifyMessage({ ...given, unsafeSkipTimestamp: true });
  return `The message is authentic but for that: ${age(timestamp, given.now)}.`;
}
