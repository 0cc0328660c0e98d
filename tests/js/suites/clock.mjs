// clockOffset computes the difference between the host's clock and a provider's clock from the Date of the provider's answers.

import { clockOffset } from "payauth";
import { equal, ok, refuses, same, throws } from "../support/harness.mjs";
import { Draw, seedOf } from "../support/random.mjs";
import { START } from "../support/token-machine.mjs";

const at = (ms) => new Date(START + ms);
const date = (ms) => at(ms).toUTCString();

/** A sample from a server whose clock is `offset` ms ahead. The request was sent at `ms`, and the answer arrived `took` ms later. */
const sample = (offset, { ms = 0, took = 0, ...more } = {}) => ({
  date: date(ms + took / 2 + offset),
  sentAt: at(ms),
  receivedAt: at(ms + took),
  ...more,
});

export default function ({ test, host }) {
  learns(test);
  ignores(test);
  refused(test);
  property(test, host);
}

function learns(test) {
  test("clockOffset applies one large difference at once, in both directions", () => {
    for (const offset of [300_000, -300_000, 3_600_000, -86_000_000]) {
      const learnt = clockOffset(undefined, sample(offset)).offsetMs;
      ok(Math.abs(learnt - offset) <= 1000, `an offset of about ${offset}, not ${learnt}`);
    }
  });
  test("clockOffset applies a small difference after a second sample confirms it", () => {
    const first = clockOffset(undefined, sample(60_000));
    equal(first.offsetMs, 0);
    const second = clockOffset(first.state, sample(70_000));
    equal(second.offsetMs, 70_500);
  });
  test("clockOffset ignores small differences that do not confirm each other", () => {
    let state;
    for (const offset of [60_000, 120_000, -60_000, 0]) {
      const learnt = clockOffset(state, sample(offset));
      equal(learnt.offsetMs, 0, String(offset));
      state = learnt.state;
    }
  });
  test("clockOffset returns an offset near 0 again after the clock was corrected", () => {
    let { state } = clockOffset(undefined, sample(600_000));
    state = clockOffset(state, sample(0)).state;
    equal(clockOffset(state, sample(0)).offsetMs, 500);
  });
  test("clockOffset compares the date with the middle of the times of sending and receiving", () => {
    equal(clockOffset(undefined, sample(600_000, { took: 20_000 })).offsetMs, 600_500);
  });
  test("the state of clockOffset is a short text of two numbers", () => {
    ok(/^-?\d+,-?\d+$/.test(clockOffset(undefined, sample(-600_000)).state), "a state of two numbers");
  });
}

function ignores(test) {
  for (const [what, given] of Object.entries({
    "no date": { date: null },
    "an undefined date": { date: undefined },
    "an empty date": { date: "" },
    "an invalid date": { date: "yesterday" },
    "an ISO date": { date: "2026-11-22T10:10:00Z" },
    "a date in seconds": { date: "1795341600" },
    "a truncated date": { date: "Sun, 22 Nov 2026 10:10" },
    "an impossible date": { date: "Sun, 31 Feb 2026 10:10:00 GMT" },
    "a date outside ASCII": { date: "Sun, 22 Nov 2026 10:10:00 GMT\u00a0" },
    "a lone surrogate": { date: "\ud800" },
    "an Age": { age: "0" },
    "an invalid Age": { age: "x" },
    "a slow answer": { took: 900_001 },
    "an answer that arrived before the request was sent": { receivedAt: at(-1) },
    "a difference of more than a day": { date: date(86_402_000) },
  })) {
    test(`clockOffset ignores a sample with ${what}`, () => {
      same(clockOffset(undefined, sample(600_000, given)), { offsetMs: 0, state: "" });
      const { state, offsetMs } = clockOffset(undefined, sample(600_000));
      same(clockOffset(state, sample(-600_000, given)), { offsetMs, state }, "the unchanged offset and state");
    });
  }
}

function refused(test) {
  for (const state of ["x", "1", "1,", ",1", "1,2,3", "1.5,2", "+1,2", "--1,2", "1, 2", "\n", "9".repeat(30)]) {
    test(`clockOffset rejects the state ${JSON.stringify(state)}`, () => {
      refuses("ERR_OPTION", "state: must be empty, or a state that an earlier call returned", () => clockOffset(state, sample(0)));
    });
  }
  for (const state of [null, 0, {}, ["1,2"]]) {
    test(`clockOffset throws a TypeError for the state ${JSON.stringify(state)}`, () =>
      throws("ERR_ARGUMENT_TYPE", () => clockOffset(state, sample(0))));
  }
  for (const [name, value] of [
    ["date", 7],
    ["date", new Date(START)],
    ["age", 10],
    ["sentAt", START],
    ["sentAt", undefined],
    ["receivedAt", null],
    ["receivedAt", "2026"],
  ]) {
    test(`clockOffset throws a TypeError for a ${name} of type ${typeof value}, and the error names ${name}`, () => {
      equal(throws("ERR_ARGUMENT_TYPE", () => clockOffset(undefined, { ...sample(0), [name]: value })).argument, name);
    });
  }
  test("clockOffset rejects an unknown option, an invalid Date and a missing sample", () => {
    throws("ERR_OPTION", () => clockOffset(undefined, { ...sample(0), now: at(0) }));
    throws("ERR_TIME", () => clockOffset(undefined, { ...sample(0), sentAt: new Date(Number.NaN) }));
    throws("ERR_ARGUMENT_TYPE", () => clockOffset(undefined));
    throws("ERR_ARGUMENT_TYPE", () => clockOffset(undefined, new Headers()));
    throws("ERR_TOO_LARGE", () => clockOffset(undefined, { ...sample(0), date: "x".repeat(90_000) }));
  });
}

function property(test, host) {
  const seed = seedOf(host);
  test(`after three samples of a steady clock, clockOffset is wrong by at most half a second (seed ${seed})`, () => {
    const draw = new Draw(seed);
    for (let run = 0; run < 200; run += 1) {
      const offset = draw.below(172_000_000) - 86_000_000;
      let learnt = { state: undefined };
      for (let ms = 0; ms < 3; ms += 1) {
        learnt = clockOffset(learnt.state, sample(offset, { ms: draw.below(1e6), took: draw.below(500) * 2 }));
      }
      ok(Math.abs(learnt.offsetMs - offset) <= 500, `an offset of about ${offset}, not ${learnt.offsetMs}`);
    }
  });
}
