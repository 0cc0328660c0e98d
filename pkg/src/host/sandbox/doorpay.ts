// The sandbox's imitation of DoorPay. "Inferred" marks facts that DoorPay's documentation does not state.

import { type SimulatedAnswer, answer, type SimulatedCall, isText, type Json, type SimulatedMemory, pageOf, type SimulatedProvider, readJson } from "./call.js";

const VERSION = "2026-03-15";
const PER_SECOND = 10;
/** The address of production is not public. Its path without `/sandbox` is inferred. */
const PATH = /^(?:\/sandbox)?\/api\/merchant\/v1(\/.*)$/;
export const CREDENTIALS = { apiKey: "dp_test_sandbox", apiSecret: "sk_test_sandbox", environment: "sandbox" } as const;

export const doorpay: SimulatedProvider = {
  has: (path) => PATH.test(path),
  isToken: () => false,
  refuse: (status, call) => (status === 429 ? tooMany() : refuse(status, `Answered ${status}`, call)),
  answer: async (call, memory) => ({
    ...(isTooMany(call, memory) ? tooMany() : admitted(call, memory)),
    headers: { "X-API-Version": VERSION },
  }),
};

/** Allows ten requests in any second. A request that was rejected by this limit does not count. */
function isTooMany(call: SimulatedCall, { entries }: SimulatedMemory): boolean {
  const recent = ((entries.get("rate") as { times: number[] } | undefined)?.times ?? []).filter((time) => call.now - time < 1000);
  const isFull = recent.length >= PER_SECOND;
  entries.set("rate", { times: isFull ? recent : [...recent, call.now] });
  return isFull;
}

/** A request without `Origin` is never blocked. The list of allowed origins is empty. */
function admitted(call: SimulatedCall, memory: SimulatedMemory): SimulatedAnswer {
  const run = OPERATIONS[`${call.method} ${PATH.exec(call.path)?.[1]}`];
  if (run === undefined) return refuse(404, "Not found", call);
  if (call.headers["origin"] !== undefined) return refuse(403, "Origin not whitelisted", call);
  const isKnown = call.headers["x-api-key"] === CREDENTIALS.apiKey && call.headers["x-api-secret"] === CREDENTIALS.apiSecret;
  return isKnown ? run(call, memory) : refuse(401, "Invalid API key or secret", call);
}

const OPERATIONS: { readonly [operation: string]: (call: SimulatedCall, memory: SimulatedMemory) => SimulatedAnswer } = {
  "POST /orders": createOrder,
  "GET /orders": listOrders,
};

/**
 * A later request with the same idempotency key returns the same order. Two facts are inferred: the body of the later request does not
 * matter, and the status is 200.
 */
function createOrder(call: SimulatedCall, { entries, id }: SimulatedMemory): SimulatedAnswer {
  const key = call.headers["idempotency-key"] || id();
  const existing = entries.get(`order ${key}`);
  if (existing) return accept(200, "Order already exists", existing);
  const body = readJson(call);
  if (!body) return refuse(400, "Malformed JSON request", call);
  const validationErrors = faultsOf(body);
  if (Object.keys(validationErrors).length > 0) return refuseFields(validationErrors, call);
  const order = { id: id(), ...body, status: "CREATED", idempotency_key: key };
  entries.set(`order ${key}`, order);
  return accept(201, "Order created", order);
}

const RULES: { readonly [name: string]: readonly [(value: unknown) => boolean, string] } = {
  amount: [(value) => typeof value === "number" && value >= 5 && value <= 10_000, "must be between 5.00 and 10000.00"],
  description: [isText, "must not be blank"],
  buyer_email: [(value) => /^[^@\s]+@[^@\s]+$/.test(String(value)), "must be a well-formed email address"],
  buyer_phone: [(value) => /^\+91\d{10}$/.test(String(value)), "must be +91 and ten digits"],
  buyer_first_name: [isText, "must not be blank"],
  buyer_last_name: [isText, "must not be blank"],
};

/** The names of fields are in snake case, but in errors they are in camel case. */
function faultsOf(body: Json): Json {
  const wrong = Object.entries(RULES).filter(([name, [isRight]]) => !isRight(body[name]));
  const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(wrong.map(([name, [, text]]) => [camel(name), text]));
}

/** Pages are counted from 0. The member `content` and the rejection of a size above 100 are inferred. */
function listOrders(call: SimulatedCall, { entries }: SimulatedMemory): SimulatedAnswer {
  const [page, size] = [whole(call.query.get("page") ?? "0"), whole(call.query.get("size") ?? "20")];
  if (page === undefined) return refuseFields({ page: "must be 0 or more" }, call);
  if (size === undefined || size < 1 || size > 100) return refuseFields({ size: "must be between 1 and 100" }, call);
  const orders = [...entries].filter(([name]) => name.startsWith("order ")).map(([, order]) => order);
  const [totalElements, totalPages] = [orders.length, Math.ceil(orders.length / size)];
  return accept(200, "Orders", { content: pageOf(orders, page, size), totalElements, totalPages, number: page, size });
}

function whole(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function accept(status: number, message: string, data: object): SimulatedAnswer {
  return answer(status, { success: true, message, data });
}

function refuse(status: number, message: string, { now }: SimulatedCall): SimulatedAnswer {
  return answer(status, { success: false, message, data: null, timestamp: instant(now) });
}

function refuseFields(validationErrors: object, { now }: SimulatedCall): SimulatedAnswer {
  return answer(400, { message: "Validation failed", status: 400, error: "Bad Request", timestamp: instant(now), validationErrors });
}

function tooMany(): SimulatedAnswer {
  return answer(429, { error: "Too many requests" });
}

function instant(now: number): string {
  return new Date(now).toISOString().replace(/\.\d+/, "");
}
