import { BaseClient, type Client, type ClientOptions } from "../client.js";

/** DVPay's credentials, from its app: Settings, API Configuration. */
export interface DVPayOptions extends ClientOptions {
  /** Sent with every request. */
  readonly apiKey: string;
  /** Signs refunds and payouts, and is never sent. */
  readonly apiSecret: string;
}

/** What {@link dvpay} gives. */
export interface DVPayClient extends Client {}

/**
 * A client for DVPay (version 1.4.0 of its documentation).
 *
 * Refund and payout are signed: HMAC-SHA256 over the body and then the time in seconds, with an idempotency key. All
 * other endpoints carry the API key alone. Paths begin with `/api/v1/payment-gateway/`.
 *
 * @throws {PayauthError} `ERR_SECRET`, `ERR_BASE_URL`, `ERR_BROWSER`, `ERR_OPTION`
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
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
 */
export function dvpay(options: DVPayOptions): DVPayClient {
  return new BaseClient({ provider: "dvpay", credentials: ["apiKey", "apiSecret"], isTimed: true }, options);
}
