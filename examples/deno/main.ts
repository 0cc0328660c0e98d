// A Deno script that makes refunds with DVPay and orders with DoorPay. payauth signs the requests, and `fetch` sends them.
//
//   deno task start refund <your id of the refund> <orderId> <amount>
//   deno task start order <your id of the cart> <file with the order as JSON>

import { type AuthorizedRequest, type Client, doorpay, dvpay, idempotencyKey, isPayauthError } from "payauth";

const COMMANDS: Record<string, (...given: string[]) => Promise<string>> = { refund, order };

function refund(refundId: string, orderId: string, amount: string): Promise<string> {
  const dv = dvpay({
    apiKey: env("DVPAY_API_KEY"),
    apiSecret: env("DVPAY_API_SECRET"),
    baseUrl: Deno.env.get("DVPAY_BASE_URL"),
  });
  const path = "/api/v1/payment-gateway/order/refund";
  // A bigint keeps all digits of an id. A number would lose digits above 2^53.
  const body = { orderId: BigInt(orderId), refundAmount: Number(amount) };
  return send(dv, dv.sign({ path, body, idempotencyKey: keyOf(refundId, path), now: new Date() }));
}

async function order(cartId: string, file: string): Promise<string> {
  const door = doorpay({
    apiKey: env("DOORPAY_API_KEY"),
    apiSecret: env("DOORPAY_API_SECRET"),
    environment: "sandbox",
    baseUrl: Deno.env.get("DOORPAY_BASE_URL"),
  });
  const path = "/orders";
  const body = await Deno.readTextFile(file);
  return send(door, door.sign({ path, body, idempotencyKey: keyOf(cartId, path), now: new Date() }));
}

/** Derives the idempotency key. It is the same in each attempt of an operation, so that a retry never pays twice. */
function keyOf(operation: string, path: string): string {
  return idempotencyKey.derive({ secret: env("IDEMPOTENCY_SECRET"), operation, method: "POST", path });
}

async function send(client: Client, signed: AuthorizedRequest): Promise<string> {
  const answer = await fetch(signed.url, signed);
  const body = await answer.text();
  if (answer.ok) return body;
  const { code, message, retry } = client.readError({ status: answer.status, body });
  throw new Error(`refused with ${answer.status} ${code ?? ""}: ${message} (try again: ${retry})`);
}

function env(name: string): string {
  const value = Deno.env.get(name);
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

try {
  const [command, ...given] = Deno.args;
  const run = COMMANDS[command];
  if (!run) throw new Error("say refund or order");
  console.log(await run(...given));
} catch (error) {
  // The code of a payauth error is stable. Its message names the argument, and never contains a secret.
  console.error(isPayauthError(error) ? `${error.code} ${error.message}` : String(error));
  Deno.exit(1);
}
