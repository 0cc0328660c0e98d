// The fourteen APIs of `payauth/providers`, from the vendors' pages: how a call is authenticated, how a token is requested and
// answered, which field has the idempotency key, and the format of errors. If a page does not state a fact, the text says so.

import { createHash } from "node:crypto";
import { basicOf, bearerOf, block, both, either, fieldsOf, issued, signed } from "./open-ways.mjs";

const HALF_HOUR = 1_800_000;
const id = (call) => `req-${call.number}`;

/** The token call is a form with these fields (RFC 6749, section 4.4). */
const form = (fields) => (call, credentials) =>
  /^application\/x-www-form-urlencoded\s*(;|$)/i.test(call.headers["content-type"] ?? "") &&
  isSame(new URLSearchParams(call.body.toString()), fields(credentials));

/** The call has no body. */
const empty = (call) => call.body.length === 0 && call.headers["content-type"] === undefined;

function isSame(parameters, expected) {
  return JSON.stringify([...parameters].sort()) === JSON.stringify(Object.entries(expected).sort());
}

const withTokens = {
  "paypal": {
    credentials: { clientId: "paypal-client", clientSecret: "paypal-secret" },
    way: issued(),
    token: {
      method: "POST",
      path: "/v1/oauth2/token",
      way: basicOf("clientId", "clientSecret"),
      body: form(() => ({ grant_type: "client_credentials" })),
      lifetime: 32_400,
      answer: (token, { lifetime }) => ({
        scope: "https://uri.paypal.com/services/invoicing",
        access_token: token,
        token_type: "Bearer",
        app_id: "APP-80W284485P519543T",
        expires_in: lifetime,
        nonce: "n",
      }),
      refuse: () => ({ error: "invalid_client", error_description: "Client Authentication failed" }),
    },
    idempotency: { header: "paypal-request-id", repeat: 200 },
    error: (status, call) => ({
      body: {
        name: status === 429 ? "RATE_LIMIT_REACHED" : status === 401 ? "AUTHENTICATION_FAILURE" : "UNPROCESSABLE_ENTITY",
        message: `The request was answered ${status}.`,
        debug_id: id(call),
        details: [{ field: "/amount/value", issue: "DECIMAL_PRECISION", description: "Only two decimals are allowed." }],
      },
    }),
  },
  "airwallex": {
    credentials: { clientId: "airwallex-client", apiKey: "airwallex-key" },
    way: issued(),
    token: {
      method: "POST",
      path: "/api/v1/authentication/login",
      way: fieldsOf({ "x-client-id": "clientId", "x-api-key": "apiKey" }),
      body: empty,
      lifetime: 1800,
      status: 201,
      // The expiry of the token is a time. The offset of this time has no colon.
      answer: (token, { lifetime }, now) => ({
        token,
        expires_at: new Date(now + lifetime * 1000).toISOString().replace(/\.\d+Z$/, "+0000"),
      }),
    },
    error: (status, call) => ({
      body: {
        code: status === 401 ? "unauthorized" : "validation_failed",
        message: `answered ${status}`,
        source: "amount",
        trace_id: id(call),
        errors: [{ source: "amount", code: "invalid", message: "is too small" }],
      },
    }),
  },
  "mpesa-daraja": {
    credentials: { consumerKey: "consumer-key", consumerSecret: "consumer-secret" },
    way: issued(),
    token: {
      method: "GET",
      path: "/oauth/v1/generate",
      way: both(basicOf("consumerKey", "consumerSecret"), ({ search }) => search === "grant_type=client_credentials"),
      body: empty,
      lifetime: 3599,
      // The lifetime is a text, not a number.
      answer: (token, { lifetime }) => ({ access_token: token, expires_in: String(lifetime) }),
    },
    error: (status, call) => ({
      body: {
        requestId: id(call),
        errorCode: status === 401 ? "404.001.03" : status === 429 ? "500.003.02" : `${status}.001.01`,
        errorMessage: status === 401 ? "Invalid Access Token" : `answered ${status}`,
      },
    }),
  },
  "checkout-com": {
    credentials: { prefix: "1234abcd", clientId: "ack_1", clientSecret: "s&1", scope: "gateway", secretKey: "sk_sbox_1" },
    way: either(issued(), bearerOf("secretKey")),
    token: {
      method: "POST",
      path: "/connect/token",
      elsewhere: true,
      body: form(({ clientId, clientSecret, scope }) => ({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope,
      })),
      lifetime: 3600,
      answer: (token, { lifetime }) => ({ access_token: token, token_type: "Bearer", expires_in: lifetime, scope: "gateway" }),
    },
    idempotency: { header: "cko-idempotency-key" },
    error: (status, call) => ({
      headers: { "Cko-Request-Id": id(call) },
      body: {
        request_id: id(call),
        error_type: status === 429 ? "too_many_requests" : "request_invalid",
        error_codes: ["amount_invalid", "currency_invalid"],
      },
    }),
  },
  "flutterwave-v4": {
    credentials: { clientId: "flutterwave-id", clientSecret: "flutterwave-secret" },
    way: issued(),
    token: {
      method: "POST",
      path: "/realms/flutterwave/protocol/openid-connect/token",
      elsewhere: true,
      body: form(({ clientId, clientSecret }) => ({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: "client_credentials",
      })),
      lifetime: 600,
      answer: (token, { lifetime }) => ({
        access_token: token,
        expires_in: lifetime,
        refresh_expires_in: 0,
        token_type: "Bearer",
        "not-before-policy": 0,
        scope: "profile email",
      }),
    },
    idempotency: { header: "x-idempotency-key", repeated: { "X-Idempotency-Cache-Hit": "true" } },
    error: (status) => ({
      body: {
        status: "failed",
        error: {
          type: "REQUEST_NOT_VALID",
          code: "10400",
          message: `answered ${status}`,
          validation_errors: [{ field_name: "amount", message: "must be positive" }],
        },
      },
    }),
  },
};

