// Written by `cargo xtask generate` from definitions/schemes. Change the definitions instead of this file. All schemes are in
// one long file, because this file is `payauth/schemes` itself, in which a bundler finds each scheme by its name.

import type { Scheme } from "../catalogue.js";

/**
 * Adyen, platform and management webhooks.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: V S D.
 *
 * @see {@link https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures | Adyen, platform and management webhooks}
 * @category Schemes
 */
export const adyenBody: Scheme = /* @__PURE__ */ Object.freeze({ name: "adyenBody", compiled: "1;0;0;0;0;0;0;1;1;0;2;2;0;300;0;3;2;0;512;13;HmacSignature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Adyen, standard webhooks.
 *
 * - Covers: `notificationItems.*.NotificationRequestItem.pspReference`, `notificationItems.*.NotificationRequestItem.originalReference`, `notificationItems.*.NotificationRequestItem.merchantAccountCode`, `notificationItems.*.NotificationRequestItem.merchantReference`, `notificationItems.*.NotificationRequestItem.amount.value`, `notificationItems.*.NotificationRequestItem.amount.currency`, `notificationItems.*.NotificationRequestItem.eventCode`, `notificationItems.*.NotificationRequestItem.success`.
 * - Tolerance: none.
 * - Weak: joined-members.
 * - What to know: A message can be sent again at any time: payauth checks no time. Values are not escaped, so a colon in a value can move a part of this value to the next value: compare all eight members with your records.
 * - Source of the facts: V S D.
 *
 * @see {@link https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures | Adyen, standard webhooks}
 * @category Schemes
 */
export const adyenStandard: Scheme = /* @__PURE__ */ Object.freeze({ name: "adyenStandard", compiled: "1;0;0;0;0;0;0;1;1;0;2;2;0;300;0;17;256;56;notificationItems.*.NotificationRequestItem.pspReference1;1;:256;61;notificationItems.*.NotificationRequestItem.originalReference1;1;:256;63;notificationItems.*.NotificationRequestItem.merchantAccountCode1;1;:256;61;notificationItems.*.NotificationRequestItem.merchantReference1;1;:256;56;notificationItems.*.NotificationRequestItem.amount.value1;1;:256;59;notificationItems.*.NotificationRequestItem.amount.currency1;1;:256;53;notificationItems.*.NotificationRequestItem.eventCode1;1;:256;51;notificationItems.*.NotificationRequestItem.success1024;72;notificationItems.*.NotificationRequestItem.additionalData.hmacSignature4;0;257;1028;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;0;0;" });

/**
 * Airtable.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://airtable.com/developers/web/api/webhooks-overview | Airtable}
 * @category Schemes
 */
export const airtable: Scheme = /* @__PURE__ */ Object.freeze({ name: "airtable", compiled: "1;0;0;0;0;0;0;1;2;0;0;2;0;300;0;4;2;0;512;22;X-Airtable-Content-Mac1;12;hmac-sha256=4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Airwallex.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - What to know: The vendor documents no tolerance; 300 s is payauth's choice.
 * - Source of the facts: D.
 *
 * @see {@link https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events | Airwallex}
 * @category Schemes
 */
export const airwallex: Scheme = /* @__PURE__ */ Object.freeze({ name: "airwallex", compiled: "1;0;0;0;0;9;airwallex0;1;0;0;0;2;1;1;300;2;id6;8;0;2;0;512;11;x-timestamp8;0;512;11;x-signature4;0;10;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Asana.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developers.asana.com/docs/webhooks-guide | Asana}
 * @category Schemes
 */
export const asana: Scheme = /* @__PURE__ */ Object.freeze({ name: "asana", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;16;X-Hook-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Authorize.Net, with the key read as hex.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. This scheme reads the key as hex, but some integrations use the key as text. If payauth rejects every message, define a scheme without `key`.
 * - Source of the facts: T.
 *
 * @see {@link https://developer.authorize.net/api/reference/features/webhooks.html | Authorize.Net, with the key read as hex}
 * @category Schemes
 */
export const authorizeNet: Scheme = /* @__PURE__ */ Object.freeze({ name: "authorizeNet", compiled: "1;0;0;0;0;0;0;3;1;0;1;2;0;300;0;4;2;0;512;16;X-ANET-Signature1;7;sha512=4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Binance, spot.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: If you use the parameter `recvWindow`, write it into the query or the body: payauth does not add it.
 * - Source of the facts: V D.
 *
 * @see {@link https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md | Binance, spot}
 * @category Schemes
 */
export const binance: Scheme = /* @__PURE__ */ Object.freeze({ name: "binance", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;1;300;0;8;524288;0;2;0;512;12;X-MBX-APIKEY268435456;0;1073741824;9;timestamp8;0;1073741824;9;signature4;0;524290;1342177804;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;1;" });

/**
 * Binance Pay.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: The webhooks of Binance Pay have public-key signatures, which payauth does not verify.
 * - Source of the facts: D.
 *
 * @see {@link https://developers.binance.com/docs/binance-pay/api-common | Binance Pay}
 * @category Schemes
 */
export const binancePay: Scheme = /* @__PURE__ */ Object.freeze({ name: "binancePay", compiled: "1;0;0;1;0;10;binancePay0;3;0;0;1;2;1;1;300;0;14;8;0;1;1;\n16;5;nonce1;1;\n2;0;1;1;\n512;20;BinancePay-Timestamp8;0;512;16;BinancePay-Nonce16;5;nonce512;25;BinancePay-Certificate-SN268435456;0;512;20;BinancePay-Signature4;0;27;268435996;0;0;0;0;0;0;0;0;0;0;0;1;1;32;0;0;0;0;0;1;" });

/**
 * Bitbucket.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/ | Bitbucket}
 * @category Schemes
 */
export const bitbucket: Scheme = /* @__PURE__ */ Object.freeze({ name: "bitbucket", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;4;2;0;512;15;X-Hub-Signature1;7;sha256=4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Bitfinex, version 2.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: The nonce must increase with each request: pass the current time in microseconds as `nonce`.
 * - Source of the facts: G T.
 *
 * @see {@link https://docs.bitfinex.com/docs/rest-auth | Bitfinex, version 2}
 * @category Schemes
 */
export const bitfinex: Scheme = /* @__PURE__ */ Object.freeze({ name: "bitfinex", compiled: "1;0;0;1;0;8;bitfinex0;2;0;0;0;2;0;300;0;10;1;4;/api262144;0;16;5;nonce2;0;512;9;bfx-nonce16;5;nonce512;10;bfx-apikey268435456;0;512;13;bfx-signature4;0;262163;268435988;0;0;0;0;0;0;0;0;0;0;0;1;2;16;0;0;0;1;0;0;" });

/**
 * BitMEX.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: BitMEX expects the time at which the request expires, not the current time: pass the time of expiry as `now`.
 * - Source of the facts: V S.
 *
 * @see {@link https://www.bitmex.com/app/apiKeysUsage | BitMEX}
 * @category Schemes
 */
export const bitmex: Scheme = /* @__PURE__ */ Object.freeze({ name: "bitmex", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;300;0;10;65536;0;1048576;0;8;0;2;0;512;11;api-expires8;0;512;7;api-key268435456;0;512;13;api-signature4;0;1114122;268435980;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;1;" });

/**
 * BTCPay Server.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://docs.btcpayserver.org/API/Greenfield/v1/ | BTCPay Server}
 * @category Schemes
 */
export const btcpay: Scheme = /* @__PURE__ */ Object.freeze({ name: "btcpay", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;4;2;0;512;10;BTCPay-Sig1;7;sha256=4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Buildkite.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - Source of the facts: T.
 *
 * @see {@link https://buildkite.com/docs/apis/webhooks | Buildkite}
 * @category Schemes
 */
export const buildkite: Scheme = /* @__PURE__ */ Object.freeze({ name: "buildkite", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;300;0;10;8;0;1;1;.2;0;512;21;X-Buildkite-Signature4096;1;,1;10;timestamp=8;0;8192;1;,1;10;signature=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Bybit, version 5.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: Pass `recvWindow` in `vars`: the value of `X-BAPI-RECV-WINDOW`, in milliseconds.
 * - Source of the facts: V D.
 *
 * @see {@link https://bybit-exchange.github.io/docs/v5/guide | Bybit, version 5}
 * @category Schemes
 */
export const bybit: Scheme = /* @__PURE__ */ Object.freeze({ name: "bybit", compiled: "1;1;10;recvWindow0;0;0;0;0;1;0;0;0;2;1;1;300;0;13;8;0;268435456;0;67108864;10;recvWindow524288;0;2;0;512;14;X-BAPI-API-KEY268435456;0;512;16;X-BAPI-TIMESTAMP8;0;512;18;X-BAPI-RECV-WINDOW67108864;10;recvWindow512;11;X-BAPI-SIGN4;0;336068618;335544844;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;1;" });

/**
 * Cal.com.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://cal.com/docs/developing/guides/automation/webhooks | Cal.com}
 * @category Schemes
 */
export const calCom: Scheme = /* @__PURE__ */ Object.freeze({ name: "calCom", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;19;X-Cal-Signature-2564;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Calendly.
 *
 * - Covers: the body.
 * - Tolerance: 180 s.
 * - Source of the facts: T.
 *
 * @see {@link https://developer.calendly.com/api-docs/ZG9jOjM2MzE2MDM4-webhook-signatures | Calendly}
 * @category Schemes
 */
export const calendly: Scheme = /* @__PURE__ */ Object.freeze({ name: "calendly", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;180;0;10;8;0;1;1;.2;0;512;26;Calendly-Webhook-Signature4096;1;,1;2;t=8;0;8192;1;,1;3;v1=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Cashfree.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - What to know: The vendor documents no tolerance; 300 s is payauth's choice.
 * - Source of the facts: G D.
 *
 * @see {@link https://www.cashfree.com/docs/api-reference/webhooks/payloads-and-signatures | Cashfree}
 * @category Schemes
 */
export const cashfree: Scheme = /* @__PURE__ */ Object.freeze({ name: "cashfree", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;1;1;300;0;6;8;0;2;0;512;19;x-webhook-timestamp8;0;512;19;x-webhook-signature4;0;10;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Checkout.com.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://www.checkout.com/docs/developer-resources/webhooks/webhook-verification | Checkout.com}
 * @category Schemes
 */
export const checkoutCom: Scheme = /* @__PURE__ */ Object.freeze({ name: "checkoutCom", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;13;Cko-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * ClickUp.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developer.clickup.com/docs/webhooksignature | ClickUp}
 * @category Schemes
 */
export const clickup: Scheme = /* @__PURE__ */ Object.freeze({ name: "clickup", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;11;X-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Coinbase Commerce.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: V S D.
 *
 * @see {@link https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security | Coinbase Commerce}
 * @category Schemes
 */
export const coinbaseCommerce: Scheme = /* @__PURE__ */ Object.freeze({ name: "coinbaseCommerce", compiled: "1;0;0;0;0;16;coinbaseCommerce0;1;0;0;0;2;0;300;8;event.id3;2;0;512;22;X-CC-Webhook-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Coinbase Exchange.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: Pass `passphrase` in `vars`: the passphrase of the API key.
 * - Source of the facts: G S D.
 *
 * @see {@link https://docs.cdp.coinbase.com/exchange/rest-api/authentication | Coinbase Exchange}
 * @category Schemes
 */
export const coinbaseExchange: Scheme = /* @__PURE__ */ Object.freeze({ name: "coinbaseExchange", compiled: "1;1;10;passphrase0;0;0;0;0;1;2;0;2;2;1;0;300;0;12;8;0;65536;0;1048576;0;2;0;512;13;CB-ACCESS-KEY268435456;0;512;14;CB-ACCESS-SIGN4;0;512;19;CB-ACCESS-TIMESTAMP8;0;512;20;CB-ACCESS-PASSPHRASE67108864;10;passphrase1114122;335544844;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;1;" });

/**
 * CoinPayments, instant notifications.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://www.coinpayments.net/merchant-tools-ipn | CoinPayments, instant notifications}
 * @category Schemes
 */
export const coinpayments: Scheme = /* @__PURE__ */ Object.freeze({ name: "coinpayments", compiled: "1;0;0;0;0;0;0;3;0;0;0;2;0;300;0;3;2;0;512;4;HMAC4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Contentful, with the default list of signed fields.
 *
 * - Covers: the body.
 * - Tolerance: 30 s.
 * - What to know: This scheme accepts only messages with the default list of signed header fields. It rejects messages with another list.
 * - Source of the facts: T.
 *
 * @see {@link https://www.contentful.com/developers/docs/webhooks/request-verification/ | Contentful, with the default list of signed fields}
 * @category Schemes
 */
export const contentful: Scheme = /* @__PURE__ */ Object.freeze({ name: "contentful", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;1;30;0;11;65536;0;1;1;\n1048576;0;1;103;\nx-contentful-signed-headers:x-contentful-signed-headers,x-contentful-timestamp;x-contentful-timestamp:8;0;1;1;\n2;0;512;22;x-contentful-timestamp8;0;512;22;x-contentful-signature4;0;1114123;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Cronofy.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://docs.cronofy.com/developers/push-notifications/authentication/ | Cronofy}
 * @category Schemes
 */
export const cronofy: Scheme = /* @__PURE__ */ Object.freeze({ name: "cronofy", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;0;300;0;4;2;0;512;19;Cronofy-HMAC-SHA2564096;1;,4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * CyberSource, with a body.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: Pass `merchantId` in `vars`: the value of `v-c-merchant-id`.
 * - Source of the facts: S.
 *
 * @see {@link https://developer.cybersource.com/docs/cybs/en-us/platform/developer/all/rest/rest-getting-started/restgs-http-message-intro.html | CyberSource, with a body}
 * @category Schemes
 */
export const cybersource: Scheme = /* @__PURE__ */ Object.freeze({ name: "cybersource", compiled: "1;1;10;merchantId1;4;body0;0;0;0;1;2;0;2;2;1;6;300;0;32;1;6;host: 131072;0;1;7;\ndate: 8;0;1;17;\nrequest-target: 134283264;0;1;1; 1048576;0;1;17;\ndigest: SHA-256=536870912;4;body1;18;\nv-c-merchant-id: 67108864;10;merchantId512;15;v-c-merchant-id67108864;10;merchantId512;4;date8;0;512;6;digest1;8;SHA-256=536870912;4;body512;9;signature4096;2;, 1;7;keyid=\"268435456;0;1;1;\"8192;2;, 1;22;algorithm=\"HmacSHA256\"8192;2;, 1;57;headers=\"host date request-target digest v-c-merchant-id\"8192;2;, 1;11;signature=\"4;0;1;1;\"739442699;872415757;0;0;1;4;body1;1;2;1;2;0;2;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * CyberSource, without a body.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: Pass `merchantId` in `vars`: the value of `v-c-merchant-id`.
 * - Source of the facts: S.
 *
 * @see {@link https://developer.cybersource.com/docs/cybs/en-us/platform/developer/all/rest/rest-getting-started/restgs-http-message-intro.html | CyberSource, without a body}
 * @category Schemes
 */
export const cybersourceGet: Scheme = /* @__PURE__ */ Object.freeze({ name: "cybersourceGet", compiled: "1;1;10;merchantId0;0;0;0;0;1;2;0;2;2;1;6;300;0;27;1;6;host: 131072;0;1;7;\ndate: 8;0;1;17;\nrequest-target: 134283264;0;1;1; 1048576;0;1;18;\nv-c-merchant-id: 67108864;10;merchantId512;15;v-c-merchant-id67108864;10;merchantId512;4;date8;0;512;9;signature4096;2;, 1;7;keyid=\"268435456;0;1;1;\"8192;2;, 1;22;algorithm=\"HmacSHA256\"8192;2;, 1;50;headers=\"host date request-target v-c-merchant-id\"8192;2;, 1;11;signature=\"4;0;1;1;\"202571785;335544845;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Deribit, HTTP.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - Source of the facts: G T.
 *
 * @see {@link https://docs.deribit.com/articles/authentication | Deribit, HTTP}
 * @category Schemes
 */
export const deribit: Scheme = /* @__PURE__ */ Object.freeze({ name: "deribit", compiled: "1;0;0;1;0;7;deribit0;1;0;0;0;2;1;1;300;0;24;8;0;1;1;\n16;5;nonce1;1;\n65536;0;1;1;\n1048576;0;1;1;\n2;0;1;1;\n512;13;Authorization2048;17;deri-hmac-sha256 4096;1;,1;3;id=268435456;0;8192;1;,1;3;ts=8;0;8192;1;,1;6;nonce=16;5;nonce8192;1;,1;4;sig=4;0;1114139;268435997;0;0;0;0;0;0;0;0;0;0;0;1;1;8;0;0;0;0;0;1;" });

/**
 * DiscourseConnect.
 *
 * - Covers: `query:sso`.
 * - Tolerance: none.
 * - What to know: `sso` contains a nonce: compare this nonce with the nonce that you sent.
 * - Source of the facts: V.
 *
 * @see {@link https://meta.discourse.org/t/setup-discourseconnect-official-single-sign-on-for-discourse-sso/13045 | DiscourseConnect}
 * @category Schemes
 */
export const discourseConnect: Scheme = /* @__PURE__ */ Object.freeze({ name: "discourseConnect", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2097152;3;sso1073741824;3;sig4;0;2097152;1073741828;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * dLocal, requests.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: Pass `login` and `transKey` in `vars`: the values of `X-Login` and `X-Trans-Key`.
 * - Source of the facts: D.
 *
 * @see {@link https://docs.dlocal.com/docs/generate-signature | dLocal, requests}
 * @category Schemes
 */
export const dlocal: Scheme = /* @__PURE__ */ Object.freeze({ name: "dlocal", compiled: "1;2;5;login8;transKey0;0;0;0;0;1;0;0;0;2;1;5;300;0;12;67108864;5;login8;0;2;0;512;6;X-Date8;0;512;7;X-Login67108864;5;login512;11;X-Trans-Key67108864;8;transKey512;13;Authorization1;27;V2-HMAC-SHA256, Signature: 4;0;67108874;67109389;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * dLocal, notifications.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - What to know: The vendor documents no tolerance; 300 s is payauth's choice. Pass `login` in `vars`: the `X-Login` of your account.
 * - Source of the facts: D.
 *
 * @see {@link https://docs.dlocal.com/docs/generate-signature | dLocal, notifications}
 * @category Schemes
 */
export const dlocalWebhook: Scheme = /* @__PURE__ */ Object.freeze({ name: "dlocalWebhook", compiled: "1;1;5;login0;0;0;0;0;1;0;0;0;2;1;5;300;0;8;67108864;5;login8;0;2;0;512;6;X-Date8;0;512;13;Authorization1;27;V2-HMAC-SHA256, Signature: 4;0;67108874;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * DocuSeal.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - Source of the facts: T.
 *
 * @see {@link https://www.docuseal.com/docs/webhooks | DocuSeal}
 * @category Schemes
 */
export const docuseal: Scheme = /* @__PURE__ */ Object.freeze({ name: "docuseal", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;300;0;7;8;0;1;1;.2;0;512;20;X-Docuseal-Signature8;0;1;1;.4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * DocuSign Connect.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. DocuSign signs with each key of your account, and sends each signature in a separate header field. payauth reads the signatures of the first five keys.
 * - Source of the facts: D.
 *
 * @see {@link https://developers.docusign.com/platform/webhooks/connect/validate | DocuSign Connect}
 * @category Schemes
 */
export const docusign: Scheme = /* @__PURE__ */ Object.freeze({ name: "docusign", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;0;300;0;16;2;0;512;22;X-DocuSign-Signature-116384;0;4;0;512;22;X-DocuSign-Signature-216384;0;4;0;512;22;X-DocuSign-Signature-316384;0;4;0;512;22;X-DocuSign-Signature-416384;0;4;0;512;22;X-DocuSign-Signature-516384;0;4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Dropbox.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://www.dropbox.com/developers/reference/webhooks | Dropbox}
 * @category Schemes
 */
export const dropbox: Scheme = /* @__PURE__ */ Object.freeze({ name: "dropbox", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;19;X-Dropbox-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Dropbox Sign, the JSON of its form.
 *
 * - Covers: `event.event_time`, `event.event_type`.
 * - Tolerance: none.
 * - Weak: joined-members.
 * - What to know: A message can be sent again at any time: payauth checks no time. Only the time and the type of the event are signed. The data about the document (Dropbox Sign calls it `signature_request`) is not signed. Dropbox Sign sends a form: pass the text of its field `json` as `body`, and `{}` as `headers`. Two events of one type in one second have the same signature, so `once` handles only the first: pass no store, and compare each event with your records.
 * - Source of the facts: T.
 *
 * @see {@link https://developers.hellosign.com/docs/events/walkthrough/ | Dropbox Sign, the JSON of its form}
 * @category Schemes
 */
export const dropboxSign: Scheme = /* @__PURE__ */ Object.freeze({ name: "dropboxSign", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;4;128;16;event.event_time128;16;event.event_type1024;16;event.event_hash4;0;128;1028;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;0;0;" });

/**
 * Dwolla.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developers.dwolla.com/docs/working-with-webhooks | Dwolla}
 * @category Schemes
 */
export const dwolla: Scheme = /* @__PURE__ */ Object.freeze({ name: "dwolla", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;27;X-Request-Signature-SHA-2564;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * ElevenLabs.
 *
 * - Covers: the body.
 * - Tolerance: 1800 s.
 * - Source of the facts: T.
 *
 * @see {@link https://elevenlabs.io/docs/product-guides/administration/webhooks | ElevenLabs}
 * @category Schemes
 */
export const elevenlabs: Scheme = /* @__PURE__ */ Object.freeze({ name: "elevenlabs", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;1800;0;10;8;0;1;1;.2;0;512;20;ElevenLabs-Signature4096;1;,1;2;t=8;0;8192;1;,1;3;v0=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Fintoc.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - Source of the facts: T.
 *
 * @see {@link https://docs.fintoc.com/docs/webhooks | Fintoc}
 * @category Schemes
 */
export const fintoc: Scheme = /* @__PURE__ */ Object.freeze({ name: "fintoc", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;300;0;10;8;0;1;1;.2;0;512;16;Fintoc-Signature4096;1;,1;2;t=8;0;8192;1;,1;3;v1=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Flutterwave, version 4.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: R.
 *
 * @see {@link https://developer.flutterwave.com/docs/webhooks | Flutterwave, version 4}
 * @category Schemes
 */
export const flutterwave: Scheme = /* @__PURE__ */ Object.freeze({ name: "flutterwave", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;0;300;0;3;2;0;512;21;flutterwave-signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Flutterwave, version 3.
 *
 * - Covers: nothing.
 * - Tolerance: none.
 * - Weak: token.
 * - What to know: The message contains the secret, and nothing is signed: anyone who saw one message can send any other message.
 * - Source of the facts: R.
 *
 * @see {@link https://developer.flutterwave.com/v3.0/docs/webhooks | Flutterwave, version 3}
 * @category Schemes
 */
export const flutterwaveV3: Scheme = /* @__PURE__ */ Object.freeze({ name: "flutterwaveV3", compiled: "1;0;0;0;0;0;2;1;0;0;0;2;0;300;0;3;64;0;512;10;verif-hash4;0;64;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;" });

/**
 * Front.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://dev.frontapp.com/docs/webhooks-1 | Front}
 * @category Schemes
 */
export const front: Scheme = /* @__PURE__ */ Object.freeze({ name: "front", compiled: "1;0;0;0;0;0;0;0;0;0;2;2;0;300;0;3;2;0;512;17;X-Front-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Gate, version 4.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - Source of the facts: V D.
 *
 * @see {@link https://www.gate.com/docs/developers/apiv4/en/#apiv4-signed-request-requirements | Gate, version 4}
 * @category Schemes
 */
export const gate: Scheme = /* @__PURE__ */ Object.freeze({ name: "gate", compiled: "1;0;1;4;body0;0;0;0;3;0;0;0;2;1;0;300;0;15;65536;0;1;1;\n262144;0;1;1;\n524288;0;1;1;\n536870912;4;body1;1;\n8;0;512;3;KEY268435456;0;512;9;Timestamp8;0;512;4;SIGN4;0;537722891;268435980;0;0;1;4;body3;1;0;1;2;0;2;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Gemini.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: Pass `payload` in `vars`: the base64 of the JSON of the call. This JSON must contain the nonce. The body of the request is empty.
 * - Source of the facts: V.
 *
 * @see {@link https://docs.gemini.com/rest-api/#private-api-invocation | Gemini}
 * @category Schemes
 */
export const gemini: Scheme = /* @__PURE__ */ Object.freeze({ name: "gemini", compiled: "1;1;7;payload0;0;0;0;0;2;0;0;0;2;0;300;0;7;67108864;7;payload512;15;X-GEMINI-APIKEY268435456;0;512;16;X-GEMINI-PAYLOAD67108864;7;payload512;18;X-GEMINI-SIGNATURE4;0;67108864;335544836;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Gitea.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://docs.gitea.com/usage/webhooks | Gitea}
 * @category Schemes
 */
export const gitea: Scheme = /* @__PURE__ */ Object.freeze({ name: "gitea", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;17;X-Gitea-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * GitHub.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. The id of the delivery is in a header field that is not signed.
 * - Source of the facts: V D.
 *
 * @see {@link https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries | GitHub}
 * @category Schemes
 */
export const github: Scheme = /* @__PURE__ */ Object.freeze({ name: "github", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;4;2;0;512;19;X-Hub-Signature-2561;7;sha256=4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * GitLab.
 *
 * - Covers: nothing.
 * - Tolerance: none.
 * - Weak: token.
 * - What to know: The message contains the secret, and nothing is signed: anyone who saw one message can send any other message.
 * - Source of the facts: D.
 *
 * @see {@link https://docs.gitlab.com/user/project/integrations/webhooks/ | GitLab}
 * @category Schemes
 */
export const gitlab: Scheme = /* @__PURE__ */ Object.freeze({ name: "gitlab", compiled: "1;0;0;0;0;0;2;1;0;0;0;2;0;300;0;3;64;0;512;14;X-Gitlab-Token4;0;64;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;" });

/**
 * GoCardless.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: V S.
 *
 * @see {@link https://developer.gocardless.com/api-reference/#webhooks-overview | GoCardless}
 * @category Schemes
 */
export const gocardless: Scheme = /* @__PURE__ */ Object.freeze({ name: "gocardless", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;17;Webhook-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * HTTP Hawk, without payload hash.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: The URL must have no port. Pass `port` in `vars`: 443 for https, 80 for http.
 * - Source of the facts: V S.
 *
 * @see {@link https://github.com/mozilla/hawk/blob/main/API.md | HTTP Hawk, without payload hash}
 * @category Schemes
 */
export const hawk: Scheme = /* @__PURE__ */ Object.freeze({ name: "hawk", compiled: "1;1;4;port0;1;0;4;hawk0;1;0;0;2;2;1;0;300;0;31;1;14;hawk.1.header\n8;0;1;1;\n16;5;nonce1;1;\n65536;0;1;1;\n1048576;0;1;1;\n131072;0;1;1;\n67108864;4;port1;3;\n\n\n512;13;Authorization2048;5;Hawk 4096;2;, 1;4;id=\"268435456;0;1;1;\"8192;2;, 1;4;ts=\"8;0;1;1;\"8192;2;, 1;7;nonce=\"16;5;nonce1;1;\"8192;2;, 1;5;mac=\"4;0;1;1;\"68354073;268435997;0;0;0;0;0;0;0;0;0;0;0;1;1;8;0;0;0;0;0;1;" });

/**
 * HubSpot, version 3.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - What to know: HubSpot decodes some percent-encodings in the URL, and then signs the decoded URL: pass the decoded URL as `url`.
 * - Source of the facts: G S D.
 *
 * @see {@link https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation | HubSpot, version 3}
 * @category Schemes
 */
export const hubspot: Scheme = /* @__PURE__ */ Object.freeze({ name: "hubspot", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;1;1;300;0;8;65536;0;32;0;2;0;8;0;512;27;X-HubSpot-Request-Timestamp8;0;512;22;X-HubSpot-Signature-v34;0;65578;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * HubSpot, versions 1 and 2 without URL.
 *
 * - Covers: nothing.
 * - Tolerance: none.
 * - Weak: digest, secret-first.
 * - What to know: The signature is a plain hash of the secret and the body. Anyone can append text to the body and compute the new hash, so the signature proves nothing about the body. Use version 3.
 * - Source of the facts: D.
 *
 * @see {@link https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests | HubSpot, versions 1 and 2 without URL}
 * @category Schemes
 */
export const hubspotV1: Scheme = /* @__PURE__ */ Object.freeze({ name: "hubspotV1", compiled: "1;0;0;0;0;0;2;1;0;0;0;2;0;300;0;4;64;0;2;0;512;19;X-HubSpot-Signature4;0;66;516;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;0;" });

/**
 * Intercom.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developers.intercom.com/docs/references/webhooks/webhook-models | Intercom}
 * @category Schemes
 */
export const intercom: Scheme = /* @__PURE__ */ Object.freeze({ name: "intercom", compiled: "1;0;0;0;0;0;0;0;0;0;0;2;0;300;0;4;2;0;512;15;X-Hub-Signature1;5;sha1=4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Kraken, spot.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: The body is a form that must contain `nonce`. The nonce must increase with each request. A body above 1 MiB is rejected.
 * - Source of the facts: V D.
 *
 * @see {@link https://docs.kraken.com/api/docs/guides/spot-rest-auth | Kraken, spot}
 * @category Schemes
 */
export const kraken: Scheme = /* @__PURE__ */ Object.freeze({ name: "kraken", compiled: "1;0;1;5;inner0;0;0;0;3;2;0;2;2;0;300;0;6;262144;0;536870912;5;inner512;7;API-Key268435456;0;512;8;API-Sign4;0;541327362;268435972;0;0;1;5;inner1;0;2;4194304;5;nonce2;0;4194306;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;" });

/**
 * Kraken, futures.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: Pass `endpointPath` in `vars`: the path without `/derivatives`.
 * - Source of the facts: G T D.
 *
 * @see {@link https://docs.kraken.com/api/docs/guides/futures-rest/ | Kraken, futures}
 * @category Schemes
 */
export const krakenFutures: Scheme = /* @__PURE__ */ Object.freeze({ name: "krakenFutures", compiled: "1;1;12;endpointPath1;5;inner1;0;13;krakenFutures0;3;2;0;2;2;0;300;0;7;536870912;5;inner512;6;APIKey268435456;0;512;5;Nonce16;5;nonce512;7;Authent4;0;604504082;268435988;0;0;1;5;inner1;0;4;524288;0;2;0;16;5;nonce67108864;12;endpointPath67633170;0;0;0;0;0;0;0;0;1;2;13;0;0;0;1;0;0;" });

/**
 * KuCoin, keys of version 2.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: Pass `passphrase` in `vars`: the HMAC-SHA256 of your passphrase, in base64. The key of this HMAC is the API secret. Compute this HMAC with `hmacKey`.
 * - Source of the facts: V D.
 *
 * @see {@link https://www.kucoin.com/docs-new/authentication | KuCoin, keys of version 2}
 * @category Schemes
 */
export const kucoin: Scheme = /* @__PURE__ */ Object.freeze({ name: "kucoin", compiled: "1;1;10;passphrase0;0;0;0;0;1;0;0;2;2;1;1;300;0;14;8;0;65536;0;1048576;0;2;0;512;10;KC-API-KEY268435456;0;512;11;KC-API-SIGN4;0;512;16;KC-API-TIMESTAMP8;0;512;17;KC-API-PASSPHRASE67108864;10;passphrase512;18;KC-API-KEY-VERSION1;1;21114122;335544845;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;1;" });

/**
 * Lemon Squeezy.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://docs.lemonsqueezy.com/help/webhooks/signing-requests | Lemon Squeezy}
 * @category Schemes
 */
export const lemonSqueezy: Scheme = /* @__PURE__ */ Object.freeze({ name: "lemonSqueezy", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;11;X-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * LINE, Messaging API.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: V S.
 *
 * @see {@link https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/ | LINE, Messaging API}
 * @category Schemes
 */
export const line: Scheme = /* @__PURE__ */ Object.freeze({ name: "line", compiled: "1;0;0;0;0;4;line0;1;0;0;2;2;0;300;23;events.*.webhookEventId3;2;0;512;16;x-line-signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Linear.
 *
 * - Covers: the body.
 * - Tolerance: 60 s.
 * - Source of the facts: S.
 *
 * @see {@link https://linear.app/developers/webhooks | Linear}
 * @category Schemes
 */
export const linear: Scheme = /* @__PURE__ */ Object.freeze({ name: "linear", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;1;60;0;3;2;0;512;16;Linear-Signature4;0;2;516;0;16;webhookTimestamp0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Mailgun.
 *
 * - Covers: `signature.token`.
 * - Tolerance: 900 s.
 * - What to know: The data about the event is not signed: fetch the event from the API before you use it. Accept each `signature.token` only one time.
 * - Source of the facts: T.
 *
 * @see {@link https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks | Mailgun}
 * @category Schemes
 */
export const mailgun: Scheme = /* @__PURE__ */ Object.freeze({ name: "mailgun", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;900;0;6;8;0;128;15;signature.token1024;19;signature.timestamp8;0;1024;19;signature.signature4;0;136;1036;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Mailgun, inbound routes.
 *
 * - Covers: `form:token`.
 * - Tolerance: 900 s.
 * - What to know: The forwarded e-mail is not signed. Accept each `token` only one time.
 * - Source of the facts: T.
 *
 * @see {@link https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store/ | Mailgun, inbound routes}
 * @category Schemes
 */
export const mailgunRoute: Scheme = /* @__PURE__ */ Object.freeze({ name: "mailgunRoute", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;900;0;6;8;0;4194304;5;token2147483648;9;timestamp8;0;2147483648;9;signature4;0;4194312;2147483660;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Mandrill.
 *
 * - Covers: `form`.
 * - Tolerance: none.
 * - Weak: joined-members.
 * - What to know: A message can be sent again at any time: payauth checks no time. Names and values are signed without separators, so a part of a value can move to another value: compare the values with your records.
 * - Source of the facts: T.
 *
 * @see {@link https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/ | Mandrill}
 * @category Schemes
 */
export const mandrill: Scheme = /* @__PURE__ */ Object.freeze({ name: "mandrill", compiled: "1;0;0;0;1;0;0;0;0;0;2;2;0;300;0;4;32;0;33554432;0;512;20;X-Mandrill-Signature4;0;33554464;516;0;0;0;0;1;0;1;0;0;0;0;0;1;0;0;0;0;0;" });

/**
 * Mercado Pago.
 *
 * - Covers: `query:data.id`, `header:x-request-id`.
 * - Tolerance: none.
 * - What to know: The body is not signed: fetch the payment by its id. The documents and the SDK disagree about the unit of the time, so this scheme sets no tolerance. The documents say that the id is signed in lower case; the provider `mercadoPago` follows the documents. Since June 2026, the vendor's SDKs sign the id unchanged; this scheme follows the SDKs. If payauth rejects messages whose id contains capitals, define a scheme that signs the id in lower case: `{lower:query:data.id}`.
 * - Source of the facts: G S.
 *
 * @see {@link https://www.mercadopago.com.br/developers/en/docs/your-integrations/notifications/webhooks | Mercado Pago}
 * @category Schemes
 */
export const mercadoPago: Scheme = /* @__PURE__ */ Object.freeze({ name: "mercadoPago", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;1;4294967295;0;20;16384;1;[1;3;id:2097152;7;data.id1;1;;32768;1;]16384;1;[1;11;request-id:8388608;12;x-request-id1;1;;32768;1;]1;3;ts:8;0;1;1;;512;11;x-signature4096;1;,1;3;ts=8;0;8192;1;,1;3;v1=4;0;10534921;525;2;1;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;1;" });

/**
 * Mercury.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - Source of the facts: T.
 *
 * @see {@link https://docs.mercury.com/docs/webhooks | Mercury}
 * @category Schemes
 */
export const mercury: Scheme = /* @__PURE__ */ Object.freeze({ name: "mercury", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;300;0;10;8;0;1;1;.2;0;512;17;Mercury-Signature4096;1;,1;2;t=8;0;8192;1;,1;3;v1=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Meta: WhatsApp, Messenger, Instagram.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developers.facebook.com/docs/graph-api/webhooks/getting-started | Meta: WhatsApp, Messenger, Instagram}
 * @category Schemes
 */
export const meta: Scheme = /* @__PURE__ */ Object.freeze({ name: "meta", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;4;2;0;512;19;X-Hub-Signature-2561;7;sha256=4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * MEXC, spot.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - Source of the facts: V.
 *
 * @see {@link https://mexcdevelop.github.io/apidocs/spot_v3_en/#signed | MEXC, spot}
 * @category Schemes
 */
export const mexc: Scheme = /* @__PURE__ */ Object.freeze({ name: "mexc", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;1;300;0;8;524288;0;2;0;512;13;X-MEXC-APIKEY268435456;0;1073741824;9;timestamp8;0;1073741824;9;signature4;0;524290;1342177804;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;1;" });

/**
 * Midtrans.
 *
 * - Covers: `order_id`, `status_code`, `gross_amount`.
 * - Tolerance: none.
 * - Weak: digest, joined-members.
 * - What to know: A message can be sent again at any time: payauth checks no time. The signature is a plain hash, not an HMAC, and has no separators between the three members: compare the order and the amount with your records.
 * - Source of the facts: S D.
 *
 * @see {@link https://docs.midtrans.com/docs/https-notification-webhooks | Midtrans}
 * @category Schemes
 */
export const midtrans: Scheme = /* @__PURE__ */ Object.freeze({ name: "midtrans", compiled: "1;0;0;0;0;0;2;3;0;0;0;2;0;300;0;6;128;8;order_id128;11;status_code128;12;gross_amount64;0;1024;13;signature_key4;0;192;1028;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;0;0;" });

/**
 * Mollie, next generation.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: S.
 *
 * @see {@link https://docs.mollie.com/reference/webhooks-new | Mollie, next generation}
 * @category Schemes
 */
export const mollie: Scheme = /* @__PURE__ */ Object.freeze({ name: "mollie", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;7;2;0;512;18;X-Mollie-Signature4096;1;,1;7;sha256=4;0;8192;1;,4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Monnify.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developers.monnify.com/docs/webhooks | Monnify}
 * @category Schemes
 */
export const monnify: Scheme = /* @__PURE__ */ Object.freeze({ name: "monnify", compiled: "1;0;0;0;0;0;0;3;0;0;0;2;0;300;0;3;2;0;512;17;monnify-signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Moov.
 *
 * - Covers: nothing.
 * - Tolerance: 300 s.
 * - What to know: The body is not signed: fetch the event by its id.
 * - Source of the facts: T.
 *
 * @see {@link https://docs.moov.io/guides/webhooks/check-signature/ | Moov}
 * @category Schemes
 */
export const moov: Scheme = /* @__PURE__ */ Object.freeze({ name: "moov", compiled: "1;0;0;0;0;4;moov0;3;0;0;0;2;1;0;300;0;13;8;0;1;1;|16;7;request1;1;|16;7;webhook512;11;X-Timestamp8;0;512;7;X-Nonce16;7;request512;12;X-Webhook-ID16;7;webhook512;11;X-Signature4;0;25;540;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Mux.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - Source of the facts: T.
 *
 * @see {@link https://www.mux.com/docs/core/verify-webhook-signatures | Mux}
 * @category Schemes
 */
export const mux: Scheme = /* @__PURE__ */ Object.freeze({ name: "mux", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;300;0;10;8;0;1;1;.2;0;512;13;mux-signature4096;1;,1;2;t=8;0;8192;1;,1;3;v1=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Notion.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developers.notion.com/reference/webhooks | Notion}
 * @category Schemes
 */
export const notion: Scheme = /* @__PURE__ */ Object.freeze({ name: "notion", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;4;2;0;512;18;X-Notion-Signature1;7;sha256=4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * OKX, version 5.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: Pass `passphrase` in `vars`: the passphrase of the API key.
 * - Source of the facts: V T.
 *
 * @see {@link https://www.okx.com/docs-v5/en/#overview-rest-authentication-signature | OKX, version 5}
 * @category Schemes
 */
export const okx: Scheme = /* @__PURE__ */ Object.freeze({ name: "okx", compiled: "1;1;10;passphrase0;0;0;0;0;1;0;0;2;2;1;5;300;0;12;8;0;65536;0;1048576;0;2;0;512;13;OK-ACCESS-KEY268435456;0;512;14;OK-ACCESS-SIGN4;0;512;19;OK-ACCESS-TIMESTAMP8;0;512;20;OK-ACCESS-PASSPHRASE67108864;10;passphrase1114122;335544844;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;" });

/**
 * Omise.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - Source of the facts: T.
 *
 * @see {@link https://docs.opn.ooo/api-webhooks | Omise}
 * @category Schemes
 */
export const omise: Scheme = /* @__PURE__ */ Object.freeze({ name: "omise", compiled: "1;0;0;0;0;0;0;1;2;0;0;2;1;0;300;0;8;8;0;1;1;.2;0;512;25;Omise-Signature-Timestamp8;0;512;15;Omise-Signature4096;1;,4;0;11;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * OpenPix.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developers.openpix.com.br/en/docs/webhook/ | OpenPix}
 * @category Schemes
 */
export const openpix: Scheme = /* @__PURE__ */ Object.freeze({ name: "openpix", compiled: "1;0;0;0;0;0;0;0;0;0;2;2;0;300;0;3;2;0;512;19;x-webhook-signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Paddle Billing.
 *
 * - Covers: the body.
 * - Tolerance: 5 s.
 * - Source of the facts: V S.
 *
 * @see {@link https://developer.paddle.com/webhooks/signature-verification | Paddle Billing}
 * @category Schemes
 */
export const paddle: Scheme = /* @__PURE__ */ Object.freeze({ name: "paddle", compiled: "1;0;0;0;0;6;paddle0;1;0;0;0;2;1;0;5;8;event_id10;8;0;1;1;:2;0;512;16;Paddle-Signature4096;1;;1;3;ts=8;0;8192;1;;1;3;h1=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * PagerDuty, version 3.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: V S.
 *
 * @see {@link https://developer.pagerduty.com/docs/verifying-webhook-signatures | PagerDuty, version 3}
 * @category Schemes
 */
export const pagerduty: Scheme = /* @__PURE__ */ Object.freeze({ name: "pagerduty", compiled: "1;0;0;0;0;9;pagerduty0;1;0;0;0;2;0;300;8;event.id5;2;0;512;21;X-PagerDuty-Signature4096;1;,1;3;v1=4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Paymob, transaction callback.
 *
 * - Covers: `obj.amount_cents`, `obj.created_at`, `obj.currency`, `obj.error_occured`, `obj.has_parent_transaction`, `obj.id`, `obj.integration_id`, `obj.is_3d_secure`, `obj.is_auth`, `obj.is_capture`, `obj.is_refunded`, `obj.is_standalone_payment`, `obj.is_voided`, `obj.order.id`, `obj.owner`, `obj.pending`, `obj.source_data.pan`, `obj.source_data.sub_type`, `obj.source_data.type`, `obj.success`.
 * - Tolerance: none.
 * - Weak: joined-members.
 * - What to know: A message can be sent again at any time: payauth checks no time. The members are signed without separators, so a part of a value can move to another value: compare all members with your records.
 * - Source of the facts: T.
 *
 * @see {@link https://developers.paymob.com/egypt/manage-callback/hmac | Paymob, transaction callback}
 * @category Schemes
 */
export const paymob: Scheme = /* @__PURE__ */ Object.freeze({ name: "paymob", compiled: "1;0;0;0;0;0;0;3;0;0;0;2;0;300;0;22;256;16;obj.amount_cents256;14;obj.created_at256;12;obj.currency256;17;obj.error_occured256;26;obj.has_parent_transaction256;6;obj.id256;18;obj.integration_id256;16;obj.is_3d_secure256;11;obj.is_auth256;14;obj.is_capture256;15;obj.is_refunded256;25;obj.is_standalone_payment256;13;obj.is_voided256;12;obj.order.id256;9;obj.owner256;11;obj.pending256;19;obj.source_data.pan256;24;obj.source_data.sub_type256;20;obj.source_data.type256;11;obj.success1073741824;4;hmac4;0;256;1073741828;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;0;0;" });

/**
 * Paystack.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. The secret is the secret key of the API.
 * - Source of the facts: T.
 *
 * @see {@link https://paystack.com/docs/payments/webhooks/ | Paystack}
 * @category Schemes
 */
export const paystack: Scheme = /* @__PURE__ */ Object.freeze({ name: "paystack", compiled: "1;0;0;0;0;0;0;3;0;0;0;2;0;300;0;3;2;0;512;20;x-paystack-signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Persona.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - What to know: While you change the secret, a message has two signatures, each with a time. The message is rejected if the two times differ.
 * - Source of the facts: T.
 *
 * @see {@link https://docs.withpersona.com/docs/webhooks-best-practices | Persona}
 * @category Schemes
 */
export const persona: Scheme = /* @__PURE__ */ Object.freeze({ name: "persona", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;300;0;9;8;0;1;1;.2;0;512;17;Persona-Signature4096;1; 1;2;t=8;0;1;4;,v1=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Plivo, version 2.
 *
 * - Covers: nothing.
 * - Tolerance: none.
 * - Weak: joined-members.
 * - What to know: A message can be sent again at any time: payauth checks no time. Pass the URL without its query as `url`. Only the URL and the nonce are signed: accept each nonce only one time.
 * - Source of the facts: V S.
 *
 * @see {@link https://www.plivo.com/docs/voice/concepts/signature-validation | Plivo, version 2}
 * @category Schemes
 */
export const plivo: Scheme = /* @__PURE__ */ Object.freeze({ name: "plivo", compiled: "1;0;0;0;0;5;plivo0;1;0;0;2;2;0;300;0;6;32;0;16;0;512;26;X-Plivo-Signature-V2-Nonce16;0;512;20;X-Plivo-Signature-V24;0;48;532;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;0;0;" });

/**
 * Plivo, version 1.
 *
 * - Covers: `form`.
 * - Tolerance: none.
 * - Weak: joined-members.
 * - What to know: A message can be sent again at any time: payauth checks no time. Names and values are signed without separators, so a part of a value can move to another value: compare the values with your records.
 * - Source of the facts: V S.
 *
 * @see {@link https://www.plivo.com/docs/voice/concepts/signature-validation | Plivo, version 1}
 * @category Schemes
 */
export const plivoV1: Scheme = /* @__PURE__ */ Object.freeze({ name: "plivoV1", compiled: "1;0;0;0;1;0;0;0;0;0;2;2;0;300;0;4;32;0;33554432;0;512;17;X-Plivo-Signature4;0;33554464;516;0;0;0;0;1;0;1;0;0;0;0;0;1;0;0;0;0;0;" });

/**
 * Plivo, version 3, GET requests.
 *
 * - Covers: nothing.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. Only the URL and the nonce are signed: accept each nonce only one time.
 * - Source of the facts: T.
 *
 * @see {@link https://www.plivo.com/docs/voice/concepts/signature-validation | Plivo, version 3, GET requests}
 * @category Schemes
 */
export const plivoV3: Scheme = /* @__PURE__ */ Object.freeze({ name: "plivoV3", compiled: "1;0;0;0;0;7;plivoV30;1;0;0;2;2;0;300;0;8;32;0;1;1;.16;0;512;26;X-Plivo-Signature-V3-Nonce16;0;512;20;X-Plivo-Signature-V34096;1;,4;0;49;532;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Pusher Channels, webhooks.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. The message contains the id of the key with which it was signed. If one of your secrets has this `id`, payauth tries only that secret.
 * - Source of the facts: V S.
 *
 * @see {@link https://pusher.com/docs/channels/server_api/webhooks/#security | Pusher Channels, webhooks}
 * @category Schemes
 */
export const pusher: Scheme = /* @__PURE__ */ Object.freeze({ name: "pusher", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;5;2;0;512;12;X-Pusher-Key268435456;0;512;18;X-Pusher-Signature4;0;2;268435972;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Pusher Channels, requests.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: Write the parameters `auth_key`, `auth_version` and `body_md5` into the query: payauth does not add them.
 * - Source of the facts: V.
 *
 * @see {@link https://pusher.com/docs/channels/library_auth_reference/rest-api/#authentication | Pusher Channels, requests}
 * @category Schemes
 */
export const pusherRequest: Scheme = /* @__PURE__ */ Object.freeze({ name: "pusherRequest", compiled: "1;0;0;0;1;0;0;1;0;0;0;2;1;0;300;0;9;65536;0;1;1;\n262144;0;1;1;\n33554432;0;1073741824;14;auth_timestamp8;0;1073741824;14;auth_signature4;0;33882113;1073741836;0;0;0;1;0;1;14;auth_signature1;0;1;=1;&0;0;0;0;0;0;0;1;" });

/**
 * QuickBooks Online.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks | QuickBooks Online}
 * @category Schemes
 */
export const quickbooks: Scheme = /* @__PURE__ */ Object.freeze({ name: "quickbooks", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;0;300;0;3;2;0;512;16;intuit-signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Rapyd.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: The JSON of the body must have no spaces outside its strings: write the body with `JSON.stringify(value)`.
 * - Source of the facts: D T.
 *
 * @see {@link https://docs.rapyd.net/en/request-signatures.html | Rapyd}
 * @category Schemes
 */
export const rapyd: Scheme = /* @__PURE__ */ Object.freeze({ name: "rapyd", compiled: "1;0;0;1;0;5;rapyd0;1;0;0;5;2;1;0;300;0;15;134283264;0;1048576;0;16;5;nonce8;0;268435456;0;64;0;2;0;512;10;access_key268435456;0;512;4;salt16;5;nonce512;9;timestamp8;0;512;9;signature4;0;403767386;268435996;0;0;0;0;0;0;0;0;0;0;0;1;0;16;0;0;0;1;0;1;" });

/**
 * Razorpay, webhooks.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. The id of the event is in a header field that is not signed.
 * - Source of the facts: V S.
 *
 * @see {@link https://razorpay.com/docs/webhooks/validate-test/ | Razorpay, webhooks}
 * @category Schemes
 */
export const razorpay: Scheme = /* @__PURE__ */ Object.freeze({ name: "razorpay", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;20;X-Razorpay-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Razorpay, checkout by callback.
 *
 * - Covers: `form:razorpay_order_id`, `form:razorpay_payment_id`.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. The message proves that the order `razorpay_order_id` was paid. Compare this id with the id of your order.
 * - Source of the facts: S.
 *
 * @see {@link https://razorpay.com/docs/payments/payment-gateway/callback-url/ | Razorpay, checkout by callback}
 * @category Schemes
 */
export const razorpayCallback: Scheme = /* @__PURE__ */ Object.freeze({ name: "razorpayCallback", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;5;4194304;17;razorpay_order_id1;1;|4194304;19;razorpay_payment_id2147483648;18;razorpay_signature4;0;4194305;2147483652;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Razorpay, payment link.
 *
 * - Covers: `query:razorpay_payment_link_id`, `query:razorpay_payment_link_reference_id`, `query:razorpay_payment_link_status`, `query:razorpay_payment_id`.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: V S.
 *
 * @see {@link https://razorpay.com/docs/payments/payment-links/apis/ | Razorpay, payment link}
 * @category Schemes
 */
export const razorpayLink: Scheme = /* @__PURE__ */ Object.freeze({ name: "razorpayLink", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;9;2097152;24;razorpay_payment_link_id1;1;|2097152;34;razorpay_payment_link_reference_id1;1;|2097152;28;razorpay_payment_link_status1;1;|2097152;19;razorpay_payment_id1073741824;18;razorpay_signature4;0;2097153;1073741828;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Razorpay, checkout.
 *
 * - Covers: `razorpay_order_id`, `razorpay_payment_id`.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. The message proves that the order `razorpay_order_id` was paid. Compare this id with the id of your order.
 * - Source of the facts: V S.
 *
 * @see {@link https://razorpay.com/docs/payments/payment-gateway/web-integration/standard/integration-steps/ | Razorpay, checkout}
 * @category Schemes
 */
export const razorpayPayment: Scheme = /* @__PURE__ */ Object.freeze({ name: "razorpayPayment", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;5;128;17;razorpay_order_id1;1;|128;19;razorpay_payment_id1024;18;razorpay_signature4;0;129;1028;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Razorpay, subscription.
 *
 * - Covers: `form:razorpay_payment_id`, `form:razorpay_subscription_id`.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: V S.
 *
 * @see {@link https://razorpay.com/docs/payments/subscriptions/integration-guide/ | Razorpay, subscription}
 * @category Schemes
 */
export const razorpaySubscription: Scheme = /* @__PURE__ */ Object.freeze({ name: "razorpaySubscription", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;5;4194304;19;razorpay_payment_id1;1;|4194304;24;razorpay_subscription_id2147483648;18;razorpay_signature4;0;4194305;2147483652;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Recurly.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - Source of the facts: T.
 *
 * @see {@link https://docs.recurly.com/docs/webhooks | Recurly}
 * @category Schemes
 */
export const recurly: Scheme = /* @__PURE__ */ Object.freeze({ name: "recurly", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;1;300;0;8;8;0;1;1;.2;0;512;17;recurly-signature4096;1;,8;0;8192;1;,4;0;11;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Revolut.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - Source of the facts: V D.
 *
 * @see {@link https://developer.revolut.com/docs/guides/merchant/monitor-and-observe/webhooks/verify-the-payload-signature | Revolut}
 * @category Schemes
 */
export const revolut: Scheme = /* @__PURE__ */ Object.freeze({ name: "revolut", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;1;300;0;10;1;3;v1.8;0;1;1;.2;0;512;25;Revolut-Request-Timestamp8;0;512;17;Revolut-Signature4096;1;,1;3;v1=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Amazon S3, signature version 2.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - What to know: Pass `resource` in `vars`: the bucket and the path, joined as the documents of Amazon S3 say. This scheme is only for old servers.
 * - Source of the facts: V.
 *
 * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html | Amazon S3, signature version 2}
 * @category Schemes
 */
export const s3V2: Scheme = /* @__PURE__ */ Object.freeze({ name: "s3V2", compiled: "1;1;8;resource0;0;0;0;0;0;0;0;2;2;1;6;300;0;17;65536;0;1;1;\n8388608;11;content-md51;1;\n8388608;12;content-type1;1;\n8;0;1;1;\n16777216;6;x-amz-67108864;8;resource512;4;Date8;0;512;13;Authorization1;4;AWS 268435456;0;1;1;:4;0;92340233;268435981;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;" });

/**
 * Sanity.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - Source of the facts: T.
 *
 * @see {@link https://www.sanity.io/docs/webhooks | Sanity}
 * @category Schemes
 */
export const sanity: Scheme = /* @__PURE__ */ Object.freeze({ name: "sanity", compiled: "1;0;0;0;0;0;0;1;0;0;4;2;1;1;300;0;10;8;0;1;1;.2;0;512;24;sanity-webhook-signature4096;1;,1;2;t=8;0;8192;1;,1;3;v1=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Segment.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://segment.com/docs/connections/destinations/catalog/webhooks/ | Segment}
 * @category Schemes
 */
export const segment: Scheme = /* @__PURE__ */ Object.freeze({ name: "segment", compiled: "1;0;0;0;0;0;0;0;0;0;0;2;0;300;0;3;2;0;512;11;X-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Sentry.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://docs.sentry.io/organization/integrations/integration-platform/webhooks/ | Sentry}
 * @category Schemes
 */
export const sentry: Scheme = /* @__PURE__ */ Object.freeze({ name: "sentry", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;21;Sentry-Hook-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Shopify, webhooks.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. The id of the event is in a header field that is not signed. Two topics with the same body have the same signature: make one handler with its own `scope` for each topic.
 * - Source of the facts: V S.
 *
 * @see {@link https://shopify.dev/docs/apps/build/webhooks/subscribe/https | Shopify, webhooks}
 * @category Schemes
 */
export const shopify: Scheme = /* @__PURE__ */ Object.freeze({ name: "shopify", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;0;300;0;3;2;0;512;21;X-Shopify-Hmac-Sha2564;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Shopify, OAuth callback and app links.
 *
 * - Covers: `query`.
 * - Tolerance: 90 s.
 * - What to know: payauth does not accept a message in which a value contains `&`, `%` or `=`. A value with `&` is rejected as malformed. With `%` or `=`, the signature does not match.
 * - Source of the facts: V S.
 *
 * @see {@link https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant | Shopify, OAuth callback and app links}
 * @category Schemes
 */
export const shopifyOauth: Scheme = /* @__PURE__ */ Object.freeze({ name: "shopifyOauth", compiled: "1;0;0;0;1;0;0;1;0;0;0;2;1;0;90;0;5;33554432;0;1073741824;4;hmac4;0;1073741824;9;timestamp8;0;33554432;1073741836;0;0;0;1;0;2;4;hmac9;signature1;0;1;=1;&0;0;0;0;0;0;0;1;" });

/**
 * Shopify, app proxy.
 *
 * - Covers: `query`.
 * - Tolerance: 90 s.
 * - Weak: joined-members.
 * - What to know: The parameters are signed without separators, so a part of a value can move to another parameter. If a parameter is repeated, Shopify joins its values with commas before it signs them. payauth does not join these values, so the signature of a message with a repeated parameter does not match.
 * - Source of the facts: V S.
 *
 * @see {@link https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies | Shopify, app proxy}
 * @category Schemes
 */
export const shopifyProxy: Scheme = /* @__PURE__ */ Object.freeze({ name: "shopifyProxy", compiled: "1;0;0;0;1;0;0;1;0;0;0;2;1;0;90;0;5;33554432;0;1073741824;9;signature4;0;1073741824;9;timestamp8;0;33554432;1073741836;0;0;0;1;0;1;9;signature1;0;1;=0;0;0;1;0;0;0;0;1;" });

/**
 * SHOPLINE.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developer.shopline.com/docs/webhooks | SHOPLINE}
 * @category Schemes
 */
export const shopline: Scheme = /* @__PURE__ */ Object.freeze({ name: "shopline", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;3;2;0;512;22;X-Shopline-Hmac-Sha2564;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Slack.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - Source of the facts: V S.
 *
 * @see {@link https://docs.slack.dev/authentication/verifying-requests-from-slack | Slack}
 * @category Schemes
 */
export const slack: Scheme = /* @__PURE__ */ Object.freeze({ name: "slack", compiled: "1;0;0;0;0;5;slack0;1;0;0;0;2;1;0;300;8;event_id9;1;3;v0:8;0;1;1;:2;0;512;25;X-Slack-Request-Timestamp8;0;512;17;X-Slack-Signature1;3;v0=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Square.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. Pass the URL as `url`, exactly as you registered it.
 * - Source of the facts: V S.
 *
 * @see {@link https://developer.squareup.com/docs/webhooks/step3validate | Square}
 * @category Schemes
 */
export const square: Scheme = /* @__PURE__ */ Object.freeze({ name: "square", compiled: "1;0;0;0;0;6;square0;1;0;0;2;2;0;300;8;event_id4;32;0;2;0;512;29;x-square-hmacsha256-signature4;0;34;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Standard Webhooks.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - What to know: Only `v1` signatures are checked; other signatures, such as the public-key signature `v1a`, are ignored.
 * - Source of the facts: V S D.
 *
 * @see {@link https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md | Standard Webhooks}
 * @category Schemes
 */
export const standardWebhooks: Scheme = /* @__PURE__ */ Object.freeze({ name: "standardWebhooks", compiled: "1;0;0;0;0;16;standardWebhooks0;1;2;6;whsec_2;2;1;0;300;0;13;16;0;1;1;.8;0;1;1;.2;0;512;10;webhook-id16;0;512;17;webhook-timestamp8;0;512;17;webhook-signature4096;1; 1;3;v1,4;0;27;541;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Stripe.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - What to know: Only `v1` signatures are checked; other signatures are ignored.
 * - Source of the facts: V S.
 *
 * @see {@link https://docs.stripe.com/webhooks/signature | Stripe}
 * @category Schemes
 */
export const stripe: Scheme = /* @__PURE__ */ Object.freeze({ name: "stripe", compiled: "1;0;0;0;0;6;stripe0;1;0;0;0;2;1;0;300;2;id10;8;0;1;1;.2;0;512;16;Stripe-Signature4096;1;,1;2;t=8;0;8192;1;,1;3;v1=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Svix.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - What to know: Only `v1` signatures are checked; other signatures are ignored.
 * - Source of the facts: V S.
 *
 * @see {@link https://docs.svix.com/receiving/verifying-payloads/how-manual | Svix}
 * @category Schemes
 */
export const svix: Scheme = /* @__PURE__ */ Object.freeze({ name: "svix", compiled: "1;0;0;0;0;4;svix0;1;2;6;whsec_2;2;1;0;300;0;13;16;0;1;1;.8;0;1;1;.2;0;512;7;svix-id16;0;512;14;svix-timestamp8;0;512;14;svix-signature4096;1; 1;3;v1,4;0;27;541;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Telegram, bot webhooks.
 *
 * - Covers: nothing.
 * - Tolerance: none.
 * - Weak: token.
 * - What to know: The message contains the secret, and nothing is signed: anyone who saw one message can send any other message. Pass no store: remember `update_id` yourself.
 * - Source of the facts: D.
 *
 * @see {@link https://core.telegram.org/bots/api#setwebhook | Telegram, bot webhooks}
 * @category Schemes
 */
export const telegram: Scheme = /* @__PURE__ */ Object.freeze({ name: "telegram", compiled: "1;0;0;0;0;0;2;1;0;0;0;2;0;300;0;3;64;0;512;31;X-Telegram-Bot-Api-Secret-Token4;0;64;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;" });

/**
 * Trello.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/ | Trello}
 * @category Schemes
 */
export const trello: Scheme = /* @__PURE__ */ Object.freeze({ name: "trello", compiled: "1;0;0;0;0;0;0;0;0;0;2;2;0;300;0;4;2;0;32;0;512;16;X-Trello-Webhook4;0;34;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Twilio, form.
 *
 * - Covers: `form`.
 * - Tolerance: none.
 * - Weak: joined-members.
 * - What to know: A message can be sent again at any time: payauth checks no time. Names and values are signed without separators, so a part of a value can move to another value: compare the values with your records. Pass the URL as `url`, exactly as you configured it.
 * - Source of the facts: V S.
 *
 * @see {@link https://www.twilio.com/docs/usage/webhooks/webhooks-security | Twilio, form}
 * @category Schemes
 */
export const twilio: Scheme = /* @__PURE__ */ Object.freeze({ name: "twilio", compiled: "1;0;0;0;1;0;0;0;0;0;2;2;0;300;0;4;32;0;33554432;0;512;18;X-Twilio-Signature4;0;33554464;516;0;0;0;0;1;0;1;1;0;0;0;0;1;0;0;0;0;0;" });

/**
 * Twilio, JSON.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. Pass the URL that was called, with its query, as `url`.
 * - Source of the facts: V S.
 *
 * @see {@link https://www.twilio.com/docs/usage/webhooks/webhooks-security | Twilio, JSON}
 * @category Schemes
 */
export const twilioJson: Scheme = /* @__PURE__ */ Object.freeze({ name: "twilioJson", compiled: "1;0;1;4;body0;0;0;0;0;0;0;2;2;0;300;0;5;32;0;512;18;X-Twilio-Signature4;0;1073741824;10;bodySHA256536870912;4;body34;1610613252;0;0;1;4;body1;1;0;1;2;0;2;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Typeform.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://www.typeform.com/developers/webhooks/secure-your-webhooks/ | Typeform}
 * @category Schemes
 */
export const typeform: Scheme = /* @__PURE__ */ Object.freeze({ name: "typeform", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;0;300;0;4;2;0;512;18;Typeform-Signature1;7;sha256=4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Vercel.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://vercel.com/docs/webhooks/webhooks-api | Vercel}
 * @category Schemes
 */
export const vercel: Scheme = /* @__PURE__ */ Object.freeze({ name: "vercel", compiled: "1;0;0;0;0;0;0;0;0;0;0;2;0;300;0;3;2;0;512;18;x-vercel-signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Webflow.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - Source of the facts: T.
 *
 * @see {@link https://developers.webflow.com/data/docs/working-with-webhooks | Webflow}
 * @category Schemes
 */
export const webflow: Scheme = /* @__PURE__ */ Object.freeze({ name: "webflow", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;1;300;0;7;8;0;1;1;:2;0;512;19;x-webflow-timestamp8;0;512;19;x-webflow-signature4;0;11;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * WooCommerce.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://woocommerce.com/document/webhooks/ | WooCommerce}
 * @category Schemes
 */
export const woocommerce: Scheme = /* @__PURE__ */ Object.freeze({ name: "woocommerce", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;0;300;0;3;2;0;512;22;X-WC-Webhook-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * WorkOS.
 *
 * - Covers: the body.
 * - Tolerance: 180 s.
 * - Source of the facts: G S.
 *
 * @see {@link https://workos.com/docs/events/data-syncing/webhooks | WorkOS}
 * @category Schemes
 */
export const workos: Scheme = /* @__PURE__ */ Object.freeze({ name: "workos", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;1;180;0;10;8;0;1;1;.2;0;512;16;WorkOS-Signature4096;2;, 1;2;t=8;0;8192;2;, 1;3;v1=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });

/**
 * Worldline Connect, webhooks.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. The message contains the id of the key with which it was signed. If one of your secrets has this `id`, payauth tries only that secret.
 * - Source of the facts: V S D.
 *
 * @see {@link https://docs.connect.worldline-solutions.com/documentation/webhooks/event-structure/ | Worldline Connect, webhooks}
 * @category Schemes
 */
export const worldline: Scheme = /* @__PURE__ */ Object.freeze({ name: "worldline", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;0;300;0;5;2;0;512;11;X-GCS-KeyId268435456;0;512;15;X-GCS-Signature4;0;2;268435972;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Worldline Connect, requests.
 *
 * - Covers: a request.
 * - Tolerance: none.
 * - Source of the facts: V S.
 *
 * @see {@link https://docs.connect.worldline-solutions.com/documentation/api/server/authentication.html | Worldline Connect, requests}
 * @category Schemes
 */
export const worldlineConnect: Scheme = /* @__PURE__ */ Object.freeze({ name: "worldlineConnect", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;1;6;300;0;16;65536;0;1;1;\n8388608;12;content-type1;1;\n8;0;1;1;\n16777216;5;x-gcs1048576;0;1;1;\n512;4;Date8;0;512;13;Authorization1;11;GCS v1HMAC:268435456;0;1;1;:4;0;26279945;268435981;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;" });

/**
 * Worldpay.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time. The message contains the id of the key with which it was signed. If one of your secrets has this `id`, payauth tries only that secret.
 * - Source of the facts: D.
 *
 * @see {@link https://docs.worldpay.com/access/products/events/signature | Worldpay}
 * @category Schemes
 */
export const worldpay: Scheme = /* @__PURE__ */ Object.freeze({ name: "worldpay", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;0;300;0;6;2;0;512;15;Event-Signature4096;1;,268435456;0;1;8;/SHA256/4;0;2;268435973;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * X (Twitter), account activity.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: V T.
 *
 * @see {@link https://docs.x.com/x-api/webhooks | X (Twitter), account activity}
 * @category Schemes
 */
export const x: Scheme = /* @__PURE__ */ Object.freeze({ name: "x", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;0;300;0;4;2;0;512;28;X-Twitter-Webhooks-Signature1;7;sha256=4;0;2;517;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Xendit.
 *
 * - Covers: nothing.
 * - Tolerance: none.
 * - Weak: token.
 * - What to know: The message contains the secret, and nothing is signed: anyone who saw one message can send any other message.
 * - Source of the facts: D.
 *
 * @see {@link https://docs.xendit.co/docs/handling-webhooks | Xendit}
 * @category Schemes
 */
export const xendit: Scheme = /* @__PURE__ */ Object.freeze({ name: "xendit", compiled: "1;0;0;0;0;0;2;1;0;0;0;2;0;300;0;3;64;0;512;16;x-callback-token4;0;64;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;" });

/**
 * Xero.
 *
 * - Covers: the body.
 * - Tolerance: none.
 * - What to know: A message can be sent again at any time: payauth checks no time.
 * - Source of the facts: T.
 *
 * @see {@link https://developer.xero.com/documentation/guides/webhooks/configuring-your-server/ | Xero}
 * @category Schemes
 */
export const xero: Scheme = /* @__PURE__ */ Object.freeze({ name: "xero", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;0;300;0;3;2;0;512;16;x-xero-signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Zendesk.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - What to know: The vendor documents no tolerance; 300 s is payauth's choice. Without a body (GET, DELETE), only the time is signed: pass no store for such webhooks.
 * - Source of the facts: D.
 *
 * @see {@link https://developer.zendesk.com/documentation/webhooks/verifying/ | Zendesk}
 * @category Schemes
 */
export const zendesk: Scheme = /* @__PURE__ */ Object.freeze({ name: "zendesk", compiled: "1;0;0;0;0;0;0;1;0;0;2;2;1;4;300;0;6;8;0;2;0;512;37;X-Zendesk-Webhook-Signature-Timestamp8;0;512;27;X-Zendesk-Webhook-Signature4;0;10;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;" });

/**
 * Zoom.
 *
 * - Covers: the body.
 * - Tolerance: 300 s.
 * - What to know: The vendor documents no tolerance; 300 s is payauth's choice. Zoom also sends a request that validates your URL: payauth's handlers answer this request, but `verifyWebhook` does not.
 * - Source of the facts: S D.
 *
 * @see {@link https://developers.zoom.us/docs/api/webhooks/ | Zoom}
 * @category Schemes
 */
export const zoom: Scheme = /* @__PURE__ */ Object.freeze({ name: "zoom", compiled: "1;0;0;0;0;0;0;1;0;0;0;2;1;0;300;0;9;1;3;v0:8;0;1;1;:2;0;512;22;x-zm-request-timestamp8;0;512;14;x-zm-signature1;3;v0=4;0;11;525;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;" });
