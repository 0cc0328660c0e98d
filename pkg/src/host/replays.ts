// Which messages were there before.

import * as check from "../check.js";
import { refuse, typeError } from "../errors.js";

/**
 * Remembers messages by their replay keys. A handler claims a message before it does what the message asks for, and gives
 * the claim back if that fails. Redis (`SET NX PX`) and Deno KV (`check`) can hold one for all isolates.
 */
export interface ReplayStore {
  /** Whether the message is there for the first time; if so, it is claimed for `ttlSecs`, or for good. */
  claim(replayKey: string, ttlSecs?: number, options?: ClaimOptions): Promise<boolean>;
  /** Gives a claim back. */
  unclaim(replayKey: string, options?: ClaimOptions): Promise<void>;
}

/** What a claim takes beside the key. */
export interface ClaimOptions {
  /**
   * Who claims, as in the name of an endpoint. A key that is made of the sender's id of an event is the same at each
   * endpoint that the event is sent to: where several share a store, each has a scope, so that none blocks another.
   */
  readonly scope?: string;
}

/**
 * A {@link ReplayStore} in the memory of one isolate, for `capacity` messages. When it is full, the one whose claim ends
 * first makes room.
 *
 * @example Do once what a message asks for
 * ```js
 * import { MemoryReplays } from "payauth";
 *
 * const replays = new MemoryReplays(1000);
 * console.log(await replays.claim("0123456789abcdef0123456789abcdef", 660)); // true
 * console.log(await replays.claim("0123456789abcdef0123456789abcdef", 660)); // false
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
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  constructor(capacity: number, clock: () => number = () => Date.now()) {
    this.#capacity = check.integer("capacity", capacity, 1, 65_536);
    if (typeof clock !== "function") throw typeError("clock", "a function", clock);
    this.#clock = clock;
  }

  async claim(replayKey: string, ttlSecs?: number, options?: ClaimOptions): Promise<boolean> {
    const key = checkKey(replayKey, options);
    const seconds = ttlSecs === undefined ? Number.POSITIVE_INFINITY : check.integer("ttlSecs", ttlSecs, 0, 2 ** 33);
    const now = this.#now();
    const until = this.#until.get(key);
    if (until !== undefined && until >= now) return false;
    this.#until.delete(key);
    if (this.#until.size >= this.#capacity) this.#makeRoom(now);
    this.#until.set(key, now + seconds * 1000);
    return true;
  }

  async unclaim(replayKey: string, options?: ClaimOptions): Promise<void> {
    this.#until.delete(checkKey(replayKey, options));
  }

  /** A clock that gives no number would end every claim at once. */
  #now(): number {
    const now: unknown = this.#clock();
    if (typeof now === "number" && Number.isFinite(now)) return now;
    throw refuse("ERR_CLOCK", "clock", "gives no finite number of milliseconds; give a function as Date.now");
  }

  /** Forgets the claims that ended; if none has, the one that ends first, and of those the oldest. */
  #makeRoom(now: number): void {
    let next: [key: string, until: number] | undefined;
    for (const [key, until] of this.#until) {
      if (until < now) this.#until.delete(key);
      else if (next === undefined || until < next[1]) next = [key, until];
    }
    if (this.#until.size >= this.#capacity && next !== undefined) this.#until.delete(next[0]);
  }
}

/** A webhook that covers nothing has no key: claimed by `undefined`, all of them would be one. */
function checkKey(replayKey: unknown, options: unknown): string {
  const key = check.string("replayKey", replayKey);
  if (!/^[0-9a-f]{32}$/.test(key)) throw refuse("ERR_OPTION", "replayKey", "is none that a verified message has");
  const { scope = "" } = options === undefined ? {} : check.options("options", options, ["scope"]);
  return `${key} ${check.string("scope", scope)}`;
}
