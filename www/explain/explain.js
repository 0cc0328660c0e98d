// Which of the usual mistakes make a signature differ.

import { explainMismatch } from "../payauth/explain.js";

/** The mistakes that explain a message, as payauth gives them. */
export function explain({ sender, definition, encoding, leftOut: _, ...options }) {
  return explainMismatch(schemeOf({ sender, definition, encoding }), options);
}

/** What payauth explains a sender's messages by. */
export function schemeOf({ sender, definition, encoding }) {
  return encoding ? sender.encoded(encoding) : (sender.explained ?? sender.scheme(definition));
}
