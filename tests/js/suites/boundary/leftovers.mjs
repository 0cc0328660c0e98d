// Between two calls, the module's memory contains no token and no credential. The memory of an instance that ended is overwritten.

import { basicAuth, bearerAuth, hmacKey, pledg, schemes, signWebhook, verifyWebhook, wakapay } from "payauth";
import { explainMismatch } from "payauth/explain";
import { dog, dv, NOW, REFUND } from "../../support/clients.mjs";
import { equal, ok, throws } from "../../support/harness.mjs";
import { PROVIDERS } from "../../support/providers.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { findInMemory, states } from "../../support/memory-search.mjs";
import { at, grant, Kept } from "../../support/token-machine.mjs";
import { trapNext } from "../../support/trap.mjs";

const LONG = "a".repeat(100_000);

export const endsInstances = true;

export default function ({ test, host }) {
  const draw = new Draw(seedOf(host));
  const fresh = () => Array.from({ length: 40 }, () => String.fromCharCode(97 + draw.below(26))).join("");
  const nothing = (secret, what) => equal(findInMemory(host, secret).join(", "), "", `parts of ${what} in memory`);
  signing(test, fresh, nothing);
  driver(test, fresh, nothing);
  others(test, fresh, nothing);
  ended(test, host, fresh);
}

function signing(test, fresh, nothing) {
  for (const { name, make, open: path, token: hasToken } of PROVIDERS) {
    const send = (token, options) =>
      make().sign({ path, now: NOW, headers: { "X-Own": token }, ...(hasToken && { authorization: `Bearer ${token}` }), ...options });
    test(`${name}: after sign, the memory contains no part of a token, whether the body is short, long or bytes`, () => {
      for (const body of ["{}", LONG, new Uint8Array(100_000), undefined, "é".repeat(50_000)]) {
        const token = fresh();
        send(token, { body });
        nothing(token, `the token of a request with a body of type ${typeof body}`);
      }
    });
    test(`${name}: if sign fails, the memory contains no part of a token`, () => {
      for (const [code, options] of [
        ["ERR_TOO_LARGE", { body: "é".repeat(17 * 1024 * 1024) }],
        ["ERR_TOO_LARGE", { headers: { "X-Long": "a".repeat(90_000) } }],
        ["ERR_PATH", { path: "/../x" }],
        ["ERR_ENCODING", { body: `${LONG}\ud800` }],
        ["ERR_METHOD", { method: "a b" }],
      ]) {
        const token = fresh();
        throws(code, () => send(token, options));
        nothing(token, `the token after ${code}`);
      }
    });
  }
}

function driver(test, fresh, nothing) {
  test("after fetch, the memory contains no part of a token or of a disposed client's secret", async () => {
    const [token, secret] = [fresh(), fresh()];
    const answer = { access_token: token, expires_in: 3600 };
    const fetch = async () => Response.json({ ...answer, data: answer });
    const client = dog({ secret, fetch, clock: () => NOW.getTime() });
    await client.fetch("/open-api/v1/pay", { body: { a: 1 } });
    await client.fetch("/open-api/v1/pay", { body: LONG });
    nothing(token, "the token");
    client.dispose();
    nothing(secret, "the secret");
  });
  test("after each call of a token machine, the memory contains no part of the token", () => {
    const [kept, token] = [new Kept(), fresh()];
    kept.renew(grant(token), 0);
    nothing(token, "a refreshed token");
    const { fingerprint } = kept.decide(1);
    nothing(token, "a used token");
    kept.unauthorized(fingerprint, 2, "Bearer");
    nothing(token, "a rejected token");
    throws("ERR_TIME", () => kept.machine.decide(kept.state, { now: new Date(-1) }));
    throws("ERR_OPTION", () => kept.machine.beginRefresh(kept.state, { now: at(3), owner: " " }));
    nothing(token, "the token after calls that failed");
  });
}

function others(test, fresh, nothing) {
  test("after verifyWebhook, the memory contains no part of WakaPay's constant, which is a credential", () => {
    const client = wakapay({ apiKey: "k", apiSecret: "s", environment: "test" });
    for (const pad of [0, 1000, 30_000]) {
      const constant = fresh() + fresh();
      const body = JSON.stringify({ id: "x".repeat(pad), signature: constant });
      throws("ERR_SIGNATURE", () => client.verifyWebhook({ headers: {}, body, now: NOW }));
      throws("ERR_SIGNATURE", () => client.verifyWebhook({ headers: {}, body: new TextEncoder().encode(body), now: NOW }));
      nothing(constant, `the constant in a body with a padding of ${pad} characters`);
    }
  });
  test("the arguments and the answer of a call are overwritten, even if the call failed", () => {
    const text = fresh();
    dv().readError({ status: 500, body: JSON.stringify({ message: text }) });
    nothing(text, "an error answer");
    bearerAuth(text + LONG.slice(0, 81_800));
    basicAuth(text, LONG.slice(0, 65_536));
    throws("ERR_TOO_LARGE", () => bearerAuth(text + LONG));
    nothing(text, "credentials");
    pledg({ merchantSecret: "s", environment: "staging" }).signParameters({ text, note: "a".repeat(65_000) });
    nothing(text, "parameters");
    verifyWebhook(schemes.github, { headers: { ...signWebhook(schemes.github, { body: text, now: NOW, secret: "s" }), X: text }, body: text, now: NOW, secrets: ["s"] });
    nothing(text, "a delivery");
    explainMismatch(schemes.github, { headers: { "X-Hub-Signature-256": `sha256=${"0".repeat(64)}`, X: text }, body: text, now: NOW, secrets: [text] });
    nothing(text, "an explained message");
  });
}

/** Tests both ways in which an instance can end: a trap, and a stack overflow of the host. */
function ended(test, host, fresh) {
  for (const [what, end] of Object.entries({ "a trap": trapped, "a stack overflow": overflown })) {
    test(`the memory of an instance that ended by ${what} is overwritten`, () => {
      const [secret, other] = [fresh(), fresh()];
      const old = host.wasm();
      const client = dv({ apiKey: other, apiSecret: secret });
      const key = hmacKey({ algorithm: "SHA-256", secret });
      client.sign({ path: REFUND, now: NOW, body: "{}", idempotencyKey: "k" });
      equal(states({ wasm: () => old }, secret).join(), "ipad,opad", "the prepared states of a key in use");
      ok(findInMemory({ wasm: () => old }, other).length > 0, "an API key that is found in the old memory");
      end(host);
      ok(bearerAuth("t"), "a result of the next call");
      ok(host.wasm() !== old, "a new instance");
      ok(new Uint8Array(old.memory.buffer).every((byte) => byte === 0), "an old memory whose bytes are all 0");
      client.dispose();
      equal(findInMemory(host, secret).join(), "", "parts of the secret in the new memory");
      throws("ERR_STALE_HANDLE", () => key.sign("m"));
      key.dispose();
    });
  }
}

function trapped(host) {
  trapNext(host, "idempotencyRandom");
  trapNext(host, "bearerAuth");
  throws("ERR_INTERNAL", () => bearerAuth("t"));
}

/** Makes a call in which the host throws the error of a stack overflow. */
function overflown(host) {
  trapNext(host, "bearerAuth", () => {
    throw new RangeError("Maximum call stack size exceeded");
  });
  try {
    bearerAuth("t");
  } catch (error) {
    ok(error instanceof RangeError, `the error of a stack overflow, not ${error}`);
  }
}
