// Written by `cargo xtask generate` from definitions/providers. Change the definitions instead of this file.

/**
 * DogPay.
 *
 * - authentication (the vendor's documentation; high): https://docs.dogpay.com/docs/authentication-overview
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
export const dogpayCompiled = "6;dogpay2;5;appid0;0;0;0;6;secret0;0;0;0;2;7;sandbox1;1;2;33;https://sandbox-api-v2.dogpay.com1;25;sandbox-api-v2.dogpay.com0;0;10;production1;1;2;28;https://prod.wavepool.global2;14;api.dogpay.com20;prod.wavepool.global0;0;1;/0;0;2;0;1;1;1;0;0;0;4;none0;0;0;0;2;4;POST16;/open-api/v1/pay0;0;3;GET16;/open-api/v1/pay0;0;0;1;2;1;2;30;/open-api/v1/auth/access_token1;2;30;/open-api/v1/auth/access_token0;0;0;0;1;0;3;10;grant_type1;2;17;client_credential5;appid1;3;5;appid6;secret1;3;6;secret17;data.access_token15;data.expires_in0;0;0;15;data.token_type7200;1;600000;0;1;13;Authorization0;0;1;4;page1;4;take10;4294967295;1;1;2;5;appid6;secret0;0;0;0;0;3;0;0;0;0;0;300;0;3;2;0;512;12;wh-signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;1;3;5;appid38;the definition has no `webhook.scheme`0;0;0;8;event_id4;16;event_identifier11;data.status21;data.event_identifier6;status1;0;4;4;22;pay.transaction.update4;9;completed0;0;1;11;data.status0;0;0;0;0;1;7;message1;4;code1;9;requestId0;5;429;500;502;503;504;0;0;2;33;https://sandbox-api-v2.dogpay.com28;https://prod.wavepool.global";

/**
 * DoorPay.
 *
 * - authentication (the vendor's documentation; high): https://merchants.thedoorpay.com/docs/authentication
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
export const doorpayCompiled = "7;doorpay2;6;apiKey2;7;sandbox8;dp_test_10;production8;dp_live_0;0;0;9;apiSecret2;7;sandbox8;sk_test_10;production8;sk_live_0;0;0;2;7;sandbox1;1;2;50;https://api.thedoorpay.com/sandbox/api/merchant/v11;18;api.thedoorpay.com0;1;7;sandbox10;production0;1;18;api.thedoorpay.com0;2;7;sandbox1;/0;0;2;0;0;0;2;9;X-API-Key1;3;6;apiKey12;X-API-Secret1;3;9;apiSecret0;4;none0;0;0;0;2;4;POST7;/orders0;1;0;3;GET7;/orders0;0;1;15;Idempotency-Key0;0;255;0;0;0;3;15;Idempotency-Key9;X-API-Key12;X-API-Secret1;6;Origin13;X-API-Version1;4;page0;4;size20;100;0;0;90;DoorPay does not publish the field, the message and the key of its signature; ask for them0;0;0;0;0;0;0;0;0;0;0;0;2;7;message5;error0;0;1;16;validationErrors3;429;500;502;0;0;1;26;https://api.thedoorpay.com";

/**
 * DVPay.
 *
 * - authentication, version 1.4.0 (the vendor's documentation; high): https://merchant-docs-sit.dv.vai247.pro/api-reference/authentication
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
export const dvpayCompiled = "5;dvpay2;6;apiKey0;0;0;0;9;apiSecret0;0;0;0;1;10;production1;1;2;30;https://merchant.dv.vai247.pro1;22;merchant.dv.vai247.pro0;0;24;/api/v1/payment-gateway/0;0;3;0;0;0;1;9;X-Api-Key1;3;6;apiKey0;6;signed0;0;1;9;X-Api-Key1;3;6;apiKey1;1;2;6;apiKey9;apiSecret0;0;0;0;0;1;0;0;0;2;1;0;300;0;6;2;0;8;0;512;11;X-Timestamp8;0;512;11;X-Signature4;0;10;524;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;1;1;3;9;apiSecret0;0;4;none0;0;0;0;7;4;POST36;/api/v1/payment-gateway/order/refund1;1;1;0;4;POST36;/api/v1/payment-gateway/order/payout1;1;1;0;4;POST36;/api/v1/payment-gateway/order/create0;0;4;POST43;/api/v1/payment-gateway/payment/generate-qr0;0;4;POST50;/api/v1/payment-gateway/payment/transaction-detail0;0;4;POST36;/api/v1/payment-gateway/order/cancel0;0;4;POST39;/api/v1/payment-gateway/balance-inquiry0;0;1;16;X-Idempotent-Key0;0;255;0;0;0;4;16;X-Idempotent-Key9;X-Api-Key11;X-Timestamp11;X-Signature1;8;X-App-Id0;0;1;1;2;6;apiKey9;apiSecret0;0;0;0;0;1;0;0;0;0;0;300;0;3;2;0;512;17;X-DVPay-Signature4;0;2;516;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;38;the definition has no `webhook.scheme`1;0;0;0;8;5;event6;status10;data.event11;data.status10;event_type10;event_name15;data.event_type15;data.event_name6;0;8;0;4;7;SUCCESS0;0;0;0;0;0;0;8;4;15;payment.success0;0;0;0;0;0;0;0;8;4;15;payment.success4;7;SUCCESS0;0;0;0;0;0;1;8;0;4;6;FAILED0;0;0;0;0;0;1;8;4;14;payment.failed0;0;0;0;0;0;0;1;8;4;14;payment.failed4;6;FAILED0;0;0;0;0;0;1;6;status0;0;0;21;{\"status\":\"received\"}0;1;13;error.message1;10;error.code1;16;error.request_id0;3;429;500;503;0;0;1;30;https://merchant.dv.vai247.pro";

/**
 * Pledg.
 *
 * - authentication (the vendor's documentation; high): https://docs.pledg.co/integration/api/authentication.html
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
export const pledgCompiled = "5;pledg5;6;apiKey0;9;apiSecret0;0;9;apiSecret0;6;apiKey0;0;5;email0;8;password0;0;8;password0;5;email0;0;14;merchantSecret0;14;merchantSecret0;0;2;7;staging1;1;2;35;https://staging.back.ecard.pledg.co1;27;staging.back.ecard.pledg.co0;0;10;production1;1;2;27;https://back.ecard.pledg.co1;19;back.ecard.pledg.co0;0;1;/0;0;4;0;1;1;1;0;0;0;6;bearer1;1;1;0;0;0;5;basic0;1;1;3;5;email1;3;8;password0;0;4;none0;0;0;0;2;4;POST19;/api/purchase_link/1;3;0;4;POST24;/api/payment_by_transfer1;3;0;0;1;2;1;2;10;/api/token1;2;10;/api/token0;1;1;3;6;apiKey1;3;9;apiSecret0;0;1;1;1;10;grant_type1;2;18;client_credentials12;access_token10;expires_in0;0;0;10;token_type600;1;60000;1;1;3;14;merchantSecret4;data1;13;Authorization0;0;0;1;1;5;6;apiKey9;apiSecret5;email8;password14;merchantSecret0;0;0;0;2;1;0;0;1;1;0;300;0;19;1;11;created_at=128;10;created_at64;0;1;6;error=128;5;error64;0;1;3;id=128;2;id64;0;1;10;reference=128;9;reference64;0;1;8;sandbox=128;7;sandbox64;0;1;7;status=128;6;status1024;9;signature4;0;193;1028;0;0;0;0;0;0;0;0;0;0;0;0;0;1;0;0;0;0;1;1;3;14;merchantSecret38;the definition has no `webhook.scheme`0;9;signature4;data0;2;6;status5;error4;0;2;4;9;completed4;0;1;2;4;6;failed4;0;1;2;4;6;failed1;1;2;4;9;completed1;1;6;status8;5;error6;errors6;status5;state16;acceptance_state25;acceptance_rejection_type14;purchase_state23;transfer_order_item_uid5;0;8;0;0;0;0;0;0;0;2;1;8;0;0;0;0;0;0;4;10;PRIMARY_KO0;1;8;0;0;0;0;0;0;4;10;SCORING_KO0;1;8;0;0;0;0;0;0;4;6;VCP_KO0;1;8;0;0;0;0;0;0;4;12;CONNECTOR_KO0;4;14;purchase_state5;state16;acceptance_state6;status0;0;0;0;0;0;5;429;500;502;503;504;0;0;2;35;https://staging.back.ecard.pledg.co27;https://back.ecard.pledg.co";

/**
 * WakaPay.
 *
 * - authentication and errors (the vendor's documentation; high): https://api-docs.wakapayments.com/docs/introduction
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
export const wakapayCompiled = "7;wakapay2;6;apiKey0;0;0;0;9;apiSecret0;0;0;0;2;4;test1;1;2;27;https://api.test.wakapay.io1;19;api.test.wakapay.io0;0;10;production1;1;2;22;https://api.wakapay.io1;14;api.wakapay.io0;0;1;/0;0;2;0;1;1;1;0;0;0;4;none0;0;0;0;0;0;1;2;1;2;14;/business/auth1;2;14;/business/auth0;0;0;0;1;0;2;6;apiKey1;3;6;apiKey9;apiSecret1;3;9;apiSecret11;accessToken9;expiresIn0;0;0;0;3600;1;60000;0;1;13;Authorization0;0;0;1;1;2;6;apiKey9;apiSecret0;0;0;0;2;1;0;0;0;2;0;300;0;3;64;0;1024;9;signature4;0;64;1028;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;3;3;6;apiKey2;1;:3;9;apiSecret38;the definition has no `webhook.scheme`0;0;0;0;0;0;0;0;0;0;0;0;2;5;error7;message1;4;code0;0;5;429;500;502;503;504;1;409;0;2;27;https://api.test.wakapay.io22;https://api.wakapay.io";
