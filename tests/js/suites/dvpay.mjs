// The client of DVPay (version 1.4.0 of its documentation). Requests to refund and payout are signed. All other requests have only the API key.

import vectors from "../../vectors/providers/dvpay.json";
import { API, dv, NOW, PAYOUT, REFUND } from "../support/clients.mjs";
import { equal, ok, refuses, same, throws } from "../support/harness.mjs";

const BODY = '{"orderId":1}';
const SIGNED = ["Content-Type", "X-Idempotent-Key", "X-Api-Key", "X-Timestamp", "X-Signature"];

const sign = (options) => dv().sign({ now: NOW, ...options });
const refund = (options) => sign({ path: REFUND, body: BODY, idempotencyKey: "k", ...options });

export default function ({ test }) {
  for (const vector of vectors.vectors) test(`dvpay computes the signature of the vector ${vector.name}`, () => agree(vector));
  for (const { name, of, mistake, signature } of vectors.rejects) {
    test(`dvpay does not compute the signature of ${name}, which has this mistake: ${mistake}`, () => {
      const { path, body } = vectors.vectors.find((vector) => vector.name === of);
      ok(sign({ path, body, idempotencyKey: "k" }).headers["X-Signature"] !== signature, `a signature without the mistake: ${mistake}`);
    });
  }
  fields(test);
  spellings(test);
  keys(test);
  bodies(test);
  answers(test);
  credentials(test);
}

function agree({ path, body, signature, timestamp, apiSecret }) {
  const bytes = new TextEncoder().encode(body);
  for (const given of [body, bytes, JSON.parse(body)]) {
    const request = dv({ apiSecret }).sign({ path, body: given, idempotencyKey: "k", now: NOW });
    equal(request.headers["X-Signature"], signature, "signature");
    equal(request.headers["X-Timestamp"], timestamp, "timestamp");
    equal(request.url, `https://merchant.dv.vai247.pro${path}`, "url");
    equal(request.method, "POST", "method");
  }
}

function fields(test) {
  test("requests of dvpay to refund and payout have exactly the documented header fields", () => {
    for (const path of [REFUND, PAYOUT]) same(Object.keys(refund({ path }).headers), SIGNED, path);
  });
  for (const path of [
    `${API}/balance-inquiry`,
    `${API}/order/list`,
    `${REFUND}/1`,
    `${API}/order/refunds`,
    `${API}/refund`,
  ]) {
    test(`dvpay sends the API key and no signature to ${path}`, () => {
      same(Object.keys(sign({ path, body: BODY }).headers), ["Content-Type", "X-Api-Key"]);
    });
  }
  test("dvpay sends a balance inquiry with POST, and other calls without a body with GET", () => {
    equal(sign({ path: `${API}/balance-inquiry` }).method, "POST");
    equal(sign({ path: `${API}/order/list` }).method, "GET");
  });
  for (const name of ["X-App-Id", "X-Api-Key", "X-Idempotent-Key", "X-Timestamp", "X-Signature"]) {
    test(`dvpay rejects ${name} among the caller's header fields, in upper and lower case and for each endpoint`, () => {
      for (const given of [name, name.toLowerCase(), name.toUpperCase()]) {
        const headers = { [given]: "1" };
        equal(throws("ERR_FIELD_FORBIDDEN", () => refund({ headers })).argument, given);
        throws("ERR_FIELD_FORBIDDEN", () => sign({ path: `${API}/order/list`, headers }));
      }
    });
  }
  test("dvpay signs the time in seconds, not in milliseconds", () => {
    equal(refund({ now: new Date(NOW.getTime() + 999) }).headers["X-Timestamp"], "1709380800");
  });
}

