// Tests the senders of webhooks with published vectors of the providers, and with vectors that follow from their recipes.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { sendDVPay, sendDogPay, sendDoorPay, sendPledgBack, sendPledgJwt, sendWakaPay } from "./webhooks.mjs";

const signature = ({ body }) => JSON.parse(body).signature;

test("DogPay signs the body with the API key and SHA-512", () => {
  const tag =
    "63cb8202e038e937aed845a0b3853ad89558d3d6e84ff1dc64668da2d38d1883" +
    "6e9348cf23d5d08611d791685f45b22c2b05d5bac1d49d9b158ced1b1b758c9b";
  assert.equal(sendDogPay({ appid: "your_API_Key" }).headers["wh-signature"], tag);
  assert.notEqual(sendDogPay({ appid: "your_API_Secret" }).headers["wh-signature"], tag);
});

test("WakaPay's signature is the hash of its credentials, for every event", () => {
  const pair = { apiKey: "your_api_key", apiSecret: "your_api_secret" };
  const expected = "b9661b8c4407eb15bc0a1f51fb286767e77b1abedfb8e3471a5ee3e5781084e6";
  assert.equal(signature(sendWakaPay(pair)), expected);
  assert.equal(signature(sendWakaPay({ ...pair, event: { status: "termination_failure" } })), expected);
  assert.notEqual(signature(sendWakaPay({ apiKey: "your_api_keyyour_api", apiSecret: "_secret" })), expected);
});

const NOTIFICATION = {
  created_at: "2019-04-04T12:20:34.97138Z",
  error: "",
  id: "test-valid",
  reference: "PLEDG_1086986786391",
  sandbox: true,
  status: "completed",
};

for (const [changes, expected] of [
  [{ sandbox: "true" }, "B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359"],
  [{ reference: "PLEDG_108698_6786391" }, "6E9728899AA20E5767015165177B304ECDA4E48E79918E21D26C905E575B1EEB"],
  [
    { reference: "PLEDG_108698_6786391", error: "error" },
    "3CBB6A528621A7BAE2017814256986AF29B32725302B7075315ADF5577C8777E",
  ],
  [
    { reference: "PLEDG_108698_6786391", status: "failed" },
    "F40940F5FC30078D5E19470774F63F47FB577E56D66A49813D1E47490586CBBF",
  ],
]) {
  test(`Pledg's published notification ${JSON.stringify(changes)} has its published hash`, () => {
    const notification = { ...NOTIFICATION, ...changes, metadata: { outside: "the hash" } };
    assert.equal(signature(sendPledgBack({ merchantSecret: "SECRET", notification })), expected);
    assert.notEqual(signature(sendPledgBack({ merchantSecret: "SECRET2", notification })), expected);
  });
}

test("Pledg's published error notification has its published JWT", () => {
  const claims = {
    reference: "purchase_reference",
    purchase_state: "PRIMARY_KO",
    purchase_uid: "pur_6c48d42b-f29b-4f84-bee8-3cb2b964b600",
  };
  const header = { alg: "HS256", typ: "JWT" };
  const jwt = signature(sendPledgJwt({ merchantSecret: "secret", claims, header }));
  assert.match(jwt, /^eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9\.eyJyZWZlcmVuY2UiOiJwdXJjaGFzZV9yZWZlcmVuY2Ui/);
  assert.match(jwt, /\.375q0I_1Z8ZExa6aFwOvHdFvx4HTfpE-lbcHYlQ2nGs$/);
  assert.deepEqual(Object.keys(JSON.parse(sendPledgJwt({ merchantSecret: "secret", claims }).body)), ["signature"]);
});

test("DVPay signs only the body, with the webhook secret", () => {
  const [body, webhookSecret] = ['{"orderId":1,"status":"SUCCESS"}', "dv_webhook_secret"];
  for (const encoding of ["hex", "base64"]) {
    const expected = createHmac("sha256", webhookSecret).update(body).digest(encoding);
    assert.equal(sendDVPay({ webhookSecret, body, encoding }).headers["X-DVPay-Signature"], expected);
  }
});

test("the sandbox's scheme for DoorPay signs the seconds, a dot and the body", () => {
  const body = '{"event":"PAYMENT_SUCCESS"}';
  const { headers } = sendDoorPay({ webhookSecret: "whsec_sandbox", body, now: new Date(1_795_341_600_999) });
  const expected = createHmac("sha256", "whsec_sandbox").update(`1795341600.${body}`).digest("hex");
  assert.equal(headers["X-DoorPay-Signature"], `t=1795341600,v1=${expected}`);
});
