/**
 * Finds out why a signature is invalid, during development. Nothing else in the package imports this module.
 *
 * @module payauth/explain
 */

import * as check from "./check.js";
// This import is from the complete pure.js, so that a bundler makes one chunk, not two.
import { isPayauthError } from "./pure.js";
import { type Exports, start } from "./raw-explain.js";
import { dogpayCompiled, dvpayCompiled, pledgCompiled, wakapayCompiled } from "./generated/built-in.js";
import { EXPLAINS_SCHEME, EXPLAINS_WEBHOOK, MAX_DOCUMENT } from "./generated/boundary.js";
import { SECRET_LINES } from "./generated/records.js";
import { type Mistake, PROVIDER_MESSAGES, type ProviderMessage } from "./generated/words.js";
import { type FieldName, ofPeer, textLines } from "./headers.js";
import { sourceOf as providerSource } from "./profile/make.js";
import { compiledScheme, type Scheme, schemeLooks } from "./scheme.js";
import { errorOf, internal, join, malformed } from "./scratch.js";
import { noVerification, readDelivery } from "./delivery.js";
import { secretLines, type VerifyOptions } from "./webhook.js";

export type { Mistake, ProviderMessage } from "./generated/words.js";

/**
 * A mistake that {@link explainMismatch} found.
 *
 * @category Errors
 */
export interface Explanation {
  /** The stable name of the mistake. */
  readonly mistake: Mistake;
  /** What to do, in one or two sentences. */
  readonly fix: string;
}

/**
 * A provider of `defineProvider` or of `payauth/providers`, whose webhooks {@link explainMismatch} explains.
 *
 * @category Errors
 */
export interface ExplainedProvider {
  /** The definition of the provider. */
  readonly definition: object;
  /** The origins of the provider. */
  readonly origins: readonly string[];
}

/**
 * Finds out why a signature is invalid. It undoes the usual mistakes, first one and then two at a time. It returns the mistakes that
 * must be undone to make the signature valid.
 *
 * **For development only.** Its result and its duration reveal more than a sender may know, so never use it to answer a
 * request. One call makes at most 11,000 attempts. It does not try a body that becomes longer than 256 KiB when a mistake is undone.
 *
 * @param scheme - a member of `schemes`, the result of `defineScheme`, a defined provider for its webhooks, or the name of a
 * provider's message
 * @param options - the options of `verifyWebhook`. `secrets` contains the API key for DogPay, the key and the secret with a colon
 * between them for WakaPay, the merchant's secret for Pledg, the webhook secret for DVPay, and the API secret for DVPay's requests.
 * @returns one or two mistakes, and `too-old` or `too-new` if the time is outside the window; `[]` if no usual mistake explains
 * the signature; only the mistake `none` if the signature is valid
 * @throws PayauthError as `verifyWebhook`, except `ERR_SIGNATURE`, `ERR_TOO_OLD` and `ERR_TOO_NEW`, which it explains
 * instead; `ERR_TOO_LARGE` for a body above 64 KiB, or if the headers, the secrets and the body together exceed 80 KiB
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type; `ERR_BODY_NOT_RAW` for a parsed body
 *
 * @example A body that a framework parsed
 * ```js
 * import { schemes, signWebhook } from "payauth";
 * import { explainMismatch } from "payauth/explain";
 *
 * const now = new Date("2024-03-02T12:00:00Z");
 * const headers = signWebhook(schemes.stripe, { body: '{"id": "evt_1"}', now, secret: "whsec_test" }); // what Stripe sends
 * const body = JSON.stringify(JSON.parse('{"id": "evt_1"}')); // the parsed body, written again
 * const [found] = explainMismatch(schemes.stripe, { headers, body, now, secrets: ["whsec_test"] });
 * console.log(found.mistake); // body-spaced
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8785 | RFC 8785}: why JSON that is parsed and written again has other bytes
 * @category Errors
 */
