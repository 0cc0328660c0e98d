import { BaseClient, type Client, type ClientOptions, type TokenOptions } from "../client.js";
import * as definitions from "../generated/built-in.js";
import type { JsonObject } from "../json.js";
import type { AuthorizedRequest, SignOptions } from "../request.js";
import { core } from "../scratch.js";
import { type TokenMachine, Tokens } from "../token.js";
import { claimsText } from "./claims.js";
import { builtIn } from "../profile/source.js";

/**
 * The options of {@link pledg}. Pledg has three kinds of credentials, for three purposes. Pass only the credentials that you need.
 *
 * @category Clients
 */
export interface PledgOptions extends ClientOptions, TokenOptions {
  /** The API key for access tokens; required with `apiSecret`. Pledg sends you the key and the secret on request. Default: none. */
  readonly apiKey?: string;
  /** The API secret for access tokens; required with `apiKey`. Default: none. */
  readonly apiSecret?: string;
  /** The e-mail address of the dashboard's login, for `auth: "basic"`; required with `password`. Default: none. */
  readonly email?: string;
  /** The password of the dashboard's login; required with `email`. Default: none. */
  readonly password?: string;
  /**
   * The merchant's Secret Key, from the dashboard. Required for `signParameters`, and for webhooks without `webhookSecrets`.
   * Default: none.
   */
  readonly merchantSecret?: string;
  /** The environment of the address and the credentials; required. */
  readonly environment: "staging" | "production";
}

/**
 * The options of the `sign` of a {@link PledgClient}.
 *
 * @category Requests
 */
export interface PledgSignOptions extends SignOptions {
  /**
   * How the request authenticates: `bearer` with an access token, `basic` with the login of the dashboard, `none` for an
   * endpoint with signed parameters. For a refund, Pledg's documentation requires `basic`, but its code of 2026 requires
   * a token. Default `"bearer"`, or `"none"` for the two endpoints with signed parameters that payauth knows.
   */
  readonly auth?: "bearer" | "basic" | "none";
}

/**
 * The client that {@link pledg} makes.
 *
 * @category Clients
 */
export interface PledgClient extends Client {
  /** Decides about access tokens. `fetch` uses it automatically. */
  readonly token: TokenMachine;

  /**
   * Authorizes a request, like the `sign` of every {@link Client}, with the authentication that `auth` selects.
   *
   * @param options - the request to authorize
   * @returns the request with its credentials
   * @throws PayauthError as the `sign` of a {@link Client}; `ERR_CREDENTIALS` if the credentials for `auth` are missing;
   * `ERR_BASIC_USER_PASS` for an `email` with a colon
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   *
   * @example A refund with the login of the dashboard
   * ```js
   * import { pledg } from "payauth";
   *
   * const pl = pledg({ email: "user@shop.example", password: "a password", environment: "staging" });
   * const path = "/api/purchases/pur_1/credit_by_transfer";
   * const request = pl.sign({ path, body: { amount_cents: 500 }, auth: "basic", now: new Date() });
   * console.log(request.headers["Authorization"]); // Basic dXNlckBzaG9wLmV4YW1wbGU6YSBwYXNzd29yZA==
   * ```
   */
  sign(options: PledgSignOptions): AuthorizedRequest;

  /**
   * Signs parameters as an HS256 token (RFC 7515). Send the token in the parameter `signature`, instead of the parameters.
   *
   * @param data - the parameters
   * @param others - other claims of the token, such as `purchase_link_settings` or `exp`
   * @returns the token
   * @throws PayauthError with `ERR_CREDENTIALS` if `merchantSecret` is missing; `ERR_BODY` for a value that JSON would
   * change; `ERR_TOO_LARGE` above 64 KiB; `ERR_JSON` above 32 levels or 512 members; `ERR_OPTION` for a claim `data` or
   * `signature` in `others`
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   *
   * @example The parameters of a purchase
   * ```js
   * import { pledg } from "payauth";
   *
   * const pl = pledg({ merchantSecret: "SECRET", environment: "staging" });
   * const signature = pl.signParameters({ merchantUid: "mer_uid", reference: "order_123", amountCents: 30550 });
   * console.log(signature.split(".").length); // 3
   * ```
   */
  signParameters(data: JsonObject, others?: JsonObject): string;
}

/**
 * Makes a client for Pledg. Its requests have an access token, which expires after ten minutes and is refreshed a minute earlier.
 *
 * - APIs: all paths, such as `/api/purchases`. `auth: "basic"` sends the login of the dashboard instead of a token, and
 *   `auth: "none"` sends no credentials.
 * - Signed: the parameters of `/api/purchase_link/` and `/api/payment_by_transfer`.
 *   {@link PledgClient.signParameters} makes an HS256 token of these parameters.
 * - Credentials: `apiKey` and `apiSecret` for tokens, `email` and `password` for Basic, `merchantSecret` for signed parameters
 *   and webhooks. Pass only the credentials that you need.
 * - Webhooks: `verifyWebhook` checks the `signature` in the body. It covers six members of the body, or it is a signed token.
 *
 * @param options - the credentials, the environment and, if needed, the webhook secrets
 * @returns a client that signs and verifies, but does not send
 * @throws PayauthError with `ERR_CREDENTIALS` if there are no credentials, or only one credential of a pair; `ERR_SECRET` for an
 * empty or padded credential; `ERR_BASIC_USER_PASS` for an `apiKey` with a colon; `ERR_ENVIRONMENT` for an unknown environment;
 * `ERR_BASE_URL`; `ERR_OPTION` for an unknown option; `ERR_BROWSER` in a web page
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example Sign the parameters of a purchase
 * ```js
 * import { pledg } from "payauth";
 *
 * const pl = pledg({ merchantSecret: "SECRET", environment: "staging" });
 * const signature = pl.signParameters({ merchantUid: "mer_uid", reference: "order_123", amountCents: 30550 });
 * console.log(signature.split(".")[2]); // nxyYfitYEHiqsqRQZ31UFVXzd5rL2GjgfVKhEyxURkE
 * ```
 *
 * @see {@link https://docs.pledg.co/integration/api/authentication.html | Pledg: Authentication}
 * @category Clients
 */
export function pledg(options: PledgOptions): PledgClient {
  return new Pledg(options);
}

const SOURCE = /* @__PURE__ */ builtIn(definitions.pledg, definitions.pledgCompiled);

/** @internal */
export class Pledg extends BaseClient implements PledgClient {
  readonly token: TokenMachine;

  constructor(options: PledgOptions) {
    super(SOURCE, options);
    this.token = new Tokens(this.handle);
  }

  override sign(options: PledgSignOptions): AuthorizedRequest {
    return super.sign(options);
  }

  signParameters(data: JsonObject, others: JsonObject = {}): string {
    const claims = claimsText("data", data, others);
    return this.call("data", claims, (client, length) => core().clientParameters(client, length));
  }
}
