// The types of a defined provider: the options and members of its clients, inferred from its definition.

import type { Client, ClientOptions, ErrorAnswer, TokenOptions } from "../client.js";
import type { Problem } from "../problem.js";
import type { HeaderFields } from "../headers.js";
import type { JsonObject } from "../json.js";
import type { AuthorizedRequest, SignOptions } from "../request.js";
import type { TokenMachine } from "../token.js";
import type { ProviderDefinition } from "../profile/definition.js";
import type { VersionReading } from "./version.js";

/** The type `T`, but with any string instead of a literal string. The elements of arrays are not checked. */
type Loose<T> = T extends string
  ? string extends T
    ? string
    : T | (string & {})
  : T extends boolean
    ? boolean
    : T extends readonly unknown[]
      ? readonly unknown[]
      : T extends object
        ? { readonly [K in keyof T]: Loose<T[K]> }
        : T;

/** A definition whose values are plain strings, such as a definition in a JSON module. */
export type JsonDefinition = Loose<ProviderDefinition>;

type Names<T> = Extract<keyof T, string>;

/** The credentials that a caller may leave out. */
type Spared<C> = {
  [K in Names<C>]: C[K] extends { readonly optional: unknown } | { readonly default: unknown } ? K : never;
}[Names<C>];

type Credentials<C> = string extends keyof C
  ? { readonly [name: string]: unknown }
  : { readonly [K in Exclude<Names<C>, Spared<C>>]: string } & { readonly [K in Spared<C>]?: string };

type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never;

type Environment<S> = string extends keyof S
  ? { readonly environment?: string }
  : true extends IsUnion<keyof S>
    ? { readonly environment: Names<S> }
    : { readonly environment?: Names<S> };

/** `T` if the definition has the member `M`; a partial `T` if the definition may have the member. */
type Where<D, M extends string, T> = D extends { readonly [K in M]: object | string }
  ? T
  : M extends keyof D
    ? Partial<T>
    : unknown;

/** A definition of the type `any` counts as a {@link ProviderDefinition}. */
export type Known<D> = 0 extends 1 & D ? ProviderDefinition : D;

/**
 * The values that the option `auth` of a client accepts: the names of `alternatives`, and `none`.
 *
 * @category Clients
 */
export type AuthWord<D> = D extends { readonly alternatives?: infer A }
  ? (unknown extends A ? never : Names<NonNullable<A>>) | "none"
  : "none";

/** Additional checks of a literal definition by the compiler: no unknown member, and no unknown `auth`. */
export type Checked<D> = { readonly [K in Exclude<keyof D, keyof ProviderDefinition>]: never } & (D extends {
  readonly endpoints: infer E;
}
  ? { readonly endpoints: { readonly [K in keyof E]: { readonly auth?: AuthWord<D> } } }
  : unknown);

/**
 * The options of a client of a defined provider: its credentials, its environment, and the options of every client.
 *
 * @category Clients
 */
export type Options<D extends JsonDefinition> = Credentials<D["credentials"]> &
  Environment<D["servers"]> &
  ClientOptions &
  Where<D, "token", ProviderTokenOptions>;

/**
 * The options for tokens of a client of a defined provider.
 *
 * @category Tokens
 */
export interface ProviderTokenOptions extends TokenOptions {
  /**
   * The URL of the token call: https, or http on loopback; it may have a query. Default: from the definition. A `baseUrl` does not
   * change a token URL on another host.
   */
  readonly tokenUrl?: string;
}

/**
 * The options of the `sign` of a {@link ProviderClient}.
 *
 * @category Requests
 */
export interface ProviderSignOptions<A extends string = string> extends Omit<SignOptions, "auth"> {
  /** How the request authenticates. Default: the `auth` of the endpoint, or else the `auth` of the definition. */
  readonly auth?: A;
  /** Random text for a signature, in the format of its scheme. Required if the scheme has `{nonce}`; otherwise absent. */
  readonly nonce?: string;
}

/**
 * An answer, as the `readError` of a {@link ProviderClient} returns it.
 *
 * @category Requests
 */