function spellings(test) {
  for (const path of [
    `${API}/order/Refund`,
    `${API}/order/refund/`,
    `${API}/order/refund.`,
    `${API}/order/refund%20`,
    `${API}/order/refund.json`,
    `${API}/order/refund%3Fa`,
    `${API}/ORDER/PAYOUT?x=1`,
  ]) {
    test(`dvpay rejects another spelling of a signed path: ${path}`, () => {
      refuses("ERR_PATH", "path: is another spelling of a known endpoint; use the documented spelling", () =>
        refund({ path }),
      );
    });
  }
  for (const path of [
    `${API}/order/refund;a=1`,
    `${API}/order;a=1/refund`,
    `${API}/order%2Frefund`,
    `${API}/order%2frefund`,
    `${API}/order%5crefund`,
    `${API}/x/..;/order/refund`,
    `${API}/order/%252Frefund`,
    `${API}//order/refund`,
    `${API}/./order/refund`,
    `${API}/x/../order/refund`,
    `${API}/order/%72efund`,
  ]) {
    test(`dvpay rejects a path that a server may read as a signed path: ${path}`, () => throws("ERR_PATH", () => refund({ path })));
  }
  test("dvpay signs a request to refund that has a query", () => {
    ok(refund({ path: `${REFUND}?a=1` }).headers["X-Signature"], "a signature with a query in the path");
    ok(refund({ query: { a: 1 } }).headers["X-Signature"], "a signature with the option query");
  });
  for (const method of ["GET", "PUT", "delete", "PATCH", "HEAD"]) {
    test(`dvpay rejects the method ${method} for a signed path`, () => {
      const message = "method: must be POST for this path, which has a signed endpoint";
      refuses("ERR_METHOD", message, () => refund({ method, body: undefined }));
    });
  }
  test("dvpay writes the method of a signed request in upper case", () =>
    equal(refund({ method: "post" }).method, "POST"));
  for (const path of [
    "/",
    API,
    "/api/v2/payment-gateway/order/refund",
    "/API/v1/payment-gateway/order/refund",
    "/order/refund",
  ]) {
    test(`dvpay rejects a path outside the path prefix of its API: ${path}`, () => {
      refuses("ERR_PATH", "path: must be under /api/v1/payment-gateway/", () => refund({ path }));
    });
  }
}

function keys(test) {
  const needed = "idempotencyKey: is required; pass one key for each operation, the same in every retry";
  const malformed = "idempotencyKey: must be 1 to 255 visible ASCII characters";
  for (const path of [REFUND, PAYOUT]) {
    test(`dvpay requires an idempotency key for ${path}`, () => {
      refuses("ERR_IDEMPOTENCY_KEY", needed, () => refund({ path, idempotencyKey: undefined }));
    });
  }
  for (const key of ["", " ", "a b", "é", "k\n", "k\r", "\0", "\u007f", "k".repeat(256)]) {
    test(`dvpay rejects the idempotency key ${JSON.stringify(key).slice(0, 20)}`, () => {
      refuses("ERR_IDEMPOTENCY_KEY", malformed, () => refund({ idempotencyKey: key }));
    });
  }
  for (const path of [`${API}/balance-inquiry`, `${API}/order/list`]) {
    test(`dvpay rejects an idempotency key for an endpoint that does not use such keys: ${path}`, () => {
      refuses("ERR_IDEMPOTENCY_KEY", "idempotencyKey: is not accepted by this endpoint; leave it out", () => refund({ path }));
    });
  }
  test("dvpay signs a retry with the same idempotency key and a new time", () => {
    const [first, second] = [NOW, new Date(NOW.getTime() + 301_000)].map((now) =>
      refund({ now, idempotencyKey: "op-7" }),
    );
    equal(first.headers["X-Idempotent-Key"], second.headers["X-Idempotent-Key"]);
    equal(second.headers["X-Timestamp"], "1709381101");
    ok(first.headers["X-Signature"] !== second.headers["X-Signature"], "two different signatures");
    equal(first.body, second.body);
  });
}

function bodies(test) {
  test("dvpay keeps all digits of a bigint, and rejects a number that may have lost digits", () => {
    equal(refund({ body: { orderId: 9_223_372_036_854_775_807n } }).body, '{"orderId":9223372036854775807}');
    equal(throws("ERR_BODY", () => refund({ body: { orderId: 2 ** 53 } })).argument, "body[0]");
  });
  for (const body of ["17", "[1]2", Uint8Array.of(0x39)]) {
    test(`dvpay rejects the body ${body}, because the digits of the time follow the body in the signed text`, () => {
      refuses("ERR_BODY", "body: must have a non-digit next to {timestamp} in the signed text", () => refund({ body }));
    });
  }
  test("dvpay rejects a body with GET or HEAD", () => {
    for (const method of ["GET", "head"]) {
      refuses("ERR_BODY", "body: is not allowed with GET or HEAD", () =>
        refund({ path: `${API}/x`, idempotencyKey: undefined, method }),
      );
    }
  });
  test("dvpay computes the same signature for a long text and for its bytes, although the module gets a long body in pieces", () => {
    const text = JSON.stringify({ note: "é😀x".repeat(30_000) });
    const [asText, asBytes] = [text, new TextEncoder().encode(text)].map(
      (body) => refund({ body }).headers["X-Signature"],
    );
    equal(asText, asBytes);
    ok(refund({ body: text.replace("x", "y") }).headers["X-Signature"] !== asText, "another signature for another body");
  });
}

