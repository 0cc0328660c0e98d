// The rules that the tests check for examples with access tokens, for every way to make calls. The cases depend on each other, because an
// example keeps its token between the cases.

import { equal, ok, same } from "../../support/harness.mjs";

/** @param call - makes one call; returns its status */
export function tokens(test, name, sandbox, provider, call) {
  const counts = () => {
    const { tokenCalls, apiCalls } = sandbox.control.state({ provider });
    return [tokenCalls, apiCalls];
  };
  /** Adds a case that makes a call, and checks its status and the number of token calls and API calls. */
  const rule = (title, prepare, expected) =>
    test(`${name}: ${title}`, async () => {
      prepare();
      const [tokenCalls, apiCalls] = counts();
      const status = await call();
      same([status, counts()[0] - tokenCalls, counts()[1] - apiCalls], expected);
    });

  rule("the first call gets a token", () => sandbox.control.reset(), [200, 1, 1]);
  rule("the second call uses the same token", () => undefined, [200, 0, 1]);
  rule(
    "after a token was revoked, one new token is fetched, and the call is accepted",
    () => sandbox.control.revoke({ provider }),
    [200, 1, 2],
  );
  rule(
    "a busy provider is reported, and the call is not retried",
    () => sandbox.control.fail({ provider, at: "api", status: 503 }),
    [502, 0, 1],
  );
  test(`${name}: if the new token is rejected as well, the error is reported`, async () => {
    sandbox.control.fail({ provider, at: "api", status: 401, times: 2 });
    const [tokenCalls, apiCalls] = counts();
    equal(await call(), 502);
    const [gotten, asked] = [counts()[0] - tokenCalls, counts()[1] - apiCalls];
    // A rejected token is kept for the first second after its issue. On a busy machine, the calls above may take longer.
    ok(gotten <= 1 && asked === gotten + 1, `0 or 1 token calls, and one more API call; got ${gotten} and ${asked}`);
    if (asked === 1) await fetch(sandbox.url(provider));
  });
  test(`${name}: the next call succeeds`, async () => equal(await call(), 200));
}
