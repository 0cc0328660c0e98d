// A token machine for tests: it keeps its state between calls, and the test passes the time.

import { waka } from "./clients.mjs";
import { equal } from "./harness.mjs";

/** 2026-11-22T10:00:00Z. */
export const START = 1_795_341_600_000;

export const at = (ms) => new Date(START + ms);

/** The answer of WakaPay's token endpoint. */
export const grant = (token, life = 3600) => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ accessToken: token, expiresIn: life }),
});

/** A token machine and its state. All times are milliseconds after `START`. */
export class Kept {
  constructor(machine = waka().token) {
    this.machine = machine;
    this.state = machine.initial();
  }

  decide(ms) {
    return this.machine.decide(this.state, { now: at(ms) });
  }

  action(ms) {
    return this.decide(ms).action;
  }

  begin(ms, { owner = "one", leaseMs } = {}) {
    const begun = this.machine.beginRefresh(this.state, { now: at(ms), owner, ...(leaseMs && { leaseMs }) });
    if (begun.granted) this.state = begun.state;
    return begun;
  }

  /** Ends a lease; returns the error, if there is one. */
  commit(ticket, answer, ms, sentMs = ms) {
    const { state, error } = this.machine.commitRefresh(this.state, ticket, answer, {
      sentAt: at(sentMs),
      now: at(ms),
    });
    this.state = state;
    return error;
  }

  /** Does a whole refresh: the lease, and the commit of an answer. */
  renew(answer, ms, sentMs = ms) {
    const begun = this.begin(sentMs);
    equal(begun.granted, true, `a lease at ${sentMs}`);
    return this.commit(begun.ticket, answer, ms, sentMs);
  }

  unauthorized(fingerprint, ms, challenge) {
    const { state, verdict } = this.machine.onUnauthorized(this.state, { fingerprint, challenge, now: at(ms) });
    this.state = state;
    return verdict;
  }
}
