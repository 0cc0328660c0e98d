// Written by `cargo xtask generate` from definitions/providers. Change the definitions instead of this file.

/**
 * Airwallex.
 *
 * - the login call, `x-login-as`, the status 201, `expires_at` in ISO 8601, the lifetime of 30 minutes (the vendor's documentation; high): https://www.airwallex.com/docs/api/authentication/api_access_token
 * - an example of `expires_at` (`2026-05-12T00:00:00+0000`), `x-on-behalf-of`, and the host api.sandbox.airwallex.com (the vendor's documentation; high): https://www.airwallex.com/docs/api/2025-02-14/getting_started
 * - the older sandbox host api-demo.airwallex.com (the vendor's documentation; high): https://www.airwallex.com/docs/developer-tools__make-your-first-no-code-api-call
 * - the members of errors (the vendor's documentation; high): https://www.airwallex.com/docs/api/errors
 * - the webhook (the vendor's documentation; high): https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events
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
export const airwallexCompiled = "9;airwallex4;8;clientId0;0;0;0;6;apiKey0;0;0;0;7;loginAs0;7;loginAs1;0;7;version0;7;version1;0;2;7;sandbox1;1;2;33;https://api.sandbox.airwallex.com1;25;api.sandbox.airwallex.com0;0;10;production1;1;2;25;https://api.airwallex.com1;17;api.airwallex.com0;0;1;/1;13;x-api-version1;3;7;version0;2;0;1;1;1;0;0;0;4;none0;0;0;0;0;0;1;2;1;2;28;/api/v1/authentication/login1;2;28;/api/v1/authentication/login0;0;3;11;x-client-id1;3;8;clientId9;x-api-key1;3;6;apiKey10;x-login-as1;3;7;loginAs0;0;0;5;token0;10;expires_at0;2;0;1800;1;300000;0;2;13;x-api-version13;Authorization0;0;0;1;1;4;8;clientId6;apiKey7;loginAs7;version0;0;0;0;0;1;0;0;0;2;1;1;300;0;6;8;0;2;0;512;11;x-timestamp8;0;512;11;x-signature4;0;10;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;38;the definition has no `webhook.scheme`0;0;0;2;id0;0;0;0;0;0;0;0;1;7;message1;4;code1;8;trace_id2;6;errors6;source2;7;message4;code5;429;500;502;503;504;0;0;2;33;https://api.sandbox.airwallex.com25;https://api.airwallex.com";

/**
 * Binance Spot.
 *
 * - the signature, the order of the parameters, and the statuses (the vendor's documentation; high): https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md
 * - the format and the codes of errors (the vendor's documentation; high): https://developers.binance.com/en/docs/products/spot/errors
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
export const binanceSpotCompiled = "12;binance-spot2;6;apiKey0;0;0;0;9;secretKey0;0;0;0;2;7;testnet1;1;2;30;https://testnet.binance.vision1;22;testnet.binance.vision0;0;10;production1;1;2;23;https://api.binance.com1;15;api.binance.com0;0;1;/0;1;2;0;0;0;1;12;X-MBX-APIKEY1;3;6;apiKey1;1;2;6;apiKey9;secretKey0;0;0;0;0;1;0;0;0;2;1;1;300;0;6;524288;0;2;0;1073741824;9;timestamp8;0;1073741824;9;signature4;0;524290;1073741836;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;1;1;3;9;secretKey1;0;4;none0;0;0;0;4;3;GET12;/api/v3/time1;1;0;3;GET20;/api/v3/exchangeInfo1;1;0;3;GET16;/api/v3/ticker/*1;1;0;3;GET13;/api/v3/depth1;1;0;0;0;0;1;12;X-MBX-APIKEY0;0;0;0;0;38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;0;1;3;msg1;4;code0;0;2;418;429;4;500;502;503;504;0;2;30;https://testnet.binance.vision23;https://api.binance.com";

/**
 * Cashfree Payments.
 *
 * - `x-client-id`, `x-client-secret`, `x-api-version` and the hosts (the vendor's documentation; high): https://www.cashfree.com/docs/api-reference/authentication
 * - the fields `X-RateLimit-*`, in seconds (the vendor's documentation; high): https://www.cashfree.com/docs/api-reference/rate-limits
 * - `x-ratelimit-retry` (the vendor's documentation; high): https://cashfree.com/docs/api-reference/payments/api-best-practices
 * - the webhook, which is signed with the client secret (the vendor's documentation; high): https://www.cashfree.com/docs/api-reference/webhooks/payloads-and-signatures
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
export const cashfreeCompiled = "8;cashfree3;8;clientId0;0;0;0;12;clientSecret0;0;0;0;7;version0;0;1;10;2025-01-012;7;sandbox1;1;2;31;https://sandbox.cashfree.com/pg1;20;sandbox.cashfree.com0;0;10;production1;1;2;27;https://api.cashfree.com/pg1;16;api.cashfree.com0;0;1;/1;13;x-api-version1;3;7;version0;2;0;0;0;2;11;x-client-id1;3;8;clientId15;x-client-secret1;3;12;clientSecret0;4;none0;0;0;0;1;4;POST16;/orders/sessions1;1;0;1;17;x-idempotency-key1;4;POST0;255;0;0;0;4;13;x-api-version17;x-idempotency-key11;x-client-id15;x-client-secret0;0;0;1;1;3;8;clientId12;clientSecret7;version0;0;0;0;0;1;0;0;2;2;1;1;300;0;6;8;0;2;0;512;19;x-webhook-timestamp8;0;512;19;x-webhook-signature4;0;10;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;1;1;3;12;clientSecret38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;0;1;7;message2;4;code4;type1;19;header:x-request-id0;5;429;500;502;503;504;0;2;17;x-ratelimit-retry0;17;x-ratelimit-reset0;2;28;https://sandbox.cashfree.com24;https://api.cashfree.com";

/**
 * Checkout.com.
 *
 * - access keys are OAuth clients (the vendor's documentation; high): https://www.checkout.com/docs/resources/api-authentication/oauth-2-0-client-credentials
 * - the form of the token request (client_secret_post, with spaces between the scopes), and the fields with the id of the request (the vendor's SDK; high): https://github.com/checkout/checkout-sdk-node/blob/0af2dabb66de/src/services/http.js
 * - the hosts `https://{prefix}.api.checkout.com/` and `https://{prefix}.access.checkout.com/connect/token` (the vendor's SDK; high): https://github.com/checkout/checkout-sdk-php (tests of the environment subdomain)
 * - `Cko-Signature` (the scheme `checkoutCom` of the catalogue; medium): https://www.checkout.com/docs/developer-resources/webhooks
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
export const checkoutComCompiled = "12;checkout-com5;6;prefix0;0;1;0;8;clientId0;12;clientSecret0;0;12;clientSecret0;8;clientId0;0;5;scope0;0;1;7;gateway9;secretKey2;7;sandbox8;sk_sbox_10;production3;sk_9;secretKey0;0;2;7;sandbox1;3;2;8;https://3;6;prefix2;25;.api.sandbox.checkout.com2;33;{prefix}.api.sandbox.checkout.com36;{prefix}.access.sandbox.checkout.com1;6;access14;access.sandbox0;10;production1;3;2;8;https://3;6;prefix2;17;.api.checkout.com2;25;{prefix}.api.checkout.com28;{prefix}.access.checkout.com1;6;access6;access0;1;/0;0;3;0;1;1;1;0;0;0;9;secretKey1;1;3;9;secretKey0;0;0;4;none0;0;0;0;0;1;19;Cko-Idempotency-Key1;4;POST0;255;0;1;2;3;2;8;https://3;6;prefix2;42;.access.sandbox.checkout.com/connect/token3;2;8;https://3;6;prefix2;34;.access.checkout.com/connect/token0;0;0;0;1;1;4;10;grant_type1;2;18;client_credentials9;client_id1;3;8;clientId13;client_secret1;3;12;clientSecret5;scope1;3;5;scope12;access_token10;expires_in0;0;0;10;token_type3600;1;300000;0;2;19;Cko-Idempotency-Key13;Authorization0;0;0;1;1;5;6;prefix8;clientId12;clientSecret5;scope9;secretKey0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;13;Cko-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;38;the definition has no `webhook.scheme`0;0;0;2;id0;0;0;0;0;0;0;0;1;10;error_type2;13;error_codes.010;error_type2;10;request_id21;header:Cko-Request-Id0;5;429;500;502;503;504;0;0;4;41;https://{prefix}.api.sandbox.checkout.com33;https://{prefix}.api.checkout.com44;https://{prefix}.access.sandbox.checkout.com36;https://{prefix}.access.checkout.com";

/**
 * Coinbase Exchange.
 *
 * - the signature (the vendor's documentation; reproduced with ccxt; high): https://docs.cdp.coinbase.com/exchange/rest-api/authentication
 * - the cursors in header fields (the vendor's documentation; high): https://docs.cdp.coinbase.com/exchange/rest-api/pagination.md
 */
