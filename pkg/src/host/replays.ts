// Which messages were there before.

import { refuse } from "../errors.js";

/**
 * Remembers messages by their replay keys. A handler claims a message before it does what the message asks for, and gives
 * the claim back if that fails. Redis (`SET NX PX`) and Deno KV (`check`) can hold one for all isolates.
 */
export interface ReplayStore {
  /** Whether the message is there for the first time; if so, it is claimed for `ttlSecs`, or for good. */
  claim(replayKey: string, ttlSecs?: number): Promise<boolean>;
  /** Gives a claim back. */
  unclaim(replayKey: string): Promise<void>;
}

/**
 * A {@link ReplayStore} in the memory of one isolate: the `capacity` messages that were claimed last.
 *
 * @example Do once what a message asks for
 * ```js
 * import { MemoryReplays } from "payauth";
 *
 * const replays = new MemoryReplays(1000);
 * console.log(await replays.claim("0123456789abcdef", 660)); // true
 * console.log(await replays.claim("0123456789abcdef", 660)); // false
 * ```
 */
export class MemoryReplays implements ReplayStore {
  readonly #capacity: number;
  readonly #clock: () => number;
  readonly #until = new Map<string, number>();

  /**
   * @param capacity - how many messages are remembered
   * @param clock - the time in milliseconds; default `Date.now`
   * @throws {PayauthError} `ERR_OPTION` for a capacity that is no whole number from 1 to 65,536
   */
  constructor(capacity: number, clock: () => number = () => Date.now()) {
    if (!Number.isInteger(capacity) || capacity < 1 || capacity > 65_536) {
      throw refuse("ERR_OPTION", "capacity", "is no whole number from 1 to 65536");
    }
    this.#capacity = capacity;
    this.#clock = clock;
  }

  claim(replayKey: string, ttlSecs: number = Number.POSITIVE_INFINITY): Promise<boolean> {
    const now = this.#clock();
    const until = this.#until.get(replayKey);
    if (until !== undefined && until >= now) return Promise.resolve(false);
    this.#until.delete(replayKey);
    this.#until.set(replayKey, now + ttlSecs * 1000);
    const [oldest] = this.#until.keys();
    if (this.#until.size > this.#capacity && oldest !== undefined) this.#until.delete(oldest);
    return Promise.resolve(true);
  }

  unclaim(replayKey: string): Promise<void> {
    this.#until.delete(replayKey);
    return Promise.resolve();
  }
}
