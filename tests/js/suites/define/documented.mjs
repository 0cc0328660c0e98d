// The errors, the rules for idempotency keys, and the token calls that the providers document.

import { providers } from "../../support/shipped-providers.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";

const NOW = new Date("2026-03-02T12:00:00Z");
const SECONDS = NOW.getTime() / 1000;

export const CLIENTS = {
  stripe: { secretKey: "sk_test_example" },
  paypal: { clientId: "id", clientSecret: "secret", environment: "sandbox" },
  airwallex: { clientId: "id", apiKey: "key", environment: "sandbox" },
  mpesaDaraja: { consumerKey: "key", consumerSecret: "secret", environment: "sandbox" },
  xendit: { secretKey: "xnd_development_1" },
  coinbaseExchange: { key: "key", secret: "c2VjcmV0", passphrase: "phrase", environment: "sandbox" },
  dlocal: { login: "login", transKey: "trans", secretKey: "secret", environment: "sandbox" },
  checkoutCom: { prefix: "1234abcd", clientId: "ack_1", clientSecret: "secret", environment: "sandbox" },
  mercadoPago: { accessToken: "TEST-1" },
  flutterwaveV4: { clientId: "id", clientSecret: "secret", environment: "sandbox" },
  binanceSpot: { apiKey: "key", secretKey: "secret", environment: "testnet" },
  cashfree: { clientId: "id", clientSecret: "secret", environment: "sandbox" },
  midtrans: { serverKey: "SB-Mid-server-1", environment: "sandbox" },
  worldlineConnect: { apiKeyId: "id", secretApiKey: "secret", environment: "sandbox" },
};

