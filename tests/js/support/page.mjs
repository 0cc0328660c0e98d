// A web page and its workers, simulated by their globals.

/** Whether a page can be simulated. The global of Vercel's edge runtime cannot be removed, so this runtime is always a server. */
export const canBePage = globalThis.EdgeRuntime === undefined;

/** Runs `call` in a simulated page, without the globals of a server. */
export const inPage = (call) => withGlobals({ ...NO_SERVER, window: { document: {} } }, call);

/** Globals with which `withGlobals` removes the globals that identify a server. */
export const NO_SERVER = { process: undefined, Deno: undefined, EdgeRuntime: undefined, WebSocketPair: undefined };

/** Sets globals, runs `call`, and restores the old globals. */
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
