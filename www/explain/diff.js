// The difference between two texts, character by character.

/**
 * The maximum number of steps of the search. After this number, everything between the first and the last difference counts as different.
 */
const MAX_STEPS = 600;

/**
 * Splits both texts into equal runs and different runs (Myers, An O(ND) Difference Algorithm, 1986).
 *
 * @returns `[before, after]`, each a list of `{ text, isChanged }`
 */
export function diff(before, after) {
  const [one, other] = [[...before], [...after]];
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const middle = [one, other].map((list) => list.slice(start, list.length - end));
  const changed = flags(...middle);
  return [one, other].map((list, side) => {
    const isChanged = (at) => at >= start && at < list.length - end && changed[side][at - start];
    return runs(list, isChanged);
  });
}

function runs(list, isChanged) {
  const found = [];
  list.forEach((character, at) => {
    const last = found.at(-1);
    const changed = Boolean(isChanged(at));
    if (last?.isChanged === changed) last.text += character;
    else found.push({ text: character, isChanged: changed });
  });
  return found;
}

/** For each character of each of the two texts, whether the other text lacks this character. */
function flags(one, other) {
  const trace = search(one, other);
  const changed = [one.map(() => true), other.map(() => true)];
  if (!trace) return changed;
  let [x, y] = [one.length, other.length];
  for (let step = trace.length - 1; step >= 0; step -= 1) {
    const reached = trace[step];
    const k = x - y;
    const isDown = k === -step || (k !== step && at(reached, k - 1) < at(reached, k + 1));
    const from = isDown ? k + 1 : k - 1;
    const [fromX, fromY] = step === 0 ? [0, 0] : [at(reached, from), at(reached, from) - from];
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      changed[0][x] = changed[1][y] = false;
    }
    [x, y] = [fromX, fromY];
  }
  return changed;
}

const at = (reached, k) => reached.get(k) ?? -1;

/** For each step, the position that the search had reached on each diagonal before the step; `undefined` after too many steps. */
function search(one, other) {
  const trace = [];
  let reached = new Map([[1, 0]]);
  for (let step = 0; step <= MAX_STEPS; step += 1) {
    trace.push(new Map(reached));
    for (let k = -step; k <= step; k += 2) {
      const isDown = k === -step || (k !== step && at(reached, k - 1) < at(reached, k + 1));
      let x = isDown ? at(reached, k + 1) : at(reached, k - 1) + 1;
      let y = x - k;
      while (x < one.length && y < other.length && one[x] === other[y]) {
        x += 1;
        y += 1;
      }
      reached.set(k, x);
      if (x >= one.length && y >= other.length) return trace;
    }
  }
  return undefined;
}
