// Calls that must not compile.

import { type ErrorCode, basicAuth, bearerAuth, doorpay, dvpay, hmacKey, idempotencyKey, rateLimit } from "payauth";
import { clockOffset, defineProvider, dogpay, MemoryStore, once, pledg, sharedRateLimit, wakapay, webhookHandler } from "payauth";
import { explainMismatch, type Mistake } from "payauth/explain";
import { lambdaHandler, nodeHandler } from "payauth/node";
import * as pure from "payauth/pure";
// @ts-expect-error: the exports of the wasm module are not public
import { macKey } from "payauth";
// @ts-expect-error: the package's inner files are not public
import { Handle } from "payauth/dist/handle.js";

const now = new Date(0);
const key = hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
const dv = dvpay({ apiKey: "key", apiSecret: "secret" });
const door = doorpay({ apiKey: "dp_test_a", apiSecret: "sk_test_b", environment: "sandbox" });

// @ts-expect-error: MD5 is not a supported hash function
hmacKey({ algorithm: "MD5", secret: "Jefe" });
// @ts-expect-error: the algorithm of a key is required
hmacKey({ secret: "Jefe" });
// @ts-expect-error: the secret of a key is required
hmacKey({ algorithm: "SHA-256" });
// @ts-expect-error: a secret must be text or bytes
hmacKey({ algorithm: "SHA-256", secret: new ArrayBuffer(8) });
// @ts-expect-error: an array of numbers is not a Uint8Array
hmacKey({ algorithm: "SHA-256", secret: [1, 2, 3] });
// @ts-expect-error: a Uint16Array is not a Uint8Array
hmacKey({ algorithm: "SHA-256", secret: new Uint16Array(8) });
// @ts-expect-error: the option does not exist
hmacKey({ algorithm: "SHA-256", secret: "Jefe", digest: "hex" });
// @ts-expect-error: a message must be text or bytes
key.sign({ amount: 1 });
// @ts-expect-error: latin1 is not an encoding of a tag
key.sign("message", "latin1");
// @ts-expect-error: a tag must be text
key.verify("message", new Uint8Array(32));
// @ts-expect-error: the tag is required
key.verify("message");
// @ts-expect-error: the class HmacKey is not exported
new HmacKey();

// @ts-expect-error: a password must be text
basicAuth("user", 7);
// @ts-expect-error: the mode does not exist
basicAuth("user", "pass", { mode: "rfc2617" });
// @ts-expect-error: a token must be text
bearerAuth(undefined);

// @ts-expect-error: the random bytes are required
idempotencyKey.random();
// @ts-expect-error: the random bytes must not be text
idempotencyKey.random("0123456789abcdef");
// @ts-expect-error: the path is required for a derived key
idempotencyKey.derive({ secret: "s", operation: "1", method: "POST" });

// @ts-expect-error: the time is required
rateLimit(undefined, { perSecond: 10 });
// @ts-expect-error: a time must be a Date, not a number
rateLimit(undefined, { now: 1709380800, perSecond: 10 });
// @ts-expect-error: a state must be text
rateLimit({}, { now, perSecond: 10 });

// @ts-expect-error: the secret of DVPay is required
dvpay({ apiKey: "key" });
// @ts-expect-error: DVPay has no option for the environment
dvpay({ apiKey: "key", apiSecret: "secret", environment: "sandbox" });
// @ts-expect-error: the environment of DoorPay is required
doorpay({ apiKey: "dp_test_a", apiSecret: "sk_test_b" });
// @ts-expect-error: DoorPay has no environment called staging
doorpay({ apiKey: "dp_test_a", apiSecret: "sk_test_b", environment: "staging" });