const withKeys = {
  "stripe": {
    credentials: { secretKey: "sk_test_sandbox" },
    way: either(bearerOf("secretKey"), basicOf("secretKey")),
    body: /^application\/x-www-form-urlencoded$/,
    idempotency: { header: "idempotency-key", longest: 255 },
    error: (status, call) => ({
      headers: { "Request-Id": id(call) },
      body: {
        error: {
          type: status === 402 ? "card_error" : "invalid_request_error",
          ...(status === 402 && { code: "card_declined" }),
          message: status === 402 ? "Your card was declined." : `answered ${status}`,
        },
      },
    }),
  },
  "xendit": {
    credentials: { secretKey: "xnd_development_sandbox" },
    way: basicOf("secretKey"),
    idempotency: { header: "idempotency-key" },
    error: (status) => ({
      headers: status === 429 ? { "Rate-Limit-Limit": "60", "Rate-Limit-Remaining": "0", "Rate-Limit-Reset": "12" } : {},
      body: {
        error_code: status === 429 ? "RATE_LIMIT_EXCEEDED" : status === 401 ? "INVALID_API_KEY" : "API_VALIDATION_ERROR",
        message: `answered ${status}`,
      },
    }),
  },
  "mercado-pago": {
    credentials: { accessToken: "TEST-sandbox" },
    way: bearerOf("accessToken"),
    idempotency: {
      header: "x-idempotency-key",
      longest: 128,
      isRequired: ({ path }) => /^\/v1\/(payments|payments\/[^/]+\/refunds|orders|orders\/.+)$/.test(path),
    },
    error: (status, { path }) => ({
      body: path.startsWith("/v1/orders")
        ? { errors: [{ code: `code_${status}`, message: `answered ${status}`, details: [] }] }
        : { message: `answered ${status}`, error: "bad_request", status, cause: [{ code: 2034, description: "invalid" }] },
    }),
  },
  "cashfree": {
    base: "/pg",
    credentials: { clientId: "cashfree-app", clientSecret: "cashfree-secret" },
    way: both(fieldsOf({ "x-client-id": "clientId", "x-client-secret": "clientSecret" }), ({ headers }) =>
      /^\d{4}-\d\d-\d\d$/.test(headers["x-api-version"] ?? ""),
    ),
    open: ({ method, path }) => method === "POST" && path === "/pg/orders/sessions",
    idempotency: { header: "x-idempotency-key" },
    error: (status, call) => ({
      headers: {
        "x-request-id": id(call),
        ...(status === 429 && { "X-RateLimit-Limit": "200", "X-RateLimit-Reset": "58", "x-ratelimit-retry": "7" }),
      },
      body: { message: `answered ${status}`, code: `request_${status}`, type: "invalid_request_error" },
    }),
  },
  "midtrans": {
    credentials: { serverKey: "SB-Mid-server-abc123cde456" },
    way: both(basicOf("serverKey"), ({ headers }) => headers.accept === "application/json"),
    idempotency: { header: "idempotency-key" },
    // A rejected authentic call has the HTTP status 200. The real status is in a member of the body.
    inside: (status) => ([401, 429].includes(status) || status >= 500 ? status : 200),
    error: (status, call) => ({
      body: { status_code: String(status), status_message: `answered ${status}`, id: id(call) },
    }),
    answer: () => ({ status_code: "201", status_message: "ok" }),
  },
};

