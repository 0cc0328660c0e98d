/**
 * Providers in addition to the five of `payauth`. Each is a definition for `defineProvider`, most of it from the pages of its vendor.
 * payauth has no account with these vendors, so each text states how sure its facts are. `recalled` marks a fact that was not
 * checked again. Written by `cargo xtask generate` from definitions/providers.
 *
 * @module payauth/providers
 */

import * as definitions from "./generated/providers.js";
import { type Provider, shipped } from "./host/define.js";

/**
 * The API of Airwallex, as its public pages describe it.
 *
 * - Address: https://api.sandbox.airwallex.com (older pages: https://api-demo.airwallex.com), https://api.airwallex.com.
 * - Credentials: client id, API key.
 * - Requests: `Authorization: Bearer {token}`; optional `x-api-version` (a date), `x-on-behalf-of` per call.
 * - Webhooks: HMAC-SHA256 hex over `x-timestamp` (ms) and body; `x-signature`; a secret per endpoint.
 * - Sure (high): login call, `x-login-as`, 201, `expires_at` ISO 8601, 30 minutes (vendor docs); sample `expires_at`
 *   `2026-05-12T00:00:00+0000`; `x-on-behalf-of`; api.sandbox.airwallex.com (vendor docs); older sandbox host
 *   api-demo.airwallex.com (vendor docs); error members (vendor docs); webhook (vendor docs).
 *
 * @example Sign a request
 * ```js
 * import { airwallex } from "payauth/providers";
 *
 * const client = airwallex({ clientId: "a", apiKey: "b", version: "2025-02-14", environment: "sandbox" });
 * const request = client.sign({ path: "/api/v1/balances/current", authorization: "Bearer tok-1", now: new Date(1709380800000) });
 * console.log(request.url); // https://api.sandbox.airwallex.com/api/v1/balances/current
 * ```
 * @see {@link https://www.airwallex.com/docs/api/authentication/api_access_token | Airwallex: documentation}
 * @category Clients
 */
export const airwallex: Provider<typeof definitions.airwallex> = /* @__PURE__ */ shipped(definitions.airwallex, definitions.airwallexCompiled);

/**
 * The API of Binance Spot, as its public pages describe it.
 *
 * - Address: https://testnet.binance.vision, https://api.binance.com (and numbered hosts).
 * - Credentials: API key, secret key.
 * - Requests: `X-MBX-APIKEY`; signed endpoints also `timestamp` (ms), `recvWindow` and `signature` as parameters.
 * - Sure (high): signature, order of parameters, statuses (vendor docs); error shape and codes (vendor docs).
 *
 * @example Sign a request
 * ```js
 * import { binanceSpot } from "payauth/providers";
 *
 * const client = binanceSpot({ apiKey: "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A", secretKey: "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j", environment: "production" });
 * const request = client.sign({ method: "POST", path: "/api/v3/order?symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000", now: new Date(1499827319559) });
 * console.log(request.url); // https://api.binance.com/api/v3/order?symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71
 * ```
 * @see {@link https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md | Binance Spot: documentation}
 * @category Clients
 */
export const binanceSpot: Provider<typeof definitions.binanceSpot> = /* @__PURE__ */ shipped(definitions.binanceSpot, definitions.binanceSpotCompiled);

/**
 * The API of Cashfree Payments, as its public pages describe it.
 *
 * - Address: https://sandbox.cashfree.com/pg, https://api.cashfree.com/pg.
 * - Credentials: client id (app id), client secret; a pair for each product.
 * - Requests: `x-client-id`, `x-client-secret`, `x-api-version` (a date, required); `/orders/sessions` needs none.
 * - Webhooks: base64 HMAC-SHA256 over `x-webhook-timestamp` (ms) and body in `x-webhook-signature`, key: the client secret.
 * - Sure (high): x-client-id, x-client-secret, x-api-version, hosts (vendor docs); X-RateLimit-* fields, seconds (vendor
 *   docs); x-ratelimit-retry (vendor docs); webhook, signed by the client secret (vendor docs).
 *
 * @example Sign a request
 * ```js
 * import { cashfree } from "payauth/providers";
 *
 * const client = cashfree({ clientId: "app", clientSecret: "sec", environment: "sandbox" });
 * const request = client.sign({ path: "/orders", body: "{}", idempotencyKey: "6ba7b810-9dad-41d1-80b4-00c04fd430c8", now: new Date(1709380800000) });
 * console.log(request.url); // https://sandbox.cashfree.com/pg/orders
 * ```
 * @see {@link https://www.cashfree.com/docs/api-reference/authentication | Cashfree Payments: documentation}
 * @category Clients
 */
