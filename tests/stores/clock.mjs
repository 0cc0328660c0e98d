// A clock that the processes of a test share. It is slow, so that on a busy machine no limit of time passes, and jumps where a
// test says so: then a lease or a token has ended for all processes at once, also for one that was stopped.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { timeOf } from "./time.mjs";

/** By this clock, a process that gets no turn for a minute was away for six seconds. */
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

  /** From now on, it passes as the host's does: for a test of what waits for an engine that does not answer. */
  run() {
    this.#speed = 1;
    this.jump(0);
  }

  #set(time) {
    this.text = `${time} ${Date.now()} ${this.#speed}`;
    if (this.#path === undefined) return;
    // Nobody reads a file that is half written.
    writeFileSync(`${this.#path}.next`, this.text);
    renameSync(`${this.#path}.next`, this.#path);
  }
}

/** The clock in a file. */
export const clockIn = (path) => () => timeOf(readFileSync(path, "utf8"));
