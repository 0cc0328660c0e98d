// Simulates a trap: the next call of an export of the wasm module throws the error of a trap.

/** @param trap - how to trap; by default an error as a trap throws it */
export function trapNext(host, name, trap = unreachable) {
  host.wasm()[name] = trap;
}

function unreachable() {
  throw new WebAssembly.RuntimeError("unreachable");
}
