import * as check from "../check.js";
import { BaseClient, type Client, type ClientOptions, type TokenOptions } from "../client.js";
import * as definitions from "../generated/built-in.js";
import { type TokenMachine, Tokens } from "../token.js";
import { builtIn } from "../profile/source.js";

/**
 * The options of {@link dogpay}. The credentials are in DogPay's dashboard, under API Management.
 *
 * @category Clients
 */
export interface DogPayOptions extends ClientOptions, TokenOptions {
  /** The API Key; required. */
  readonly appid: string;
  /** The API Secret; required. */
  readonly secret: string;
  /** Required. `production` is `https://prod.wavepool.global`; to use `https://api.dogpay.com`, pass it as `baseUrl`. */
  readonly environment: "sandbox" | "production";
}

/**
 * The options of the `page` of a {@link DogPayClient}.
 *
 * @category Requests
 */
export interface DogPayPageOptions {
  /** The number of the page, counted from 1. Default 1. */
  readonly page?: number;
  /** The number of entries on a page, at least 1. Default 10. */
  readonly take?: number;
  /** The cursor from the last answer, to continue the list after that answer. Default: none. */
  readonly cursorId?: string;
}

/**
 * The client that {@link dogpay} makes.
 *
 * @category Clients
 */
export interface DogPayClient extends Client {
  /** Decides about access tokens. `fetch` uses it automatically. */
  readonly token: TokenMachine;

  /**
   * Returns the query of one page of a list, for `sign({ query })`.
   *
   * @param options - the page and its size
   * @returns the query parameters
   * @throws PayauthError with `ERR_OPTION` for a page or a size below 1
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   *
   * @example The second page
   * ```js
   * import { dogpay } from "payauth";
   *
   * const dog = dogpay({ appid: "your_API_Key", secret: "your_API_Secret", environment: "sandbox" });
   * console.log(new URLSearchParams(dog.page({ page: 2 })).toString()); // page=2&take=10
   * ```
   */
  page(options?: DogPayPageOptions): { page: string; take: string; cursorId?: string };
}

/**
 * Makes a client for DogPay. Its requests have an access token, which expires after two hours and is refreshed ten minutes earlier.
 *
 * - APIs: all paths, such as `/open-api/v1/pay`. Nothing is signed; `Authorization: Bearer` authenticates a request.
 * - Idempotency: DogPay makes one payment for each `callId` in the body. Send the same `callId` in each attempt.
 * - Webhooks: `verifyWebhook` checks the header `wh-signature`, an HMAC-SHA512 of the body with the API key.
 *
 * @param options - the credentials, the environment and, if needed, the webhook secrets
 * @returns a client that signs and verifies, but does not send
 * @throws PayauthError with `ERR_SECRET` for an empty or padded credential; `ERR_ENVIRONMENT` for an unknown environment;
 * `ERR_BASE_URL`; `ERR_OPTION` for an unknown option; `ERR_BROWSER` in a web page
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example Sign a request with a token
 * ```js
 * import { dogpay } from "payauth";
 *
 * const dog = dogpay({ appid: "your_API_Key", secret: "your_API_Secret", environment: "sandbox" });
 * const request = dog.sign({
 *   path: "/open-api/v1/pay",
 *   query: dog.page({ page: 2 }),
 *   authorization: "Bearer abc", // of dog.token.decide
 *   now: new Date(),
 * });
 * console.log(request.url); // https://sandbox-api-v2.dogpay.com/open-api/v1/pay?page=2&take=10
 * ```
 *
 * @see {@link https://docs.dogpay.com/docs/authentication-overview | DogPay: Authentication}
 * @category Clients
 */
export function dogpay(options: DogPayOptions): DogPayClient {
  return new DogPay(options);
}

const SOURCE = /* @__PURE__ */ builtIn(definitions.dogpay, definitions.dogpayCompiled);

/** @internal */
export class DogPay extends BaseClient implements DogPayClient {
  readonly token: TokenMachine;

  constructor(options: DogPayOptions) {
    super(SOURCE, options);
    this.token = new Tokens(this.handle);
  }

  page(options: DogPayPageOptions = {}): { page: string; take: string; cursorId?: string } {
    const given = check.options("options", options, ["page", "take", "cursorId"]);
    const query = this.pageQuery(given) as { page: string; take: string };
    return given["cursorId"] === undefined ? query : { ...query, cursorId: check.string("cursorId", given["cursorId"]) };
  }
}
