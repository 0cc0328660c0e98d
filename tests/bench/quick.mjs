// Compares two contenders in turns of about a millisecond. It measures the CPU time of this process, and uses only the fastest turns, so
// that other programs on the machine have little effect.

import { quantile } from "./rounds.mjs";

const TURNS = 60;
const WARM_MS = 120;
/** The quantile of the times that counts: one turn in ten is at least this fast. */
const QUICK = 0.1;

/** The time of `one` divided by the time of `other`. Both are functions, which may be async. */
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

/** Calls each function for the warm-up time; returns the number of calls of each function. */
async function warm(calls) {
  const start = performance.now();
  let count = 0;
  for (; performance.now() - start < WARM_MS; count += STEP) for (const call of calls) await time(call, STEP);
  return count;
}

const STEP = 8;

/** The CPU time of one call in milliseconds. Only async calls are awaited, because `await` takes as long as the measured code. */
async function time(call, count) {
  const isAsync = call(0) instanceof Promise;
  const start = process.cpuUsage();
  if (isAsync) for (let done = 0; done < count; done += 1) await call(done);
  else for (let done = 0; done < count; done += 1) call(done);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / count;
}
