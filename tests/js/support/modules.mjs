// The wasm modules of the package.

/** The names of the modules: of `payauth`, of two smaller entries, of the reader of definitions, and of explainMismatch. */
export const MODULES = ["core", "hmac", "webhooks", "define", "explain"];

/** The modules that a bundled script imports, by the names of their files. */
export function importedModules(script) {
  return [...script.matchAll(/^import .*? ?from ?"[^"]*?([\w-]+\.wasm)(?:\?module)?";$/gm)].map(([, file]) => file.replace(/^[0-9a-f]{40}-/, ""));
}