export function explainMismatch(
  scheme: Scheme | ProviderMessage | ExplainedProvider,
  options: VerifyOptions,
): readonly Explanation[] {
  const given = check.read("options", options, noVerification());
  const source = sourceOf(scheme);
  const isScheme = typeof scheme === "object";
  const looks = isScheme ? schemeLooks("scheme", scheme) : NOTHING;
  const { lines, body, now, window } = readDelivery(given, looks);
  const [url, ...named] = lines as [string, ...string[]];
  const received = textLines("headers", given.headers);
  const fields = isScheme ? [...named, ...timesOf(received, looks.fields)] : received;
  const secrets = secretLines("secrets", given.secrets);
  const bytes = bytesOf(body);
  const head = source + join("headers", [url, String(secrets.length / SECRET_LINES), ...secrets, ...fields], "peer");
  return once((wasm) => {
    const address = wasm.scratchAddress();
    const scratch = new Uint8Array(wasm.memory.buffer, address, wasm.scratchLength());
    const headLength = put(head, scratch.subarray(0, scratch.length - bytes.length));
    scratch.set(bytes, headLength);
    const length = wasm.explain(now, ...window, headLength, bytes.length);
    const room = new Uint8Array(wasm.memory.buffer, address, wasm.scratchLength());
    if (Math.abs(length) > room.length) throw malformed();
    const lines = new TextDecoder().decode(room.subarray(0, Math.abs(length))).split("\n");
    if (length < 0) throw errorOf(lines);
    return explanations(lines);
  });
}

const NOTHING = { fields: [] };

/** The first lines: the kind of message, then the length in bytes and the text of the compiled definition. */
function sourceOf(scheme: unknown): string {
  const [kind, text] = compiledOf(scheme);
  return `${kind}\n${new TextEncoder().encode(text).length}\n${text}`;
}

function compiledOf(scheme: unknown): [kind: string, text: string] {
  if (typeof scheme === "function") return [EXPLAINS_WEBHOOK, providerSource("scheme", scheme).compiled];
  if (typeof scheme !== "string") return [EXPLAINS_SCHEME, compiledScheme("scheme", scheme)];
  check.choice("scheme", scheme, PROVIDER_MESSAGES);
  const [name, kind = EXPLAINS_WEBHOOK] = scheme.split(" ") as ["dogpay" | "wakapay" | "pledg" | "dvpay", string?];
  const known = { dogpay: dogpayCompiled, wakapay: wakapayCompiled, pledg: pledgCompiled, dvpay: dvpayCompiled };
  return [kind, known[name]];
}

/** The fields that contain a time and that the scheme does not read. The sender may have signed such a field. */
function timesOf(lines: readonly string[], known: readonly FieldName[]): string[] {
  const times: string[] = [];
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const [name, value] = [lines[index] as string, lines[index + 1] as string];
    const isTime = /^(?:\d{10}|\d{13}|[0-9-]{10}T[0-9:.]{5,15}Z)$/.test(value) && /^[!-9;-~]+$/.test(name);
    if (isTime && !known.some(([, lower]) => lower === name.toLowerCase())) times.push(name, value);
  }
  return times;
}

/** The bytes of a body. */
function bytesOf(body: string | Uint8Array): Uint8Array {
  // The bytes of a text are never fewer than its `length`.
  const isText = typeof body === "string" && body.length <= MAX_DOCUMENT;
  const bytes = isText ? new TextEncoder().encode(check.wellFormed("body", body, "ERR_ENCODING")) : body;
  if (typeof bytes !== "string" && check.lengthOf(bytes) <= MAX_DOCUMENT) return check.fixed("body", bytes);
  throw ofPeer("ERR_TOO_LARGE", "body", "is longer than 64 KiB, the limit of explainMismatch");
}

/** Calls a new instance, and wipes its memory at the end, even after a trap. */
function once<T>(call: (wasm: Exports) => T): T {
  let wasm: Exports | undefined;
  try {
    return call((wasm = start()));
  } catch (error) {
    throw isPayauthError(error) ? error : internal(error);
  } finally {
    if (wasm) new Uint8Array(wasm.memory.buffer).fill(0);
  }
}

/** Writes the lines into a part of the scratch buffer, and returns their length. */
function put(head: string, room: Uint8Array): number {
  const { read, written } = new TextEncoder().encodeInto(check.wellFormed("headers", head, "ERR_ENCODING"), room);
  if (read === head.length) return written;
  throw ofPeer("ERR_TOO_LARGE", "headers", "are too long: headers, secrets and body together may have at most 80 KiB");
}

/** Reads the explanations of a record: two lines for each. */
function explanations(lines: readonly string[]): readonly Explanation[] {
  const found: Explanation[] = [];
  for (let index = 0; index + 1 < lines.length; index += 2) {
    found.push({ mistake: lines[index] as Mistake, fix: lines[index + 1] as string });
  }
  return found;
}