export const coinbaseExchange = {
  "name": "coinbase-exchange",
  "servers": {"sandbox":"https://api-public.sandbox.exchange.coinbase.com","production":"https://api.exchange.coinbase.com"},
  "credentials": {"key":{},"secret":{},"passphrase":{}},
  "auth": {"headers":{"CB-ACCESS-KEY":"{key}","CB-ACCESS-PASSPHRASE":"{passphrase}"},"signature":{"secret":"{secret}","scheme":{"hash":"sha256","key":{"decode":"base64"},"message":"{timestamp}{method}{target}{body}","encoding":"base64","timestamp":{"format":"unix"},"headers":{"CB-ACCESS-TIMESTAMP":"{timestamp}","CB-ACCESS-SIGN":"{signature}"}}}},
  "endpoints": {"GET /products":{"auth":"none"},"GET /products/*":{"auth":"none"},"GET /time":{"auth":"none"}},
  "errors": {"message":"message"},
} as const;
export const coinbaseExchangeCompiled = "17;coinbase-exchange3;3;key0;0;0;0;6;secret0;0;0;0;10;passphrase0;0;0;0;2;7;sandbox1;1;2;48;https://api-public.sandbox.exchange.coinbase.com1;40;api-public.sandbox.exchange.coinbase.com0;0;10;production1;1;2;33;https://api.exchange.coinbase.com1;25;api.exchange.coinbase.com0;0;1;/0;0;2;0;0;0;2;13;CB-ACCESS-KEY1;3;3;key20;CB-ACCESS-PASSPHRASE1;3;10;passphrase1;1;3;3;key6;secret10;passphrase0;0;0;0;0;1;2;0;2;2;1;0;300;0;8;8;0;65536;0;1048576;0;2;0;512;19;CB-ACCESS-TIMESTAMP8;0;512;14;CB-ACCESS-SIGN4;0;1114122;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;1;1;3;6;secret1;0;4;none0;0;0;0;3;3;GET9;/products1;1;0;3;GET11;/products/*1;1;0;3;GET5;/time1;1;0;0;0;0;4;13;CB-ACCESS-KEY20;CB-ACCESS-PASSPHRASE19;CB-ACCESS-TIMESTAMP14;CB-ACCESS-SIGN0;0;0;0;0;38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;0;1;7;message0;0;0;5;429;500;502;503;504;0;0;2;48;https://api-public.sandbox.exchange.coinbase.com33;https://api.exchange.coinbase.com";

