// The times of requests: random, but the same each time that the picture is drawn.

/** The instants of requests between two times, `perMinute` on average. */
export function arrivals(from, to, perMinute) {
  const next = random(perMinute);
  const instants = [];
  const gap = 60_000 / perMinute;
  for (let at = from; at < to; at += gap * (0.25 + 1.5 * next())) instants.push(Math.round(at));
  return instants;
}

/** Numbers from 0 to 1 by a linear congruence (Numerical Recipes, section 7.1). */
function random(seed) {
  let state = Math.round(seed * 1_000) >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