/** Each row: the status, the body, the expected result, and the header fields if there are any. */
const ERRORS = {
  stripe: [
    [402, { error: { type: "card_error", code: "card_declined", decline_code: "generic_decline", message: "Your card was declined." } }, { message: "Your card was declined.", code: "card_declined", requestId: "req_1", retry: "no" }, { "request-id": "req_1" }],
    [400, { error: { type: "invalid_request_error", message: "Missing required param: amount.", param: "amount" } }, { code: "invalid_request_error" }],
    [400, { error: { type: "idempotency_error", message: "Keys for idempotent requests can only be used with the same parameters." } }, { code: "idempotency_error", retry: "no" }],
    [409, { error: { type: "invalid_request_error", message: "There is currently another in-progress request using this Idempotent Key" } }, { retry: "later" }],
    [429, { error: { type: "invalid_request_error", code: "rate_limit", message: "Request rate limit exceeded." } }, { code: "rate_limit", retry: "later" }],
    [200, { id: "ch_1", object: "charge" }, { isError: false }],
  ],
  paypal: [
    [401, { error: "invalid_client", error_description: "Client Authentication failed" }, { message: "Client Authentication failed", code: "invalid_client", retry: "no" }],
    [404, { name: "RESOURCE_NOT_FOUND", message: "The specified resource does not exist.", debug_id: "b1d1f06c7246c", details: [{ issue: "INVALID_RESOURCE_ID", description: "Specified resource ID does not exist." }] }, { code: "RESOURCE_NOT_FOUND", requestId: "b1d1f06c7246c", fields: {} }],
    [429, { name: "RATE_LIMIT_REACHED", message: "Too many requests. Blocked due to rate limiting.", debug_id: "d" }, { code: "RATE_LIMIT_REACHED", retry: "later" }],
    [500, { name: "INTERNAL_SERVER_ERROR", message: "An internal server error occurred." }, { requestId: "d-2", retry: "later" }, { "PayPal-Debug-Id": "d-2" }],
    [422, { name: "UNPROCESSABLE_ENTITY", details: [{ field: "/a", issue: "ISSUE" }, { field: "/b", issue: "X", description: "Text" }] }, { fields: { "/a": "ISSUE", "/b": "Text" } }],
  ],
  airwallex: [
    [401, { code: "unauthorized", message: "Access denied, authentication failed" }, { code: "unauthorized", retry: "no" }],
    [400, { code: "validation_failed", message: "Invalid", trace_id: "t-1", errors: [{ source: "amount", code: "invalid" }] }, { requestId: "t-1", fields: { amount: "invalid" } }],
    [429, { code: "too_many_requests", message: "Too many requests" }, { retry: "later" }],
  ],
  mpesaDaraja: [
    [400, { requestId: "r-1", errorCode: "400.008.01", errorMessage: "Invalid Authentication passed" }, { code: "400.008.01", message: "Invalid Authentication passed", requestId: "r-1" }],
    [500, { requestId: "r-2", errorCode: "500.001.1001", errorMessage: "Wrong credentials" }, { retry: "later" }],
  ],
  xendit: [
    [400, { error_code: "API_VALIDATION_ERROR", message: "Inputs are failing validation.", errors: [] }, { code: "API_VALIDATION_ERROR", retry: "no" }],
    [429, { error_code: "RATE_LIMIT_EXCEEDED", message: "Too many requests" }, { retry: "later", retryAfter: 30 }, { "Rate-Limit-Reset": "30" }],
    [429, { error_code: "RATE_LIMIT_EXCEEDED" }, { retryAfter: 5 }, { "Retry-After": "5", "Rate-Limit-Reset": "30" }],
    [429, { error_code: "RATE_LIMIT_EXCEEDED" }, { retryAfter: undefined }, { "Rate-Limit-Reset": "soon" }],
  ],
  coinbaseExchange: [
    [400, { message: "Invalid Price" }, { message: "Invalid Price", code: undefined, retry: "no" }],
    [429, { message: "Public rate limit exceeded" }, { retry: "later" }],
  ],
  dlocal: [
    [400, { code: 5001, message: "Invalid parameter: country", param: "country" }, { code: "5001", message: "Invalid parameter: country" }],
    [403, { code: 3001, message: "Invalid Credentials" }, { code: "3001", retry: "no" }],
  ],
  checkoutCom: [
    [422, { request_id: "0HL80RJLS76I7", error_type: "request_invalid", error_codes: ["payment_source_required"] }, { code: "payment_source_required", message: "request_invalid", requestId: "0HL80RJLS76I7" }],
    [401, {}, { message: undefined, requestId: "r-9" }, { "Cko-Request-Id": "r-9" }],
    [429, { error_type: "too_many_requests", error_codes: [] }, { code: "too_many_requests", retry: "later" }],
  ],
  mercadoPago: [
    [400, { message: "Invalid parameter", error: "bad_request", status: 400, cause: [{ code: 2034, description: "Invalid users involved" }] }, { message: "Invalid parameter", code: "2034" }],
    [400, { errors: [{ code: "invalid_idempotency_key_length", message: "The key is too long.", details: [] }] }, { message: "The key is too long.", code: "invalid_idempotency_key_length" }],
    [401, { message: "invalid access token", error: "unauthorized", status: 401, cause: [] }, { code: "unauthorized" }],
    [409, { message: "conflict" }, { mayExist: true }],
  ],
  flutterwaveV4: [
    [400, { status: "failed", error: { type: "REQUEST_NOT_VALID", code: "10400", message: "Request is not valid", validation_errors: [{ field_name: "amount", message: "must be positive" }] } }, { code: "10400", message: "Request is not valid", fields: { amount: "must be positive" } }],
    [401, { status: "error", message: "Invalid authorization key", data: null }, { message: "Invalid authorization key" }],
  ],
  binanceSpot: [
    [400, { code: -1121, msg: "Invalid symbol." }, { code: "-1121", message: "Invalid symbol.", retry: "no", mayExist: false }],
    [418, { code: -1003, msg: "Way too much request weight used; IP banned." }, { retry: "later", retryAfter: 60 }, { "Retry-After": "60" }],
    [504, { code: -1007, msg: "Timeout waiting for response from backend server." }, { retry: "no", mayExist: true }],
  ],
  cashfree: [
    [400, { message: "order amount is invalid", code: "order_amount_invalid", type: "invalid_request_error" }, { code: "order_amount_invalid", requestId: "x-1" }, { "X-Request-Id": "x-1" }],
    [429, { message: "Too many requests from IP", code: "request_failed", type: "rate_limit_error" }, { retry: "later", retryAfter: 11 }, { "x-ratelimit-retry": "11", "X-RateLimit-Reset": "40" }],
    [429, { message: "Too many requests from IP" }, { retryAfter: 40 }, { "X-RateLimit-Reset": "40" }],
  ],
  midtrans: [
    [200, { status_code: "406", status_message: "The request could not be completed due to a conflict with the current state of the target resource", id: "i-1" }, { isError: true, code: "406", requestId: "i-1", retry: "no" }],
    [200, { status_code: "400", status_message: "One or more parameters in the payload is invalid.", validation_messages: ["transaction_details.order_id is required"], id: "i-2" }, { isError: true, message: "One or more parameters in the payload is invalid." }],
    [201, { status_code: "201", status_message: "GO-PAY transaction is created" }, { isError: false }],
    [200, { status_code: 202, status_message: "denied" }, { isError: false }],
    [200, { status_code: 407, status_message: "expired" }, { isError: true, code: "407" }],
    [401, { status_code: "401", status_message: "Unknown Merchant server_key/id" }, { isError: true, code: "401" }],
  ],
  worldlineConnect: [
    [400, { errorId: "e-1", errors: [{ code: "21000120", propertyName: "order.amountOfMoney.amount", message: "PARAMETER_NOT_FOUND_IN_REQUEST", httpStatusCode: 400 }] }, { code: "21000120", requestId: "e-1", fields: { "order.amountOfMoney.amount": "PARAMETER_NOT_FOUND_IN_REQUEST" } }],
    [409, { errorId: "e-2", errors: [{ code: "1409", message: "DUPLICATE_REQUEST_IN_PROGRESS", httpStatusCode: 409 }] }, { code: "1409", mayExist: true, fields: {} }],
  ],
};

