// Shows what a verified message proves.

import { copyButton } from "../lib/copy.js";
import { h, prose } from "../lib/dom.js";
import { messageFigure } from "../lib/figure.js";
import { bodyParts } from "./spans.js";
import { age, coverage, span, uncovered } from "./words.js";

/** The elements of the result: the verdict, the facts one by one, and the body, in which the signed parts have a colour. */
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
  const figure = messageFigure({ parts: bodyParts(given.body, verified, facts) });
  return [...verdicts(given, verified, facts), h("dl", { class: "facts" }, ...rows), h("h3", {}, "The body, byte by byte"), figure];
}

/** The verdict in a few words, and the colour of these words. */
export function summary(given, verified, facts) {
  if (verified.covers === "nothing") return { said: "The constant matches, but nothing is signed", mood: "open" };
  const isWhole = uncovered(given, verified, facts).length === 0;
  return isWhole ? { said: "Authentic", mood: "good" } : { said: "Only the signed members are authentic", mood: "open" };
}

function verdicts(given, verified, facts) {
  if (verified.covers === "nothing") return [verdict(CONSTANT, "open")];
  const left = uncovered(given, verified, facts);
  if (left.length === 0) return [verdict("The message is authentic.")];
  const members = `${left.length === 1 ? "One member is" : `${left.length} members are`} not signed: anyone who forwards the message can change ${left.length === 1 ? "it" : "them"}.`;
  return [verdict("The signed members are authentic."), verdict(members, "open")];
}

const verdict = (text, more = "") => h("p", { class: `verdict ${more}` }, text);

const CONSTANT = "The sender's constant matches, but nothing in this message is signed. Read the transaction from the API.";

const list = (sentences) => h("ul", {}, ...sentences.map((sentence) => h("li", {}, prose(sentence))));

function signer({ secrets }, { secretId }) {
  if (secrets.length === 1) return "the secret";
  return `the secret in ${secretId.replace("line", "line ")}, the first that matches`;
}

function when({ now }, { timestamp }) {
  if (!timestamp) return "its age is unknown, because this sender does not sign the time";
  const iso = timestamp.toISOString().replace(".000Z", "Z");
  return `${iso}: ${age(timestamp, now)}`;
}

function replayKey({ replayKey: key }) {
  if (!key) return "none: nothing in the message is signed, so it cannot be identified";
  const value = h("output", { class: "value" }, key);
  return h("div", { class: "copyable" }, value, copyButton("the replay key", () => key, () => value));
}

function remember({ replayKey: key, replayTtlSecs: seconds }) {
  if (!key) return undefined;
  if (seconds === undefined) return "the replay key for as long as possible, because this message does not expire";
  return `the replay key for ${span(seconds)} (${seconds} s): after that, the message is too old and is rejected`;
}

function outcome({ outcome: found }) {
  return found && [h("b", {}, found.verdict), ": the sender's word is ", h("code", {}, found.word || "empty")];
}

/** The text of the claims as it was signed. If the claims were parsed and written again, a number could lose digits. */
function claims({ claims: text }) {
  return text && h("pre", { tabindex: "0", "aria-label": "Claims" }, text);
}

function answer({ sender }, { acknowledge: { status, body } }) {
  if (sender.isRequest) return undefined;
  return body ? [`status ${status} and the body `, h("code", {}, body)] : `status ${status}`;
}
