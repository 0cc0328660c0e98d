// A view of a message: the one form, and beside it what the view tells of what was put in.

import { h } from "../lib/dom.js";
import { Pair } from "../lib/pair.js";
import { clearFields, problem, tellAtField } from "../lib/problem.js";
import { fault } from "./fault-place.js";
import { messageForm } from "./form.js";

/**
 * A view. `tell(given)` gives `{ shown, said, mood }`, what there is to be seen and to be heard of a message, or throws;
 * `refuse(error, given)` gives the same of an error that is a result, and nothing of others; `advise(error, given)` gives
 * what there is to be seen below these. `wants` says which examples the view shows, `needs` waits for what it needs. A view
 * that tells slowly waits until nothing was put in for `waitMs`.
 */
export function messageView({ heading, lead, wants, needs, tell, refuse, advise, waitMs = 0 }) {
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

  /** What is put in meanwhile is shown by its own turn. */
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
    /** Fills an element with the view; `tell` is told its address. */
    mount(section, tell) {
      remember = tell;
      section.append(h("h2", {}, heading), h("p", { class: "lead" }, lead), pair.element);
    },

    /** Takes the form over, with what was put in at another view or what an address names. */
    enter(address) {
      messageForm.enter(inputs, changed, wants, address);
    },
  };
}

/** Shows what a view tells of what is put in. */
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

/** Tells an error at its field; where it has none, in place of the result. */
function complain(pair, error, advice) {
  const control = tellAtField(messageForm.element, error, ...advice);
  if (control) pair.keep(error.isAbsent ? error.message : "Look at the field that is marked.");
  else pair.show([problem(error, ...advice)], "Refused", "bad");
}
