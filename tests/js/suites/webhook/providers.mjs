// The webhooks of the providers: which secret signs a webhook, which outcome a webhook reports, and what a provider does not document.

import { defineScheme, dogpay, doorpay, dvpay, hmacKey, pledg, schemes, signWebhook, wakapay } from "payauth";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, refuses, same, throws } from "../../support/harness.mjs";

const make = {
  dogpay: (more) => dogpay({ appid: "your_API_Key", secret: "your_API_Secret", environment: "sandbox", ...more }),
  wakapay: (more) => wakapay({ apiKey: "k", apiSecret: "s", environment: "test", ...more }),
  pledg: (more) => pledg({ merchantSecret: "SECRET", environment: "staging", ...more }),
  dvpay: (more) => dvpay({ apiKey: "k", apiSecret: "s", ...more }),
  doorpay: (more) => doorpay({ apiKey: "dp_test_k", apiSecret: "sk_test_s", environment: "sandbox", ...more }),
};

export default function ({ test }) {
  dog(test);
  waka(test);
  jwt(test);
  dv(test);
  door(test);
  options(test);
}

const tag = (algorithm, secret, message, encoding) => hmacKey({ algorithm, secret }).sign(message, encoding);
const verify = (client, headers, body, more) => client.verifyWebhook({ headers, body, now: NOW, ...more });

function dog(test) {
  const signed = (body, secret = "your_API_Key") => ({ "wh-signature": tag("SHA-512", secret, body) });
  const event = (status, event = "pay.transaction.update", id = "e") =>
    JSON.stringify({ event_id: id, event_identifier: event, data: { status } });
  test("DogPay's webhooks are signed with the API key, and secretId is appid", () => {
    const body = event("completed");
    equal(verify(make.dogpay(), signed(body), body).secretId, "appid", "id");
    throws("ERR_SIGNATURE", () => verify(make.dogpay(), signed(body, "your_API_Secret"), body));
  });
  test("DogPay: a tag that has another length or is in upper case is rejected", () => {
    const body = event("completed");
    const [whole] = Object.values(signed(body));
    for (const text of [whole.slice(0, 64), whole.toUpperCase(), whole.slice(1), `${whole}0`, tag("SHA-256", "your_API_Key", body)])
      throws("ERR_SIGNATURE", () => verify(make.dogpay(), { "wh-signature": text }, body));
  });
  for (const [status, name, verdict] of [
    ["completed", "pay.transaction.update", "paid"],
    ["pending", "pay.transaction.update", "other"],
    ["COMPLETED", "pay.transaction.update", "other"],
    ["completed", "card.transaction.update", "other"],
  ]) {
    test(`DogPay: ${name} with the status ${status} has the outcome ${verdict}`, () => {
      const body = event(status, name);
      same(verify(make.dogpay(), signed(body), body).outcome, { verdict, word: status });
    });
  }
  test("DogPay: a repeated event has the same replay key, which never expires", () => {
    const key = (body) => verify(make.dogpay(), signed(body), body).replayKey;
    equal(key(event("completed")), key(event("pending")), "keys of one event");
    ok(key(event("a", "x", "e1")) !== key(event("a", "x", "e2")), "different keys for two events");
    const body = event("completed");
    equal("replayTtlSecs" in verify(make.dogpay(), signed(body), body), false, "whether the replay key expires");
  });
  test("DogPay: an unsigned event_id in the header does not change the replay key", () => {
    const body = event("completed");
    const { replayKey } = verify(make.dogpay(), { ...signed(body), event_id: "x" }, body);
    equal(replayKey, verify(make.dogpay(), signed(body), body).replayKey, "replay key");
  });
}

/** The SHA-256 of the API key, a colon and the API secret. This is the vector WK-1. */
const WAKA = "b9661b8c4407eb15bc0a1f51fb286767e77b1abedfb8e3471a5ee3e5781084e6";
const wakaClient = (more) => make.wakapay({ apiKey: "your_api_key", apiSecret: "your_api_secret", ...more });

function waka(test) {
  const body = (signature, status = "termination_success") => JSON.stringify({ status, signature });
  test("WakaPay's constant covers no part of a message, so a message has no outcome and no replay key", () => {
    for (const status of ["termination_success", "anything"]) {
      const event = verify(wakaClient(), {}, body(WAKA, status));
      same([event.covers, event.outcome, event.replayKey, event.secretId], ["nothing", undefined, undefined, "apiKey:apiSecret"]);
    }
  });
  for (const [what, text, code] of [
    ["an empty signature", body(""), "ERR_FIELD_MALFORMED"],
    ["a signature that is null", '{"signature":null}', "ERR_FIELD_MALFORMED"],
    ["a signature that is a number", '{"signature":7}', "ERR_FIELD_MALFORMED"],
    ["no signature", '{"status":"termination_success"}', "ERR_FIELD_MISSING"],
    ["a duplicate signature", `{"signature":"x","signature":"${WAKA}"}`, "ERR_JSON"],
    ["a truncated hash", body(WAKA.slice(1)), "ERR_SIGNATURE"],
    ["a hash with blanks around it", body(` ${WAKA} `), "ERR_SIGNATURE"],
  ]) {
    test(`WakaPay: ${what} is rejected`, () => {
      const error = throws(code, () => verify(wakaClient(), {}, text));
      ok(!error.message.includes(WAKA), "an error without the constant");
    });
  }
  test("WakaPay: the legacy header field is not read", () => {
    const legacy = { "X-Wakapay-Signature": `t=1709380800,v1=${WAKA}` };
    throws("ERR_FIELD_MISSING", () => verify(wakaClient(), legacy, '{"status":"x"}'));
  });
  test("WakaPay: messages with the old or the new pair of credentials can be accepted while the credentials change", () => {
    const client = wakaClient({ apiSecret: "new", webhookSecrets: ["your_api_key:your_api_secret", { id: "new", secret: "your_api_key:new" }] });
    equal(verify(client, {}, body(WAKA)).secretId, "secret1", "id of the old pair");
  });
}

