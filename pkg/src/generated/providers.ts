// Written by `cargo xtask generate` from definitions/providers: change those, not this.

/**
 * Airwallex.
 *
 * - login call, `x-login-as`, 201, `expires_at` ISO 8601, 30 minutes (vendor docs; high): https://www.airwallex.com/docs/api/authentication/api_access_token
 * - sample `expires_at` `2026-05-12T00:00:00+0000`; `x-on-behalf-of`; api.sandbox.airwallex.com (vendor docs; high): https://www.airwallex.com/docs/api/2025-02-14/getting_started
 * - older sandbox host api-demo.airwallex.com (vendor docs; high): https://www.airwallex.com/docs/developer-tools__make-your-first-no-code-api-call
 * - error members (vendor docs; high): https://www.airwallex.com/docs/api/errors
 * - webhook (vendor docs; high): https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events
 */
export const airwallex = {
  "name": "airwallex",
  "servers": {"sandbox":"https://api.sandbox.airwallex.com","production":"https://api.airwallex.com"},
  "credentials": {"clientId":{},"apiKey":{},"loginAs":{"public":true,"optional":true},"version":{"public":true,"optional":true}},
  "headers": {"x-api-version":"{version}"},
  "auth": {"bearer":"{token}"},
  "token": {"url":"/api/v1/authentication/login","headers":{"x-client-id":"{clientId}","x-api-key":"{apiKey}","x-login-as":"{loginAs}"},"answer":{"token":"token","expiresAt":"expires_at","format":"iso"},"lifetime":1800,"early":300},
  "errors": {"message":"message","code":"code","requestId":"trace_id","fields":{"list":"errors","name":"source","message":["message","code"]}},
  "webhook": {"scheme":{"hash":"sha256","message":"{timestamp}{body}","encoding":"hex","timestamp":{"format":"unix_ms"},"headers":{"x-timestamp":"{timestamp}","x-signature":"{signature}"}},"eventId":"id"},
} as const;

/**
 * Binance Spot.
 *
 * - signature, order of parameters, statuses (vendor docs; high): https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md
 * - error shape and codes (vendor docs; high): https://developers.binance.com/en/docs/products/spot/errors
 */
export const binanceSpot = {
  "name": "binance-spot",
  "servers": {"testnet":"https://testnet.binance.vision","production":"https://api.binance.com"},
  "credentials": {"apiKey":{},"secretKey":{}},
  "body": "form",
  "auth": {"headers":{"X-MBX-APIKEY":"{apiKey}"},"signature":{"secret":"{secretKey}","scheme":{"hash":"sha256","message":"{query}{body}","encoding":"hex","timestamp":{"format":"unix_ms"},"query":{"timestamp":"{timestamp}","signature":"{signature}"}}}},
  "endpoints": {"GET /api/v3/time":{"auth":"none"},"GET /api/v3/exchangeInfo":{"auth":"none"},"GET /api/v3/ticker/*":{"auth":"none"},"GET /api/v3/depth":{"auth":"none"}},
  "errors": {"message":"msg","code":"code","retryLater":[418,429],"mayExist":[500,502,503,504]},
} as const;

/**
 * Cashfree Payments.
 *
 * - x-client-id, x-client-secret, x-api-version, hosts (vendor docs; high): https://www.cashfree.com/docs/api-reference/authentication
 * - X-RateLimit-* fields, seconds (vendor docs; high): https://www.cashfree.com/docs/api-reference/rate-limits
 * - x-ratelimit-retry (vendor docs; high): https://cashfree.com/docs/api-reference/payments/api-best-practices
 * - webhook, signed by the client secret (vendor docs; high): https://www.cashfree.com/docs/api-reference/webhooks/payloads-and-signatures
 */
