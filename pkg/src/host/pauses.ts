// The pauses of one call: while another caller holds the lease, and after a lost write.

import { refuse } from "../errors.js";
import { onAbort, type Signal } from "./aborts.js";
import type { Host } from "./options.js";
import { turn } from "./turn.js";

const FIRST_MS = 10;
const LONGEST_MS = 50;

/** After this many lost writes in a row, the store is assumed to reject every write. */
const MOST_LOST = 50;

/** Pauses that were much shorter than asked, until the host's loop gets a turn. */
const MOST_SHORT = 8;

/** Pauses in a row in which the clock stood still: longer than any lease, if each had lasted. */
const MOST_STILL = 1500;

export class Pauses {
  readonly #host: Host;
  #step = FIRST_MS;
  #lost = 0;
  #short = 0;
  #still = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Pauses before the next read of the store, at most until the lease expires. */
  wait(most: number, signal: Signal | undefined): Promise<void> {
    this.#lost = 0;
    return this.#pause(Math.min(this.#step, Math.max(1, most)), signal);
  }

  /** Pauses after a lost write, for a random time, so that two callers do not collide again. */
  async lost(signal: Signal | undefined): Promise<void> {
    this.#lost += 1;
    if (this.#lost > MOST_LOST) throw refuse("ERR_STORE", "store.set", "never sets what it is given");
    const [random = 0] = this.#host.random(1);
    await this.#pause(Math.ceil(this.#step * (0.5 + random / 512)), signal);
  }

  /** `sleep` gets a separate signal, so that the caller's signal does not get a listener for each pause. */
  async #pause(ms: number, signal: Signal | undefined): Promise<void> {
    this.#step = Math.min(this.#step * 1.5, LONGEST_MS);
    const [pause, before] = [new AbortController(), this.#host.latest()];
    const forget = signal && onAbort(signal, () => pause.abort(signal.reason));
    try {
      await this.#host.sleep(ms, pause.signal);
    } finally {
      forget?.();
    }
    await this.#passed(this.#host.latest() - before, ms);
    if (signal?.aborted) throw signal.reason;
  }

  /** By a `sleep` that ends at once nothing else would ever run; by a clock that stands still no lease ever ends. */
  async #passed(elapsed: number, ms: number): Promise<void> {
    this.#still = elapsed > 0 ? 0 : this.#still + 1;
    if (this.#still > MOST_STILL) throw refuse("ERR_CLOCK", "clock", "stands still, so that no lease of a token ends");
    if (elapsed * 4 >= ms) return;
    this.#short += 1;
    if (this.#short % MOST_SHORT === 0) await turn();
  }
}
