// The token machine through the facade: state in, decision and new state out.

import { dog, waka } from "../../support/clients.mjs";
import { equal, ok, refuses, same, throws } from "../../support/harness.mjs";
import { at, grant, Kept, START } from "../../support/token-machine.mjs";

const HOUR = 3_600_000;

export default function ({ test }) {
  life(test);
  leases(test);
  failures(test);
  unauthorized(test);
  options(test);
}

function life(test) {
  test("a token machine begins with refresh, and asks as the provider wants it", () => {
    const kept = new Kept();
    const { action, degraded, clockBackwards, ...rest } = kept.decide(0);
    same([action, degraded, clockBackwards, rest], ["refresh", false, false, {}]);
    const { granted, request } = kept.begin(0);
    same([granted, request.method, request.url], [true, "POST", "https://api.test.wakapay.io/business/auth"]);
    equal(request.body, '{"apiKey":"your_api_key","apiSecret":"your_api_secret"}');
    same({ ...request.headers }, { "Content-Type": "application/json", Accept: "application/json" });
    equal(request.redirect, "manual");
  });
  test("a token is used, then renewed in passing, then first of all, and never after its end", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    same([1, HOUR - 73_000, HOUR - 59_000, HOUR - 29_000, HOUR].map((ms) => kept.action(ms)), [
      "use",
      "use",
      "use-and-refresh",
      "refresh",
      "refresh",
    ]);
    equal(kept.decide(HOUR - 1).authorization, "Bearer abc", "still there while it must be renewed");
    equal(kept.decide(HOUR).authorization, undefined, "gone at its end");
    equal(kept.decide(HOUR).fingerprint, undefined, "its name as well");
  });
  test("a decision says until when the same would be decided", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    const { validUntil } = kept.decide(0);
    equal(kept.action(validUntil - START - 1), "use");
    equal(kept.action(validUntil - START), "use-and-refresh");
  });
  test("the life of a token counts from the sending of the request", () => {
    const kept = new Kept();
    kept.renew(grant("abc", 60), 20_000, 0);
    equal(kept.decide(59_999).authorization, "Bearer abc");
    equal(kept.decide(60_000).authorization, undefined);
  });
  test("an early window of 0 is honoured, and one above half of the life is cut to it", () => {
    const [never, long] = [new Kept(waka({ earlyMs: 0 }).token), new Kept(waka({ earlyMs: 86_400_000 }).token)];
    for (const kept of [never, long]) kept.renew(grant("abc", 100), 0);
    same([99_999, 100_000].map((ms) => never.action(ms)), ["use", "refresh"]);
    same([39_999, 50_000].map((ms) => long.action(ms)), ["use", "use-and-refresh"]);
  });
  test("the same state and time give the same decision, also in another client of the same credentials", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    same(waka().token.decide(kept.state, { now: at(1) }), kept.decide(1));
    equal(waka().token.decide(kept.state, { now: at(1) }).authorization, "Bearer abc");
  });
  test("a state of other credentials is as good as none", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    for (const other of [waka({ apiSecret: "rotated" }), waka({ apiKey: "k" }), waka({ environment: "production" }), dog()]) {
      const decision = other.token.decide(kept.state, { now: at(1) });
      same([decision.action, decision.authorization ?? null], ["refresh", null]);
    }
  });
  test("a key names credentials and endpoint, and holds neither", () => {
    const keys = [waka(), waka({ apiSecret: "s2" }), waka({ apiKey: "k2" }), waka({ environment: "production" }), dog()]
      .map(({ token }) => token.key);
    equal(new Set(keys).size, 5, "keys");
    for (const key of keys) ok(/^[0-9a-f]{32}$/.test(key), key);
    equal(waka().token.key, keys[0], "the same again");
    ok(
      waka({ apiKey: "ab", apiSecret: "c" }).token.key !== waka({ apiKey: "a", apiSecret: "bc" }).token.key,
      "no seam",
    );
  });
  test("a clock that went back by more than a minute uses no token, and says so", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), HOUR);
    same([kept.action(HOUR - 60_000), kept.decide(HOUR - 60_000).clockBackwards], ["use", false]);
    same([kept.action(HOUR - 60_001), kept.decide(HOUR - 60_001).clockBackwards], ["refresh", true]);
  });
}

