// rateLimit never allows more calls than the limit in any 1,000 milliseconds.

import { rateLimit } from "payauth";
import { NOW } from "../support/clients.mjs";
import { equal, ok, refuses, same, throws } from "../support/harness.mjs";
import { Draw, seedOf } from "../support/random.mjs";

const at = (offset) => new Date(NOW.getTime() + offset);
const decide = (state, offset, perSecond = 10) => rateLimit(state, { now: at(offset), perSecond });

export default function ({ test, host }) {
  decisions(test);
  refused(test);
  const seed = seedOf(host);
  for (const [calls, perSecond] of [
    [2000, 10],
    [500, 1],
    [500, 3],
    [3000, 100],
  ]) {
    test(`rateLimit never allows more than ${perSecond} calls in any second (seed ${seed})`, () => {
      property(new Draw(seed), calls, perSecond);
    });
  }
}

function decisions(test) {
  test("rateLimit allows ten calls, and the eleventh call as soon as the first call is more than a second old", () => {
    let state;
    for (let call = 0; call < 10; call += 1) {
      const decision = decide(state, call);
      ok(decision.allowed && decision.waitMs === 0, `call ${call} allowed without a wait`);
      state = decision.state;
    }
    same(
      [9, 1000, 1001].map((offset) => decide(state, offset).waitMs),
      [992, 1, 0],
    );
  });
  test("rateLimit returns an unchanged state when it rejects a call", () => {
    const { state } = decide(undefined, 0, 1);
    same(decide(state, 500, 1), { allowed: false, waitMs: 501, state });
  });
  test("rateLimit treats an empty state like an undefined state", () => same(decide("", 0), decide(undefined, 0)));
  test("rateLimit returns a wait of at most 1,001 ms if the clock went back", () => {
    const { state } = decide(undefined, 3_600_000, 1);
    const earlier = decide(state, 0, 1);
    equal(earlier.waitMs, 1001);
    ok(decide(earlier.state, 1001, 1).allowed, "an allowed call after the wait");
  });
  test("rateLimit applies a changed limit at once", () => {
    let { state } = decide(undefined, 0, 3);
    state = decide(state, 0, 3).state;
    equal(decide(state, 1, 1).allowed, false);
    equal(decide(state, 1, 3).allowed, true);
  });
}

function refused(test) {
  for (const perSecond of [0, -1, 1001, 1.5, Number.NaN, Infinity]) {
    test(`rateLimit rejects the limit ${perSecond}`, () => {
      equal(throws("ERR_OPTION", () => decide("", 0, perSecond)).argument, "perSecond");
    });
  }
  for (const state of ["x", "1,,2", "-1", "+1,", "2,1,", "1.5,", ",", " ", "1,\n", "{}"]) {
    test(`rateLimit rejects the state ${JSON.stringify(state)}`, () => {
      refuses("ERR_OPTION", "state: must be empty, or a state that an earlier call returned", () => decide(state, 0));
    });
  }
  test("rateLimit rejects a state with a lone surrogate, and a state that is too long", () => {
    equal(throws("ERR_ENCODING", () => decide("\ud800", 0)).argument, "state");
    equal(throws("ERR_TOO_LARGE", () => decide("1,".repeat(50_000), 0)).argument, "state");
  });
  for (const now of [new Date(Number.NaN), new Date(-1), new Date(253_402_300_800_000)]) {
    test(`rateLimit rejects the time ${String(now.getTime())}`, () => {
      equal(throws("ERR_TIME", () => rateLimit("", { now, perSecond: 1 })).argument, "now");
    });
  }
}

/** Makes random calls with a simulated clock, which sometimes does not advance. */
function property(draw, calls, perSecond) {
  const passed = [];
  let [now, state] = [10_000, undefined];
  for (let call = 0; call < calls; call += 1) {
    now += draw.below(2000 / perSecond);
    const decision = decide(state, now, perSecond);
    if (decision.allowed) passed.push(now);
    else ok(decide(decision.state, now + decision.waitMs, perSecond).allowed, `call ${call} allowed after the wait`);
    state = decision.state;
  }
  for (let index = perSecond; index < passed.length; index += 1) {
    ok(passed[index] - passed[index - perSecond] > 1000, `more than a second between the allowed calls ${index - perSecond} and ${index}`);
  }
  ok(passed.length > perSecond, "more allowed calls than the limit");
}
