// Holds on to the newest instance of each wasm module, for tests that look into its memory or make it trap. To be
// imported before payauth is. The exports are handed on as an open object, so that a test can put one in another's place.

const newest = {};

WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(Instance, given) {
    const exports = { ...Reflect.construct(Instance, given).exports };
    newest[nameOf(exports)] = exports;
    return { exports };
  },
});

/** The module that has these exports. */
function nameOf(exports) {
  if ("explain" in exports) return "explain";
  if ("compileScheme" in exports) return "define";
  if ("clientNew" in exports) return "core";
  return "receive" in exports ? "webhooks" : "hmac";
}

/** The exports of the newest instance of a module: `core`, or the one of a door, `define` or `explain`. */
export const wasm = (module = "core") => newest[module];
