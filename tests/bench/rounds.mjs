// Paired rounds. In each round, every contender works for a few milliseconds, so that other load on the machine slows all contenders.
// Only the ratios within a round are compared.

const ROUNDS = 31;
const MIN_BATCH_MS = 4;

/** A batch takes this many steps of the clock. In workerd, a step is a whole millisecond. */
const CLOCK_STEPS = 20;

/**
 * Times `contenders`, each `{ name, call }` whose `call` may be async.
 *
 * @param rounds - the number of rounds; it is odd, so that the median is the time of a round
 * @returns for each contender, the median time in microseconds, and the ratio of the first contender's time to its time: the median,
 * the first quartile and the third quartile of the rounds
 */
export async function compare(contenders, rounds = ROUNDS) {
  const batch = Math.max(MIN_BATCH_MS, CLOCK_STEPS * clockStep());
  const counts = [];
  for (const contender of contenders) counts.push(await calibrate(contender, batch));
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const times = new Array(contenders.length);
    for (const index of order(contenders.length, round)) times[index] = await time(contenders[index], counts[index]);
    measured.push(times);
  }
  return contenders.map(({ name }, index) => {
    const shares = measured.map((times) => times[0] / times[index]);
    const [low, ratio, high] = [0.25, 0.5, 0.75].map((share) => quantile(shares, share));
    return { name, micros: 1000 * median(measured.map((times) => times[index])), ratio, low, high };
  });
}

export const median = (values) => quantile(values, 0.5);

/** The quantile of the values for a share from 0 to 1, interpolated between two values. */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** The order of the contenders in a round. Every round begins with another contender. */
function order(length, round) {
  return Array.from({ length }, (_, index) => (index + round) % length);
}

function clockStep() {
  const start = performance.now();
  let now = start;
  while (now === start) now = performance.now();
  return now - start;
}

/** The number of calls that take as long as a batch. The calls for this measurement also warm the contender up. */
async function calibrate(contender, batch) {
  for (let count = 1; ; count *= 2) {
    if ((await time(contender, count)) * count < 2 * batch) continue;
    // This is measured twice, because the first measurement may contain a pause.
    const each = await time(contender, count);
    if (each * count >= batch) return Math.max(1, Math.round(batch / each));
  }
}

/** The time of one call in milliseconds. Only async calls are awaited, because `await` takes as long as the measured code. */
async function time({ call }, count) {
  const isAsync = call(0) instanceof Promise;
  const start = performance.now();
  if (isAsync) for (let done = 0; done < count; done += 1) await call(done);
  else for (let done = 0; done < count; done += 1) call(done);
  return (performance.now() - start) / count;
}
