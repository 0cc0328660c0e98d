// The token machine of a client. Its methods get a state, and return a decision or a new state.

import { dog, waka } from "../../support/clients.mjs";
import { equal, ok, refuses, same } from "../../support/harness.mjs";
import { at, grant, Kept, START } from "../../support/token-machine.mjs";

const HOUR = 3_600_000;

export default function ({ test }) {
  life(test);
  identity(test);
  leases(test);
  failures(test);
  refusals(test);
  unauthorized(test);
}

function life(test) {
  test("the first decision of a token machine is refresh, and the request has the provider's format", () => {
    const kept = new Kept();
    const { action, degraded, clockBackwards, ...rest } = kept.decide(0);
    same([action, degraded, clockBackwards, rest], ["refresh", false, false, {}]);
    const { granted, request } = kept.begin(0);
    same([granted, request.method, request.url], [true, "POST", "https://api.test.wakapay.io/business/auth"]);
    equal(request.body, '{"apiKey":"your_api_key","apiSecret":"your_api_secret"}');
    same({ ...request.headers }, { "Content-Type": "application/json", Accept: "application/json" });
    equal(request.redirect, "manual");
  });
  test("a token is used, then refreshed in the background, then refreshed before use, and never used after its expiry", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    same([1, HOUR - 73_000, HOUR - 59_000, HOUR - 29_000, HOUR].map((ms) => kept.action(ms)), [
      "use",
      "use",
      "use-and-refresh",
      "refresh",
      "refresh",
    ]);
    equal(kept.decide(HOUR - 1).authorization, "Bearer abc", "authorization shortly before the expiry");
    equal(kept.decide(HOUR).authorization, undefined, "authorization at the expiry");
    equal(kept.decide(HOUR).fingerprint, undefined, "fingerprint at the expiry");
  });
  test("validUntil of a decision is the time at which the decision changes", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    const { validUntil } = kept.decide(0);
    equal(kept.action(validUntil - START - 1), "use");
    equal(kept.action(validUntil - START), "use-and-refresh");
  });
  test("the lifetime of a token starts when the request is sent", () => {
    const kept = new Kept();
    kept.renew(grant("abc", 60), 20_000, 0);
    equal(kept.decide(59_999).authorization, "Bearer abc");
    equal(kept.decide(60_000).authorization, undefined);
  });
  test("an earlyMs of 0 is applied, and a value above half of the lifetime is reduced to half", () => {
    const [never, long] = [new Kept(waka({ earlyMs: 0 }).token), new Kept(waka({ earlyMs: 86_400_000 }).token)];
    for (const kept of [never, long]) kept.renew(grant("abc", 100), 0);
    same([99_999, 100_000].map((ms) => never.action(ms)), ["use", "refresh"]);
    same([39_999, 50_000].map((ms) => long.action(ms)), ["use", "use-and-refresh"]);
  });
}

function identity(test) {
  test("for the same state and time, all clients with the same credentials make the same decision", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    same(waka().token.decide(kept.state, { now: at(1) }), kept.decide(1));
    equal(waka().token.decide(kept.state, { now: at(1) }).authorization, "Bearer abc");
  });
  test("a state of other credentials is treated like the initial state", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    for (const other of [waka({ apiSecret: "rotated" }), waka({ apiKey: "k" }), waka({ environment: "production" }), dog()]) {
      const decision = other.token.decide(kept.state, { now: at(1) });
      same([decision.action, decision.authorization ?? null], ["refresh", null]);
    }
  });
  test("the key of a token machine depends on the credentials and the endpoint, and does not contain them", () => {
    const keys = [waka(), waka({ apiSecret: "s2" }), waka({ apiKey: "k2" }), waka({ environment: "production" }), dog()]
      .map(({ token }) => token.key);
    equal(new Set(keys).size, 5, "number of different keys");
    for (const key of keys) ok(/^[0-9a-f]{32}$/.test(key), `32 hex digits, not ${key}`);
    equal(waka().token.key, keys[0], "key of another client with the same credentials");
    ok(
      waka({ apiKey: "ab", apiSecret: "c" }).token.key !== waka({ apiKey: "a", apiSecret: "bc" }).token.key,
      "two keys for credentials that are equal when they are joined",
    );
  });
  test("if the clock went back by more than a minute, no token is used, and the decision reports that the clock went back", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), HOUR);
    same([kept.action(HOUR - 60_000), kept.decide(HOUR - 60_000).clockBackwards], ["use", false]);
    same([kept.action(HOUR - 60_001), kept.decide(HOUR - 60_001).clockBackwards], ["refresh", true]);
  });
}

