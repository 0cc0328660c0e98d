// The result of verifyWebhook reports only signed data.

import { defineScheme, schemes, signWebhook, verifyWebhook } from "payauth";
import { NOW, dv } from "../../support/clients.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { CASES, EVENT, IN_BODY, TIMED, accepted, delivery, later } from "../../support/senders.mjs";

export default function ({ test }) {
  for (const case_ of CASES) {
    test(`${case_.name}: the result has covers, the id of the secret, and the time if the time is signed`, () => {
      const event = accepted(case_);
      const isTimed = TIMED.includes(case_);
      equal(event.covers, "body", "covers");
      equal(event.secretId, "secret1", "secretId");
      equal(event.timestamp?.getTime(), isTimed ? NOW.getTime() : undefined, "timestamp");
      ok(/^[0-9a-f]{32}$/.test(event.replayKey), "a replay key");
      same([event.outcome, event.claims, event.acknowledge], [undefined, undefined, { status: 200 }]);
    });
    test(`${case_.name}: another body or another time makes another replay key, unless the message has an id`, () => {
      const { replayKey } = accepted(case_);
      const [body, second] = [accepted(case_, delivery(case_, "other")), accepted(case_, delivery(case_, EVENT, later(1)))];
      const bySignedId = case_.literal === "v1,";
      // The body of the message has an event id of Stripe.
      const byId = bySignedId || case_.name === "stripe";
      equal(body.replayKey === replayKey, bySignedId, "whether another body has the same replay key");
      equal(second.replayKey === replayKey, byId || !TIMED.includes(case_), "whether another time has the same replay key");
    });
    test(`${case_.name}: the replay key is not a part of the tag, and does not depend on a second secret`, () => {
      const { replayKey } = accepted(case_);
      const { headers } = delivery(case_);
      ok(!Object.values(headers).some((value) => value.includes(replayKey)), "header fields without the replay key");
      equal(accepted(case_, { secrets: [case_.secret, case_.other] }).replayKey, replayKey, "replay key with a second secret");
    });
  }
  test("adyenStandard covers eight members, and razorpayPayment covers two members", () => {
    const of = (name) => {
      const { secret, body } = IN_BODY[name];
      const [tag] = Object.values(signWebhook(schemes[name], { body, now: NOW, secret }));
      return verifyWebhook(schemes[name], { headers: {}, body: body.replace("@", tag), now: NOW, secrets: [secret] }).covers;
    };
    equal(of("adyenStandard").length, 8, "number of covered members");
    same(of("razorpayPayment"), ["razorpay_order_id", "razorpay_payment_id"]);
  });
  test("the JSON of a result contains neither the secret nor the tag", () => {
    const event = accepted(CASES.find(({ name }) => name === "stripe"));
    same(Object.keys(JSON.parse(JSON.stringify(event))).sort(), ["acknowledge", "covers", "replayKey", "replayTtlSecs", "secretId", "timestamp"]);
  });
  outcomes(test);
  signing(test);
}

function outcomes(test) {
  const client = dv({ webhookSecrets: ["w"] });
  const tag = (body) => signWebhook(BODY_ONLY, { body, now: NOW, secret: "w" });
  const outcome = (body) => client.verifyWebhook({ headers: tag(body), body, now: NOW }).outcome;
  test("an outcome has the sender's word unchanged, with any characters", () => {
    same(outcome('{"status":"SUCCESS"}'), { verdict: "paid", word: "SUCCESS" });
    same(outcome('{"status":"a\\nb\\u0000\\"\\\\ü\\ud83e\\udd80"}'), { verdict: "other", word: 'a\nb\u0000"\\ü🦀' });
    same(outcome('{"status":7}')?.verdict, "other");
    equal(outcome("no JSON"), undefined, "outcome of a body that is not JSON");
  });
  test("the acknowledgement for DVPay has the status received", () => {
    const body = "{}";
    same(client.verifyWebhook({ headers: tag(body), body, now: NOW }).acknowledge, { status: 200, body: '{"status":"received"}' });
  });
}

const BODY_ONLY = defineScheme({ hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-DVPay-Signature": "{signature}" } });

function signing(test) {
  test("signWebhook requires the id and the URL that the scheme signs, and rejects unknown options", () => {
    const sign = (name, more) => () => signWebhook(schemes[name], { body: "{}", now: NOW, secret: "whsec_MfKQ9r8G", ...more });
    throws("ERR_OPTION", sign("svix", {}));
    throws("ERR_OPTION", sign("svix", { id: "" }));
    throws("ERR_OPTION", sign("svix", { id: "a.b" }), "an id with a dot");
    throws("ERR_OPTION", sign("svix", { id: "a b" }), "an id with a blank");
    throws("ERR_OPTION", sign("square", {}));
    throws("ERR_OPTION", sign("stripe", { uri: "x" }));
    throws("ERR_SECRET", sign("stripe", { secret: "" }));
    throws("ERR_TIME", sign("stripe", { now: new Date(Number.NaN) }));
  });
  test("a signed URL must be passed to verifyWebhook, and must be exactly equal", () => {
    const [square] = CASES.filter(({ name }) => name === "square");
    const error = throws("ERR_OPTION", () => accepted(square, { url: undefined }));
    equal(error.argument, "url", "argument");
    throws("ERR_SIGNATURE", () => accepted(square, { url: "https://shop.example/hook" }));
    equal(throws("ERR_SIGNATURE", () => accepted(square, { url: `${delivery(square).url}\n` })).blame, "peer");
  });
}
