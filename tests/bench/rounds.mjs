// Paired rounds: in each, every contender works for a few milliseconds, so that whatever slows the machine slows them
// all, and only ratios within a round are compared.

const ROUNDS = 31;
const BATCH_MS = 4;

/**
 * Times `contenders`, each `{ name, call }` whose `call` may be async.
 *
 * @returns for each its median time in microseconds, and the median of the first contender's time as a share of it
 */
export async function compare(contenders) {
  const counts = [];
  for (const contender of contenders) counts.push(await calibrate(contender));
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const times = new Array(contenders.length);
    for (const index of order(contenders.length, round)) times[index] = await time(contenders[index], counts[index]);
    rounds.push(times);
  }
  return contenders.map(({ name }, index) => ({
    name,
    micros: 1000 * median(rounds.map((times) => times[index])),
    ratio: median(rounds.map((times) => times[0] / times[index])),
  }));
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** Every round begins with another contender. */
function order(length, round) {
  return Array.from({ length }, (_, index) => (index + round) % length);
}

/** How many calls take as long as a batch shall; the calls made to find out warm the contender up. */
async function calibrate(contender) {
  for (let count = 1; ; count *= 2) {
    const each = await time(contender, count);
    if (each * count >= 2 * BATCH_MS) return Math.max(1, Math.round(BATCH_MS / each));
  }
}

/** Milliseconds for one call. */
async function time({ call }, count) {
  const start = performance.now();
  for (let done = 0; done < count; done += 1) {
    const value = call(done);
    if (value instanceof Promise) await value;
  }
  return (performance.now() - start) / count;
}
