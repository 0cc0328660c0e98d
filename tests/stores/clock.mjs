// A clock that the processes of a test share. It is slow, so that a busy machine reaches no timeout, and it jumps when a
// test says so. Then a lease or a token has expired for all processes at once, even for a stopped one.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { timeOf } from "./time.mjs";

/** By this clock, a process that does not run for a minute was away for six seconds. */
const SLOW = 0.1;

export class SharedClock {
  text;
  #path;
  #speed = SLOW;

  /** @param path - the file for the processes; without one, `text` is passed to them */
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

  /** From now on, the clock runs like the host's clock: for tests that wait for an engine that does not answer. */
  run() {
    this.#speed = 1;
    this.jump(0);
  }

  #set(time) {
    this.text = `${time} ${Date.now()} ${this.#speed}`;
    if (this.#path === undefined) return;
    // The rename prevents that a process reads a half-written file.
    writeFileSync(`${this.#path}.next`, this.text);
    renameSync(`${this.#path}.next`, this.#path);
  }
}

/** The clock in a file. */
export const clockIn = (path) => () => timeOf(readFileSync(path, "utf8"));
