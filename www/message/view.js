// Makes a view of a message, which shows the shared form, and next to the form the view's result for the input.

import { h } from "../lib/dom.js";
import { Pair } from "../lib/pair.js";
import { clearFields, problem, tellAtField } from "../lib/problem.js";
import { fault } from "./fault-place.js";
import { messageForm } from "./form.js";

/**
 * Makes a view. `tell(given)` returns the result for a message as `{ shown, said, mood }`: elements, a few words, and the colour of these
 * words. Or `tell` throws an error. `refuse(error, given)` returns `{ shown, said, mood }` for an error that is a result, and `undefined`
 * for any other error. `advise(error, given)` returns elements to show below any other error. `mistakes` has the examples that the view
 * shows (see `broken.js`), and `needs` loads the modules of the view. A slow view waits until the input has not changed for `waitMs`.
 */
export function messageView({ heading, lead, mistakes, needs, tell, refuse, advise, waitMs = 0 }) {
  const inputs = h("div", {});
  const pair = new Pair(inputs);
  let [waiting, turns, remember] = [undefined, 0, undefined];

  function changed() {
    remember(messageForm.address());
    if (waitMs === 0) return show();
    pair.wait();
    clearTimeout(waiting);
    waiting = setTimeout(() => isHere() && show(), waitMs);
  }

  const isHere = () => inputs.contains(messageForm.element);

  /** Shows the result. If the input changes during this call, a later call shows the new result. */
  async function show() {
    const turn = (turns += 1);
    const missing = [needs?.(), messageForm.ready()].filter(Boolean);
    if (missing.length > 0) {
      pair.wait();
      await Promise.allSettled(missing);
      if (turn !== turns || !isHere()) return;
    }
    clearFields(messageForm.element);
    look(pair, { tell, refuse, advise });
  }

  return {
    /** Fills an element with the view; `tell` is called with the address of the view. */
    mount(section, tell) {
      remember = tell;
      section.append(h("h2", {}, heading), h("p", { class: "lead" }, lead), pair.element);
    },

    /** Shows the shared form in this view, with its current input or with the choices of an address. */
    enter(address) {
      messageForm.enter(inputs, changed, mistakes, address);
    },
  };
}

/** Shows a view's result for the input. */
function look(pair, { tell, refuse, advise }) {
  let given;
  try {
    given = messageForm.read();
    const { shown, said, mood } = tell(given);
    pair.show(shown, said, mood);
  } catch (error) {
    const refusal = given && refuse?.(error, given);
    if (refusal) pair.show(refusal.shown, refusal.said, "bad");
    else complain(pair, fault(error, given), given ? advise(error, given) : []);
  }
}

/** Shows an error at its field; an error without a field replaces the result. */
function complain(pair, error, advice) {
  const control = tellAtField(messageForm.element, error, ...advice);
  if (control) pair.keep(error.isAbsent ? error.message : "See the marked field.");
  else pair.show([problem(error, ...advice)], "Rejected", "bad");
}
