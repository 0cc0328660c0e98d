// An authentic message of each sender, with the secret that verifies it.

import { hmacKey, signWebhook } from "../lib/payauth.js";
import { utf8 } from "../lib/bytes.js";
import { facts } from "./senders.js";

/** The time between the signing and the receipt of an example, in milliseconds. The examples are received now. */
const ON_THE_WAY_MS = 3_000;

const BASE64_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const HEX_SECRET = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";
const ITEM =
  '{"pspReference":"7914073381342284","originalReference":"","merchantAccountCode":"TestMerchant",' +
  '"merchantReference":"TestPayment-1407325143704","amount":{"value":1130,"currency":"EUR"},' +
  '"eventCode":"AUTHORISATION","success":"true","reason":"047911","additionalData":{}}';

/** The parts of an example that are different for each sender. */
const EXAMPLES = {
  stripe: { secret: "whsec_test_secret", body: '{"id":"evt_1","object":"event","type":"payment_intent.succeeded"}' },
  github: { body: '{"zen":"Keep it logically awesome.","hook_id":1}' },
  slack: { body: "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&command=%2Fweather&text=94070" },
  standardWebhooks: { secret: BASE64_SECRET, body: '{"type":"invoice.paid","data":{"id":"inv_1"}}' },
  svix: { secret: BASE64_SECRET, body: '{"type":"invoice.paid","data":{"id":"inv_1"}}' },
  shopify: { body: '{"id":820982911946154500,"total_price":"403.00"}' },
  square: { body: '{"merchant_id":"M1","type":"payment.updated","event_id":"E1"}' },
  adyenBody: { secret: HEX_SECRET, body: '{"type":"balancePlatform.transfer.updated","data":{"id":"1"}}' },
  adyenStandard: {
    secret: HEX_SECRET,
    body: `{"live":"false","notificationItems":[{"NotificationRequestItem":${ITEM}}]}`,
  },
  razorpay: { body: '{"event":"payment.captured","payload":{"payment":{"entity":{"id":"pay_1"}}}}' },
  razorpayPayment: { body: '{"razorpay_payment_id":"pay_1","razorpay_order_id":"order_1"}' },
  paystack: { secret: "sk_test_secret", body: '{"event":"charge.success","data":{"reference":"ref_1"}}' },
  paddle: { secret: "pdl_ntfset_secret", body: '{"event_id":"evt_1","event_type":"transaction.completed"}' },
  revolut: { secret: "wsk_secret", body: '{"event":"ORDER_COMPLETED","order_id":"1"}' },
  gocardless: { body: '{"events":[{"id":"EV1","resource_type":"payments","action":"paid_out"}]}' },
  coinbaseCommerce: { body: '{"id":1,"event":{"id":"1","type":"charge:confirmed"}}' },
  line: { body: '{"destination":"U1","events":[]}' },
  pagerduty: { body: '{"event":{"id":"1","event_type":"incident.triggered"}}' },
  "dvpay request": { secret: "your-api-secret", body: '{"orderId":1234567890,"refundAmount":5.25}' },
  own: { body: '{"hello":"world"}' },
};

/** The examples of providers, which do not sign like the public schemes. WakaPay's and Pledg's examples are published or derived. */
const PROVIDERS = {
  dogpay: () => {
    const body = '{"event_id":"evt_1","event_identifier":"pay.transaction.update","data":{"status":"completed"}}';
    const secret = "your_API_Key";
    return { secret, body, headers: { "wh-signature": tag("SHA-512", secret, body) } };
  },
  wakapay: () => ({
    secret: "your_api_key:your_api_secret",
    body:
      '{"event":"transaction.updated","wakapayReference":"ref_1","status":"termination_success",' +
      '"signature":"b9661b8c4407eb15bc0a1f51fb286767e77b1abedfb8e3471a5ee3e5781084e6"}',
  }),
  pledg: () => ({
    secret: "SECRET",
    body:
      '{"created_at":"2019-04-04T12:20:34.97138Z","id":"test-valid","additional_data":{"xx":"yy"},' +
      '"metadata":{"foo":"bar"},"status":"completed","sandbox":"true","error":"","reference":"PLEDG_1086986786391",' +
      '"signature":"B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359"}',
  }),
  dvpay: () => {
    const body = '{"orderId":1234567890,"transactionId":1,"amount":5.25,"currency":"USD","status":"SUCCESS"}';
    const secret = "your-webhook-secret";
    return { secret, body, headers: { "X-DVPay-Signature": tag("SHA-256", secret, body) } };
  },
};

/** The values of the form for an authentic message of a sender. */
export function example(sender, definition) {
  const { secret, body, headers = {}, url = "" } = PROVIDERS[sender.id]?.() ?? signed(sender, definition);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return { headers: lines.join("\n"), body: utf8(body), secrets: secret, url, time: "" };
}

/** The name of the only header field of a sender; `undefined` if it has several, or if the signature is in the body. */
export function onlyField(sender, definition) {
  try {
    const { headers } = PROVIDERS[sender.id]?.() ?? signed(sender, definition);
    const names = Object.keys(headers ?? {});
    return names.length === 1 ? names[0] : undefined;
  } catch {
    return undefined;
  }
}

function signed(sender, definition) {
  const { secret = "a-secret", body } = EXAMPLES[sender.id];
  const { signs, members } = facts(sender, definition);
  const given = Object.fromEntries(signs.map((name) => [name, GIVEN[name]]));
  const now = new Date(Date.now() - ON_THE_WAY_MS);
  const sent = Object.entries(signWebhook(sender.scheme(definition), { body, now, secret, ...given }));
  const headers = Object.fromEntries(sent.filter(([name]) => !members.includes(name)));
  const inBody = sent.filter(([name]) => members.includes(name));
  return { secret, headers, url: given.url, body: inBody.reduce(withMember, body) };
}

const GIVEN = { id: "msg_1", url: "https://shop.example/hook" };

/** A body with one more member at a path. */
function withMember(body, [path, value]) {
  const root = JSON.parse(body);
  const names = path.split(".");
  const last = names.pop();
  const parent = names.reduce((at, name) => (name === "*" ? at[0] : (at[name] ??= {})), root);
  parent[last] = value;
  return JSON.stringify(root);
}

function tag(algorithm, secret, body) {
  const key = hmacKey({ algorithm, secret });
  try {
    return key.sign(body);
  } finally {
    key.dispose();
  }
}
