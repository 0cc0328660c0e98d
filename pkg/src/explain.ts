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
import { EXPLAINS_REQUEST, EXPLAINS_SCHEME, EXPLAINS_WEBHOOK, MAX_DOCUMENT } from "./generated/boundary.js";
import { SECRET_LINES } from "./generated/records.js";
import { type Mistake, PROVIDER_MESSAGES, type ProviderMessage } from "./generated/words.js";
import { type FieldName, isToken, ofPeer, textLines } from "./headers.js";
import { sourceOf as providerSource } from "./profile/make.js";
import { compiledScheme, type Scheme, schemeFields } from "./scheme.js";
import { errorOf, internal, join, malformed } from "./scratch.js";
import { deliveryOptions, longestOf, readDelivery } from "./delivery.js";
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
 * A provider of `defineProvider` or of `payauth/providers`. {@link explainMismatch} explains its webhooks.
 *
 * @category Errors
 */
export interface ExplainedProvider<D = object> {
  /** The definition of the provider. */
  readonly definition: D;
  /** The origins of the provider. */
  readonly origins: readonly string[];
}

/** The names of the `alternatives` of a definition that sign requests. */
type SigningWord<D, A = AlternativesOf<D>> = { [K in keyof A]: "signature" extends keyof A[K] ? K : never }[keyof A] & string;

type AlternativesOf<D> = D extends { readonly alternatives?: infer A } ? NonNullable<A> : never;

/**
 * The requests to a defined provider, which {@link explainMismatch} explains.
 *
 * @category Errors
 */
export interface ExplainedRequests<D = object> {
  /** A provider of `defineProvider` or of `payauth/providers` that signs its requests. */
  readonly requestsOf: ExplainedProvider<D>;
  /**
   * The member of `alternatives` that signed the request, by its name. Default: the signature of the definition's `auth`;
   * or, if `auth` does not sign, the only signature of the definition.
   */
  readonly auth?: SigningWord<D>;
}

/**
 * Finds out why a signature is invalid. It undoes the usual mistakes: first one mistake at a time, then two mistakes at a time. It
 * returns the mistakes that must be undone to make the signature valid.
 *
 * **For development only.** The result and the duration of a call reveal more than a sender may know, so never use this function to
 * answer a request. One call makes at most 13,200 attempts. It does not try a body that becomes longer than 256 KiB when a mistake is
 * undone.
 *
 * @param scheme - a member of `schemes`, the result of `defineScheme`, a defined provider for its webhooks, `{ requestsOf }` with a
 * defined provider for its requests, or the name of a provider's message
 * @param options - the options of `verifyWebhook`. `secrets` contains, for DogPay, the API key; for WakaPay, the key and the secret with
 * a colon between them; for Pledg, the merchant's secret; for DVPay's webhooks, the webhook secret; for DVPay's requests, the API secret.
 * For the requests of a defined provider: `secrets` contains the text of `signature.secret`; `url` and `method` are the URL and the
 * method of the request; `vars` contains the credentials that the signature names.
 * @returns one or two mistakes; only `none` if the signature is valid and the time is inside the window; `[]` if no usual mistake
 * explains the signature. If the time is outside the window, the array also contains `too-old` or `too-new`, and contains only this
 * mistake if the signature matches. If the unit of the time is wrong, it contains `milliseconds` or `seconds` instead of `too-old` or
 * `too-new`.
 * @throws PayauthError as `verifyWebhook`, except `ERR_SIGNATURE`, `ERR_TOO_OLD` and `ERR_TOO_NEW`, which it explains instead;
 * `ERR_OPTION` for a provider without `webhook.scheme`, for a provider whose requests are not signed, for an `auth` that does not sign
 * or that is missing, and for a variable that is missing; `ERR_SCHEME` for a scheme that signs an id or a key id without sending it;
 * `ERR_TOO_LARGE` for a body above 64 KiB, or if the compiled definition, the URL, the headers, the secrets and the body together
 * exceed 80 KiB
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
 * @example A request to a defined provider
 * ```js
 * import { explainMismatch } from "payauth/explain";
 * import { coinbaseExchange } from "payauth/providers";
 *
 * const client = coinbaseExchange({ key: "key-1", secret: "c2VjcmV0", passphrase: "p", environment: "sandbox" });
 * const now = new Date("2024-03-02T12:00:00Z");
 * const { headers, url } = client.sign({ path: "/orders", method: "POST", body: "{}", now });
 * const sent = { headers, url, method: "PUT", body: "{}", now, secrets: ["c2VjcmV0"] }; // another method than the signed one
 * console.log(explainMismatch({ requestsOf: coinbaseExchange }, sent)[0].mistake); // method-other
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8785 | RFC 8785}: why JSON that is parsed and written again has other bytes
 * @category Errors
 */