function answers(test) {
  const read = (status, body) => dv().readError({ status, body });
  test("dvpay reads an error answer in the documented format", () => {
    const message = "X-Idempotent-Key header is required for refund operations";
    const error = { code: "missing_idempotent_key", message, request_id: "req_xyz789" };
    const expected = { status: 400, message, code: error.code, requestId: "req_xyz789", fields: {}, retry: "no", mayExist: false };
    same(read(400, JSON.stringify({ error })), expected);
    same(read(400, new TextEncoder().encode(JSON.stringify({ error }))), expected);
  });
  test("dvpay reads a numeric code of an error answer as text, and ignores members of other types", () => {
    same(read(409, '{"error":{"code":17,"message":null,"request_id":{}}}'), {
      status: 409,
      code: "17",
      fields: {},
      retry: "no",
      mayExist: false,
    });
  });
  for (const [body, message] of [
    ["", undefined],
    [" \n", undefined],
    ["<html>502</html>", "<html>502</html>"],
    ['{"error":', '{"error":'],
    ['{"error":{"message":"a"},"error":{"message":"b"}}', '{"error":{"message":"a"},"error":{"message":"b"}}'],
    ["{}", undefined],
    ["[]", undefined],
    ["null", undefined],
    ['{"error":"x"}', undefined],
    ['{"message":"not ours"}', undefined],
  ]) {
    test(`dvpay reads the message of an error answer in an unknown format: ${JSON.stringify(body)}`, () => equal(read(500, body).message, message));
  }
  test("dvpay reads an error answer that is not UTF-8", () =>
    equal(read(500, Uint8Array.of(0x6e, 0xff)).message, "n\ufffd"));
  test("dvpay reports only the statuses 429, 500 and 503 as retryable", () => {
    for (const status of [429, 500, 503]) equal(read(status, "").retry, "later", status);
    for (const status of [100, 200, 400, 401, 403, 404, 408, 409, 422, 502, 599])
      equal(read(status, "").retry, "no", status);
    for (const status of [99, 600, 0, -1, 200.5, Number.NaN, Infinity])
      throws("ERR_OPTION", () => read(status, ""), status);
  });
}

function credentials(test) {
  test("dvpay rejects credentials that are missing, blank or impossible in a header field", () => {
    equal(throws("ERR_ARGUMENT_TYPE", () => dv({ apiKey: undefined })).argument, "apiKey");
    refuses("ERR_SECRET", 'apiSecret: is the text "undefined"; check its source', () =>
      dv({ apiSecret: "undefined" }),
    );
    for (const apiSecret of ["", " ", "null", "s ", "\ts", "s\n"])
      throws("ERR_SECRET", () => dv({ apiSecret }), apiSecret);
    refuses("ERR_CREDENTIALS", "apiKey: must be visible ASCII; spaces and tabs are allowed only inside", () => dv({ apiKey: "clé" }));
    ok(dv({ apiSecret: "clé" }), "a client, because a secret that is never sent may contain any character");
  });
  test("dvpay rejects the option environment and unknown options", () => {
    for (const name of ["environment", "appId", "secret", "baseURL"]) {
      equal(throws("ERR_OPTION", () => dv({ [name]: "x" })).argument, name);
    }
  });
  test("a disposed client of dvpay rejects each call", () => {
    const client = dv();
    client.dispose();
    client.dispose();
    const message = "this: the client was disposed; make a new one";
    refuses("ERR_DISPOSED", message, () => client.sign({ path: `${API}/x`, now: NOW }));
    refuses("ERR_DISPOSED", message, () => client.readError({ status: 500, body: "" }));
  });
}
