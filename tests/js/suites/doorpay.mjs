// DoorPay: every request has two constant header fields, which must belong to the same environment.

import { doorpay } from "payauth";
import { door, NOW } from "../support/clients.mjs";
import { equal, ok, refuses, same, throws } from "../support/harness.mjs";

const SANDBOX = "https://api.thedoorpay.com/sandbox/api/merchant/v1";
const LIVE = "https://api.thedoorpay.com/api/merchant/v1";

const sign = (options) => door().sign({ path: "/orders", now: NOW, ...options });
const create = (options) => sign({ body: { amount: 500 }, idempotencyKey: "order-checkout-12345", ...options });

export default function ({ test }) {
  for (const environment of ["sandbox", "production"]) matrix(test, environment);
  environments(test);
  requests(test);
  pages(test);
  versions(test);
  answers(test);
}

/** Tests every combination of a key prefix, a secret prefix and a base URL. For each environment, only one combination is accepted. */
function matrix(test, environment) {
  const [key, secret, url] =
    environment === "sandbox" ? ["dp_test_", "sk_test_", SANDBOX] : ["dp_live_", "sk_live_", LIVE];
  for (const apiKey of ["dp_test_k", "dp_live_k", "sk_test_k", "pk_test_k", "DP_TEST_k", "k"]) {
    for (const apiSecret of ["sk_test_s", "sk_live_s", "dp_live_s", "s"]) {
      for (const baseUrl of [SANDBOX, LIVE]) {
        const fault = [
          !apiKey.startsWith(key) && "ERR_CREDENTIALS apiKey",
          !apiSecret.startsWith(secret) && "ERR_CREDENTIALS apiSecret",
          baseUrl !== url && "ERR_BASE_URL baseUrl",
        ].find(Boolean);
        const path = new URL(baseUrl).pathname;
        test(`doorpay in ${environment} ${fault ? "rejects" : "accepts"} ${apiKey}, ${apiSecret} at ${path}`, () => {
          fits(() => doorpay({ apiKey, apiSecret, environment, baseUrl }), fault, `${baseUrl}/orders`);
        });
      }
    }
  }
}

function fits(make, fault, url) {
  if (fault) {
    const [code, argument] = fault.split(" ");
    equal(throws(code, make).argument, argument);
  } else {
    equal(make().sign({ path: "/orders", now: NOW }).url, url);
  }
}

function environments(test) {
  const live = { apiKey: "dp_live_k", apiSecret: "sk_live_s", environment: "production" };
  test("doorpay has the base URL of the sandbox, and requires baseUrl for production", () => {
    equal(sign().url, `${SANDBOX}/orders`);
    refuses("ERR_BASE_URL", "baseUrl: is required: payauth does not know the URL of this environment", () => door(live));
  });
  for (const environment of ["", "test", "live", "Sandbox", "sandbox "]) {
    test(`doorpay rejects the environment ${JSON.stringify(environment)}`, () => {
      refuses("ERR_ENVIRONMENT", "environment: expected sandbox or production", () => door({ environment }));
    });
  }
  test("doorpay requires an environment", () => {
    equal(throws("ERR_ARGUMENT_TYPE", () => door({ environment: undefined })).argument, "environment");
  });
  test("doorpay looks for a whole segment sandbox in the path of a base URL", () => {
    const baseUrl = "https://api.example/sandboxed/v1";
    ok(door({ ...live, baseUrl }), "a client for production");
    throws("ERR_BASE_URL", () => door({ baseUrl }));
    throws("ERR_BASE_URL", () => door({ baseUrl: "https://sandbox.example/v1" }));
  });
}

