// The types of the definition of a payment API.

import type { SchemeName } from "../catalogue.js";
import type { SchemeDefinition } from "../definition.js";

/**
 * A text of a definition. `{name}` is a credential, a variable of the server, or `{environment}`; `{token}` is the access token,
 * in `bearer` and `headers` of `auth` and `alternatives` only. Write `{{` and `}}` for literal braces. A field or parameter is
 * left out if a value in its text is missing. If its text authenticates, the call throws `ERR_CREDENTIALS` instead.
 *
 * @category Clients
 */
export type DefinitionText = string;

/**
 * The path of a value in JSON: names with dots, `0` for the first element, `*` for the only element. `header:Name` is a header
 * field of the response.
 *
 * @category Clients
 */
export type DefinitionPath = string;

/**
 * The header fields, parameters or members of a definition: a text for each name.
 *
 * @category Clients
 */
export interface DefinitionFields {
  readonly [name: string]: DefinitionText;
}

/**
 * The definition of a payment API, for {@link defineProvider}. It is data, without secrets and code.
 *
 * @category Clients
 */
export interface ProviderDefinition {
  /** The address of the JSON Schema, for editors; ignored. Default: none. */
  readonly $schema?: string;
  /** The name, for errors and for the key of tokens: a lower-case letter, then up to 31 of `a-z`, `0-9` and `-`; required. */
  readonly name: string;
  /** The address of each environment; required. If there is one environment, the option `environment` is optional. */
  readonly servers: { readonly [environment: string]: DefinitionText | ProviderServer };
  /** The credentials that a client accepts as options, by name; required. */
  readonly credentials: { readonly [name: string]: ProviderCredential };
  /** Header fields of every request of the API, but not of the token call. Default: none. */
  readonly headers?: DefinitionFields;
  /** Header fields that the caller may not send, in addition to the fields that the definition writes. Default: none. */
  readonly forbidden?: readonly string[];
  /** How an object that is passed as `body` is written. Default `"json"`. */
  readonly body?: "json" | "form";
  /** The prefix that every path must have. Default: none. */
  readonly pathPrefix?: string;
  /** How requests authenticate; required. `{}` means no authentication. */
  readonly auth: ProviderAuth;
  /** Other ways to authenticate, which the option `auth` selects by name. `none` always exists. Default: none. */
  readonly alternatives?: { readonly [name: string]: ProviderAuth };
  /**
   * Rules for paths: `"POST /v1/payments/{id}/refunds"`, `"/public/*"`. `{x}` matches one segment, and a final `*` matches one or
   * more. Exact paths are tried first, then patterns in their order. Default: none.
   */
  readonly endpoints?: { readonly [methodAndPath: string]: ProviderEndpoint };
  /** How an idempotency key is sent. Default: the API accepts none. */
  readonly idempotency?: ProviderIdempotency;
  /** How an access token is fetched. Default: the API has none. */
  readonly token?: ProviderToken;
  /** How error answers are read. Default: by their status only. */
  readonly errors?: ProviderErrors;
  /** How webhooks are verified. Default: a client needs `webhookScheme` and `webhookSecrets`. */
  readonly webhook?: ProviderWebhook;
  /**
   * An HS256 token that replaces parameters, for the method `signParameters`. `member` is the name of the claim with the parameters.
   * Default: the API has none.
   */
  readonly parameters?: { readonly secret: DefinitionText; readonly member?: string };
  /** The query parameters of numbered pages, for the method `page`. Default: the API has none. */
  readonly pages?: ProviderPages;
  /** The response field with the version of the API, for the method `readVersion`. Default: none. */
  readonly versionHeader?: string;
}

/**
 * The address of an environment.
 *
 * @category Clients
 */
export interface ProviderServer {
  /** The base URL: https, or http on loopback. Default: none; then a client needs the option `baseUrl`. */
  readonly url?: DefinitionText;
  /** Constants of this environment, for `{name}` in texts. Default: none. */
  readonly variables?: { readonly [name: string]: string };
  /**
   * Other hosts of this environment. A `baseUrl` with such a host is rejected in another environment, unless the host also
   * belongs to that environment. Default: none.
   */
  readonly hosts?: readonly string[];
  /**
   * A segment that the path of the base URL must have; on a host of this environment, it must be the first segment. Cannot be
   * combined with `pathLacks`. Default: none.
   */
  readonly pathHas?: string;
  /** A segment that the path of the base URL must not have, in any spelling. Default: none. */
  readonly pathLacks?: string;
}

/**
 * A credential of a client. It is a secret unless it is `public`.
 *
 * @category Clients
 */
