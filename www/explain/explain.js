// Which of the usual mistakes make a signature differ.

import { explainMismatch } from "../payauth/explain.js";

/** The mistakes that explain a message, as payauth gives them; it knows how a tag is written where nobody says. */
export function explain({ sender, definition, encoding, ...options }) {
  return explainMismatch(sender.explained ?? sender.scheme(definition), options);
}
