// Signature schemes: the schemes of the catalogue, and the schemes that `defineScheme` makes.

import type { Scheme, SchemeCatalogue } from "./catalogue.js";
import * as check from "./check.js";
import {
  LOOKS_ACKNOWLEDGE, LOOKS_COVERS, LOOKS_LINES, LOOKS_NAME, LOOKS_PATH, LOOKS_UNFIT, LOOKS_WEAK, type LooksRecord,
} from "./generated/records.js";
import * as all from "./generated/schemes.js";
import type { SchemeDefinition } from "./definition.js";
import { refuse, typeError } from "./errors.js";
import { Handle } from "./handle.js";
import { type FieldName, fieldNames } from "./headers.js";
import { named, writeJson } from "./json.js";
import { compileScheme } from "./compile.js";
import { answer, core, guarded, placeWhole } from "./scratch.js";
import type { Constant, Weakness } from "./verified.js";

export type { Scheme, SchemeCatalogue, SchemeName } from "./catalogue.js";

/**
 * Makes a scheme for a sender that is not in {@link schemes}. The definition is checked at once. It is rejected if two different
 * messages could have the same signature, unless its member `unsafe` lists this weakness.
 *
 * @param definition - what is signed, with which hash, and where the signature is
 * @returns a scheme for {@link verifyWebhook} and {@link signWebhook}
 * @throws PayauthError with `ERR_SCHEME`; if known, the error has the `path` of the member at fault, and the `index` of the fault in
 * `JSON.stringify(definition)`; `ERR_BODY` for a value that JSON would change; `ERR_TOO_LARGE` above 64 KiB as JSON; `ERR_JSON` above 32
 * levels or 512 members of an object
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
  const json = writeJson("definition", definition, named);
  const scheme = new CompiledScheme(OWN, compileScheme(json), (JSON.parse(json) as { readonly message?: unknown }).message);
  scheme.handle.live();
  return scheme;
}

/** The name of a scheme of {@link defineScheme}. */
const OWN = "own";

/** A property of every scheme, in each entry and each copy of this version. Its value is the data from which the scheme was made. */
const MADE_OF = /* @__PURE__ */ Symbol.for("payauth.scheme 1");

class CompiledScheme implements Scheme {
  readonly name: string;
  readonly #compiled: string;
  /** The template of a scheme of `defineScheme`. */
  readonly #message: unknown;
  #handle: Handle | undefined;
  #looks: Looks | undefined;

  constructor(name: string, compiled: string, message?: unknown) {
    this.name = name;
    this.#compiled = compiled;
    this.#message = message;
    Object.defineProperty(this, MADE_OF, { value: Object.freeze({ of: this, compiled, message }) });
  }