export const cashfree: Provider<typeof definitions.cashfree> = /* @__PURE__ */ shipped(definitions.cashfree, definitions.cashfreeCompiled);

/**
 * The API of Checkout.com, as its public pages describe it.
 *
 * - Address: https://{prefix}.api.sandbox.checkout.com, https://{prefix}.api.checkout.com, where the prefix is the
 *   account's (first characters of the client id); older: without prefix.
 * - Credentials: secret key (`sk_sbox_…`, `sk_…`), or access key id and secret (`ack_…`), with scopes.
 * - Requests: `Authorization: Bearer` with the token, or with the secret key.
 * - Webhooks: hex HMAC-SHA256 of the body in `Cko-Signature`.
 * - Sure (high): access keys are OAuth clients (vendor docs); token form (client_secret_post, scopes joined by spaces);
 *   request id fields (vendor SDK); `https://{prefix}.api.checkout.com/`,
 *   `https://{prefix}.access.checkout.com/connect/token` (vendor SDK).
 * - Sure (medium): Cko-Signature (as the catalogue has it).
 *
 * @example Sign a request
 * ```js
 * import { checkoutCom } from "payauth/providers";
 *
 * const client = checkoutCom({ prefix: "1234abcd", secretKey: "sk_example", environment: "production" });
 * const request = client.sign({ path: "/payments", body: "{}", auth: "secretKey", idempotencyKey: "pay-1", now: new Date(1709380800000) });
 * console.log(request.url); // https://1234abcd.api.checkout.com/payments
 * ```
 * @see {@link https://www.checkout.com/docs/resources/api-authentication/oauth-2-0-client-credentials | Checkout.com: documentation}
 * @category Clients
 */
export const checkoutCom: Provider<typeof definitions.checkoutCom> = /* @__PURE__ */ shipped(definitions.checkoutCom, definitions.checkoutComCompiled);

/**
 * The API of Coinbase Exchange, as its public pages describe it.
 *
 * - Address: https://api-public.sandbox.exchange.coinbase.com, https://api.exchange.coinbase.com.
 * - Credentials: key, secret (base64), passphrase.
 * - Requests: `CB-ACCESS-KEY`, `CB-ACCESS-PASSPHRASE`, `CB-ACCESS-TIMESTAMP`, `CB-ACCESS-SIGN`; market data needs none.
 * - Sure (high): signature (vendor docs; reproduced with ccxt in schemes.md); cursors in header fields (vendor docs).
 *
 * @example Sign a request
 * ```js
 * import { coinbaseExchange } from "payauth/providers";
 *
 * const client = coinbaseExchange({ key: "k", secret: "Y29pbmJhc2Utc2VjcmV0LTY0LWJ5dGVzeHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eA==", passphrase: "p", environment: "production" });
 * const request = client.sign({ path: "/orders?before=2&limit=30", now: new Date(1709380800000) });
 * console.log(request.url); // https://api.exchange.coinbase.com/orders?before=2&limit=30
 * ```
 * @see {@link https://docs.cdp.coinbase.com/exchange/rest-api/authentication | Coinbase Exchange: documentation}
 * @category Clients
 */
export const coinbaseExchange: Provider<typeof definitions.coinbaseExchange> = /* @__PURE__ */ shipped(definitions.coinbaseExchange, definitions.coinbaseExchangeCompiled);

/**
 * The API of dLocal Payins, as its public pages describe it.
 *
 * - Address: https://sandbox.dlocal.com, https://api.dlocal.com (recalled, medium).
 * - Credentials: x-login, x-trans-key, secret key.
 * - Requests: `X-Date`, `X-Login`, `X-Trans-Key`, `X-Version: 2.1`, `Authorization: V2-HMAC-SHA256, Signature: {hex}`.
 * - Webhooks: same formula over X-Login, X-Date and the body; pages disagree on the field: `Authorization: V2-HMAC-SHA256,
 *   Signature: …` (recalled) or `Signature` (docs).
 * - Sure (high): formula, fields, credentials (vendor docs); fields; `X-Version` 2.1; prefix of the Authorization field
 *   (vendor docs); payouts v3: JSON client_credentials, 180 s (vendor docs).
 * - Sure (medium): notifications are signed by the same method; names a `Signature` field (vendor docs).
 *
 * @example Sign a request
 * ```js
 * import { dlocal } from "payauth/providers";
 *
 * const client = dlocal({ login: "login-1", transKey: "trans-1", secretKey: "secret-key", environment: "sandbox" });
 * const request = client.sign({ path: "/payments", body: "{\"amount\":120.00,\"currency\":\"USD\"}", now: new Date(1531403188629) });
 * console.log(request.url); // https://sandbox.dlocal.com/payments
 * ```
 * @see {@link https://docs.dlocal.com/docs/generate-signature | dLocal Payins: documentation}
 * @category Clients
 */
