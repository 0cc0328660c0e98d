// Traps: the next call of one of the wasm module's exports ends its instance.

/** @param trap - how to trap; by default an error as a trap throws it */
export function trapNext(host, name, trap = unreachable) {
  host.wasm()[name] = trap;
}

function unreachable() {
  throw new WebAssembly.RuntimeError("unreachable");
}