// @ts-expect-error: the time is required
dv.sign({ path: "/" });
// @ts-expect-error: a time must be a Date, not text
dv.sign({ path: "/", now: "2024-03-02T12:00:00Z" });
// @ts-expect-error: the path is required
dv.sign({ now });
// @ts-expect-error: a path must be text
dv.sign({ path: new URL("https://shop.example"), now });
// @ts-expect-error: a parameter must be text, a number or a bigint
dv.sign({ path: "/{id}", params: { id: true }, now });
// @ts-expect-error: a parameter must not be undefined
dv.sign({ path: "/{id}", params: { id: undefined }, now });
// @ts-expect-error: a body must be text, bytes, an object or an array
dv.sign({ path: "/", now, body: 7 });
// @ts-expect-error: a body must not contain a Date
dv.sign({ path: "/", now, body: { at: now } });
// @ts-expect-error: the value of a header field must be text
dv.sign({ path: "/", now, headers: { "X-Count": 1 } });
// @ts-expect-error: an idempotency key must be text
dv.sign({ path: "/", now, idempotencyKey: 1 });
// @ts-expect-error: the option does not exist
dv.sign({ path: "/", now, timestamp: 1 });
// @ts-expect-error: an authorized request is read-only
dv.sign({ path: "/", now }).url = "/";

// @ts-expect-error: DogPay has no environment called test
dogpay({ appid: "a", secret: "b", environment: "test" });
// @ts-expect-error: the environment of WakaPay is required
wakapay({ apiKey: "a", apiSecret: "b" });
// @ts-expect-error: Pledg has no credential called merchantKey
pledg({ merchantKey: "a", environment: "staging" });
const waka = wakapay({ apiKey: "a", apiSecret: "b", environment: "test" });
const { token } = waka;
// @ts-expect-error: earlyMs must be a number
wakapay({ apiKey: "a", apiSecret: "b", environment: "test", earlyMs: "60000" });
// @ts-expect-error: the time is required
token.decide(token.initial());
// @ts-expect-error: a time must be a Date
token.decide(token.initial(), { now: 0 });
// @ts-expect-error: a state must be text
token.decide(undefined, { now });
// @ts-expect-error: the owner is required
token.beginRefresh(token.initial(), { now });
// @ts-expect-error: the result has a ticket only if the lease was granted
token.beginRefresh(token.initial(), { now, owner: "one" }).ticket;
// @ts-expect-error: the time at which the request was sent is required
token.commitRefresh(token.initial(), "t", undefined, { now });
// @ts-expect-error: the body of an answer is required
token.commitRefresh(token.initial(), "t", { status: 200, headers: {} }, { sentAt: now, now });
// @ts-expect-error: the fingerprint of the rejected token is required
token.onUnauthorized(token.initial(), { now });
// @ts-expect-error: the action does not exist
token.decide(token.initial(), { now }).action === "retry";
// @ts-expect-error: a decision is read-only
token.decide(token.initial(), { now }).action = "use";
// @ts-expect-error: DVPay and DoorPay have no tokens
dv.token;
// @ts-expect-error: parameters must be an object
pledg({ merchantSecret: "s", environment: "staging" }).signParameters("a=1");
// @ts-expect-error: the way to authenticate does not exist
pledg({ merchantSecret: "s", environment: "staging" }).sign({ path: "/", auth: "digest", now });
// @ts-expect-error: the time of receipt is required in a sample
clockOffset(undefined, { date: "x", sentAt: now });
// @ts-expect-error: fetch has no option for the time, because it reads the clock
waka.fetch("/", { now });
// @ts-expect-error: fetch has no option for the token, because it gets the token itself
waka.fetch("/", { authorization: "Bearer abc" });
// @ts-expect-error: fetch has no option for redirects, because it follows no redirect
waka.fetch("/", { redirect: "follow" });
// @ts-expect-error: a path must be text
waka.fetch(new URL("https://shop.example"));
// @ts-expect-error: a store must have the method set
wakapay({ apiKey: "a", apiSecret: "b", environment: "test", store: { atomic: true, get: async () => undefined } });
// @ts-expect-error: set of a store must return a boolean
wakapay({ apiKey: "a", apiSecret: "b", environment: "test", store: { atomic: true, get: async () => undefined, set: async () => undefined } });
// @ts-expect-error: a clock must return milliseconds
wakapay({ apiKey: "a", apiSecret: "b", environment: "test", clock: () => new Date() });
// @ts-expect-error: the argument of MemoryStore must be an options object
new MemoryStore(10);
// @ts-expect-error: the member atomic of a store is required
wakapay({ apiKey: "a", apiSecret: "b", environment: "test", store: { get: async () => null, set: async () => true } });
// @ts-expect-error: once must get a verified webhook, not a replay key
once(new MemoryStore(), "0".repeat(32), () => {});
// @ts-expect-error: a limit must be a number
sharedRateLimit(new MemoryStore(), { key: "k", perSecond: "10" });
// @ts-expect-error: a client of payauth/pure has no fetch
pure.wakapay({ apiKey: "a", apiSecret: "b", environment: "test" }).fetch("/");
// @ts-expect-error: a client of payauth/pure has no options for fetch
pure.wakapay({ apiKey: "a", apiSecret: "b", environment: "test", clock: () => 0 });
// @ts-expect-error: payauth/pure has no store
pure.MemoryStore;

