// Finds the field of the form to which an error about a message belongs, and the words for the subject of the error.

import { absent } from "../lib/fault.js";
import { facts } from "./senders.js";
import { placeIn } from "./source.js";

/** The same error, with the field at which the page shows the error, and with a text for the subject of the error. */
export function fault(error, given) {
  const { code = "", argument = "" } = error;
  if (code.startsWith("ERR_FIELD_")) return given ? ofField(error, given) : error;
  if (argument.startsWith("secrets[")) return at(error, "secrets", lineOf(argument, given));
  if (code === "ERR_SCHEME" || argument === "definition") return ofScheme(error);
  return error;
}

/** An error about a header field or a member of the body. */
function ofField(error, { sender, definition, headers, leftOut }) {
  const { members } = facts(sender, definition);
  if (error.argument === "body") return at(error, "body");
  if (members.includes(error.argument)) return at(error, "body", error.argument);
  if (headers.length === 0 && leftOut.length === 0) return absent("headers", `Paste the header fields. ${error.argument} is required.`);
  const unread = leftOut.length > 0 ? `No field was read from line ${leftOut.join(", ")}. ` : "";
  return at(error, "headers", unread + error.argument);
}

const lineOf = (argument, given) => {
  const secret = given?.secrets[Number(/\d+/.exec(argument))];
  return given?.secrets.length > 1 ? `The secret in ${secret.id.replace("line", "line ")}` : "The secret";
};

/** An error in the scheme of the form, with its place. */
function ofScheme(error) {
  const text = document.querySelector('[data-argument~="definition"] textarea')?.value;
  if (text === undefined) return error;
  const place = error.at === undefined ? placeIn(text, error.index) : [error.at, error.at + 1];
  return Object.assign(at(error, "definition", "This"), place && { place });
}

/** An error for a field. */
function at({ message, code, index }, argument, subject) {
  return { message, code, index, argument, subject };
}
