// The pauses of one call that waits while another caller has the lease or reads the store.

import { refuse } from "../errors.js";
import { onAbort, reasonOf, type Signal, throwIfAborted } from "./aborts.js";
import type { Host } from "./options.js";
import { turn } from "./turn.js";

const FIRST_MS = 10;
const MAX_MS = 50;

/** The number of pauses that may end too early before the event loop gets a turn. */
const MAX_SHORT = 8;

/** The maximum number of pauses in a row during which the clock does not advance. Together they are longer than any lease. */
const MAX_STILL = 1500;

/** The functions of the host that a pause needs. */
export type Pausing = Pick<Host, "sleep" | "latest">;

/** The length of the pause that follows a pause of `ms`. */
export function longer(ms: number): number {
  return ms === 0 ? FIRST_MS : Math.min(ms * 1.5, MAX_MS);
}

export class Pauses {
  readonly #host: Pausing;
  #step = 0;
  #short = 0;
  #still = 0;

  constructor(host: Pausing) {
    this.#host = host;
  }

  /** Pauses for at most `most` milliseconds. Each pause is longer than the pause before. */
  wait(most: number, signal: Signal | undefined): Promise<void> {
    this.#step = longer(this.#step);
    return this.pause(Math.min(this.#step, Math.max(1, most)), signal);
  }

  /** Pauses for `ms`. `sleep` gets a separate signal, so that the caller's signal does not get a listener for each pause. */
  async pause(ms: number, signal: Signal | undefined): Promise<void> {
    const [pause, before] = [new AbortController(), this.#host.latest()];
    const forget = signal && onAbort(signal, () => pause.abort(reasonOf(signal)));
    try {
      await this.#host.sleep(ms, pause.signal);
    } catch (error) {
      throwIfAborted(signal);
      throw error;
    } finally {
      forget?.();
    }
    await this.#passed(this.#host.latest() - before, ms);
    throwIfAborted(signal);
  }

  /** If `sleep` always ended at once, nothing else could run. If the clock did not advance, no lease would expire. */
  async #passed(elapsed: number, ms: number): Promise<void> {
    this.#still = elapsed > 0 ? 0 : this.#still + 1;
    const detail = "did not advance while payauth waited; return the current time";
    if (this.#still > MAX_STILL) throw refuse("ERR_CLOCK", "clock", detail);
    if (elapsed * 4 >= ms) return;
    this.#short += 1;
    if (this.#short % MAX_SHORT === 0) await turn();
  }
}