function requests(test) {
  test("doorpay sends the key and the secret with every request", () => {
    const { method, headers } = sign({ query: { page: 0 } });
    equal(method, "GET");
    same(headers, { "X-API-Key": "[redacted]", "X-API-Secret": "[redacted]" });
    equal(headers["X-API-Key"], "dp_test_key");
    equal(headers["X-API-Secret"], "sk_test_secret");
  });
  test("doorpay sends the idempotency key in the request for a new order", () => {
    const { method, headers } = create();
    equal(method, "POST");
    equal(headers["Idempotency-Key"], "order-checkout-12345");
    equal(create({ method: "post" }).method, "POST");
  });
  test("doorpay requires an idempotency key for a new order", () => {
    const needed = "idempotencyKey: is required; pass one key for each operation, the same in every retry";
    refuses("ERR_IDEMPOTENCY_KEY", needed, () => create({ idempotencyKey: undefined }));
    refuses("ERR_IDEMPOTENCY_KEY", needed, () =>
      create({ idempotencyKey: undefined, method: "POST", body: undefined }),
    );
  });
  for (const path of ["/orders/", "/Orders", "/ORDERS", "/orders;a=1", "/orders%2f"]) {
    test(`doorpay rejects the path ${path}, another spelling of the endpoint for orders`, () => {
      throws("ERR_PATH", () => create({ path, idempotencyKey: undefined }));
    });
  }
  test("doorpay rejects an idempotency key for other endpoints", () => {
    for (const options of [{}, { path: "/orders/7/confirm", body: {} }, { method: "GET" }]) {
      throws("ERR_IDEMPOTENCY_KEY", () => sign({ idempotencyKey: "k", ...options }));
    }
    ok(sign({ path: "/orders/7/confirm", body: {} }), "a request without a key");
  });
  for (const name of ["Origin", "X-API-Key", "X-API-Secret", "Idempotency-Key"]) {
    test(`doorpay rejects the header field ${name} of a caller`, () => {
      for (const given of [name, name.toLowerCase(), name.toUpperCase()]) {
        equal(
          throws("ERR_FIELD_FORBIDDEN", () => create({ headers: { [given]: "https://shop.example" } })).argument,
          given,
        );
      }
    });
  }
}

function pages(test) {
  test("doorpay's pages begin with 0 and have 20 elements by default", () => {
    same(door().page(), { page: "0", size: "20" });
    same(door().page({ page: 3, size: 100 }), { page: "3", size: "100" });
    equal(sign({ query: door().page({ size: 50 }) }).url, `${SANDBOX}/orders?page=0&size=50`);
  });
  for (const options of [
    { page: -1 },
    { size: 0 },
    { size: 101 },
    { page: 1.5 },
    { page: Number.NaN },
    { page: 2 ** 31 },
  ]) {
    test(`doorpay rejects the page options ${JSON.stringify(options)}`, () => {
      equal(throws("ERR_OPTION", () => door().page(options)).argument, Object.keys(options)[0]);
    });
  }
  const page = { number: 1, size: 20, totalElements: 45, totalPages: 3, content: [] };
  test("doorpay reads a page with or without its envelope", () => {
    const read = { page: 1, size: 20, totalElements: 45, totalPages: 3, next: 2 };
    same(door().readPage(page), read);
    same(door().readPage({ success: true, message: "ok", data: page }), read);
  });
  test("doorpay's readPage returns no next page for the last page and for an empty list", () => {
    equal(door().readPage({ ...page, number: 2 }).next, undefined);
    equal(door().readPage({ number: 0, size: 20, totalElements: 0, totalPages: 0 }).next, undefined);
  });
  test("doorpay's readPage returns no next page for a page after the last page", () => equal(door().readPage({ ...page, number: 7 }).next, undefined));
  unread(test, page);
}

