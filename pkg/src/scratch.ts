// The scratch buffer of the wasm module, and the recovery after a trap.

import { fixed, lengthOf, still, wellFormed } from "./check.js";
import { type Blame, type ErrorCode, isPayauthError, PayauthError } from "./errors.js";
import {
  ERROR_ARGUMENT, ERROR_BLAME, ERROR_CODE, ERROR_DETAIL, ERROR_INDEX, ERROR_LINES, ERROR_PATH, type ErrorRecord,
} from "./generated/records.js";
import { type Exports, start } from "./raw-core.js";

// These are made on first use, so that an import neither costs time nor fails.
let encoder: TextEncoder;
let decoder: TextDecoder;
let wasm: Exports;
let generation = -1;
let ended = true;
let scratch: Uint8Array | undefined;
/** How many bytes at the beginning of the buffer may have been written since the last wipe. */
let used = 0;

/** The longest message or body: 32 MiB. */
export const MAX_MESSAGE: number = 32 * 1024 * 1024;

/** The number of the current instance: a handle is valid only in the instance that made it. After a trap, a new instance starts. */
export function instance(): number {
  if (ended) begin();
  return generation;
}

/** Starts the first instance, or a new instance after the last instance has ended. */
function begin(): void {
  if (generation >= 0) erase();
  wasm = started();
  generation += 1;
  scratch = lastView = undefined;
  used = 0;
  ended = false;
}

/** Starts a new instance. The security policy of the host can forbid this, and a simulated page may lack the necessary functions. */
function started(): Exports {
  try {
    encoder ??= new TextEncoder();
    decoder ??= new TextDecoder("utf-8", { ignoreBOM: true });
    return start();
  } catch (cause) {
    const detail = typeof TextEncoder === "undefined" ? LACKING : FORBIDDEN;
    throw new PayauthError({ code: "ERR_WASM", blame: "caller", argument: "payauth", detail, cause });
  }
}

const LACKING = "this environment has no TextEncoder; in Jest, run tests of server code in the node environment";
const FORBIDDEN =
  "this runtime does not compile WebAssembly; set the export condition workerd or edge-light in your bundler, or exclude payauth " +
  'from the bundle (Next: serverExternalPackages: ["payauth"]); docs/runtimes.md shows how for each tool';

/** Overwrites the whole memory of the instance. This is possible even after the instance has trapped. */
function erase(): void {
  new Uint8Array(wasm.memory.buffer).fill(0);
}

/** The exports of the module. If the last instance ended, a new instance is started first. */
export function core(): Exports {
  instance();
  return wasm;
}

/** The scratch buffer. Any call of the module can grow the memory, which detaches all earlier views. */
function buffer(): Uint8Array {
  instance();
  if (scratch === undefined || scratch.length === 0) {
    const address = wasm.scratchAddress();
    scratch = new Uint8Array(wasm.memory.buffer, address, wasm.scratchLength());
  }
  return scratch;
}

/** Reads the answer of a call from the scratch buffer, or throws its error. */
export function answer(length: number): string {
  if (length < 0) throw failure(length);
  return decoder.decode(beginning(length));
}

let lastView: Uint8Array | undefined;

/** The first bytes of the scratch buffer. The view is cached, because answers often have the same length. */
function beginning(length: number): Uint8Array {
  if (length > used) used = length;
  if (lastView?.length !== length || lastView.length === 0) {
    const room = buffer();
    if (length > room.length) return longAnswer(length);
    lastView = room.subarray(0, length);
  }
  return lastView;
}

/** Reads an answer that is longer than the scratch buffer. It is stored separately until the next wipe. */
function longAnswer(length: number): Uint8Array {
  const address = wasm.longAnswer(length);
  if (address === 0) throw malformed();
  const copy = new Uint8Array(wasm.memory.buffer, address, length).slice();
  wasm.wipe();
  return copy;
}

/** The error for a malformed record of the module. */
export function malformed(): PayauthError {
  const detail = "the wasm module returned malformed data; this is a bug in payauth, please report it";
  return new PayauthError({ code: "ERR_INTERNAL", blame: "caller", argument: "payauth", detail });
}

