// The wasm modules of the package.

/** By their names: the engines, those of two doors, the reader of definitions, and what explains a mismatch. */
export const MODULES = ["core", "hmac", "webhooks", "define", "explain"];

/** The modules that a bundled script imports, by the names of their files. */
export function importedModules(script) {
  return [...script.matchAll(/^import .*? ?from ?"[^"]*?([\w-]+\.wasm)(?:\?module)?";$/gm)].map(([, file]) => file.replace(/^[0-9a-f]{40}-/, ""));
}