function leases(test) {
  test("one caller gets the lease, and another caller waits and gets the lease when the first lease expires", () => {
    const kept = new Kept();
    kept.begin(0, { leaseMs: 5_000 });
    const decision = kept.decide(1);
    same([decision.action, decision.until - START], ["wait", 5_000]);
    const held = kept.begin(1, { owner: "two" });
    same([held.granted, held.until - START], [false, 5_000]);
    equal(kept.action(5_000), "refresh");
    equal(kept.begin(5_000, { owner: "two" }).granted, true);
  });
  test("a lease lasts ten seconds by default", () => {
    const kept = new Kept();
    kept.begin(0);
    same([kept.action(9_999), kept.action(10_000)], ["wait", "refresh"]);
  });
  test("no lease is granted while the token is far from its expiry", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    const held = kept.begin(1);
    equal(held.granted, false);
    ok(held.until > at(1) && held.until < at(HOUR), "a time at which the caller may ask again");
  });
  test("a token is used while another caller renews the token", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    kept.begin(HOUR - 59_000);
    equal(kept.action(HOUR - 58_000), "use");
  });
  test("a commit does not change the state if another caller took over the lease", () => {
    const kept = new Kept();
    const late = kept.begin(0);
    const taker = kept.begin(10_000, { owner: "two" });
    const before = kept.state;
    const error = kept.commit(late.ticket, grant("late"), 10_001);
    same([error.code, error.argument, error.blame], ["ERR_STALE_TICKET", "ticket", "caller"]);
    equal(kept.state, before, "state");
    equal(kept.commit(taker.ticket, grant("new"), 10_002), undefined);
    equal(kept.decide(10_003).authorization, "Bearer new");
  });
  test("a ticket is accepted only once, and every other text is rejected", () => {
    const kept = new Kept();
    const { ticket } = kept.begin(0);
    for (const wrong of ["", "x", `${ticket}x`, ticket.slice(1)]) {
      equal(kept.commit(wrong, grant("abc"), 1)?.code, "ERR_STALE_TICKET", wrong);
    }
    equal(kept.commit(ticket, grant("abc"), 1), undefined);
    equal(kept.commit(ticket, grant("abc"), 1)?.code, "ERR_STALE_TICKET");
  });
  test("a commit is rejected if a 401 discarded the token after the refresh began", () => {
    const kept = new Kept();
    kept.renew(grant("old"), 0);
    const { fingerprint } = kept.decide(1);
    const early = kept.begin(HOUR - 59_000);
    equal(kept.unauthorized(fingerprint, HOUR - 58_000), "refresh-and-retry");
    equal(kept.commit(early.ticket, grant("revoked too"), HOUR - 57_000)?.code, "ERR_STALE_TICKET");
    equal(kept.action(HOUR - 57_000), "refresh");
  });
}

function failed(answer, ms = 0) {
  const kept = new Kept();
  const error = kept.renew(answer, ms);
  return { kept, error };
}

function failures(test) {
  test("after a failure, no call requests a token during the back-off", () => {
    const { kept, error } = failed({ status: 500, headers: {}, body: "" });
    same([error.code, error.blame], ["ERR_TOKEN_UNAVAILABLE", "peer"]);
    const decision = kept.decide(1);
    same([decision.action, decision.error.code], ["fail", "ERR_TOKEN_UNAVAILABLE"]);
    same(decision.error.retryAt, decision.until);
    ok(decision.until >= at(500) && decision.until <= at(1000), "a wait between half a second and one second");
    equal(kept.begin(1).granted, false, "whether a lease is granted");
    equal(kept.decide(decision.until - START).action, "refresh");
  });
  test("each failure after another failure doubles the wait, up to five minutes", () => {
    const kept = new Kept();
    let ms = 0;
    const waits = Array.from({ length: 12 }, () => {
      kept.renew(undefined, ms);
      const wait = kept.decide(ms).until - START - ms;
      ms += wait;
      return wait;
    });
    waits.forEach((wait, index) => {
      const most = Math.min(1000 * 2 ** index, 300_000);
      ok(wait >= most / 2 && wait <= most, `wait ${index} between ${most / 2} and ${most} ms, not ${wait} ms`);
    });
  });
  for (const [field, wait] of [["120", 120_000], ["Sun, 22 Nov 2026 10:02:00 GMT", 120_000], ["7200", 7_200_000], ["90.2", 91_000], ["90, 5", 90_000]]) {
    test(`Retry-After: ${field} causes a wait of ${wait} ms`, () => {
      const { kept } = failed({ status: 429, headers: { "Retry-After": field }, body: "" });
      equal(kept.decide(0).until - START, wait);
    });
  }
  for (const field of ["", "-1", "1.5", "soon", "1e3", "Sun, 22 Nov 2026 09:00:00 GMT", "9".repeat(400), "é"]) {
    test(`Retry-After: ${JSON.stringify(field.slice(0, 40))} never makes the wait shorter`, () => {
      const { kept } = failed({ status: 503, headers: [["retry-after", field]], body: "" });
      const wait = kept.decide(0).until - START;
      ok(wait >= 500 && wait <= 3_600_000, `a wait between 500 and 3,600,000 ms, not ${wait} ms`);
    });
  }
}

