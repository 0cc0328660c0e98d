// The clock of the sandbox, and the promise for which a slow answer waits.

export class Time {
  offsetMs = 0;
  #clock;
  #open;

  constructor(clock) {
    this.#clock = clock;
    this.#close();
  }

  now() {
    return this.#clock() + this.offsetMs;
  }

  /** Releases the answers that are waiting. Later slow answers wait again. */
  release() {
    this.#open();
    this.#close();
  }

  #close() {
    this.released = new Promise((resolve) => (this.#open = resolve));
  }
}
