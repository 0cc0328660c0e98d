// Tests the example for Deno: first the types of the script, then runs with only the permissions that the script needs.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { equal, ok, same } from "../../support/harness.mjs";
import { tool } from "../../tools/paths.mjs";
import { run } from "../../tools/process.mjs";
import { ORDER, environment, install, noted } from "./setup.mjs";

export async function deno({ test, tarball, sandbox }) {
  const cwd = await install("deno", tarball);
  await writeFile(join(cwd, "order.json"), JSON.stringify(ORDER));
  const permissions = ["--no-prompt", "--allow-net=127.0.0.1", "--allow-env", "--allow-read=order.json"];
  const script = (args, env) =>
    run(tool("deno"), ["run", ...permissions, "main.ts", ...args], { cwd, env: { ...environment(sandbox), ...env } });
  const refund = (...given) => script(["refund", "r-7", ...given]);
  const refusal = (promise) =>
    promise.then(
      (said) => said,
      (error) => error.message,
    );
  const rule = (title, body) =>
    test(`Deno script: ${title}`, async () => {
      sandbox.control.reset();
      await body();
    });

  rule("its types are correct", () => run(tool("deno"), ["check", "main.ts"], { cwd }));

  rule("a refund is accepted and keeps all digits of its id, and a repeated request returns the same refund", async () => {
    const [first, again] = [await refund("9223372036854775807", "5.25"), await refund("9223372036854775807", "5.25")];
    ok(first.includes('"orderId":9223372036854775807'), `all digits of the id; got ${first}`);
    equal(again, first, "second answer");
    const { statuses, fields } = noted(sandbox, "dvpay", "x-idempotent-key");
    same([statuses, fields[1] === fields[0]], [[200, 200], true]);
  });

  rule("an order that is sent twice is created only once", async () => {
    const [first, again] = [await script(["order", "c-7", "order.json"]), await script(["order", "c-7", "order.json"])];
    equal(JSON.parse(again).data.id, JSON.parse(first).data.id, "order");
    same(noted(sandbox, "doorpay").statuses, [201, 200], "statuses");
  });

  for (const [what, call, told] of [
    ["an error of the provider", () => refund("1", "-1"), /refused with 400 invalid_request/],
    ["an impossible amount", () => refund("1", "much"), /ERR_BODY/],
    ["a blank secret", () => script(["refund", "r", "1", "1"], { DVPAY_API_SECRET: " " }), /ERR_SECRET apiSecret/],
    [
      "credentials of production",
      () => script(["order", "c", "order.json"], { DOORPAY_API_KEY: "dp_live_1" }),
      /ERR_CREDENTIALS/,
    ],
    ["an unknown command", () => script(["payout"]), /say refund or order/],
  ]) {
    rule(`${what} is reported, and the script ends with the status 1`, async () => {
      const said = await refusal(call());
      ok(/ended with 1\n/.test(said) && told.test(said), `${told} and the status 1; got ${said}`);
    });
  }
  pledg(rule, sandbox, cwd);
  return { stop: () => undefined };
}

/** Tests Pledg's script, which reads no file. */
function pledg(rule, sandbox, cwd) {
  const env = environment(sandbox);
  const permissions = ["--no-prompt", "--allow-net=127.0.0.1", "--allow-env"];
  const script = (...args) => run(tool("deno"), ["run", ...permissions, "pledg.ts", ...args], { cwd, env });
  const refused = (promise) => promise.then((said) => said, (error) => error.message);
  const counts = () => {
    const { tokenCalls, apiCalls } = sandbox.control.state({ provider: "pledg" });
    return [tokenCalls, apiCalls];
  };

  rule("Pledg: its types are correct", () => run(tool("deno"), ["check", "pledg.ts"], { cwd }));
  for (const [command, way] of [["refund", "with plain fetch"], ["again", "with client.fetch"]]) {
    rule(`Pledg: a refund ${way} is accepted`, async () => {
      ok((await script(command, "pur_7", "200")).includes("success"), "success");
      same(counts(), [1, 1]);
    });
    rule(`Pledg: if a refund ${way} is rejected, the provider's own text is reported`, async () => {
      ok(/refused with 400: amount_cents/.test(await refused(script(command, "pur_7", "-1"))), "the provider's text");
    });
    rule(`Pledg: if the credentials of a refund ${way} are rejected, the error is reported, and nothing is paid`, async () => {
      sandbox.control.configure({ provider: "pledg", credentials: { apiSecret: "rotated" } });
      const said = await refused(script(command, "pur_7", "200"));
      ok(/ERR_TOKEN_REFUSED/.test(said), said);
      same(counts(), [1, 0]);
    });
  }
  rule("Pledg: a link is made with signed parameters, and without a token", async () => {
    ok((await script("link", "order_7", "30550")).includes("/l/order_7"), "a link to order_7");
    same(counts(), [0, 1]);
  });
}
