// Calls that must compile, and the types of their results.

import {
  type AuthorizedRequest,
  type Client,
  type ClockOffset,
  type DogPayClient,
  type DoorPayClient,
  type DVPayClient,
  type ErrorCode,
  type HmacAlgorithm,
  type HmacKey,
  type HostOptions,
  type Params,
  type Provider,
  type ProviderDefinition,
  type PledgClient,
  type RateLimitDecision,
  type TokenAnswer,
  type TokenDecision,
  type TokenMachine,
  once,
  webhookHandler,
  type WebhookHandlerOptions,
  type OnceOutcome,
  sharedRateLimit,
  type Store,
  type Verdict,
  type WakaPayClient,
  basicAuth,
  bearerAuth,
  clockOffset,
  defineProvider,
  dogpay,
  doorpay,
  dvpay,
  hmacKey,
  idempotencyKey,
  isPayauthError,
  MemoryStore,
  parseBasicAuth,
  PayauthError,
  pledg,
  rateLimit,
  wakapay,
} from "payauth";
import { type ExplainedRequests, type Explanation, explainMismatch, type Mistake, type ProviderMessage } from "payauth/explain";
import { fastifyPlugin, type LambdaAnswer, lambdaHandler, nodeHandler } from "payauth/node";
import * as pure from "payauth/pure";

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
dv.sign({ path: "/{a}/{b}/{c}", params: { a: "x", b: 7, c: 7n }, now });
const params: Params = { id: 7 };
dv.sign({ path: "/{id}", params, now });
dv.sign({ path: "/", headers: [["Accept", "text/plain"]], body: [1, 2], now });
dv.sign({ path: "/", headers: new Map([["Accept", "text/plain"]]), body: "text", now });
const uncached: { revalidate: 0 } = request.next;
const sent: { method: string; url: string; redirect: "manual"; headers: Record<string, string> } = request;
const body: string | Uint8Array | undefined = request.body;
const retry: "later" | "no" = door.readError({ status: 429, body: "{}" }).retry;
const query: { page: string; size: string } = door.page({ page: 0, size: 100 });
dv.sign({ path: "/", query: door.page(), now });
const next: number | undefined = door.readPage({ number: 0, size: 1, totalElements: 0, totalPages: 0 }, 0).next;
const version: string | undefined = door.readVersion({ "X-API-Version": "1" }, "2").version;

// Clients with tokens
const dog: DogPayClient = dogpay({ appid: "a", secret: "b", environment: "sandbox", earlyMs: 600_000, readsExp: true });
const waka: WakaPayClient = pure.wakapay({ apiKey: "a", apiSecret: "b", environment: "test" });
const pl: PledgClient = pledg({ email: "a@b.example", password: "b", merchantSecret: "c", environment: "staging" });
const cursor: string | undefined = dog.page({ page: 1, take: 10, cursorId: "c" }).cursorId;
const jwt: string = pl.signParameters({ amountCents: 1n, list: [null] }, { exp: 1 });
pl.sign({ path: "/", auth: "basic", now });
waka.sign({ path: "/", authorization: "Bearer abc", now });

// The token machine
const machine: TokenMachine = dog.token;
let state: string = machine.initial();
const decided: TokenDecision = machine.decide(state, { now });
const until: Date | undefined = decided.action === "wait" ? decided.until : decided.validUntil;
const begun = machine.beginRefresh(state, { now, owner: machine.key, leaseMs: 10_000 });
if (begun.granted) {
  const asked: AuthorizedRequest = begun.request;
  const answer: TokenAnswer = { status: 200, headers: asked.headers, body: new ArrayBuffer(0) };
  const committed = machine.commitRefresh(begun.state, begun.ticket, answer, { sentAt: now, now });
  machine.commitRefresh(begun.state, begun.ticket, undefined, { sentAt: now, now });
  const retryAt: Date | undefined = committed.error?.retryAt;
  state = retryAt === undefined ? committed.state : state;
} else {
  begun.until.getTime();
}
const verdict: Verdict = machine.onUnauthorized(state, { fingerprint: "f", challenge: null, now }).verdict;
const offset: ClockOffset = clockOffset(undefined, { date: null, age: undefined, sentAt: now, receivedAt: now });
clockOffset(offset.state, { date: "x", sentAt: now, receivedAt: now });

