// No error, key, client or request shows a secret, in whatever way a program prints the object.

import { basicAuth, hmacKey, isPayauthError, parseBasicAuth, PayauthError } from "payauth";
import table from "../../../ERRORS.md";
import { NOW, REFUND } from "../support/clients.mjs";
import { PROVIDERS } from "../support/providers.mjs";
import { equal, ok, rejects, same } from "../support/harness.mjs";
import { assertRedacted, shown } from "../support/assert-redacted.mjs";
import { CANARY, REFUSALS, UNREACHED } from "../support/refusals.mjs";

const BLAME = Object.fromEntries(
  [...table.matchAll(/^\| `(ERR_\w+)` \| (caller|peer) \|/gm)].map(([, code, blame]) => [code, blame]),
);

export const endsInstances = true;

export default function ({ test, host }) {
  test("for every code of ERRORS.md, this suite has a call that causes the error, or a reason why no call causes the error", () => {
    same([...Object.keys(REFUSALS), ...Object.keys(UNREACHED)].sort(), Object.keys(BLAME).sort());
  });
  for (const [code, calls] of Object.entries(REFUSALS)) {
    calls.forEach((call, index) => {
      test(`${code} of call ${index + 1} shows no secret`, () => refusal(host, code, call));
    });
  }
  values(test, host);
}

async function refusal(host, code, call) {
  const error = await rejects(code, attempt(host, call));
  assertRedacted(host, error);
  ok(isPayauthError(error), "isPayauthError");
  const isOfType = code === "ERR_ARGUMENT_TYPE" || code === "ERR_BODY_NOT_RAW";
  equal(error instanceof TypeError, isOfType, "a TypeError");
  equal(error instanceof PayauthError, !isOfType, "a PayauthError");
  ok(
    error.argument && error.message.startsWith(`${error.argument}: `),
    `a message that begins with the argument, not ${error.message}`,
  );
  if (code !== "ERR_ENCODING" && code !== "ERR_TOO_LARGE") equal(error.blame, BLAME[code], "blame");
}

async function attempt(host, call) {
  return call(host);
}

function values(test, host) {
  const key = hmacKey({ algorithm: "SHA-256", secret: CANARY });
  const clients = Object.fromEntries(PROVIDERS.map(({ name, makeWith }) => [name, makeWith(CANARY)]));
  test("a key shows no secret", () => assertRedacted(host, key));
  for (const [name, client] of Object.entries(clients))
    test(`a client of ${name} shows no secret`, () => assertRedacted(host, client));
  for (const { name, path, options, authorization } of PROVIDERS) {
    test(`an authorized request of ${name} shows no secret, alone or inside another value`, () => {
      const given = { ...authorization, path, now: NOW, ...options, body: `{"token":"${CANARY}"}`, headers: { Cookie: CANARY } };
      const request = clients[name].sign(given);
      for (const value of [request, request.headers, [request], { request }]) assertRedacted(host, value);
    });
  }
  test("an authorized request shows no secret, alone or inside another value", () => {
    const body = `{"token":"${CANARY}"}`;
    const request = clients.dvpay.sign({
      path: REFUND,
      now: NOW,
      body,
      idempotencyKey: "k",
      headers: { Cookie: CANARY },
    });
    for (const value of [request, request.headers, [request], { request }]) assertRedacted(host, value);
    ok(!shown(host, request).includes(request.headers["X-Signature"]), "a view without the tag");
    equal(
      clients.doorpay.sign({ path: "/x", now: NOW }).headers["X-API-Secret"],
      `sk_test_${CANARY}`,
      "the secret in the sent field",
    );
  });
  test("an authorized request shows its URL and the names of its fields", () => {
    const request = clients.dvpay.sign({ path: REFUND, now: NOW, body: "{}", idempotencyKey: "k" });
    const { headers, ...rest } = JSON.parse(JSON.stringify(request));
    same(rest, { method: "POST", url: request.url, body: "[redacted]", redirect: "manual" });
    same(Object.keys(headers), Object.keys(request.headers));
    if (host.inspect) ok(host.inspect(request).includes(request.url), "the URL");
  });
  test("the result of parseBasicAuth shows no password", () =>
    assertRedacted(host, parseBasicAuth(basicAuth(CANARY, CANARY))));
}
