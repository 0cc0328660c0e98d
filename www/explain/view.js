// The view Explain: a message whose signature does not match, and the mistakes that explain the mismatch.

import { h } from "../lib/dom.js";
import { messageFigure } from "../lib/figure.js";
import { BROKEN, broken } from "../message/broken.js";
import { messageView } from "../message/view.js";
import { load } from "../payauth/raw-explain.js";
import { explain as explainMessage } from "./explain.js";
import { explanation, summary } from "./result.js";

export const explain = messageView({
  waitMs: 200,
  heading: "Explain a mismatch",
  lead:
    "Paste a message whose signature does not match. The page undoes the usual mistakes, one at a time and in pairs. " +
    "This is for development: a handler rejects such a message without an explanation.",
  mistakes: { BROKEN, broken },
  needs: load,

  tell(given) {
    if (given.sender.isRequest && given.headers.length === 0) return { shown: [h("p", { class: "hint" }, PROMPT)], said: "" };
    const found = explainMessage(given);
    const body = messageFigure({ parts: [{ name: "body", kind: "plain", bytes: given.body }] });
    return { shown: [...explanation(given, found), h("h3", {}, "The body, byte by byte"), body], ...summary(given, found) };
  },

  advise: () => [],
});

const PROMPT = "Paste the signature that you got elsewhere: its header fields, or the signature alone.";
