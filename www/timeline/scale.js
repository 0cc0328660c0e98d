// Converts instants to places on a time line, and finds the instants at which the time line has marks.

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400].map((seconds) => seconds * 1_000);

/** A scale from the instants `from` to `to` to the places `left` to `right`. */
export function scale(from, to, left, right) {
  const x = (at) => round(left + ((Math.min(Math.max(at, from), to) - from) / (to - from)) * (right - left));
  return { from, to, left, right, x, shows: (at) => at >= from && at <= to };
}

/** Round instants, counted from `zero`, at least `distance` apart. */
export function ticks({ from, to, left, right }, zero, distance) {
  const most = Math.max(1, Math.floor((right - left) / distance));
  const step = STEPS.find((step) => (to - from) / step <= most) ?? STEPS.at(-1);
  const found = [];
  for (let at = Math.ceil((from - zero) / step) * step; at <= to - zero; at += step) found.push(at + zero);
  return found;
}

/** `1:05` for minutes and seconds; `1:05 h` from one hour on, or if `isHours`. A negative time has a minus sign. */
export function clock(millis, isHours = false) {
  const seconds = Math.round(Math.abs(millis) / 1_000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const text = hours || isHours ? `${hours}:${two(minutes)}${rest ? `:${two(rest)}` : ""} h` : `${minutes}:${two(rest)}`;
  return millis < 0 ? `\u2212${text}` : text;
}

export const round = (number) => Math.round(number * 10) / 10;

const two = (number) => String(number).padStart(2, "0");
