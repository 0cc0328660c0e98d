// Tests the example Node server, with the version of Node that runs the tests.

import { equal, ok, same } from "../../support/harness.mjs";
import { run, serve } from "../../tools/process.mjs";
import { hostile } from "./hostile.mjs";
import { service } from "./service.mjs";
import { environment, install } from "./setup.mjs";
import { tokens } from "./tokens.mjs";

export async function node({ test, tarball, sandbox }) {
  const cwd = await install("node", tarball);
  const env = environment(sandbox);
  const server = await serve(process.execPath, ["server.mjs"], {
    cwd,
    env: { ...env, PORT: "0" },
    ready: /listening on (http:\S+)/,
  });
  const call = async (method, path, body) => {
    const answer = await fetch(server.url + path, { method, body });
    return { status: answer.status, json: await answer.json() };
  };
  let payouts = 0;
  const payout = (reference) => call("POST", "/payouts", JSON.stringify({ businessReference: reference }));
  service(test, "Node server", sandbox, call);
  tokens(test, "Node server, WakaPay with plain fetch", sandbox, "wakapay", async () => (await call("GET", "/balance")).status);
  tokens(test, "Node server, WakaPay with client.fetch", sandbox, "wakapay", async () => {
    const { status } = await payout(`p-${(payouts += 1)}`);
    return status === 201 ? 200 : status;
  });
  test("Node server: a payout that is sent twice is a conflict, and the error says that the payout may exist", async () => {
    equal((await payout("p")).status, 201);
    const { status, json } = await payout("p");
    same([status, json.message, json.mayExist], [502, "duplicate businessReference", true]);
  });
  const paths = ["/refunds", "/orders", "/constructor", ""];
  // This call needs no token. The cases above revoked tokens, and payauth keeps a rejected token for the first second after its issue.
  const refund = JSON.stringify({ refundId: "r-9", orderId: 1234567890, amount: 5.25 });
  hostile(test, "Node server", paths, async () => equal((await call("POST", "/refunds", refund)).status, 200), server);
  test("Node server: it does not start without a secret, and the error names the secret", async () => {
    const started = run(process.execPath, ["server.mjs"], {
      cwd,
      env: { ...env, PORT: "0", DVPAY_API_SECRET: "" },
    });
    const error = await started.then(
      () => undefined,
      (error) => error,
    );
    ok(/ERR_SECRET/.test(error?.message) && /apiSecret/.test(error.message), `ERR_SECRET for apiSecret; got ${error}`);
  });
  return server;
}
