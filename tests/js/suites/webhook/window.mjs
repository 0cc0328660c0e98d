// The time window of verifyWebhook: its limits in the past and in the future, a window of 0, and the option that disables the window.

import { NOW } from "../../support/clients.mjs";
import { equal, same } from "../../support/harness.mjs";
import { CASES, TIMED, accepted, delivery, later, refused } from "../../support/senders.mjs";

export default function ({ test }) {
  for (const case_ of TIMED) {
    const { name, tolerance } = case_;
    test(`${name}: a message that is ${tolerance} s old is accepted, and a message that is one second older causes ERR_TOO_OLD`, () => {
      accepted(case_, { now: later(tolerance) });
      accepted(case_, { now: new Date(later(tolerance + 1).getTime() - (name === "revolut" ? 1000 : 1)) });
      refused("ERR_TOO_OLD", case_, { now: later(tolerance + 1) });
      refused("ERR_TOO_OLD", case_, { now: new Date(253_402_300_799_999) });
    });
    test(`${name}: a message that is ${tolerance} s ahead is accepted, and a message that is one second further ahead causes ERR_TOO_NEW`, () => {
      accepted(case_, { now: later(-tolerance) });
      refused("ERR_TOO_NEW", case_, { now: later(-tolerance - 1) });
      refused("ERR_TOO_NEW", case_, { now: new Date(0) });
    });
    test(`${name}: a window of 0 accepts only the current second`, () => {
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
    test(`${name}: without futureSecs, pastSecs also limits the time in the future`, () => {
      refused("ERR_TOO_OLD", case_, { pastSecs: 7, now: later(8) });
      accepted(case_, { pastSecs: 7, now: later(-7) });
      refused("ERR_TOO_NEW", case_, { pastSecs: 7, now: later(-8) });
    });
    test(`${name}: with unsafeSkipTimestamp, a message of any age is accepted, but a changed message is rejected`, () => {
      for (const now of [later(86_400), later(-86_400), new Date(0)]) accepted(case_, { unsafeSkipTimestamp: true, now });
      refused("ERR_SIGNATURE", case_, { unsafeSkipTimestamp: true, body: "" });
      refused("ERR_TOO_OLD", case_, { unsafeSkipTimestamp: false, now: later(86_400) });
    });
    test(`${name}: a wrong signature causes ERR_SIGNATURE, even if the message is too old or too new`, () => {
      refused("ERR_SIGNATURE", case_, { now: later(86_400), body: "" });
      refused("ERR_SIGNATURE", case_, { now: later(-86_400), secrets: [case_.other] });
    });
    test(`${name}: replayTtlSecs is the sum of pastSecs, futureSecs and 60 seconds`, () => {
      equal(accepted(case_).replayTtlSecs, 2 * tolerance + 60, "replayTtlSecs with the tolerance of the scheme");
      equal(accepted(case_, { pastSecs: 7, futureSecs: 3 }).replayTtlSecs, 70, "replayTtlSecs with the options of the caller");
      equal("replayTtlSecs" in accepted(case_, { unsafeSkipTimestamp: true }), false, "whether the result without a time window has replayTtlSecs");
    });
  }
  for (const case_ of CASES.filter((case_) => !TIMED.includes(case_))) {
    test(`${case_.name} signs no time, so a message of any age is accepted, and the options of a window are rejected`, () => {
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
  test("futureSecs without pastSecs is rejected, because the limit in the past would be unclear", () => {
    equal(refused("ERR_OPTION", stripe, { futureSecs: 0 }).argument, "pastSecs", "argument");
  });
  test("the longest window is accepted unchanged", () => {
    equal(accepted(stripe, { pastSecs: 2 ** 31 - 1 }).replayTtlSecs, 2 * (2 ** 31 - 1) + 60, "seconds");
  });
  test("the timestamp of the result is the time of the message, in every unit of the schemes", () => {
    for (const case_ of TIMED) equal(accepted(case_).timestamp.getTime(), delivery(case_).now.getTime(), case_.name);
  });
}