/** Answers that are not a page, and numbers that no page has. A loop that ignored them would end too early, or would never end. */
function unread(test, page) {
  const numbers = ["number", "size", "totalElements", "totalPages"];
  const wrong = [undefined, null, "1", "", -1, 1.5, 2 ** 53, {}, [], true];
  const changed = numbers.flatMap((name) => wrong.map((value) => ({ ...page, [name]: value })));
  test("doorpay's readPage rejects JSON that is not a page, and blames the peer", () => {
    for (const answer of [null, 7, true, [], {}, { data: null }, { data: "x" }, { data: [] }, { data: {} }, { success: false }, ...changed]) {
      for (const given of [answer, { data: answer }]) {
        const { argument, blame, message } = throws("ERR_JSON", () => door().readPage(given), JSON.stringify(given));
        same([argument, blame, message.startsWith("answer: is not a page: ")], ["answer", "peer", true], JSON.stringify(given));
      }
    }
  });
  test("doorpay's readPage blames the caller for a value that is not parsed JSON", () => {
    const text = JSON.stringify(page);
    for (const answer of [undefined, "", text, new TextEncoder().encode(text), Promise.resolve(page), new Map(Object.entries(page)), 7n]) {
      const { argument, blame } = throws("ERR_ARGUMENT_TYPE", () => door().readPage(answer));
      same([argument, blame], ["answer", "caller"]);
    }
  });
  test("doorpay's readPage rejects a page that the caller did not ask for", () => {
    equal(door().readPage(page, 1).next, 2);
    for (const asked of [0, 2]) refuses("ERR_JSON", "answer: is not the page that you asked for", () => door().readPage(page, asked));
    for (const asked of [-1, 1.5, Number.NaN]) equal(throws("ERR_OPTION", () => door().readPage(page, asked)).argument, "page");
  });
}

function versions(test) {
  const headers = { "Content-Type": "application/json", "x-api-version": "2026-03-15" };
  test("doorpay reads the version from header fields of every type", () => {
    const pairs = Object.entries(headers);
    const shapes = [
      headers,
      pairs,
      new Map(pairs),
      new Headers(headers),
      new Headers(headers).entries(),
      Object.create(null),
    ];
    const [absent] = shapes.splice(-1);
    for (const shape of shapes) same(door().readVersion(shape), { version: "2026-03-15", changed: false });
    same(door().readVersion(absent), { changed: false });
  });
  test("doorpay reports a changed version only if both versions are known", () => {
    equal(door().readVersion(headers, "2026-03-15").changed, false);
    equal(door().readVersion(headers, "2025-01-01").changed, true);
    equal(door().readVersion({}, "2025-01-01").changed, false);
  });
}

/** Tests the three forms of an error answer (O14, O15 and O16): the standard form, the form for validation errors, and the form for rate limits. */
function answers(test) {
  const read = (status, body) => door().readError({ status, body: JSON.stringify(body) });
  const timestamp = "2026-03-13T10:00:00Z";
  test("doorpay reads the standard form of its errors", () => {
    same(read(401, { success: false, message: "Invalid API key", data: null, timestamp }), {
      status: 401,
      message: "Invalid API key",
      fields: {},
      retry: "no", mayExist: false,
    });
  });
  test("doorpay reads the form for validation errors", () => {
    const validationErrors = { buyerEmail: "must be an email", amount: 5, deep: {} };
    const answer = { message: "Validation failed", status: 400, error: "Bad Request", timestamp, validationErrors };
    const fields = { buyerEmail: "must be an email", amount: "5" };
    same(read(400, answer), { status: 400, message: "Validation failed", fields, retry: "no", mayExist: false });
  });
  test("doorpay reads the form for rate limits", () => {
    same(read(429, { error: "Too many requests" }), {
      status: 429,
      message: "Too many requests",
      fields: {},
      retry: "later",
      mayExist: false,
    });
  });
  test("doorpay reports only errors about limits and outages as retryable", () => {
    for (const status of [429, 500, 502]) equal(read(status, {}).retry, "later", status);
    for (const status of [400, 401, 403, 404, 408, 409, 503]) equal(read(status, {}).retry, "no", status);
  });
  test("doorpay reads the header fields of an error answer", () => {
    equal(door().readError({ status: 500, headers: {}, body: "" }).retry, "later");
    throws("ERR_OPTION", () => door().readError({ status: 500, body: "", header: {} }));
  });
  test("if an answer is longer than 64 KiB, doorpay returns its text as the message", () => {
    const long = JSON.stringify({ message: "m".repeat(70_000) });
    equal(door().readError({ status: 500, body: long }).message, long);
    equal(door().readError({ status: 500, body: "x".repeat(100_000) }).message.length, 100_000);
  });
}