const withSignatures = {
  "coinbase-exchange": {
    credentials: { key: "coinbase-key", secret: Buffer.alloc(64, "x").toString("base64"), passphrase: "coinbase-phrase" },
    way: both(
      fieldsOf({ "cb-access-key": "key", "cb-access-passphrase": "passphrase" }),
      signed({
        secret: ({ secret }) => Buffer.from(secret, "base64"),
        parts: ({ headers, method, target, body }) => [headers["cb-access-timestamp"], method, target, body],
        tag: ({ headers }) => headers["cb-access-sign"],
        encoding: "base64",
        time: ({ headers }) => (/^\d{10}$/.test(headers["cb-access-timestamp"]) ? headers["cb-access-timestamp"] * 1000 : NaN),
        windowMs: 30_000,
      }),
    ),
    open: ({ method, path }) => method === "GET" && /^\/(products(\/.+)?|time)$/.test(path),
    error: (status) => ({ body: { message: status === 401 ? "invalid signature" : `answered ${status}` } }),
  },
  "dlocal": {
    credentials: { login: "dlocal-login", transKey: "dlocal-trans", secretKey: "dlocal-secret" },
    way: both(
      fieldsOf({ "x-login": "login", "x-trans-key": "transKey", "x-version": "=2.1" }),
      signed({
        secret: ({ secretKey }) => secretKey,
        parts: ({ headers, body }, { login }) => [login, headers["x-date"], body],
        tag: ({ headers }) => /^V2-HMAC-SHA256, Signature: ([0-9a-f]{64})$/.exec(headers.authorization)?.[1],
        encoding: "hex",
        time: ({ headers }) =>
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(headers["x-date"]) ? Date.parse(headers["x-date"]) : NaN,
        windowMs: HALF_HOUR,
      }),
    ),
    idempotency: { header: "x-idempotency-key" },
    error: (status) => ({ body: { code: status === 401 ? 3001 : 5001, message: `answered ${status}`, param: "amount" } }),
  },
  "binance-spot": {
    credentials: { apiKey: "binance-key", secretKey: "binance-secret" },
    body: /^application\/x-www-form-urlencoded$/,
    way: both(
      fieldsOf({ "x-mbx-apikey": "apiKey" }),
      signed({
        secret: ({ secretKey }) => secretKey,
        parts: ({ search, body }) => [search.replace(/&?signature=[^&]*$/, ""), body],
        tag: ({ search }) => /(?:^|&)signature=([0-9a-f]{64})$/.exec(search)?.[1],
        encoding: "hex",
        time: ({ query }) => (/^\d{13}$/.test(query.get("timestamp")) ? Number(query.get("timestamp")) : NaN),
        windowMs: 5_000,
      }),
    ),
    open: ({ method, path }) => method === "GET" && /^\/api\/v3\/(time|exchangeInfo|depth|ticker\/.+)$/.test(path),
    error: (status) => ({
      headers: status === 418 || status === 429 ? { "Retry-After": "9" } : {},
      body: { code: status >= 500 ? -1007 : status === 429 ? -1003 : -1022, msg: `answered ${status}` },
    }),
  },
  "worldline-connect": {
    credentials: { apiKeyId: "worldline-key-id", secretApiKey: "worldline-secret" },
    way: both(
      ({ headers }, { credentials }) => headers.authorization?.startsWith(`GCS v1HMAC:${credentials.apiKeyId}:`),
      signed({
        secret: ({ secretApiKey }) => secretApiKey,
        parts: ({ method, headers, target }) => [
          [method, headers["content-type"] ?? "", headers.date, block(headers, "x-gcs") + target, ""].join("\n"),
        ],
        tag: ({ headers }) => headers.authorization?.split(":")[2],
        encoding: "base64",
        time: ({ headers }) => Date.parse(headers.date),
        windowMs: 300_000,
      }),
    ),
    idempotency: { header: "x-gcs-idempotence-key", longest: 40, repeated: { "X-GCS-Idempotence-Request-Timestamp": "1" } },
    error: (status, call) => ({
      body: {
        errorId: id(call),
        errors: [{ code: "1099", message: `answered ${status}`, propertyName: "order.amount", httpStatusCode: status }],
      },
    }),
  },
};

export const APIS = { ...withTokens, ...withKeys, ...withSignatures };

/** The password of an STK Push of M-Pesa, which is a member of the caller's body. */
export const stkPassword = ({ shortCode, passkey, timestamp }) =>
  Buffer.from(shortCode + passkey + timestamp).toString("base64");

/** The value of the header field `Iris-Signature` in a notification of Midtrans about a payout. */
export const irisSignature = ({ body, merchantKey }) => createHash("sha512").update(body + merchantKey).digest("hex");
