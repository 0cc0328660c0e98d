// The wasm modules of the package.

/** The modules by name: the engines, those of two entries, the parser of definitions, and the module of explainMismatch. */
export const MODULES = ["core", "hmac", "webhooks", "define", "explain"];

/** The modules that a bundled script imports, by the names of their files. */
export function importedModules(script) {
  return [...script.matchAll(/^import .*? ?from ?"[^"]*?([\w-]+\.wasm)(?:\?module)?";$/gm)].map(([, file]) => file.replace(/^[0-9a-f]{40}-/, ""));
}