/**
 * dLocal Payins.
 *
 * - the formula, the fields and the credentials (the vendor's documentation; high): https://docs.dlocal.com/docs/generate-signature
 * - the fields, `X-Version` 2.1, and the prefix in `Authorization` (the vendor's documentation; high): https://docs.dlocal.com/reference/payins-security.md
 * - notifications are signed by the same method, in a field `Signature` (the vendor's documentation; medium): https://docs.dlocal.com/reference/verifications-notifications.md
 * - payouts of version 3: a JSON token request with client_credentials, and a lifetime of 180 s (the vendor's documentation; high): https://docs.dlocal.com/reference/security-payouts-v3
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
export const dlocalCompiled = "6;dlocal3;5;login0;0;0;0;8;transKey0;0;0;0;9;secretKey0;0;0;0;2;7;sandbox1;1;2;26;https://sandbox.dlocal.com1;18;sandbox.dlocal.com0;0;10;production1;1;2;22;https://api.dlocal.com1;14;api.dlocal.com0;0;1;/1;9;X-Version1;2;3;2.10;2;0;0;0;2;7;X-Login1;3;5;login11;X-Trans-Key1;3;8;transKey1;1;3;5;login8;transKey9;secretKey0;0;0;0;0;1;0;0;0;2;1;5;300;0;8;67108864;5;login8;0;2;0;512;6;X-Date8;0;512;13;Authorization1;27;V2-HMAC-SHA256, Signature: 4;0;67108874;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;1;3;9;secretKey0;1;5;login4;none0;0;0;0;0;1;17;X-Idempotency-Key1;4;POST0;255;0;0;0;6;9;X-Version17;X-Idempotency-Key7;X-Login11;X-Trans-Key6;X-Date13;Authorization0;0;0;1;1;3;5;login8;transKey9;secretKey0;0;0;0;0;1;0;0;0;2;1;5;300;0;8;67108864;5;login8;0;2;0;512;6;X-Date8;0;512;13;Authorization1;27;V2-HMAC-SHA256, Signature: 4;0;67108874;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;1;3;9;secretKey38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;0;1;7;message1;4;code0;0;5;429;500;502;503;504;0;0;2;26;https://sandbox.dlocal.com22;https://api.dlocal.com";

/**
 * Flutterwave v4.
 *
 * - the token request, and the lifetime of 600 s (the vendor's documentation; high): https://developer.flutterwave.com/docs/authentication
 * - `X-Idempotency-Key` on every POST, and `X-Idempotency-Cache-Hit` (the vendor's documentation; high): https://developer.flutterwave.com/docs/idempotency
 * - the errors (on 2026-09-13, this page and other pages described version 3 again) (the vendor's documentation; medium): https://developer.flutterwave.com/docs/errors
 * - `flutterwave-signature` (from memory; medium): https://developer.flutterwave.com/docs/webhooks
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
export const flutterwaveV4Compiled = "14;flutterwave-v42;8;clientId0;0;0;0;12;clientSecret0;0;0;0;2;7;sandbox1;1;2;44;https://developersandbox-api.flutterwave.com2;36;developersandbox-api.flutterwave.com19;idp.flutterwave.com0;0;10;production1;1;2;37;https://f4bexperience.flutterwave.com2;29;f4bexperience.flutterwave.com19;idp.flutterwave.com0;0;1;/0;0;2;0;1;1;1;0;0;0;4;none0;0;0;0;0;1;17;X-Idempotency-Key1;4;POST0;255;0;1;2;1;2;76;https://idp.flutterwave.com/realms/flutterwave/protocol/openid-connect/token1;2;76;https://idp.flutterwave.com/realms/flutterwave/protocol/openid-connect/token0;0;0;0;1;1;3;9;client_id1;3;8;clientId13;client_secret1;3;12;clientSecret10;grant_type1;2;18;client_credentials12;access_token10;expires_in0;0;0;10;token_type600;1;60000;0;2;17;X-Idempotency-Key13;Authorization0;0;0;1;1;2;8;clientId12;clientSecret0;0;0;0;0;1;0;0;2;2;0;300;0;3;2;0;512;21;flutterwave-signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;0;2;13;error.message7;message2;10;error.code10;error.type0;2;23;error.validation_errors10;field_name1;7;message5;429;500;502;503;504;0;0;3;44;https://developersandbox-api.flutterwave.com37;https://f4bexperience.flutterwave.com27;https://idp.flutterwave.com";

/**
 * Mercado Pago.
 *
 * - the idempotency key is required for payments and refunds (the vendor's documentation; high): https://mercadopago.com.br/developers/en/news/2023/01/04/Idempotency-key-usage-will-be-mandatory
 * - the errors `empty_required_header` and `invalid_idempotency_key_length`; a key has at most 128 characters (the vendor's documentation; high): https://www.mercadopago.com.br/developers/en/docs/checkout-pro-orders/payment-management/integration-errors
 * - the webhooks (the vendor's documentation; medium): https://mercadopago.com.mx/developers/en/docs/order/online-payments/notifications
 * - the signed text, in which missing parts are left out. The SDK signs `data.id` as it is sent since June 2026; before, it signed `data.id` in lower case, as the pages say (the vendor's SDK; high): mercadopago sdk-nodejs src/utils/webhook/index.ts
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
export const mercadoPagoCompiled = "12;mercado-pago1;11;accessToken2;0;5;TEST-0;8;APP_USR-0;0;0;1;10;production1;1;2;27;https://api.mercadopago.com1;19;api.mercadopago.com0;0;1;/0;0;2;0;1;1;3;11;accessToken0;0;0;4;none0;0;0;0;4;4;POST12;/v1/payments0;1;0;4;POST25;/v1/payments/{id}/refunds0;1;0;4;POST10;/v1/orders0;1;0;4;POST12;/v1/orders/*0;1;0;1;17;X-Idempotency-Key1;4;POST0;128;0;0;0;2;17;X-Idempotency-Key13;Authorization0;0;0;1;1;1;11;accessToken0;0;0;0;0;1;0;0;0;2;1;1;4294967295;0;20;16384;1;[1;3;id:136314880;7;data.id1;1;;32768;1;]16384;1;[1;11;request-id:8388608;12;x-request-id1;1;;32768;1;]1;3;ts:8;0;1;1;;512;11;x-signature4096;1;,1;3;ts=8;0;8192;1;,1;3;v1=4;0;144752649;525;2;1;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;1;0;38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;0;2;7;message16;errors.0.message3;12;cause.0.code13;errors.0.code5;error0;0;5;429;500;502;503;504;1;409;0;1;27;https://api.mercadopago.com";

/**
 * Midtrans.
 *
 * - Basic authentication with the server key as user-id and an empty password; `Accept` (the vendor's documentation; high): https://docs.midtrans.com/docs/api-authorization-headers
 * - the formula with SHA-512 and its inputs, without an example of the result (a public copy of the vendor's documentation; high): https://docs.midtrans.com/reference/receiving-notifications
 * - payouts: `Iris-Signature` is the SHA-512 of the body and the merchant key (the vendor's documentation; high): https://docs.midtrans.com/reference/notification-payload-1
 * - payouts: `X-Idempotency-Key` of at most 100 characters, and the members `error_message` and `errors` (the vendor's documentation; high): https://docs.midtrans.com/reference/https-header
 * - an example of the hash for the inputs of the page (a third party; high): https://github.com/dilab/omnipay-midtrans (its tests)
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
export const midtransCompiled = "8;midtrans1;9;serverKey0;0;0;0;2;7;sandbox1;1;2;32;https://api.sandbox.midtrans.com1;24;api.sandbox.midtrans.com0;0;10;production1;1;2;24;https://api.midtrans.com1;16;api.midtrans.com0;0;1;/1;6;Accept1;2;16;application/json0;2;0;0;1;1;3;9;serverKey0;0;0;4;none0;0;0;0;0;1;15;Idempotency-Key1;4;POST0;100;0;0;0;3;6;Accept15;Idempotency-Key13;Authorization0;0;0;1;1;1;9;serverKey0;0;0;0;2;3;0;0;0;2;0;300;0;6;128;8;order_id128;11;status_code128;12;gross_amount64;0;1024;13;signature_key4;0;192;1028;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;0;0;1;1;3;9;serverKey38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;1;11;status_code3;3;2003;2013;2022;3;14;status_message21;validation_messages.013;error_message1;11;status_code1;2;id0;5;429;500;502;503;504;0;0;2;32;https://api.sandbox.midtrans.com24;https://api.midtrans.com";

/**
 * Safaricom M-Pesa Daraja.
 *
 * - the token request is a GET with Basic authentication; the lifetime is 3600 s (a public copy of the vendor's documentation; high): https://developer.safaricom.co.ke/apis/Authorization
 * - an example of an answer, in which `expires_in` is the text `3599` (a third party; high): https://dev.to/msnmongare/safaricom-daraja-api-authorization-api-guide-for-access-tokens-2kg1
 * - the errors (a third party; medium): https://www.kenzobe.com/blog/mpesa-daraja-api-errors
 */
