// Causes a trap in every kind of call, and checks that the next call works.

import {
  basicAuth,
  bearerAuth,
  clockOffset,
  defineProvider,
  defineScheme,
  hmacKey,
  idempotencyKey,
  MemoryStore,
  once,
  parseBasicAuth,
  rateLimit,
  schemes,
  sharedRateLimit,
  signRequest,
  signWebhook,
  verifyWebhook,
} from "payauth";
import { dog, door, dv, NOW, pl, REFUND } from "../support/clients.mjs";
import { equal, ok, same, throws } from "../support/harness.mjs";
import { trapNext } from "../support/trap.mjs";

const LONG = "a message longer than the scratch buffer ".repeat(2000);
const TAG = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
const TRAPS = ["trapByPanic", "trapByDepth"];

const make = () => hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
/** Two calls to the same path. payauth makes a plan for the second call. */
const refundTwice = (client) => [refund(client), refund(client)];
const refund = (client, body = "{}") => client.sign({ path: REFUND, now: NOW, body, idempotencyKey: "k" });
const derive = () => idempotencyKey.derive({ secret: "s", operation: "o", method: "POST", path: "/" });
const read = (client) => client.readError({ status: 500, body: "{}" });
const times = { sentAt: NOW, now: NOW };
const definition = { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-Signature": "{signature}" } };
const acme = { name: "acme", servers: { production: "https://api.acme.example" }, credentials: { apiKey: {} }, auth: { bearer: "{apiKey}" } };
const request = () => signRequest(defineScheme(definition), { url: "https://api.example/", body: "{}", now: NOW, secret: "s" });
const hook = { body: "{}", now: NOW };
const headers = { "X-Hub-Signature-256": `sha256=${"0".repeat(64)}` };
const sent = () => signWebhook(schemes.github, { ...hook, secret: "s" });
const received = (body = "{}") => verifyWebhook(schemes.github, { ...hook, body, headers, secrets: ["s"] });

/** For each export of the module, a call that uses the export. */
const CALLS = {
  absorb: ({ key }) => key.sign(LONG),
  basicAuth: () => basicAuth("u", "p"),
  bearerAuth: () => bearerAuth("t"),
  clientAgain: () => refundTwice(dv()),
  clientBegin: ({ client }) => refund(client, LONG),
  clientEnd: ({ client }) => refund(client, LONG),
  clientNew: () => dv(),
  clientPage: ({ shop }) => shop.page(),
  clientParameters: () => pl({ merchantSecret: "s" }).signParameters({}),
  clientPrepare: () => refundTwice(dv()),
  clientReadError: ({ client }) => read(client),
  clientSign: () => refund(dv()),
  clockOffset: () => clockOffset(undefined, { date: "", sentAt: NOW, receivedAt: NOW }),
  derivationBegin: derive,
  derivationEnd: derive,
  looks: () => verifyWebhook(defineScheme(definition), { ...hook, headers, secrets: ["s"] }),
  longAnswer: () => pl({ merchantSecret: "s" }).signParameters({ note: "a".repeat(61_400) }),
  idempotencyRandom: () => idempotencyKey.random(new Uint8Array(16)),
  macBegin: ({ key }) => key.verify("m", TAG),
  macEnd: ({ key }) => key.sign(LONG),
  macKey: make,
  macMatches: ({ key }) => key.verify("m", TAG),
  macSign: ({ key }) => key.sign("m"),
  parseBasicAuth: () => parseBasicAuth("Basic dTpw"),
  providerNew: () => defineProvider(acme),
  providerOrigins: () => defineProvider(acme).origins,
  rateLimit: () => rateLimit(undefined, { now: NOW, perSecond: 1 }),
  receive: () => received(),
  receiveEnd: () => received(LONG),
  receiverNew: () => received(),
  receiverOf: () => dog().verifyWebhook({ ...hook, headers }),
  replayKey: () => verifyWebhook(schemes.github, { ...hook, headers: sent(), secrets: ["s"] }).replayKey,
  replayKeyEnd: () => {
    const body = JSON.stringify({ id: LONG });
    const headers = signWebhook(schemes.stripe, { body, now: NOW, secret: "s" });
    return verifyWebhook(schemes.stripe, { headers, body, now: NOW, secrets: ["s"] }).replayKey;
  },
  requestBegin: request,
  requestEnd: request,
  schemeNew: () => defineScheme(definition),
  tokenBegin: ({ token }) => token.beginRefresh(token.initial(), { now: NOW, owner: "o" }),
  tokenCommit: ({ token }) => token.commitRefresh(token.initial(), "t", undefined, times),
  tokenDecide: ({ token }) => token.decide(token.initial(), { now: NOW }),
  tokenInitial: ({ token }) => token.initial(),
  tokenKey: ({ token }) => token.key,
  tokenUnauthorized: ({ token }) => token.onUnauthorized(token.initial(), { fingerprint: "f", now: NOW }),
  webhookBegin: sent,
  webhookEnd: sent,
  wipe: () => basicAuth("u", "p"),
};

/** For further exports, calls that first read a store. */
const LATER = {
  inboxStep: () => once(new MemoryStore(), verifyWebhook(schemes.github, { ...hook, headers: sent(), secrets: ["s"] }), () => {}),
  sharedLimit: () => sharedRateLimit(new MemoryStore(), { key: "k", perSecond: 1 }).take(),
};

/** Exports that only `fetch` calls, exports that are used between calls, and `release`, whose errors `dispose` ignores. */
const APART = ["clientAuth", "release", "scratchAddress", "scratchLength", "tokenNewer", "tokenRelease"];

export const endsInstances = true;

export default function ({ test, host }) {
  test("every export of the module is made to trap", () => {
    bearerAuth("starts"); // the instance
    const exports = Object.keys(host.wasm()).filter(
      (name) => typeof host.wasm()[name] === "function" && !name.startsWith("__"),
    );
    same(exports.sort(), [...Object.keys(CALLS), ...Object.keys(LATER), ...APART, ...TRAPS].sort());
  });
  for (const trap of TRAPS) {
    for (const name of Object.keys(CALLS))
      test(`after ${trap} in ${name} the next call works`, () => recovers(host, trap, name));
    for (const name of Object.keys(LATER))
      test(`after ${trap} in ${name} the next call works`, () => recoversLater(host, trap, name));
    disposal(test, host, trap);
    receivers(test, host, trap);
  }
  many(test, host);
  stack(test);
}

function arm(host, trap, name) {
  const ending = host.wasm();
  trapNext(host, name, () => ending[trap](0));
}

function held() {
  return { key: make(), client: dv(), shop: door(), token: dog().token };
}

function recovers(host, trap, name) {
  const before = held();
  const signed = refund(before.client).headers["X-Signature"];
  arm(host, trap, name);
  const error = throws("ERR_INTERNAL", () => CALLS[name](before));
  ok(error.cause instanceof WebAssembly.RuntimeError, "an error whose cause is the trap");
  equal(error.argument, "payauth");
  equal(make().sign("what do ya want for nothing?"), TAG, "the next call");
  const stale = throws("ERR_STALE_HANDLE", () => before.key.sign("m"));
  equal(stale.message, "this: the wasm module was restarted; make a new key");
  throws("ERR_STALE_HANDLE", () => before.key.verify("m", TAG));
  equal(refund(before.client).headers["X-Signature"], signed, "signature of the client, which is made again");
  equal(refund(before.client, LONG).body, LONG);
  same(before.shop.page(), { page: "0", size: "20" });
  for (const value of [before.key, before.client, before.shop]) ended(value);
}

async function recoversLater(host, trap, name) {
  arm(host, trap, name);
  const error = await LATER[name]().then(() => undefined, (caught) => caught);
  equal(error?.code, "ERR_INTERNAL");
  equal(make().sign("what do ya want for nothing?"), TAG, "the next call");
  await LATER[name]();
}

/** Fails unless a stale value can be disposed without a change of the new instance. */
function ended(value) {
  const other = make();
  value.dispose();
  value.dispose();
  throws("ERR_DISPOSED", () => (value.readError ? read(value) : value.sign("m")));
  equal(other.sign("what do ya want for nothing?"), TAG, "tag of another key");
  other.dispose();
}

function disposal(test, host, trap) {
  test(`after ${trap} in release a value is disposed, and the next call works`, () => {
    const { key, client } = held();
    arm(host, trap, "release");
    key.dispose();
    throws("ERR_DISPOSED", () => key.sign("m"));
    equal(make().sign("what do ya want for nothing?"), TAG, "the next call");
    ok(refund(client).headers["X-Signature"], "a signature of the client, which is made again");
  });
  test(`after ${trap} a new key is not used for an old key with the same handle`, () => {
    const old = hmacKey({ algorithm: "SHA-256", secret: "old" });
    arm(host, trap, "macSign");
    throws("ERR_INTERNAL", () => old.sign("m"));
    for (let count = 0; count < 10; count += 1) hmacKey({ algorithm: "SHA-256", secret: "new" });
    throws("ERR_STALE_HANDLE", () => old.sign("m"));
  });
}

/** The receiver is made again from a client, a scheme and secrets. Each of these three uses the scratch buffer. */
function receivers(test, host, trap) {
  test(`after ${trap} a client still verifies webhooks with its own scheme and secrets`, () => {
    const client = door({ webhookScheme: schemes.github, webhookSecrets: ["one", "two"] });
    const headers = signWebhook(schemes.github, { ...hook, secret: "two" });
    equal(client.verifyWebhook({ ...hook, headers }).secretId, "secret2");
    arm(host, trap, "macKey");
    throws("ERR_INTERNAL", make);
    equal(client.verifyWebhook({ ...hook, headers }).secretId, "secret2");
  });
}

function many(test, host) {
  test("payauth works after 1,000 traps, and the memory has its initial size", () => {
    const client = dv();
    const signed = refund(client).headers["X-Signature"];
    let size;
    for (let count = 0; count < 1000; count += 1) {
      arm(host, TRAPS[count % 2], "clientSign");
      throws("ERR_INTERNAL", () => refund(dv()), `trap ${count}`);
      equal(refund(client).headers["X-Signature"], signed, `after trap ${count}`);
      size ??= host.wasm().memory.buffer.byteLength;
    }
    equal(host.wasm().memory.buffer.byteLength, size);
  });
}

/** A stack overflow of the host is not a trap, but it can end a call at any place, even inside the module. */
function stack(test) {
  for (const algorithm of ["SHA-256", "SHA-512"]) {
    test(`an endless recursion of the caller that uses a key of ${algorithm} ends, and the next call works`, () => {
      for (let offset = 0; offset < 30; offset += 1) recursion(algorithm, offset);
    });
  }
}

function recursion(algorithm, offset) {
  const key = hmacKey({ algorithm, secret: "Jefe" });
  const deeper = () => key.sign("m").length + deeper();
  const from = (floor) => (floor === 0 ? deeper() : from(floor - 1));
  let error;
  try {
    from(offset);
  } catch (thrown) {
    error = thrown;
  }
  ok(error instanceof RangeError || error.code === "ERR_STALE_HANDLE", `a RangeError or ERR_STALE_HANDLE; got ${error}`);
  equal(make().sign("what do ya want for nothing?"), TAG, "the next call");
  key.dispose();
}
