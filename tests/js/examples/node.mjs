// The Node server, run by this Node.

import { ok } from "../harness.mjs";
import { run, serve } from "../lib/process.mjs";
import { service } from "./service.mjs";
import { environment, install } from "./setup.mjs";

export async function node({ test, tarball, sandbox }) {
  const cwd = await install("node", tarball);
  const env = environment(sandbox);
  const server = await serve(process.execPath, ["server.mjs"], {
    cwd,
    env: { ...env, PORT: "0" },
    ready: /listening on (http:\S+)/,
  });
  service(test, "Node server", sandbox, async (method, path, body) => {
    const answer = await fetch(server.url + path, { method, body });
    return { status: answer.status, json: await answer.json() };
  });
  test("Node server: does not start without a secret, and names what is wrong", async () => {
    const started = run(process.execPath, ["server.mjs"], {
      cwd,
      env: { ...env, PORT: "0", DVPAY_API_SECRET: "" },
      timeoutMs: 10_000,
    });
    const error = await started.then(
      () => undefined,
      (error) => error,
    );
    ok(/ERR_SECRET/.test(error?.message) && /apiSecret/.test(error.message), `ERR_SECRET of apiSecret, got ${error}`);
  });
  return server;
}