/** Rows with a method, a path, and whether an idempotency key is required, optional or rejected (`none`). A number is the maximum length of a key. */
const KEYS = {
  stripe: [["POST", "/v1/charges", "optional"], ["GET", "/v1/charges", "none"], ["DELETE", "/v1/customers/cus_1", "none"], 255],
  paypal: [["POST", "/v2/checkout/orders", "optional"], ["GET", "/v2/checkout/orders/1", "none"], 255],
  airwallex: [["POST", "/api/v1/transfers/create", "none"]],
  mpesaDaraja: [["POST", "/mpesa/stkpush/v1/processrequest", "none"]],
  xendit: [["POST", "/v2/invoices", "optional"], ["GET", "/balance", "none"], 255],
  coinbaseExchange: [["POST", "/orders", "none"]],
  dlocal: [["POST", "/payments", "optional"], 255],
  checkoutCom: [["POST", "/payments", "optional"], ["GET", "/payments/pay_1", "none"], 255],
  mercadoPago: [["POST", "/v1/payments", "required"], ["POST", "/v1/payments/1/refunds", "required"], ["POST", "/v1/orders", "required"], ["POST", "/v1/orders/1/capture", "required"], ["POST", "/checkout/preferences", "optional"], ["GET", "/v1/payments/1", "none"], 128],
  flutterwaveV4: [["POST", "/charges", "optional"], 255],
  binanceSpot: [["POST", "/api/v3/order", "none"]],
  cashfree: [["POST", "/orders", "optional"], ["GET", "/orders/1", "none"], 255],
  midtrans: [["POST", "/v2/charge", "optional"], 100],
  worldlineConnect: [["POST", "/v1/9991/payments", "optional"], ["DELETE", "/v1/9991/tokens/1", "none"], 40],
};