const base64url = (value) => btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function token(claims, secret = "SECRET", header = { alg: "HS256", typ: "JWT" }) {
  const signed = `${base64url(header)}.${base64url(claims)}`;
  return `${signed}.${tag("SHA-256", secret, signed, "base64url_nopad")}`;
}

function jwt(test) {
  const read = (signature, more) => verify(make.pledg(), {}, JSON.stringify({ signature, ...more }));
  const paid = { transfer_order_item_uid: "tra_1", reference: "r", amount_cents: 100 };
  test("Pledg: a token with a transfer has the outcome paid, and the event has the claims of the token", () => {
    for (const header of [{ alg: "HS256", typ: "JWT" }, { typ: "JWT", alg: "HS256" }, { alg: "HS256" }]) {
      const event = read(token(paid, "SECRET", header));
      equal(event.outcome.verdict, "paid", "verdict");
      same([event.covers, JSON.parse(event.claims)], ["body", paid]);
    }
  });
  for (const claims of [
    { purchase_state: "PRIMARY_KO", reference: "r" },
    { state: "failed", reference: "r" },
    { acceptance_state: "refused" },
  ]) {
    test(`Pledg: a token with ${JSON.stringify(claims)} is accepted, but does not have the outcome paid`, () => {
      const { verdict } = read(token(claims)).outcome;
      ok(verdict !== "paid", "another outcome than paid");
    });
  }
  for (const [what, signature, code] of [
    ["the claims of a token that payauth signed", token({ data: { amount: 1 }, transfer_order_item_uid: "x" }), "ERR_SIGNATURE"],
    ["another secret", token(paid, "SECRET2"), "ERR_SIGNATURE"],
    ["the algorithm none", token(paid, "SECRET", { alg: "none" }), "ERR_SIGNATURE"],
    ["the algorithm RS256", token(paid, "SECRET", { alg: "RS256" }), "ERR_SIGNATURE"],
    ["the algorithm HS512", token(paid, "SECRET", { alg: "HS512" }), "ERR_SIGNATURE"],
    ["no signature", token(paid).replace(/[^.]*$/, ""), "ERR_SIGNATURE"],
    ["a signature of 42 characters", token(paid).slice(0, -1), "ERR_SIGNATURE"],
    ["padding", `${token(paid)}=`, "ERR_SIGNATURE"],
    ["four parts", `${token(paid)}.x`, "ERR_SIGNATURE"],
    ["only empty parts", "..", "ERR_SIGNATURE"],
    ["a payload that is not an object", token([1]), "ERR_SIGNATURE"],
  ]) {
    test(`Pledg: a token with ${what} is rejected`, () => throws(code, () => read(signature)));
  }
  test("Pledg: a body with a token and another member is rejected", () => {
    throws("ERR_FIELD_MALFORMED", () => read(token(paid), { reference: "other" }));
  });
  test("Pledg: a notification without a signature is rejected", () => {
    throws("ERR_FIELD_MISSING", () => verify(make.pledg(), {}, JSON.stringify(paid)));
  });
  test("Pledg: without the merchant's secret, verifyWebhook throws ERR_CREDENTIALS", () => {
    const client = pledg({ apiKey: "k", apiSecret: "s", environment: "staging" });
    equal(throws("ERR_CREDENTIALS", () => verify(client, {}, JSON.stringify({ signature: token(paid) }))).argument, "merchantSecret", "argument");
  });
}

