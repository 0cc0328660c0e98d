// The evidence of a message that is authentic.

import { copyButton } from "../lib/copy.js";
import { h, prose } from "../lib/dom.js";
import { age, coverage, span } from "./words.js";

/** What was found out, point by point. */
export function evidence(given, verified, facts) {
  const { covered, open } = coverage(given, verified, facts);
  const points = {
    "Signed with": signer(given, verified),
    Signed: when(given, verified),
    Covered: covered.length ? list(covered) : "nothing of this message",
    "Not covered": list(open),
    "Replay key": replayKey(verified),
    Remember: remember(verified),
    Outcome: outcome(verified),
    Claims: claims(verified),
    "Answer with": answer(given, verified),
  };
  const shown = Object.entries(points).filter(([, content]) => content);
  const rows = shown.map(([name, content]) => h("div", {}, h("dt", {}, name), h("dd", {}, content)));
  return [h("p", { class: "verdict" }, "The message is authentic."), h("dl", { class: "facts" }, ...rows)];
}

const list = (sentences) => h("ul", {}, ...sentences.map((sentence) => h("li", {}, prose(sentence))));

function signer({ secrets }, { secretId }) {
  if (secrets.length === 1) return "the secret";
  return `the secret in ${secretId.replace("line", "line ")}, the first that fits`;
}

function when({ now }, { timestamp }) {
  if (!timestamp) return "at a time that this sender does not sign";
  const iso = timestamp.toISOString().replace(".000Z", "Z");
  return `${iso}: ${age(timestamp, now)}`;
}

function replayKey({ replayKey: key }) {
  if (!key) return "none: nothing in the message is signed, so it cannot be told from another";
  const value = h("output", { class: "value" }, key);
  return h("div", { class: "copyable" }, value, copyButton("the replay key", () => key, () => value));
}

function remember({ replayKey: key, replayTtlSecs: seconds }) {
  if (!key) return undefined;
  if (seconds === undefined) return "the replay key for as long as you can: no window ends the life of this message";
  return `the replay key for ${span(seconds)} (${seconds} s): after that, the window refuses the message`;
}

function outcome({ outcome: found }) {
  return found && [h("b", {}, found.verdict), ": the sender's word is ", h("code", {}, found.word || "empty")];
}

/** To the letter: parsed and written again, a number can lose digits. */
function claims({ claims: text }) {
  return text && h("pre", { tabindex: "0", "aria-label": "Claims" }, text);
}

function answer({ sender }, { acknowledge: { status, body } }) {
  if (sender.isRequest) return undefined;
  return body ? [`status ${status} and the body `, h("code", {}, body)] : `status ${status}`;
}
