// Signature schemes: those of the catalogue, and those of `defineScheme`.

import type { Scheme, SchemeCatalogue } from "./catalogue.js";
import * as check from "./check.js";
import { typeError } from "./errors.js";
import { Handle } from "./handle.js";
import { type FieldName, fieldNames } from "./headers.js";
import { named, writeJson } from "./json.js";
import { answer, core, guarded, placeWhole } from "./scratch.js";
import type { EventId } from "./verified.js";

export type { Scheme, SchemeCatalogue, SchemeName } from "./catalogue.js";

/**
 * The definition of a scheme, for {@link defineScheme}.
 *
 * @category Webhooks
 */
export interface SchemeDefinition {
  /** The hash function of the HMAC, in either spelling; required. */
  readonly hash: "sha1" | "sha256" | "sha384" | "sha512" | "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";
  /** How the tag is made. Default `"hmac"`; `"public-key"` and `"jws"` are reserved, and rejected. */
  readonly construction?: "hmac";
  /**
   * The signed message; required. It is a template of text and of `{body}`, `{timestamp}`, `{id}`, `{url}`, and of members of
   * a JSON body, `{field:a.b}`. Ids and members need text between them, and a value that contains this text is rejected.
   */
  readonly message: string;
  /** How the tag is written; required. */
  readonly encoding: "hex" | "HEX" | "base64" | "base64url" | "base64url_nopad";
  /** The header fields, by name. Default: none. `headers` or `fields` must contain `{signature}`. */
  readonly headers?: { readonly [name: string]: SchemeCarrier };
  /** The members of a JSON body, by path. Default: none. */
  readonly fields?: { readonly [path: string]: SchemeCarrier };
  /** How a secret that is text becomes a key. Default: its UTF-8. */
  readonly key?: {
    /** How the secret is written. Default `"utf8"`. */
    readonly decode?: "utf8" | "hex" | "base64" | "base64url";
    /** A list with one prefix to remove first, if it is present, such as `["whsec_"]`. Default: none. */
    readonly strip?: readonly string[];
  };
  /** Which hexadecimal digits a tag may have. Default `"either"`. */
  readonly hexCase?: "lower" | "upper" | "either";
  /**
   * The path of the body's member that is the sender's id of the event. The replay key is made from it, so the key stays the
   * same when the event is signed again. It must be signed, and cannot be combined with `{id}`. Default: none.
   */
  readonly eventId?: string;
  /** How `{timestamp}` is written. Required if the message has `{timestamp}`; otherwise absent. */
  readonly timestamp?: {
    /** `"unix"` for seconds since 1970, `"unix_ms"` for milliseconds; required. */
    readonly format: "unix" | "unix_ms";
    /** How many seconds the timestamp may differ from the current time, in both directions. Default 300. */
    readonly tolerance?: number;
  };
}

/**
 * The value of a header field or of a member: a template of text and of `{signature}`, `{timestamp}` and `{id}`, or a list of
 * such templates. `items` are the templates, `sep` is the separator (one punctuation character, optionally followed by a
 * space), and `prefix` is text before the first item. If an item is `"{timestamp}"` or `"{signature}"` without a name, digits
 * are the time, and anything else is a signature.
 *
 * @category Webhooks
 */
export type SchemeCarrier =
  | string
  | { readonly prefix?: string; readonly sep?: string; readonly items: readonly string[] };

/**
 * Makes a scheme for a sender that {@link schemes} does not have. The definition is checked at once, and a definition under
 * which two different messages could have the same signature is rejected.
 *
 * @param definition - what is signed, with which hash, and where the signature is
 * @returns a scheme for {@link verifyWebhook} and {@link signWebhook}
 * @throws PayauthError with `ERR_SCHEME`, and the `index` of the fault in `JSON.stringify(definition)`; `ERR_BODY`
 * for a value that JSON would change
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example A sender that signs the time and the body
 * ```js
 * import { defineScheme, signWebhook, verifyWebhook } from "payauth";
 *
 * const scheme = defineScheme({
 *   hash: "sha256",
 *   message: "{timestamp}.{body}",
 *   encoding: "hex",
 *   timestamp: { format: "unix", tolerance: 300 },
 *   headers: { "X-Signature": { sep: ",", items: ["t={timestamp}", "v1={signature}"] } },
 * });
 * const now = new Date("2024-03-02T12:00:00Z");
 * const headers = signWebhook(scheme, { body: "{}", now, secret: "a secret" });
 * console.log(verifyWebhook(scheme, { headers, body: "{}", now, secrets: ["a secret"] }).covers); // body
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc2104#section-2 | RFC 2104, section 2: HMAC}
 * @category Webhooks
 */
