// The functions that make clients with `fetch`.

import * as pure from "../pure.js";
import { drive, type Fetcher } from "./driver.js";
import type { HostOptions } from "./options.js";
import { TokenDriver } from "./tokens.js";

/**
 * Makes a client for DogPay. The client's requests have an access token, which expires after two hours and is refreshed ten minutes
 * earlier.
 *
 * - APIs: all paths, such as `/open-api/v1/pay`. Nothing is signed; `Authorization: Bearer` authenticates a request.
 * - Idempotency: DogPay makes one payment for each `callId` in the body. Send the same `callId` in each attempt.
 * - Webhooks: `verifyWebhook` checks the header `wh-signature`, an HMAC-SHA512 of the body with the API key.
 *
 * @param options - the credentials, the environment and, if needed, the functions of the host
 * @returns a client that signs, sends and verifies
 * @throws PayauthError with `ERR_SECRET` for a credential that is empty, or that has white space at its start or end; `ERR_ENVIRONMENT`
 * for an unknown environment; `ERR_BASE_URL`; `ERR_OPTION` for an unknown option; `ERR_BROWSER` in a web page
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example Send a request; the token is fetched first
 * ```js
 * import { dogpay } from "payauth";
 *
 * const answers = { "/open-api/v1/auth/access_token": '{"data":{"access_token":"abc","expires_in":7200}}' };
 * const dog = dogpay({
 *   appid: "your_API_Key",
 *   secret: "your_API_Secret",
 *   environment: "sandbox",
 *   fetch: async (url) => new Response(answers[new URL(url).pathname] ?? '{"data":{"list":[]}}'),
 * });
 * const response = await dog.fetch("/open-api/v1/pay?page=1");
 * console.log(await response.text()); // {"data":{"list":[]}}
 * ```
 *
 * @see {@link https://docs.dogpay.com/docs/authentication-overview | DogPay: Authentication}
 * @category Clients
 */
export function dogpay(options: pure.DogPayOptions & HostOptions): pure.DogPayClient & Fetcher {
  return drive(options, pure.dogpay, TokenDriver);
}

/**
 * Makes a client for WakaPay. The client's requests have an access token, which expires after an hour and is refreshed a minute earlier.
 *
 * - APIs: all paths, such as `/business/balance`. Nothing is signed; `Authorization: Bearer` authenticates a request.
 * - Idempotency: WakaPay makes one payout for each `businessReference` in the body. Send the same reference in each attempt. If the
 *   answer to a retry is 409, the payout may exist: `readError` sets `mayExist`.
 * - Webhooks: `verifyWebhook` compares the constant `signature` in the body. This signature does not cover the message, so read the
 *   transaction from the API.
 *
 * @param options - the credentials, the environment and, if needed, the functions of the host
 * @returns a client that signs, sends and verifies
 * @throws PayauthError with `ERR_SECRET` for a credential that is empty, or that has white space at its start or end; `ERR_ENVIRONMENT`
 * for an unknown environment; `ERR_BASE_URL`; `ERR_OPTION` for an unknown option; `ERR_BROWSER` in a web page
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example Send a request; the token is fetched first
 * ```js
 * import { wakapay } from "payauth";
 *
 * const waka = wakapay({
 *   apiKey: "your_api_key",
 *   apiSecret: "your_api_secret",
 *   environment: "test",
 *   fetch: async (url) => new Response('{"accessToken":"abc","expiresIn":3600}'), // instead of the network
 * });
 * const response = await waka.fetch("/business/balance?currency=USD");
 * console.log(response.status); // 200
 * ```
 *
 * @see {@link https://api-docs.wakapayments.com/docs/authentication | WakaPay: Authentication}
 * @category Clients
 */
export function wakapay(options: pure.WakaPayOptions & HostOptions): pure.WakaPayClient & Fetcher {
  return drive(options, pure.wakapay, TokenDriver);
}

/**
 * Makes a client for Pledg. The client's requests have an access token, which expires after ten minutes and is refreshed a minute earlier.
 *
 * - APIs: all paths, such as `/api/purchases`. `auth: "basic"` sends the login of the dashboard instead of a token, and
 *   `auth: "none"` sends no credentials.
 * - Signed: the parameters of `/api/purchase_link/` and `/api/payment_by_transfer`.
 *   `signParameters` makes an HS256 token of these parameters.
 * - Credentials: `apiKey` and `apiSecret` for tokens, `email` and `password` for Basic, `merchantSecret` for signed parameters
 *   and webhooks. Pass only the credentials that you need.
 * - Webhooks: `verifyWebhook` checks the `signature` in the body. The signature covers six members of the body, or is a signed token.
 *
 * @param options - the credentials, the environment and, if needed, the functions of the host
 * @returns a client that signs, sends and verifies
 * @throws PayauthError with `ERR_CREDENTIALS` if there are no credentials, or only one credential of a pair; `ERR_SECRET`
 * for a credential that is empty, or that has white space at its start or end; `ERR_BASIC_USER_PASS` for an `apiKey` with a colon;
 * `ERR_ENVIRONMENT` for an unknown environment; `ERR_BASE_URL`; `ERR_OPTION` for an unknown option; `ERR_BROWSER` in a web page
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example Refund a purchase with the login of the dashboard
 * ```js
 * import { pledg } from "payauth";
 *
 * const pl = pledg({
 *   email: "user@shop.example",
 *   password: "a password",
 *   environment: "staging",
 *   fetch: async (url, { method }) => new Response(`${method} ${new URL(url).pathname}`), // instead of the network
 * });
 * const body = { amount_cents: 500 };
 * const response = await pl.fetch("/api/purchases/pur_1/credit_by_transfer", { body, auth: "basic" });
 * console.log(await response.text()); // POST /api/purchases/pur_1/credit_by_transfer
 * ```
 *
 * @see {@link https://docs.pledg.co/integration/api/authentication.html | Pledg: Authentication}
 * @category Clients
 */
