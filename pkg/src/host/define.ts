// `defineProvider` of `payauth`, which makes providers whose clients also send their requests.

import { OwnClient } from "../provider/client.js";
import type { AuthWord, Checked, JsonDefinition, Known, Options as PureOptions } from "../provider/defined.js";
import type { Provider as PureProvider, ProviderClient as PureClient } from "../provider/defined.js";
import type { ProviderDefinition } from "../profile/definition.js";
import { makeProvider, readDefinition, shippedSource } from "../profile/make.js";
import type { Source } from "../profile/source.js";
import { drive, type Fetcher, type FetchOptions } from "./driver.js";
import type { HostOptions, HostResponse } from "./options.js";
import { TokenDriver } from "./tokens.js";

/**
 * The options of a client of a defined provider: its credentials, its environment, the options of every client, and the functions
 * of the host.
 *
 * @category Clients
 */
export type Options<D extends JsonDefinition> = PureOptions<D> & HostOptions;

/**
 * The options of the `fetch` of a {@link ProviderClient}.
 *
 * @category Requests
 */
export interface ProviderFetchOptions<A extends string = string> extends Omit<FetchOptions, "auth"> {
  /** How the request authenticates. Default: the `auth` of the endpoint. If the endpoint has no `auth`, the `auth` of the definition. */
  readonly auth?: A;
}

/**
 * A client of a defined provider that also sends its requests.
 *
 * @category Clients
 */
export type ProviderClient<D> = PureClient<D> &
  Omit<Fetcher, "fetch"> & {
    /** Signs a request and sends it, like the `fetch` of every {@link Fetcher}. */
    fetch(path: string, options?: ProviderFetchOptions<AuthWord<D>>): Promise<HostResponse>;
  };

/**
 * A defined provider: a function that makes clients.
 *
 * @category Clients
 */
export interface Provider<D extends JsonDefinition> extends Pick<PureProvider<D>, "definition" | "origins"> {
  (options: Options<D>): ProviderClient<D>;
}

/**
 * Makes a provider of a payment API that you describe: its servers, its credentials, and how its requests, tokens, errors and
 * webhooks work. The definition is data, contains no secret, and is checked at once. payauth copies it: later changes of the object
 * have no effect.
 *
 * @param definition - the description of the API, such as an object of your program or the parsed JSON of a file
 * @returns a function that makes clients. Its property `definition` is the frozen definition, and its property `origins` lists the
 * origins to which its clients without the options `baseUrl` and `tokenUrl` can send requests.
 * @throws PayauthError with `ERR_DEFINITION`. `path` is the member at fault and, for a template, `index` is the place of the fault.
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for a value that JSON cannot represent
 *
 * @example An API with access tokens
 * ```js
 * import { defineProvider } from "payauth";
 *
 * const acme = defineProvider({
 *   name: "acme",
 *   servers: { sandbox: "https://sandbox.acme.example", production: "https://api.acme.example" },
 *   credentials: { clientId: {}, clientSecret: {} },
 *   auth: { bearer: "{token}" },
 *   token: {
 *     url: "/oauth/token",
 *     basic: { user: "{clientId}", password: "{clientSecret}" },
 *     form: { grant_type: "client_credentials" },
 *     lifetime: 3600,
 *   },
 * });
 * const client = acme({
 *   clientId: "id-1",
 *   clientSecret: "secret-1",
 *   environment: "sandbox",
 *   fetch: async (url) => new Response(url.endsWith("/token") ? '{"access_token":"abc","expires_in":3600}' : url), // instead of the network
 * });
 * const response = await client.fetch("/balance");
 * console.log(await response.text()); // https://sandbox.acme.example/balance
 * ```
 *
 * @see {@link https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object | OpenAPI: Security Scheme Object}, which describes the same parts with other names
 * @category Clients
 */
export function defineProvider<const D extends JsonDefinition>(
  definition: D & (string extends D["name"] ? unknown : never),
): Provider<Known<D>>;
export function defineProvider<const D extends ProviderDefinition>(definition: D & Checked<D>): Provider<D>;
export function defineProvider(definition: unknown): Provider<ProviderDefinition> {
  return makeProvider(readDefinition(definition), driven) as unknown as Provider<ProviderDefinition>;
}

/** Makes a client that sends its requests. */
export function driven(source: Source, options: unknown): object {
  return drive(options, (own) => new OwnClient(source, own), TokenDriver);
}

/** A provider that payauth ships. The core reads the definition on first use, so importing the provider costs nothing. */
export function shipped<const D extends ProviderDefinition>(definition: D, compiled: string): Provider<D> {
  return makeProvider(shippedSource(definition, compiled), driven) as unknown as Provider<D>;
}
