// Keeps the newest instance of each wasm module, for tests that look into its memory or make it trap. This module must be
// imported before payauth. The exports are passed on as a mutable object, so that a test can replace one.

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

/** The exports of the newest instance of a module: `core`, the module of an entry, `define` or `explain`. */
export const wasm = (module = "core") => newest[module];
