// Calls that compile, with the types that they give.

import {
  type AuthorizedRequest,
  type Client,
  type DoorPayClient,
  type DVPayClient,
  type ErrorCode,
  type HmacAlgorithm,
  type HmacKey,
  type RateLimitDecision,
  basicAuth,
  bearerAuth,
  doorpay,
  dvpay,
  hmacKey,
  idempotencyKey,
  isPayauthError,
  parseBasicAuth,
  PayauthError,
  rateLimit,
} from "payauth";

const now = new Date(0);
const bytes = new Uint8Array(16);

// HMAC
const algorithms: HmacAlgorithm[] = ["SHA-1", "SHA-256", "SHA-384", "SHA-512"];
const key: HmacKey = hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
hmacKey({ algorithm: "SHA-1", secret: bytes });
hmacKey({ algorithm: "SHA-512", secret: "00ff", encoding: "hex" }).dispose();
const tags: string[] = [key.sign("message"), key.sign(bytes, "base64"), key.sign("", "HEX")];
const matches: boolean = key.verify(bytes, "00", "hex");

// Authorization
const basic: string = basicAuth("user", "pass", { mode: "rfc6749" });
const { userId, password }: { userId: string; password: string } = parseBasicAuth(basic);
const bearer: string = bearerAuth("token");

// Idempotency keys and the rate limit
const random: string = idempotencyKey.random(bytes);
const derived: string = idempotencyKey.derive({ secret: bytes, operation: "1", method: "POST", path: "/", body: "{}" });
let decision: RateLimitDecision = rateLimit(undefined, { now, perSecond: 10 });
decision = rateLimit(decision.state, { now, perSecond: 10 });

// Clients
const dv: DVPayClient = dvpay({ apiKey: "key", apiSecret: "secret", baseUrl: "http://127.0.0.1:8080" });
const door: DoorPayClient = doorpay({ apiKey: "dp_test_a", apiSecret: "sk_test_b", environment: "sandbox" });
const clients: Client[] = [dv, door];
const request: AuthorizedRequest = dv.sign({
  path: "/api/v1/payment-gateway/order/refund",
  method: "POST",
  query: { page: 1, big: 2n, on: true, name: "n", none: undefined },
  headers: { Accept: "application/json" },
  body: { orderId: 12345678901234567890n, list: [1, "two", null, { three: true }] },
  idempotencyKey: "key-1",
  now,
});
dv.sign({ path: "/", headers: [["Accept", "text/plain"]], body: [1, 2], now });
dv.sign({ path: "/", headers: new Map([["Accept", "text/plain"]]), body: "text", now });
const sent: { method: string; url: string; redirect: "manual"; headers: Record<string, string> } = request;
const body: string | Uint8Array | undefined = request.body;
const retry: "later" | "no" = door.readError({ status: 429, body: "{}" }).retry;
const query: { page: string; size: string } = door.page({ page: 0, size: 100 });
dv.sign({ path: "/", query: door.page(), now });
const next: number | undefined = door.readPage({})?.next;
const version: string | undefined = door.readVersion({ "X-API-Version": "1" }, "2").version;

// Errors
function code(error: unknown): ErrorCode | undefined {
  if (error instanceof PayauthError) return error.code;
  return isPayauthError(error) && error.blame === "caller" ? error.code : undefined;
}

export { algorithms, bearer, body, clients, code, derived, matches, next, password, query, random, retry, sent, tags };
export { userId, version };
