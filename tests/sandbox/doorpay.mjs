// The sandbox's imitation of DoorPay. "Inferred" marks facts that DoorPay's documentation does not state.

import { randomUUID } from "node:crypto";
import { sameText } from "./digest.mjs";
import { isText, readJson } from "./json.mjs";

/** The production address is not public. The path without the segment `/sandbox` is inferred. */
const BASES = { "/sandbox/api/merchant/v1": "sandbox", "/api/merchant/v1": "production" };

export const doorpay = {
  base: "/sandbox/api/merchant/v1",
  credentials: {
    sandbox: { apiKey: "dp_test_sandbox", apiSecret: "sk_test_sandbox" },
    production: { apiKey: "dp_live_sandbox", apiSecret: "sk_live_sandbox" },
    webhookSecret: "whsec_sandbox",
  },
  settings: { version: "2026-03-15", origins: [], perSecond: 10 },
  isToken: () => false,
  refuse: (status, call) => (status === 429 ? tooMany() : refuse(status, `Answered ${status}`, call)),

  answer(call, state) {
    const answer = isTooMany(call, state) ? tooMany() : admitted(call, state);
    return { ...answer, headers: { "X-API-Version": state.settings.version } };
  },
};

/** The limit is ten requests of one address in any second. Requests that were rejected because of this limit do not count. */
function isTooMany(call, { memory, settings }) {
  const name = `rate ${call.address}`;
  const recent = (memory.get(name) ?? []).filter((time) => call.now - time < 1000);
  const isFull = recent.length >= settings.perSecond;
  memory.set(name, isFull ? recent : [...recent, call.now]);
  return isFull;
}

function admitted(call, state) {
  const [base, environment] = Object.entries(BASES).find(([base]) => call.path.startsWith(`${base}/`)) ?? [];
  const operation = base && OPERATIONS[`${call.method} ${call.path.slice(base.length)}`];
  if (!operation) return refuse(404, "Not found", call);
  return refuseOrigin(call, state) ?? refuseCredentials(call, state.credentials[environment]) ?? operation(call, state);
}

const OPERATIONS = { "POST /orders": createOrder, "GET /orders": listOrders };

/** A request without `Origin` is never blocked. */
function refuseOrigin(call, { settings }) {
  const { origin } = call.headers;
  return origin === undefined || settings.origins.includes(origin)
    ? undefined
    : refuse(403, "Origin not whitelisted", call);
}

function refuseCredentials({ headers, ...call }, { apiKey, apiSecret }) {
  const isKnown = sameText(headers["x-api-key"] ?? "", apiKey) && sameText(headers["x-api-secret"] ?? "", apiSecret);
  return isKnown ? undefined : refuse(401, "Invalid API key or secret", call);
}

/** A second call with the same key returns the same order. It is inferred that the body does not matter, and that the status is 200. */
function createOrder(call, state) {
  const key = call.headers["idempotency-key"] || randomUUID();
  const name = `order ${call.path} ${key}`;
  const existing = state.memory.get(name);
  if (existing) return accept(200, "Order already exists", existing);
  const body = readJson(call);
  if (!body) return refuse(400, "Malformed JSON request", call);
  const validationErrors = validate(body);
  if (Object.keys(validationErrors).length) return refuseFields(validationErrors, call);
  const order = { id: randomUUID(), ...body, status: "CREATED", idempotency_key: key };
  state.memory.set(name, order);
  return accept(201, "Order created", order);
}

const RULES = {
  amount: [(value) => typeof value === "number" && value >= 5 && value <= 10_000, "must be between 5.00 and 10000.00"],
  description: [isText, "must not be blank"],
  buyer_email: [(value) => /^[^@\s]+@[^@\s]+$/.test(value), "must be a well-formed email address"],
  buyer_phone: [(value) => /^\+91\d{10}$/.test(value), "must be +91 and ten digits"],
  buyer_first_name: [isText, "must not be blank"],
  buyer_last_name: [isText, "must not be blank"],
};

/** The names of the fields are in snake case, but errors write them in camel case. */
function validate(body) {
  const wrong = Object.entries(RULES).filter(([name, [isRight]]) => !isRight(body[name]));
  const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
  return Object.fromEntries(wrong.map(([name, [, text]]) => [camel(name), text]));
}

/** Pages are counted from 0. Two facts are inferred: the orders are in `content`, and a size above 100 is rejected. */
function listOrders(call, state) {
  const [page, size] = [whole(call.query.get("page") ?? "0"), whole(call.query.get("size") ?? "20")];
  if (page === undefined) return refuseFields({ page: "must be 0 or more" }, call);
  if (!(size >= 1 && size <= 100)) return refuseFields({ size: "must be between 1 and 100" }, call);
  const orders = [...state.memory].filter(([name]) => name.startsWith(`order ${call.path} `)).map(([, order]) => order);
  const content = orders.slice(page * size, (page + 1) * size);
  const [totalElements, totalPages] = [orders.length, Math.ceil(orders.length / size)];
  return accept(200, "Orders", { content, totalElements, totalPages, number: page, size });
}

function whole(text) {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function accept(status, message, data) {
  return { status, body: JSON.stringify({ success: true, message, data }) };
}

function refuse(status, message, { now }) {
  return { status, body: JSON.stringify({ success: false, message, data: null, timestamp: instant(now) }) };
}

function refuseFields(validationErrors, { now }) {
  const body = {
    message: "Validation failed",
    status: 400,
    error: "Bad Request",
    timestamp: instant(now),
    validationErrors,
  };
  return { status: 400, body: JSON.stringify(body) };
}

function tooMany() {
  return { status: 429, body: JSON.stringify({ error: "Too many requests" }) };
}

function instant(now) {
  return new Date(now).toISOString().replace(/\.\d+/, "");
}