export function defineScheme(definition: SchemeDefinition): Scheme {
  if (!check.isPlainObject(definition)) throw typeError("definition", "a plain object", definition);
  const scheme = new CompiledScheme("own", writeJson("definition", definition, named));
  scheme.handle.live();
  return scheme;
}

class CompiledScheme implements Scheme {
  readonly name: string;
  readonly #source: string;
  #handle: Handle | undefined;
  #looks: Looks | undefined;

  constructor(name: string, source: string) {
    this.name = name;
    this.#source = source;
  }

  /** Compiled on first use, so that importing `schemes` costs nothing. */
  get handle(): Handle {
    this.#handle ??= new Handle("scheme", () => core().schemeNew(placeWhole("definition", this.#source)), true);
    return this.#handle;
  }

  get looks(): Looks {
    this.#looks ??= handleLooks(this.handle);
    return this.#looks;
  }

  static of(argument: string, value: unknown): CompiledScheme {
    if (typeof value !== "object" || value === null || !(#source in value)) {
      throw typeError(argument, "a scheme of schemes or defineScheme", value);
    }
    return value;
  }

  /** The source of a scheme: a name of the catalogue, or JSON. */
  static sourceOf(scheme: CompiledScheme): string {
    return scheme.#source;
  }
}

/** The handle of a scheme. */
export function schemeHandle(argument: string, value: unknown): Handle {
  return CompiledScheme.of(argument, value).handle;
}

/** The parts of a message that are read: the header fields, and the id of the event. */
export interface Looks extends EventId {
  readonly fields: readonly FieldName[];
}

export function schemeLooks(argument: string, value: unknown): Looks {
  return CompiledScheme.of(argument, value).looks;
}

/** The parts of a message that the scheme or the receiver of a handle reads. */
export function handleLooks(handle: Handle): Looks {
  const lines = guarded(() => answer(core().looks(handle.live()))).split("\n");
  const [name, path, ...names] = lines.slice(0, -1) as [string, string, ...string[]];
  return { name, path, fields: fieldNames(names) };
}

/** The name of a scheme of the catalogue, or the JSON of a defined one. */
export function schemeSource(argument: string, value: unknown): string {
  return CompiledScheme.sourceOf(CompiledScheme.of(argument, value));
}

const NAMES = [
  "adyenBody",
  "adyenStandard",
  "coinbaseCommerce",
  "github",
  "gocardless",
  "line",
  "paddle",
  "pagerduty",
  "paystack",
  "razorpay",
  "razorpayPayment",
  "revolut",
  "shopify",
  "slack",
  "square",
  "standardWebhooks",
  "stripe",
  "svix",
] as const;

/**
 * The schemes of known senders, each as the sender documents it. The text of each member has the header, what the signature
 * covers, the form of the secret, the tolerance, the id of the event and the source.
 *
 * @example A message of GitHub
 * ```js
 * import { schemes, signWebhook, verifyWebhook } from "payauth";
 *
 * const now = new Date();
 * const headers = signWebhook(schemes.github, { body: "{}", now, secret: "It's a Secret to Everybody" }); // what GitHub does
 * console.log(Object.keys(headers).join()); // X-Hub-Signature-256
 * const secrets = ["It's a Secret to Everybody"];
 * console.log(verifyWebhook(schemes.github, { headers, body: "{}", now, secrets }).covers); // body
 * ```
 *
 * @see {@link https://docs.stripe.com/webhooks/signature | Stripe: Webhook signatures}, and the source of each member
 * @category Webhooks
 */
export const schemes: SchemeCatalogue = /* @__PURE__ */ (() => {
  const entries = NAMES.map((name) => [name, new CompiledScheme(name, name)]);
  return Object.freeze(Object.fromEntries(entries) as { [name in (typeof NAMES)[number]]: Scheme });
})();