function dv(test) {
  const secret = "webhook secret";
  const signed = (body, encoding = "hex") => ({ "X-DVPay-Signature": tag("SHA-256", secret, body, encoding) });
  const client = (more) => make.dvpay({ webhookSecrets: [secret], ...more });
  for (const [body, verdict, word] of [
    ['{"status":"SUCCESS"}', "paid", "SUCCESS"],
    ['{"status":"FAILED"}', "failed", "FAILED"],
    ['{"status":"REFUNDED"}', "other", "REFUNDED"],
    ['{"event":"payment.success"}', "paid", "payment.success"],
    ['{"event":"order.completed"}', "other", ""],
  ]) {
    test(`DVPay: ${body} has the outcome ${verdict}`, () => same(verify(client(), signed(body), body).outcome, { verdict, word }));
  }
  test("DVPay: webhooks have a separate secret, which is required", () => {
    const message = "webhookSecrets: are required to verify a webhook; pass at least one";
    refuses("ERR_SECRET", message, () => verify(make.dvpay(), signed("{}"), "{}"));
    throws("ERR_SIGNATURE", () => verify(make.dvpay({ webhookSecrets: ["s"] }), signed("{}"), "{}"), "a client with the API secret as the webhook secret");
  });
  test("DVPay: an unsigned webhook is rejected", () => throws("ERR_FIELD_MISSING", () => verify(client(), {}, '{"status":"SUCCESS"}')));
  for (const encoding of ["hex", "HEX", "base64", "base64url", "base64url_nopad"]) {
    test(`DVPay: with the encoding ${encoding}, a tag in another encoding is rejected`, () => {
      equal(verify(client({ webhookEncoding: encoding }), signed("{}", encoding), "{}").secretId, "secret1", "id");
      const other = encoding === "hex" ? "HEX" : "hex";
      throws("ERR_SIGNATURE", () => verify(client({ webhookEncoding: encoding }), signed("{}", other), "{}"));
    });
  }
}

function door(test) {
  const own = defineScheme({
    hash: "sha256",
    message: "{timestamp}.{body}",
    encoding: "hex",
    timestamp: { format: "unix" },
    headers: { "X-DoorPay-Signature": { sep: ",", items: ["t={timestamp}", "v1={signature}"] } },
  });
  test("DoorPay: without a scheme, the error says what is missing and what to do", () => {
    const message =
      "webhookScheme: is missing; pass a scheme: DoorPay does not publish the field, the message and the key of its signature; ask for them";
    refuses("ERR_OPTION", message, () => verify(make.doorpay({ webhookSecrets: ["whsec_x"] }), {}, "{}"));
  });
  test("DoorPay: a scheme without a webhook secret is rejected, because the credentials are not used", () => {
    throws("ERR_SECRET", () => verify(make.doorpay({ webhookScheme: own }), {}, "{}"));
  });
  test("DoorPay: with a scheme and a secret, a webhook is accepted, and has no outcome", () => {
    const body = '{"event":"PAYMENT_SUCCESS"}';
    const headers = signWebhook(own, { body, now: NOW, secret: "whsec_x" });
    const event = verify(make.doorpay({ webhookScheme: own, webhookSecrets: ["whsec_x"] }), headers, body);
    same([event.covers, event.outcome, event.replayTtlSecs], ["body", undefined, 660]);
  });
}

function options(test) {
  for (const [name, client] of Object.entries(make)) {
    test(`${name}: webhookScheme and webhookSecrets replace the scheme and the secrets of the provider`, () => {
      const of = client({ webhookScheme: schemes.github, webhookSecrets: [{ id: "mine", secret: "s" }] });
      const headers = signWebhook(schemes.github, { body: "{}", now: NOW, secret: "s" });
      equal(verify(of, headers, "{}").secretId, "mine", "id");
      throws("ERR_SIGNATURE", () => verify(of, headers, "{ }"));
    });
    test(`${name}: webhookEncoding is rejected if the scheme has a fixed encoding`, () => {
      const webhooks = { webhookSecrets: ["s"], webhookEncoding: "base64" };
      if (name !== "dvpay" && name !== "doorpay") throws("ERR_OPTION", () => verify(client(webhooks), {}, "{}"));
      throws("ERR_OPTION", () => verify(client({ ...webhooks, webhookScheme: schemes.github }), {}, "{}"));
    });
    test(`${name}: wrong options are rejected when the client is made`, () => {
      throws("ERR_OPTION", () => client({ webhookEncoding: "base58" }));
      throws("ERR_OPTION", () => client({ webhookSecret: "s" }));
      throws("ERR_ARGUMENT_TYPE", () => client({ webhookScheme: "github" }));
      throws("ERR_ARGUMENT_TYPE", () => client({ webhookSecrets: "s" }));
    });
    test(`${name}: a disposed client rejects every webhook, whether or not it verified a webhook before`, () => {
      const webhooks = { webhookScheme: schemes.github, webhookSecrets: ["s"] };
      const headers = signWebhook(schemes.github, { body: "{}", now: NOW, secret: "s" });
      const [fresh, used] = [client(webhooks), client(webhooks)];
      verify(used, headers, "{}");
      for (const of of [fresh, used]) {
        of.dispose();
        throws("ERR_DISPOSED", () => verify(of, headers, "{}"));
      }
    });
  }
  test("an empty list of webhookSecrets is rejected, and the credentials are not used", () => {
    throws("ERR_SECRET", () => make.dogpay({ webhookSecrets: [] }));
  });
  test("pastSecs is rejected if the provider does not sign a time", () => {
    throws("ERR_OPTION", () => verify(make.dogpay(), {}, "{}", { pastSecs: 300 }));
  });
}