export interface ProviderProblem extends Problem {
  /** Whether the answer is an error, according to its status or to the member that `errors.when` names. */
  readonly isError: boolean;
}

/**
 * The methods that every client of a defined provider has.
 *
 * @category Clients
 */
export interface DefinedClient<A extends string = string> extends Client {
  /**
   * Authorizes a request, like the `sign` of every {@link Client}. An object as `body` is written as JSON or as a form; the
   * definition decides which.
   *
   * @param options - the request to authorize
   * @returns the request with its credentials and signatures
   * @throws PayauthError as the `sign` of a {@link Client}; `ERR_OPTION` for an unknown `auth`, and for a nonce that is missing
   * or malformed
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   *
   * @example A request with an idempotency key
   * ```js
   * import { defineProvider } from "payauth";
   *
   * const acme = defineProvider({
   *   name: "acme",
   *   servers: { production: "https://api.acme.example" },
   *   credentials: { apiKey: {} },
   *   auth: { bearer: "{apiKey}" },
   *   idempotency: { header: "Idempotency-Key" },
   * });
   * const client = acme({ apiKey: "key-1" });
   * const request = client.sign({ path: "/refunds", body: { id: 7 }, idempotencyKey: "refund-7", now: new Date() });
   * console.log(request.headers["Idempotency-Key"]); // refund-7
   * ```
   */
  sign(options: ProviderSignOptions<A>): AuthorizedRequest;

  /**
   * Reads an answer of the provider, according to `errors` of the definition.
   *
   * @param answer - the status, the body and, for fields of the response, the headers and the time
   * @returns whether the answer is an error, the provider's message and code, and whether to retry
   * @throws PayauthError as the `readError` of a {@link Client}
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   *
   * @example An error in an answer with the status 200
   * ```js
   * import { defineProvider } from "payauth";
   *
   * const acme = defineProvider({
   *   name: "acme",
   *   servers: { production: "https://api.acme.example" },
   *   credentials: { apiKey: {} },
   *   auth: { bearer: "{apiKey}" },
   *   errors: { when: { path: "status", is: ["failed"] }, message: "reason" },
   * });
   * const answer = { status: 200, body: '{"status":"failed","reason":"no funds"}' };
   * const { isError, message } = acme({ apiKey: "key-1" }).readError(answer);
   * console.log(isError, message); // true no funds
   * ```
   */
  readError(answer: ErrorAnswer): ProviderProblem;
}

type PageNames<D> = D extends { readonly pages: { readonly page: infer P; readonly size: infer S } } ? Extract<P | S, string> : string;

/** Methods that some clients have in addition to {@link DefinedClient}. */
interface Pages<N extends string> {
  /** The query of one page of a list, for `sign({ query })`. */
  page(options?: { readonly [K in N]?: number }): { [K in N]: string };
}

interface Versions {
  /** The version of the API in an answer, and whether it differs from `lastSeen`. */
  readVersion(headers: HeaderFields, lastSeen?: string): VersionReading;
}

interface Parameters {
  /** Signs parameters as an HS256 token (RFC 7515). */
  signParameters(data: JsonObject, others?: JsonObject): string;
}

interface WithTokens {
  /** Decides about access tokens. `fetch` uses it automatically. */
  readonly token: TokenMachine;
}

/**
 * A client of a defined provider: a {@link DefinedClient} that also has `token`, `page`, `readVersion` or `signParameters` if its
 * definition has `token`, `pages`, `versionHeader` or `parameters`.
 *
 * @category Clients
 */
export type ProviderClient<D> = DefinedClient<AuthWord<D>> &
  Where<D, "token", WithTokens> &
  Where<D, "pages", Pages<PageNames<D>>> &
  Where<D, "versionHeader", Versions> &
  Where<D, "parameters", Parameters>;

/**
 * A defined provider: a function that makes clients.
 *
 * @category Clients
 */
export interface Provider<D extends JsonDefinition> {
  (options: Options<D>): ProviderClient<D>;
  /** The definition, frozen: a copy that was made when the provider was defined. */
  readonly definition: D;
  /** Every origin to which a client without the options `baseUrl` and `tokenUrl` can send requests. */
  readonly origins: readonly string[];
}
