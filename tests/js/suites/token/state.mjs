// The state of a token machine is a text that contains the token, and that any store can contain. No other value shows the token.

import { assertRedacted } from "../../support/assert-redacted.mjs";
import { dog, pl, waka } from "../../support/clients.mjs";
import { equal, ok, refuses, throws } from "../../support/harness.mjs";
import { CANARY } from "../../support/refusals.mjs";
import { at, grant, Kept } from "../../support/token-machine.mjs";

const LONG = "t".repeat(8192);

export default function ({ test, host }) {
  texts(test);
  views(test, host);
}

function texts(test) {
  test("a state is one line of visible ASCII, and has at most 320 bytes in addition to the token", () => {
    const kept = new Kept();
    kept.begin(0, { owner: "o".repeat(64) });
    ok(/^[!-~]+( [!-~]+)*$/.test(kept.state), "one line of visible ASCII");
    ok(kept.state.length <= 320, `at most 320 bytes, not ${kept.state.length}`);
  });
  test("a token of 8 KiB is accepted, and a longer token is rejected", () => {
    const kept = new Kept();
    equal(kept.renew(grant(LONG), 0), undefined);
    ok(kept.state.length <= 8192 + 320, `at most 320 bytes more than the token, not ${kept.state.length} bytes`);
    equal(kept.decide(1).authorization, `Bearer ${LONG}`);
    equal(new Kept().renew(grant(`${LONG}t`), 0).code, "ERR_TOKEN_ANSWER");
  });
  const kept = new Kept();
  kept.renew(grant("abc"), 0);
  const { machine, state } = kept;
  test("a state that is truncated, changed or of a newer version is rejected", () => {
    const spoilt = [
      ...Array.from(state, (_, length) => state.slice(0, length)),
      `${state}d`,
      ` ${state}`,
      `${state}\n`,
      state.replace("payauth1", "payauth2"),
      state.replace("abc", "abd"),
      state.toUpperCase(),
      "{}",
      "null",
      "undefined",
      "x".repeat(70_000),
    ];
    for (const text of spoilt) {
      throws("ERR_TOKEN_STATE", () => machine.decide(text, { now: at(1) }), text.slice(0, 400));
    }
  });
  test("a state with one changed character is rejected, at every position", () => {
    for (let index = 0; index < state.length; index += 1) {
      const other = state[index] === "7" ? "8" : "7";
      const text = state.slice(0, index) + other + state.slice(index + 1);
      if (text !== state) throws("ERR_TOKEN_STATE", () => machine.decide(text, { now: at(1) }), text);
    }
  });
  test("an error about a state does not show the state", () => {
    const message = "state: was not created by payauth, or was changed; store it unchanged";
    refuses("ERR_TOKEN_STATE", message, () => machine.decide(state.slice(0, -1), { now: at(1) }));
  });
  test("arguments that are too long are rejected, and the next call works", () => {
    equal(throws("ERR_TOO_LARGE", () => machine.decide("x".repeat(90_000), { now: at(1) })).argument, "state");
    equal(
      throws(
        "ERR_TOO_LARGE",
        () => machine.onUnauthorized(state, { fingerprint: "f", challenge: "x".repeat(90_000), now: at(1) }),
      ).argument,
      "challenge",
    );
    equal(machine.decide(state, { now: at(1) }).action, "use");
  });
}

function views(test, host) {
  const token = CANARY.replaceAll(/\W/g, "-");
  const kept = new Kept(waka({ apiSecret: CANARY }).token);
  test("the result of beginRefresh shows neither a secret nor the state", () => {
    const begun = kept.machine.beginRefresh(kept.state, { now: at(0), owner: "one" });
    for (const view of [begun, begun.request, [begun], { begun }]) assertRedacted(host, view);
    ok(begun.request.body.includes(CANARY), "the secret in the body of the request");
  });
  test("the results of commitRefresh, decide and onUnauthorized show no token", () => {
    const begun = kept.machine.beginRefresh(kept.state, { now: at(0), owner: "one" });
    const times = { sentAt: at(0), now: at(0) };
    const committed = kept.machine.commitRefresh(begun.state, begun.ticket, grant(token), times);
    const decision = kept.machine.decide(committed.state, { now: at(1) });
    equal(decision.authorization, `Bearer ${token}`, "authorization of the decision");
    const { fingerprint } = decision;
    const verdict = kept.machine.onUnauthorized(committed.state, { fingerprint: "0".repeat(16), now: at(1) });
    for (const view of [committed, decision, verdict, [committed], { decision }]) assertRedacted(host, view);
    ok(JSON.stringify(decision).includes(fingerprint), "the fingerprint of the token, which is not secret");
  });
  test("a token machine and its client show no secret", () => {
    for (const client of [
      waka({ apiSecret: CANARY }),
      dog({ secret: CANARY }),
      pl({ apiSecret: CANARY, merchantSecret: CANARY, email: "a@b.c", password: CANARY }),
    ]) {
      for (const view of [client, client.token, { client }]) assertRedacted(host, view);
      ok(!client.token.key.includes(CANARY), "a key without the secret");
    }
  });
}
