// A Node server that makes refunds with DVPay, orders with DoorPay and payouts with WakaPay. payauth signs the requests, and `fetch`
// sends them.
//
//   POST /refunds   { "refundId": "r-7", "orderId": 1234567890, "amount": 5.25 }
//   POST /orders    { "cartId": "cart-7", "order": { "amount": 500, "description": "Shoes", "buyer_email": … } }
//   GET  /balance
//   POST /payouts   { "businessReference": "p-7", … }

import { createServer } from "node:http";
import { doorpay, dvpay, idempotencyKey, isPayauthError } from "payauth";
import { balance, payout } from "./wakapay.mjs";

const { env } = process;

// Make the clients only once. If a credential is missing or invalid, this code throws before the server starts.
const dv = dvpay({
  apiKey: env.DVPAY_API_KEY,
  apiSecret: env.DVPAY_API_SECRET,
  baseUrl: env.DVPAY_BASE_URL,
});
const door = doorpay({
  apiKey: env.DOORPAY_API_KEY,
  apiSecret: env.DOORPAY_API_SECRET,
  environment: env.DOORPAY_ENVIRONMENT ?? "sandbox",
  baseUrl: env.DOORPAY_BASE_URL,
});

const ROUTES = { "POST /refunds": refund, "POST /orders": order, "GET /balance": balance, "POST /payouts": payout };

function refund({ refundId, orderId, amount }) {
  const path = "/api/v1/payment-gateway/order/refund";
  const body = { orderId, refundAmount: amount };
  return send(dv, dv.sign({ path, body, idempotencyKey: keyOf(refundId, path), now: new Date() }));
}

function order({ cartId, order }) {
  const path = "/orders";
  return send(door, door.sign({ path, body: order, idempotencyKey: keyOf(cartId, path), now: new Date() }));
}

/** Derives the idempotency key. It is the same in each attempt of an operation, so that a retry never pays twice. */
function keyOf(operation, path) {
  return idempotencyKey.derive({ secret: env.IDEMPOTENCY_SECRET, operation, method: "POST", path });
}

async function send(client, signed) {
  const answer = await fetch(signed.url, signed);
  const body = await answer.text();
  if (answer.ok) return { status: answer.status, body: JSON.parse(body) };
  const { code, message, fields, retry } = client.readError({ status: answer.status, body });
  return { status: 502, body: { error: code ?? "refused", message, fields, retry } };
}

async function answer(request) {
  const route = `${request.method} ${request.url}`;
  if (!Object.hasOwn(ROUTES, route)) return { status: 404, body: { error: "no such route" } };
  try {
    const text = await whole(request);
    if (text === undefined) return { status: 413, body: { error: "too long" } };
    return await ROUTES[route](Object(parsed(text)));
  } catch (error) {
    // The code of a payauth error is stable. Its message names the argument, and never contains a secret.
    if (isPayauthError(error)) return { status: 400, body: { error: error.code, message: error.message } };
    console.error(error);
    return { status: 500, body: { error: "no answer from the provider" } };
  }
}

/** The maximum length of a body in bytes. */
const LONGEST = 64 * 1024;

/** Reads the text of a body; `undefined` if it is too long. The request is not destroyed, so that the server can still answer it. */
async function whole(request) {
  const pieces = [];
  let length = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    length += piece.length;
    if (length > LONGEST) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// The timeouts end requests that do not arrive completely.
const server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000 }, async (request, response) => {
  const { status, body } = await answer(request);
  const more = status === 413 ? { Connection: "close" } : {};
  response.writeHead(status, { "Content-Type": "application/json", ...more }).end(JSON.stringify(body));
});
server.listen(env.PORT ?? 8080, "127.0.0.1", () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}`),
);
