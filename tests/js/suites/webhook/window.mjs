// The time window: two sides, which include their ends; 0 accepts the current second only; and an option that disables it.

import { NOW } from "../../support/clients.mjs";
import { equal, same } from "../../support/harness.mjs";
import { CASES, TIMED, accepted, delivery, later, refused } from "../../support/senders.mjs";

export default function ({ test }) {
  for (const case_ of TIMED) {
    const { name, tolerance } = case_;
    test(`${name}: ${tolerance} s old is accepted, a second more is too old`, () => {
      accepted(case_, { now: later(tolerance) });
      accepted(case_, { now: new Date(later(tolerance + 1).getTime() - (name === "revolut" ? 1000 : 1)) });
      refused("ERR_TOO_OLD", case_, { now: later(tolerance + 1) });
      refused("ERR_TOO_OLD", case_, { now: new Date(253_402_300_799_999) });
    });
    test(`${name}: ${tolerance} s ahead is accepted, a second more is too new`, () => {
      accepted(case_, { now: later(-tolerance) });
      refused("ERR_TOO_NEW", case_, { now: later(-tolerance - 1) });
      refused("ERR_TOO_NEW", case_, { now: new Date(0) });
    });
    test(`${name}: a window of 0 accepts the current second only`, () => {
      accepted(case_, { pastSecs: 0 });
      accepted(case_, { pastSecs: 0, futureSecs: 0 });
      refused("ERR_TOO_OLD", case_, { pastSecs: 0, now: later(1) });
      refused("ERR_TOO_NEW", case_, { pastSecs: 0, now: later(-1) });
    });
    test(`${name}: pastSecs and futureSecs are applied separately`, () => {
      accepted(case_, { pastSecs: 10, futureSecs: 0, now: later(10) });
      refused("ERR_TOO_OLD", case_, { pastSecs: 10, futureSecs: 20, now: later(11) });
      refused("ERR_TOO_NEW", case_, { pastSecs: 10, futureSecs: 0, now: later(-1) });
      accepted(case_, { pastSecs: 0, futureSecs: 20, now: later(-20) });
      refused("ERR_TOO_NEW", case_, { pastSecs: 0, futureSecs: 20, now: later(-21) });
    });
    test(`${name}: without futureSecs, pastSecs applies in both directions`, () => {
      refused("ERR_TOO_OLD", case_, { pastSecs: 7, now: later(8) });
      accepted(case_, { pastSecs: 7, now: later(-7) });
      refused("ERR_TOO_NEW", case_, { pastSecs: 7, now: later(-8) });
    });
    test(`${name}: with unsafeSkipTimestamp, any age is accepted, but no changed content`, () => {
      for (const now of [later(86_400), later(-86_400), new Date(0)]) accepted(case_, { unsafeSkipTimestamp: true, now });
      refused("ERR_SIGNATURE", case_, { unsafeSkipTimestamp: true, body: "" });
      refused("ERR_TOO_OLD", case_, { unsafeSkipTimestamp: false, now: later(86_400) });
    });
    test(`${name}: a message with a wrong signature is ERR_SIGNATURE, even if it is too old`, () => {
      refused("ERR_SIGNATURE", case_, { now: later(86_400), body: "" });
      refused("ERR_SIGNATURE", case_, { now: later(-86_400), secrets: [case_.other] });
    });
    test(`${name}: replayTtlSecs is the sum of past, future and a minute`, () => {
      equal(accepted(case_).replayTtlSecs, 2 * tolerance + 60, "by the scheme");
      equal(accepted(case_, { pastSecs: 7, futureSecs: 3 }).replayTtlSecs, 70, "by the caller");
      equal("replayTtlSecs" in accepted(case_, { unsafeSkipTimestamp: true }), false, "without end");
    });
  }
  for (const case_ of CASES.filter((case_) => !TIMED.includes(case_))) {
    test(`${case_.name} signs no time, so it accepts any age and rejects a window`, () => {
      for (const now of [NOW, new Date(0), later(10 ** 9)]) same(Object.keys(accepted(case_, { now })), NO_TIME);
      refused("ERR_OPTION", case_, { pastSecs: 300 });
      refused("ERR_OPTION", case_, { pastSecs: 0, futureSecs: 0 });
      accepted(case_, { unsafeSkipTimestamp: true });
    });
  }
  bad(test);
}

const NO_TIME = ["secretId", "replayKey", "covers", "acknowledge"];

function bad(test) {
  const [stripe] = TIMED.filter(({ name }) => name === "stripe");
  for (const secs of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31]) {
    test(`${secs} is rejected as a number of seconds`, () => {
      equal(refused("ERR_OPTION", stripe, { pastSecs: secs }).argument, "pastSecs", "argument");
      equal(refused("ERR_OPTION", stripe, { pastSecs: 1, futureSecs: secs }).argument, "futureSecs", "argument");
    });
  }
  test("futureSecs without pastSecs is rejected, because the window into the past would be unclear", () => {
    equal(refused("ERR_OPTION", stripe, { futureSecs: 0 }).argument, "pastSecs", "argument");
  });
  test("the largest window is accepted unchanged", () => {
    equal(accepted(stripe, { pastSecs: 2 ** 31 - 1 }).replayTtlSecs, 2 * (2 ** 31 - 1) + 60, "seconds");
  });
  test("the age of a message is computed from its own time, in every unit", () => {
    for (const case_ of TIMED) equal(accepted(case_).timestamp.getTime(), delivery(case_).now.getTime(), case_.name);
  });
}