export const cashfree = {
  "name": "cashfree",
  "servers": {"sandbox":"https://sandbox.cashfree.com/pg","production":"https://api.cashfree.com/pg"},
  "credentials": {"clientId":{},"clientSecret":{},"version":{"public":true,"default":"2025-01-01"}},
  "headers": {"x-api-version":"{version}"},
  "auth": {"headers":{"x-client-id":"{clientId}","x-client-secret":"{clientSecret}"}},
  "endpoints": {"POST /orders/sessions":{"auth":"none"}},
  "idempotency": {"header":"x-idempotency-key"},
  "errors": {"message":"message","code":["code","type"],"requestId":"header:x-request-id","retryAfter":[{"header":"x-ratelimit-retry","format":"seconds"},{"header":"x-ratelimit-reset","format":"seconds"}]},
  "webhook": {"secret":"{clientSecret}","scheme":{"hash":"sha256","message":"{timestamp}{body}","encoding":"base64","timestamp":{"format":"unix_ms"},"headers":{"x-webhook-timestamp":"{timestamp}","x-webhook-signature":"{signature}"}}},
} as const;

/**
 * Checkout.com.
 *
 * - access keys are OAuth clients (vendor docs; high): https://www.checkout.com/docs/resources/api-authentication/oauth-2-0-client-credentials
 * - token form (client_secret_post, scopes joined by spaces); request id fields (vendor SDK; high): https://github.com/checkout/checkout-sdk-node/blob/0af2dabb66de/src/services/http.js
 * - `https://{prefix}.api.checkout.com/`, `https://{prefix}.access.checkout.com/connect/token` (vendor SDK; high): https://github.com/checkout/checkout-sdk-php (tests of the environment subdomain)
 * - Cko-Signature (as in schemes.md; medium): https://www.checkout.com/docs/developer-resources/webhooks
 */
export const checkoutCom = {
  "name": "checkout-com",
  "servers": {"sandbox":{"url":"https://{prefix}.api.sandbox.checkout.com","variables":{"access":"access.sandbox"}},"production":{"url":"https://{prefix}.api.checkout.com","variables":{"access":"access"}}},
  "credentials": {"prefix":{"public":true},"clientId":{"optional":"clientSecret"},"clientSecret":{"optional":"clientId"},"scope":{"public":true,"default":"gateway"},"secretKey":{"optional":true,"prefix":{"sandbox":["sk_sbox_"],"production":["sk_"]}}},
  "auth": {"bearer":"{token}"},
  "alternatives": {"secretKey":{"bearer":"{secretKey}"}},
  "token": {"url":"https://{prefix}.{access}.checkout.com/connect/token","form":{"grant_type":"client_credentials","client_id":"{clientId}","client_secret":"{clientSecret}","scope":"{scope}"},"lifetime":3600,"early":300},
  "idempotency": {"header":"Cko-Idempotency-Key"},
  "errors": {"message":["error_type"],"code":["error_codes.0","error_type"],"requestId":["request_id","header:Cko-Request-Id"]},
  "webhook": {"scheme":{"hash":"sha256","message":"{body}","encoding":"hex","headers":{"Cko-Signature":"{signature}"}},"eventId":"id"},
} as const;

/**
 * Coinbase Exchange.
 *
 * - signature (vendor docs; reproduced with ccxt in schemes.md; high): https://docs.cdp.coinbase.com/exchange/rest-api/authentication
 * - cursors in header fields (vendor docs; high): https://docs.cdp.coinbase.com/exchange/rest-api/pagination.md
 */
export const coinbaseExchange = {
  "name": "coinbase-exchange",
  "servers": {"sandbox":"https://api-public.sandbox.exchange.coinbase.com","production":"https://api.exchange.coinbase.com"},
  "credentials": {"key":{},"secret":{},"passphrase":{}},
  "auth": {"headers":{"CB-ACCESS-KEY":"{key}","CB-ACCESS-PASSPHRASE":"{passphrase}"},"signature":{"secret":"{secret}","scheme":{"hash":"sha256","key":{"decode":"base64"},"message":"{timestamp}{method}{target}{body}","encoding":"base64","timestamp":{"format":"unix"},"headers":{"CB-ACCESS-TIMESTAMP":"{timestamp}","CB-ACCESS-SIGN":"{signature}"}}}},
  "endpoints": {"GET /products":{"auth":"none"},"GET /products/*":{"auth":"none"},"GET /time":{"auth":"none"}},
  "errors": {"message":"message"},
} as const;

