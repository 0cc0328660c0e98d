// The view that verifies: a message as it was received, and what its signature proves.

import { h } from "../lib/dom.js";
import { markField, problem } from "../lib/problem.js";
import { messageForm } from "../message/form.js";
import { facts, verify as verifyMessage } from "../message/senders.js";
import { bodyFigure, evidence } from "./result.js";
import { age } from "./words.js";

const inputs = h("div", {});
const result = h("div", { class: "result" });
const status = h("p", { role: "status", class: "unseen" });

export const verify = {
  id: "verify",
  title: "Verify",

  /** Fills an element with the view. */
  mount(place) {
    place.append(
      h("h2", {}, "Verify a webhook"),
      h("p", { class: "lead" }, "Paste what was received: which secret signed it, what that covers, and what it leaves open."),
      h("div", { class: "columns" }, inputs, h("div", {}, status, result)),
    );
  },

  /** Takes the form over, with what was put in elsewhere. */
  enter() {
    messageForm.enter(inputs, show);
  },
};

function show() {
  const [shown, said] = look();
  result.replaceChildren(...shown);
  status.textContent = said;
}

/** What there is to be seen, and to be heard. */
function look() {
  markField(messageForm.element);
  let given;
  try {
    given = messageForm.read();
    return [evidence(given, verifyMessage(given), facts(given.sender, given.definition)), "Authentic"];
  } catch (error) {
    markField(messageForm.element, place(error, given));
    return [[problem(error, ...ageOf(error, given)), ...(given ? bodyFigure(given) : [])], ""];
  }
}

/** What a message lacks, it lacks in its header fields or in its body. */
function place(error, given) {
  if (!error.code?.startsWith("ERR_FIELD_")) return error;
  return { argument: facts(given.sender, given.definition).members.includes(error.argument) ? "body" : "headers" };
}

/** Of a message that lies outside the window alone: by how much. */
function ageOf({ code }, given) {
  if (code !== "ERR_TOO_OLD" && code !== "ERR_TOO_NEW") return [];
  const { pastSecs, futureSecs, ...rest } = given;
  const { timestamp } = verifyMessage({ ...rest, unsafeSkipTimestamp: true });
  return [h("p", {}, `The message is authentic but for that: ${age(timestamp, given.now)}.`)];
}
