// Which of the usual mistakes make a signature differ.

import { explainMismatch } from "../payauth/explain.js";

/** The mistakes that explain a message, as payauth gives them. */
export function explain({ sender, definition, encoding, ...options }) {
  const scheme = encoding ? sender.encoded(encoding) : (sender.explained ?? sender.scheme(definition));
  return explainMismatch(scheme, options);
}