/**
 * dLocal Payins.
 *
 * - formula, fields, credentials (vendor docs; high): https://docs.dlocal.com/docs/generate-signature
 * - fields; `X-Version` 2.1; prefix of the Authorization field (vendor docs; high): https://docs.dlocal.com/reference/payins-security.md
 * - notifications are signed by the same method; names a `Signature` field (vendor docs; medium): https://docs.dlocal.com/reference/verifications-notifications.md
 * - payouts v3: JSON client_credentials, 180 s (vendor docs; high): https://docs.dlocal.com/reference/security-payouts-v3
 */
export const dlocal = {
  "name": "dlocal",
  "servers": {"sandbox":"https://sandbox.dlocal.com","production":"https://api.dlocal.com"},
  "credentials": {"login":{},"transKey":{},"secretKey":{}},
  "headers": {"X-Version":"2.1"},
  "auth": {"headers":{"X-Login":"{login}","X-Trans-Key":"{transKey}"},"signature":{"secret":"{secretKey}","scheme":{"hash":"sha256","message":"{var:login}{timestamp}{body}","encoding":"hex","timestamp":{"format":"iso_ms"},"headers":{"X-Date":"{timestamp}","Authorization":"V2-HMAC-SHA256, Signature: {signature}"}}}},
  "idempotency": {"header":"X-Idempotency-Key"},
  "errors": {"message":"message","code":"code"},
  "webhook": {"secret":"{secretKey}","scheme":{"hash":"sha256","message":"{var:login}{timestamp}{body}","encoding":"hex","timestamp":{"format":"iso_ms"},"headers":{"X-Date":"{timestamp}","Authorization":"V2-HMAC-SHA256, Signature: {signature}"}}},
} as const;

/**
 * DogPay.
 *
 * - authentication (vendor docs; high): https://docs.dogpay.com/docs/authentication-overview
 */
export const dogpay = {
  "name": "dogpay",
  "servers": {"sandbox":"https://sandbox-api-v2.dogpay.com","production":{"url":"https://prod.wavepool.global","hosts":["api.dogpay.com"]}},
  "credentials": {"appid":{},"secret":{}},
  "auth": {"bearer":"{token}"},
  "token": {"url":"/open-api/v1/auth/access_token","json":{"grant_type":"client_credential","appid":"{appid}","secret":"{secret}"},"answer":{"token":"data.access_token","expiresIn":"data.expires_in","tokenType":"data.token_type"},"lifetime":7200,"early":600},
  "endpoints": {"POST /open-api/v1/pay":{},"GET /open-api/v1/pay":{}},
  "pages": {"page":"page","first":1,"size":"take","defaultSize":10},
  "errors": {"message":"message","code":"code","requestId":"requestId"},
  "webhook": {"secret":"{appid}","scheme":{"hash":"sha512","message":"{body}","encoding":"hex","hexCase":"lower","headers":{"wh-signature":"{signature}"}},"eventId":"event_id","word":"data.status","outcome":[{"verdict":"paid","when":{"event_identifier":"pay.transaction.update","data.status":"completed","data.event_identifier":false,"status":false}}]},
} as const;

/**
 * DoorPay.
 *
 * - authentication (vendor docs; high): https://merchants.thedoorpay.com/docs/authentication
 */