export function explainMismatch<D = object>(
  scheme: Scheme | ProviderMessage | ExplainedProvider | ExplainedRequests<D>,
  options: VerifyOptions,
): readonly Explanation[] {
  const given = deliveryOptions("options", options, true);
  const [kind, text] = compiledOf(scheme);
  const source = `${kind}\n${new TextEncoder().encode(text).length}\n${text}`;
  const looks = kind === EXPLAINS_SCHEME ? { fields: schemeFields("scheme", scheme) } : NOTHING;
  const { lines, body, now, window } = readDelivery(given, looks);
  const [url, ...named] = lines as [string, ...string[]];
  const fields = [...named, ...othersOf(textLines("headers", given.headers), looks.fields)];
  const secrets = secretLines("secrets", given.secrets);
  const bytes = bytesOf(body);
  const longest = longestOf(lines);
  const head = source + join(longest, [url, String(secrets.length / SECRET_LINES), ...secrets, ...fields], "peer");
  return once((wasm) => {
    const address = wasm.scratchAddress();
    const scratch = new Uint8Array(wasm.memory.buffer, address, wasm.scratchLength());
    const headLength = put(longest, head, scratch.subarray(0, scratch.length - bytes.length));
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

/** The kind of message, and the compiled definition. */
function compiledOf(scheme: unknown): [kind: string, text: string] {
  if (typeof scheme === "function") return [EXPLAINS_WEBHOOK, providerSource("scheme", scheme).compiled];
  if (check.isPlainObject(scheme) && Object.hasOwn(scheme, "requestsOf")) return requestsOf(scheme);
  if (typeof scheme !== "string") return [EXPLAINS_SCHEME, compiledScheme("scheme", scheme)];
  check.choice("scheme", scheme, PROVIDER_MESSAGES);
  const [name, kind = EXPLAINS_WEBHOOK] = scheme.split(" ") as ["dogpay" | "wakapay" | "pledg" | "dvpay", string?];
  const known = { dogpay: dogpayCompiled, wakapay: wakapayCompiled, pledg: pledgCompiled, dvpay: dvpayCompiled };
  return [kind, known[name]];
}

/** The requests of a provider. If `auth` is passed, a space and the name of the auth follow the kind. The wasm module checks this name. */
function requestsOf(scheme: Record<string, unknown>): [kind: string, text: string] {
  const { requestsOf, auth } = check.options("scheme", scheme, ["requestsOf", "auth"]);
  const { compiled } = providerSource("requestsOf", requestsOf);
  return [auth === undefined ? EXPLAINS_REQUEST : `${EXPLAINS_REQUEST} ${check.line("auth", auth)}`, compiled];
}

/**
 * The received fields that the scheme does not name, because the sender may have signed one of these fields. Leaves out pseudo-fields of
 * HTTP/2, such as `:path`.
 */
function othersOf(lines: readonly string[], known: readonly FieldName[]): string[] {
  const others: string[] = [];
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const [name, value] = [lines[index] as string, lines[index + 1] as string];
    if (isToken(name) && !known.some(([, lower]) => lower === name.toLowerCase())) others.push(name, value);
  }
  return others;
}

/** The bytes of a body. */
function bytesOf(body: string | Uint8Array): Uint8Array {
  // The number of bytes of a text is at least the `length` of the text.
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
function put(argument: string, head: string, room: Uint8Array): number {
  const { read, written } = new TextEncoder().encodeInto(check.wellFormed(argument, head, "ERR_ENCODING"), room);
  if (read === head.length) return written;
  throw ofPeer("ERR_TOO_LARGE", argument, "is too long; the definition, URL, headers, secrets and body together may have at most 80 KiB");
}

/** Reads the explanations of a record: two lines for each. */
function explanations(lines: readonly string[]): readonly Explanation[] {
  const found: Explanation[] = [];
  for (let index = 0; index + 1 < lines.length; index += 2) {
    found.push({ mistake: lines[index] as Mistake, fix: lines[index + 1] as string });
  }
  return found;
}
