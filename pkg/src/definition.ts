// The types of the definition of a scheme, which docs/define-scheme.md describes.

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
 * The definition of a scheme, for `defineScheme`. `hash`, `message`, `encoding` and one carrier (an entry of `headers`, `query`, `form`
 * or `fields`) are required. The construction `"token"` requires only a carrier with `{secret}`, and does not allow `hash`, `message`,
 * `encoding` and `key`. docs/define-scheme.md explains each member.
 *
 * @category Webhooks
 */
export interface SchemeDefinition {
  /** The hash function, such as `"sha256"` or `"SHA-256"`; required. The construction `"digest"` needs SHA-256 or longer. */
  readonly hash?: HmacAlgorithm;
  /**
   * How the tag is made. `"hmac"` is the default. `"digest"`: a plain hash, with `{secret}` in the message. `"token"`: the secret
   * itself. `"digest"` and `"token"` can verify, but not sign. `"public-key"` and `"jws"` are reserved, and rejected.
   */
  readonly construction?: Construction;
  /**
   * The signed message; required. It is a template of text and of `{body}`, `{timestamp}`, `{id}`, `{id:name}`, `{url}`, `{method}`,
   * `{host}`, `{path}`, `{query}`, `{target}`, `{field:a.b}`, `{query:x}`, `{form:x}`, `{header:x}`, `{headers:x-}`, `{params}`,
   * `{var:x}`, `{nonce}`, `{key_id}`, `{secret}`, `{digest:x}`, and `{lower:…}` around such a name. Text between `[` and `]` is written
   * only if the placeholder in this text has a value. There must be text between two values. A value that contains this text is rejected.
   * docs/define-scheme.md lists the exceptions, such as schemes for requests.
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
  /** How a secret that is text becomes a key. Default: the key is the UTF-8 of the text. */
  readonly key?: {
    /** How the secret is written. Default `"utf8"`. */
    readonly decode?: SecretEncoding;
    /** A list of 1 to 4 prefixes. The longest prefix with which the secret begins is removed first. Example: `["whsec_"]`. Default: none. */
    readonly strip?: readonly string[];
  };
  /** Which hexadecimal digits a tag may have. Default `"either"`. */
  readonly hexCase?: HexCase;
  /**
   * The path of the member of the body that contains the sender's id of the event. The replay key is made from this id, so the key stays
   * the same if the event is signed again. The member must be signed. You cannot combine `eventId` with `{id}` or
   * `{nonce}`. With `unsafe: ["joined-members"]`, only `{secret}` can be next to `{body}`. Default: none.
   */
  readonly eventId?: string;
  /** How the time is written. Required if the scheme contains `{timestamp}`; otherwise allowed only with `field`. */
  readonly timestamp?: {
    /** One format, or a list of accepted formats; payauth writes the first format of the list. Required. */
    readonly format: TimeFormat | readonly TimeFormat[];
    /** The number of seconds by which the time may be before or after now, at most 3600; `false` accepts any time. Default 300. */
    readonly tolerance?: number | false;
    /** The path of a signed member of the body. The time is read from this member, instead of `{timestamp}`. Default: none. */
    readonly field?: string;
  };
  /** Digests by name, for `{digest:name}`. Default: none. */
  readonly digests?: {
    readonly [name: string]: {
      /** The data to hash: a template that must not contain `{secret}`, `{signature}`, `{digest:x}` or a group (`[…]`); required. */
      readonly of: string;
      /** The hash function; required. */
      readonly hash: Exclude<Hash, "sha1">;
      /** How the digest is written; `"raw"` means the bytes of the digest; required. */
      readonly encoding: DigestEncoding;
    };
  };
  /** The list of parameters for `{params}`. Required if `{params}` is signed; otherwise absent. */
  readonly params?: {
    /** Where the parameters are read; required. */
    readonly from: readonly ("query" | "form")[];
    /** Names of parameters that are left out, including the parameter with the signature. Default: none. */
    readonly exclude?: readonly string[];
    /** Whether the parameters are sorted by name. Default `"name"`. */
    readonly sort?: "name" | "none";
    /** Whether a parameter that occurs twice with the same value counts only once. Default `false`. */
    readonly unique?: boolean;
    /** The text between name and value. Default `"="`. */
    readonly kv?: string;
    /** The text between parameters. Default `"&"`. */
    readonly join?: string;
    /** How names and values are written: decoded (`"none"`), or percent-encoded (`"rfc3986"`). Default `"none"`. */
    readonly encode?: "none" | "rfc3986";
  };
  /** The format of `{nonce}`. Required if the scheme uses `{nonce}`; otherwise absent. */
  readonly nonce?: {
    /** The characters of the nonce; required. */
    readonly format: NonceFormat;
    /** The number of characters, 8 to 64. Default 32; a UUID always has 36. */
    readonly length?: number;
  };
  /**
   * The names of variables, for `{var:name}`. The caller passes the values of the variables. In the definition of a provider, the
   * credentials are variables, too. Default: none.
   */
  readonly vars?: readonly string[];
  /**
   * Weaknesses to accept: `"joined-members"` for values without text between them, `"secret-first"` for a digest that begins with
   * the secret. `weak` of a verified message lists them. Default: none.
   */
  readonly unsafe?: readonly ("joined-members" | "secret-first")[];
}

/**
 * A carrier: the value of a header field, a parameter or a member. It is a template of text and of `{signature}`, `{timestamp}`,
 * `{id}`, `{id:name}`, `{nonce}`, `{key_id}`, `{digest:x}` and `{var:x}`, or an object with a list of such templates. With the
 * construction `"token"`, it is a template of text and of `{secret}`. `items` are the templates, `sep` is the separator (one
 * punctuation character, optionally followed by a space; required for two or more items), and `prefix` is text before the first item.
 * An item can be `"{timestamp}"` or `"{signature}"`, without a name such as `t=`. Then a received value of digits is the time, and any
 * other value is a signature. An `optional` carrier may be absent.
 *
 * @category Webhooks
 */
export type SchemeCarrier =
  | string
  | { readonly prefix?: string; readonly sep?: string; readonly items: readonly string[]; readonly optional?: boolean };
