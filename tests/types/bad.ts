// Calls that must not compile.

import { type ErrorCode, basicAuth, bearerAuth, doorpay, dvpay, hmacKey, idempotencyKey, rateLimit } from "payauth";
import { clockOffset, defineProvider, dogpay, MemoryStore, once, pledg, sharedRateLimit, wakapay, webhookHandler } from "payauth";
import { explainMismatch, type Mistake } from "payauth/explain";
import { lambdaHandler, nodeHandler } from "payauth/node";
import * as pure from "payauth/pure";
// @ts-expect-error: what the wasm module exports is not public
import { macKey } from "payauth";
// @ts-expect-error: nor are the package's inner files
import { Handle } from "payauth/dist/handle.js";

const now = new Date(0);
const key = hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
const dv = dvpay({ apiKey: "key", apiSecret: "secret" });
const door = doorpay({ apiKey: "dp_test_a", apiSecret: "sk_test_b", environment: "sandbox" });

// @ts-expect-error: MD5 is none of the hash functions
hmacKey({ algorithm: "MD5", secret: "Jefe" });
// @ts-expect-error: a key has an algorithm
hmacKey({ secret: "Jefe" });
// @ts-expect-error: a key has a secret
hmacKey({ algorithm: "SHA-256" });
// @ts-expect-error: a secret is text or bytes
hmacKey({ algorithm: "SHA-256", secret: new ArrayBuffer(8) });
// @ts-expect-error: an array of numbers is not bytes
hmacKey({ algorithm: "SHA-256", secret: [1, 2, 3] });
// @ts-expect-error: wider elements are not bytes
hmacKey({ algorithm: "SHA-256", secret: new Uint16Array(8) });
// @ts-expect-error: an option that does not exist
hmacKey({ algorithm: "SHA-256", secret: "Jefe", digest: "hex" });
// @ts-expect-error: a message is text or bytes
key.sign({ amount: 1 });
// @ts-expect-error: latin1 is no encoding of a tag
key.sign("message", "latin1");
// @ts-expect-error: a tag is text
key.verify("message", new Uint8Array(32));
// @ts-expect-error: a tag must be given
key.verify("message");
// @ts-expect-error: the class is not for calling
new HmacKey();

// @ts-expect-error: a password is text
basicAuth("user", 7);
// @ts-expect-error: no such mode
basicAuth("user", "pass", { mode: "rfc2617" });
// @ts-expect-error: a token is text
bearerAuth(undefined);

// @ts-expect-error: randomness comes from the host
idempotencyKey.random();
// @ts-expect-error: text is not randomness
idempotencyKey.random("0123456789abcdef");
// @ts-expect-error: a derived key has a path
idempotencyKey.derive({ secret: "s", operation: "1", method: "POST" });

// @ts-expect-error: the time is always given
rateLimit(undefined, { perSecond: 10 });
// @ts-expect-error: a time is a Date, never a number
rateLimit(undefined, { now: 1709380800, perSecond: 10 });
// @ts-expect-error: the state is the text that came before
rateLimit({}, { now, perSecond: 10 });

// @ts-expect-error: DVPay has a secret
dvpay({ apiKey: "key" });
// @ts-expect-error: DVPay has one environment
dvpay({ apiKey: "key", apiSecret: "secret", environment: "sandbox" });
// @ts-expect-error: DoorPay has two environments, and one is chosen
doorpay({ apiKey: "dp_test_a", apiSecret: "sk_test_b" });
// @ts-expect-error: and no other
doorpay({ apiKey: "dp_test_a", apiSecret: "sk_test_b", environment: "staging" });

// @ts-expect-error: the time is always given
dv.sign({ path: "/" });
// @ts-expect-error: a time is a Date, never text
dv.sign({ path: "/", now: "2024-03-02T12:00:00Z" });
// @ts-expect-error: a path is given
dv.sign({ now });
// @ts-expect-error: a path is text
dv.sign({ path: new URL("https://shop.example"), now });
// @ts-expect-error: a parameter is text or a whole number
dv.sign({ path: "/{id}", params: { id: true }, now });
// @ts-expect-error: a parameter is there
dv.sign({ path: "/{id}", params: { id: undefined }, now });
// @ts-expect-error: a body is text, bytes or JSON
dv.sign({ path: "/", now, body: 7 });
// @ts-expect-error: JSON has no dates
dv.sign({ path: "/", now, body: { at: now } });
// @ts-expect-error: a header field's value is text
dv.sign({ path: "/", now, headers: { "X-Count": 1 } });
// @ts-expect-error: an idempotency key is text
dv.sign({ path: "/", now, idempotencyKey: 1 });
// @ts-expect-error: an option that does not exist
dv.sign({ path: "/", now, timestamp: 1 });
// @ts-expect-error: what was authorized stays as it is
dv.sign({ path: "/", now }).url = "/";

