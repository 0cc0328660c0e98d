// The names of the package's wasm modules, and the modules that a script imports.

/** The names of the wasm modules: of `payauth`, of its two smaller entries, of the reader of definitions, and of explainMismatch. */
export const MODULES = ["core", "hmac", "webhooks", "define", "explain"];

/** The modules that a bundled script imports, by the names of their files. */
export function importedModules(script) {
  return [...script.matchAll(/^import .*? ?from ?"[^"]*?([\w-]+\.wasm)(?:\?module)?";$/gm)].map(([, file]) => file.replace(/^[0-9a-f]{40}-/, ""));
}