export const doorpay = {
  "name": "doorpay",
  "servers": {"sandbox":{"url":"https://api.thedoorpay.com/sandbox/api/merchant/v1","pathHas":"sandbox"},"production":{"pathLacks":"sandbox","hosts":["api.thedoorpay.com"]}},
  "credentials": {"apiKey":{"prefix":{"sandbox":["dp_test_"],"production":["dp_live_"]}},"apiSecret":{"prefix":{"sandbox":["sk_test_"],"production":["sk_live_"]}}},
  "auth": {"headers":{"X-API-Key":"{apiKey}","X-API-Secret":"{apiSecret}"}},
  "forbidden": ["Origin"],
  "versionHeader": "X-API-Version",
  "idempotency": {"header":"Idempotency-Key","methods":[]},
  "endpoints": {"POST /orders":{"idempotency":"required"},"GET /orders":{}},
  "pages": {"page":"page","first":0,"size":"size","defaultSize":20,"maxSize":100},
  "errors": {"message":["message","error"],"fields":"validationErrors","retryLater":[429,500,502]},
  "webhook": {"advice":"DoorPay does not publish the field, the message and the key of its signature; ask for them"},
} as const;

/**
 * DVPay.
 *
 * - authentication, version 1.4.0 (vendor docs; high): https://merchant-docs-sit.dv.vai247.pro/api-reference/authentication
 */
export const dvpay = {
  "name": "dvpay",
  "servers": {"production":"https://merchant.dv.vai247.pro"},
  "credentials": {"apiKey":{},"apiSecret":{}},
  "pathPrefix": "/api/v1/payment-gateway/",
  "auth": {"headers":{"X-Api-Key":"{apiKey}"}},
  "alternatives": {"signed":{"headers":{"X-Api-Key":"{apiKey}"},"signature":{"secret":"{apiSecret}","scheme":{"hash":"sha256","message":"{body}{timestamp}","encoding":"hex","timestamp":{"format":"unix"},"headers":{"X-Timestamp":"{timestamp}","X-Signature":"{signature}"}}}}},
  "forbidden": ["X-App-Id"],
  "idempotency": {"header":"X-Idempotent-Key","methods":[]},
  "endpoints": {"POST /api/v1/payment-gateway/order/refund":{"auth":"signed","idempotency":"required"},"POST /api/v1/payment-gateway/order/payout":{"auth":"signed","idempotency":"required"},"POST /api/v1/payment-gateway/order/create":{},"POST /api/v1/payment-gateway/payment/generate-qr":{},"POST /api/v1/payment-gateway/payment/transaction-detail":{},"POST /api/v1/payment-gateway/order/cancel":{},"POST /api/v1/payment-gateway/balance-inquiry":{}},
  "errors": {"message":"error.message","code":"error.code","requestId":"error.request_id","retryLater":[429,500,503]},
  "webhook": {"scheme":{"hash":"sha256","message":"{body}","encoding":"hex","hexCase":"lower","headers":{"X-DVPay-Signature":"{signature}"}},"openEncoding":true,"word":"status","acknowledge":"{\"status\":\"received\"}","outcome":[{"verdict":"paid","when":{"event":false,"status":"SUCCESS","data.event":false,"data.status":false,"event_type":false,"event_name":false,"data.event_type":false,"data.event_name":false}},{"verdict":"paid","when":{"event":"payment.success","status":false,"data.event":false,"data.status":false,"event_type":false,"event_name":false,"data.event_type":false,"data.event_name":false}},{"verdict":"paid","when":{"event":"payment.success","status":"SUCCESS","data.event":false,"data.status":false,"event_type":false,"event_name":false,"data.event_type":false,"data.event_name":false}},{"verdict":"failed","when":{"event":false,"status":"FAILED","data.event":false,"data.status":false,"event_type":false,"event_name":false,"data.event_type":false,"data.event_name":false}},{"verdict":"failed","when":{"event":"payment.failed","status":false,"data.event":false,"data.status":false,"event_type":false,"event_name":false,"data.event_type":false,"data.event_name":false}},{"verdict":"failed","when":{"event":"payment.failed","status":"FAILED","data.event":false,"data.status":false,"event_type":false,"event_name":false,"data.event_type":false,"data.event_name":false}}]},
} as const;