export interface ProviderCredential {
  /** The prefixes that the value may begin with; an object has a list for each environment. Default: any. */
  readonly prefix?: readonly string[] | { readonly [environment: string]: readonly string[] };
  /** `true`: the caller may omit it. A name: it is required only if the credential with that name is passed. Default: required. */
  readonly optional?: true | string;
  /** `true`: the value is not secret, so it may be part of a URL. Default: a secret. */
  readonly public?: true;
  /** The value if the caller passes no value; only for a public credential. Default: none. */
  readonly default?: string;
}

/**
 * How a request authenticates. All members apply together; `bearer` and `basic` cannot be combined.
 *
 * @category Clients
 */
export interface ProviderAuth {
  /** `Authorization: Bearer` with this text (RFC 6750). Default: none. */
  readonly bearer?: DefinitionText;
  /** `Authorization: Basic` (RFC 7617). Default: none. */
  readonly basic?: ProviderBasic;
  /** Header fields with credentials. Default: none. */
  readonly headers?: DefinitionFields;
  /** A signature of the request. Default: none. */
  readonly signature?: { readonly secret: DefinitionText; readonly scheme: SchemeDefinition };
}

/**
 * The user and the password of Basic authentication.
 *
 * @category Clients
 */
export interface ProviderBasic {
  /** The user-id; required. */
  readonly user: DefinitionText;
  /** The password. Default: empty. */
  readonly password?: DefinitionText;
}

/**
 * The rules of one endpoint.
 *
 * @category Clients
 */
export interface ProviderEndpoint {
  /** `none` or a name of `alternatives`. A call to this endpoint cannot change it. Default: `auth` of the definition. */
  readonly auth?: string;
  /** Whether the endpoint accepts an idempotency key. Default: the rule of `idempotency`. */
  readonly idempotency?: "required" | "optional" | "none";
}

/**
 * How an idempotency key is sent.
 *
 * @category Clients
 */
export interface ProviderIdempotency {
  /** The header field; required. */
  readonly header: string;
  /** The methods that accept a key. Default `["POST"]`. */
  readonly methods?: readonly string[];
  /** Whether requests with these methods need a key. Default `false`. */
  readonly required?: boolean;
  /** The maximum number of characters, 8 to 255. Default 255. */
  readonly maxLength?: number;
  /** `"uuid"` accepts UUIDs in lower case only. Default: visible ASCII characters. */
  readonly format?: "uuid";
}

/**
 * How an access token is fetched (RFC 6749, section 4.4, and similar protocols).
 *
 * @category Tokens
 */
export interface ProviderToken {
  /** A path under the server, or a URL with https, or with http on loopback; required. */
  readonly url: DefinitionText;
  /** The method. Default `"POST"`. */
  readonly method?: "POST" | "GET";
  /** Basic authentication of the token call. Default: none. */
  readonly basic?: ProviderBasic;
  /** Header fields of the token call. Default: none. */
  readonly headers?: DefinitionFields;
  /** Query parameters of the token call, from public values only. Default: none. */
  readonly query?: DefinitionFields;
  /** The members of a form body; not allowed with GET. Default: none. */
  readonly form?: DefinitionFields;
  /** The members of a JSON body; not allowed with GET or with `form`. Default: none. */
  readonly json?: DefinitionFields;
  /** Where the token and its lifetime are in the answer. Default: as in RFC 6749, section 5.1. */
  readonly answer?: ProviderAnswer;
  /** The documented lifetime in seconds, for an answer without a lifetime; required. */
  readonly lifetime: number;
  /**
   * How many seconds before its expiry a token is refreshed; shorter than `lifetime`. Default: a tenth of the lifetime, but at
   * most 300 seconds. `earlyMs` of a client replaces it.
   */
  readonly early?: number;
}

/**
 * Where the token and its lifetime are in the answer of a token endpoint.
 *
 * @category Tokens
 */
export interface ProviderAnswer {
  /** The token; required. */
  readonly token: DefinitionPath;
  /** The lifetime in seconds: a number, or a text of digits. Default: none. */
  readonly expiresIn?: DefinitionPath;
  /** The time of expiry. It is used before `expiresIn`. The lifetime is the time from `issuedAt` to this time. Default: none. */
  readonly expiresAt?: DefinitionPath;
  /** The time of issue; allowed only with `expiresAt`. Default: the `Date` of the response, or the time of sending. */
  readonly issuedAt?: DefinitionPath;
  /** How the times are written; allowed only with `expiresAt`. Default `"unix"`. */
  readonly format?: "unix" | "unix_ms" | "iso";
  /** The type of the token. If the answer has the type, it must be `Bearer`, in upper or lower case. Default: none. */
  readonly tokenType?: DefinitionPath;
}

