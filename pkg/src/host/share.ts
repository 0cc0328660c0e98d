// The state of one token. It is kept in the memory of the isolate and in a store. If the store fails, answers too late or loses writes,
// the token is not shared, but no call fails.

import { type RefreshBegun, type TokenDecision, Tokens } from "../token.js";
import { CheckedStore, faultOf, isUnreadable, type Entry, type StoreFault } from "./checked-store.js";
import { endLease, takeLease } from "./lease.js";
import { type KnownState, memoryOf } from "./memory.js";
import type { Host, TokenEvent } from "./options.js";
import { longer, Pauses } from "./pauses.js";
import type { Store } from "./store.js";

/** The result of reading the store. A result without an entry means that the store was not read, or that the read failed. */
export interface Pulled {
  readonly entry?: Entry;
}

/** The time to live of a state. It is longer than the longest `Retry-After` that is respected. */
const TTL_SECONDS = 8 * 86_400;

/** The number of lost writes, one after another, after which the store is assumed to reject every write. */
const MAX_LOST = 20;

export class Share {
  readonly key: string;
  readonly known: KnownState;
  readonly #host: Host;
  readonly #store: CheckedStore | undefined;
  /** A lease whose write failed, but may have been stored. */
  #unsure = "";

  constructor(machine: Tokens, host: Host) {
    this.key = machine.key;
    this.known = memoryOf(host.own.fetch, host.own.clock).known(this.key, () => machine.initial());
    this.#host = host;
    this.#store = host.store && new CheckedStore(host.store, host);
  }

  /**
   * Whether a call with the decision `action` reads the store first. A call that waits for this isolate's lease does not read the store.
   */
  asks(action: TokenDecision["action"]): boolean {
    return this.#store !== undefined && (action !== "wait" || this.known.leased !== this.known.state);
  }

  /**
   * Whether this call may read the store now. Only one call of the isolate reads the store at a time, and a waiting call reads the store
   * only after a pause.
   */
  isTurn(action: TokenDecision["action"], now: number): boolean {
    const { busyUntil, readAt } = this.known;
    const next = action === "wait" || action === "fail" ? Math.max(busyUntil, readAt) : busyUntil;
    // A time that is further ahead than the timeout of a read does not count: it was set before the clock went back.
    return now >= next || next > now + this.#host.storeTimeoutMs;
  }

  /** Whether a call of the isolate is reading the store, so that a token may arrive soon. */
  isBusy(now: number): boolean {
    const { busyUntil } = this.known;
    return now < busyUntil && busyUntil <= now + this.#host.storeTimeoutMs;
  }

  /** Whether the store did not answer; `false` without a store. */
  isAlone(pulled: Pulled): boolean {
    return this.#store !== undefined && pulled.entry === undefined;
  }

  /** Reads the store in this call's turn. */
  async read(machine: Tokens): Promise<Pulled> {
    const { known } = this;
    known.busyUntil = this.#host.latest() + this.#host.storeTimeoutMs;
    try {
      return await this.pull(machine);
    } finally {
      known.busyUntil = 0;
      known.step = longer(known.step);
      known.readAt = this.#host.latest() + known.step;
    }
  }

