// Tests DVPay and DoorPay with the driver (`client.fetch`): signed calls, and wrong clocks.

import { equal, same } from "../../support/harness.mjs";
import { outcome } from "./sandbox.mjs";

const REFUND = "/api/v1/payment-gateway/order/refund";
const BODY = { orderId: 9007199254740993n, refundAmount: 5.25 };
const ORDER = {
  amount: 500,
  description: "Shoes",
  buyer_email: "asha@shop.example",
  buyer_phone: "+919876543210",
  buyer_first_name: "Asha",
  buyer_last_name: "Rao",
};

export function signed(test, sandbox) {
  const refund = (client, key = "refund-7") => client.fetch(REFUND, { body: BODY, idempotencyKey: key });
  test("dvpay: a refund by the driver is accepted, and a repeated call makes no second refund", async () => {
    const client = sandbox.client("dvpay");
    const [first, again] = [await (await refund(client)).text(), await (await refund(client)).text()];
    equal(first.includes('"orderId":9007199254740993'), true, first);
    equal(again, first);
  });
  for (const offsetMs of [400_000, -400_000]) {
    test(`dvpay: a provider whose clock is ${offsetMs} ms off rejects the first call, and the driver signs the next call with the provider's time`, async () => {
      await sandbox.control("clock", { offsetMs });
      const client = sandbox.client("dvpay");
      same([await outcome(refund(client)), await outcome(refund(client)), await outcome(refund(client, "refund-8"))], [
        401,
        200,
        200,
      ]);
    });
    test(`dvpay: if the host's clock is ${offsetMs} ms off, the driver also signs the second call with the provider's time`, async () => {
      const client = sandbox.client("dvpay", { clock: () => Date.now() + offsetMs });
      same([await outcome(refund(client)), await outcome(refund(client))], [401, 200]);
    });
  }
  test("dvpay: a refund whose answer was lost is not retried, unless the caller repeats the call", async () => {
    await sandbox.fail("dvpay", "api", { how: "reset" });
    const client = sandbox.client("dvpay");
    equal(await outcome(refund(client)), "lost");
    equal((await sandbox.calls("dvpay")).apiCalls, 1);
    equal(await outcome(refund(client)), 200, "outcome of the repeated call");
  });
  test("dvpay: a redirect is not followed", async () => {
    await sandbox.fail("dvpay", "api", { how: "redirect", to: sandbox.url("redirect-target") });
    equal(await outcome(refund(sandbox.client("dvpay"))), 307);
    same((await sandbox.calls("redirect-target")).calls, []);
  });
  test("doorpay: an order that the driver sends twice is created only once", async () => {
    const client = sandbox.client("doorpay");
    const order = () => outcome(client.fetch("/orders", { body: ORDER, idempotencyKey: "cart-7" }));
    same([await order(), await order()], [201, 200]);
    equal(await outcome(client.fetch("/orders", { query: client.page({ size: 5 }) })), 200);
  });
  test("doorpay: a redirect is not followed", async () => {
    await sandbox.fail("doorpay", "api", { how: "redirect", to: sandbox.url("redirect-target") });
    equal(await outcome(sandbox.client("doorpay").fetch("/orders")), 307);
    same((await sandbox.calls("redirect-target")).calls, []);
  });
}
