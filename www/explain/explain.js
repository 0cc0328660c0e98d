// Finds the usual mistakes that explain a wrong signature.

import { explainMismatch } from "../payauth/explain.js";

/** The mistakes that explain a message, as payauth returns them. */
export function explain({ sender, definition, encoding, leftOut: _, ...options }) {
  return explainMismatch(schemeOf({ sender, definition, encoding }), options);
}

/** The first argument of `explainMismatch` for a sender. */
export function schemeOf({ sender, definition, encoding }) {
  return encoding ? sender.encoded(encoding) : (sender.explained ?? sender.scheme(definition));
}
