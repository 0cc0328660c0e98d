// Two contenders in turns of about a millisecond, by the work of this process alone and by their quick turns, so that
// others on the machine count for little.

import { quantile } from "./rounds.mjs";

const TURNS = 60;
const WARM_MS = 120;
/** The minimum share of undisturbed turns. */
const QUICK = 0.1;

/** The time of `one` as a share of the other's; each is a function, which may be async. */
export async function share(one, other) {
  const calls = [one, other];
  const count = Math.max(1, Math.round((await warm(calls)) / TURNS));
  const times = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const index of turn % 2 ? [1, 0] : [0, 1]) times[index].push(await time(calls[index], count));
  }
  const [quick, others] = times.map((list) => quantile(list, QUICK));
  return quick / others;
}

/** The number of calls of each in the warm-up time. */
async function warm(calls) {
  const start = performance.now();
  let count = 0;
  for (; performance.now() - start < WARM_MS; count += STEP) for (const call of calls) await time(call, STEP);
  return count;
}

const STEP = 8;

/** Milliseconds of work of the process for one call. Awaiting each call would cost as much as the measured code. */
async function time(call, count) {
  const isAsync = call(0) instanceof Promise;
  const start = process.cpuUsage();
  if (isAsync) for (let done = 0; done < count; done += 1) await call(done);
  else for (let done = 0; done < count; done += 1) call(done);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / count;
}