// The driver
const store: Store = new MemoryStore({ capacity: 10 });
const own: Store = { atomic: true, get: async () => null, set: async (key, value, { ifVersion }) => `${key}${value}` === ifVersion };
const outcome: Promise<OnceOutcome> = once(store, { replayKey: "0".repeat(32) }, ({ attempt, idempotencyKey, idempotencyUuid }) => {
  void [attempt.toFixed(), idempotencyKey.length, idempotencyUuid.length];
}, { scope: "endpoint", leaseSeconds: 60, rememberSeconds: 86_400 });
sharedRateLimit(store, { key: "k", perSecond: 10, clock: () => 0 }).take().then(() => outcome);
const host: HostOptions = {
  clock: () => 0,
  sleep: async (ms, signal) => void [ms, signal.aborted],
  random: (length) => new Uint8Array(length),
  store,
  waitUntil: (work) => void work,
  report: ({ type, key, code, fault }) => void [type, key, code, fault],
  storeTimeoutMs: 1_000,
  tokenTimeoutMs: 8_000,
};
export async function balance(): Promise<number> {
  const driven = wakapay({ apiKey: "a", apiSecret: "b", environment: "test", ...host, store: own });
  const response = await driven.fetch("/business/balance", { query: { currency: "USD" }, headers: { Accept: "text/plain" } });
  await dvpay({ apiKey: "key", apiSecret: "secret" }).fetch("/", { method: "POST", body: { a: 1 }, idempotencyKey: "k" });
  return response.status;
}

// A defined provider: the definition determines the names of credentials, the environments and the words for `auth`
const acme = defineProvider({
  name: "acme",
  servers: { sandbox: "https://sandbox.acme.example", production: { url: "https://{account}.acme.example" } },
  credentials: {
    clientId: {},
    clientSecret: { prefix: { sandbox: ["test_"], production: ["live_"] } },
    account: { public: true, optional: true },
    version: { public: true, default: "2026-01-01" },
  },
  headers: { "x-api-version": "{version}" },
  auth: { bearer: "{token}" },
  alternatives: { signed: { headers: { "x-client": "{clientId}" } } },
  endpoints: { "GET /public/*": { auth: "none" }, "POST /payments/{id}/refunds": { auth: "signed", idempotency: "required" } },
  idempotency: { header: "Idempotency-Key", methods: ["POST"], maxLength: 64 },
  token: { url: "/token", form: { grant_type: "client_credentials", client_id: "{clientId}" }, lifetime: 600 },
  errors: { message: ["error.message", "message"], retryAfter: [{ header: "X-Reset", format: "unix" }] },
  pages: { page: "page_num", first: 0, size: "page_size" },
});
const ac = acme({ clientId: "a", clientSecret: "b", environment: "production", account: "c", earlyMs: 60_000, clock: () => 0 });
const ofAcme: { method: string } = ac.sign({ path: "/payments", body: { a: 1 }, auth: "signed", now });
ac.sign({ path: "/payments", auth: "none", now });
const acToken: TokenMachine = ac.token;
const acPage: { page_num: string; page_size: string } = ac.page({ page_num: 2 });
const isError: boolean = ac.readError({ status: 200, body: "{}" }).isError;
const origins: readonly string[] = acme.origins;
const acName: "acme" = acme.definition.name;
export const acAnswer = (): Promise<unknown> => ac.fetch("/payments", { auth: "signed", idempotencyKey: "k" });