export const dlocal: Provider<typeof definitions.dlocal> = /* @__PURE__ */ shipped(definitions.dlocal, definitions.dlocalCompiled);

/**
 * The API of Flutterwave v4, as its public pages describe it.
 *
 * - Address: https://developersandbox-api.flutterwave.com; production https://f4bexperience.flutterwave.com (recalled,
 *   low).
 * - Credentials: client id, client secret.
 * - Requests: `Authorization: Bearer {token}`; optional `X-Trace-Id` per call.
 * - Webhooks: base64 HMAC-SHA256 of the body in `flutterwave-signature`; version 3: a constant in `verif-hash`.
 * - Sure (high): token call, 600 s (vendor docs); X-Idempotency-Key on every POST; X-Idempotency-Cache-Hit (vendor docs).
 * - Sure (medium): errors (dated 2026-09-13 this page and others describe version 3 again) (vendor docs);
 *   flutterwave-signature (as the catalogue has it, recalled).
 *
 * @example Sign a request
 * ```js
 * import { flutterwaveV4 } from "payauth/providers";
 *
 * const client = flutterwaveV4({ clientId: "a", clientSecret: "b", environment: "sandbox" });
 * const request = client.sign({ path: "/charges/chg_1", authorization: "Bearer tok-1", now: new Date(1709380800000) });
 * console.log(request.url); // https://developersandbox-api.flutterwave.com/charges/chg_1
 * ```
 * @see {@link https://developer.flutterwave.com/docs/authentication | Flutterwave v4: documentation}
 * @category Clients
 */
export const flutterwaveV4: Provider<typeof definitions.flutterwaveV4> = /* @__PURE__ */ shipped(definitions.flutterwaveV4, definitions.flutterwaveV4Compiled);

/**
 * The API of Mercado Pago, as its public pages describe it.
 *
 * - Address: https://api.mercadopago.com.
 * - Credentials: access token `TEST-…`, `APP_USR-…` (OAuth for third parties: authorization code, out of scope).
 * - Requests: `Authorization: Bearer {access token}`.
 * - Webhooks: `x-signature: ts=…,v1=…` over `id:{data.id};request-id:{x-request-id};ts:{ts};` with missing parts left
 *   out; `data.id` is in the query, lower-cased; hex HMAC-SHA256; the body is not signed; ts in seconds or milliseconds
 *   (pages disagree).
 * - Sure (high): the key is mandatory for payments and refunds (vendor docs); `empty_required_header`,
 *   `invalid_idempotency_key_length`: at most 128 characters (vendor docs); manifest, missing parts left out, `data.id`
 *   lower-cased (vendor SDK).
 * - Sure (medium): webhooks (vendor docs).
 *
 * @example Sign a request
 * ```js
 * import { mercadoPago } from "payauth/providers";
 *
 * const client = mercadoPago({ accessToken: "TEST-1" });
 * const request = client.sign({ path: "/v1/payments/123/refunds", body: "{}", idempotencyKey: "refund-7", now: new Date(1709380800000) });
 * console.log(request.method); // POST
 * ```
 * @see {@link https://mercadopago.com.br/developers/en/news/2023/01/04/Idempotency-key-usage-will-be-mandatory | Mercado Pago: documentation}
 * @category Clients
 */
export const mercadoPago: Provider<typeof definitions.mercadoPago> = /* @__PURE__ */ shipped(definitions.mercadoPago, definitions.mercadoPagoCompiled);