/** Returns the result of a call. A negative number is an error, which is thrown. */
export function result(number: number): number {
  if (number < 0) throw failure(number);
  return number;
}

function failure(length: number): PayauthError {
  return errorOf(decoder.decode(beginning(-length)).split("\n"));
}

/** Makes the error from the lines of a record. The argument is at the end, because a path in it can contain line feeds. */
export function errorOf(lines: readonly string[], retryAt?: Date): PayauthError {
  if (lines.length <= ERROR_LINES) return malformed();
  const record = lines as unknown as ErrorRecord;
  const [code, blame] = [record[ERROR_CODE] as ErrorCode, record[ERROR_BLAME] as Blame];
  const [index, path, detail] = [record[ERROR_INDEX], record[ERROR_PATH], record[ERROR_DETAIL]];
  const argument = lines.slice(ERROR_ARGUMENT, -1).join("\n");
  const facts = { code, blame, argument, detail, ...(index && { index: Number(index) }), ...(path && { path }), ...(retryAt && { retryAt }) };
  return new PayauthError(facts);
}

/**
 * Wipes the data of a call that threw, and returns the error to throw. After a trap or a stack overflow, the instance has ended,
 * and its handles are stale. A new instance starts on the next call, because now the stack may still be full. Every exception that may be
 * a trap or a stack overflow ends the instance.
 */
export function recover(error: unknown): unknown {
  try {
    if (isPayauthError(error)) {
      wipe();
      return error;
    }
    if (isOfHost(error)) {
      wipe();
      return error;
    }
    ended = true;
    erase();
  } catch {
    ended = true;
  }
  return internal(error);
}

/**
 * Whether an error is from the host, and not from the module. An error from the host cannot have interrupted the module, because the
 * module calls no function of the host.
 */
function isOfHost(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError) return false;
  if (!(error instanceof Error)) return true;
  return isTextTooLong(error) || !["RangeError", "InternalError", "RuntimeError"].includes(error.name);
}

/** Whether the host could not make a text of this length. */
export function isTextTooLong(error: unknown): boolean {
  return error instanceof Error && /string length|string longer|allocation size/i.test(error.message);
}

/** Overwrites everything that calls left: in the scratch buffer, on the stack, and in unfinished operations. */
export function wipe(): void {
  core().wipe();
  clear();
}

/** Overwrites the first bytes of the scratch buffer. */
export function clearFirst(length: number): void {
  buffer().fill(0, 0, length);
}

/** Overwrites the part of the scratch buffer that was used. */
function clear(): void {
  if (used > 0) buffer().fill(0, 0, used);
  used = 0;
}

/** Maps a trap to `ERR_INTERNAL`, and returns every other exception unchanged. */
export function internal(error: unknown): unknown {
  if (isPayauthError(error) || !(error instanceof WebAssembly.RuntimeError)) return error;
  const detail = "the wasm module failed and was restarted; this is a bug in payauth, please report it";
  return new PayauthError({ code: "ERR_INTERNAL", blame: "caller", argument: "payauth", detail, cause: error });
}

/** Overwrites the buffer, and returns the result of a call. It is for callers that `guarded` would slow down. */
export function cleared<T>(given: T): T {
  clear();
  return given;
}

/**
 * Makes a call and returns its result. It wipes the scratch buffer afterwards, and recovers from an exception. If the last
 * instance ended, a new instance is started before the call uses its exports.
 */
export function guarded<T>(call: () => T): T {
  try {
    instance();
    return cleared(call());
  } catch (error) {
    throw recover(error);
  }
}

/** Writes a message to the scratch buffer. Returns -1 if it does not fit and must be passed in pieces. */
export function place(argument: string, message: string | Uint8Array): number {
  return placeAt(0, argument, message);
}

/** Writes a text or bytes that must fit. */
export function placeWhole(argument: string, text: string | Uint8Array, blame: Blame = "caller"): number {
  return fitting(argument, placeAt(0, argument, text), blame);
}

/** Writes a text or bytes that must fit after the first `start` bytes of the scratch buffer. */
export function placeAfter(start: number, argument: string, text: string | Uint8Array): number {
  return fitting(argument, placeAt(start, argument, text), "caller");
}

