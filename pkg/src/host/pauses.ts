// The pauses of one call: for a lease of another's, and after a write that another's came before.

import { refuse } from "../errors.js";
import { onAbort } from "./aborts.js";
import type { Host, Signal } from "./options.js";

const FIRST_MS = 10;
const LONGEST_MS = 50;

/** A store that lets so many writes in a row come too late lets none pass at all. */
const MOST_LOST = 50;

export class Pauses {
  readonly #host: Host;
  #step = FIRST_MS;
  #lost = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** A pause before the store is read again, for as long as a lease lasts at most. */
  wait(most: number, signal: Signal | undefined): Promise<void> {
    this.#lost = 0;
    return this.#pause(Math.min(this.#step, Math.max(1, most)), signal);
  }

  /** A pause after another call was sooner, of a random length so that the next time it need not be. */
  async lost(signal: Signal | undefined): Promise<void> {
    this.#lost += 1;
    if (this.#lost > MOST_LOST) throw refuse("ERR_STORE", "store.set", "never sets what it is given");
    const [random = 0] = this.#host.random(1);
    await this.#pause(Math.ceil(this.#step * (0.5 + random / 512)), signal);
  }

  /** The host's `sleep` gets a signal of its own, so that the caller's has no listener for each pause. */
  async #pause(ms: number, signal: Signal | undefined): Promise<void> {
    this.#step = Math.min(this.#step * 1.5, LONGEST_MS);
    const pause = new AbortController();
    const forget = signal && onAbort(signal, () => pause.abort(signal.reason));
    try {
      await this.#host.sleep(ms, pause.signal);
    } finally {
      forget?.();
    }
  }
}
