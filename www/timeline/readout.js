// Describes the state of a run at the moment that is under the pointer.

import { clock } from "./scale.js";

/**
 * Follows the pointer over a picture, and draws a line at the place of the pointer.
 *
 * @param picture - the element of the picture that `draw` made
 * @param tell - called with the moment and with the instant 0:00 of the panel; without arguments if the pointer is outside
 */
export function follow(picture, tell) {
  const cursor = document.createElementNS("http://www.w3.org/2000/svg", "path");
  cursor.setAttribute("class", "t-cursor");
  picture.append(cursor);
  const panels = [...picture.querySelectorAll(".t-panel")].map(({ dataset }) =>
    Object.fromEntries(Object.entries(dataset).map(([name, text]) => [name, Number(text)])),
  );
  const move = (event) => {
    const box = picture.getBoundingClientRect();
    const size = picture.viewBox.baseVal.width / box.width;
    const [x, y] = [(event.clientX - box.left) * size, (event.clientY - box.top) * size];
    const panel = panels.find(({ top, height, left, right }) => y >= top && y < top + height && x >= left && x <= right);
    cursor.setAttribute("d", panel ? `M${x} ${panel.top + 20}V${panel.top + panel.height - 36}` : "");
    if (!panel) return tell();
    const at = panel.from + ((x - panel.left) / (panel.right - panel.left)) * (panel.to - panel.from);
    return tell(Math.round(at), panel.zero);
  };
  picture.addEventListener("pointermove", move);
  picture.addEventListener("pointerdown", move);
  picture.addEventListener("pointerleave", () => {
    cursor.setAttribute("d", "");
    tell();
  });
}

/** The state of a run at a moment, in words. */
export function moment({ tokens, calls }, { start, failFromMs, failForMs }, at) {
  const from = start + failFromMs;
  const call = calls.find(({ sentAt, endsAt }) => at >= sentAt && at < endsAt);
  const closed = calls.find(({ endsAt, reopensAt }) => reopensAt !== undefined && at >= endsAt && at < reopensAt);
  const parts = [
    tokenAt(tokens, at),
    call && "a token call is in progress",
    closed && `back-off, until ${clock(closed.reopensAt - start)}`,
    at >= from && at < from + failForMs && "the token endpoint fails",
  ];
  return parts.filter(Boolean).join("; ");
}

function tokenAt(tokens, at) {
  const index = tokens.findLastIndex((token) => at >= token.from);
  if (index < 0 || at >= tokens[index].expires) return "no token";
  const { early, must, expires } = tokens[index];
  const left = clock(expires - at);
  if (at >= must) return `token ${index + 1} must be renewed first, ${left} left`;
  return at >= early ? `token ${index + 1} is used while a new one is fetched, ${left} left` : `token ${index + 1} is used, ${left} left`;
}
