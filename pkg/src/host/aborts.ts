// Stops work when a signal aborts. Only one listener is added to a signal, because Node warns about a signal with eleven listeners.

/**
 * The part of an `AbortSignal` that `client.fetch` uses.
 *
 * @category Clients
 */
export interface Signal {
  /** Whether the signal has aborted. */
  readonly aborted: boolean;
  /** The reason, which `client.fetch` throws. Default: absent; then `client.fetch` throws an `AbortError`, like the global `fetch`. */
  readonly reason?: unknown;
  /**
   * Adds a listener for the abort.
   *
   * @param type - `"abort"`
   * @param listener - is called when the signal aborts
   */
  addEventListener(type: "abort", listener: () => void): void;
  /**
   * Removes a listener.
   *
   * @param type - `"abort"`
   * @param listener - the listener that was added
   */
  removeEventListener(type: "abort", listener: () => void): void;
}

interface Waiting {
  readonly stops: Set<() => void>;
  readonly listener: () => void;
}

const waiting = /* @__PURE__ */ new WeakMap<Signal, Waiting>();

/** Calls `stop` when the signal aborts, or at once if it has aborted. The returned function prevents a later call of `stop`. */
export function onAbort(signal: Signal, stop: () => void): () => void {
  if (signal.aborted) {
    stop();
    return () => undefined;
  }
  const { stops, listener } = waiting.get(signal) ?? listen(signal);
  stops.add(stop);
  return () => {
    if (!stops.delete(stop) || stops.size > 0) return;
    waiting.delete(signal);
    signal.removeEventListener("abort", listener);
  };
}

function listen(signal: Signal): Waiting {
  const stops = new Set<() => void>();
  const listener = (): void => {
    waiting.delete(signal);
    signal.removeEventListener("abort", listener);
    for (const stop of stops) stop();
    stops.clear();
  };
  signal.addEventListener("abort", listener);
  const made = { stops, listener };
  waiting.set(signal, made);
  return made;
}

/** The reason of a signal that aborted. If the signal has no reason, as in some polyfills, the result is an `AbortError`. */
export function reasonOf({ reason }: Signal): unknown {
  return reason === undefined ? new DOMException("This operation was aborted", "AbortError") : reason;
}

/** Throws the reason of a signal that has aborted. */
export function throwIfAborted(signal: Signal | undefined): void {
  if (signal?.aborted) throw reasonOf(signal);
}

/** Returns a promise that settles like `promise`, but rejects if the signal aborts first. The work of `promise` then continues. */
export function unlessAborted<T>(promise: Promise<T>, signal: Signal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => reject(reasonOf(signal)));
    promise.then(resolve, reject).finally(forget);
  });
}