/**
 * Flutterwave v4.
 *
 * - token call, 600 s (vendor docs; high): https://developer.flutterwave.com/docs/authentication
 * - X-Idempotency-Key on every POST; X-Idempotency-Cache-Hit (vendor docs; high): https://developer.flutterwave.com/docs/idempotency
 * - errors (dated 2026-09-13 this page and others describe version 3 again) (vendor docs; medium): https://developer.flutterwave.com/docs/errors
 * - flutterwave-signature (as in schemes.md, recalled; medium): https://developer.flutterwave.com/docs/webhooks
 */
export const flutterwaveV4 = {
  "name": "flutterwave-v4",
  "servers": {"sandbox":"https://developersandbox-api.flutterwave.com","production":"https://f4bexperience.flutterwave.com"},
  "credentials": {"clientId":{},"clientSecret":{}},
  "auth": {"bearer":"{token}"},
  "token": {"url":"https://idp.flutterwave.com/realms/flutterwave/protocol/openid-connect/token","form":{"client_id":"{clientId}","client_secret":"{clientSecret}","grant_type":"client_credentials"},"lifetime":600,"early":60},
  "idempotency": {"header":"X-Idempotency-Key"},
  "errors": {"message":["error.message","message"],"code":["error.code","error.type"],"fields":{"list":"error.validation_errors","name":"field_name","message":"message"}},
  "webhook": {"scheme":{"hash":"sha256","message":"{body}","encoding":"base64","headers":{"flutterwave-signature":"{signature}"}}},
} as const;

/**
 * Mercado Pago.
 *
 * - the key is mandatory for payments and refunds (vendor docs; high): https://mercadopago.com.br/developers/en/news/2023/01/04/Idempotency-key-usage-will-be-mandatory
 * - `empty_required_header`, `invalid_idempotency_key_length`: at most 128 characters (vendor docs; high): https://www.mercadopago.com.br/developers/en/docs/checkout-pro-orders/payment-management/integration-errors
 * - webhooks (vendor docs; medium): https://mercadopago.com.mx/developers/en/docs/order/online-payments/notifications
 * - manifest, missing parts left out, `data.id` lower-cased (vendor SDK, as in schemes.md; high): mercadopago sdk-nodejs src/utils/webhook/index.ts
 */
export const mercadoPago = {
  "name": "mercado-pago",
  "servers": {"production":"https://api.mercadopago.com"},
  "credentials": {"accessToken":{"prefix":["TEST-","APP_USR-"]}},
  "auth": {"bearer":"{accessToken}"},
  "idempotency": {"header":"X-Idempotency-Key","maxLength":128},
  "endpoints": {"POST /v1/payments":{"idempotency":"required"},"POST /v1/payments/{id}/refunds":{"idempotency":"required"},"POST /v1/orders":{"idempotency":"required"},"POST /v1/orders/*":{"idempotency":"required"}},
  "errors": {"message":["message","errors.0.message"],"code":["cause.0.code","errors.0.code","error"],"mayExist":[409]},
  "webhook": {"scheme":{"hash":"sha256","message":"[id:{lower:query:data.id};][request-id:{header:x-request-id};]ts:{timestamp};","encoding":"hex","timestamp":{"format":["unix_ms","unix"],"tolerance":false},"headers":{"x-signature":{"sep":",","items":["ts={timestamp}","v1={signature}"]}}}},
} as const;

/**
 * Midtrans.
 *
 * - Basic, server key as user-id, blank password; Accept (vendor docs; high): https://docs.midtrans.com/docs/api-authorization-headers
 * - SHA-512 formula and its inputs (no output printed) (vendor docs, by a public copy; high): https://docs.midtrans.com/reference/receiving-notifications
 * - payouts: `Iris-Signature` = SHA512(body + merchant key) (vendor docs; high): https://docs.midtrans.com/reference/notification-payload-1
 * - payouts: X-Idempotency-Key, at most 100 characters; `error_message`, `errors` (vendor docs; high): https://docs.midtrans.com/reference/https-header
 * - an output for the page's inputs (third party; high): https://github.com/dilab/omnipay-midtrans (its tests)
 */