function refusals(test) {
  test("rejected credentials are not sent again for 2.5 to 5 seconds", () => {
    const { kept, error } = failed({ status: 401, headers: {}, body: '{"code":0,"error":"invalid credentials"}' });
    equal(error.code, "ERR_TOKEN_REFUSED");
    const { until, error: told } = kept.decide(0);
    equal(told.code, "ERR_TOKEN_REFUSED");
    ok(until >= at(2_500) && until <= at(5_000), `a wait between 2,500 and 5,000 ms, not ${until - START} ms`);
  });
  test("other credentials are used at once after a rejection", () => {
    const { kept } = failed({ status: 401, headers: {}, body: "" });
    equal(waka({ apiSecret: "rotated" }).token.decide(kept.state, { now: at(1) }).action, "refresh");
  });
  test("a valid token is used until its expiry while its refresh fails", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    equal(
      kept.renew({ status: 500, headers: { "retry-after": "300" }, body: "" }, HOUR - 59_000).code,
      "ERR_TOKEN_UNAVAILABLE",
    );
    same([kept.action(HOUR - 58_000), kept.decide(HOUR - 58_000).degraded], ["use", false]);
    same([kept.action(HOUR - 1), kept.decide(HOUR - 1).degraded], ["use", true]);
    equal(kept.action(HOUR), "fail");
  });
  test("after a success, the failures before it have no effect", () => {
    const { kept } = failed(undefined);
    equal(kept.renew(grant("abc"), 1_000), undefined);
    equal(kept.action(1_001), "use");
  });
}

function unauthorized(test) {
  const used = () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    return [kept, kept.decide(0).fingerprint];
  };
  test("a 401 for the current token leads to a new token", () => {
    const [kept, fingerprint] = used();
    equal(kept.unauthorized(fingerprint, 1), "refresh-and-retry");
    equal(kept.action(1), "refresh");
  });
  test("a late 401 for an older token does not change the state", () => {
    const [kept, fingerprint] = used();
    kept.renew(grant("new"), HOUR - 10_000);
    const before = kept.state;
    equal(kept.unauthorized(fingerprint, HOUR), "retry-with-current");
    equal(kept.state, before, "state");
  });
  test("a hundred answers 401 for one token lead to one refresh", () => {
    const [kept, fingerprint] = used();
    const verdicts = Array.from({ length: 100 }, () => kept.unauthorized(fingerprint, 1));
    same([...new Set(verdicts)], ["refresh-and-retry"]);
    equal(kept.renew(grant("new"), 2), undefined);
    equal(kept.unauthorized(fingerprint, 3), "retry-with-current");
  });
  for (const challenge of [
    'Bearer error="insufficient_scope"',
    'Basic realm="a, b", Bearer realm="c", error=insufficient_scope',
  ]) {
    test(`a token is kept after a challenge because of an insufficient scope: ${challenge}`, () => {
      const [kept, fingerprint] = used();
      equal(kept.unauthorized(fingerprint, 1, challenge), "give-up");
      equal(kept.action(1), "use");
    });
  }
  for (const challenge of [
    undefined,
    null,
    "",
    "Bearer",
    'Bearer error="invalid_token"',
    'Bearer error="never closed',
    "é",
    "a\nb",
  ]) {
    test(`a token is discarded after the challenge ${JSON.stringify(challenge)}`, () => {
      const [kept, fingerprint] = used();
      equal(kept.unauthorized(fingerprint, 1, challenge), "refresh-and-retry");
    });
  }
  test("an endpoint that rejects every token does not cause a token call for each answer 401", () => {
    const [kept, first] = used();
    kept.unauthorized(first, 1);
    kept.renew(grant("second"), 2);
    equal(kept.unauthorized(kept.decide(3).fingerprint, 3), "give-up");
  });
  test("an unknown fingerprint is treated like the fingerprint of an older token", () =>
    equal(used()[0].unauthorized("0".repeat(16), 1), "retry-with-current"));
}
