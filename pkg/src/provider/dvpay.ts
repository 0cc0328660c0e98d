import { BaseClient, type Client, type ClientOptions } from "../client.js";
import * as definitions from "../generated/built-in.js";
import { builtIn } from "../profile/source.js";

const SOURCE = /* @__PURE__ */ builtIn(definitions.dvpay, definitions.dvpayCompiled);

/**
 * The options of {@link dvpay}. The credentials are in DVPay's app, under Settings, API Configuration.
 *
 * @category Clients
 */
export interface DVPayOptions extends ClientOptions {
  /** The API key, which every request contains; required. */
  readonly apiKey: string;
  /** The API secret, which signs refunds and payouts; required. It is never sent. */
  readonly apiSecret: string;
}

/**
 * The client that {@link dvpay} makes.
 *
 * @category Clients
 */
export interface DVPayClient extends Client {}

/**
 * Makes a client for DVPay (version 1.4.0 of its documentation).
 *
 * - APIs: all paths begin with `/api/v1/payment-gateway/`: `order/create`, `payment/generate-qr`,
 *   `payment/transaction-detail`, `order/cancel`, `balance-inquiry` and others. Every request has the API key in
 *   `X-Api-Key`.
 * - Signed: `order/refund` and `order/payout`, with HMAC-SHA256 over the body and then the time in seconds, in `X-Signature`
 *   and `X-Timestamp`. They need an `idempotencyKey`. The signature covers neither the path nor the key.
 * - Clock: DVPay rejects a signed request whose time differs by more than five minutes; `client.fetch` corrects your clock's offset.
 * - Webhooks: `verifyWebhook` checks `X-DVPay-Signature`, an HMAC-SHA256 of the body; it needs `webhookSecrets`.
 *
 * @param options - the credentials and, if needed, the webhook secrets
 * @returns a client that signs and verifies, but does not send
 * @throws PayauthError with `ERR_SECRET` for an empty or padded credential; `ERR_CREDENTIALS` for an API key that a header
 * field cannot contain; `ERR_BASE_URL`; `ERR_OPTION` for an unknown option; `ERR_BROWSER` in a web page
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example Sign a refund
 * ```js
 * import { dvpay } from "payauth";
 *
 * const dv = dvpay({ apiKey: "your-api-key", apiSecret: "your-api-secret" });
 * const request = dv.sign({
 *   path: "/api/v1/payment-gateway/order/refund",
 *   body: { orderId: 1234567890, refundAmount: 5.25 },
 *   idempotencyKey: "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
 *   now: new Date("2024-03-02T12:00:00Z"),
 * });
 * console.log(request.headers["X-Signature"]);
 * // 980dc19299e66b443f0e9855cc72e2ff640059fd9c95ec366fce8286f2ed3641
 * ```
 *
 * @see {@link https://merchant-docs-sit.dv.vai247.pro/api-reference/authentication | DVPay: Authentication}
 * @category Clients
 */
export function dvpay(options: DVPayOptions): DVPayClient {
  return new BaseClient(SOURCE, options);
}
