// After calls for webhooks, the memory of the wasm module contains no secret. Webhooks do not make the memory grow.

import { defineScheme, pledg, schemes, signWebhook, verifyWebhook, wakapay } from "payauth";
import { dv, NOW } from "../../support/clients.mjs";
import { equal, ok, throws } from "../../support/harness.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { findInMemory, states } from "../../support/memory-search.mjs";

const LONG = "a body longer than the scratch buffer ".repeat(3000);

export const searchesMemory = true;

export default function ({ test, host }) {
  const draw = new Draw(seedOf(host));
  const fresh = () => Array.from({ length: 40 }, () => String.fromCharCode(97 + draw.below(26))).join("");
  const nothing = (secret, what) => {
    equal(findInMemory(host, secret).join(", "), "", `parts of ${what} in memory`);
    equal(states(host, secret).join(", "), "", `states of ${what} in memory`);
  };
  oneShot(test, fresh, nothing);
  staticTokens(test, fresh, nothing);
  refusals(test, fresh, nothing);
  clients(test, fresh, nothing);
  kept(test, host, fresh, nothing);
  growth(test, host);
}

const bytes = (secret) => new TextEncoder().encode(secret);

function verified(secret, body = "{}", change = {}) {
  const headers = signWebhook(schemes.stripe, { body, now: NOW, secret });
  return verifyWebhook(schemes.stripe, { headers, body, now: NOW, secrets: [secret], ...change });
}

function oneShot(test, fresh, nothing) {
  for (const [as, give] of Object.entries({ text: (secret) => secret, bytes })) {
    test(`after verifyWebhook and signWebhook, the memory contains no part of a secret that was passed as ${as}`, () => {
      const [secret, other] = [fresh(), fresh()];
      for (const body of ["{}", LONG]) verified(give(secret), body);
      verified(give(secret), "{}", { secrets: [give(other), { id: "named", secret: give(secret) }] });
      nothing(secret, "the secret");
      nothing(other, "the other secret");
    });
  }
  test("after verifyWebhook and signWebhook, the memory contains no part of a secret in base64 or hex", () => {
    const secret = fresh();
    const whsec = `whsec_${btoa(secret)}`;
    const headers = signWebhook(schemes.svix, { body: "{}", now: NOW, secret: whsec, id: "m" });
    verifyWebhook(schemes.svix, { headers, body: "{}", now: NOW, secrets: [whsec] });
    signWebhook(schemes.adyenBody, { body: "{}", now: NOW, secret: hexOf(secret) });
    nothing(secret, "the secret");
  });
}

/** Tests schemes whose signature is the secret itself, in each possible place. */
function staticTokens(test, fresh, nothing) {
  const token = { construction: "token" };
  for (const [place, [carriers, given]] of Object.entries({
    "a parameter of a query": [{ query: { token: "{secret}" } }, (secret) => ({ url: `https://shop.example/hook?a=1&token=${secret}&b=2` })],
    "two parameters of a query": [{ query: { token: "{secret}", t: "{secret}" } }, (secret) => ({ url: `https://shop.example/hook?t=${secret}&token=${secret}` })],
    "a header field": [{ headers: { "X-Token": "Bearer {secret}" } }, (secret) => ({ headers: { "X-Token": `Bearer ${secret}` } })],
    "a form": [{ form: { token: "{secret}" } }, (secret) => ({ body: `a=1&token=${secret}` })],
    "a member of the body": [{ fields: { token: "{secret}" } }, (secret) => ({ body: `{"token":"${secret}"}` })],
  })) {
    test(`the memory contains no part of a static token in ${place}, whether the token is accepted or rejected`, () => {
      const scheme = defineScheme({ ...token, ...carriers });
      const [secret, other] = [fresh(), fresh()];
      const verify = (sent) => verifyWebhook(scheme, { headers: {}, body: "{}", now: NOW, ...given(sent), secrets: [secret] });
      equal(verify(secret).covers, "nothing");
      nothing(secret, "an accepted token");
      throws("ERR_SIGNATURE", () => verify(other));
      nothing(secret, "the secret");
      nothing(other, "a rejected token");
    });
  }
}

const hexOf = (text) => Array.from(bytes(text), (byte) => byte.toString(16)).join("");

function refusals(test, fresh, nothing) {
  for (const [what, scheme, write] of [
    ["base64 with an invalid character", schemes.standardWebhooks, (secret) => `whsec_${btoa(secret)}!`],
    ["base64 without the last digit", schemes.svix, (secret) => btoa(secret).slice(0, -1)],
    ["hex with invalid digits", schemes.adyenBody, (secret) => `${hexOf(secret)}zz`],
    ["hex without the last digit", schemes.adyenBody, (secret) => hexOf(secret).slice(0, -1)],
  ]) {
    test(`the memory contains no part of a rejected secret: ${what}`, () => {
      const secret = fresh() + fresh();
      const given = write(secret);
      throws("ERR_SECRET", () => verifyWebhook(scheme, { headers: {}, body: "{}", now: NOW, secrets: [given] }));
      throws("ERR_SECRET", () => signWebhook(scheme, { body: "{}", now: NOW, secret: given }));
      nothing(secret, "the secret");
    });
  }
  for (const [what, change] of Object.entries({
    "a changed body": () => ({ body: "x" }),
    "a body above 32 MiB": () => ({ body: new Uint8Array(32 * 1024 * 1024 + 1) }),
    "an absent header field": () => ({ headers: {} }),
    "a header field above its limit": () => ({ headers: { X: LONG } }),
    "its age": () => ({ now: new Date(0) }),
    "a second secret that is invalid": (secret) => ({ secrets: [secret, `${fresh()}\n`] }),
    "an invalid id of a second secret": (secret) => ({ secrets: [secret, { id: " ", secret: "s" }] }),
    "an invalid notAfter": (secret) => ({ secrets: [{ id: "a", secret, notAfter: new Date(-1) }] }),
    "an array of nine secrets": (secret) => ({ secrets: [secret, ...Array.from({ length: 8 }, fresh)] }),
    "a secret that is too long": (secret) => ({ secrets: [secret.repeat(3000)] }),
  })) {
    test(`after a message is rejected because of ${what}, the memory contains no part of the secret`, () => {
      const secret = fresh();
      let error;
      try {
        verified(secret, "{}", change(secret));
      } catch (caught) {
        error = caught;
      }
      ok(error?.code, "an error with a code");
      nothing(secret, "the secret");
    });
  }
}