const acme = defineProvider({
  name: "acme",
  servers: { sandbox: "https://sandbox.acme.example", production: "https://api.acme.example" },
  credentials: { apiKey: {}, account: { public: true, optional: true } },
  auth: { bearer: "{apiKey}" },
  alternatives: { signed: { headers: { "x-key": "{apiKey}" } } },
});
const ac = acme({ apiKey: "k", environment: "sandbox" });
// @ts-expect-error: the credential is required
acme({ environment: "sandbox" });
// @ts-expect-error: the definition has no such credential
acme({ apiKey: "k", apikey: "k", environment: "sandbox" });
// @ts-expect-error: a credential must be text
acme({ apiKey: 7, environment: "sandbox" });
// @ts-expect-error: the environment is required if the definition has several environments
acme({ apiKey: "k" });
// @ts-expect-error: the definition has no environment called test
acme({ apiKey: "k", environment: "test" });
// @ts-expect-error: a provider without tokens has no options for tokens
acme({ apiKey: "k", environment: "sandbox", earlyMs: 1 });
// @ts-expect-error: the definition has no such alternative
ac.sign({ path: "/", auth: "signd", now });
// @ts-expect-error: the definition has no such alternative for fetch
ac.fetch("/", { auth: "signd" });
// @ts-expect-error: the definition has no token
ac.token;
// @ts-expect-error: the definition has no pages
ac.page();
// @ts-expect-error: the definition has no version header
ac.readVersion({});
// @ts-expect-error: the definition has no parameters
ac.signParameters({});
// @ts-expect-error: a definition is read-only
acme.definition.name = "other";
// @ts-expect-error: a client of a provider of payauth/pure has no fetch
pure.defineProvider({ name: "p", servers: { a: "https://a.example" }, credentials: {}, auth: {} })({}).fetch("/");
const rest = { name: "p", servers: { a: "https://a.example" }, credentials: { k: {} } } as const;
// @ts-expect-error: auth is required in a definition
defineProvider(rest);
// @ts-expect-error: the auth of an endpoint must be the name of an alternative
defineProvider({ ...rest, auth: {}, alternatives: { signed: {} }, endpoints: { "POST /x": { auth: "signd" } } });
// @ts-expect-error: the member does not exist
defineProvider({ ...rest, auth: {}, tokens: {} });
// @ts-expect-error: the body of a definition must be json or form
defineProvider({ ...rest, auth: {}, body: "xml" });
// @ts-expect-error: the lifetime of a token is required
defineProvider({ ...rest, auth: {}, token: { url: "/token" } });
// @ts-expect-error: the options of a handler for a scheme are required
webhookHandler(pure.schemes.stripe);
// @ts-expect-error: secrets must be an array
webhookHandler(pure.schemes.stripe, { secrets: "s" }, () => {});
// @ts-expect-error: the option does not exist
webhookHandler(pure.schemes.stripe, { secrets: ["s"], secret: "s" }, () => {});
// @ts-expect-error: a scheme must not be text
webhookHandler("stripe", { secrets: ["s"] }, () => {});
// @ts-expect-error: the function of a handler is required
webhookHandler(pure.schemes.stripe, { secrets: ["s"] });
// @ts-expect-error: the type of parsed JSON is unknown
webhookHandler(pure.schemes.stripe, { secrets: ["s"] }, (event, { json }) => json().id);
// @ts-expect-error: a reply must be an object
webhookHandler(pure.schemes.stripe, { secrets: ["s"] }, (event, { reply }) => reply("ok"));
// @ts-expect-error: payauth/pure has no webhook handlers
pure.webhookHandler;
// @ts-expect-error: the header fields of a Node request are required
nodeHandler(pure.schemes.stripe, { secrets: ["s"] }, () => {})({ method: "POST" });
// @ts-expect-error: the body of an event must be text
lambdaHandler(pure.schemes.stripe, { secrets: ["s"] }, () => {})({ body: {} });

