import { BaseClient, type Client, type ClientOptions, type TokenOptions } from "../client.js";
import { type TokenMachine, Tokens } from "../token.js";

/** WakaPay's credentials, from its dashboard. */
export interface WakaPayOptions extends ClientOptions, TokenOptions {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly environment: "test" | "production";
}

/** What {@link wakapay} gives. */
export interface WakaPayClient extends Client {
  /** Decides about access tokens, which live for an hour and are renewed a minute early. */
  readonly token: TokenMachine;
}

/**
 * A client for WakaPay, whose requests carry an access token.
 *
 * A payout is made once for each `businessReference` in its body, so give every attempt the same: where a second attempt
 * is answered 409, `readError` says `mayExist`.
 *
 * @throws {PayauthError} `ERR_ENVIRONMENT`, `ERR_BASE_URL`, `ERR_SECRET`, `ERR_BROWSER`, `ERR_OPTION`
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
 *
 * @example Read the answer to a second attempt
 * ```js
 * import { wakapay } from "payauth";
 *
 * const waka = wakapay({ apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test" });
 * const problem = waka.readError({ status: 409, body: '{"code":0,"error":"duplicate businessReference"}' });
 * console.log(problem.message, problem.mayExist); // duplicate businessReference true
 * ```
 *
 * @see {@link https://api-docs.wakapayments.com/docs/authentication | WakaPay: Authentication}
 */
export function wakapay(options: WakaPayOptions): WakaPayClient {
  return new WakaPay(options);
}

/** @internal */
export class WakaPay extends BaseClient implements WakaPayClient {
  readonly token: TokenMachine;

  constructor(options: WakaPayOptions) {
    super({ provider: "wakapay", credentials: ["apiKey", "apiSecret"], hasEnvironments: true, hasTokens: true }, options);
    this.token = new Tokens(this.handle);
  }
}
