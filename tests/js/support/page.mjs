// A web page and its workers, simulated by their globals.

/** Whether a page can be simulated here. The mark of Vercel's edge runtime cannot be removed, so that runtime is always a server. */
export const canBePage = globalThis.EdgeRuntime === undefined;

/** Calls in a simulated page, without the globals of a server. */
export const inPage = (call) => withGlobals({ ...NO_SERVER, window: { document: {} } }, call);

/** Removes the globals that identify server runtimes. */
export const NO_SERVER = { process: undefined, Deno: undefined, EdgeRuntime: undefined, WebSocketPair: undefined };

/** Calls with other globals, and restores the old ones. */
export function withGlobals(globals, call) {
  const before = Object.keys(globals).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  try {
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
    return call();
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
    }
  }
}