export function pledg(options: pure.PledgOptions & HostOptions): pure.PledgClient & Fetcher {
  return drive(options, pure.pledg, TokenDriver);
}

/**
 * Makes a client for DVPay (version 1.4.0 of its documentation).
 *
 * - APIs: all paths begin with `/api/v1/payment-gateway/`: `order/create`, `payment/generate-qr`,
 *   `payment/transaction-detail`, `order/cancel`, `balance-inquiry` and others. Every request has the API key in
 *   `X-Api-Key`.
 * - Signed: `order/refund` and `order/payout`, with HMAC-SHA256 over the body and then the time in seconds, in `X-Signature` and
 *   `X-Timestamp`. These calls need an `idempotencyKey`. The signature covers neither the path nor the key.
 * - Clock: DVPay rejects a signed request whose time differs from DVPay's clock by more than five minutes; `client.fetch` corrects the
 *   difference.
 * - Webhooks: `verifyWebhook` checks `X-DVPay-Signature`, an HMAC-SHA256 of the body; it needs `webhookSecrets`.
 *
 * @param options - the credentials and, if needed, the functions of the host
 * @returns a client that signs, sends and verifies
 * @throws PayauthError with `ERR_SECRET` for a credential that is empty, or that has white space at its start or end; `ERR_CREDENTIALS`
 * for an API key that a header field cannot contain; `ERR_BASE_URL`; `ERR_OPTION` for an unknown option; `ERR_BROWSER` in a web page
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example Sign and send a refund
 * ```js
 * import { dvpay } from "payauth";
 *
 * const dv = dvpay({
 *   apiKey: "your-api-key",
 *   apiSecret: "your-api-secret",
 *   fetch: async (url, { headers }) => new Response(Object.keys(headers).sort().join()), // instead of the network
 * });
 * const response = await dv.fetch("/api/v1/payment-gateway/order/refund", {
 *   body: { orderId: 1234567890, refundAmount: 5.25 },
 *   idempotencyKey: "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
 * });
 * console.log(await response.text()); // Content-Type,X-Api-Key,X-Idempotent-Key,X-Signature,X-Timestamp
 * ```
 *
 * @see {@link https://merchant-docs-sit.dv.vai247.pro/api-reference/authentication | DVPay: Authentication}
 * @category Clients
 */
export function dvpay(options: pure.DVPayOptions & HostOptions): pure.DVPayClient & Fetcher {
  return drive(options, pure.dvpay);
}

/**
 * Makes a client for DoorPay. Every request has the key and the secret in `X-API-Key` and `X-API-Secret`.
 *
 * - APIs: all paths, such as `/orders`. Nothing is signed. `POST /orders` needs an `idempotencyKey`.
 * - Environments: the key, the secret and the base URL must be of the same environment; `production` needs `baseUrl`.
 * - Limit: 10 requests per second and IP address; see {@link rateLimit}.
 * - Webhooks: DoorPay does not publish its scheme. Pass `webhookScheme` and `webhookSecrets` to use `verifyWebhook`.
 *
 * @param options - the credentials, the environment and, if needed, the functions of the host
 * @returns a client that signs, sends and verifies
 * @throws PayauthError with `ERR_CREDENTIALS` for a key or a secret of another environment, and for a key or a secret that a header field
 * cannot contain; `ERR_SECRET` for a key or a secret that is empty, or that has white space at its start or end; `ERR_ENVIRONMENT` for an
 * unknown environment; `ERR_BASE_URL`; `ERR_OPTION` for an unknown option; `ERR_BROWSER` in a web page
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example Send an order
 * ```js
 * import { doorpay } from "payauth";
 *
 * const door = doorpay({
 *   apiKey: "dp_test_key",
 *   apiSecret: "sk_test_secret",
 *   environment: "sandbox",
 *   fetch: async (url, { method }) => new Response(`${method} ${url}`), // instead of the network
 * });
 * const response = await door.fetch("/orders", {
 *   body: { amount: 500, description: "Shoes", buyer_email: "asha@shop.example" },
 *   idempotencyKey: "order-checkout-12345",
 * });
 * console.log(await response.text()); // POST https://api.thedoorpay.com/sandbox/api/merchant/v1/orders
 * ```
 *
 * @see {@link https://merchants.thedoorpay.com/docs/authentication | DoorPay: Authentication}
 * @category Clients
 */
export function doorpay(options: pure.DoorPayOptions & HostOptions): pure.DoorPayClient & Fetcher {
  return drive(options, pure.doorpay);
}