function clients(test, fresh, nothing) {
  test("after a client is disposed, the memory contains no part of its webhook secret", () => {
    const secret = fresh();
    const client = dv({ webhookSecrets: [secret, bytes(secret)] });
    throws("ERR_FIELD_MISSING", () => client.verifyWebhook({ headers: {}, body: "{}", now: NOW }));
    throws("ERR_SIGNATURE", () => client.verifyWebhook({ headers: { "X-DVPay-Signature": "00" }, body: LONG, now: NOW }));
    client.dispose();
    nothing(secret, "the secret");
  });
  test("if the second webhook secret of a client is invalid, the memory contains no part of the first secret", () => {
    const secret = fresh();
    const client = dv({ webhookSecrets: [secret, ` ${secret}`] });
    throws("ERR_SECRET", () => client.verifyWebhook({ headers: {}, body: "{}", now: NOW }));
    nothing(secret, "the secret");
    client.dispose();
  });
  test("after a client is disposed, the memory contains no part of a secret that was a part of the signed text", () => {
    const secret = fresh();
    const makers = [
      () => wakapay({ apiKey: "k", apiSecret: secret, environment: "test" }),
      () => pledg({ merchantSecret: secret, environment: "staging" }),
    ];
    const six = '"created_at":"a","error":"","id":"i","reference":"r","sandbox":true,"status":"completed"';
    for (const make of makers) {
      const client = make();
      const body = `{${six},"signature":"${"0".repeat(64)}"}`;
      throws("ERR_SIGNATURE", () => client.verifyWebhook({ headers: {}, body, now: NOW }));
      throws("ERR_JSON", () => client.verifyWebhook({ headers: {}, body: "{", now: NOW }));
      client.dispose();
      nothing(secret, "the secret");
    }
  });
}

function kept(test, host, fresh, nothing) {
  if (typeof FinalizationRegistry === "undefined") return;
  test("the prepared keys of an array of secrets stay in memory if the array is passed again, and are wiped if the array changes", () => {
    const [secret, other] = [fresh(), fresh()];
    const secrets = [secret];
    verified(secret, "{}", { secrets });
    equal(states(host, secret).join(), "", "states after the first use");
    verified(secret, "{}", { secrets });
    equal(states(host, secret).join(), "ipad,opad", "states after the second use");
    secrets[0] = other;
    throws("ERR_SIGNATURE", () => verified(secret, "{}", { secrets }));
    nothing(secret, "the secret that was removed from the array");
    verified(other, "{}", { secrets });
    throws("ERR_SIGNATURE", () => verified(secret, "{}", { secrets }), "another message with the removed secret");
    secrets.length = 0;
    throws("ERR_SECRET", () => verified(secret, "{}", { secrets }));
  });
  test("the prepared keys of one array are not used for another scheme", () => {
    const secrets = [btoa(fresh())];
    const headers = signWebhook(schemes.svix, { body: "{}", now: NOW, secret: secrets[0], id: "m" });
    for (let time = 0; time < 3; time += 1) {
      verified(secrets[0], "{}", { secrets });
      verifyWebhook(schemes.svix, { headers, body: "{}", now: NOW, secrets });
    }
  });
  if (!host.gc) return;
  test("the keys of an array are wiped after the array is garbage-collected", async () => {
    const secret = fresh();
    (() => {
      const secrets = [secret];
      for (let time = 0; time < 3; time += 1) verified(secret, "{}", { secrets });
    })();
    equal(states(host, secret).join(), "ipad,opad", "states of a key in use");
    for (let time = 0; time < 100 && states(host, secret).length > 0; time += 1) {
      host.gc();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    nothing(secret, "the secret");
  });
}

function growth(test, host) {
  test("messages do not make the memory grow, whether the messages are accepted or rejected", () => {
    const size = () => host.wasm().memory.buffer.byteLength;
    const headers = signWebhook(schemes.stripe, { body: "{}", now: NOW, secret: "s" });
    const run = (times) => {
      for (let time = 0; time < times; time += 1) {
        verifyWebhook(schemes.stripe, { headers, body: "{}", now: NOW, secrets: ["s"] });
        throws("ERR_SIGNATURE", () => verifyWebhook(schemes.stripe, { headers, body: "x", now: NOW, secrets: ["s"] }));
      }
    };
    run(100);
    const before = size();
    run(10_000);
    equal(size(), before, "bytes of the memory");
  });
}
