// The program that every runtime runs in the demo. It signs with payauth, sends with the runtime's `fetch`, and prints the answer.

import { doorpay, dvpay, idempotencyKey } from "payauth";

const PREFIX = "/api/v1/payment-gateway";
const REFUND = { orderId: 9007199254740993n, refundAmount: 5.25 };
const PAYOUT = { accountNumber: "123456789", amount: 100, currency: "USD" };
const ORDER = {
  amount: 500,
  description: "Shoes",
  buyer_email: "asha@shop.example",
  buyer_phone: "+919876543210",
  buyer_first_name: "Asha",
  buyer_last_name: "Rao",
};

export async function main({ env }) {
  const dv = dvpay(env.dvpay);
  const door = doorpay({ ...env.doorpay, environment: "sandbox" });
  const now = new Date();
  const refund = dv.sign({ path: `${PREFIX}/order/refund`, body: REFUND, idempotencyKey: newKey(), now });
  const payout = dv.sign({ path: `${PREFIX}/order/payout`, body: PAYOUT, idempotencyKey: newKey(), now });
  const query = dv.sign({ path: `${PREFIX}/payment/transaction-detail`, body: { transactionId: 1 }, now });
  const order = door.sign({ path: "/orders", body: ORDER, idempotencyKey: newKey(), now });
  const list = door.sign({ path: "/orders", query: door.page({ size: 5 }), now });
  const tampered = { ...refund, body: refund.body.replace("5.25", "5.26") };
  return {
    refund: await send(dv, refund),
    payout: await send(dv, payout),
    query: await send(dv, query),
    tampered: await send(dv, tampered),
    order: await send(door, order),
    list: await send(door, list),
  };
}

function newKey() {
  return idempotencyKey.random(crypto.getRandomValues(new Uint8Array(16)));
}

/** Sends a request; returns the status, followed by the error of the provider if there is one. */
async function send(client, request) {
  const answer = await fetch(request.url, request);
  const body = await answer.text();
  if (answer.ok) return String(answer.status);
  const { code, message } = client.readError({ status: answer.status, body });
  return `${answer.status} ${code ?? message}`;
}
