// The sandbox's imitation of DogPay. "Inferred" marks facts that DogPay's documentation does not state.

import { type SimulatedAnswer, type SimulatedCall, isText, type Json, NOT_JSON, type SimulatedMemory, pageOf, type SimulatedProvider, readJson } from "./call.js";

const TOKEN = "/open-api/v1/auth/access_token";
export const CREDENTIALS = { appid: "dog_sandbox_key", secret: "dog_sandbox_secret", environment: "sandbox" } as const;

export const dogpay: SimulatedProvider = {
  has: (path) => path.startsWith("/open-api/"),
  isToken: (path) => path === TOKEN,
  refuse: (status, call) => refuse(status, `Answered ${status}`, call),
  async answer(call, memory) {
    const operation = `${call.method} ${call.path}`;
    if (operation === `POST ${TOKEN}`) return issue(call, memory);
    const run = OPERATIONS[operation];
    if (run === undefined) return refuse(404, "Not Found", call);
    return memory.tokens.accept(call.headers["authorization"], call.now) ? run(call, memory) : refuse(401, "Unauthorized", call);
  },
};

const OPERATIONS: { readonly [operation: string]: (call: SimulatedCall, memory: SimulatedMemory) => SimulatedAnswer } = {
  "POST /open-api/v1/pay": pay,
  "GET /open-api/v1/pay": list,
};

/** The grant type is spelled without a final s. The status and text of a rejection are inferred. */
function issue(call: SimulatedCall, memory: SimulatedMemory): SimulatedAnswer {
  const body = readJson(call);
  if (body?.["grant_type"] !== "client_credential") return refuse(400, "grant_type must be client_credential", call);
  const isKnown = body["appid"] === CREDENTIALS.appid && body["secret"] === CREDENTIALS.secret;
  if (!isKnown) return refuse(401, "Invalid appid or secret", call);
  const seconds = memory.lifetimeSeconds ?? 7200;
  const token = memory.tokens.add(`token-${memory.id()}`, call.now + seconds * 1000);
  return accept({ access_token: token, expires_in: seconds, token_type: "bearer" }, call);
}

/** `callId` is the merchant's idempotency key: a later request with the same `callId` returns the same order. */
function pay(call: SimulatedCall, { entries, id }: SimulatedMemory): SimulatedAnswer {
  const body = readJson(call);
  const fault = body ? orderFault(body) : NOT_JSON;
  if (body === undefined || fault) return refuse(400, fault as string, call);
  const key = String(body["callId"]);
  const order = entries.get(key) ?? { id: id(), status: "pending", ...body };
  entries.set(key, order);
  return accept(order, call);
}

function orderFault({ orderAmount, ...texts }: Json): string | undefined {
  const isAmount = typeof orderAmount === "string" && /^\d+(\.\d+)?$/.test(orderAmount) && Number(orderAmount) >= 0.02;
  if (!isAmount) return "orderAmount must be a decimal text of at least 0.02";
  const missing = ["goodsName", "callId", "currencyConfigId"].find((name) => !isText(texts[name]));
  return missing && `${missing} is required`;
}

/** Pages are counted from 1. */
function list(call: SimulatedCall, { entries }: SimulatedMemory): SimulatedAnswer {
  const [page, take] = [Number(call.query.get("page") ?? 1), Number(call.query.get("take") ?? 10)];
  if (!(Number.isInteger(page) && page >= 1)) return refuse(400, "page must be 1 or more", call);
  if (!(Number.isInteger(take) && take >= 1)) return refuse(400, "take must be 1 or more", call);
  const orders = [...entries.values()];
  return accept({ total: orders.length, current: page, list: pageOf(orders, page - 1, take) }, call);
}

/** The code 0 for success is inferred. */
function accept(data: object, { now }: SimulatedCall): SimulatedAnswer {
  return { status: 200, body: JSON.stringify({ code: 0, message: "success", timestamp: now, data }) };
}

function refuse(status: number, message: string, { now }: SimulatedCall): SimulatedAnswer {
  return { status, body: JSON.stringify({ code: status, message, timestamp: now, data: null }) };
}
