// A page, and its workers, as a program finds them: by their globals.

/** Whether a page can be played here: nobody takes away the mark of Vercel's edge runtime, which is a server whatever is added. */
export const canBePage = globalThis.EdgeRuntime === undefined;

/** Calls in a page, with nothing there that tells a server. */
export const inPage = (call) => withGlobals({ ...NO_SERVER, window: { document: {} } }, call);

/** What tells the runtimes of servers, taken away. */
export const NO_SERVER = { process: undefined, Deno: undefined, EdgeRuntime: undefined, WebSocketPair: undefined };

/** Calls with other globals, and puts the old ones back. */
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
