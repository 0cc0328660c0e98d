// The view that explains: a message whose signature does not fit, and the mistakes that make it so.

import { h } from "../lib/dom.js";
import { messageView } from "../message/view.js";
import { explain as explainMessage } from "./explain.js";
import { explanation, said } from "./result.js";

export const explain = messageView({
  id: "explain",
  waitMs: 200,
  title: "Explain",
  heading: "Explain a mismatch",
  lead:
    "Paste a message whose signature does not fit: the usual mistakes are undone, one by one and two at a time. " +
    "This is a development aid: a handler refuses such a message, and explains nothing.",

  tell(given) {
    if (given.sender.isRequest && given.headers.length === 0) return { shown: [h("p", {}, PROMPT)], said: "" };
    const found = explainMessage(given);
    return { shown: explanation(found), said: said(found) };
  },

  advise: () => [],
});

const PROMPT = "Paste the signature that you got elsewhere: its header fields, or the signature alone.";
