// The reader of definitions, `define.wasm`. It is a separate file, which only programs that define a scheme or a provider load.

import { type Exports, start } from "./raw-define.js";

/** The result of reading a definition: the compiled text, or the record of an error. */
export interface Read {
  readonly text: string;
  readonly isError: boolean;
}

interface DefinitionReader {
  readonly wasm: Exports;
  readonly encoder: TextEncoder;
  readonly decoder: TextDecoder;
}

let reader: DefinitionReader | undefined;

/** Compiles a scheme, whose definition is JSON. */
export function readScheme(json: string): Read | undefined {
  return read(json, (wasm, length) => wasm.compileScheme(length));
}

/** Compiles a provider, whose definition is JSON. `scheme`: the compiled catalogue scheme that the definition names, or an empty text. */
export function readProvider(json: string, scheme: string): Read | undefined {
  const first = new TextEncoder().encode(scheme).length;
  return read(scheme + json, (wasm, length) => wasm.compileProvider(first, length - first));
}

/** Calls the reader with a text, and reads its answer; `undefined` if the text is too long. An exception ends the instance. */
function read(text: string, call: (wasm: Exports, length: number) => number): Read | undefined {
  const { wasm, encoder, decoder } = (reader ??= begin());
  try {
    const { read, written } = encoder.encodeInto(text, buffer(wasm));
    if (read < text.length) return undefined;
    const length = call(wasm, written);
    // The reader never truncates an answer.
    if (Math.abs(length) > wasm.scratchLength()) throw new WebAssembly.RuntimeError("the wasm module returned malformed data");
    return { text: decoder.decode(buffer(wasm).subarray(0, Math.abs(length))), isError: length < 0 };
  } catch (error) {
    reader = undefined;
    throw error;
  }
}

function begin(): DefinitionReader {
  return { wasm: start(), encoder: new TextEncoder(), decoder: new TextDecoder("utf-8", { ignoreBOM: true }) };
}

/** The scratch buffer; a call can grow the memory, which detaches earlier views. */
function buffer(wasm: Exports): Uint8Array {
  const address = wasm.scratchAddress();
  return new Uint8Array(wasm.memory.buffer, address, wasm.scratchLength());
}
