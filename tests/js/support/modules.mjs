// The wasm modules of the package.

/** By their names: the engines, the reader of definitions, and what explains a mismatch. */
export const MODULES = ["core", "define", "explain"];