// @ts-expect-error: DogPay's sandbox is not called test
dogpay({ appid: "a", secret: "b", environment: "test" });
// @ts-expect-error: and an environment is chosen
wakapay({ apiKey: "a", apiSecret: "b" });
// @ts-expect-error: Pledg has no merchantKey
pledg({ merchantKey: "a", environment: "staging" });
const waka = wakapay({ apiKey: "a", apiSecret: "b", environment: "test" });
const { token } = waka;
// @ts-expect-error: an early window is a number
wakapay({ apiKey: "a", apiSecret: "b", environment: "test", earlyMs: "60000" });
// @ts-expect-error: the time is always given
token.decide(token.initial());
// @ts-expect-error: a time is a Date
token.decide(token.initial(), { now: 0 });
// @ts-expect-error: a state is text
token.decide(undefined, { now });
// @ts-expect-error: an owner is given
token.beginRefresh(token.initial(), { now });
// @ts-expect-error: a ticket is there only where the lease was granted
token.beginRefresh(token.initial(), { now, owner: "one" }).ticket;
// @ts-expect-error: the sending of the request is known
token.commitRefresh(token.initial(), "t", undefined, { now });
// @ts-expect-error: an answer has a body
token.commitRefresh(token.initial(), "t", { status: 200, headers: {} }, { sentAt: now, now });
// @ts-expect-error: a 401 answers a token
token.onUnauthorized(token.initial(), { now });
// @ts-expect-error: there is no such action
token.decide(token.initial(), { now }).action === "retry";
// @ts-expect-error: what was decided stays as it is
token.decide(token.initial(), { now }).action = "use";
// @ts-expect-error: DVPay and DoorPay have no tokens
dv.token;
// @ts-expect-error: parameters are an object
pledg({ merchantSecret: "s", environment: "staging" }).signParameters("a=1");
// @ts-expect-error: a way to authenticate that does not exist
pledg({ merchantSecret: "s", environment: "staging" }).sign({ path: "/", auth: "digest", now });
// @ts-expect-error: a sample has both times
clockOffset(undefined, { date: "x", sentAt: now });
// @ts-expect-error: the driver reads the clock itself
waka.fetch("/", { now });
// @ts-expect-error: and gets the token itself
waka.fetch("/", { authorization: "Bearer abc" });
// @ts-expect-error: it follows no redirect
waka.fetch("/", { redirect: "follow" });
// @ts-expect-error: a path is text
waka.fetch(new URL("https://shop.example"));
// @ts-expect-error: a store sets as well
wakapay({ apiKey: "a", apiSecret: "b", environment: "test", store: { atomic: true, get: async () => undefined } });
// @ts-expect-error: and says whether it did
wakapay({ apiKey: "a", apiSecret: "b", environment: "test", store: { atomic: true, get: async () => undefined, set: async () => undefined } });
// @ts-expect-error: a clock gives milliseconds
wakapay({ apiKey: "a", apiSecret: "b", environment: "test", clock: () => new Date() });
// @ts-expect-error: a store in memory takes options
new MemoryStore(10);
// @ts-expect-error: a store says whether it compares
wakapay({ apiKey: "a", apiSecret: "b", environment: "test", store: { get: async () => null, set: async () => true } });
// @ts-expect-error: a message is verified first
once(new MemoryStore(), "0".repeat(32), () => {});
// @ts-expect-error: a limit is a number
sharedRateLimit(new MemoryStore(), { key: "k", perSecond: "10" });
// @ts-expect-error: payauth/pure has no driver
pure.wakapay({ apiKey: "a", apiSecret: "b", environment: "test" }).fetch("/");
// @ts-expect-error: and takes nothing for one
pure.wakapay({ apiKey: "a", apiSecret: "b", environment: "test", clock: () => 0 });
// @ts-expect-error: nor has it a store
pure.MemoryStore;

