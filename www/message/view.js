// A view of a message: the one form, and beside it what the view tells of what was put in.

import { h } from "../lib/dom.js";
import { messageFigure } from "../lib/figure.js";
import { markField, problem } from "../lib/problem.js";
import { messageForm } from "./form.js";
import { facts } from "./senders.js";

/**
 * A view. `tell(given)` gives `{ shown, said }`, what there is to be seen and to be heard of a message, or throws;
 * `advise(error, given)` gives what there is to be seen below an error about a message. A view that tells slowly waits
 * until nothing was put in for `waitMs`.
 */
export function messageView({ id, title, heading, lead, tell, advise, waitMs = 0 }) {
  const inputs = h("div", {});
  const result = h("div", { class: "result" });
  const status = h("p", { role: "status", class: "unseen" });

  let waiting;

  function changed() {
    if (waitMs === 0) return show();
    result.ariaBusy = "true";
    clearTimeout(waiting);
    waiting = setTimeout(() => isHere() && show(), waitMs);
  }

  const isHere = () => inputs.contains(messageForm.element);

  function show() {
    const { shown, said } = look();
    result.ariaBusy = null;
    result.replaceChildren(...shown);
    status.textContent = said;
  }

  function look() {
    markField(messageForm.element);
    let given;
    try {
      given = messageForm.read();
      const { shown, said } = tell(given);
      return { shown: [...shown, ...bodyFigure(given)], said };
    } catch (error) {
      markField(messageForm.element, given ? place(error, given) : error);
      const shown = given ? [problem(error, ...advise(error, given)), ...bodyFigure(given)] : [problem(error)];
      return { shown, said: "" };
    }
  }

  return {
    id,
    title,

    /** Fills an element with the view. */
    mount(section) {
      const columns = h("div", { class: "columns" }, inputs, h("div", {}, status, result));
      section.append(h("h2", {}, heading), h("p", { class: "lead" }, lead), columns);
    },

    /** Takes the form over, with what was put in at another view. */
    enter() {
      messageForm.enter(inputs, changed);
    },
  };
}

/** The body, in which nothing is hidden. */
function bodyFigure({ body }) {
  return [h("h3", {}, "The body, byte by byte"), messageFigure({ parts: [{ name: "body", bytes: body }] })];
}

/** What a message lacks, it lacks in its header fields or in its body. */
function place(error, { sender, definition }) {
  if (!error.code?.startsWith("ERR_FIELD_")) return error;
  return { argument: facts(sender, definition).members.includes(error.argument) ? "body" : "headers" };
}