/** Joins texts with line feeds and writes them. A line feed inside a text becomes a carriage return, which the core rejects. */
export function placeLines(argument: string, lines: readonly string[], blame: Blame = "caller"): number {
  return placeWhole(argument, join(argument, lines, blame), blame);
}

/**
 * Writes lines, and a body after them if both fit. An error about the lines names `argument` and `blame`.
 *
 * @returns the number of bytes of the lines and of the body; -1 for a body that must be passed in pieces
 */
export function placeWithBody(
  argument: string,
  lines: readonly string[],
  body: string | Uint8Array,
  blame: Blame,
): [head: number, body: number] {
  const head = join(argument, lines, blame);
  if (typeof body === "string" && head.length + body.length <= AT_ONCE) {
    // ASCII, the usual case, is written in one step, in half the time.
    const length = head.length + body.length;
    const { written } = encoder.encodeInto(head + body, buffer());
    if (written > used) used = written;
    if (written === length) return [head.length, body.length];
  }
  const length = placeWhole(argument, head, blame);
  return [length, placeAt(length, "body", body)];
}

/** Texts up to this length always fit. */
const AT_ONCE = 16 * 1024;

function placeAt(start: number, argument: string, message: string | Uint8Array): number {
  const room = start === 0 ? buffer() : buffer().subarray(start);
  if (typeof message !== "string") {
    const length = lengthOf(message);
    if (length > room.length) return -1;
    room.set(length === 0 ? still(argument, message) : message);
    return wrote(start, length);
  }
  const { read, written } = encoder.encodeInto(wellFormed(argument, message, "ERR_ENCODING"), room);
  wrote(start, written);
  return read === message.length ? written : -1;
}

function wrote(start: number, length: number): number {
  if (start + length > used) used = start + length;
  return length;
}

/** Joins lines, each with a line feed at its end. Lines that are too long for a text of the host are rejected first. */
export function join(argument: string, lines: readonly string[], blame: Blame): string {
  let text = "";
  for (const line of lines) {
    if (text.length + line.length > MAX_MESSAGE) throw tooLarge(argument, TOGETHER, blame);
    text += `${line.includes("\n") ? line.replaceAll("\n", "\r") : line}\n`;
  }
  return text;
}

/** Checks that a text fitted. If not, wipes the part that was written, because it may contain a part of a secret. */
function fitting(argument: string, length: number, blame: Blame): number {
  if (length >= 0) return length;
  clear();
  throw tooLarge(argument, TOGETHER, blame);
}

/** The limit is for all lines of a call, and an error names only one of the arguments. */
const TOGETHER = "is longer than 80 KiB together with the other arguments";

export function tooLarge(argument: string, detail: string, blame: Blame): PayauthError {
  return new PayauthError({ code: "ERR_TOO_LARGE", blame, argument, detail });
}

/** Passes a message to the module in pieces, through the scratch buffer. */
export function absorb(argument: string, message: string | Uint8Array, blame: Blame = "caller"): void {
  bounded(argument, typeof message === "string" ? message.length : lengthOf(message), blame);
  if (typeof message === "string") absorbText(argument, wellFormed(argument, message, "ERR_ENCODING", blame), blame);
  else absorbBytes(fixed(argument, message));
}

/** Rejects a length above 32 MiB. */
export function bounded(argument: string, length: number, blame: Blame = "caller"): void {
  if (length > MAX_MESSAGE) throw tooLarge(argument, "is longer than 32 MiB", blame);
}

function absorbText(argument: string, text: string, blame: Blame): void {
  let length = 0;
  for (let from = 0; from < text.length; ) {
    const { read, written } = encoder.encodeInto(from === 0 ? text : text.slice(from), buffer());
    bounded(argument, (length += wrote(0, written)), blame);
    wasm.absorb(written);
    from += read;
  }
}

function absorbBytes(bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; ) {
    const room = buffer();
    const piece = bytes.subarray(from, from + room.length);
    room.set(piece);
    wasm.absorb(wrote(0, piece.length));
    from += piece.length;
  }
}
