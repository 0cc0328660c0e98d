// The rules that the tests check for the examples that serve HTTP: the Worker and the Node server.

import { equal, ok, same } from "../../support/harness.mjs";
import { ORDER, noted } from "./setup.mjs";

/** @param call - sends `(method, path, body)` to the example; resolves with `{ status, json }` */
export function service(test, name, sandbox, call) {
  const rule = (title, body) =>
    test(`${name}: ${title}`, async () => {
      sandbox.control.reset();
      await body();
    });
  const refund = (given) =>
    call("POST", "/refunds", JSON.stringify({ refundId: "r-7", orderId: 1234567890, amount: 5.25, ...given }));
  const order = (given) => call("POST", "/orders", JSON.stringify({ cartId: "cart-7", order: ORDER, ...given }));
  once(rule, sandbox, { refund, order });
  failures(rule, sandbox, { refund, order });
  malformed(rule, sandbox, call);
}

function once(rule, sandbox, { refund, order }) {
  rule("a refund is accepted, and a repeated request returns the same refund", async () => {
    const [first, again] = [await refund(), await refund()];
    equal(first.status, 200, JSON.stringify(first.json));
    same(again.json, first.json, "second answer");
    const { statuses, fields } = noted(sandbox, "dvpay", "x-idempotent-key");
    same(statuses, [200, 200], "statuses");
    equal(fields[1], fields[0], "idempotency key");
  });

  rule("two refunds have different idempotency keys", async () => {
    await refund();
    await refund({ refundId: "r-8" });
    const { fields } = noted(sandbox, "dvpay", "x-idempotent-key");
    ok(fields.length === 2 && fields[0] !== fields[1], "two different keys");
  });

  rule("an order that is sent twice is created only once", async () => {
    const [first, again] = [await order(), await order()];
    same([first.status, again.status], [201, 200], JSON.stringify(first.json));
    equal(again.json.data.id, first.json.data.id, "order");
  });
}

function failures(rule, sandbox, { refund, order }) {
  rule("the provider's error is reported", async () => {
    const refused = await refund({ amount: -1 });
    same([refused.status, refused.json.error, refused.json.retry], [502, "invalid_request", "no"]);
    const invalid = await order({ order: { ...ORDER, amount: 1 } });
    same([invalid.status, Object.keys(invalid.json.fields)], [502, ["amount"]]);
  });

  rule("a refund with a changed amount is a conflict, not a second payment", async () => {
    await refund();
    equal((await refund({ amount: 6 })).json.error, "idempotent_key_conflict");
  });

  rule("a busy provider is reported as retryable", async () => {
    sandbox.control.fail({ provider: "dvpay", at: "api", status: 503 });
    const { status, json } = await refund();
    same([status, json.retry], [502, "later"]);
  });

  rule("unknown credentials are reported", async () => {
    sandbox.control.configure({ provider: "dvpay", credentials: { apiSecret: "rotated" } });
    equal((await refund()).json.error, "invalid_signature");
  });
}

function malformed(rule, sandbox, call) {
  for (const [what, path, body, code] of [
    ["an id that has lost digits", "/refunds", '{"refundId":"r","orderId":9007199254740993,"amount":1}', "ERR_BODY"],
    ["no refundId", "/refunds", '{"orderId":1,"amount":1}', "ERR_ARGUMENT_TYPE"],
    ["no order", "/orders", '{"cartId":"c","order":7}', "ERR_ARGUMENT_TYPE"],
    ["no JSON", "/orders", "{", "ERR_ARGUMENT_TYPE"],
    ["null", "/orders", "null", "ERR_ARGUMENT_TYPE"],
  ]) {
    rule(`a request with ${what} is answered with 400 and a code, and nothing is sent`, async () => {
      const { status, json } = await call("POST", path, body);
      same([status, json.error], [400, code]);
      same([...noted(sandbox, "dvpay").statuses, ...noted(sandbox, "doorpay").statuses], [], "calls");
    });
  }

  rule("an unknown route is answered with 404", async () => {
    equal((await call("GET", "/refunds")).status, 404);
    equal((await call("POST", "/transfers", "{}")).status, 404);
  });
}