export const midtrans = {
  "name": "midtrans",
  "servers": {"sandbox":"https://api.sandbox.midtrans.com","production":"https://api.midtrans.com"},
  "credentials": {"serverKey":{}},
  "headers": {"Accept":"application/json"},
  "auth": {"basic":{"user":"{serverKey}"}},
  "idempotency": {"header":"Idempotency-Key","maxLength":100},
  "errors": {"when":{"path":"status_code","not":["200","201","202"]},"message":["status_message","validation_messages.0","error_message"],"code":"status_code","requestId":"id"},
  "webhook": {"secret":"{serverKey}","scheme":{"construction":"digest","hash":"sha512","message":"{field:order_id}{field:status_code}{field:gross_amount}{secret}","encoding":"hex","fields":{"signature_key":"{signature}"},"unsafe":["joined-members"]}},
} as const;

/**
 * Safaricom M-Pesa Daraja.
 *
 * - GET token with Basic; 3600 s (vendor docs, by a public copy; high): https://developer.safaricom.co.ke/apis/Authorization
 * - answer sample `expires_in` as the text `3599` (third party; high): https://dev.to/msnmongare/safaricom-daraja-api-authorization-api-guide-for-access-tokens-2kg1
 * - errors (third party; medium): https://www.kenzobe.com/blog/mpesa-daraja-api-errors
 */
export const mpesaDaraja = {
  "name": "mpesa-daraja",
  "servers": {"sandbox":"https://sandbox.safaricom.co.ke","production":"https://api.safaricom.co.ke"},
  "credentials": {"consumerKey":{},"consumerSecret":{}},
  "auth": {"bearer":"{token}"},
  "token": {"method":"GET","url":"/oauth/v1/generate","query":{"grant_type":"client_credentials"},"basic":{"user":"{consumerKey}","password":"{consumerSecret}"},"answer":{"token":"access_token","expiresIn":"expires_in"},"lifetime":3600,"early":60},
  "errors": {"message":"errorMessage","code":"errorCode","requestId":"requestId"},
} as const;

/**
 * PayPal REST.
 *
 * - token call (vendor docs; high): https://developer.paypal.com/api/rest/authentication/
 * - statuses; 200 instead of 201 after a repeat (vendor docs; high): https://developer.paypal.com/api/rest/responses.md
 * - error members name, message, debug_id, details[] (vendor docs; high): https://developer.paypal.com/api/tracking/v1/definitions/error_list
 * - no published limits; 429; do not fetch tokens needlessly (vendor docs; high): https://developer.paypal.com/api/rate-limiting.md
 * - transmission signature, RSA with SHA-256 over id, time, webhook id and CRC32 (recalled; medium): https://developer.paypal.com/api/rest/webhooks
 */
export const paypal = {
  "name": "paypal",
  "servers": {"sandbox":"https://api-m.sandbox.paypal.com","production":"https://api-m.paypal.com"},
  "credentials": {"clientId":{},"clientSecret":{}},
  "auth": {"bearer":"{token}"},
  "token": {"url":"/v1/oauth2/token","basic":{"user":"{clientId}","password":"{clientSecret}"},"form":{"grant_type":"client_credentials"},"lifetime":32400,"early":300},
  "idempotency": {"header":"PayPal-Request-Id"},
  "errors": {"message":["message","error_description"],"code":["name","error"],"requestId":["debug_id","header:PayPal-Debug-Id"],"fields":{"list":"details","name":"field","message":["description","issue"]}},
} as const;

/**
 * Pledg.
 *
 * - authentication (vendor docs; high): https://docs.pledg.co/integration/api/authentication.html
 */
