// The memory of the isolate, which is read before the store. It contains the state of each token, by the key of the token. The calls of an
// isolate share only this memory. A call never waits for a promise of another call: in a Worker, the request of that call may have ended,
// and then the promise never settles.

/** The isolate's data about one token. */
export interface KnownState {
  /** The newest state. */
  state: string;
  /** The state with this isolate's lease, while the isolate fetches a token. In this time, no other call of the isolate reads the store. */
  leased: string;
  /** The time until which a call of the isolate may be reading the store. It is not a flag, because that call may be killed. */
  busyUntil: number;
  /** If a call waits for another isolate: the time at which the call may read the store again. */
  readAt: number;
  /** How many milliseconds to wait before the next read of the store. */
  step: number;
  /** The time until which the store is not used, after a fault of the store. */
  downUntil: number;
  /** How many writes to the store were lost, one after another. */
  lost: number;
}

/** The most recently used states of an isolate. */
export class Memory {
  readonly #entries = new Map<string, KnownState>();

  /** The entry of a key, which is made with the state that `initial` returns. */
  known(key: string, initial: () => string): KnownState {
    const known = this.#entries.get(key) ?? { state: initial(), leased: "", busyUntil: 0, readAt: 0, step: 0, downUntil: 0, lost: 0 };
    this.#entries.delete(key);
    this.#entries.set(key, known);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
    return known;
  }
}

const MAX_ENTRIES = 1000;

/** Identifies the default `fetch` and the default `clock`. */
const OF_HOST = {};

const memories = /* @__PURE__ */ new WeakMap<object, WeakMap<object, Memory>>();

/** The memory of all clients with the same `fetch` and `clock`; tests with their own functions get a separate memory. */
export function memoryOf(fetch: object = OF_HOST, clock: object = OF_HOST): Memory {
  const byClock = memories.get(fetch) ?? new WeakMap<object, Memory>();
  memories.set(fetch, byClock);
  const memory = byClock.get(clock) ?? new Memory();
  byClock.set(clock, memory);
  return memory;
}