export const mpesaDaraja = {
  "name": "mpesa-daraja",
  "servers": {"sandbox":"https://sandbox.safaricom.co.ke","production":"https://api.safaricom.co.ke"},
  "credentials": {"consumerKey":{},"consumerSecret":{}},
  "auth": {"bearer":"{token}"},
  "token": {"method":"GET","url":"/oauth/v1/generate","query":{"grant_type":"client_credentials"},"basic":{"user":"{consumerKey}","password":"{consumerSecret}"},"answer":{"token":"access_token","expiresIn":"expires_in"},"lifetime":3600,"early":60},
  "errors": {"message":"errorMessage","code":"errorCode","requestId":"requestId"},
} as const;
export const mpesaDarajaCompiled = "12;mpesa-daraja2;11;consumerKey0;0;0;0;14;consumerSecret0;0;0;0;2;7;sandbox1;1;2;31;https://sandbox.safaricom.co.ke1;23;sandbox.safaricom.co.ke0;0;10;production1;1;2;27;https://api.safaricom.co.ke1;19;api.safaricom.co.ke0;0;1;/0;0;2;0;1;1;1;0;0;0;4;none0;0;0;0;0;0;1;2;1;2;18;/oauth/v1/generate1;2;18;/oauth/v1/generate1;1;1;3;11;consumerKey1;3;14;consumerSecret0;1;10;grant_type1;2;18;client_credentials0;0;12;access_token10;expires_in0;0;0;0;3600;1;60000;0;1;13;Authorization0;0;0;0;0;38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;0;1;12;errorMessage1;9;errorCode1;9;requestId0;5;429;500;502;503;504;0;0;2;31;https://sandbox.safaricom.co.ke27;https://api.safaricom.co.ke";