  /** Reads the store, and keeps the stored state if this state is newer than the state in the memory. */
  async pull(machine: Tokens, again = true): Promise<Pulled> {
    const { known } = this;
    if (this.#store === undefined || this.#host.latest() < known.downUntil) return {};
    let entry: Entry | undefined;
    try {
      entry = await this.#store.get(this.key);
      if (entry.version !== null && Tokens.isNewer(machine, entry.value, known.state)) this.#learn(entry.value);
      return { entry };
    } catch (error) {
      if (entry === undefined) return this.#failed(error);
      if (!isUnreadable(error)) throw error;
      // The value may have been only partly written.
      if (again) return this.pull(machine, false);
      this.report("store-failed", { code: "ERR_STORE", fault: "unreadable" });
      return { entry };
    }
  }

  /** Keeps a state in the memory, which every call of the isolate sees at once. */
  keep(state: string): void {
    this.known.state = state;
  }

  /**
   * Acquires a lease for `ms`, which expires at `until`. Returns the function that ends the lease, or `undefined` if another caller
   * was faster. After a fault, the isolate continues without the store.
   */
  async lease(begun: RefreshBegun, before: string, pulled: Pulled, ms: number, until: number): Promise<(() => void) | undefined> {
    const { known, key } = this;
    const { store } = this.#host;
    // Clients with different clocks have different memories, but may share a store.
    const held = store && store.atomic !== true ? takeLease(store, key, this.#host.latest(), ms) : undefined;
    if (held?.taken === false) {
      known.busyUntil = Math.min(held.until, this.#host.latest() + longer(known.step));
      return undefined;
    }
    known.state = known.leased = begun.state;
    const end = (): void => {
      if (known.leased === begun.state) known.leased = "";
      if (held) endLease(store as Store, key, held.until);
    };
    if (await this.#isLeased(begun, before, pulled, until)) return end;
    end();
    return undefined;
  }

  async #isLeased(begun: RefreshBegun, before: string, { entry }: Pulled, until: number): Promise<boolean> {
    const { known } = this;
    if (entry === undefined || this.#store?.isAtomic === false) return true;
    const isSet = await this.#write(begun.state, entry);
    const read = isSet === true ? begun.state : await this.#reread();
    if (isSet === undefined && read === undefined) this.#unsure = begun.state;
    // If this process was suspended during the write, its lease has expired, and another caller may have a token.
    const isOver = isSet === true && this.#host.latest() >= until;
    if ((read === begun.state && !isOver) || (isSet === undefined && (read === undefined || read === entry.value))) {
      known.lost = 0;
      return true;
    }
    known.lost += 1;
    if (known.lost > MAX_LOST) {
      this.report("store-failed", { code: "ERR_STORE", fault: "lost" });
      return true;
    }
    if (known.state === begun.state) known.state = before;
    // After a conflict, callers read again at different times.
    const [random = 0] = this.#host.random(1);
    known.busyUntil = this.#host.latest() + 1 + random / 8;
    return false;
  }

  /**
   * Reads the entry after a write that failed or was rejected. The write may have succeeded: its answer may have been lost, or the
   * store's client library may have sent the write twice, so that the second attempt was rejected.
   */
  async #reread(): Promise<string | undefined> {
    try {
      const { value } = await (this.#store as CheckedStore).get(this.key);
      this.known.downUntil = 0;
      return value;
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  /**
   * Writes the state of the memory to the store, unless the store has a newer state.
   *
   * @param begun - the lease that was written before. If another lease replaced this lease before the end of this lease, the store
   * ignored `ifVersion`. This fault is reported.
   */
  async push(machine: Tokens, begun: RefreshBegun): Promise<void> {
    const pauses = new Pauses(this.#host);
    // If the lease was stored, other isolates wait for the end of the lease.
    if (this.#unsure === begun.state) this.known.downUntil = 0;
    for (let tries = 0; this.#store !== undefined; tries += 1) {
      const { entry } = await this.pull(machine);
      if (entry === undefined || entry.value === this.known.state) return;
      if (tries === 0) this.#compare(machine, begun, entry);
      if ((await this.#write(this.known.state, entry)) !== false) return;
      if (tries === MAX_LOST) return this.report("store-failed", { code: "ERR_STORE", fault: "lost" });
      const [random = 0] = this.#host.random(1);
      await pauses.pause(10 + random / 8, undefined);
    }
  }

  report(type: TokenEvent["type"], facts: Omit<TokenEvent, "type" | "key"> = {}): void {
    this.#host.report({ type, key: this.key, ...facts });
  }

  #learn(state: string): void {
    this.known.state = state;
    this.known.step = this.known.lost = 0;
  }

  /** Reports that another isolate could overwrite this lease before the lease ended. */
  #compare(machine: Tokens, begun: RefreshBegun, { value, version }: Entry): void {
    if (version === null || value === begun.state || this.#store?.isAtomic === false) return;
    const now = new Date(this.#host.latest());
    try {
      if (!Tokens.isNewer(machine, value, begun.state)) return;
      const [ours, theirs] = [begun.state, value].map((state) => machine.decide(state, { now }));
      // A 401 also ends a lease. Then the stored state has another token, or no token.
      if (ours?.action !== "wait" && ours?.fingerprint !== theirs?.fingerprint) return;
    } catch {
      return;
    }
    this.report("store-failed", { code: "ERR_STORE", fault: "not-compared" });
  }

  async #write(state: string, { version }: Entry): Promise<boolean | undefined> {
    try {
      return await (this.#store as CheckedStore).set(this.key, state, TTL_SECONDS, version);
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  #failed(error: unknown): Pulled {
    const fault: StoreFault | undefined = faultOf(error);
    if (fault === undefined) throw error;
    this.known.downUntil = this.#host.latest() + this.#host.storeTimeoutMs;
    this.report("store-failed", { code: "ERR_STORE", fault });
    return {};
  }
}
