// `defineProvider`: a payment API that the user defines.

import type { ProviderDefinition } from "../profile/definition.js";
import { OwnClient } from "./client.js";
import type { Checked, JsonDefinition, Known, Provider } from "./defined.js";
import { makeProvider, readDefinition } from "../profile/make.js";

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
 * @example An API with a key and a signature
 * ```js
 * import { defineProvider } from "payauth/pure";
 *
 * const acme = defineProvider({
 *   name: "acme",
 *   servers: { sandbox: "https://sandbox.acme.example", production: "https://api.acme.example" },
 *   credentials: { apiKey: {}, apiSecret: {} },
 *   auth: {
 *     headers: { "X-Api-Key": "{apiKey}" },
 *     signature: {
 *       secret: "{apiSecret}",
 *       scheme: { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Signature": "{signature}" } },
 *     },
 *   },
 * });
 * const client = acme({ apiKey: "key-1", apiSecret: "secret-1", environment: "sandbox" });
 * const request = client.sign({ path: "/payments", body: { amount: 5 }, now: new Date() });
 * console.log(request.headers["X-Signature"].slice(0, 8)); // 0d3c8221
 * console.log(acme.origins.join()); // https://sandbox.acme.example,https://api.acme.example
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
  return makeProvider(readDefinition(definition), (source, options) => new OwnClient(source, options)) as unknown as Provider<ProviderDefinition>;
}
