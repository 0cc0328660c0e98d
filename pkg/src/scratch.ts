// The scratch buffer of the wasm module, and the way back from a trap.

import { wellFormed } from "./check.js";
import { type Blame, type ErrorCode, isPayauthError, PayauthError, refuse } from "./errors.js";
import { type Exports, start } from "./raw-core.js";

const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });

let wasm: Exports = start();
let generation = 0;
let ended = false;
let scratch: Uint8Array | undefined;

/** The longest message or body: 32 MiB. */
const LONGEST = 32 * 1024 * 1024;

/** Counts the module's instances; a handle is good only in the one that gave it. Starts the next where one ended. */
export function instance(): number {
  if (ended) {
    wasm = start();
    generation += 1;
    scratch = seen = undefined;
    ended = false;
  }
  return generation;
}

/** The module's exports, of an instance that has not ended. */
export function core(): Exports {
  instance();
  return wasm;
}

/** The scratch buffer; growth of the memory detaches every earlier view of it. */
function buffer(): Uint8Array {
  instance();
  if (scratch === undefined || scratch.length === 0) {
    const address = wasm.scratchAddress();
    scratch = new Uint8Array(wasm.memory.buffer, address, wasm.scratchLength());
  }
  return scratch;
}

/** Reads the answer that a call left in the scratch buffer, or throws its failure. */
export function answer(length: number): string {
  if (length < 0) throw failure(length);
  return decoder.decode(beginning(length));
}

let seen: Uint8Array | undefined;

/** The first bytes of the scratch buffer; answers are often as long as the one before. */
function beginning(length: number): Uint8Array {
  if (seen?.length !== length || seen.length === 0) seen = buffer().subarray(0, length);
  return seen;
}

/** Lets a number through, or throws the failure that it stands for. */
export function result(number: number): number {
  if (number < 0) throw failure(number);
  return number;
}

function failure(length: number): PayauthError {
  return failureOf(buffer().subarray(0, -length));
}

/** The error that a record of the module tells. */
export function failureOf(record: Uint8Array): PayauthError {
  const lines = decoder.decode(record).split("\n");
  const [code, blame, argument, index, detail] = lines as [ErrorCode, Blame, string, string, string];
  return new PayauthError({ code, blame, argument, detail, ...(index && { index: Number(index) }) });
}

/**
 * What to throw for an error that came out of a call. One that is not payauth's own broke the call off in the middle: a
 * trap, or the end of the host's stack. That ends the instance, and makes its handles stale. The next call starts one,
 * because here there may be no stack left for it.
 */
export function recover(error: unknown): unknown {
  if (isPayauthError(error)) return error;
  ended = true;
  return internal(error);
}

/** An error that broke a call off; a trap as payauth's own. */
export function internal(error: unknown): unknown {
  if (!(error instanceof WebAssembly.RuntimeError)) return error;
  const detail = "the wasm module trapped and was started anew; this is a defect of payauth, please report it";
  return new PayauthError({ code: "ERR_INTERNAL", blame: "caller", argument: "payauth", detail, cause: error });
}

/**
 * What a call gives; what it throws is recovered from. Where an instance ended, the next starts before the call looks up
 * an export of it.
 */
export function guarded<T>(call: () => T): T {
  try {
    instance();
    return call();
  } catch (error) {
    throw recover(error);
  }
}

/** Writes a message to the scratch buffer; -1 if it does not fit, and must come in pieces. */
export function place(argument: string, message: string | Uint8Array): number {
  return placeAt(0, argument, message);
}

/** Writes a text or bytes, after the first `start` bytes of the scratch buffer, that must fit. */
export function placeWhole(argument: string, text: string | Uint8Array, start = 0): number {
  return fitting(argument, placeAt(start, argument, text));
}

/** Writes texts as lines. A line break inside becomes one that no line may have, and is refused. */
export function placeLines(argument: string, lines: readonly string[]): number {
  return placeWhole(argument, join(lines));
}

/**
 * Writes lines, and a body after them if both fit.
 *
 * @returns the bytes of the lines and of the body; -1 for a body that must come in pieces
 */
export function placeWithBody(lines: readonly string[], body: string | Uint8Array): [head: number, body: number] {
  const head = join(lines);
  if (typeof body === "string" && head.length + body.length <= AT_ONCE) {
    // ASCII, as nearly all of it is, is written in one go: half the time of two.
    const length = head.length + body.length;
    const { written } = encoder.encodeInto(head + body, buffer());
    if (written === length) return [head.length, body.length];
  }
  const length = placeWhole("path", head);
  return [length, placeAt(length, "body", body)];
}

/** Texts of this length fit, whatever they are made of. */
const AT_ONCE = 16 * 1024;

function placeAt(start: number, argument: string, message: string | Uint8Array): number {
  const room = start === 0 ? buffer() : buffer().subarray(start);
  if (typeof message !== "string") {
    if (message.length > room.length) return -1;
    room.set(message);
    return message.length;
  }
  const { read, written } = encoder.encodeInto(wellFormed(argument, message, "ERR_ENCODING"), room);
  return read === message.length ? written : -1;
}

/** Each line with its line feed. */
export function join(lines: readonly string[]): string {
  let text = "";
  for (const line of lines) text += `${line.includes("\n") ? line.replaceAll("\n", "\r") : line}\n`;
  return text;
}

/** The beginning of what does not fit was written, and may be that of a secret. */
function fitting(argument: string, length: number): number {
  if (length >= 0) return length;
  buffer().fill(0);
  throw refuse("ERR_TOO_LARGE", argument, "is longer than 80 KiB");
}

/** Passes a message through the scratch buffer in pieces, each taken in by the module. */
export function absorb(argument: string, message: string | Uint8Array): void {
  bounded(argument, message.length);
  if (typeof message === "string") absorbText(argument, wellFormed(argument, message, "ERR_ENCODING"));
  else absorbBytes(message);
}

function bounded(argument: string, length: number): void {
  if (length > LONGEST) throw refuse("ERR_TOO_LARGE", argument, "is longer than 32 MiB");
}

function absorbText(argument: string, text: string): void {
  let length = 0;
  for (let from = 0; from < text.length; ) {
    const { read, written } = encoder.encodeInto(from === 0 ? text : text.slice(from), buffer());
    bounded(argument, (length += written));
    wasm.absorb(written);
    from += read;
  }
}

function absorbBytes(bytes: Uint8Array): void {
  const room = buffer();
  for (let from = 0; from < bytes.length; from += room.length) {
    const piece = bytes.subarray(from, from + room.length);
    room.set(piece);
    wasm.absorb(piece.length);
  }
}
