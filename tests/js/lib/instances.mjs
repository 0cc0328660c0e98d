// Holds on to the wasm module's newest instance, for tests that look into its memory or make it trap. To be imported
// before payauth is. The exports are handed on as an open object, so that a test can put one in another's place.

let newest;

WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(Instance, given) {
    newest = { ...Reflect.construct(Instance, given).exports };
    return { exports: newest };
  },
});

/** The exports of the newest instance. */
export const wasm = () => newest;