const acme = defineProvider({
  name: "acme",
  servers: { sandbox: "https://sandbox.acme.example", production: "https://api.acme.example" },
  credentials: { apiKey: {}, account: { public: true, optional: true } },
  auth: { bearer: "{apiKey}" },
  alternatives: { signed: { headers: { "x-key": "{apiKey}" } } },
});
const ac = acme({ apiKey: "k", environment: "sandbox" });
// @ts-expect-error: a credential that is missing
acme({ environment: "sandbox" });
// @ts-expect-error: one that the definition has not
acme({ apiKey: "k", apikey: "k", environment: "sandbox" });
// @ts-expect-error: a credential is text
acme({ apiKey: 7, environment: "sandbox" });
// @ts-expect-error: an environment is chosen
acme({ apiKey: "k" });
// @ts-expect-error: and no other
acme({ apiKey: "k", environment: "test" });
// @ts-expect-error: options for tokens, where there are none
acme({ apiKey: "k", environment: "sandbox", earlyMs: 1 });
// @ts-expect-error: a word that is none of the alternatives
ac.sign({ path: "/", auth: "signd", now });
// @ts-expect-error: nor for fetch
ac.fetch("/", { auth: "signd" });
// @ts-expect-error: no token without a definition of it
ac.token;
// @ts-expect-error: no pages
ac.page();
// @ts-expect-error: no version
ac.readVersion({});
// @ts-expect-error: no parameters
ac.signParameters({});
// @ts-expect-error: a definition stays as it is
acme.definition.name = "other";
// @ts-expect-error: a provider without the driver does not fetch
pure.defineProvider({ name: "p", servers: { a: "https://a.example" }, credentials: {}, auth: {} })({}).fetch("/");
const rest = { name: "p", servers: { a: "https://a.example" }, credentials: { k: {} } } as const;
// @ts-expect-error: a definition says how it authenticates
defineProvider(rest);
// @ts-expect-error: an endpoint names one of the alternatives
defineProvider({ ...rest, auth: {}, alternatives: { signed: {} }, endpoints: { "POST /x": { auth: "signd" } } });
// @ts-expect-error: a member that does not exist
defineProvider({ ...rest, auth: {}, tokens: {} });
// @ts-expect-error: a body is JSON or a form
defineProvider({ ...rest, auth: {}, body: "xml" });
// @ts-expect-error: a token has a lifetime
defineProvider({ ...rest, auth: {}, token: { url: "/token" } });
// @ts-expect-error: a handler of a scheme has options
webhookHandler(pure.schemes.stripe);
// @ts-expect-error: secrets are an array
webhookHandler(pure.schemes.stripe, { secrets: "s" }, () => {});
// @ts-expect-error: an option that does not exist
webhookHandler(pure.schemes.stripe, { secrets: ["s"], secret: "s" }, () => {});
// @ts-expect-error: a scheme is no text
webhookHandler("stripe", { secrets: ["s"] }, () => {});
// @ts-expect-error: a handler does something
webhookHandler(pure.schemes.stripe, { secrets: ["s"] });
// @ts-expect-error: what was parsed is unknown
webhookHandler(pure.schemes.stripe, { secrets: ["s"] }, (event, { json }) => json().id);
// @ts-expect-error: a reply is an object
webhookHandler(pure.schemes.stripe, { secrets: ["s"] }, (event, { reply }) => reply("ok"));
// @ts-expect-error: nothing in payauth/pure reads a request
pure.webhookHandler;
// @ts-expect-error: a request of Node has header fields
nodeHandler(pure.schemes.stripe, { secrets: ["s"] }, () => {})({ method: "POST" });
// @ts-expect-error: the body of an event is text
lambdaHandler(pure.schemes.stripe, { secrets: ["s"] }, () => {})({ body: {} });

const delivery = { headers: {}, body: "", now, secrets: ["s"] };
// @ts-expect-error: DoorPay does not publish how it signs
explainMismatch("doorpay", delivery);
// @ts-expect-error: a scheme is no text
explainMismatch("stripe", delivery);
// @ts-expect-error: secrets are needed
explainMismatch("dogpay", { headers: {}, body: "", now });
// @ts-expect-error: and they are an array
explainMismatch("dogpay", { ...delivery, secrets: "s" });
const signature = { secret: "{k}", scheme: { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Sign": "{signature}" } } } as const;
const signing = defineProvider({ ...rest, auth: { signature }, alternatives: { strong: { signature }, key: { headers: { "X-Key": "{k}" } } } });
const alone = defineProvider({ ...rest, auth: { signature } });
// @ts-expect-error: an alternative that does not exist
explainMismatch({ requestsOf: signing, auth: "strng" }, delivery);
// @ts-expect-error: an alternative that does not sign
explainMismatch({ requestsOf: signing, auth: "key" }, delivery);
// @ts-expect-error: `none` does not sign
explainMismatch({ requestsOf: signing, auth: "none" }, delivery);
// @ts-expect-error: the signature of `auth` has no name
explainMismatch({ requestsOf: signing, auth: "" }, delivery);
// @ts-expect-error: a provider without alternatives
explainMismatch({ requestsOf: alone, auth: "strong" }, delivery);
// @ts-expect-error: a client is not a provider
explainMismatch({ requestsOf: signing({ k: "k" }) }, delivery);
// @ts-expect-error: a built-in provider has no definition
explainMismatch({ requestsOf: dvpay }, delivery);
// @ts-expect-error: nor has a scheme
explainMismatch({ requestsOf: pure.schemes.stripe }, delivery);
// @ts-expect-error: a provider is required
explainMismatch({ auth: "strong" }, delivery);
// @ts-expect-error: a member that does not exist
explainMismatch({ requestsOf: signing, alternative: "strong" }, delivery);
// @ts-expect-error: a method is text
explainMismatch({ requestsOf: signing }, { ...delivery, method: 7 });
// @ts-expect-error: explanations are not for changing
explainMismatch("dogpay", delivery).push({ mistake: "none", fix: "" });
// @ts-expect-error: a mistake that does not exist
const mistake: Mistake = "body";
// @ts-expect-error: payauth itself does not explain
import { explainMismatch as none } from "payauth";
// @ts-expect-error: nor does payauth/pure
pure.explainMismatch("dogpay", delivery);

// @ts-expect-error: a page is counted
door.page({ page: "1" });
// @ts-expect-error: a status is a number
door.readError({ status: "404", body: "" });
// @ts-expect-error: DVPay has no pages
dv.page();

// @ts-expect-error: a code that does not exist
export const code: ErrorCode = "ERR_WHATEVER";
export { Handle, macKey, mistake, none };
