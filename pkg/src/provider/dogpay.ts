import * as check from "../check.js";
import { BaseClient, type Client, type ClientOptions, type TokenOptions } from "../client.js";
import { type TokenMachine, Tokens } from "../token.js";

/** DogPay's credentials, from its dashboard: API Management. */
export interface DogPayOptions extends ClientOptions, TokenOptions {
  /** The API Key. */
  readonly appid: string;
  /** The API Secret. */
  readonly secret: string;
  /** `production` is `https://prod.wavepool.global`; where DogPay names `https://api.dogpay.com`, give it as `baseUrl`. */
  readonly environment: "sandbox" | "production";
}

/** Which part of a list to ask for. */
export interface DogPayPageOptions {
  /** Counts from 1, which is the default. */
  readonly page?: number;
  /** Default 10. */
  readonly take?: number;
  /** Where to go on, as the last answer said. */
  readonly cursorId?: string;
}

/** What {@link dogpay} gives. */
export interface DogPayClient extends Client {
  /** Decides about access tokens, which live for two hours and are renewed ten minutes early. */
  readonly token: TokenMachine;

  /**
   * The query of one page of a list, for `sign({ query })`.
   *
   * @throws {PayauthError} `ERR_OPTION` for a page or a length below 1
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  page(options?: DogPayPageOptions): { page: string; take: string; cursorId?: string };
}

/**
 * A client for DogPay, whose requests carry an access token.
 *
 * A payment is made once for each `callId` in its body: that is DogPay's idempotency key, so give every attempt the same.
 *
 * @throws {PayauthError} `ERR_ENVIRONMENT`, `ERR_BASE_URL`, `ERR_SECRET`, `ERR_BROWSER`, `ERR_OPTION`
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
 *
 * @example Ask for a list with a token that is there
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
 */
export function dogpay(options: DogPayOptions): DogPayClient {
  return new DogPay(options);
}

/** @internal */
export class DogPay extends BaseClient implements DogPayClient {
  readonly token: TokenMachine;

  constructor(options: DogPayOptions) {
    super({ provider: "dogpay", credentials: ["appid", "secret"], hasEnvironments: true, hasTokens: true }, options);
    this.token = new Tokens(this.handle);
  }

  page(options: DogPayPageOptions = {}): { page: string; take: string; cursorId?: string } {
    const { page, take, cursorId } = check.options("options", options, ["page", "take", "cursorId"]);
    const query = this.pageQuery(["page", page], ["take", take]);
    const cursor = cursorId === undefined ? undefined : check.string("cursorId", cursorId);
    return { page: query[0], take: query[1], ...(cursor !== undefined && { cursorId: cursor }) };
  }
}