const delivery = { headers: {}, body: "", now, secrets: ["s"] };
// @ts-expect-error: DoorPay has no public scheme
explainMismatch("doorpay", delivery);
// @ts-expect-error: a scheme must not be text
explainMismatch("stripe", delivery);
// @ts-expect-error: the secrets are required
explainMismatch("dogpay", { headers: {}, body: "", now });
// @ts-expect-error: the secrets must be an array
explainMismatch("dogpay", { ...delivery, secrets: "s" });
const signature = { secret: "{k}", scheme: { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Sign": "{signature}" } } } as const;
const signing = defineProvider({ ...rest, auth: { signature }, alternatives: { strong: { signature }, key: { headers: { "X-Key": "{k}" } } } });
const alone = defineProvider({ ...rest, auth: { signature } });
// @ts-expect-error: the alternative does not exist
explainMismatch({ requestsOf: signing, auth: "strng" }, delivery);
// @ts-expect-error: the alternative does not sign
explainMismatch({ requestsOf: signing, auth: "key" }, delivery);
// @ts-expect-error: `none` does not sign
explainMismatch({ requestsOf: signing, auth: "none" }, delivery);
// @ts-expect-error: the signature of `auth` has no name
explainMismatch({ requestsOf: signing, auth: "" }, delivery);
// @ts-expect-error: the provider has no alternatives
explainMismatch({ requestsOf: alone, auth: "strong" }, delivery);
// @ts-expect-error: a client is not a provider
explainMismatch({ requestsOf: signing({ k: "k" }) }, delivery);
// @ts-expect-error: a built-in provider has no definition
explainMismatch({ requestsOf: dvpay }, delivery);
// @ts-expect-error: a scheme has no requests
explainMismatch({ requestsOf: pure.schemes.stripe }, delivery);
// @ts-expect-error: the provider is required
explainMismatch({ auth: "strong" }, delivery);
// @ts-expect-error: the member does not exist
explainMismatch({ requestsOf: signing, alternative: "strong" }, delivery);
// @ts-expect-error: a method must be text
explainMismatch({ requestsOf: signing }, { ...delivery, method: 7 });
// @ts-expect-error: a list of explanations is read-only
explainMismatch("dogpay", delivery).push({ mistake: "none", fix: "" });
// @ts-expect-error: the mistake does not exist
const mistake: Mistake = "body";
// @ts-expect-error: payauth does not export explainMismatch
import { explainMismatch as none } from "payauth";
// @ts-expect-error: payauth/pure does not export explainMismatch
pure.explainMismatch("dogpay", delivery);

// @ts-expect-error: the number of a page must be a number
door.page({ page: "1" });
// @ts-expect-error: a status must be a number
door.readError({ status: "404", body: "" });
// @ts-expect-error: DVPay has no pages
dv.page();

// @ts-expect-error: the code does not exist
export const code: ErrorCode = "ERR_WHATEVER";
export { Handle, macKey, mistake, none };