/**
 * PayPal REST.
 *
 * - the token request (the vendor's documentation; high): https://developer.paypal.com/api/rest/authentication/
 * - the statuses; a repeated request is answered with 200 instead of 201 (the vendor's documentation; high): https://developer.paypal.com/api/rest/responses.md
 * - the members of errors: name, message, debug_id and details[] (the vendor's documentation; high): https://developer.paypal.com/api/tracking/v1/definitions/error_list
 * - PayPal publishes no limits, answers 429, and asks not to fetch tokens needlessly (the vendor's documentation; high): https://developer.paypal.com/api/rate-limiting.md
 * - the signature of webhooks: RSA with SHA-256 of the id, the time, the id of the webhook, and a CRC32 (from memory; medium): https://developer.paypal.com/api/rest/webhooks
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
export const paypalCompiled = "6;paypal2;8;clientId0;0;0;0;12;clientSecret0;0;0;0;2;7;sandbox1;1;2;32;https://api-m.sandbox.paypal.com1;24;api-m.sandbox.paypal.com0;0;10;production1;1;2;24;https://api-m.paypal.com1;16;api-m.paypal.com0;0;1;/0;0;2;0;1;1;1;0;0;0;4;none0;0;0;0;0;1;17;PayPal-Request-Id1;4;POST0;255;0;1;2;1;2;16;/v1/oauth2/token1;2;16;/v1/oauth2/token0;1;1;3;8;clientId1;3;12;clientSecret0;0;1;1;1;10;grant_type1;2;18;client_credentials12;access_token10;expires_in0;0;0;10;token_type32400;1;300000;0;2;17;PayPal-Request-Id13;Authorization0;0;0;0;0;38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;0;2;7;message17;error_description2;4;name5;error2;8;debug_id22;header:PayPal-Debug-Id2;7;details5;field2;11;description5;issue5;429;500;502;503;504;0;0;2;32;https://api-m.sandbox.paypal.com24;https://api-m.paypal.com";

/**
 * Stripe.
 *
 * - the key as Basic user-id without a password or as a bearer token, the prefixes of keys, and https only (the vendor's documentation; high): https://docs.stripe.com/api/authentication
 * - `Idempotency-Key` of up to 255 characters on POST (from memory; medium): https://docs.stripe.com/api/idempotent_requests
 * - the scheme of webhooks (the vendor's documentation and SDK; high): https://docs.stripe.com/webhooks/signature
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
export const stripeCompiled = "6;stripe3;9;secretKey4;0;8;sk_test_0;8;sk_live_0;8;rk_test_0;8;rk_live_0;0;0;7;version0;7;version1;0;7;account0;7;account1;0;1;10;production1;1;2;22;https://api.stripe.com1;14;api.stripe.com0;0;1;/2;14;Stripe-Version1;3;7;version14;Stripe-Account1;3;7;account1;2;0;1;1;3;9;secretKey0;0;0;4;none0;0;0;0;0;1;15;Idempotency-Key1;4;POST0;255;0;0;0;4;14;Stripe-Version14;Stripe-Account15;Idempotency-Key13;Authorization0;0;0;1;1;0;0;0;0;6;stripe0;1;0;0;0;2;1;0;300;2;id10;8;0;1;1;.2;0;512;16;Stripe-Signature4096;1;,1;2;t=8;0;8192;1;,1;3;v1=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;0;1;13;error.message2;10;error.code10;error.type1;17;header:Request-Id0;6;409;429;500;502;503;504;0;0;1;22;https://api.stripe.com";

/**
 * Worldline Connect (Ingenico).
 *
 * - the scheme v1HMAC (the vendor's documentation; high): https://docs.connect.worldline-solutions.com/documentation/api/server/authentication.html
 * - the test vectors (the vendor's SDK; high): https://github.com/Ingenico-ePayments/connect-sdk-python3/blob/23ae7bbd76f2/tests/unit/test_default_authenticator.py
 * - the statuses (the vendor's documentation; high): https://docs.connect.worldline-solutions.com/documentation/error-handling
 * - in the sister API, an idempotency key has at most 40 ASCII characters, and the answer is 409 while a request is in progress (the vendor's documentation; high): https://docs.direct.worldline-solutions.com/integration/api-developer-guide/idempotent-requests
 * - `X-GCS-Idempotence-Key` is one of the signed fields (the vendor's SDK; high): connect-sdk (Java, PHP, Ruby, .NET)
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
export const worldlineConnectCompiled = "17;worldline-connect2;8;apiKeyId0;0;0;0;12;secretApiKey0;0;0;0;3;7;sandbox1;1;2;35;https://eu.sandbox.api-ingenico.com1;27;eu.sandbox.api-ingenico.com0;0;13;preproduction1;1;2;35;https://eu.preprod.api-ingenico.com1;27;eu.preprod.api-ingenico.com0;0;10;production1;1;2;30;https://world.api-ingenico.com1;22;world.api-ingenico.com0;0;1;/0;0;2;0;0;0;0;1;1;2;8;apiKeyId12;secretApiKey0;0;0;0;0;1;0;0;2;2;1;6;300;0;16;65536;0;1;1;\n8388608;12;content-type1;1;\n8;0;1;1;\n16777216;5;x-gcs1048576;0;1;1;\n512;4;Date8;0;512;13;Authorization1;11;GCS v1HMAC:67108864;8;apiKeyId1;1;:4;0;26279945;67109389;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;1;3;12;secretApiKey1;1;8;apiKeyId4;none0;0;0;0;0;1;21;X-GCS-Idempotence-Key1;4;POST0;40;0;0;0;3;21;X-GCS-Idempotence-Key4;Date13;Authorization0;0;0;1;1;2;8;apiKeyId12;secretApiKey0;0;0;0;0;1;0;0;2;2;0;300;0;5;2;0;512;11;X-GCS-KeyId268435456;0;512;15;X-GCS-Signature4;0;2;268435972;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;38;the definition has no `webhook.scheme`0;0;0;2;id0;0;0;0;0;0;0;0;1;16;errors.0.message1;13;errors.0.code1;7;errorId2;6;errors12;propertyName1;7;message5;429;500;502;503;504;1;409;0;3;35;https://eu.sandbox.api-ingenico.com35;https://eu.preprod.api-ingenico.com30;https://world.api-ingenico.com";

/**
 * Xendit.
 *
 * - Basic authentication with the key as user-id and an empty password (the text ends with a colon), and https only (the vendor's documentation; high): https://docs.xendit.co/apidocs
 * - an example of a key and of the key in base64 (the vendor's documentation; high): https://archive.developers.xendit.co/api-reference/
 * - `x-callback-token` (the vendor's documentation; high): https://docs.xendit.co/docs/integration-security
 * - the limits and the fields `Rate-Limit-*` (a public copy; medium): https://docs.xendit.co/apidocs/rate-limits
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
export const xenditCompiled = "6;xendit1;9;secretKey2;0;16;xnd_development_0;15;xnd_production_0;0;0;1;10;production1;1;2;21;https://api.xendit.co1;13;api.xendit.co0;0;1;/0;0;2;0;0;1;1;3;9;secretKey0;0;0;4;none0;0;0;0;0;1;15;Idempotency-key1;4;POST0;255;0;0;0;2;15;Idempotency-key13;Authorization0;0;0;1;1;1;9;secretKey0;0;0;0;2;1;0;0;0;2;0;300;0;3;64;0;512;16;x-callback-token4;0;64;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;0;38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;0;1;7;message1;10;error_code0;0;5;429;500;502;503;504;0;1;16;Rate-Limit-Reset0;1;21;https://api.xendit.co";
