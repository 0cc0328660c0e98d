// What ends with a signal. However many wait for one signal, it has one listener: Node warns at the eleventh.

/** What can abort a call: an `AbortSignal`, as far as the driver reads it. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

interface Waiting {
  readonly stops: Set<() => void>;
  readonly listener: () => void;
}

const waiting = /* @__PURE__ */ new WeakMap<Signal, Waiting>();

/** Calls `stop` when the signal aborts, at once if it has; gives what takes that back. */
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

/** What a promise gives, unless the signal aborts first; the promise goes on. */
export function unlessAborted<T>(promise: Promise<T>, signal: Signal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => reject(signal.reason));
    promise.then(resolve, reject).finally(forget);
  });
}
