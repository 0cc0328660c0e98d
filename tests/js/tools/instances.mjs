// Keeps the newest instance of each wasm module, for tests that read its memory or make it trap. This file must be imported before
// payauth. payauth gets the exports as a mutable object, so that a test can replace an export.

const newest = {};

WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(Instance, given) {
    const exports = { ...Reflect.construct(Instance, given).exports };
    newest[nameOf(exports)] = exports;
    return { exports };
  },
});

/** The name of the module that has these exports. */
function nameOf(exports) {
  if ("explain" in exports) return "explain";
  if ("compileScheme" in exports) return "define";
  if ("clientNew" in exports) return "core";
  return "receive" in exports ? "webhooks" : "hmac";
}

/** The exports of the newest instance of a module, by the name of the module, such as `core`. */
export const wasm = (module = "core") => newest[module];
