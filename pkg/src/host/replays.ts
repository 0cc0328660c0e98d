// Remembers messages, to recognise one that is sent again.

import * as check from "../check.js";
import { refuse, typeError } from "../errors.js";

/**
 * Remembers messages by their replay keys. A handler claims a message before it acts on it, and calls `unclaim` if that fails.
 * Redis (`SET` with `NX`) and Deno KV (`check`) can keep one for all isolates; `docs/stores.md` has a program.
 *
 * @category Webhooks
 */
export interface ReplayStore {
  /**
   * Claims a message. It must be atomic: of two callers with the same key, one gets `true`.
   *
   * @param replayKey - the `replayKey` of a verified message
   * @param ttlSecs - its `replayTtlSecs`; `undefined` for a message that never expires
   * @param options - who claims the message
   * @returns `true` if the message is new, and `false` if it was claimed before
   */
  claim(replayKey: string, ttlSecs?: number, options?: ClaimOptions): Promise<boolean>;
  /**
   * Removes a claim, after a handler failed, so that the sender's retry is handled.
   *
   * @param replayKey - the key that was claimed
   * @param options - who claimed it
   */
  unclaim(replayKey: string, options?: ClaimOptions): Promise<void>;
}

/**
 * The options of the `claim` and `unclaim` of a {@link ReplayStore}.
 *
 * @category Webhooks
 */
export interface ClaimOptions {
  /**
   * The name of the endpoint, if several share a store. The replay key of an event can be the same at each of them; with a
   * scope, a claim of one endpoint does not block the others. Default: an empty text.
   */
  readonly scope?: string;
}

/**
 * A {@link ReplayStore} in the memory of one process, for `capacity` messages. When it is full, it forgets the claim that
 * expires first.
 *
 * @example Handle a message once
 * ```js
 * import { MemoryReplays } from "payauth";
 *
 * const replays = new MemoryReplays(1000);
 * console.log(await replays.claim("0123456789abcdef0123456789abcdef", 660)); // true
 * console.log(await replays.claim("0123456789abcdef0123456789abcdef", 660)); // false
 * ```
 *
 * @see {@link https://docs.stripe.com/webhooks#handle-duplicate-events | Stripe: Handle duplicate events}
 * @category Webhooks
 */
export class MemoryReplays implements ReplayStore {
  readonly #capacity: number;
  readonly #clock: () => number;
  readonly #until = new Map<string, number>();

  /**
   * Makes an empty store.
   *
   * @param capacity - how many messages are remembered, 1 to 65,536
   * @param clock - returns the time in milliseconds; default `Date.now`
   * @throws PayauthError with `ERR_OPTION` for a capacity that is not an integer from 1 to 65,536
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   */
  constructor(capacity: number, clock: () => number = () => Date.now()) {
    this.#capacity = check.integer("capacity", capacity, 1, 65_536);
    if (typeof clock !== "function") throw typeError("clock", "a function", clock);
    this.#clock = clock;
  }

  /**
   * Claims a message.
   *
   * @returns `true` if the message is new, and `false` if it was claimed before
   * @throws PayauthError with `ERR_OPTION` for a text that is not a replay key, or a negative `ttlSecs`; `ERR_CLOCK`
   * if the clock does not return a finite number
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type, such as a `replayKey` that is absent
   */
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

  /**
   * Removes a claim, after a handler failed.
   *
   * @throws PayauthError with `ERR_OPTION` for a text that is not a replay key
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   */
  async unclaim(replayKey: string, options?: ClaimOptions): Promise<void> {
    this.#until.delete(checkKey(replayKey, options));
  }

  /** Checks the clock: a result that is not a number would end every claim at once. */
  #now(): number {
    const now: unknown = this.#clock();
    if (typeof now === "number" && Number.isFinite(now)) return now;
    throw refuse("ERR_CLOCK", "clock", "gives no finite number of milliseconds; give a function as Date.now");
  }

  /** Forgets the expired claims; if there are none, the claim that expires first, and of equal ones the oldest. */
  #makeRoom(now: number): void {
    let next: [key: string, until: number] | undefined;
    for (const [key, until] of this.#until) {
      if (until < now) this.#until.delete(key);
      else if (next === undefined || until < next[1]) next = [key, until];
    }
    if (this.#until.size >= this.#capacity && next !== undefined) this.#until.delete(next[0]);
  }
}

/** Checks a key. A webhook that covers nothing has none: claims of `undefined` would all be the same. */
function checkKey(replayKey: unknown, options: unknown): string {
  const key = check.string("replayKey", replayKey);
  if (!/^[0-9a-f]{32}$/.test(key)) throw refuse("ERR_OPTION", "replayKey", "is none that a verified message has");
  const { scope = "" } = options === undefined ? {} : check.options("options", options, ["scope"]);
  return `${key} ${check.string("scope", scope)}`;
}