/**
 * The API of Midtrans, as its public pages describe it.
 *
 * - Address: https://api.sandbox.midtrans.com, https://api.midtrans.com (Snap and payouts have hosts and keys of their
 *   own).
 * - Credentials: server key (`SB-Mid-server-…` in the older sandbox, `Mid-server-…`).
 * - Requests: Basic, server key as user-id, empty password; `Accept: application/json` required.
 * - Webhooks: `signature_key` in the body = hex SHA-512(order_id + status_code + gross_amount + server key): a plain hash
 *   with the secret last, members joined without separator, transaction_status not signed; payouts: header `Iris-Signature`
 *   = hex SHA-512(body + merchant key).
 * - Sure (high): Basic, server key as user-id, blank password; Accept (vendor docs); SHA-512 formula and its inputs (no
 *   output printed) (vendor docs, by a public copy); payouts: `Iris-Signature` = SHA512(body + merchant key) (vendor docs);
 *   payouts: X-Idempotency-Key, at most 100 characters; `error_message`, `errors` (vendor docs); an output for the page's
 *   inputs (third party).
 *
 * @example Sign a request
 * ```js
 * import { midtrans } from "payauth/providers";
 *
 * const client = midtrans({ serverKey: "SB-Mid-server-abc123cde456", environment: "sandbox" });
 * const request = client.sign({ path: "/v2/charge", body: "{}", now: new Date(1709380800000) });
 * console.log(request.url); // https://api.sandbox.midtrans.com/v2/charge
 * ```
 * @see {@link https://docs.midtrans.com/docs/api-authorization-headers | Midtrans: documentation}
 * @category Clients
 */
export const midtrans: Provider<typeof definitions.midtrans> = /* @__PURE__ */ shipped(definitions.midtrans, definitions.midtransCompiled);

/**
 * The API of Safaricom M-Pesa Daraja, as its public pages describe it.
 *
 * - Address: https://sandbox.safaricom.co.ke, https://api.safaricom.co.ke.
 * - Credentials: consumer key, consumer secret; for STK Push also short code and passkey.
 * - Requests: `Authorization: Bearer {token}`.
 * - Webhooks: callbacks are unsigned: read back, and check the sender's address.
 * - Sure (high): GET token with Basic; 3600 s (vendor docs, by a public copy); answer sample `expires_in` as the text
 *   `3599` (third party).
 * - Sure (medium): errors (third party).
 *
 * @example Sign a request
 * ```js
 * import { mpesaDaraja } from "payauth/providers";
 *
 * const client = mpesaDaraja({ consumerKey: "a", consumerSecret: "b", environment: "production" });
 * const request = client.sign({ path: "/mpesa/x", authorization: "Bearer tok-1", now: new Date(1709380800000) });
 * console.log(request.url); // https://api.safaricom.co.ke/mpesa/x
 * ```
 * @see {@link https://developer.safaricom.co.ke/apis/Authorization | Safaricom M-Pesa Daraja: documentation}
 * @category Clients
 */
export const mpesaDaraja: Provider<typeof definitions.mpesaDaraja> = /* @__PURE__ */ shipped(definitions.mpesaDaraja, definitions.mpesaDarajaCompiled);

/**
 * The API of PayPal REST, as its public pages describe it.
 *
 * - Address: https://api-m.sandbox.paypal.com, https://api-m.paypal.com.
 * - Credentials: client id, client secret.
 * - Requests: `Authorization: Bearer {token}`; optional `PayPal-Auth-Assertion` per call (an unsigned JWT), `Prefer`.
 * - Webhooks: asymmetric: not for this package.
 * - Sure (high): token call (vendor docs); statuses; 200 instead of 201 after a repeat (vendor docs); error members name,
 *   message, debug_id, details[] (vendor docs); no published limits; 429; do not fetch tokens needlessly (vendor docs).
 * - Sure (medium): transmission signature, RSA with SHA-256 over id, time, webhook id and CRC32 (recalled).
 *
 * @example Sign a request
 * ```js
 * import { paypal } from "payauth/providers";
 *
 * const client = paypal({ clientId: "a", clientSecret: "b", environment: "production" });
 * const request = client.sign({ path: "/v2/checkout/orders/5O1", authorization: "Bearer tok-1", now: new Date(1709380800000) });
 * console.log(request.url); // https://api-m.paypal.com/v2/checkout/orders/5O1
 * ```
 * @see {@link https://developer.paypal.com/api/rest/authentication/ | PayPal REST: documentation}
 * @category Clients
 */
export const paypal: Provider<typeof definitions.paypal> = /* @__PURE__ */ shipped(definitions.paypal, definitions.paypalCompiled);

