/**
 * Providers in addition to the five providers of `payauth`. Each export is a definition for `defineProvider`; most of its facts are
 * from the vendor's pages. payauth has no account with these vendors, so the comment of each export says how certain its facts are.
 * `from memory` marks a fact that was not checked. Written by `cargo xtask generate` from definitions/providers.
 *
 * @module payauth/providers
 */

import * as definitions from "./generated/providers.js";
import { type Provider, shipped } from "./host/define.js";

/**
 * The API of Airwallex, as its public pages describe it.
 *
 * - Address: sandbox https://api.sandbox.airwallex.com (on older pages https://api-demo.airwallex.com), production
 *   https://api.airwallex.com.
 * - Credentials: a client id and an API key.
 * - Requests: `Authorization: Bearer {token}`; a call can also send `x-api-version` (a date) and `x-on-behalf-of`.
 * - Webhooks: `x-signature` is the HMAC-SHA256 of `x-timestamp` (in milliseconds) and the body, in hex; each endpoint has a
 *   separate secret.
 * - Facts of high certainty: the login call, `x-login-as`, the status 201, `expires_at` in ISO 8601, the lifetime of 30
 *   minutes (the vendor's documentation); an example of `expires_at` (`2026-05-12T00:00:00+0000`), `x-on-behalf-of`, and
 *   the host api.sandbox.airwallex.com (the vendor's documentation); the older sandbox host api-demo.airwallex.com (the
 *   vendor's documentation); the members of errors (the vendor's documentation); the webhook (the vendor's documentation).
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
 * - Address: testnet https://testnet.binance.vision, production https://api.binance.com and hosts with a number.
 * - Credentials: an API key and a secret key.
 * - Requests: `X-MBX-APIKEY`; signed endpoints also need the parameters `timestamp` (in milliseconds), `recvWindow` and
 *   `signature`.
 * - Facts of high certainty: the signature, the order of the parameters, and the statuses (the vendor's documentation); the
 *   format and the codes of errors (the vendor's documentation).
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
 * - Address: sandbox https://sandbox.cashfree.com/pg, production https://api.cashfree.com/pg.
 * - Credentials: a client id (also called app id) and a client secret, with a separate pair for each product.
 * - Requests: `x-client-id`, `x-client-secret` and `x-api-version` (a date, which is required); `/orders/sessions` needs no
 *   credentials.
 * - Webhooks: `x-webhook-signature` is the HMAC-SHA256 of `x-webhook-timestamp` (in milliseconds) and the body, in base64;
 *   the key is the client secret.
 * - Facts of high certainty: `x-client-id`, `x-client-secret`, `x-api-version` and the hosts (the vendor's documentation);
 *   the fields `X-RateLimit-*`, in seconds (the vendor's documentation); `x-ratelimit-retry` (the vendor's documentation);
 *   the webhook, which is signed with the client secret (the vendor's documentation).
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
 * - Address: sandbox https://{prefix}.api.sandbox.checkout.com, production https://{prefix}.api.checkout.com; the prefix is
 *   the first characters of the account's client id; older hosts have no prefix.
 * - Credentials: a secret key (`sk_sbox_…`, `sk_…`), or the id and the secret of an access key (`ack_…`) with scopes.
 * - Requests: `Authorization: Bearer` with the token or with the secret key.
 * - Webhooks: `Cko-Signature` is the HMAC-SHA256 of the body, in hex.
 * - Facts of high certainty: access keys are OAuth clients (the vendor's documentation); the form of the token request
 *   (client_secret_post, with spaces between the scopes), and the fields with the id of the request (the vendor's SDK); the
 *   hosts `https://{prefix}.api.checkout.com/` and `https://{prefix}.access.checkout.com/connect/token` (the vendor's SDK).
 * - Facts of medium certainty: `Cko-Signature` (the scheme `checkoutCom` of the catalogue).
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
 * - Address: sandbox https://api-public.sandbox.exchange.coinbase.com, production https://api.exchange.coinbase.com.
 * - Credentials: a key, a secret in base64, and a passphrase.
 * - Requests: `CB-ACCESS-KEY`, `CB-ACCESS-PASSPHRASE`, `CB-ACCESS-TIMESTAMP` and `CB-ACCESS-SIGN`; market data needs no
 *   credentials.
 * - Facts of high certainty: the signature (the vendor's documentation; reproduced with ccxt); the cursors in header fields
 *   (the vendor's documentation).
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
 * - Address: sandbox https://sandbox.dlocal.com, production https://api.dlocal.com (from memory, medium certainty).
 * - Credentials: `x-login`, `x-trans-key` and a secret key.
 * - Requests: `X-Date`, `X-Login`, `X-Trans-Key`, `X-Version: 2.1`, and `Authorization: V2-HMAC-SHA256, Signature: {hex}`.
 * - Webhooks: signed as a request is: X-Login, X-Date and the body; the pages name different fields for the signature:
 *   `Authorization: V2-HMAC-SHA256, Signature: …` (from memory) or `Signature` (in the documentation).
 * - Facts of high certainty: the formula, the fields and the credentials (the vendor's documentation); the fields,
 *   `X-Version` 2.1, and the prefix in `Authorization` (the vendor's documentation); payouts of version 3: a JSON token
 *   request with client_credentials, and a lifetime of 180 s (the vendor's documentation).
 * - Facts of medium certainty: notifications are signed by the same method, in a field `Signature` (the vendor's
 *   documentation).
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
 * - Address: sandbox https://developersandbox-api.flutterwave.com, production https://f4bexperience.flutterwave.com (from
 *   memory, low certainty).
 * - Credentials: a client id and a client secret.
 * - Requests: `Authorization: Bearer {token}`; a call can also send `X-Trace-Id`.
 * - Webhooks: `flutterwave-signature` is the HMAC-SHA256 of the body, in base64; in version 3, `verif-hash` is a constant.
 * - Facts of high certainty: the token request, and the lifetime of 600 s (the vendor's documentation); `X-Idempotency-Key`
 *   on every POST, and `X-Idempotency-Cache-Hit` (the vendor's documentation).
 * - Facts of medium certainty: the errors (on 2026-09-13, this page and other pages described version 3 again) (the
 *   vendor's documentation); `flutterwave-signature` (from memory).
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
 * - Credentials: an access token (`TEST-…` or `APP_USR-…`); the definition does not support the OAuth of third parties.
 * - Requests: `Authorization: Bearer {access token}`.
 * - Webhooks: `x-signature: ts=…,v1=…` is the HMAC-SHA256 of `id:{data.id};request-id:{x-request-id};ts:{ts};`, in hex;
 *   missing parts are left out; `data.id` is a parameter of the query, in lower case; the body is not signed; the pages
 *   state different units for `ts`, seconds or milliseconds.
 * - Facts of high certainty: the idempotency key is required for payments and refunds (the vendor's documentation); the
 *   errors `empty_required_header` and `invalid_idempotency_key_length`; a key has at most 128 characters (the vendor's
 *   documentation); the signed text, in which missing parts are left out. The SDK signs `data.id` as it is sent since June
 *   2026; before, it signed `data.id` in lower case, as the pages say (the vendor's SDK).
 * - Facts of medium certainty: the webhooks (the vendor's documentation).
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
 * - Address: sandbox https://api.sandbox.midtrans.com, production https://api.midtrans.com; Snap and payouts have other
 *   hosts and keys.
 * - Credentials: a server key (`Mid-server-…`, in the older sandbox `SB-Mid-server-…`).
 * - Requests: Basic authentication with the server key as user-id and an empty password; `Accept: application/json` is
 *   required.
 * - Webhooks: `signature_key` in the body is the SHA-512 of order_id, status_code, gross_amount and the server key, in hex:
 *   a plain hash with the secret at the end, without separators, in which transaction_status is not signed; for payouts,
 *   the header field `Iris-Signature` is the SHA-512 of the body and the merchant key, in hex.
 * - Facts of high certainty: Basic authentication with the server key as user-id and an empty password; `Accept` (the
 *   vendor's documentation); the formula with SHA-512 and its inputs, without an example of the result (a public copy of
 *   the vendor's documentation); payouts: `Iris-Signature` is the SHA-512 of the body and the merchant key (the vendor's
 *   documentation); payouts: `X-Idempotency-Key` of at most 100 characters, and the members `error_message` and `errors`
 *   (the vendor's documentation); an example of the hash for the inputs of the page (a third party).
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
 * - Address: sandbox https://sandbox.safaricom.co.ke, production https://api.safaricom.co.ke.
 * - Credentials: a consumer key and a consumer secret; STK Push also needs a short code and a passkey.
 * - Requests: `Authorization: Bearer {token}`.
 * - Webhooks: callbacks are not signed: read the transaction from the API, and check the sender's address.
 * - Facts of high certainty: the token request is a GET with Basic authentication; the lifetime is 3600 s (a public copy of
 *   the vendor's documentation); an example of an answer, in which `expires_in` is the text `3599` (a third party).
 * - Facts of medium certainty: the errors (a third party).
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
 * - Address: sandbox https://api-m.sandbox.paypal.com, production https://api-m.paypal.com.
 * - Credentials: a client id and a client secret.
 * - Requests: `Authorization: Bearer {token}`; a call can also send `PayPal-Auth-Assertion` (an unsigned JWT) and `Prefer`.
 * - Webhooks: signed with a public-key signature, which payauth does not verify.
 * - Facts of high certainty: the token request (the vendor's documentation); the statuses; a repeated request is answered
 *   with 200 instead of 201 (the vendor's documentation); the members of errors: name, message, debug_id and details[] (the
 *   vendor's documentation); PayPal publishes no limits, answers 429, and asks not to fetch tokens needlessly (the vendor's
 *   documentation).
 * - Facts of medium certainty: the signature of webhooks: RSA with SHA-256 of the id, the time, the id of the webhook, and
 *   a CRC32 (from memory).
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
 * - Address: https://api.stripe.com for test mode and live mode: the key selects the mode.
 * - Credentials: a secret key (`sk_test_…` or `sk_live_…`), or a restricted key (`rk_test_…` or `rk_live_…`).
 * - Requests: `Authorization: Bearer {key}`, or Basic authentication with the key as user-id and no password;
 *   `Stripe-Version` is optional (default: the version of the account); a call for a connected account sends
 *   `Stripe-Account`; bodies are `application/x-www-form-urlencoded`.
 * - Webhooks: the scheme `stripe` of the catalogue.
 * - Facts of high certainty: the key as Basic user-id without a password or as a bearer token, the prefixes of keys, and
 *   https only (the vendor's documentation); the scheme of webhooks (the vendor's documentation and SDK).
 * - Facts of medium certainty: `Idempotency-Key` of up to 255 characters on POST (from memory).
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
 *   (hosts of other regions and newer names exist: medium certainty).
 * - Credentials: an API key id and a secret API key.
 * - Requests: `Date` and `Authorization: GCS v1HMAC:{key id}:{signature}`; the merchant id is a segment of the path.
 * - Webhooks: `X-GCS-Signature` is the HMAC-SHA256 of the body, in base64; `X-GCS-KeyId` is the id of the key; a GET with
 *   `X-GCS-Webhooks-Endpoint-Verification` expects the value of this field as the answer.
 * - Facts of high certainty: the scheme v1HMAC (the vendor's documentation); the test vectors (the vendor's SDK); the
 *   statuses (the vendor's documentation); in the sister API, an idempotency key has at most 40 ASCII characters, and the
 *   answer is 409 while a request is in progress (the vendor's documentation); `X-GCS-Idempotence-Key` is one of the signed
 *   fields (the vendor's SDK).
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
 * - Address: https://api.xendit.co for test mode and live mode: the key selects the mode.
 * - Credentials: a secret key (`xnd_development_…` or `xnd_production_…`).
 * - Requests: Basic authentication with the key as user-id and an empty password; a call for a sub-account sends
 *   `for-user-id`.
 * - Webhooks: not signed: `x-callback-token` is a constant token; `webhook-id` is the id of the event.
 * - Facts of high certainty: Basic authentication with the key as user-id and an empty password (the text ends with a
 *   colon), and https only (the vendor's documentation); an example of a key and of the key in base64 (the vendor's
 *   documentation); `x-callback-token` (the vendor's documentation).
 * - Facts of medium certainty: the limits and the fields `Rate-Limit-*` (a public copy).
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
