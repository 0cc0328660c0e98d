// The arguments of token machines: times, states, owners, leases and options.

import { waka } from "../../support/clients.mjs";
import { equal, ok, refuses, throws } from "../../support/harness.mjs";
import { at, Kept } from "../../support/token-machine.mjs";

const now = at(0);

export default function ({ test }) {
  times(test);
  options(test);
  clientOptions(test);
}

function times(test) {
  const { machine, state } = new Kept();
  test("a time before 2020 is rejected by each method", () => {
    const early = new Date(1_577_836_799_999);
    const message = "now: must be after 2019; set the clock, and in Workers read it inside a request";
    for (const clock of [early, new Date(0)]) {
      refuses("ERR_CLOCK", message, () => machine.decide(state, { now: clock }));
      refuses("ERR_CLOCK", message, () => machine.beginRefresh(state, { now: clock, owner: "one" }));
      refuses("ERR_CLOCK", message, () => machine.commitRefresh(state, "t", undefined, { sentAt: clock, now: clock }));
      refuses("ERR_CLOCK", message, () => machine.onUnauthorized(state, { fingerprint: "f", now: clock }));
    }
    equal(machine.decide(state, { now: new Date(1_577_836_800_000) }).action, "refresh");
  });
  for (const time of [undefined, null, 1_795_341_600_000, "2026-11-22", {}]) {
    test(`each method throws a TypeError for the time ${JSON.stringify(time)}`, () => {
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
  test("an invalid Date is rejected", () =>
    throws("ERR_TIME", () => machine.decide(state, { now: new Date(Number.NaN) })));
}

function options(test) {
  const { machine, state } = new Kept();
  for (const given of [undefined, null, 7, {}, new Uint8Array(3), ["payauth1"]]) {
    test(`each method throws a TypeError for the state ${String(given)}`, () => {
      equal(throws("ERR_ARGUMENT_TYPE", () => machine.decide(given, { now })).argument, "state");
      throws("ERR_ARGUMENT_TYPE", () => machine.beginRefresh(given, { now, owner: "one" }));
      throws("ERR_ARGUMENT_TYPE", () => machine.commitRefresh(given, "t", undefined, { sentAt: now, now }));
      throws("ERR_ARGUMENT_TYPE", () => machine.onUnauthorized(given, { fingerprint: "f", now }));
    });
  }
  for (const owner of ["", "-", "a b", "a:b", "a\nb", "é", "a".repeat(65)]) {
    test(`the owner ${JSON.stringify(owner.slice(0, 9))} is rejected`, () => {
      const error = throws("ERR_OPTION", () => machine.beginRefresh(state, { now, owner }));
      ok(["owner", "state"].includes(error.argument), `the argument owner or state, not ${error.argument}`);
    });
  }
  for (const leaseMs of [0, 999, 60_001, 1500.5, Number.NaN]) {
    test(`the lease of ${leaseMs} ms is rejected`, () => {
      equal(
        throws("ERR_OPTION", () => machine.beginRefresh(state, { now, owner: "one", leaseMs })).argument,
        "leaseMs",
      );
    });
  }
  test("each method rejects unknown options", () => {
    throws("ERR_OPTION", () => machine.decide(state, { now, at: now }));
    throws("ERR_OPTION", () => machine.beginRefresh(state, { now, owner: "one", lease: 1 }));
    throws("ERR_OPTION", () => machine.commitRefresh(state, "t", undefined, { sentAt: now, now, at: now }));
    throws(
      "ERR_OPTION",
      () => machine.commitRefresh(state, "t", { status: 200, headers: {}, body: "", url: "" }, { sentAt: now, now }),
    );
    throws("ERR_OPTION", () => machine.onUnauthorized(state, { fingerprint: "f", now, status: 401 }));
  });
}

function clientOptions(test) {
  for (const [name, options] of Object.entries({ earlyMs: [-1, 0.5, 86_400_001, Number.NaN], readsExp: [] })) {
    for (const value of options) {
      test(`${name}: ${value} is rejected`, () => throws("ERR_OPTION", () => waka({ [name]: value })));
    }
  }
  test("earlyMs must be a number, and readsExp must be true or false", () => {
    for (const value of ["60000", 60_000n, null]) throws("ERR_ARGUMENT_TYPE", () => waka({ earlyMs: value }));
    for (const value of [1, "true", null]) throws("ERR_ARGUMENT_TYPE", () => waka({ readsExp: value }));
  });
  test("the token machine of a disposed client throws ERR_DISPOSED", () => {
    const client = waka();
    const machine = client.token;
    const state = machine.initial();
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
