// The providers of the page: their credentials, their endpoints, and how requests are signed.

import { dogpay, doorpay, dvpay, pledg, wakapay } from "../lib/payauth.js";

const DVPAY = "/api/v1/payment-gateway";

/**
 * `signature.message` is the sender of the request in the view `explain`. An endpoint of the `kind` `token` returns an access token;
 * an endpoint of the `kind` `parameters` has signed parameters.
 */
export const PROVIDERS = [
  {
    id: "dvpay",
    title: "DVPay",
    make: dvpay,
    credentials: { apiKey: "your-api-key", apiSecret: "your-api-secret" },
    endpoints: [
      {
        title: "Refund",
        path: `${DVPAY}/order/refund`,
        body: '{"orderId":1234567890,"refundAmount":5.25}',
        needsKey: true,
      },
      {
        title: "Payout",
        path: `${DVPAY}/order/payout`,
        body: '{"accountNumber":"123456789","amount":100,"currency":"USD"}',
        needsKey: true,
      },
      { title: "Create an order", path: `${DVPAY}/order/create`, body: '{"amount":10.5,"currency":"USD"}' },
      { title: "Balance", path: `${DVPAY}/balance-inquiry`, body: "{}" },
      { title: "Another path", path: `${DVPAY}/payment/transaction-detail`, isOpen: true, body: "{}" },
    ],
    signature: {
      field: "X-Signature",
      algorithm: "SHA-256",
      secret: "apiSecret",
      encoding: "hex",
      parts: ["body", "seconds"],
      formula: "hex(HMAC-SHA256(apiSecret, body + timestamp))",
      message: "dvpay request",
    },
    skewMs: 300_000,
  },
  {
    id: "doorpay",
    title: "DoorPay",
    make: doorpay,
    credentials: { apiKey: "dp_test_key", apiSecret: "sk_test_secret" },
    environments: ["sandbox"],
    endpoints: [
      {
        title: "Create an order",
        path: "/orders",
        body: '{"amount":500,"description":"Shoes","buyer_email":"asha@shop.example"}',
        needsKey: true,
      },
      { title: "List orders", path: "/orders?page=0&size=20", method: "GET" },
      { title: "Another path", path: "/orders/1", isOpen: true },
    ],
    unsigned: "DoorPay does not use signatures: the key and the secret are sent as they are, over TLS.",
  },
  {
    id: "dogpay",
    title: "DogPay",
    make: dogpay,
    credentials: { appid: "your_API_Key", secret: "your_API_Secret" },
    environments: ["sandbox", "production"],
    endpoints: [
      { title: "Access token", kind: "token" },
      {
        title: "Pay",
        path: "/open-api/v1/pay",
        body: '{"orderAmount":"10.50","goodsName":"Shoes","callId":"order-17","currencyConfigId":"1"}',
        needsToken: true,
      },
      { title: "List payments", path: "/open-api/v1/pay?page=1&take=10", method: "GET", needsToken: true },
      { title: "Another path", path: "/open-api/v1/pay", isOpen: true, needsToken: true },
    ],
    unsigned: "DogPay does not sign requests: an access token authorizes them.",
  },
  {
    id: "wakapay",
    title: "WakaPay",
    make: wakapay,
    credentials: { apiKey: "your_api_key", apiSecret: "your_api_secret" },
    environments: ["test", "production"],
    endpoints: [
      { title: "Access token", kind: "token" },
      { title: "Balance", path: "/business/balance?currency=USD", method: "GET", needsToken: true },
      {
        title: "Verify a recipient",
        path: "/business/verify-transfer",
        body: '{"countryCode":"KE","phoneNumber":"+254700000000"}',
        needsToken: true,
      },
      { title: "Another path", path: "/business/balance", isOpen: true, needsToken: true },
    ],
    unsigned: "WakaPay does not sign requests: an access token authorizes them.",
  },
  {
    id: "pledg",
    title: "Pledg",
    make: pledg,
    credentials: { apiKey: "your_api_key", apiSecret: "your_api_secret", merchantSecret: "SECRET" },
    environments: ["staging", "production"],
    endpoints: [
      { title: "Access token", kind: "token" },
      {
        title: "Purchase link: signed parameters",
        kind: "parameters",
        path: "/api/purchase_link/",
        body: '{"merchantUid":"mer_uid","reference":"order_123","amountCents":30550}',
      },
      {
        title: "Refund",
        path: "/api/purchases/pur_1/credit_by_transfer",
        body: '{"amount_cents":200}',
        needsToken: true,
        isOpen: true,
      },
    ],
    signature: {
      field: "signature",
      algorithm: "SHA-256",
      secret: "merchantSecret",
      encoding: "base64url_nopad",
      parts: ["header", "dot", "claims"],
      formula: "base64url(HMAC-SHA256(merchantSecret, header + \".\" + claims))",
    },
    unsigned: "Requests to this endpoint are not signed: an access token authorizes them.",
  },
];

/** The entry for your own key, without a provider and without a request. */
export const OWN = {
  id: "own",
  title: "HMAC with your own key",
  credentials: { secret: "your-secret" },
  endpoints: [{ title: "Sign", kind: "own", body: '{"hello":"world"}' }],
};

/** The parts of the message that is signed with your own key. */
export const TEMPLATES = {
  "body": ["body"],
  "body + timestamp": ["body", "seconds"],
  "timestamp + . + body": ["seconds", "dot", "body"],
};
