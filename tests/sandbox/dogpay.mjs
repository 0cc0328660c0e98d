// The sandbox's imitation of DogPay. "Inferred" marks facts that DogPay's documentation does not state.

import { randomUUID } from "node:crypto";
import { sameText } from "./digest.mjs";
import { isText, NOT_JSON, readJson } from "./json.mjs";
import { bearer, lifetimeMember } from "./tokens.mjs";

const TOKEN = "/open-api/v1/auth/access_token";

export const dogpay = {
  base: "",
  credentials: { appid: "dog_sandbox_key", secret: "dog_sandbox_secret" },
  settings: { lifetime: 7200, expiresIn: undefined, successCode: 0 },
  isToken: ({ path }) => path === TOKEN,
  refuse: (status, call) => refuse(status, `Answered ${status}`, call),

  answer(call, state) {
    const operation = OPERATIONS[`${call.method} ${call.path}`];
    if (!operation) return refuse(404, "Not Found", call);
    if (operation === issue || state.tokens.accepts(bearer(call), call.now)) return operation(call, state);
    return refuse(401, "Unauthorized", call);
  },
};

const OPERATIONS = { [`POST ${TOKEN}`]: issue, "POST /open-api/v1/pay": pay, "GET /open-api/v1/pay": list };

/** The grant type is spelled without a final s. The status and the text of a rejection are inferred. */
function issue(call, { credentials, settings, tokens }) {
  const body = readJson(call);
  if (body?.grant_type !== "client_credential") return refuse(400, "grant_type must be client_credential", call);
  const isKnown = sameText(String(body.appid), credentials.appid) && sameText(String(body.secret), credentials.secret);
  if (!isKnown) return refuse(401, "Invalid appid or secret", call);
  const token = tokens.issue(settings.lifetime, call.now);
  const data = `{"access_token":"${token}",${lifetimeMember("expires_in", settings)}"token_type":"bearer"}`;
  return accept(data, call, settings, `,"requestId":"${randomUUID()}"`);
}

/** `callId` is the merchant's idempotency key. A second call with the same key returns the same order. */
function pay(call, { memory, settings }) {
  const body = readJson(call);
  const fault = body ? checkOrder(body) : NOT_JSON;
  if (fault) return refuse(400, fault, call);
  const order = memory.get(body.callId) ?? { id: randomUUID(), status: "pending", ...body };
  memory.set(body.callId, order);
  return accept(JSON.stringify(order), call, settings);
}

function checkOrder({ orderAmount, ...texts }) {
  const isAmount = typeof orderAmount === "string" && /^\d+(\.\d+)?$/.test(orderAmount) && Number(orderAmount) >= 0.02;
  if (!isAmount) return "orderAmount must be a decimal text of at least 0.02";
  const missing = ["goodsName", "callId", "currencyConfigId"].find((name) => !isText(texts[name]));
  return missing && `${missing} is required`;
}

/** Pages are counted from 1. */
function list(call, { memory, settings }) {
  const [page, take] = [call.query.get("page") ?? "1", call.query.get("take") ?? "10"].map(Number);
  if (!(Number.isInteger(page) && page >= 1)) return refuse(400, "page must be 1 or more", call);
  if (!(Number.isInteger(take) && take >= 1)) return refuse(400, "take must be 1 or more", call);
  const orders = [...memory.values()];
  const data = { total: orders.length, current: page, list: orders.slice((page - 1) * take, page * take) };
  return accept(JSON.stringify(data), call, settings);
}

/** The code of success is not documented, so a test can set it. */
function accept(data, { now }, { successCode }, more = "") {
  return { status: 200, body: `{"code":${successCode},"message":"success","timestamp":${now}${more},"data":${data}}` };
}

function refuse(status, message, { now }) {
  return { status, body: JSON.stringify({ code: status, message, timestamp: now, data: null }) };
}
