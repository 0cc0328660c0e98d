// A Cloudflare Worker that makes refunds with DVPay, orders with DoorPay and payments with DogPay. payauth signs the requests, and
// `fetch` sends them.
//
//   POST /refunds   { "refundId": "r-7", "orderId": 1234567890, "amount": 5.25 }
//   POST /orders    { "cartId": "cart-7", "order": { "amount": 500, "description": "Shoes", "buyer_email": … } }
//   POST /payments  { "callId": "call-7", "orderAmount": "5.25", … }
//   GET  /payments

import { doorpay, dvpay, idempotencyKey, isPayauthError } from "payauth";
import * as dog from "./dogpay.js";

export default {
  async fetch(request, env, ctx) {
    const route = `${request.method} ${new URL(request.url).pathname}`;
    if (!Object.hasOwn(ROUTES, route)) return Response.json({ error: "no such route" }, { status: 404 });
    const clients = connect(env, ctx);
    try {
      const text = await whole(request.body);
      if (text === undefined) return Response.json({ error: "too long" }, { status: 413 });
      const [client, sent] = ROUTES[route](Object(parsed(text)), clients, env);
      return await tell(client, await sent);
    } catch (error) {
      // The code of a payauth error is stable. Its message names the argument, and never contains a secret.
      if (isPayauthError(error)) return Response.json({ error: error.code, message: error.message }, { status: 400 });
      console.error(error);
      return Response.json({ error: "no answer from the provider" }, { status: 500 });
    }
  },
};

const ROUTES = { "POST /refunds": refund, "POST /orders": order, "POST /payments": pay, "GET /payments": list };

/** The maximum length of a body in bytes. */
const LONGEST = 64 * 1024;

/** Reads the text of a body; `undefined` if it is too long. */
async function whole(body) {
  const pieces = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > LONGEST) return undefined;
    pieces.push(piece);
  }
  return new Blob(pieces).text();
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Makes the clients. It is called outside the `try`, because a missing or invalid credential is not the caller's mistake. */
function connect(env, ctx) {
  return {
    dog: dog.connect(env, (work) => ctx.waitUntil(work)),
    dv: dvpay({
      apiKey: env.DVPAY_API_KEY,
      apiSecret: env.DVPAY_API_SECRET,
      baseUrl: env.DVPAY_BASE_URL,
    }),
    door: doorpay({
      apiKey: env.DOORPAY_API_KEY,
      apiSecret: env.DOORPAY_API_SECRET,
      environment: env.DOORPAY_ENVIRONMENT,
      baseUrl: env.DOORPAY_BASE_URL,
    }),
  };
}

function refund({ refundId, orderId, amount }, { dv }, env) {
  const path = "/api/v1/payment-gateway/order/refund";
  const body = { orderId, refundAmount: amount };
  return [dv, send(dv.sign({ path, body, idempotencyKey: keyOf(refundId, path, env), now: new Date() }))];
}

function order({ cartId, order }, { door }, env) {
  const path = "/orders";
  return [door, send(door.sign({ path, body: order, idempotencyKey: keyOf(cartId, path, env), now: new Date() }))];
}

function pay(body, { dog: client }) {
  return [client, dog.pay(client, body)];
}

function list(body, { dog: client }) {
  return [client, dog.list(client)];
}

/** Derives the idempotency key. It is the same in each attempt of an operation, so that a retry never pays twice. */
function keyOf(operation, path, env) {
  return idempotencyKey.derive({ secret: env.IDEMPOTENCY_SECRET, operation, method: "POST", path });
}

function send(signed) {
  return fetch(signed.url, signed);
}

async function tell(client, answer) {
  const body = await answer.text();
  if (answer.ok) return new Response(body, { status: answer.status, headers: { "Content-Type": "application/json" } });
  const { code, message, fields, retry } = client.readError({ status: answer.status, body });
  return Response.json({ error: code ?? "refused", message, fields, retry }, { status: 502 });
}