// If a definition has one environment, the option `environment` may be left out
const solo = defineProvider({ name: "solo", servers: { live: "https://solo.example" }, credentials: { key: {} }, auth: { bearer: "{key}" } });
solo({ key: "k" });
solo({ key: "k", environment: "live" });

// The definition in a file: the type may have literal names, or only plain strings
const ofModule = { name: "file", body: "form", servers: { a: "https://a.example", b: "https://b.example" }, credentials: { key: {} }, auth: { bearer: "{key}" } };
defineProvider(ofModule)({ key: "k", environment: "a" });
defineProvider(JSON.parse("{}"))({ whatever: "k", environment: "x", webhookSecrets: ["s"] }).token?.initial();
const anything: ProviderDefinition = ofModule as ProviderDefinition;
const wide: Provider<ProviderDefinition> = defineProvider(anything);
wide({ key: "k", environment: "a" }).sign({ path: "/", auth: "any", now });
pure.defineProvider(anything)({ key: "k" }).dispose();
pure.defineProvider({ name: "p", servers: { a: "https://a.example" }, credentials: { k: {} }, auth: {} })({ k: "k" }).sign({ path: "/", now });

// Handlers
const handlerOptions: WebhookHandlerOptions = { secrets: () => [undefined, "s", bytes], store, scope: "orders", maxBytes: 1, methods: ["POST"] };
const answered = webhookHandler(pure.schemes.stripe, handlerOptions, ({ outcome }, { attempt }) => void [outcome?.word, attempt]);
export const ofClient = webhookHandler((request, env: { key: string }) => dvpay({ apiKey: env.key, apiSecret: "s" }), {}, () => {});
export const answer_: Promise<LambdaAnswer> = lambdaHandler(pure.schemes.stripe, { secrets: ["s"] }, () => {})({ body: null, headers: null });
export const nodes = nodeHandler(pure.schemes.github, { secrets: ["s"] }, (event, { request }) => void [answered, request.method]);
export const plugin = fastifyPlugin(pure.schemes.github, { secrets: ["s"] }, (event, { request }) => void request.raw.url);

// Explanations
const messages: ProviderMessage[] = ["dogpay", "wakapay", "pledg", "dvpay", "dvpay request"];
const given: pure.VerifyOptions = { headers: {}, body: bytes, now, secrets: ["s", { id: "a", secret: bytes }] };
const explanations: readonly Explanation[] = explainMismatch(pure.schemes.stripe, given);
const mistakes: Mistake[] = explanations.map(({ mistake }) => mistake);
const fixes: string[] = messages.flatMap((message) => explainMismatch(message, given).map(({ fix }) => fix));
const signature = { secret: "{key}", scheme: { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Sign": "{signature}" } } } as const;
const signing = pure.defineProvider({
  name: "signing",
  servers: { live: "https://signing.example" },
  credentials: { key: {} },
  auth: { signature },
  alternatives: { strong: { signature }, key: { headers: { "X-Key": "{key}" } } },
});
explainMismatch(signing, given);
explainMismatch({ requestsOf: signing }, { ...given, method: "POST", url: "https://signing.example/", vars: { key: "k" } });
explainMismatch({ requestsOf: signing, auth: "strong" }, given);
explainMismatch({ requestsOf: wide, auth: "any" }, given);
const parsed = defineProvider(JSON.parse("{}"));
explainMismatch({ requestsOf: parsed, auth: "any" }, given);
explainMismatch({ requestsOf: defineProvider(ofModule) }, given);
const requests: ExplainedRequests = { requestsOf: signing };
explainMismatch(requests, given);

// Errors
function code(error: unknown): ErrorCode | undefined {
  if (error instanceof PayauthError) return error.code;
  return isPayauthError(error) && error.blame === "caller" ? error.code : undefined;
}

export { fixes, mistakes };
export { acName, acPage, acToken, isError, ofAcme, origins };
export { cursor, jwt, offset, until, verdict };
export { algorithms, bearer, body, clients, code, derived, matches, next, password, query, random, retry, sent, tags };
export { userId, version };