export const pledg = {
  "name": "pledg",
  "servers": {"staging":"https://staging.back.ecard.pledg.co","production":"https://back.ecard.pledg.co"},
  "credentials": {"apiKey":{"optional":"apiSecret"},"apiSecret":{"optional":"apiKey"},"email":{"optional":"password"},"password":{"optional":"email"},"merchantSecret":{"optional":true}},
  "auth": {"bearer":"{token}"},
  "alternatives": {"bearer":{"bearer":"{token}"},"basic":{"basic":{"user":"{email}","password":"{password}"}}},
  "token": {"url":"/api/token","basic":{"user":"{apiKey}","password":"{apiSecret}"},"form":{"grant_type":"client_credentials"},"lifetime":600,"early":60},
  "parameters": {"secret":"{merchantSecret}","member":"data"},
  "endpoints": {"POST /api/purchase_link/":{"auth":"none"},"POST /api/payment_by_transfer":{"auth":"none"}},
  "webhook": {"secret":"{merchantSecret}","scheme":{"construction":"digest","hash":"sha256","encoding":"HEX","hexCase":"upper","unsafe":["secret-first"],"fields":{"signature":"{signature}"},"message":"created_at={field:created_at}{secret}error={field:error}{secret}id={field:id}{secret}reference={field:reference}{secret}sandbox={field:sandbox}{secret}status={field:status}"},"token":{"member":"signature","own":"data","word":["purchase_state","state","acceptance_state","status"],"outcome":[{"verdict":"paid","when":{"error":false,"errors":false,"status":false,"state":false,"acceptance_state":false,"acceptance_rejection_type":false,"purchase_state":false,"transfer_order_item_uid":true}},{"verdict":"failed","when":{"error":false,"errors":false,"status":false,"state":false,"acceptance_state":false,"acceptance_rejection_type":false,"purchase_state":"PRIMARY_KO","transfer_order_item_uid":false}},{"verdict":"failed","when":{"error":false,"errors":false,"status":false,"state":false,"acceptance_state":false,"acceptance_rejection_type":false,"purchase_state":"SCORING_KO","transfer_order_item_uid":false}},{"verdict":"failed","when":{"error":false,"errors":false,"status":false,"state":false,"acceptance_state":false,"acceptance_rejection_type":false,"purchase_state":"VCP_KO","transfer_order_item_uid":false}},{"verdict":"failed","when":{"error":false,"errors":false,"status":false,"state":false,"acceptance_state":false,"acceptance_rejection_type":false,"purchase_state":"CONNECTOR_KO","transfer_order_item_uid":false}}]},"word":"status","outcome":[{"verdict":"paid","when":{"status":"completed","error":""}},{"verdict":"failed","when":{"status":"failed","error":""}},{"verdict":"failed","when":{"status":"failed","error":true}},{"verdict":"failed","when":{"status":"completed","error":true}}]},
} as const;

/**
 * Stripe.
 *
 * - key as Basic user-id without password, or as bearer; prefixes; https only (vendor docs; high): https://docs.stripe.com/api/authentication
 * - Idempotency-Key, up to 255 characters, POST (recalled, page not read this time; medium): https://docs.stripe.com/api/idempotent_requests
 * - webhook scheme (in schemes.md) (vendor docs and SDK; high): https://docs.stripe.com/webhooks/signature
 */
export const stripe = {
  "name": "stripe",
  "servers": {"production":"https://api.stripe.com"},
  "credentials": {"secretKey":{"prefix":["sk_test_","sk_live_","rk_test_","rk_live_"]},"version":{"public":true,"optional":true},"account":{"public":true,"optional":true}},
  "headers": {"Stripe-Version":"{version}","Stripe-Account":"{account}"},
  "body": "form",
  "auth": {"bearer":"{secretKey}"},
  "idempotency": {"header":"Idempotency-Key"},
  "errors": {"message":"error.message","code":["error.code","error.type"],"requestId":"header:Request-Id","retryLater":[409,429,500,502,503,504]},
  "webhook": {"scheme":"stripe"},
} as const;

/**
 * WakaPay.
 *
 * - authentication and errors (vendor docs; high): https://api-docs.wakapayments.com/docs/introduction
 */
