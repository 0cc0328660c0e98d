// The wasm instance, its scratch buffer, and the way back from a trap. Nothing else touches `./raw.js`.

import { type Bytes, wellFormed } from "./check.js";
import { type Blame, type ErrorCode, PayauthError } from "./errors.js";
import { __wbg_reset_state, Instance, linearMemory } from "./raw.js";

const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });

/** The calls that {@link file://./../../src/wasm.rs} exports, on the one instance there is. */
export let core: Instance = /* @__PURE__ */ new Instance();

/** Counts the instances: a handle is good only in the generation that gave it. */
export let generation = 0;

let scratch: Bytes = /* @__PURE__ */ view();

function view(): Bytes {
  return new Uint8Array((linearMemory() as WebAssembly.Memory).buffer, core.scratchAddress(), core.scratchLength());
}

/** The scratch buffer; growth of the memory detaches every earlier view of it. */
function buffer(): Bytes {
  return scratch.length === 0 ? (scratch = view()) : scratch;
}

/** Reads the answer that a call left in the scratch buffer, or throws its failure. */
export function answer(length: number): string {
  if (length < 0) throw failure(length);
  return decoder.decode(buffer().subarray(0, length));
}

/** Lets a number through, or throws the failure that it stands for. */
export function result(number: number): number {
  if (number < 0) throw failure(number);
  return number;
}

function failure(length: number): PayauthError {
  const record = decoder.decode(buffer().subarray(0, -length)).split("\n");
  const [code, blame, argument, index, detail] = record as [ErrorCode, Blame, string, string, string];
  return new PayauthError({ code, blame, argument, detail, ...(index && { index: Number(index) }) });
}

/**
 * What to throw for an error that came out of wasm. A trap ends the instance: the next call gets a new one, and the
 * handles of the old one are stale.
 */
export function recover(error: unknown): unknown {
  if (!(error instanceof WebAssembly.RuntimeError)) return error;
  __wbg_reset_state();
  core = new Instance();
  generation += 1;
  scratch = view();
  const detail = "the wasm module trapped and was started anew; this is a defect of payauth, please report it";
  return new PayauthError({ code: "ERR_INTERNAL", blame: "caller", argument: "payauth", detail, cause: error });
}

/** Writes a message to the scratch buffer; -1 if it does not fit, and then nothing may be read from there. */
export function place(argument: string, message: string | Bytes): number {
  const room = buffer();
  if (typeof message !== "string") {
    if (message.length > room.length) return -1;
    room.set(message);
    return message.length;
  }
  wellFormed(argument, message, "ERR_ENCODING");
  const { read, written } = encoder.encodeInto(message, room);
  return read === message.length ? written : -1;
}

/** Passes a message through the scratch buffer in pieces, each taken in by `core.absorb`. */
export function absorb(argument: string, message: string | Bytes): void {
  if (typeof message === "string") absorbText(wellFormed(argument, message, "ERR_ENCODING"));
  else absorbBytes(message);
}

function absorbText(text: string): void {
  for (let from = 0; from < text.length; ) {
    const { read, written } = encoder.encodeInto(from === 0 ? text : text.slice(from), buffer());
    core.absorb(written);
    from += read;
  }
}

function absorbBytes(bytes: Bytes): void {
  const room = buffer();
  for (let from = 0; from < bytes.length; from += room.length) {
    const piece = bytes.subarray(from, from + room.length);
    room.set(piece);
    core.absorb(piece.length);
  }
}