function leases(test) {
  test("one caller gets the lease; the others wait, and take over when it ends", () => {
    const kept = new Kept();
    kept.begin(0, { leaseMs: 5_000 });
    const decision = kept.decide(1);
    same([decision.action, decision.until - START], ["wait", 5_000]);
    const held = kept.begin(1, { owner: "two" });
    same([held.granted, held.until - START], [false, 5_000]);
    equal(kept.action(5_000), "refresh");
    equal(kept.begin(5_000, { owner: "two" }).granted, true);
  });
  test("a lease lasts ten seconds unless told", () => {
    const kept = new Kept();
    kept.begin(0);
    same([kept.action(9_999), kept.action(10_000)], ["wait", "refresh"]);
  });
  test("no lease is given while the token is far from its end", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    const held = kept.begin(1);
    equal(held.granted, false);
    ok(held.until > at(1) && held.until < at(HOUR), "when to ask again");
  });
  test("a token is used while another renews it", () => {
    const kept = new Kept();
    kept.renew(grant("abc"), 0);
    kept.begin(HOUR - 59_000);
    equal(kept.action(HOUR - 58_000), "use");
  });
  test("a commit whose lease was taken over changes nothing", () => {
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
  test("a ticket serves once, and no other text does", () => {
    const kept = new Kept();
    const { ticket } = kept.begin(0);
    for (const wrong of ["", "x", `${ticket}x`, ticket.slice(1)]) {
      equal(kept.commit(wrong, grant("abc"), 1)?.code, "ERR_STALE_TICKET", wrong);
    }
    equal(kept.commit(ticket, grant("abc"), 1), undefined);
    equal(kept.commit(ticket, grant("abc"), 1)?.code, "ERR_STALE_TICKET");
  });
  test("a commit after a 401 took the token away is refused", () => {
    const kept = new Kept();
    kept.renew(grant("old"), 0);
    const { fingerprint } = kept.decide(1);
    const early = kept.begin(HOUR - 59_000);
    equal(kept.unauthorized(fingerprint, HOUR - 58_000), "refresh-and-retry");
    equal(kept.commit(early.ticket, grant("revoked too"), HOUR - 57_000)?.code, "ERR_STALE_TICKET");
    equal(kept.action(HOUR - 57_000), "refresh");
  });
}

function failures(test) {
  const failed = (answer, ms = 0) => {
    const kept = new Kept();
    const error = kept.renew(answer, ms);
    return { kept, error };
  };
  test("a failure keeps everybody from asking for a while", () => {
    const { kept, error } = failed({ status: 500, headers: {}, body: "" });
    same([error.code, error.blame], ["ERR_TOKEN_UNAVAILABLE", "peer"]);
    const decision = kept.decide(1);
    same([decision.action, decision.error.code], ["fail", "ERR_TOKEN_UNAVAILABLE"]);
    same(decision.error.retryAt, decision.until);
    ok(decision.until >= at(500) && decision.until <= at(1000), "between half a second and one");
    equal(kept.begin(1).granted, false, "a lease");
    equal(kept.decide(decision.until - START).action, "refresh");
  });
  test("failures in a row double the wait, up to five minutes", () => {
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
      ok(wait >= most / 2 && wait <= most, `wait ${index}: ${wait} of ${most}`);
    });
  });
  for (const [field, wait] of [["120", 120_000], ["Sun, 22 Nov 2026 10:02:00 GMT", 120_000], ["7200", 7_200_000], ["90.2", 91_000], ["90, 5", 90_000]]) {
    test(`Retry-After: ${field} is honoured`, () => {
      const { kept } = failed({ status: 429, headers: { "Retry-After": field }, body: "" });
      equal(kept.decide(0).until - START, wait);
    });
  }
  for (const field of ["", "-1", "1.5", "soon", "1e3", "Sun, 22 Nov 2026 09:00:00 GMT", "9".repeat(400), "é"]) {
    test(`Retry-After: ${JSON.stringify(field.slice(0, 40))} never makes the wait shorter`, () => {
      const { kept } = failed({ status: 503, headers: [["retry-after", field]], body: "" });
      const wait = kept.decide(0).until - START;
      ok(wait >= 500 && wait <= 3_600_000, String(wait));
    });
  }
  test("refused credentials are not asked with again for five seconds at least half", () => {
    const { kept, error } = failed({ status: 401, headers: {}, body: '{"code":0,"error":"invalid credentials"}' });
    equal(error.code, "ERR_TOKEN_REFUSED");
    const { until, error: told } = kept.decide(0);
    equal(told.code, "ERR_TOKEN_REFUSED");
    ok(until >= at(2_500) && until <= at(5_000), String(until - START));
  });
  test("other credentials are tried at once", () => {
    const { kept } = failed({ status: 401, headers: {}, body: "" });
    equal(waka({ apiSecret: "rotated" }).token.decide(kept.state, { now: at(1) }).action, "refresh");
  });
  test("a token that is valid is served while its renewal fails, to its very end", () => {
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
  test("a success ends the failures", () => {
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
  test("the 401 of the current token leads to a new one", () => {
    const [kept, fingerprint] = used();
    equal(kept.unauthorized(fingerprint, 1), "refresh-and-retry");
    equal(kept.action(1), "refresh");
  });
  test("a late 401 of an older token changes nothing", () => {
    const [kept, fingerprint] = used();
    kept.renew(grant("new"), HOUR - 10_000);
    const before = kept.state;
    equal(kept.unauthorized(fingerprint, HOUR), "retry-with-current");
    equal(kept.state, before, "state");
  });
  test("a hundred 401s of one token lead to one refresh", () => {
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
    test(`a token that is too narrow is kept: ${challenge}`, () => {
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
    test(`a token is given up after ${JSON.stringify(challenge)}`, () => {
      const [kept, fingerprint] = used();
      equal(kept.unauthorized(fingerprint, 1, challenge), "refresh-and-retry");
    });
  }
  test("an endpoint that refuses every token does not cause a token call each time", () => {
    const [kept, first] = used();
    kept.unauthorized(first, 1);
    kept.renew(grant("second"), 2);
    equal(kept.unauthorized(kept.decide(3).fingerprint, 3), "give-up");
  });
  test("an unknown fingerprint is an older token's", () =>
    equal(used()[0].unauthorized("0".repeat(16), 1), "retry-with-current"));
}

function options(test) {
  const kept = new Kept();
  const { machine, state } = kept;
  const now = at(0);
  test("a clock before 2020 is refused by each of the decisions", () => {
    const early = new Date(1_577_836_799_999);
    const message = "now: is before 2020, so the clock is not set; Workers have none at module scope";
    for (const clock of [early, new Date(0)]) {
      refuses("ERR_CLOCK", message, () => machine.decide(state, { now: clock }));
      refuses("ERR_CLOCK", message, () => machine.beginRefresh(state, { now: clock, owner: "one" }));
      refuses("ERR_CLOCK", message, () => machine.commitRefresh(state, "t", undefined, { sentAt: clock, now: clock }));
      refuses("ERR_CLOCK", message, () => machine.onUnauthorized(state, { fingerprint: "f", now: clock }));
    }
    equal(machine.decide(state, { now: new Date(1_577_836_800_000) }).action, "refresh");
  });
  for (const time of [undefined, null, 1_795_341_600_000, "2026-11-22", {}]) {
    test(`the time ${JSON.stringify(time)} is a TypeError in each of the decisions`, () => {
      equal(throws("ERR_ARGUMENT_TYPE", () => machine.decide(state, { now: time })).argument, "now");
      equal(
        throws("ERR_ARGUMENT_TYPE", () => machine.beginRefresh(state, { now: time, owner: "one" })).argument,
        "now",
      );
      equal(
        throws("ERR_ARGUMENT_TYPE", () => machine.commitRefresh(state, "t", undefined, { sentAt: time, now })).argument,
        "sentAt",
      );
      equal(
        throws("ERR_ARGUMENT_TYPE", () => machine.commitRefresh(state, "t", undefined, { sentAt: now, now: time }))
          .argument,
        "now",
      );
      equal(
        throws("ERR_ARGUMENT_TYPE", () => machine.onUnauthorized(state, { fingerprint: "f", now: time })).argument,
        "now",
      );
    });
  }
  test("an invalid Date is refused", () =>
    throws("ERR_TIME", () => machine.decide(state, { now: new Date(Number.NaN) })));
  for (const given of [undefined, null, 7, {}, new Uint8Array(3), ["payauth1"]]) {
    test(`the state ${String(given)} is a TypeError`, () => {
      equal(throws("ERR_ARGUMENT_TYPE", () => machine.decide(given, { now })).argument, "state");
      throws("ERR_ARGUMENT_TYPE", () => machine.beginRefresh(given, { now, owner: "one" }));
      throws("ERR_ARGUMENT_TYPE", () => machine.commitRefresh(given, "t", undefined, { sentAt: now, now }));
      throws("ERR_ARGUMENT_TYPE", () => machine.onUnauthorized(given, { fingerprint: "f", now }));
    });
  }
  for (const owner of ["", "-", "a b", "a:b", "a\nb", "é", "a".repeat(65)]) {
    test(`the owner ${JSON.stringify(owner.slice(0, 9))} is refused`, () => {
      const error = throws("ERR_OPTION", () => machine.beginRefresh(state, { now, owner }));
      ok(["owner", "state"].includes(error.argument), error.argument);
    });
  }
  for (const leaseMs of [0, 999, 60_001, 1500.5, Number.NaN]) {
    test(`the lease of ${leaseMs} ms is refused`, () => {
      equal(
        throws("ERR_OPTION", () => machine.beginRefresh(state, { now, owner: "one", leaseMs })).argument,
        "leaseMs",
      );
    });
  }
  test("unknown options are refused", () => {
    throws("ERR_OPTION", () => machine.decide(state, { now, at: now }));
    throws("ERR_OPTION", () => machine.beginRefresh(state, { now, owner: "one", lease: 1 }));
    throws("ERR_OPTION", () => machine.commitRefresh(state, "t", undefined, { sentAt: now, now, at: now }));
    throws(
      "ERR_OPTION",
      () => machine.commitRefresh(state, "t", { status: 200, headers: {}, body: "", url: "" }, { sentAt: now, now }),
    );
    throws("ERR_OPTION", () => machine.onUnauthorized(state, { fingerprint: "f", now, status: 401 }));
  });
  for (const [name, options] of Object.entries({ earlyMs: [-1, 0.5, 86_400_001, Number.NaN], readsExp: [] })) {
    for (const value of options) {
      test(`${name}: ${value} is refused`, () => throws("ERR_OPTION", () => waka({ [name]: value })));
    }
  }
  test("earlyMs is a number, and readsExp true or false", () => {
    for (const value of ["60000", 60_000n, null]) throws("ERR_ARGUMENT_TYPE", () => waka({ earlyMs: value }));
    for (const value of [1, "true", null]) throws("ERR_ARGUMENT_TYPE", () => waka({ readsExp: value }));
  });
  test("a disposed client decides no more", () => {
    const client = waka();
    const machine = client.token;
    client.dispose();
    for (const call of [
      () => machine.key,
      () => machine.initial(),
      () => machine.decide(state, { now }),
      () => machine.beginRefresh(state, { now, owner: "one" }),
      () => machine.commitRefresh(state, "t", undefined, { sentAt: now, now }),
      () => machine.onUnauthorized(state, { fingerprint: "f", now }),
    ]) {
      throws("ERR_DISPOSED", call);
    }
  });
}
