// Functions that wait for a turn of the event loop, in which timers run and signals abort. Also timeouts, which do not end early if `sleep`
// ends early.

import type { Signal } from "./aborts.js";

/**
 * Resolves after one turn of the event loop. Without such turns, functions of a test that use only promises would never let a timer run.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1);
  });
}

/** The functions of the host that a timeout needs. */
export interface Sleeping {
  readonly sleep: (ms: number, signal: Signal) => Promise<void>;
  readonly latest: () => number;
}

/**
 * Resolves after `ms`. If `sleep` ends too early, as in some tests, the timeout is not reached: the event loop gets turns of a
 * millisecond until the time has passed on the host's clock or on the runtime's clock.
 *
 * @throws an error of the first call of `sleep`, at once; for an error of a later call, the promise rejects
 */
export function timeout(ms: number, { sleep, latest }: Sleeping, signal: Signal): Promise<void> {
  const read = (): [number, number] => [latest(), Date.now()];
  const since = ([host, own]: [number, number]): number => Math.max(latest() - host, Date.now() - own);
  const start = read();
  const ended = async (slept: Promise<void>): Promise<void> => {
    for (let [turns, before] = [0, start]; turns < ms; turns += 1) {
      await slept;
      if (since(before) >= ms / 4 || since(start) >= ms) return;
      await turn();
      if (signal.aborted) return;
      [before, slept] = [read(), sleep(ms, signal)];
    }
  };
  return ended(sleep(ms, signal));
}