/**
 * How error answers are read.
 *
 * @category Requests
 */
export interface ProviderErrors {
  /**
   * Which answers with a status below 400 are errors. With a status from 200 to 299, so is a body that is not empty and cannot be
   * read. Default: none.
   */
  readonly when?: { readonly path: DefinitionPath; readonly is?: readonly string[]; readonly not?: readonly string[] };
  /** The message: the first path that leads to a non-empty text or a number. Default: none. */
  readonly message?: DefinitionPath | readonly DefinitionPath[];
  /** The code: the first path that leads to a non-empty text or a number. Default: none. */
  readonly code?: DefinitionPath | readonly DefinitionPath[];
  /** The id of the request: the first path that leads to a non-empty text or a number. Default: none. */
  readonly requestId?: DefinitionPath | readonly DefinitionPath[];
  /** An object of messages by field, or a list of objects with a name and a message. Default: none. */
  readonly fields?:
    | DefinitionPath
    | { readonly list: DefinitionPath; readonly name: DefinitionPath; readonly message: DefinitionPath | readonly DefinitionPath[] };
  /** The statuses after which the request may be sent again. Default `[429, 500, 502, 503, 504]`. */
  readonly retryLater?: readonly number[];
  /** The statuses after which the operation may exist already. Default: none. */
  readonly mayExist?: readonly number[];
  /** Response fields with the time to retry, which are read if `Retry-After` has no time in the future. Default: none. */
  readonly retryAfter?: readonly { readonly header: string; readonly format: "seconds" | "unix" | "unix_ms" | "http_date" }[];
}

/**
 * How webhooks are verified.
 *
 * @category Webhooks
 */
export interface ProviderWebhook {
  /** A name of the catalogue, or the definition of a scheme. Default: not published; then a client needs `webhookScheme`. */
  readonly scheme?: SchemeName | (string & {}) | SchemeDefinition;
  /** The secret, as a text with credentials. Requires `scheme`. Default: the option `webhookSecrets`. */
  readonly secret?: DefinitionText;
  /** `true`: the encoding of the signature is not documented, so `webhookEncoding` can set it. Default: documented. */
  readonly openEncoding?: true;
  /** Without `scheme`: a text for the error about the missing scheme, such as what the user should ask. Default: none. */
  readonly advice?: string;
  /** The path of the sender's id of the event. The member must be signed by `scheme`. Default: none. */
  readonly eventId?: DefinitionPath;
  /** The provider's word for the state of the payment: the first path that has a value. Default: none. */
  readonly word?: DefinitionPath | readonly DefinitionPath[];
  /** The body of the answer that the provider expects. Default: none. */
  readonly acknowledge?: string;
  /** The meaning of an event: the first entry that matches. It must read a member that is signed. Default: none. */
  readonly outcome?: readonly ProviderOutcome[];
  /** An HS256 token in a member of the body. The `scheme` must read members of a JSON body. Default: none. */
  readonly token?: ProviderWebhookToken;
}

/**
 * The meaning of an event, for a payment.
 *
 * @category Webhooks
 */
export interface ProviderOutcome {
  /** Whether the payment is paid or failed; required. */
  readonly verdict: "paid" | "failed";
  /**
   * Members of the body by path: the expected text; `true` for any text that is not empty and, for `paid`, not blank; or `false`
   * for an absent member. At least one value must not be `false`. Required.
   */
  readonly when: { readonly [path: DefinitionPath]: string | boolean };
}

/**
 * An HS256 token in a member of a webhook's body.
 *
 * @category Webhooks
 */
export interface ProviderWebhookToken {
  /** The path of the member; required. The body must contain no other value than the token. */
  readonly member: DefinitionPath;
  /** The path of a claim that is found only in tokens that you signed. Default: none. */
  readonly own?: DefinitionPath;
  /** The path of the provider's word among the claims. Default: without `outcome`, the `word` of the webhook. */
  readonly word?: DefinitionPath | readonly DefinitionPath[];
  /** The meaning of the claims. Default: the `outcome` of the webhook. */
  readonly outcome?: readonly ProviderOutcome[];
}

/**
 * The query parameters of numbered pages.
 *
 * @category Requests
 */
export interface ProviderPages {
  /** The parameter with the number of the page; required. */
  readonly page: string;
  /** The number of the first page. Default 1. */
  readonly first?: number;
  /** The parameter with the number of entries on a page; required. */
  readonly size: string;
  /** The number of entries that is sent if the caller passes none. Default: none is sent, and the provider decides. */
  readonly defaultSize?: number;
  /** The maximum number of entries. Default: no limit. */
  readonly maxSize?: number;
}
