// The sandbox's time, and the gate at which slow answers wait.

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

  /** Lets go what waits; what comes later waits anew. */
  release() {
    this.#open();
    this.#close();
  }

  #close() {
    this.released = new Promise((resolve) => (this.#open = resolve));
  }
}
