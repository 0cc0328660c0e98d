// The reader of definitions, `define.wasm`: in the bundles of those who define.

import { type Exports, start } from "./raw-define.js";
import { isPayauthError, PayauthError } from "./errors.js";
import { failureOf, internal, malformed } from "./scratch.js";

const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });

let reader: Exports | undefined;

/** Compiles a scheme, whose definition is JSON. */
export function compileScheme(json: string): string {
  return compile(json, (wasm, length) => wasm.compileScheme(length));
}

/** Compiles a provider, whose definition is JSON; `scheme` is the compiled scheme of the catalogue that it names, or empty. */
export function compileProvider(json: string, scheme: string): string {
  const first = encoder.encode(scheme).length;
  return compile(scheme + json, (wasm, length) => wasm.compileProvider(first, length - first));
}

/** Writes the text, calls the reader, and reads its answer. A call that was broken off ends the instance. */
function compile(text: string, call: (wasm: Exports, length: number) => number): string {
  try {
    const wasm = (reader ??= start());
    const { read, written } = encoder.encodeInto(text, buffer(wasm));
    if (read < text.length) throw tooLong();
    const length = call(wasm, written);
    const room = buffer(wasm);
    if (Math.abs(length) > room.length) throw malformed();
    const answer = room.subarray(0, Math.abs(length));
    if (length < 0) throw failureOf(answer);
    return decoder.decode(answer);
  } catch (error) {
    if (isPayauthError(error)) throw error;
    reader = undefined;
    throw internal(error);
  }
}

/** The scratch buffer; a call can grow the memory, which detaches earlier views. */
function buffer(wasm: Exports): Uint8Array {
  const address = wasm.scratchAddress();
  return new Uint8Array(wasm.memory.buffer, address, wasm.scratchLength());
}

function tooLong(): PayauthError {
  const detail = "is longer than 80 KiB as JSON";
  return new PayauthError({ code: "ERR_TOO_LARGE", blame: "caller", argument: "definition", detail });
}