/**
 * The API of Stripe, as its public pages describe it.
 *
 * - Address: https://api.stripe.com for test and live: the key decides.
 * - Credentials: secret key `sk_test_…`/`sk_live_…`, restricted key `rk_test_…`/`rk_live_…`.
 * - Requests: `Authorization: Bearer {key}`, or Basic with the key as user-id and no password; `Stripe-Version` optional
 *   (account default), `Stripe-Account` per call for connected accounts; bodies are `application/x-www-form-urlencoded`.
 * - Webhooks: catalogue scheme `stripe`.
 * - Sure (high): key as Basic user-id without password, or as bearer; prefixes; https only (vendor docs); webhook scheme
 *   (vendor docs and SDK).
 * - Sure (medium): Idempotency-Key, up to 255 characters, POST (recalled, page not read this time).
 *
 * @example Sign a request
 * ```js
 * import { stripe } from "payauth/providers";
 *
 * const client = stripe({ secretKey: "sk_test_example", version: "2024-06-20", account: "acct_1" });
 * const request = client.sign({ path: "/v1/refunds", body: "charge=ch_1", idempotencyKey: "refund-7", now: new Date(1709380800000) });
 * console.log(request.url); // https://api.stripe.com/v1/refunds
 * ```
 * @see {@link https://docs.stripe.com/api/authentication | Stripe: documentation}
 * @category Clients
 */
export const stripe: Provider<typeof definitions.stripe> = /* @__PURE__ */ shipped(definitions.stripe, definitions.stripeCompiled);

/**
 * The API of Worldline Connect (Ingenico), as its public pages describe it.
 *
 * - Address: https://eu.sandbox.api-ingenico.com, https://eu.preprod.api-ingenico.com, https://world.api-ingenico.com
 *   (regional; newer names exist: medium).
 * - Credentials: API key id, secret API key.
 * - Requests: `Date`, `Authorization: GCS v1HMAC:{key id}:{signature}`; the merchant id is a path segment.
 * - Webhooks: base64 HMAC-SHA256 of the body in `X-GCS-Signature`; `X-GCS-KeyId` names the key; a GET with
 *   `X-GCS-Webhooks-Endpoint-Verification` wants its value echoed.
 * - Sure (high): v1HMAC (vendor docs); vectors (vendor SDK); statuses (vendor docs); sister API: the key has at most 40
 *   ASCII characters, 409 while in progress (vendor docs); X-GCS-Idempotence-Key is one of the signed fields (vendor SDK).
 *
 * @example Sign a request
 * ```js
 * import { worldlineConnect } from "payauth/providers";
 *
 * const client = worldlineConnect({ apiKeyId: "apiKeyId", secretApiKey: "6Kj5HT0MQKC6D8eb7W3lTg71kVKVDSt1", environment: "sandbox" });
 * const request = client.sign({ path: "/v1/9991/tokens/123456789", now: new Date(1402061983000) });
 * console.log(request.method); // GET
 * ```
 * @see {@link https://docs.connect.worldline-solutions.com/documentation/api/server/authentication.html | Worldline Connect (Ingenico): documentation}
 * @category Clients
 */
export const worldlineConnect: Provider<typeof definitions.worldlineConnect> = /* @__PURE__ */ shipped(definitions.worldlineConnect, definitions.worldlineConnectCompiled);

/**
 * The API of Xendit, as its public pages describe it.
 *
 * - Address: https://api.xendit.co for test and live: the key decides.
 * - Credentials: secret key `xnd_development_…`, `xnd_production_…`.
 * - Requests: Basic, key as user-id, empty password; optional `for-user-id` per call (sub-account).
 * - Webhooks: no signature: a constant token in `x-callback-token`; `webhook-id` names the event.
 * - Sure (high): Basic with the key as user-id, password empty, the colon included; https only (vendor docs); sample key
 *   and its base64 (vendor docs); `x-callback-token` (vendor docs).
 * - Sure (medium): limits and `Rate-Limit-*` fields (by a public copy).
 *
 * @example Sign a request
 * ```js
 * import { xendit } from "payauth/providers";
 *
 * const client = xendit({ secretKey: "xnd_development_P4qDfOss0OCpl8RtKrROHjaQYNCk9dN5lSfk+R1l9Wbe+rSiCwZ3jw==" });
 * const request = client.sign({ path: "/balance", now: new Date(1709380800000) });
 * console.log(request.url); // https://api.xendit.co/balance
 * ```
 * @see {@link https://docs.xendit.co/apidocs | Xendit: documentation}
 * @category Clients
 */
export const xendit: Provider<typeof definitions.xendit> = /* @__PURE__ */ shipped(definitions.xendit, definitions.xenditCompiled);
