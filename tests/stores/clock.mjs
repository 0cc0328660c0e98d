// A clock that the processes of a test share. It is slow, so that no timeout is reached on a busy machine. A test can advance the
// clock; then a lease or a token expires for all processes at the same time, even for a suspended process.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { timeOf } from "./time.mjs";

/** The speed of the clock: one minute of the host's clock is six seconds of this clock. */
const SLOW = 0.1;

export class SharedClock {
  text;
  #path;
  #speed = SLOW;

  /** @param path - the file from which the processes read the clock; without a path, the test passes `text` to the processes */
  constructor(path) {
    this.#path = path;
    this.#set(Date.now());
  }

  now() {
    return timeOf(this.text);
  }

  jump(ms) {
    this.#set(this.now() + ms);
  }

  slow() {
    this.#speed = SLOW;
    this.jump(0);
  }

  /** From now on, the clock is as fast as the host's clock. Tests use this if they wait for an engine that does not answer. */
  run() {
    this.#speed = 1;
    this.jump(0);
  }

  #set(time) {
    this.text = `${time} ${Date.now()} ${this.#speed}`;
    if (this.#path === undefined) return;
    // Because of the rename, no process reads a half-written file.
    writeFileSync(`${this.#path}.next`, this.text);
    renameSync(`${this.#path}.next`, this.#path);
  }
}

/** Returns a function that reads the shared clock from a file. */
export const clockIn = (path) => () => timeOf(readFileSync(path, "utf8"));