export const wakapay = {
  "name": "wakapay",
  "servers": {"test":"https://api.test.wakapay.io","production":"https://api.wakapay.io"},
  "credentials": {"apiKey":{},"apiSecret":{}},
  "auth": {"bearer":"{token}"},
  "token": {"url":"/business/auth","json":{"apiKey":"{apiKey}","apiSecret":"{apiSecret}"},"answer":{"token":"accessToken","expiresIn":"expiresIn"},"lifetime":3600,"early":60},
  "errors": {"message":["error","message"],"code":"code","mayExist":[409]},
  "webhook": {"secret":"{apiKey}:{apiSecret}","scheme":{"construction":"digest","hash":"sha256","message":"{secret}","encoding":"hex","fields":{"signature":"{signature}"}}},
} as const;

/**
 * Worldline Connect (Ingenico).
 *
 * - v1HMAC (vendor docs, as in schemes.md; high): https://docs.connect.worldline-solutions.com/documentation/api/server/authentication.html
 * - vectors (vendor SDK; high): https://github.com/Ingenico-ePayments/connect-sdk-python3/blob/23ae7bbd76f2/tests/unit/test_default_authenticator.py
 * - statuses (vendor docs; high): https://docs.connect.worldline-solutions.com/documentation/error-handling
 * - sister API: the key has at most 40 ASCII characters, 409 while in progress (vendor docs; high): https://docs.direct.worldline-solutions.com/integration/api-developer-guide/idempotent-requests
 * - X-GCS-Idempotence-Key is one of the signed fields (vendor SDK; high): connect-sdk (Java, PHP, Ruby, .NET)
 */
export const worldlineConnect = {
  "name": "worldline-connect",
  "servers": {"sandbox":"https://eu.sandbox.api-ingenico.com","preproduction":"https://eu.preprod.api-ingenico.com","production":"https://world.api-ingenico.com"},
  "credentials": {"apiKeyId":{},"secretApiKey":{}},
  "auth": {"signature":{"secret":"{secretApiKey}","scheme":{"hash":"sha256","message":"{method}\n{header:content-type}\n{timestamp}\n{headers:x-gcs}{target}\n","encoding":"base64","timestamp":{"format":"http_date"},"headers":{"Date":"{timestamp}","Authorization":"GCS v1HMAC:{var:apiKeyId}:{signature}"}}}},
  "idempotency": {"header":"X-GCS-Idempotence-Key","maxLength":40},
  "errors": {"message":"errors.0.message","code":"errors.0.code","requestId":"errorId","mayExist":[409],"fields":{"list":"errors","name":"propertyName","message":"message"}},
  "webhook": {"scheme":{"hash":"sha256","message":"{body}","encoding":"base64","headers":{"X-GCS-KeyId":"{key_id}","X-GCS-Signature":"{signature}"}},"eventId":"id"},
} as const;

/**
 * Xendit.
 *
 * - Basic with the key as user-id, password empty, the colon included; https only (vendor docs; high): https://docs.xendit.co/apidocs
 * - sample key and its base64 (vendor docs; high): https://archive.developers.xendit.co/api-reference/
 * - `x-callback-token` (vendor docs; high): https://docs.xendit.co/docs/integration-security
 * - limits and `Rate-Limit-*` fields (by a public copy; medium): https://docs.xendit.co/apidocs/rate-limits
 */
export const xendit = {
  "name": "xendit",
  "servers": {"production":"https://api.xendit.co"},
  "credentials": {"secretKey":{"prefix":["xnd_development_","xnd_production_"]}},
  "auth": {"basic":{"user":"{secretKey}"}},
  "idempotency": {"header":"Idempotency-key"},
  "errors": {"message":"message","code":"error_code","retryAfter":[{"header":"Rate-Limit-Reset","format":"seconds"}]},
  "webhook": {"scheme":{"construction":"token","headers":{"x-callback-token":"{secret}"}}},
} as const;