const TOKENS = {
  paypal: ["POST", "https://api-m.sandbox.paypal.com/v1/oauth2/token", "grant_type=client_credentials", { access_token: "t", token_type: "Bearer", expires_in: 32400 }, 32_400],
  airwallex: ["POST", "https://api.sandbox.airwallex.com/api/v1/authentication/login", undefined, { token: "t", expires_at: "2026-03-02T12:30:00+0000" }, 1_800],
  mpesaDaraja: ["GET", "https://sandbox.safaricom.co.ke/oauth/v1/generate?grant_type=client_credentials", undefined, { access_token: "t", expires_in: "3599" }, 3_599],
  checkoutCom: ["POST", "https://1234abcd.access.sandbox.checkout.com/connect/token", "grant_type=client_credentials&client_id=ack_1&client_secret=secret&scope=gateway", { access_token: "t", token_type: "Bearer", expires_in: 3600 }, 3_600],
  flutterwaveV4: ["POST", "https://idp.flutterwave.com/realms/flutterwave/protocol/openid-connect/token", "client_id=id&client_secret=secret&grant_type=client_credentials", { access_token: "t", expires_in: 600, token_type: "Bearer" }, 600],
};

export default function ({ test }) {
  test("every row of the tables belongs to a provider of payauth/providers", () => {
    for (const table of [CLIENTS, ERRORS, KEYS, TOKENS]) same(Object.keys(table).filter((name) => !(name in providers)), []);
  });
  for (const name of Object.keys(CLIENTS)) {
    const provider = providers[name];
    const client = () => provider(CLIENTS[name]);
    for (const [status, body, expected, headers = {}] of ERRORS[name]) {
      test(`${name} reads a documented answer with the status ${status}: ${JSON.stringify(body).slice(0, 60)}`, () => error(client(), status, body, expected, headers));
    }
    for (const [method, path, takes] of KEYS[name].filter(Array.isArray)) {
      test(`${name}: the rule for an idempotency key at ${method} ${path} is ${takes}`, () => rule(client(), method, path, takes));
    }
    const longest = KEYS[name].find(Number.isInteger);
    if (longest) test(`${name} accepts an idempotency key of ${longest} characters, and rejects a longer key`, () => longestKey(client(), KEYS[name][0], longest));
    if (TOKENS[name]) test(`${name} requests a token as documented, and reads the lifetime of the token`, () => token(client(), ...TOKENS[name]));
    else test(`${name} has no token`, () => equal("token" in client(), false));
    test(`${name} has no numbered pages`, () => equal("page" in client(), false));
  }
}

function error(client, status, body, expected, headers) {
  const problem = client.readError({ status, headers, body: JSON.stringify(body), now: NOW });
  equal(problem.status, status);
  for (const [name, value] of Object.entries({ isError: status >= 400, ...expected })) {
    if (name === "retryAfter") equal(problem.retryAt && problem.retryAt / 1000 - SECONDS, value, name);
    else if (name === "fields") same(problem.fields, value, name);
    else equal(problem[name], value, name);
  }
}

const call = (client, method, path, more) => {
  const authorization = client.token && "Bearer t";
  const body = method === "POST" ? { body: "a" } : {};
  return client.sign({ method, path, ...body, ...(authorization && { authorization }), ...more, now: NOW });
};

function rule(client, method, path, takes) {
  const [without, withKey] = [() => call(client, method, path), () => call(client, method, path, { idempotencyKey: "key-1" })];
  if (takes === "required") throws("ERR_IDEMPOTENCY_KEY", without);
  else ok(!Object.values(without().headers).includes("key-1"), "a request without the key");
  if (takes === "none") throws("ERR_IDEMPOTENCY_KEY", withKey);
  else ok(Object.values(withKey().headers).includes("key-1"), "a header field with the key");
}

function longestKey(client, [method, path], longest) {
  call(client, method, path, { idempotencyKey: "k".repeat(longest) });
  throws("ERR_IDEMPOTENCY_KEY", () => call(client, method, path, { idempotencyKey: "k".repeat(longest + 1) }));
}

function token({ token }, method, url, body, answer, seconds) {
  const { request, state, ticket } = token.beginRefresh(token.initial(), { now: NOW, owner: "one" });
  same([request.method, request.url, request.body], [method, url, body]);
  const given = { status: 200, headers: {}, body: JSON.stringify(answer) };
  const kept = token.commitRefresh(state, ticket, given, { sentAt: NOW, now: NOW }).state;
  const held = (after) => token.decide(kept, { now: new Date(NOW.getTime() + after) }).authorization;
  same([held(seconds * 1000 - 1), held(seconds * 1000)], ["Bearer t", undefined]);
}
