// The pauses after which a process asks a shared limit again for slots. Because of these pauses, all processes get a fair share of the slots.
//
// A process sees its calls before the other processes see these calls. Without a pause, the next call of the same process would always be
// the first that is allowed. So after its calls, the process pauses for a random time, in which other processes can make a call. The time is
// longer if the store is slow.

import type { Host } from "./options.js";

/** While a call waits, it reads the state at least this often, to see the calls of other processes in time. */
const LOOK_MS = 30;

/** If a slot is free in this time, the next look could already see it. So a random pause must begin earlier. */
const NEAR_MS = 120;

/** The maximum of the random pause. In this time, another process reads the state at least twice. */
const ADVANTAGE_MS = 80;

/** A process that acquires the slots of one second in this time acquires nearly all slots. */
const BUSY_MS = 1300;

export class FairShare {
  readonly #host: Pick<Host, "latest" | "random">;
  readonly #perSecond: number;
  /** Whether this process has acquired slots since its last random pause. */
  #isServed = false;
  /** The slots that this process has acquired since a time, and whether they are nearly all slots of this period. */
  #acquired = 0;
  #since = 0;
  #isBusy = false;
  /** How long the store took for the last call. */
  #tookMs = 0;

  constructor(host: Pick<Host, "latest" | "random">, perSecond: number) {
    this.#host = host;
    this.#perSecond = perSecond;
  }

  /** How long a process pauses before it asks for slots. */
  due(): number {
    const isDue = this.#isBusy && this.#host.latest() - this.#since <= BUSY_MS;
    this.#isBusy = false;
    return isDue ? this.#random() : 0;
  }

  /**
   * How long a process pauses after it asked for slots.
   *
   * @param slots - the slots that it acquired
   * @param waitMs - the time after which a slot is free; 0 if it acquired slots
   * @param before - when it asked
   */
  after(slots: number, waitMs: number, before: number): number {
    const now = this.#host.latest();
    this.#tookMs = Math.max(0, now - before);
    if (slots > 0) {
      this.#isServed = true;
      this.#count(slots, now);
      return 0;
    }
    if (waitMs > NEAR_MS + this.#tookMs || !this.#isServed) return Math.min(waitMs, LOOK_MS);
    this.#isServed = false;
    return waitMs + this.#random();
  }

  /**
   * Counts the slots that this process acquires. If it acquires nearly all slots, other processes may always see too few free slots, although
   * this process never has to wait. So then it pauses, too.
   */
  #count(slots: number, now: number): void {
    if (now - this.#since > BUSY_MS) [this.#since, this.#acquired] = [now, 0];
    this.#acquired += slots;
    if (this.#acquired < this.#perSecond) return;
    this.#isBusy = true;
    [this.#since, this.#acquired] = [now, 0];
  }

  #random(): number {
    const [random = 0] = this.#host.random(1);
    return (random / 255) * (ADVANTAGE_MS + this.#tookMs);
  }
}
