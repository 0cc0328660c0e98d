import { BaseClient, type Client, type ClientOptions, type TokenOptions } from "../client.js";
import * as definitions from "../generated/built-in.js";
import { type TokenMachine, Tokens } from "../token.js";
import { builtIn } from "../profile/source.js";

/**
 * The options of {@link wakapay}. The credentials are in WakaPay's dashboard.
 *
 * @category Clients
 */
export interface WakaPayOptions extends ClientOptions, TokenOptions {
  /** The API key; required. */
  readonly apiKey: string;
  /** The API secret; required. */
  readonly apiSecret: string;
  /** The environment of the address and the credentials; required. */
  readonly environment: "test" | "production";
}

/**
 * The client that {@link wakapay} makes.
 *
 * @category Clients
 */
export interface WakaPayClient extends Client {
  /** Decides about access tokens. `fetch` uses it automatically. */
  readonly token: TokenMachine;
}

/**
 * Makes a client for WakaPay. Its requests have an access token, which expires after an hour and is refreshed a minute earlier.
 *
 * - APIs: all paths, such as `/business/balance`. Nothing is signed; `Authorization: Bearer` authenticates a request.
 * - Idempotency: WakaPay makes one payout for each `businessReference` in the body. Send the same reference in each attempt. If the
 *   answer to a retry is 409, the payout may exist: `readError` sets `mayExist`.
 * - Webhooks: `verifyWebhook` compares the constant `signature` in the body. It does not cover the message, so read the
 *   transaction from the API.
 *
 * @param options - the credentials, the environment and, if needed, the webhook secrets
 * @returns a client that signs and verifies, but does not send
 * @throws PayauthError with `ERR_SECRET` for an empty or padded credential; `ERR_ENVIRONMENT` for an unknown
 * environment; `ERR_BASE_URL`; `ERR_OPTION` for an unknown option; `ERR_BROWSER` in a web page
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
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
 * @category Clients
 */
export function wakapay(options: WakaPayOptions): WakaPayClient {
  return new WakaPay(options);
}

const SOURCE = /* @__PURE__ */ builtIn(definitions.wakapay, definitions.wakapayCompiled);

/** @internal */
export class WakaPay extends BaseClient implements WakaPayClient {
  readonly token: TokenMachine;

  constructor(options: WakaPayOptions) {
    super(SOURCE, options);
    this.token = new Tokens(this.handle);
  }
}
