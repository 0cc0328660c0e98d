// Signature schemes: those of the catalogue, and the user's own.

import * as check from "./check.js";
import { typeError } from "./errors.js";
import { Handle } from "./handle.js";
import { type FieldName, fieldNames } from "./headers.js";
import { named, writeJson } from "./json.js";
import { answer, core, guarded, placeWhole } from "./scratch.js";
import type { EventId } from "./verified.js";

/** How messages are signed: what is signed, with which hash, and where the signature travels. */
export interface Scheme {
  /** The name in the catalogue; `own` for one of {@link defineScheme}. */
  readonly name: string;
}

/** What {@link defineScheme} takes. */
export interface SchemeDefinition {
  readonly hash: "sha1" | "sha256" | "sha384" | "sha512" | "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";
  /** What the tag is made with: an HMAC. `"public-key"` and `"jws"` are reserved, and refused. */
  readonly construction?: "hmac";
  /**
   * What is signed: a template of text and of `{body}`, `{timestamp}`, `{id}`, `{url}`, and of members of a JSON body,
   * `{field:a.b}`. Ids and members need text between them: a value that has this text in it is neither signed nor verified.
   */
  readonly message: string;
  /** How the tag is written. */
  readonly encoding: "hex" | "HEX" | "base64" | "base64url" | "base64url_nopad";
  /** What travels in the header, by field name. */
  readonly headers?: { readonly [name: string]: SchemeCarrier };
  /** What travels in a JSON body, by the path of its member. */
  readonly fields?: { readonly [path: string]: SchemeCarrier };
  /** How the text of a secret stands for its key, and what is cut off its beginning before that. */
  readonly key?: {
    readonly decode?: "utf8" | "hex" | "base64" | "base64url";
    readonly strip?: readonly string[];
  };
  /** Which hex digits are accepted in a tag. Default `either`. */
  readonly hexCase?: "lower" | "upper" | "either";
  /**
   * The path of the member of the body that is the sender's id of the event: it names the message, however often and with
   * whatever secret it is signed. It must be covered, and can stand beside no `{id}`.
   */
  readonly eventId?: string;
  /** How `{timestamp}` is written, and how many seconds it may be from now. Default 300. */
  readonly timestamp?: { readonly format: "unix" | "unix_ms"; readonly tolerance?: number };
}

/**
 * A value that travels: a template of text and of `{signature}`, `{timestamp}`, `{id}`; or a list of such items. In a list,
 * `"{timestamp}"` and `"{signature}"` alone are told apart: digits are the time, and anything else is a signature.
 */
export type SchemeCarrier =
  | string
  | { readonly prefix?: string; readonly sep?: string; readonly items: readonly string[] };

/**
 * Makes a scheme, for a sender that {@link schemes} does not have.
 *
 * @throws {PayauthError} `ERR_SCHEME`, with the `index` of the fault in the JSON of the definition; `ERR_BODY` for a
 * value that JSON cannot carry
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
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

  /** Compiled at its first use: who imports the catalogue compiles none of it. */
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

  /** What it is compiled of. */
  static sourceOf(scheme: CompiledScheme): string {
    return scheme.#source;
  }
}

/** The handle of a scheme. */
export function schemeHandle(argument: string, value: unknown): Handle {
  return CompiledScheme.of(argument, value).handle;
}

/** What is looked at in a message. */
export interface Looks extends EventId {
  readonly fields: readonly FieldName[];
}

export function schemeLooks(argument: string, value: unknown): Looks {
  return CompiledScheme.of(argument, value).looks;
}

/** What is looked at by the scheme or the receiver that a handle stands for. */
export function handleLooks(handle: Handle): Looks {
  const lines = guarded(() => answer(core().looks(handle.live()))).split("\n");
  const [name, path, ...names] = lines.slice(0, -1) as [string, string, ...string[]];
  return { name, path, fields: fieldNames(names) };
}

/** The name of a scheme of the catalogue, or the JSON of one's own. */
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

/** The names of the catalogue. */
export type SchemeName = (typeof NAMES)[number];

/** The catalogue, each scheme as its sender documents it. `docs/schemes.md` has the sources, and what each covers. */
export const schemes: { readonly [name in SchemeName]: Scheme } = /* @__PURE__ */ (() => {
  const entries = NAMES.map((name) => [name, new CompiledScheme(name, name)]);
  return Object.freeze(Object.fromEntries(entries) as { [name in SchemeName]: Scheme });
})();