  /** The handle is made on first use, so that importing `schemes` costs nothing. */
  get handle(): Handle {
    const make = (): number => core().schemeNew(placeWhole("scheme", this.#compiled));
    this.#handle ??= new Handle("scheme", make, true);
    return this.#handle;
  }

  get looks(): Looks {
    return (this.#looks ??= handleLooks(this.handle));
  }

  static of(argument: string, value: unknown): CompiledScheme {
    if (typeof value === "object" && value !== null) return #compiled in value ? value : ofData(argument, value);
    throw typeError(argument, EXPECTED, value);
  }

  static messageOf(scheme: CompiledScheme): unknown {
    return scheme.#message;
  }

  /** The compiled text of a scheme. */
  static textOf(scheme: CompiledScheme): string {
    return scheme.#compiled;
  }
}

/** The handle of a scheme. */
export function schemeHandle(argument: string, value: unknown): Handle {
  return CompiledScheme.of(argument, value).handle;
}

/** The header fields to read from a message, and the facts that are the same for all messages. */
export interface Looks extends Constant {
  readonly fields: readonly FieldName[];
  /** Why the scheme cannot verify; empty if it can. */
  readonly unfit: string;
}

/** The facts about a scheme that must be able to verify. */
export function schemeLooks(argument: string, value: unknown): Looks {
  const { looks } = CompiledScheme.of(argument, value);
  if (looks.unfit) throw refuse("ERR_SCHEME", argument, looks.unfit);
  return looks;
}

/** The header fields that a scheme names. The scheme may be one that only signs requests. */
export function schemeFields(argument: string, value: unknown): readonly FieldName[] {
  return CompiledScheme.of(argument, value).looks.fields;
}

/** The facts about the scheme or the receiver of a handle. */
export function handleLooks(handle: Handle): Looks {
  const lines: string[] = guarded(() => answer(core().looks(handle.live()))).split("\n");
  const record = lines as LooksRecord;
  const [covered, why] = [record[LOOKS_COVERS], record[LOOKS_WEAK]];
  return {
    name: record[LOOKS_NAME],
    path: record[LOOKS_PATH],
    covers: covered.startsWith("[") ? (JSON.parse(covered) as string[]) : (covered as "body" | "nothing"),
    weak: (why ? why.split(",") : []) as Weakness[],
    acknowledge: record[LOOKS_ACKNOWLEDGE],
    fields: fieldNames(lines.slice(LOOKS_LINES, -1)),
    unfit: record[LOOKS_UNFIT],
  };
}

/** The compiled text of a scheme. */
export function compiledScheme(argument: string, value: unknown): string {
  return CompiledScheme.textOf(CompiledScheme.of(argument, value));
}

/** The template of the message that a scheme of `defineScheme` signs. */
export function ownMessage(argument: string, value: unknown): unknown {
  return CompiledScheme.messageOf(CompiledScheme.of(argument, value));
}

/** The schemes in use that another entry, another copy or `payauth/schemes` made. */
const used = /* @__PURE__ */ new WeakMap<object, CompiledScheme>();

/** Reads a scheme that this entry did not make, at its first use. */
function ofData(argument: string, data: object): CompiledScheme {
  const known = used.get(data);
  if (known !== undefined) return known;
  const { name } = data as { readonly name?: unknown };
  const { compiled, message } = madeOf(data);
  if (typeof name !== "string" || typeof compiled !== "string" || !check.isName(name)) throw typeError(argument, EXPECTED, data);
  const scheme = new CompiledScheme(name, compiled, message);
  used.set(data, scheme);
  return scheme;
}

interface Made {
  readonly of?: unknown;
  readonly compiled?: unknown;
  readonly message?: unknown;
}

/** The data from which a scheme was made; an empty object if the value is not a scheme. */
function madeOf(data: object): Made {
  const made = Object.getOwnPropertyDescriptor(data, MADE_OF)?.value as Made | undefined;
  if (made !== undefined) return made.of === data ? made : {};
  const isData = Object.isFrozen(data) && Object.hasOwn(data, "compiled") && (data as Scheme).name !== OWN;
  return isData ? { compiled: (data as Scheme).compiled } : {};
}

const EXPECTED = "a scheme from `schemes`, `payauth/schemes` or `defineScheme`";

/**
 * The schemes of known senders, as the senders document them. The comment of each member states the header, what the signature
 * covers, the format of the secret, the tolerance, the id of the event and the source.
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
  const first = {
    adyenBody: all.adyenBody,
    adyenStandard: all.adyenStandard,
    coinbaseCommerce: all.coinbaseCommerce,
    github: all.github,
    gocardless: all.gocardless,
    line: all.line,
    paddle: all.paddle,
    pagerduty: all.pagerduty,
    paystack: all.paystack,
    razorpay: all.razorpay,
    razorpayPayment: all.razorpayPayment,
    revolut: all.revolut,
    shopify: all.shopify,
    slack: all.slack,
    square: all.square,
    standardWebhooks: all.standardWebhooks,
    stripe: all.stripe,
    svix: all.svix,
  };
  const made = Object.values(first).map(({ name, compiled }) => [name, new CompiledScheme(name, compiled ?? "")]);
  return Object.freeze(Object.fromEntries(made) as { [name in keyof typeof first]: Scheme });
})();
