// The definition of a scheme: the language of docs/define-scheme.md as types.

import type {
  Construction,
  DigestEncoding,
  Hash,
  HexCase,
  HmacAlgorithm,
  NonceFormat,
  SchemeEncoding,
  SecretEncoding,
  TimeFormat,
} from "./generated/words.js";

export type { TimeFormat } from "./generated/words.js";

/**
 * The definition of a scheme, for `defineScheme`. `hash`, `message`, `encoding` and one carrier are required; of a `token`, one
 * carrier with `{secret}`. docs/define-scheme.md explains each word.
 *
 * @category Webhooks
 */
export interface SchemeDefinition {
  /** The hash function, in either spelling; required. A digest needs SHA-256 or longer. */
  readonly hash?: HmacAlgorithm;
  /**
   * How the tag is made. `"hmac"`, the default. `"digest"`: a plain hash, with `{secret}` in the message. `"token"`: the secret
   * itself. The last two verify, and never sign. `"public-key"` and `"jws"` are reserved, and rejected.
   */
  readonly construction?: Construction;
  /**
   * The signed message; required. It is a template of text and of `{body}`, `{timestamp}`, `{id}`, `{id:name}`, `{url}`,
   * `{method}`, `{host}`, `{path}`, `{query}`, `{target}`, `{field:a.b}`, `{query:x}`, `{form:x}`, `{header:x}`, `{headers:x-}`,
   * `{params}`, `{var:x}`, `{nonce}`, `{key_id}`, `{secret}`, `{digest:x}`, and `{lower:…}` of one of them. Text between `[` and
   * `]` is left out unless each placeholder in it has a value. Values need text between them, and a value that contains this
   * text is rejected.
   */
  readonly message?: string;
  /** How the tag is written; required. */
  readonly encoding?: SchemeEncoding;
  /** The header fields, by name. Default: none. One carrier must contain `{signature}`. */
  readonly headers?: { readonly [name: string]: SchemeCarrier };
  /** The parameters of the URL's query, by name. Default: none. */
  readonly query?: { readonly [name: string]: SchemeCarrier };
  /** The parameters of a body that is a form, by name. Default: none. */
  readonly form?: { readonly [name: string]: SchemeCarrier };
  /** The members of a JSON body, by path. Default: none. */
  readonly fields?: { readonly [path: string]: SchemeCarrier };
  /** How a secret that is text becomes a key. Default: its UTF-8. */
  readonly key?: {
    /** How the secret is written. Default `"utf8"`. */
    readonly decode?: SecretEncoding;
    /** A list with one prefix to remove first, if it is present, such as `["whsec_"]`. Default: none. */
    readonly strip?: readonly string[];
  };
  /** Which hexadecimal digits a tag may have. Default `"either"`. */
  readonly hexCase?: HexCase;
  /**
   * The path of the body's member that is the sender's id of the event. The replay key is made from it, so the key stays the
   * same when the event is signed again. It must be signed, and cannot be combined with `{id}`. Default: none.
   */
  readonly eventId?: string;
  /** How the time is written. Required if `{timestamp}` is signed; otherwise absent. */
  readonly timestamp?: {
    /** One format, or several, of which the first is written; required. */
    readonly format: TimeFormat | readonly TimeFormat[];
    /** How many seconds the time may differ from now, in both directions, at most 3600; `false` for any. Default 300. */
    readonly tolerance?: number | false;
    /** The path of the member of a signed body that is the time, instead of `{timestamp}`. Default: none. */
    readonly field?: string;
  };
  /** Digests by name, for `{digest:name}`. Default: none. */
  readonly digests?: {
    readonly [name: string]: {
      /** What it is over: a template without `{secret}` and `{signature}`; required. */
      readonly of: string;
      /** The hash function; required. */
      readonly hash: Hash;
      /** How it is written, `"raw"` for its bytes; required. */
      readonly encoding: DigestEncoding;
    };
  };
  /** The list of parameters that is `{params}`. Required if it is signed; otherwise absent. */
  readonly params?: {
    /** Where they are from; required. */
    readonly from: readonly ("query" | "form")[];
    /** Names that are left out, with the one of the signature. Default: none. */
    readonly exclude?: readonly string[];
    /** Whether they are sorted by name. Default `"name"`. */
    readonly sort?: "name" | "none";
    /** Whether one that is there again with the same value counts once. Default `false`. */
    readonly unique?: boolean;
    /** The text between name and value. Default `"="`. */
    readonly kv?: string;
    /** The text between parameters. Default `"&"`. */
    readonly join?: string;
    /** Whether names and values are decoded, or percent-encoded as RFC 3986 says. Default `"none"`. */
    readonly encode?: "none" | "rfc3986";
  };
  /** The form of `{nonce}`. Required if it is there; otherwise absent. */
  readonly nonce?: {
    /** Its characters; required. */
    readonly format: NonceFormat;
    /** How many, 8 to 64. Default 32; 36 of a UUID. */
    readonly length?: number;
  };
  /** The names of the variables that `{var:name}` can have; the caller gives their values. Default: none. */
  readonly vars?: readonly string[];
  /**
   * What is accepted although it proves less: `"joined-members"` for values without text between them, `"secret-first"` for a
   * digest that begins with the secret. A verified message names it in `weak`. Default: none.
   */
  readonly unsafe?: readonly ("joined-members" | "secret-first")[];
}

/**
 * The value of a header field, a parameter or a member: a template of text and of `{signature}`, `{timestamp}`, `{id}`,
 * `{nonce}`, `{key_id}`, `{digest:x}` and `{var:x}`, or a list of such templates. `items` are the templates, `sep` is the
 * separator (one punctuation character, optionally followed by a space), and `prefix` is text before the first item. If an item
 * is `"{timestamp}"` or `"{signature}"` without a name, digits are the time, and anything else is a signature. An `optional`
 * one may be absent.
 *
 * @category Webhooks
 */
export type SchemeCarrier =
  | string
  | { readonly prefix?: string; readonly sep?: string; readonly items: readonly string[]; readonly optional?: boolean };
